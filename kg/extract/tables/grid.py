"""A table of a text: a header over each column, then rows of cells, all as spans of the text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.extract.quantities.number import DIGITS
from kg.model import Span

NUMBER = re.compile(
    rf"\s*-?(?:{DIGITS})\s*[万亿]?(?:[%％]|[^\d\s%％.,，。；;、()（）-]{{1,3}})?"
    rf"(?:\s*[-－–—~～至]{{1,2}}\s*(?:{DIGITS})\s*[万亿]?(?:[%％]|[^\d\s%％.,，。；;、()（）-]{{1,4}})?)?\s*"
)
"""A cell that is a number or a range, alone or with a counter: 819, 96.5%, 4120万元, 4500-6000."""
LINE = re.compile(r"[^\n]+")
TOKEN = re.compile(r"[^\s|]+")
"""A cell of a line whose cells only spaces part."""
NO_CELL = re.compile(r"[。；，！？\t]")
"""What a line without marks between its cells does not have."""
LONGEST_CELL = 24
"""Characters of a cell in such a line."""
LEAST_ROWS = 3
"""Rows from which on such lines are a table."""
DITTO = "〃"
"""A cell that reaches down from the row above."""
WORDY = re.compile(r"结对|帮扶|支援|受援|协作|对口|姓\s?名|负责人")
"""A header of a table of pairings or of persons, which needs no numbers."""
_TIME = re.compile(
    r"\s*(?:(?:19|20)\d\d\s?(?:年(?:度|底)?)?|(?:(?:19|20)\d\d年)?\d{1,2}(?:[-—至]\d{1,2})?月(?:份|底|末)?(?:\d{1,2}日)?)\s*"
)
_LONGEST_HEADING = 40
_ASIDE = re.compile(r"\s*[（(].*[)）]\s*|.{0,12}单位[:：].*")
"""A line that only says more of the heading above it: （截至9月底，单位：人）."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: for each column the header cells above it from the top, then the rows, all of the header's width."""

    span: Span
    header: list[list[Span]]
    rows: list[list[Span]]
    units: tuple[Span | None, ...] = ()
    """For each column the cell that holds its unit, where the table has such cells."""

    def transposed(self, units: int | None = None) -> Grid:
        """The grid with its header cells as the first cells of its rows; only the lowest cell of each column.

        `units` is the column that holds the units of the rows, which is no row of the new grid.
        """
        labels = [parts[-1] if parts else (self.span[0], self.span[0]) for parts in self.header]
        header = [[labels[0]], *([row[0]] for row in self.rows)]
        across = [column for column in range(1, len(self.header)) if column != units]
        rows = [[labels[column], *(row[column] for row in self.rows)] for column in across]
        return Grid(self.span, header, rows, () if units is None else (None, *(row[units] for row in self.rows)))


def grid_of(text: str, block: list[list[Span]]) -> Grid:
    """The table that lines of cells make: those above the first number are its header."""
    is_wordy = bool(WORDY.search(text, block[0][0][0], block[0][-1][1]))
    first = next((i for i, row in enumerate(block) if any(_is_value(text, cell) for cell in row)), int(is_wordy))
    width = max(len(row) for row in block[first:])
    rows = _filled_down(text, [_widened(row, width) for row in block[first:]])
    header = _header(text, block[:first], width) if first else []
    if not first and width == 2 and (heading := heading_above(text, block[0][0][0])):
        header = [[], heading]
    return Grid((block[0][0][0], block[-1][-1][1]), header, rows)


def _widened(row: list[Span], width: int) -> list[Span]:
    """A row with the empty cells at its line's end, which are lost."""
    return [*row, *[(row[-1][1], row[-1][1])] * (width - len(row))]


def _filled_down(text: str, rows: list[list[Span]]) -> list[list[Span]]:
    """Rows with what reaches down from above in place of the marks that stand for it."""
    filled: list[list[Span]] = []
    for row in rows:
        above = filled[-1] if filled else row
        filled.append([over if text[slice(*cell)] == DITTO else cell for cell, over in zip(row, above, strict=True)])
    return filled


def _is_value(text: str, cell: Span) -> bool:
    """Whether a cell is a number and no year or month, as a header may have."""
    return bool(NUMBER.fullmatch(text, *cell)) and not _TIME.fullmatch(text, *cell)


def _header(text: str, rows: list[list[Span]], width: int) -> list[list[Span]]:
    """For each column the header cells above it, from the top.

    A wide cell stands over the columns after it that are empty in its row. A lower row that is narrower lacks the
    cells of columns whose own reach down from above: all but those under wide cells, where these are as many as the
    row has, else the first ones.
    """
    header: list[list[Span]] = [[] for _ in range(width)]
    parted: list[int] = []
    for depth, row in enumerate(rows):
        if not depth:
            row = _widened(row, width)
        first = max(width - len(row), 0)
        columns = parted if len(row) == len(parted) < width else range(first, width)
        above: Span | None = None
        is_empty = [not text[start:end].strip() for start, end in row]
        for column, cell, has_no_words in zip(columns, row, is_empty, strict=False):
            is_ditto = text[slice(*cell)] == DITTO
            above = None if is_ditto else above if has_no_words else cell
            if above:
                header[column].append(above)
        parted = [at for at in range(len(row)) if is_empty[at] or is_empty[at + 1 : at + 2] == [True]]
    return header


def heading_above(text: str, start: int) -> list[Span]:
    """The short line above a list, and the one above that where it only says more of it; none where it is long."""
    found: list[Span] = []
    end = text.rfind("\n", 0, start)
    while end > 0:
        begin = text.rfind("\n", 0, end) + 1
        if end - begin > _LONGEST_HEADING:
            break
        found.insert(0, (begin, end))
        if not _ASIDE.fullmatch(text, begin, end):
            return found
        end = begin - 1
    return []
