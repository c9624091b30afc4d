"""Tables whose rows are neighbouring lines: cells that tabs, bars or commas part, or only spaces."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from kg.extract.tables.grid import LINE, NUMBER, WORDY, Grid, grid_of
from kg.model import Span

_QUOTED = '","'
_MARKS = ("\t", "|", "｜", _QUOTED)
"""What parts the cells of a row."""
_OUTER = re.compile(r"\s*[|｜\"]?(?P<row>.*?)[|｜\"]?\s*")
_RULE = re.compile(r"[\s|｜:+-]+")
"""The line under a header."""
_PROSE = re.compile(r"[。；！？]")
_NO_CELL = re.compile(r"[。；，！？\t]")
_TOKEN = re.compile(r"[^\s|]+")
_APART = re.compile(r"(?:(?![ 　]{2})[^\n])+")
"""A cell that may have a space in it, where two part the cells."""
_LONGEST_CELL = 24
_LEAST_ROWS = 3
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
    for cell in text[start:end].split(mark):
        bare = cell.strip(" 　") if mark != "\t" else cell
        first = at + (cell.find(bare) if bare else 0)
        cells.append((first, first + len(bare)))
        at += len(cell) + len(mark)
    return cells


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
        is_row = line is not None and not _NO_CELL.search(line.group())
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
    return [token.span() for token in _TOKEN.finditer(text, *line)]


def _apart(text: str, line: Span) -> list[Span]:
    """The cells of a line of which one has a space in it: 总　计　　5,215."""
    found = [match.span() for match in _APART.finditer(text, *line)]
    spans = []
    for start, end in found:
        words = text[start:end]
        bare = words.strip(" 　")
        if bare:
            first = start + words.find(bare)
            spans.append((first, first + len(bare)))
    return spans


def _is_plain_table(text: str, block: list[list[Span]]) -> bool:
    if len(block) < _LEAST_ROWS or any(re.search(r"\d", text[start:end]) for start, end in block[0]):
        return False
    if any(end - start > _LONGEST_CELL for row in block for start, end in row):
        return False
    columns = list(zip(*block[1:], strict=True))
    is_numeric = any(all(NUMBER.fullmatch(text, *cell) for cell in column) for column in columns[1:])
    return is_numeric or bool(WORDY.search(text, block[0][0][0], block[0][-1][1]))
