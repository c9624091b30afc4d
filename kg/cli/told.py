"""What the commands tell: rows of an answer to stdout, all else to stderr. The only module that prints."""

from __future__ import annotations

import sys
from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from kg.cli.answers import Format, write_answer

if TYPE_CHECKING:
    from kg.pipeline import Run

DONE, FAILED = 0, 1
"""Exit statuses of commands that were called rightly."""
INTERRUPTED = 130
"""The exit status after Ctrl-C, as shells have it."""


def show(columns: list[str], rows: list[list[Any]], format: Format, headings: Collection[str] = ()) -> None:
    """Write the rows of an answer to stdout, and tell what there is to say of them."""
    for line in write_answer(columns, rows, format, headings):
        say(line)


def say(line: str) -> None:
    """Tell one line, to stderr."""
    print(line, file=sys.stderr)


def counted(count: int, what: str) -> str:
    """`1 page`, `2 pages`."""
    return f"{count} {what}{'' if count == 1 else 's'}"


def told(run: Run) -> int:
    """The run's exit status, after telling what became of the numbers and what was set aside."""
    if run.numbers:
        from kg.why import summary

        say(summary(run.numbers))
    if run.without_facts:
        from kg.why import without_facts

        say(without_facts(run.without_facts))
    for item in run.set_aside:
        say(f"set aside: {item.source}: {item.reason.rstrip('.')}. {item.advice}".rstrip())
    if run.set_aside:
        say(f"{counted(run.pages, 'page')} used, {len(run.set_aside)} set aside.")
    elif not run.pages:
        say("kg: No page was found. Name files or a folder of .txt, .html, .jsonl, .warc, .gz or .zip.")
    return FAILED if run.set_aside or not run.pages else DONE
