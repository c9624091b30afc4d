"""Tables whose rows are neighbouring lines: cells that tabs, bars or commas part, or only spaces."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from kg.extract.tables.grid import LEAST_ROWS, LINE, LONGEST_CELL, NO_CELL, NUMBER, TOKEN, WORDY, Grid, grid_of
from kg.model import Span

_QUOTED = '","'
_MARKS = ("\t", "|", "｜", _QUOTED)
"""What parts the cells of a row."""
_OUTER = re.compile(r"\s*[|｜\"]?(?P<row>.*?)[|｜\"]?\s*")
_RULE = re.compile(r"[\s|｜:+-]+")
"""The line under a header."""
_PROSE = re.compile(r"[。；！？]")
_APART = re.compile(r"(?:(?![ 　]{2})[^\n])+")
"""A cell that may have a space in it, where two part the cells."""
_LEAST_MARKS = 2

Cells = Callable[[str, Span], list[Span]]


def marked(text: str) -> Iterator[Grid]:
    """Two or more neighbouring lines of three or more cells, or of two where the second is a number."""
    for mark in _MARKS:
        if mark in text:
            for block in _blocks(text, mark):
                if _is_table(text, block):
                    yield grid_of(text, block)


def _blocks(text: str, mark: str) -> Iterator[list[list[Span]]]:
    """Neighbouring lines whose cells a mark parts; the rules under a header (--- | ---) are left out."""
    block: list[list[Span]] = []
    end = -1
    for line in LINE.finditer(text):
        words = line.group().strip()
        is_quoted = mark != _QUOTED or (words.startswith('"') and words.endswith('"'))
        is_prose = words.count(mark) < _LEAST_MARKS and _PROSE.search(words)
        if mark not in words or not is_quoted or is_prose:
            continue
        if block and text[end : line.start()] != "\n":
            yield block
            block = []
        end = line.end()
        if not _RULE.fullmatch(words):
            block.append(_cells(text, line.span(), mark))
    yield block


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
    for words in text[start:end].split(mark):
        cell = at, at + len(words)
        cells.append(cell if mark == "\t" else _bare(text, cell))
        at = cell[1] + len(mark)
    return cells


def _bare(text: str, cell: Span) -> Span:
    """A cell without the spaces around it; an empty span where it has nothing else."""
    words = text[slice(*cell)]
    bare = words.strip(" 　")
    start = cell[0] + words.find(bare)
    return start, start + len(bare)


def spaced(text: str) -> Iterator[Grid]:
    """Three or more neighbouring short lines with as many words, of which a column holds numbers or a header pairs."""
    yield from _plain(text, _words)


def by_commas(text: str) -> Iterator[Grid]:
    """The like with commas between."""
    if "," in text:
        yield from _plain(text, lambda text, line: _cells(text, line, ","))


def _plain(text: str, cells_of: Cells) -> Iterator[Grid]:
    block: list[list[Span]] = []
    end = -1
    for line in [*LINE.finditer(text), None]:
        is_row = line is not None and not NO_CELL.search(line.group())
        cells = cells_of(text, line.span()) if line and is_row else []
        is_near = bool(block) and bool(cells) and line is not None and text[end : line.start()].strip(" ") == "\n"
        if is_near and line and len(cells) != len(block[0]):
            apart = _apart(text, line.span())
            cells = apart if len(apart) == len(block[0]) else cells
        if is_near and len(cells) == len(block[0]):
            block.append(cells)
        else:
            if _is_plain_table(text, block):
                yield grid_of(text, block)
            block = [cells] if len(cells) > 1 else []
        end = line.end() if line else end


def _words(text: str, line: Span) -> list[Span]:
    return [token.span() for token in TOKEN.finditer(text, *line)]


def _apart(text: str, line: Span) -> list[Span]:
    """The cells of a line of which one has a space in it: 总　计　　5,215."""
    cells = [_bare(text, match.span()) for match in _APART.finditer(text, *line)]
    return [(start, end) for start, end in cells if start < end]


def _is_plain_table(text: str, block: list[list[Span]]) -> bool:
    if len(block) < LEAST_ROWS or any(re.search(r"\d", text[start:end]) for start, end in block[0]):
        return False
    if any(end - start > LONGEST_CELL for row in block for start, end in row):
        return False
    columns = list(zip(*block[1:], strict=True))
    is_numeric = any(all(NUMBER.fullmatch(text, *cell) for cell in column) for column in columns[1:])
    return is_numeric or bool(WORDY.search(text, block[0][0][0], block[0][-1][1]))
