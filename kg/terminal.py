"""What a person at a terminal sees: tables that fit it, and how far a run is."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from rich.cells import cell_len
from rich.console import Console, RenderableType
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

Parts = Sequence[tuple[str, str]]
"""A line in parts, each with its kind."""
_UNBROKEN = 10_000
"""Columns of a terminal that breaks no row."""
NARROWEST = 20
"""Columns of the terminal that a longer text is wrapped in at the least."""
_GAP = 2


def write_table(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> list[str]:
    """Write a table to stdout, and return the columns that the terminal is too narrow for.

    A file or another program gets each row whole, on one line.
    """
    console = Console(width=None if sys.stdout.isatty() else _UNBROKEN)
    table, left_out = fitted(columns, rows, console.width)
    console.print(table)
    return left_out


def write_side_by_side(lines: Iterable[tuple[Parts, Parts]], colours: dict[str, tuple[str, str]]) -> None:
    """Write pairs of lines to stdout in two columns; `colours` has a style for each kind of part, left and right."""
    table = Table(box=None, padding=(0, _GAP, 1, 0), show_header=False, expand=True)
    table.add_column(ratio=1, overflow="fold")
    table.add_column(ratio=1, overflow="fold")
    for sides in lines:
        cells = (
            Text.assemble(*((text, colours[kind][side]) for text, kind in parts)) for side, parts in enumerate(sides)
        )
        table.add_row(*cells)
    Console().print(table)


@contextmanager
def progress(what: str) -> Iterator[Callable[[str], None]]:
    """Shows what is done, on stderr and only where that is a terminal; to be told the source of each input."""
    if not sys.stderr.isatty():
        yield lambda source: None
        return
    shown = (SpinnerColumn(), TextColumn("{task.description}"), TextColumn("{task.completed:.0f}"), TimeElapsedColumn())
    with Progress(*shown, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what)
        yield lambda source: bar.update(task, advance=1, description=f"{what} {Path(source).name}")


def fitted(columns: Sequence[str], rows: Sequence[Sequence[Any]], width: int) -> tuple[RenderableType, list[str]]:
    """The rows as a table of at most `width`, and the columns that it leaves out.

    Where not all fit, ids and empty columns go first; then long texts are wrapped; and where even that is too wide each
    row becomes a block of lines, a value a line.
    """
    cells = [[_text(value) for value in row] for row in rows]
    natural = [max(map(cell_len, column)) for column in zip(columns, *cells, strict=True)]
    kept = list(range(len(columns)))
    if sum(natural) + _GAP * len(kept) > width:
        kept = [index for index in kept if not _is_id(columns[index]) and any(row[index] for row in cells)] or kept
    left_out = [name for index, name in enumerate(columns) if index not in kept and _is_id(name)]
    shown = [[row[index] for index in kept] for row in cells]
    names = [columns[index] for index in kept]
    if sum(min(natural[index], NARROWEST) + _GAP for index in kept) > width:
        return _blocks(names, shown), left_out
    table = Table(box=None, padding=(0, _GAP, 0, 0))
    for name, index in zip(names, kept, strict=True):
        table.add_column(name, overflow="fold", min_width=min(natural[index], NARROWEST))
    for row in shown:
        table.add_row(*map(Text, row))
    return table, left_out


def _blocks(names: list[str], rows: list[list[str]]) -> Table:
    table = Table(box=None, padding=(0, _GAP, 0, 0), show_header=False)
    table.add_column(style="bold", no_wrap=True)
    table.add_column(overflow="fold")
    for row in rows:
        for name, value in zip(names, row, strict=True):
            if value:
                table.add_row(name, Text(value))
        table.add_row()
    return table


def _is_id(name: str) -> bool:
    return name in ("fact", "evidence") or name.endswith("_id")


def _text(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(_text, value))
    return "" if value is None else str(value)
