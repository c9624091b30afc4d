"""The arguments and options that more than one command takes."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.answers import Format
from kg.errors import UsageError


def _version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        sys.stdout.write(f"kg {version('kg')}\n")
        raise typer.Exit


def _confidence(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = -1
    if not 0 <= value <= 1:
        raise ValueError(f"{text!r} is not a number from 0 to 1, such as 0.8.")
    return value


Version = Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and go.")]

Paths = Annotated[
    list[Path],
    typer.Argument(
        metavar="PATH...", help="Files, folders or patterns: .txt, .html, .jsonl, .warc, .gz, .zip; - is stdin."
    ),
]
Folder = Annotated[Path, typer.Option("--store", metavar="DIR", help="The folder of the graph.")]
Neo4j = Annotated[
    str | None,
    typer.Option(
        "--neo4j",
        metavar="URI",
        help="A Neo4j server, as bolt://localhost:7687; NEO4J_USER and NEO4J_PASSWORD are used.",
    ),
]
Database = Annotated[
    str | None, typer.Option("--database", metavar="NAME", help="A database of the server; else its default one.")
]
OwnOntology = Annotated[
    Path | None, typer.Option("--ontology", metavar="FILE", help="An ontology other than the one that ships.")
]
AnswerFormat = Annotated[Format, typer.Option("--format", help="How to print the rows.")]
Parameters = Annotated[list[str] | None, typer.Option("--param", "-p", metavar="k=v", help="A parameter of the query.")]
ReviewFile = Annotated[
    Path | None,
    typer.Option("--reviews", metavar="FILE", help="What readers said of facts, as `kg serve` keeps it."),
]
MinConfidence = Annotated[
    float | None,
    typer.Option(
        "--min-confidence",
        metavar="X",
        parser=_confidence,
        help="Only facts of at least this confidence; the default is the best cut on pages with gold. "
        "A page with fewer than two words of aid needs 0.95 at the least.",
    ),
]

Jobs = Annotated[
    int | None,
    typer.Option("--jobs", "-j", metavar="N", min=1, help="Processes that share many pages; else one a core, up to 8."),
]


def named_values(pairs: list[str]) -> dict[str, str]:
    """The parameters of a query, each given as name=value. Raises UsageError for one that is not."""
    values = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals or not name:
            raise UsageError(f"The parameter {pair!r} is not of the form name=value.", "For example: -p place=重庆市")
        values[name] = value
    return values
