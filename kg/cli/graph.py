"""The commands that change a graph: `build`, `update`, `retract` and `load`."""

from __future__ import annotations

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
    from kg.model import Graph
    from kg.ontology import Ontology
    from kg.store.protocol import Beside


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
    refused. Of facts that readers reviewed, the rejected are left out, and the accepted are in at any --min-confidence.

    Examples: `kg build pages/ --store graph`; `kg build pages/ --reviews reviews.jsonl`
    """
    from kg import pipeline
    from kg.terminal import progress
    from kg.texts import TextWriter

    _check_neo4j(neo4j, database)
    run, given = pipeline.Run(), settings(ontology, min_confidence, jobs, reviews)
    with TextWriter() as texts:
        with progress("Building") as done:
            graph = pipeline.build(paths, run, given, done, texts.add)
        if run.pages:
            what = f"{counted(run.pages, 'page')}, {run.facts} facts as found, {len(graph.facts)} facts in the graph."
            _keep(graph, given.ontology, store, neo4j, database, texts.copy_to, what)
    if given.reviews:
        say(given.reviews.summary())
    raise typer.Exit(told(run))


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

    Examples: `kg update pages/new/`; `kg update page7.html --neo4j bolt://localhost:7687`
    """
    from kg import pipeline
    from kg.records import read_graph
    from kg.terminal import progress
    from kg.texts import TextWriter

    _check_neo4j(neo4j, database)
    graph, run, given = read_graph(store), pipeline.Run(), settings(ontology, min_confidence, jobs, reviews)
    with TextWriter() as texts:
        with progress("Reading") as done:
            pages = pipeline.page_facts(paths, run, given, done, texts.add)
            changed = {page.document.id: page for page in pages}
        if run.pages:
            updated = pipeline.update(graph, changed.values())
            replaced = len(changed.keys() & graph.documents.keys())
            what = f"{counted(replaced, 'page')} replaced, {len(changed) - replaced} added. {_facts(graph, updated)}"
            _keep(updated, given.ontology, store, neo4j, database, partial(texts.copy_to, former=store), what)
    if given.reviews:
        say(given.reviews.summary())
    raise typer.Exit(told(run))


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
    from kg.texts import TextWriter

    _check_neo4j(neo4j, database)
    graph = read_graph(store)
    for page in pages:
        if page not in graph.documents:
            advice = did_you_mean(page, list(graph.documents)) or "A page's id is its file's name without the ending."
            raise UsageError(f"There is no page {page!r} in {store}; nothing is changed.", advice)
    left = pipeline.update(graph, gone=pages)
    what = f"{counted(len(set(pages)), 'page')} retracted, {len(left.documents)} left. {_facts(graph, left)}"
    with TextWriter() as texts:
        _keep(left, load(ontology), store, neo4j, database, partial(texts.copy_to, former=store, gone=pages), what)


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
    from kg.texts import TextWriter

    if resume and not neo4j:
        raise UsageError("--resume is for Neo4j: a folder is always replaced as a whole.", "Add --neo4j URI.")
    _check_neo4j(neo4j, database)
    graph, measures = read_graph(file or store), load(ontology)
    if neo4j:
        _into_neo4j(graph, measures, neo4j, database, resume)
        return
    with TextWriter() as texts:
        beside = partial(texts.copy_to, former=None if file else store)
        _keep(graph, measures, store, None, None, beside, f"{len(graph.facts)} facts in the graph.")


def _check_neo4j(neo4j: str | None, database: str | None) -> None:
    """Ask at the door before the work begins."""
    if neo4j or database:
        open_store(Path(), neo4j, database).close()


def _keep(
    graph: Graph,
    ontology: Ontology,
    store: Path,
    neo4j: str | None,
    database: str | None,
    beside: Beside,
    what: str,
) -> None:
    """Put the graph into the folder, tell what was done, and then put it into Neo4j where one is named."""
    from kg.store.embedded import EmbeddedStore
    from kg.terminal import progress

    with progress("Storing"), EmbeddedStore(store) as opened:
        counts = opened.load(graph, ontology, beside)
    say(what)
    say(f"{store}/: {counts.nodes} nodes, {counts.relationships} relationships.")
    if neo4j:
        _into_neo4j(graph, ontology, neo4j, database)


def _into_neo4j(graph: Graph, ontology: Ontology, uri: str, database: str | None, resume: bool = False) -> None:
    from kg.terminal import share_done

    with share_done("Loading") as done, open_neo4j(uri, database) as opened:
        counts = opened.load(graph, ontology, resume=resume, progress=done)
    say(f"{uri}: {counts.nodes} nodes, {counts.relationships} relationships.")


def _facts(before: Graph, after: Graph) -> str:
    return f"{len(after.facts)} facts in the graph, {len(before.facts)} before."
