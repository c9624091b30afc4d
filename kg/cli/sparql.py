"""The command that asks an export in SPARQL: `sparql`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.answers import Format
from kg.cli.app import app
from kg.cli.options import AnswerFormat, Folder, OwnOntology, Parameters, named_values
from kg.cli.told import show


@app.command(rich_help_panel="Questions")
def sparql(
    what: Annotated[
        str | None, typer.Argument(metavar="NAME|FILE|SPARQL", help="A saved query, a .rq file, or SPARQL.")
    ] = None,
    param: Parameters = None,
    format: AnswerFormat = Format.table,
    store: Folder = Path("graph"),
    data: Annotated[
        Path | None, typer.Option("--data", metavar="FILE", help="Ask a file of RDF instead of the graph in a folder.")
    ] = None,
    ontology: OwnOntology = None,
) -> None:
    """Ask the graph as RDF, with the ontology beside it. Without a query, list the saved ones.

    The prefixes of an export need not be declared. Nothing is changed, whatever is asked.

    Examples: `kg sparql who_assists -p place=重庆市`; `kg sparql pages --data aid.ttl --format csv`;
    `kg sparql "SELECT ?name { ?place aid:has_workshops 21 ; rdfs:label ?name }"`
    """
    from kg.ontology import load
    from kg.records import read_graph
    from kg.shape import triples
    from kg.shape.read import read_triples
    from kg.shape.sparql import Dataset, SavedQuery, find_query, saved_queries

    if what is None:
        show(["name", "question", "parameters"], [query.row() for query in saved_queries()], Format.table)
        return
    is_sparql = not what.endswith(".rq") and len(what.split()) > 1
    saved = SavedQuery("your query", what) if is_sparql else find_query(what)
    terms = load(ontology)
    asked = Dataset(read_triples(data) if data else triples(read_graph(store), terms.path), terms.path)
    answer = saved.ask(asked, named_values(param or []), terms)
    show(answer.columns, answer.rows, format)
