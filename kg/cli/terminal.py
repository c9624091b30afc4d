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
    cells = _Cells(columns, [[_text(value) for value in row] for row in rows], width)
    ids = [index for index, name in enumerate(columns) if _is_id(name) and name not in headings]
    kept = list(range(len(columns)))
    if not cells.fit(kept):
        kept = [index for index in kept if index not in ids and cells.has_any(index)] or kept
    left_out = [columns[index] for index in ids if index not in kept]
    above = [index for index in kept if columns[index] in headings]
    below = [index for index in kept if index not in above]
    if above and below and not cells.fit(kept) and cells.fit_wrapped(below):
        return cells.under_headings(above, below), left_out
    return (cells.table(kept, cells.rows) if cells.fit_wrapped(kept) else cells.blocks(kept)), left_out


class _Cells:
    """The texts of a table, to be shown within a width. Columns are told by their index."""

    def __init__(self, columns: Sequence[str], rows: list[list[str]], width: int) -> None:
        self.rows = rows
        self._columns, self._width = columns, width
        self._lengths = [max(map(cell_len, column)) for column in zip(columns, *rows, strict=True)]

    def has_any(self, index: int) -> bool:
        """Whether a column has a text."""
        return any(row[index] for row in self.rows)

    def fit(self, kept: list[int]) -> bool:
        """Whether each row has room on one line."""
        return sum(self._lengths[index] + _GAP for index in kept) <= self._width

    def fit_wrapped(self, kept: list[int]) -> bool:
        """Whether the rows have room once long texts are wrapped."""
        return sum(min(self._lengths[index], NARROWEST) + _GAP for index in kept) <= self._width

    def table(self, kept: list[int], rows: Iterable[list[str]], show_header: bool = True) -> Table:
        """Some of the rows, a line each, or more where a text is wrapped."""
        table = Table(box=None, padding=(0, _GAP, 0, 0), show_header=show_header)
        for index, width in zip(kept, self._widths(kept), strict=True):
            table.add_column(self._columns[index], overflow="fold", width=width)
        for row in rows:
            table.add_row(*(Text(row[index]) for index in kept))
        return table

    def under_headings(self, above: list[int], below: list[int]) -> Group:
        """The rows in parts, each under a line with what it is of."""
        parts: list[RenderableType] = [self.table(below, ())]
        for values, part in groupby(self.rows, lambda row: [row[index] for index in above]):
            parts += [Text("  ".join(filter(None, values)), "bold"), self.table(below, part, show_header=False)]
        return Group(*parts)

    def blocks(self, kept: list[int]) -> Table:
        """Each row as lines of a name and a value."""
        table = Table(box=None, padding=(0, _GAP, 0, 0), show_header=False)
        table.add_column(style="bold", no_wrap=True)
        table.add_column(overflow="fold")
        for row in self.rows:
            for index in kept:
                if row[index]:
                    table.add_row(self._columns[index], Text(row[index]))
            table.add_row()
        return table

    def _widths(self, kept: list[int]) -> list[int]:
        """The widths of columns that together fit: the widest give way."""
        widths = [min(self._lengths[index], self._width) for index in kept]
        while sum(widths) + _GAP * len(widths) > self._width:
            widths[widths.index(max(widths))] -= 1
        return widths


def _width() -> int:
    return Console().width if sys.stdout.isatty() else _UNBROKEN


def _is_id(name: str) -> bool:
    return name in ("fact", "evidence", "start", "end") or name.endswith("_id")


def _text(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(_text, value))
    return "" if value is None else str(value).replace("\t", " ")
