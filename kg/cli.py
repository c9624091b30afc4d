"""The commands. The only module that prints: results to stdout, all else to stderr."""

from __future__ import annotations

import json
import sys
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.answers import Format, write_answer
from kg.errors import KgError, UsageError
from kg.export import FORMATS
from kg.files import STDOUT, writing

if TYPE_CHECKING:
    from kg.model import Text
    from kg.pipeline import Run
    from kg.store.protocol import CypherStore

DONE, FAILED = 0, 1

app = typer.Typer(
    name="kg",
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    add_completion=False,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
)

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
        help="A Neo4j server, as bolt://localhost:7687, instead; NEO4J_USER and NEO4J_PASSWORD are used.",
    ),
]
OwnOntology = Annotated[
    Path | None, typer.Option("--ontology", metavar="FILE", help="An ontology other than the one that ships.")
]


AnswerFormat = Annotated[Format, typer.Option("--format", help="How to print the rows.")]


def _version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        sys.stdout.write(f"kg {version('kg')}\n")
        raise typer.Exit


@app.callback()
def common(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and go.")
    ] = False,
) -> None:
    """From damaged web pages about aid between China's regions to a knowledge graph."""


@app.command()
def extract(
    paths: Paths,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="Write here; - is stdout.")] = STDOUT,
    ontology: OwnOntology = None,
) -> None:
    """Print the facts of pages as JSON lines.

    Example: `kg extract pages/ -o facts.jsonl`
    """
    from kg import pipeline
    from kg.ontology import load
    from kg.records import record_of
    from kg.terminal import progress

    run = pipeline.Run()
    with writing(output) as out, progress("Extracting") as done:
        for _, facts in pipeline.facts(paths, run, load(ontology), done):
            lines = (json.dumps(record_of(fact), ensure_ascii=False) + "\n" for fact in facts)
            out.writelines(line.encode(errors="backslashreplace") for line in lines)
    raise typer.Exit(_told(run))


@app.command()
def build(paths: Paths, store: Folder = Path("graph"), neo4j: Neo4j = None, ontology: OwnOntology = None) -> None:
    """Build the graph of pages, in a folder or in Neo4j. It replaces the former one.

    A folder's former graph goes only when the new one is whole; a folder or a database that holds other things is
    refused. Example: `kg build pages/ --store graph`
    """
    from kg import pipeline
    from kg.ontology import load
    from kg.terminal import progress

    run, measures = pipeline.Run(), load(ontology)
    with progress("Building") as done:
        graph = pipeline.build(paths, run, measures, done)
    if run.pages:
        with progress("Loading"), _open(store, neo4j) as opened:
            counts = opened.load(graph, measures)
        _say(f"{_counted(run.pages, 'page')}, {run.facts} facts as found, {len(graph.facts)} facts in the graph.")
        _say(f"{neo4j or f'{store}/'}: {counts.nodes} nodes, {counts.relationships} relationships.")
    raise typer.Exit(_told(run))


@app.command()
def query(
    what: Annotated[
        str | None, typer.Argument(metavar="NAME|FILE|CYPHER", help="A saved query, a .cypher file, or Cypher.")
    ] = None,
    param: Annotated[
        list[str] | None, typer.Option("--param", "-p", metavar="k=v", help="A parameter of the query.")
    ] = None,
    format: AnswerFormat = Format.table,
    store: Folder = Path("graph"),
    neo4j: Neo4j = None,
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
    with _open(store, neo4j) as opened:
        answer = saved.ask(opened, _parameters(param or []), load(ontology) if ontology else None)
    _answer(answer.columns, answer.rows, format)


@app.command()
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
    _answer(["measure", "中文", "English", "unit"], rows, format)


@app.command()
def export(
    format: Annotated[
        str, typer.Argument(metavar="FORMAT", help=f"One of {', '.join(FORMATS)} (csv is UTF-8 with a BOM).")
    ],
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Where to write; - is stdout.")],
    store: Folder = Path("graph"),
    ontology: OwnOntology = None,
) -> None:
    """Write the graph to a file.

    Examples: `kg export turtle aid.ttl`; `kg export triples - | sort`
    """
    from kg.export import check, write
    from kg.ontology import load
    from kg.records import read_graph

    check(format)
    write(read_graph(store), format, file, load(ontology) if ontology else None)
    if file != STDOUT:
        _say(f"Wrote {file}.")


@app.command()
def clean(
    paths: Paths,
    explain: Annotated[
        bool, typer.Option("--explain", help="Tell each edit: where, why, what was there and what is now.")
    ] = False,
) -> None:
    """Print the text of pages as the extractors see it, or what cleaning did to them.

    `--explain` prints a table of the edits, with their place in the page in characters and in bytes; in a terminal also
    the page beside its clean text, changes in colour. Examples: `kg clean page.html`; `kg clean --explain page.html`
    """
    from kg import pipeline

    run = pipeline.Run()
    for text in pipeline.texts(paths, run):
        if explain:
            _explain(text)
        else:
            sys.stdout.write(text.clean.rstrip("\n") + "\n")
    raise typer.Exit(_told(run))


def _explain(text: Text) -> None:
    from kg import explain
    from kg.terminal import write_side_by_side, write_table

    if sys.stdout.isatty():
        colours = {explain.SAME: ("", ""), explain.CHANGED: ("red", "green"), explain.DAMAGED: ("yellow", "yellow")}
        write_side_by_side(explain.lines(text), colours)
    sys.stdout.write(f"{text.page.source} ({text.page.encoding})\n")
    write_table(explain.COLUMNS, explain.rows(text))


def main() -> None:
    """Run a command. An error of ours is one line and its exit status; a reader that went away ends it quietly."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # whatever the locale says, and no line end is changed
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="")
    try:
        app()
    except KgError as error:
        _say(f"kg: {error}")
        sys.exit(error.exit_code)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(FAILED)


def _open(store: Path, neo4j: str | None) -> CypherStore:
    if neo4j:
        from kg.store.neo4j import Neo4jStore

        return Neo4jStore(neo4j)
    from kg.store.embedded import EmbeddedStore

    return EmbeddedStore(store)


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
    _answer(["name", "question", "parameters"], rows, Format.table)


def _answer(columns: list[str], rows: list[list[Any]], format: Format) -> None:
    for line in write_answer(columns, rows, format):
        _say(line)


def _say(line: str) -> None:
    print(line, file=sys.stderr)


def _counted(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"


def _told(run: Run) -> int:
    """The run's exit status, after telling what was set aside."""
    for item in run.set_aside:
        _say(f"set aside: {item.source}: {item.reason.rstrip('.')}. {item.advice}".rstrip())
    if run.set_aside:
        _say(f"{_counted(run.pages, 'page')} used, {len(run.set_aside)} set aside.")
    elif not run.pages:
        _say("kg: No page was found. Name files or a folder of .txt, .html, .jsonl, .warc, .gz or .zip.")
    return FAILED if run.set_aside or not run.pages else DONE


if __name__ == "__main__":
    main()
