"""The commands that change a graph: `build`."""

from __future__ import annotations

from pathlib import Path

import typer

from kg.cli.app import app
from kg.cli.opened import open_store
from kg.cli.options import Folder, MinConfidence, Neo4j, OwnOntology, Paths
from kg.cli.told import counted, say, told


@app.command(rich_help_panel="Graph")
def build(
    paths: Paths,
    store: Folder = Path("graph"),
    neo4j: Neo4j = None,
    min_confidence: MinConfidence = None,
    ontology: OwnOntology = None,
) -> None:
    """Build the graph of pages, in a folder or in Neo4j. It replaces the former one.

    A folder's former graph goes only when the new one is whole; a folder or a database that holds other things is
    refused. Example: `kg build pages/ --store graph`
    """
    from kg import pipeline
    from kg.ontology import load
    from kg.terminal import progress

    run, measures = pipeline.Run(), load(ontology)
    with progress("Building") as done:
        graph = pipeline.build(paths, run, measures, done, min_confidence)
    if run.pages:
        with progress("Loading"), open_store(store, neo4j) as opened:
            counts = opened.load(graph, measures)
        say(f"{counted(run.pages, 'page')}, {run.facts} facts as found, {len(graph.facts)} facts in the graph.")
        say(f"{neo4j or f'{store}/'}: {counts.nodes} nodes, {counts.relationships} relationships.")
    raise typer.Exit(told(run))
