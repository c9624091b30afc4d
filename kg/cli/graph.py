"""The commands that change a graph: `build`, `update`, `retract` and `load`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.app import app
from kg.cli.opened import open_neo4j, open_store, settings
from kg.cli.options import Database, Folder, Jobs, MinConfidence, Neo4j, OwnOntology, Paths, ReviewFile
from kg.cli.told import counted, say, told
from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.extract import Extraction
    from kg.model import Graph
    from kg.ontology import Ontology
    from kg.pipeline import Run, Settings
    from kg.reviews import Reviews
    from kg.store.protocol import Beside


@dataclass(frozen=True, slots=True)
class Target:
    """Where a graph goes: a folder, and with `neo4j` a database of a server, too."""

    folder: Path
    neo4j: str | None = None
    database: str | None = None

    def check(self) -> None:
        """Ask at the server's door before the work begins."""
        if self.neo4j or self.database:
            open_store(self.folder, self.neo4j, self.database).close()


@app.command(rich_help_panel="Graph")
def build(
    paths: Paths,
    store: Folder = Path("graph"),
    neo4j: Neo4j = None,
    database: Database = None,
    min_confidence: MinConfidence = None,
    reviews: ReviewFile = None,
    ontology: OwnOntology = None,
    jobs: Jobs = None,
) -> None:
    """Build the graph of pages, in a folder and with --neo4j in Neo4j, too. It replaces the former one.

    A folder's former graph goes only when the new one is whole; a folder or a database that holds other things is
    refused. Of facts that readers reviewed, the rejected are left out, and the accepted are in at any --min-confidence;
    the folder keeps the reviews for later updates.

    Examples: `kg build pages/ --store graph`; `kg build pages/ --reviews reviews.jsonl`
    """
    from kg import pipeline

    target, given = Target(store, neo4j, database), settings(ontology, min_confidence, jobs, reviews)

    def built(found: Iterator[Extraction], run: Run) -> tuple[Graph, str]:
        graph = pipeline.graph_of(found, given)
        pages = counted(run.pages, "page")
        return graph, f"{pages}, {run.facts} facts as found, {len(graph.facts)} facts in the graph."

    target.check()
    raise typer.Exit(_from_pages(paths, given, target, built, is_reviewed=bool(reviews)))


@app.command(rich_help_panel="Graph")
def update(
    paths: Paths,
    store: Folder = Path("graph"),
    neo4j: Neo4j = None,
    database: Database = None,
    min_confidence: MinConfidence = None,
    reviews: ReviewFile = None,
    ontology: OwnOntology = None,
    jobs: Jobs = None,
) -> None:
    """Take pages into a graph that is there. What it had of a page of the same id goes, and all else stays.

    The result is the graph that a build of all its pages would give, with the same --min-confidence. In Neo4j only what
    differs is changed. A page that is set aside keeps what it had.

    Reviews hold for all pages: those of --reviews, else those that the graph was built with. Where a verdict brings
    back a fact of a page that is not given, that page is named.

    Examples: `kg update pages/new/`; `kg update page7.html --neo4j bolt://localhost:7687`
    """
    from kg import pipeline
    from kg.records import read_graph
    from kg.reviews import Reviews, kept_reviews

    target, given = Target(store, neo4j, database), settings(ontology, min_confidence, jobs, reviews)
    former = kept_reviews(store)
    given = given if reviews else replace(given, reviews=former)

    def updated(found: Iterator[Extraction], run: Run) -> tuple[Graph, str]:
        changed = {page.document.id: page for page in pipeline.page_facts(found, given)}
        after = pipeline.update(before, changed.values(), settings=given)
        replaced = len(changed.keys() & before.documents.keys())
        what = f"{counted(replaced, 'page')} replaced, {len(changed) - replaced} added. {_facts(before, after)}"
        lacking = given.reviews.out_of_reach(former or Reviews(), after, changed) if given.reviews else []
        if lacking:
            what += f"\nReviews bring back facts of pages that were not given. Update these, too: {', '.join(lacking)}"
        return after, what

    target.check()
    before = read_graph(store)
    raise typer.Exit(_from_pages(paths, given, target, updated, is_reviewed=bool(reviews), former=store))


@app.command(rich_help_panel="Graph")
def retract(
    pages: Annotated[list[str], typer.Argument(metavar="PAGE...", help="Ids of pages: their files' names, no ending.")],
    store: Folder = Path("graph"),
    neo4j: Neo4j = None,
    database: Database = None,
    ontology: OwnOntology = None,
) -> None:
    """Take pages out of a graph, with all that no other page says.

    A fact that another page says, too, stays with that page's words. Example: `kg retract page7`
    """
    from kg import pipeline
    from kg.near import did_you_mean
    from kg.ontology import load
    from kg.records import read_graph
    from kg.reviews import kept_reviews
    from kg.texts import TextWriter

    target = Target(store, neo4j, database)
    target.check()
    graph = read_graph(store)
    for page in pages:
        if page not in graph.documents:
            advice = did_you_mean(page, list(graph.documents)) or "A page's id is its file's name without the ending."
            raise UsageError(f"There is no page {page!r} in {store}; nothing is changed.", advice)
    left = pipeline.update(graph, gone=pages)
    what = f"{counted(len(set(pages)), 'page')} retracted, {len(left.documents)} left. {_facts(graph, left)}"
    with TextWriter() as texts:
        beside = _beside(partial(texts.copy_to, former=store, gone=pages), kept_reviews(store))
        _keep(left, load(ontology), target, beside, what)


@app.command(rich_help_panel="Graph")
def load(
    file: Annotated[
        Path | None, typer.Argument(metavar="[FILE]", help="A graph.jsonl; without it, the one of --store.")
    ] = None,
    store: Folder = Path("graph"),
    neo4j: Neo4j = None,
    database: Database = None,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on where a load of the same graph into Neo4j broke off.")
    ] = False,
    ontology: OwnOntology = None,
) -> None:
    """Load a graph that is built into Neo4j, or without --neo4j into the database of the folder.

    The database then holds this graph and nothing else; only what differs is changed. A load that broke off goes on
    with --resume; without, what is there is read and compared first.

    Examples: `kg load --neo4j bolt://localhost:7687`; `kg load graph.jsonl --store other`
    """
    from kg.ontology import load
    from kg.records import read_graph
    from kg.reviews import kept_reviews
    from kg.texts import TextWriter

    if resume and not neo4j:
        raise UsageError("--resume is for Neo4j: a folder is always replaced as a whole.", "Add --neo4j URI.")
    target = Target(store, neo4j, database)
    target.check()
    graph, terms = read_graph(file or store), load(ontology)
    if neo4j:
        _into_neo4j(graph, terms, neo4j, database, resume)
        return
    with TextWriter() as texts:
        beside = _beside(partial(texts.copy_to, former=None if file else store), None if file else kept_reviews(store))
        _keep(graph, terms, target, beside, f"{len(graph.facts)} facts in the graph.")


def _from_pages(
    paths: list[Path],
    given: Settings,
    target: Target,
    make: Callable[[Iterator[Extraction], Run], tuple[Graph, str]],
    is_reviewed: bool,
    former: Path | None = None,
) -> int:
    """Extract pages, keep the graph that is made of them, and return the exit status once all is told.

    `make` returns the graph and the lines that tell of it. `is_reviewed` is whether a file of reviews was named.
    `former` is the folder whose other pages' texts stay.
    """
    from kg import pipeline
    from kg.cli.reviewed import reminder
    from kg.cli.terminal import progress
    from kg.texts import TextWriter

    run = pipeline.Run()
    with TextWriter() as texts:
        with progress("Extracting") as done:
            graph, what = make(texts.added(pipeline.extractions(paths, run, given, done)), run)
        forgotten = "" if is_reviewed else reminder(target.folder, graph)
        if run.pages:
            _keep(graph, given.ontology, target, _beside(partial(texts.copy_to, former=former), given.reviews), what)
    if given.reviews:
        say(given.reviews.summary())
    if forgotten:
        say(forgotten)
    return told(run)


def _beside(texts: Beside, reviews: Reviews | None) -> Beside:
    """Writes what a folder keeps beside the graph: the pages' texts, and the reviews that the graph heeds."""
    from kg.reviews import keep_reviews

    def write(folder: Path) -> None:
        texts(folder)
        if reviews:
            keep_reviews(reviews, folder)

    return write


def _keep(graph: Graph, ontology: Ontology, target: Target, beside: Beside, what: str) -> None:
    """Put the graph into the folder, tell what was done, and then put it into Neo4j where one is named."""
    from kg.cli.terminal import progress
    from kg.store.embedded import EmbeddedStore

    with progress("Storing"), EmbeddedStore(target.folder) as opened:
        counts = opened.load(graph, ontology, beside)
    say(what)
    say(f"{target.folder}/: {counts.nodes} nodes, {counts.relationships} relationships.")
    if target.neo4j:
        _into_neo4j(graph, ontology, target.neo4j, target.database)


def _into_neo4j(graph: Graph, ontology: Ontology, uri: str, database: str | None, resume: bool = False) -> None:
    from kg.cli.terminal import share_done

    with share_done("Loading") as done, open_neo4j(uri, database) as opened:
        try:
            counts = opened.load(graph, ontology, resume=resume, progress=done)
        except KeyboardInterrupt:
            say(f"{uri} may have a part of the graph. `kg load --resume` with the same --store and --neo4j goes on.")
            raise
    say(f"{uri}: {counts.nodes} nodes, {counts.relationships} relationships.")


def _facts(before: Graph, after: Graph) -> str:
    return f"{len(after.facts)} facts in the graph, {len(before.facts)} before."
