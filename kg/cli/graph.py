"""The commands that change a graph: `build`."""

from __future__ import annotations

from pathlib import Path

import typer

from kg.cli.app import app
from kg.cli.opened import open_store
from kg.cli.options import Folder, MinConfidence, Neo4j, OwnOntology, Paths, ReviewFile
from kg.cli.told import counted, say, told


@app.command(rich_help_panel="Graph")
def build(
    paths: Paths,
    store: Folder = Path("graph"),
    neo4j: Neo4j = None,
    min_confidence: MinConfidence = None,
    reviews: ReviewFile = None,
    ontology: OwnOntology = None,
) -> None:
    """Build the graph of pages, in a folder or in Neo4j. It replaces the former one.

    A folder's former graph goes only when the new one is whole; a folder or a database that holds other things is
    refused. Of facts that readers reviewed, the rejected are left out, and the accepted are in at any --min-confidence.

    Examples: `kg build pages/ --store graph`; `kg build pages/ --reviews reviews.jsonl`
    """
    from kg import pipeline
    from kg.ontology import load
    from kg.reviews import read_reviews
    from kg.terminal import progress
    from kg.texts import TextWriter

    run, measures = pipeline.Run(), load(ontology)
    reviewed = read_reviews(reviews) if reviews else None
    with TextWriter() as texts:
        with progress("Building") as done:
            graph = pipeline.build(paths, run, measures, done, min_confidence, reviewed, texts.add)
        if run.pages:
            with progress("Loading"), open_store(store, neo4j) as opened:
                counts = opened.load(graph, measures, texts.copy_to)
            say(f"{counted(run.pages, 'page')}, {run.facts} facts as found, {len(graph.facts)} facts in the graph.")
            say(f"{neo4j or f'{store}/'}: {counts.nodes} nodes, {counts.relationships} relationships.")
    if reviewed:
        say(reviewed.summary())
    raise typer.Exit(told(run))
