"""The command that reads a graph back from a file: `import`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.app import app
from kg.cli.opened import open_store
from kg.cli.options import Database, Folder, Neo4j, OwnOntology
from kg.cli.told import counted, say


@app.command("import", rich_help_panel="Files")
def import_(
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILE...", help="Exports of kg's: .ttl, .nt, .jsonld, .trig or .nq."),
    ],
    store: Folder = Path("graph"),
    neo4j: Neo4j = None,
    database: Database = None,
    ontology: OwnOntology = None,
) -> None:
    """Restore the graph that `kg export` wrote as RDF. It replaces the former one.

    Several files become one graph; of a page that more than one has the last counts.

    A file that is damaged, or no export of kg's, is refused, and the former graph stays. The texts of the pages and the
    reviews are not in an export, nor is what one page alone said of a fact that several tell: a build has all.

    Examples: `kg import aid.ttl --store graph`; `kg import east.ttl west.ttl --store both`
    """
    from kg import pipeline
    from kg.ontology import load
    from kg.shape.restore import restored

    terms = load(ontology)
    graphs = [restored(file, terms.path) for file in files]
    graph = pipeline.joined(graphs) if len(graphs) > 1 else graphs[0]
    with open_store(store, neo4j, database) as opened:
        counts = opened.load(graph, terms)
    if twice := sum(len(each.documents) for each in graphs) - len(graph.documents):
        say(f"{counted(twice, 'page')} more than once, by id: the last counts.")
    for file, each in zip(files, graphs, strict=True):
        say(f"{file}: {counted(len(each.documents), 'page')}, {counted(len(each.facts), 'fact')}.")
    say(f"{neo4j or f'{store}/'}: {counts.nodes} nodes, {counts.relationships} relationships.")
