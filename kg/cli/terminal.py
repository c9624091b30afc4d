"""What a person at a terminal sees: tables that fit it, and how far a run is."""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from typing import Any

from rich.cells import cell_len
from rich.console import Console, Group, RenderableType
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.table import Table
from rich.text import Text

Parts = Sequence[tuple[str, str]]
"""A line in parts, each with its kind."""
_UNBROKEN = 10_000
"""Columns of a terminal that breaks no row."""
WIDE = 120
"""Columns of a terminal that has room for a long row."""
NARROWEST = 16
"""Columns of the terminal that a longer text is wrapped in at the least."""
_GAP = 2


def is_narrow() -> bool:
    """Whether stdout is a terminal in which long rows are broken; a file or another program is as wide as need be."""
    return _width() < WIDE


def write_table(columns: Sequence[str], rows: Sequence[Sequence[Any]], headings: Collection[str] = ()) -> list[str]:
    """Write a table to stdout, and return the columns that the terminal is too narrow for.

    A file or another program gets each row whole, on one line.
    """
    table, left_out = fitted(columns, rows, _width(), headings)
    Console(width=_width()).print(table)
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


@contextmanager
def share_done(what: str) -> Iterator[Callable[[int, int], None]]:
    """Shows how much of a known whole is done, as `progress` does; to be told how much, and of how much."""
    if not sys.stderr.isatty():
        yield lambda done, of: None
        return
    shown = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*shown, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, of: bar.update(task, completed=done, total=of)


def fitted(
    columns: Sequence[str], rows: Sequence[Sequence[Any]], width: int, headings: Collection[str] = ()
) -> tuple[RenderableType, list[str]]:
    """The rows as a table of at most `width`, and the columns that it leaves out.

    Where not all fit, ids and empty columns go first; then the columns that may be headings stand above the rows that
    they are of; then long texts are wrapped; and where even that is too wide each row becomes a block of lines, a value
    a line.
    """
    cells = [[_text(value) for value in row] for row in rows]
    natural = [max(map(cell_len, column)) for column in zip(columns, *cells, strict=True)]
    kept = list(range(len(columns)))
    ids = {index for index in kept if _is_id(columns[index]) and columns[index] not in headings}
    if not _has_room(natural, kept, width):
        kept = [index for index in kept if index not in ids and any(row[index] for row in cells)] or kept
    left_out = [columns[index] for index in ids if index not in kept]
    above = [index for index in kept if columns[index] in headings]
    below = [index for index in kept if index not in above]
    shortest = [min(length, NARROWEST) for length in natural]
    if below and above and not _has_room(natural, kept, width) and _has_room(shortest, below, width):
        return _under_headings(columns, cells, above, below, _widths(natural, below, width)), left_out
    if not _has_room(shortest, kept, width):
        return _blocks([columns[index] for index in kept], [[row[index] for index in kept] for row in cells]), left_out
    table = _table(columns, kept, _widths(natural, kept, width))
    for row in cells:
        table.add_row(*(Text(row[index]) for index in kept))
    return table, left_out


def _under_headings(
    columns: Sequence[str], rows: list[list[str]], above: list[int], below: list[int], widths: list[int]
) -> Group:
    """The rows in parts, each under a line with what it is of."""
    parts: list[RenderableType] = [_table(columns, below, widths)]
    for values, part in groupby(rows, lambda row: [row[index] for index in above]):
        table = _table(columns, below, widths, show_header=False)
        for row in part:
            table.add_row(*(Text(row[index]) for index in below))
        parts += [Text("  ".join(filter(None, values)), "bold"), table]
    return Group(*parts)


def _table(columns: Sequence[str], kept: list[int], widths: list[int], show_header: bool = True) -> Table:
    table = Table(box=None, padding=(0, _GAP, 0, 0), show_header=show_header)
    for index, width in zip(kept, widths, strict=True):
        table.add_column(columns[index], overflow="fold", width=width)
    return table


def _has_room(lengths: list[int], kept: list[int], width: int) -> bool:
    return sum(lengths[index] + _GAP for index in kept) <= width


def _widths(natural: list[int], kept: list[int], width: int) -> list[int]:
    """The widths of columns that together fit: the widest give way."""
    widths = [min(natural[index], width) for index in kept]
    while sum(widths) + _GAP * len(widths) > width:
        widths[widths.index(max(widths))] -= 1
    return widths


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


def _width() -> int:
    return Console().width if sys.stdout.isatty() else _UNBROKEN


def _is_id(name: str) -> bool:
    return name in ("fact", "evidence", "start", "end") or name.endswith("_id")


def _text(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(_text, value))
    return "" if value is None else str(value).replace("\t", " ")
