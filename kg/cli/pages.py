"""The commands that read pages and show what is in them: `extract`, `ledger`, `clean`."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli.answers import Format
from kg.cli.app import app
from kg.cli.opened import settings
from kg.cli.options import AnswerFormat, Jobs, MinConfidence, OwnOntology, Paths
from kg.cli.told import counted, say, show, told
from kg.errors import UsageError
from kg.files import STDOUT, writing

if TYPE_CHECKING:
    from kg.model import Text


@app.command(rich_help_panel="Pages")
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
    jobs: Jobs = None,
) -> None:
    """Print the facts of pages as JSON lines, or why they are facts.

    `--explain` prints for each fact the words, rules and scores behind each part, and the second best measure and
    subject. A measure's score says how well its words fit, and is clear from 3 on; other scores say how sure a part is,
    from 0 to 1.

    Examples: `kg extract pages/ -o facts.jsonl`; `kg extract --explain --only 扶贫车间 page.txt`
    """
    from kg import pipeline
    from kg.cli.terminal import is_narrow, progress
    from kg.records import record_of
    from kg.why import WHY, WHY_HEADINGS, has_word, why_rows, without_repeats

    if format and not explain:
        raise UsageError(
            "--format is for the rows of --explain; facts are JSON lines.", "Add --explain or leave it out."
        )
    if explain and output != STDOUT:
        raise UsageError("--explain prints to stdout.", "Leave out --output, and send stdout to the file.")
    run, given = pipeline.Run(), settings(ontology, min_confidence, jobs)
    rows, picked = list[list[Any]](), 0
    with writing(output) as out, progress("Extracting") as done:
        for each in pipeline.extractions(paths, run, given, done):
            facts = [fact for fact in each.facts if has_word(fact, only, each.text, given.ontology)]
            picked += len(facts)
            if explain:
                rows += why_rows(each, facts)
                continue
            lines = (json.dumps(record_of(fact), ensure_ascii=False) for fact in facts)
            out.writelines(f"{line}\n".encode(errors="backslashreplace") for line in lines)
    if explain:
        is_table = format in (None, Format.table) and not is_narrow()
        show(WHY, without_repeats(rows) if is_table else rows, format or Format.table, WHY_HEADINGS)
    if only:
        say(f"{picked} of {counted(run.facts, 'fact')} {'matches' if picked == 1 else 'match'} {only!r}.")
    raise typer.Exit(told(run))


@app.command(rich_help_panel="Pages")
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
    jobs: Jobs = None,
) -> None:
    """List every number of pages, and the facts that it became or why it is none.

    A number is *claimed* where it became facts, *accounted* for where it is told to be something else, such as a date,
    and *unclaimed* where neither is so.

    Examples: `kg ledger page.txt`; `kg ledger pages/ --only unclaimed`; `kg ledger pages/ --format csv > ledger.csv`
    """
    from kg import pipeline
    from kg.cli.terminal import is_narrow, progress
    from kg.why import BRIEF, LEDGER, LEDGER_HEADINGS, brief_rows, fates_named, ledger_rows, shares

    wanted = fates_named(only or "all")
    columns, rows_of = (BRIEF, brief_rows) if format is Format.table and is_narrow() else (LEDGER, ledger_rows)
    run, rows = pipeline.Run(), list[list[Any]]()
    with progress("Extracting") as done:
        for each in pipeline.extractions(paths, run, settings(ontology, min_confidence, jobs), done):
            entries = [entry for entry in each.ledger if entry.fate in wanted]
            rows += rows_of(each.text.page.id, entries)
    if run.pages:
        show(columns, rows, format, LEDGER_HEADINGS)
        say(shares(run.numbers))
    raise typer.Exit(told(run))


@app.command(rich_help_panel="Pages")
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
    raise typer.Exit(told(run))


def _explain(text: Text) -> None:
    from kg import explain
    from kg.cli.terminal import write_side_by_side, write_table

    if sys.stdout.isatty():
        colours = {explain.SAME: ("", ""), explain.CHANGED: ("red", "green"), explain.DAMAGED: ("yellow", "yellow")}
        write_side_by_side(explain.lines(text), colours)
    sys.stdout.write(f"{text.page.source} ({text.page.encoding})\n")
    write_table(explain.COLUMNS, explain.rows(text))
