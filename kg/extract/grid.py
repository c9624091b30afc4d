"""Where a text has tables, and their cells: a header over each column, then rows of data.

The clean text has a table as neighbouring lines whose cells are parted by tabs. Pages that lost their marks have it
flattened: in one line with spaces (县区 资金(万元) 合计 4000 乐都区 819 …), or with one cell a line.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.number import DIGITS
from kg.model import Span

NUMBER = re.compile(
    rf"\s*(?P<number>-?(?:{DIGITS}))\s*(?P<scale>[万亿]?)(?P<counter>[%％]|[^\d\s%％.,，。；;、()（）-]{{1,3}})?\s*"
)
"""A cell that is a number, alone or with its counter: 819, 96.5%, 4120万元."""
_BARE = re.compile(rf"-?(?:{DIGITS})[%％]?")
_LINE = re.compile(r"[^\n]+")
_TOKEN = re.compile(r"[^\s|]+")
_NOT_FLAT = re.compile(r"[。；，！？\t]")
_FLAT_SIGN = re.compile(r"[（(](?:单位[:：])?[万亿]?[^（()）\d]{1,3}[)）]|合\s?计|总\s?计|序号|单位[:：]")
"""What a flattened table has: a unit in its header, a total, or numbers of rows."""
_REMARK = re.compile(r"备\s?注|说\s?明")
_SERIAL = re.compile(r"序号|编号")
_LONGEST_CELL = 24
_LEAST_ROWS = 3


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: for each column the header cells above it from the top, then the rows, all of the header's width."""

    span: Span
    header: list[list[Span]]
    rows: list[list[Span]]

    def transposed(self) -> Grid:
        """The grid with its header cells as the first cells of its rows; only the lowest cell of each column."""
        labels = [parts[-1] if parts else (self.span[0], self.span[0]) for parts in self.header]
        header = [[labels[0]], *([row[0]] for row in self.rows)]
        rows = [[labels[column], *(row[column] for row in self.rows)] for column in range(1, len(self.header))]
        return Grid(self.span, header, rows)


def grids(text: str) -> list[Grid]:
    """The tables of a text, in order."""
    tabbed = list(_tabbed(text))
    taken = [grid.span for grid in tabbed]
    flat = [
        each for each in _flat(text) if not any(start < each.span[1] and each.span[0] < end for start, end in taken)
    ]
    return sorted([*tabbed, *flat], key=lambda grid: grid.span)


def _tabbed(text: str) -> Iterator[Grid]:
    """Two or more neighbouring lines of three or more cells, or of two where the second is a number."""
    block: list[list[Span]] = []
    for line in [*_LINE.finditer(text), None]:
        if line and "\t" in line.group() and (not block or text[block[-1][-1][1] : line.start()] == "\n"):
            block.append(_cells(text, line.span()))
            continue
        if _is_table(text, block):
            yield _grid(text, block)
        block = [_cells(text, line.span())] if line and "\t" in line.group() else []


def _is_table(text: str, block: list[list[Span]]) -> bool:
    if len(block) < 2 or max(map(len, block)) > 2:
        return len(block) > 1
    return all(NUMBER.fullmatch(text, *row[-1]) for row in block[1:])


def _cells(text: str, row: Span) -> list[Span]:
    """The cells of a row; an empty one is an empty span."""
    cells, at = [], row[0]
    for cell in text[row[0] : row[1]].split("\t"):
        cells.append((at, at + len(cell)))
        at += len(cell) + 1
    return cells


def _grid(text: str, block: list[list[Span]]) -> Grid:
    first = next((i for i, row in enumerate(block) if any(NUMBER.fullmatch(text, *cell) for cell in row)), 0)
    width = max(len(row) for row in block[first:])
    rows = [[*row, *[(row[-1][1], row[-1][1])] * (width - len(row))] for row in block[first:]]
    return Grid((block[0][0][0], block[-1][-1][1]), _header(text, block[:first], width) if first else [], rows)


def _header(text: str, rows: list[list[Span]], width: int) -> list[list[Span]]:
    """For each column the header cells above it, from the top.

    A wide cell stands over the columns after it that are empty in its row. A lower row that is narrower lacks the
    cells of the first columns, which reach down from above.
    """
    header: list[list[Span]] = [[] for _ in range(width)]
    for depth, row in enumerate(rows):
        offset = max(width - len(row), 0) if depth else 0
        above: Span | None = None
        for column, cell in enumerate(row[:width]):
            above = cell if text[cell[0] : cell[1]].strip() else above
            if above and column + offset < width:
                header[column + offset].append(above)
    return header


def _flat(text: str) -> Iterator[Grid]:
    """Tables that were flattened, in one line or with one cell a line."""
    short: list[Span] = []
    for line in [*_LINE.finditer(text), None]:
        is_plain = line is not None and not _NOT_FLAT.search(line.group())
        if line and is_plain and len(line.group().strip()) <= _LONGEST_CELL:
            short.append(line.span())
            continue
        spaced = [token.span() for token in _TOKEN.finditer(text, *line.span())] if line and is_plain else []
        yield from (grid for tokens in (short, spaced) if (grid := _from_tokens(text, tokens)))
        short = []


def _from_tokens(text: str, tokens: list[Span]) -> Grid | None:
    """The table that cells one after the other make: a header, then words and the numbers that belong to them."""
    numbers = [bool(_BARE.fullmatch(text[start:end].strip())) for start, end in tokens]
    if sum(numbers) < _LEAST_ROWS or not _FLAT_SIGN.search(text, tokens[0][0], tokens[-1][1]):
        return None
    rows = _rows(tokens, numbers)
    first = tokens.index(rows[0][0][-1])  # the first row's label; the words before it are the header
    rows[0] = (rows[0][0][-1:], rows[0][1])
    if any(_SERIAL.search(text, *token) for token in tokens[: first + 1]):
        rows = [(words, values[:-1]) for words, values in rows[:-1]] + rows[-1:]  # the next row's number
        first += not rows[0][1]  # the first row's number stands right behind the header
    header = [token for token in tokens[:first] if not _REMARK.search(text, *token)]
    counts = Counter(len(values) for _, values in rows if values)
    width = max(counts, key=lambda count: (counts[count], count), default=0)
    if counts[width] < _LEAST_ROWS or len(header) < width:
        return None
    kept = [[(words[0][0], words[-1][1]), *values] for words, values in rows if len(values) == width]
    return Grid((tokens[0][0], tokens[-1][1]), [[], *([each] for each in header[-width:])], kept)


def _rows(tokens: list[Span], numbers: list[bool]) -> list[tuple[list[Span], list[Span]]]:
    """Words and the numbers right after them, again and again."""
    rows: list[tuple[list[Span], list[Span]]] = []
    words: list[Span] = []
    for token, is_number in zip(tokens, numbers, strict=True):
        if not is_number:
            words.append(token)
        elif words:
            rows.append((words, [token]))
            words = []
        elif rows:
            rows[-1][1].append(token)
    return rows
