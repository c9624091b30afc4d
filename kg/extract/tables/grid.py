"""Where a text has tables, and their cells: a header over each column, then rows of data.

The clean text has a table as neighbouring lines whose cells are parted by tabs. Pages that lost their marks have it
flattened: in one line with spaces (县区 资金(万元) 合计 4000 乐都区 819 …), or with one cell a line.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.quantities.number import DIGITS
from kg.model import Span

NUMBER = re.compile(
    rf"\s*(?P<number>-?(?:{DIGITS}))\s*(?P<scale>[万亿]?)(?P<counter>[%％]|[^\d\s%％.,，。；;、()（）-]{{1,3}})?\s*"
)
"""A cell that is a number, alone or with its counter: 819, 96.5%, 4120万元."""
_BARE = re.compile(rf"-?(?:{DIGITS})[%％]?")
_LINE = re.compile(r"[^\n]+")
_TOKEN = re.compile(r"[^\s|]+")
_COMMA = '","'
_MARKS = ("\t", "|", "｜", _COMMA)
"""What parts the cells of a row."""
_LEADERS = re.compile(
    r"(?P<name>[^\n\d…。，；]{2,16}?)\s*(?:…{2,}|[.．]{3,}|[·•]{3,}|[—\-_]{4,})\s*(?P<value>[\d.,]+[^\s\d]{0,3})\s*"
)
"""An item with its figure behind a row of dots: 林西县……427."""
_ASIDE = re.compile(r"\s*[（(].*[)）]\s*|.{0,12}单位[:：].*")
"""A line that only says more of the heading above it: （截至9月底，单位：人）."""
_LONGEST_HEADING = 40
_OUTER = re.compile(r"\s*[|｜\"]?(?P<row>.*?)[|｜\"]?\s*")
_RULE = re.compile(r"[\s|｜:+-]+")
"""The line under a header."""
_YEAR = re.compile(r"\s*(?:19|20)\d\d\s?(?:年(?:度|底)?)?\s*")
_NOT_ROW = re.compile(r"[。；！？]")
_PAIRS = re.compile(r"结对|帮扶|支援|受援|协作|对口")
"""A header of a table of pairings, which needs no numbers."""
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


def grids(text: str) -> list[Grid]:
    """The tables of a text, in order."""
    found: list[Grid] = []
    for finder in (_marked, _dotted, _spaced, _flat):
        taken = [grid.span for grid in found]
        found += [
            each
            for each in finder(text)
            if not any(start < each.span[1] and each.span[0] < end for start, end in taken)
        ]
    return sorted(found, key=lambda grid: grid.span)


def _marked(text: str) -> Iterator[Grid]:
    """Two or more neighbouring lines of three or more cells, or of two where the second is a number."""
    for mark in _MARKS:
        if mark in text:
            for block in _blocks(text, mark):
                if _is_table(text, block):
                    yield _grid(text, block)


def _dotted(text: str) -> Iterator[Grid]:
    """Two or more neighbouring lines of an item and its figure with dots between, under a heading."""
    block: list[list[Span]] = []
    end = -1
    for line in [*_LINE.finditer(text), None]:
        item = _LEADERS.fullmatch(text, *line.span()) if line else None
        if block and (not item or text[end : item.start()].strip(" 　") != "\n"):
            heading = _heading(text, block[0][0][0])
            if len(block) > 1 and heading:
                yield Grid((block[0][0][0], block[-1][-1][1]), [[], heading], block)
            block = []
        if item:
            block.append([item.span("name"), item.span("value")])
            end = item.end()


def _heading(text: str, start: int) -> list[Span]:
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


def _blocks(text: str, mark: str) -> Iterator[list[list[Span]]]:
    """Neighbouring lines whose cells a mark parts; the rules under a header (--- | ---) are left out."""
    block: list[list[Span]] = []
    end = -1
    for line in _LINE.finditer(text):
        words = line.group().strip()
        is_quoted = mark != _COMMA or (words.startswith('"') and words.endswith('"'))
        if mark not in words or not is_quoted or _NOT_ROW.search(words):
            continue
        if block and text[end : line.start()] != "\n":
            yield block
            block = []
        end = line.end()
        if not _RULE.fullmatch(words):
            block.append(_cells(text, line.span(), mark))
    yield block


def _spaced(text: str) -> Iterator[Grid]:
    """Three or more neighbouring short lines with as many words, of which a column holds numbers or a header pairs."""
    block: list[list[Span]] = []
    end = -1
    for line in [*_LINE.finditer(text), None]:
        cells = [token.span() for token in _TOKEN.finditer(text, *line.span())] if line else []
        is_row = line is not None and len(cells) > 1 and not _NOT_FLAT.search(line.group())
        is_next = bool(block) and is_row and len(cells) == len(block[0]) and text[end : cells[0][0]].strip(" ") == "\n"
        if is_next:
            block.append(cells)
        else:
            if _is_spaced_table(text, block):
                yield _grid(text, block)
            block = [cells] if is_row else []
        end = line.end() if line else end


def _is_spaced_table(text: str, block: list[list[Span]]) -> bool:
    if len(block) < _LEAST_ROWS or any(re.search(r"\d", text[start:end]) for start, end in block[0]):
        return False
    if any(end - start > _LONGEST_CELL for row in block for start, end in row):
        return False
    columns = list(zip(*block[1:], strict=True))
    is_numeric = any(all(NUMBER.fullmatch(text, *cell) for cell in column) for column in columns[1:])
    return is_numeric or bool(_PAIRS.search(text, block[0][0][0], block[0][-1][1]))


def _is_table(text: str, block: list[list[Span]]) -> bool:
    if len(block) < 2 or max(map(len, block)) > 2:
        return len(block) > 1
    return all(NUMBER.fullmatch(text, *row[-1]) for row in block[1:])


def _cells(text: str, row: Span, mark: str) -> list[Span]:
    """The cells of a row without what is around them; an empty one is an empty span."""
    start, end = row
    if mark != "\t":
        outer = _OUTER.fullmatch(text, start, end)
        start, end = outer.span("row") if outer else row
    cells, at = [], start
    for cell in text[start:end].split(mark):
        bare = cell.strip(" 　") if mark != "\t" else cell
        first = at + (cell.find(bare) if bare else 0)
        cells.append((first, first + len(bare)))
        at += len(cell) + len(mark)
    return cells


def _grid(text: str, block: list[list[Span]]) -> Grid:
    pairs = bool(_PAIRS.search(text, block[0][0][0], block[0][-1][1]))
    first = next((i for i, row in enumerate(block) if any(_is_value(text, cell) for cell in row)), int(pairs))
    width = max(len(row) for row in block[first:])
    rows = [[*row, *[(row[-1][1], row[-1][1])] * (width - len(row))] for row in block[first:]]
    header = _header(text, block[:first], width) if first else []
    if not first and width == 2 and (heading := _heading(text, block[0][0][0])):
        header = [[], heading]
    return Grid((block[0][0][0], block[-1][-1][1]), header, rows)


def _is_value(text: str, cell: Span) -> bool:
    """Whether a cell is a number and no year, as a header may have."""
    return bool(NUMBER.fullmatch(text, *cell)) and not _YEAR.fullmatch(text, *cell)


def _header(text: str, rows: list[list[Span]], width: int) -> list[list[Span]]:
    """For each column the header cells above it, from the top.

    A wide cell stands over the columns after it that are empty in its row. A lower row that is narrower lacks the
    cells of columns whose own reach down from above: all but those under wide cells, where these are as many as the
    row has, else the first ones.
    """
    header: list[list[Span]] = [[] for _ in range(width)]
    parted: list[int] = []
    for depth, row in enumerate(rows):
        first = max(width - len(row), 0) if depth else 0
        columns = parted if len(row) == len(parted) < width else range(first, width)
        above: Span | None = None
        is_empty = [not text[start:end].strip() for start, end in row]
        for column, cell, has_no_words in zip(columns, row, is_empty, strict=False):
            above = above if has_no_words else cell
            if above:
                header[column].append(above)
        parted = [at for at in range(len(row)) if is_empty[at] or is_empty[at + 1 : at + 2] == [True]]
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
