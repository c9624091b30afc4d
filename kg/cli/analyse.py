"""The command that measures the aid network: `analyse`."""

from __future__ import annotations

from dataclasses import asdict, fields
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli.answers import Format
from kg.cli.app import app
from kg.cli.opened import open_store
from kg.cli.options import AnswerFormat, Database, Folder, Neo4j
from kg.cli.told import counted, say, show
from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.model import Graph


class Subject(StrEnum):
    """What is measured."""

    places = "places"
    givers = "givers"
    network = "network"


@app.command(rich_help_panel="Questions")
def analyse(
    what: Annotated[
        Subject,
        typer.Argument(
            metavar="places|givers|network",
            help="Each place's ties, the spread of each giver's aid, or the network as a whole.",
        ),
    ] = Subject.places,
    provinces: Annotated[
        bool, typer.Option("--provinces", help="Between provinces, their cities and counties included.")
    ] = False,
    write: Annotated[
        bool, typer.Option("--write", help="Write places' and givers' measures into the store, as properties net_….")
    ] = False,
    format: AnswerFormat = Format.table,
    store: Folder = Path("graph"),
    neo4j: Neo4j = None,
    database: Database = None,
) -> None:
    """Measure the aid network: who is tied to whom by pairings and workers, how widely aid is spread, and how mutually.

    *places*: degree, betweenness (above 1,000 places an estimate) and community. *givers*: receivers, their provinces,
    and the entropy of the spread. *network*: reciprocity, communities and modularity. The glossary says more.

    What `--write` sets goes with the next build.

    Examples: `kg analyse givers --provinces --format csv`; `kg analyse --write`, and then
    `kg query "MATCH (p:Place) WHERE p.net_degree > 0 RETURN p.name, p.net_degree ORDER BY p.net_degree DESC LIMIT 5"`
    """
    from kg import analyse

    if write and provinces:
        raise UsageError("--write sets the measures of places, --provinces merges places.", "Leave one of the two out.")
    network = analyse.aid_network(_graph(store, neo4j, database))
    measured = analyse.by_province(network) if provinces else network
    kinds: dict[Subject, tuple[Any, Any]] = {
        Subject.places: (analyse.PlaceInNetwork, analyse.of_places),
        Subject.givers: (analyse.Giver, analyse.givers),
        Subject.network: (analyse.Network, lambda network: [analyse.whole(network)]),
    }
    kind, measure = kinds[what]
    show([field.name for field in fields(kind)], [list(asdict(row).values()) for row in measure(measured)], format)
    if write:
        with open_store(store, neo4j, database) as opened:
            opened.write_analysis(properties := analyse.as_properties(network))
        say(f"Wrote the measures of {counted(len(properties), 'place')} into {neo4j or f'{store}/'}.")


def _graph(store: Path, neo4j: str | None, database: str | None) -> Graph:
    if neo4j is None and database is None:
        from kg.records import read_graph

        return read_graph(store)
    from kg.store.ties import read_ties

    with open_store(store, neo4j, database) as opened:
        return read_ties(opened)
