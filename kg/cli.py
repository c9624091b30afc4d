"""The commands. The only module that prints: results to stdout, all else to stderr."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.errors import KgError, UsageError

if TYPE_CHECKING:
    from kg.model import Graph
    from kg.pipeline import Progress, Run
    from kg.store.protocol import Answer, CypherStore

DONE, FAILED, WRONG_USE = 0, 1, 2
GRAPH = "graph.jsonl"
"""The graph itself, in the store's folder beside the database."""
_UNBROKEN = 10_000
"""Columns of a terminal that breaks no row."""

app = typer.Typer(
    name="kg",
    help="From damaged web pages about aid between China's regions to a knowledge graph.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
)

Paths = Annotated[
    list[Path], typer.Argument(metavar="PATH...", help="Files, folders or patterns of pages (.txt, .html).")
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


class Format(StrEnum):
    """How a query's answer is printed."""

    table = "table"
    json = "json"
    csv = "csv"


@app.command()
def extract(
    paths: Paths,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write here, not to stdout.")
    ] = None,
    ontology: Annotated[
        Path | None, typer.Option(metavar="FILE", help="An ontology other than the one that ships.")
    ] = None,
) -> None:
    """Print the facts of pages as JSON lines.

    Example: `kg extract pages/ -o facts.jsonl`
    """
    from kg import pipeline
    from kg.ontology import load
    from kg.records import record_of

    run = pipeline.Run()
    with _output(output) as out, _progress("Extracting") as progress:
        for _, facts in pipeline.facts(paths, run, load(ontology), progress):
            out.writelines(json.dumps(record_of(fact), ensure_ascii=False) + "\n" for fact in facts)
    _close(run)


@app.command()
def build(paths: Paths, store: Folder = Path("graph"), neo4j: Neo4j = None) -> None:
    """Build the graph of pages, in a folder or in Neo4j.

    A folder's former graph is replaced only when the new one is whole. Example: `kg build pages/ --store graph`
    """
    from kg import pipeline

    run = pipeline.Run()
    with _progress("Building") as progress:
        graph = pipeline.build(paths, run, progress=progress)
    if not run.pages:
        _close(run)
    with _progress("Loading") as progress:
        if neo4j:
            from kg.store.neo4j import Neo4jStore

            with Neo4jStore(neo4j) as server:
                counts = server.load(graph)
        else:
            counts = _build_folder(graph, store)
    where = neo4j or f"{store}/"
    _say(f"{run.pages} pages, {run.facts} facts as found, {len(graph.facts)} facts in the graph.")
    _say(f"{where}: {counts.nodes} nodes, {counts.relationships} relationships.")
    _close(run)


@app.command()
def query(
    what: Annotated[
        str | None, typer.Argument(metavar="NAME|FILE|CYPHER", help="A saved query, a .cypher file, or Cypher.")
    ] = None,
    param: Annotated[
        list[str] | None, typer.Option("--param", "-p", metavar="k=v", help="A parameter of the query.")
    ] = None,
    format: Annotated[Format, typer.Option(help="How to print the answer.")] = Format.table,
    store: Folder = Path("graph"),
    neo4j: Neo4j = None,
) -> None:
    """Ask the graph. Without a query, list the saved ones.

    Examples: `kg query who_assists -p place=重庆市`; `kg query "MATCH (p:Place) RETURN p.name LIMIT 5"`
    """
    from kg.store.saved import SavedQuery, find_query

    if what is None:
        _list_queries()
        return
    is_cypher = " " in what.strip() or "\n" in what
    saved = SavedQuery("your query", what) if is_cypher else find_query(what)
    with _open(store, neo4j) as opened:
        _print_answer(saved.ask(opened, _parameters(param or [])), format)


@app.command()
def export(
    format: Annotated[
        str, typer.Argument(metavar="FORMAT", help="turtle, ntriples, jsonld, triples, graphml, csv or html.")
    ],
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Where to write.")],
    store: Folder = Path("graph"),
) -> None:
    """Write the graph to a file.

    Example: `kg export turtle aid.ttl`
    """
    from kg.records import read_graph

    writer = _writer(format)
    writer(read_graph(store / GRAPH), file)
    _say(f"Wrote {file}.")


@app.command()
def clean(paths: Paths) -> None:
    """Print the text of pages as the extractors see it.

    Example: `kg clean page.html`
    """
    from kg import pipeline

    run = pipeline.Run()
    for text in pipeline.texts(paths, run):
        sys.stdout.write(text.clean.rstrip("\n") + "\n")
    _close(run)


def main() -> None:
    """Run a command. An error of ours is one line and its exit status; a reader that went away ends it quietly."""
    try:
        app()
    except KgError as error:
        _say(f"kg: {error}")
        sys.exit(error.exit_code)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(FAILED)


def _build_folder(graph: Graph, store: Path) -> Any:
    from kg.records import write_graph
    from kg.store.embedded import EmbeddedStore
    from kg.store.folder import replace

    with replace(store) as folder:
        write_graph(graph, folder / GRAPH)
        with EmbeddedStore(folder) as database:
            return database.load(graph)


def _open(store: Path, neo4j: str | None) -> CypherStore:
    if neo4j:
        from kg.store.neo4j import Neo4jStore

        return Neo4jStore(neo4j)
    from kg.store.embedded import EmbeddedStore

    return EmbeddedStore(store)


def _writer(format: str) -> Any:
    if format == "html":
        from kg.view import write_html

        return write_html
    if format in ("graphml", "csv"):
        from kg.store import files

        return files.write_graphml if format == "graphml" else files.write_csv
    from kg.shape.serialise import FORMATS, write

    if format not in FORMATS:
        raise UsageError(
            f"The format {format!r} is not known.", f"Use one of {', '.join([*FORMATS, 'graphml', 'csv', 'html'])}."
        )
    return lambda graph, file: write(graph, format, file)


def _parameters(pairs: list[str]) -> dict[str, str]:
    parameters = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals or not name:
            raise UsageError(f"The parameter {pair!r} is not of the form name=value.", "For example: -p place=重庆市")
        parameters[name] = value
    return parameters


def _list_queries() -> None:
    from kg.store.saved import saved_queries

    rows = []
    for each in saved_queries():
        parameters = ", ".join(p.name if p.default is None else f"{p.name}={p.default}" for p in each.parameters)
        rows.append([each.name, f"{each.question_zh}\n{each.question_en}", parameters])
    _print_table(["name", "question", "parameters"], rows)


def _print_answer(answer: Answer, format: Format) -> None:
    if format is Format.json:
        rows = [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]
        sys.stdout.write(json.dumps(rows, ensure_ascii=False, indent=1) + "\n")
    elif format is Format.csv:
        csv.writer(sys.stdout).writerows([answer.columns, *answer.rows])
    else:
        _print_table(answer.columns, answer.rows)
        _say(f"{len(answer.rows)} row{'' if len(answer.rows) == 1 else 's'}.")


def _print_table(columns: list[str], rows: list[list[Any]]) -> None:
    """As wide as the terminal; a file or another program gets each row whole, on one line."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None)
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*(Text(_cell(value)) for value in row))
    Console(width=None if sys.stdout.isatty() else _UNBROKEN).print(table)


def _cell(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(_cell, value))
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else str(value)


@contextmanager
def _output(path: Path | None) -> Iterator[Any]:
    """Stdout, or a file that is there only once it is whole."""
    if path is None:
        yield sys.stdout
        return
    from kg.store.folder import replace_file

    with replace_file(path) as beside, beside.open("w", encoding="utf-8", newline="\n") as file:
        yield file


@contextmanager
def _progress(what: str) -> Iterator[Progress]:
    """Shows what is done, on stderr and only where that is a terminal."""
    if not sys.stderr.isatty():
        yield lambda source: None
        return
    from rich.console import Console
    from rich.progress import Progress as Bar
    from rich.progress import SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        TextColumn("{task.completed:.0f}"),
        TimeElapsedColumn(),
    )
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what)
        yield lambda source: bar.update(task, advance=1, description=f"{what} {Path(source).name}")


def _say(line: str) -> None:
    print(line, file=sys.stderr)


def _close(run: Run) -> None:
    """Tells what was set aside and ends the command with its status."""
    for item in run.set_aside:
        _say(f"set aside: {item.source}: {item.reason} {item.advice}".rstrip())
    if run.set_aside:
        _say(f"{run.pages} pages used, {len(run.set_aside)} set aside.")
    if run.set_aside or not run.pages:
        raise typer.Exit(FAILED)


if __name__ == "__main__":
    main()
