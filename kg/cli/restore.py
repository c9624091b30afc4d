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
    file: Annotated[
        Path,
        typer.Argument(metavar="FILE", help="An export of kg's: .ttl, .nt, .jsonld, .trig or .nq."),
    ],
    store: Folder = Path("graph"),
    neo4j: Neo4j = None,
    database: Database = None,
    ontology: OwnOntology = None,
) -> None:
    """Restore the graph that `kg export` wrote as RDF. It replaces the former one.

    A file that is damaged, or no export of kg's, is refused, and the former graph stays. The texts of the pages are not
    in an export, nor is what one page alone said of a fact that several tell: a build has both.

    Example: `kg import aid.ttl --store graph`
    """
    from kg.ontology import load
    from kg.shape.restore import restored

    terms = load(ontology)
    graph = restored(file, terms.path)
    with open_store(store, neo4j, database) as opened:
        counts = opened.load(graph, terms)
    say(f"{file}: {counted(len(graph.documents), 'page')}, {counted(len(graph.facts), 'fact')}.")
    say(f"{neo4j or f'{store}/'}: {counts.nodes} nodes, {counts.relationships} relationships.")
