"""Tables that lost their marks: all in one line with spaces, or one cell a line.

县区 资金(万元) 合计 4000 乐都区 819 …
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from kg.extract.quantities.number import DIGITS
from kg.extract.tables.grid import LEAST_ROWS, LINE, LONGEST_CELL, NO_CELL, TOKEN, Grid
from kg.model import Span

_BARE = re.compile(rf"-?(?:{DIGITS})[%％]?")
_FLAT_SIGN = re.compile(r"[（(](?:单位[:：])?[万亿]?[^（()）\d]{1,3}[)）]|合\s?计|总\s?计|序号|单位[:：]")
"""What a flattened table has: a unit in its header, a total, or numbers of rows."""
_REMARK = re.compile(r"备\s?注|说\s?明")
_SERIAL = re.compile(r"序号|编号")

Row = tuple[list[Span], list[Span]]
"""Words, and the numbers behind them."""


def flattened(text: str) -> Iterator[Grid]:
    """Tables that were flattened, in one line or with one cell a line."""
    short: list[Span] = []
    for line in [*LINE.finditer(text), None]:
        is_plain = line is not None and not NO_CELL.search(line.group())
        if line and is_plain and len(line.group().strip()) <= LONGEST_CELL:
            short.append(line.span())
            continue
        spaced = [token.span() for token in TOKEN.finditer(text, *line.span())] if line and is_plain else []
        yield from (grid for tokens in (short, spaced) if (grid := _from_tokens(text, tokens)))
        short = []


def _from_tokens(text: str, tokens: list[Span]) -> Grid | None:
    """The table that cells one after the other make: a header, then words and the numbers that belong to them."""
    numbers = [bool(_BARE.fullmatch(text[start:end].strip())) for start, end in tokens]
    if sum(numbers) < LEAST_ROWS or not _FLAT_SIGN.search(text, tokens[0][0], tokens[-1][1]):
        return None
    rows = _rows(tokens, numbers)
    first = tokens.index(rows[0][0][-1])  # the first row's label; the words before it are the header
    rows[0] = (rows[0][0][-1:], rows[0][1])
    if any(_SERIAL.search(text, *token) for token in tokens[: first + 1]):
        rows = _without_serials(text, rows)
        first += not rows[0][1]  # the first row's number stands right behind the header
    header = [token for token in tokens[:first] if not _REMARK.search(text, *token)]
    counts = Counter(len(values) for _, values in rows if values)
    width = max(counts, key=lambda count: (counts[count], count), default=0)
    if counts[width] < LEAST_ROWS or len(header) < width:
        return None
    kept = [[(words[0][0], words[-1][1]), *values] for words, values in rows if len(values) == width]
    return Grid((tokens[0][0], tokens[-1][1]), [[], *([each] for each in header[-width:])], kept)


def _without_serials(text: str, rows: list[Row]) -> list[Row]:
    """Rows without the number of the next one, which stands right behind their own numbers."""
    found, serial = [], 1
    for words, values in rows:
        is_next = bool(values) and text[slice(*values[-1])].strip() == str(serial)
        found.append((words, values[:-1] if is_next else values))
        serial += is_next
    return found


def _rows(tokens: list[Span], numbers: list[bool]) -> list[Row]:
    """Words and the numbers right after them, again and again."""
    rows: list[Row] = []
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
