"""The commands that ask a graph: `query`, and `measures` for what queries take."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.answers import Format
from kg.cli.app import app
from kg.cli.opened import open_store
from kg.cli.options import AnswerFormat, Database, Folder, Neo4j, OwnOntology, Parameters, named_values
from kg.cli.told import show


@app.command(rich_help_panel="Questions")
def query(
    what: Annotated[
        str | None, typer.Argument(metavar="NAME|FILE|CYPHER", help="A saved query, a .cypher file, or Cypher.")
    ] = None,
    param: Parameters = None,
    format: AnswerFormat = Format.table,
    store: Folder = Path("graph"),
    neo4j: Neo4j = None,
    database: Database = None,
    ontology: OwnOntology = None,
) -> None:
    """Ask the graph. Without a query, list the saved ones.

    Examples: `kg query who_assists -p place=重庆市`; `kg query worker_flows --format csv > flows.csv`;
    `kg query "MATCH (p:Place) RETURN p.name LIMIT 5"`
    """
    from kg.ontology import load
    from kg.store.saved import SavedQuery, find_query

    if what is None:
        _list_queries()
        return
    is_cypher = not what.endswith(".cypher") and len(what.split()) > 1
    saved = SavedQuery("your query", what) if is_cypher else find_query(what)
    with open_store(store, neo4j, database) as opened:
        answer = saved.ask(opened, named_values(param or []), load(ontology) if ontology else None)
    show(answer.columns, answer.rows, format)


def _list_queries() -> None:
    from kg.store.saved import saved_queries

    rows = [query.row() for query in saved_queries()]
    show(["name", "question", "parameters"], rows, Format.table)


@app.command(rich_help_panel="Questions")
def measures(
    search: Annotated[str, typer.Option("--search", "-s", metavar="WORD", help="Only those that have it.")] = "",
    format: AnswerFormat = Format.table,
    ontology: OwnOntology = None,
) -> None:
    """List the measures, which queries take: name, label and unit.

    Example: `kg measures --search 车间`
    """
    from kg.ontology import load

    rows = []
    for each in load(ontology).measures.values():
        heads = ("".join(head) for trigger in each.triggers for head in trigger.heads)
        if search.casefold() in " ".join((each.name, each.label_zh, each.label_en, *heads)).casefold():
            rows.append([each.name, each.label_zh, each.label_en, ", ".join(unit.symbol for unit in each.units)])
    show(["measure", "中文", "English", "unit"], rows, format)
