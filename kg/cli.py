"""The commands. The only module that prints: results to stdout, all else to stderr."""

from __future__ import annotations

import json
import sys
from collections.abc import Collection
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.answers import Format, write_answer
from kg.errors import KgError, UsageError
from kg.export import FORMATS
from kg.files import STDOUT, writing
from kg.options import AnswerFormat, Folder, MinConfidence, Neo4j, OwnOntology, Paths, Version, named_values

if TYPE_CHECKING:
    from kg.model import Text
    from kg.pipeline import Run
    from kg.store.protocol import CypherStore

DONE, FAILED = 0, 1
_WrongUse: type[Any] = typer.BadParameter.__bases__[0]
"""What Typer raises for options and arguments that are wrong."""

app = typer.Typer(
    name="kg",
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    add_completion=False,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
)


@app.callback()
def common(version: Version = False) -> None:
    """From damaged web pages about aid between China's regions to a knowledge graph."""


@app.command()
def extract(
    paths: Paths,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="Write here; - is stdout.")] = STDOUT,
    only: Annotated[
        str,
        typer.Option(
            "--only",
            metavar="WORD",
            help="Only facts that have it, in any part, a measure's label or the page's words.",
        ),
    ] = "",
    explain: Annotated[
        bool, typer.Option("--explain", help="Print a table instead: how each part of each fact was found.")
    ] = False,
    min_confidence: MinConfidence = None,
    format: Annotated[
        Format | None, typer.Option("--format", help="How to print the rows of --explain.", show_default="table")
    ] = None,
    ontology: OwnOntology = None,
) -> None:
    """Print the facts of pages as JSON lines, or why they are facts.

    `--explain` prints for each fact the words, rules and scores behind each part, and the second best measure and
    subject. A measure's score says how well its words fit, and is clear from 3 on; other scores say how sure a part is,
    from 0 to 1.

    Examples: `kg extract pages/ -o facts.jsonl`; `kg extract --explain --only 扶贫车间 page.txt`
    """
    from kg import pipeline
    from kg.ontology import load
    from kg.records import record_of
    from kg.terminal import is_narrow, progress
    from kg.why import WHY, WHY_HEADINGS, has_word, why_rows, without_repeats

    if format and not explain:
        raise UsageError(
            "--format is for the rows of --explain; facts are JSON lines.", "Add --explain or leave it out."
        )
    if explain and output != STDOUT:
        raise UsageError("--explain prints to stdout.", "Leave out --output, and send stdout to the file.")
    run, rows, picked, terms = pipeline.Run(), list[list[Any]](), 0, load(ontology)
    with writing(output) as out, progress("Extracting") as done:
        for each in pipeline.extractions(paths, run, terms, done, min_confidence):
            facts = [fact for fact in each.facts if has_word(fact, only, each.text, terms)]
            picked += len(facts)
            if explain:
                rows += why_rows(each, facts)
                continue
            lines = (json.dumps(record_of(fact), ensure_ascii=False) for fact in facts)
            out.writelines(f"{line}\n".encode(errors="backslashreplace") for line in lines)
    if explain:
        is_table = format in (None, Format.table) and not is_narrow()
        _answer(WHY, without_repeats(rows) if is_table else rows, format or Format.table, WHY_HEADINGS)
    if only:
        _say(f"{picked} of {_counted(run.facts, 'fact')} {'matches' if picked == 1 else 'match'} {only!r}.")
    raise typer.Exit(_told(run))


@app.command()
def ledger(
    paths: Paths,
    only: Annotated[
        str | None,
        typer.Option(
            "--only", metavar="FATE", help="Only numbers that are claimed, accounted or unclaimed, or became: date, …"
        ),
    ] = None,
    min_confidence: MinConfidence = None,
    format: AnswerFormat = Format.table,
    ontology: OwnOntology = None,
) -> None:
    """List every number of pages, and the facts that it became or why it is none.

    A number is *claimed* where it became facts, *accounted* for where it is told to be something else, such as a date,
    and *unclaimed* where neither is so.

    Examples: `kg ledger page.txt`; `kg ledger pages/ --only unclaimed`; `kg ledger pages/ --format csv > ledger.csv`
    """
    from kg import pipeline
    from kg.ontology import load
    from kg.terminal import is_narrow, progress
    from kg.why import BRIEF, LEDGER, LEDGER_HEADINGS, brief_rows, fates_named, ledger_rows, shares

    wanted = fates_named(only or "all")
    columns, rows_of = (BRIEF, brief_rows) if format is Format.table and is_narrow() else (LEDGER, ledger_rows)
    run, rows = pipeline.Run(), list[list[Any]]()
    with progress("Extracting") as done:
        for each in pipeline.extractions(paths, run, load(ontology), done, min_confidence):
            entries = [entry for entry in each.ledger if entry.fate in wanted]
            rows += rows_of(each.text.page.id, entries)
    if run.pages:
        _answer(columns, rows, format, LEDGER_HEADINGS)
        _say(shares(run.numbers))
    raise typer.Exit(_told(run))


@app.command()
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
        answer = saved.ask(opened, named_values(param or []), load(ontology) if ontology else None)
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
        sys.exit(app(standalone_mode=False))
    except _WrongUse as error:
        if error.format_message():  # empty where no command is named: the help has been printed
            _say(f"kg: {_wrong_use(error)}")
        sys.exit(error.exit_code)
    except KgError as error:
        _say(f"kg: {error}")
        sys.exit(error.exit_code)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(FAILED)


def _wrong_use(error: Any) -> str:
    """What is wrong with the call, without the words of what checked it."""
    command = error.ctx.command_path if error.ctx else "kg"
    message = error.format_message().replace("Value error, ", "")
    return f"{message}{'' if message.endswith(('.', '?', ')')) else '.'} `{command} -h` explains it."


def _open(store: Path, neo4j: str | None) -> CypherStore:
    if neo4j:
        from kg.store.neo4j import Neo4jStore

        return Neo4jStore(neo4j)
    from kg.store.embedded import EmbeddedStore

    return EmbeddedStore(store)


def _list_queries() -> None:
    from kg.store.saved import saved_queries

    rows = []
    for each in saved_queries():
        parameters = ", ".join(p.name if p.default is None else f"{p.name}={p.default}" for p in each.parameters)
        rows.append([each.name, f"{each.question_zh}\n{each.question_en}", parameters])
    _answer(["name", "question", "parameters"], rows, Format.table)


def _answer(columns: list[str], rows: list[list[Any]], format: Format, headings: Collection[str] = ()) -> None:
    for line in write_answer(columns, rows, format, headings):
        _say(line)


def _say(line: str) -> None:
    print(line, file=sys.stderr)


def _counted(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"


def _told(run: Run) -> int:
    """The run's exit status, after telling what became of the numbers and what was set aside."""
    if run.numbers:
        from kg.why import summary

        _say(summary(run.numbers))
    if run.without_facts:
        from kg.why import without_facts

        _say(without_facts(run.without_facts))
    for item in run.set_aside:
        _say(f"set aside: {item.source}: {item.reason.rstrip('.')}. {item.advice}".rstrip())
    if run.set_aside:
        _say(f"{_counted(run.pages, 'page')} used, {len(run.set_aside)} set aside.")
    elif not run.pages:
        _say("kg: No page was found. Name files or a folder of .txt, .html, .jsonl, .warc, .gz or .zip.")
    return FAILED if run.set_aside or not run.pages else DONE


if __name__ == "__main__":
    main()
