"""Markup to plain lines: HTML documents, and fragments of HTML left in a text.

A block becomes a line, a table's row a line with a tab between its cells; a row below a tall cell says the same again
(〃). Tags are read as a flat run of tokens, so neither depth nor a missing end tag matters.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape

from kg.clean.tables import rows
from kg.model import Edit

KINDS = {row["element"]: row["kind"] for row in rows("elements.csv")}
BLOCKS = frozenset(name for name, kind in KINDS.items() if kind == "block")
CELLS = frozenset(name for name, kind in KINDS.items() if kind == "cell")
TABLE = CELLS | {"tr", "table"}

_TOKENS = r"""
    <!--.*?(?:-->|\Z)
  | <(?P<hidden>script|style|noscript|textarea|select|template|iframe|svg)\b[^<>]*>.*?(?:</(?P=hidden)\s*>|\Z)
  | <[!?][^<>]*>
  | <(?P<close>/?)(?P<name>[a-z][\w:.-]*+)(?=[\s/>])(?:[^<>=]++|=\s*(?:"[^"]*"|'[^']*')?)*+>
  | (?P<entity>&(?:\#\d{1,7}|\#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,30});)"""
_FLAGS = re.VERBOSE | re.IGNORECASE | re.DOTALL
IN_FRAGMENT = re.compile(_TOKENS, _FLAGS)
IN_DOCUMENT = re.compile(_TOKENS + r"| (?P<space>[^\S\n]*+\n\s*+|\t+)", _FLAGS)
"""In a document a line end in the source is a space like any other, or none between Chinese characters."""

DOCUMENT = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
FRAGMENT = re.compile(
    r"</(?:p|div|span|a|b|em|i|u|strong|font|td|tr|li|ul|ins|br|h\d)\s*>|<(?:br|p|img|hr)\b[^<>]*>"
    r"|&(?:nbsp|[lr][ds]quo|middot|[em][mn]sp|mdash|hellip|lt|gt|amp|quot|#\d+);",
    re.IGNORECASE,
)
SPAN = {each: re.compile(rf"""{each}span\s*=\s*["']?(\d{{1,3}})""", re.IGNORECASE) for each in ("col", "row")}
WIDEST = 50
"""Columns or rows that a cell may take; more is a mistake in the page."""
DITTO = "〃"
"""Stands in a row for a cell that reaches down from the row above."""
LAYOUT_CELL = 6
"""Block tags in a cell from which on it holds paragraphs, not a value: the page was laid out with a table."""

Token = re.Match[str]


def is_document(raw: str) -> bool:
    """Whether the text is a whole HTML page rather than text with tags in it."""
    return DOCUMENT.search(raw, 0, 4096) is not None


def markup(text: str) -> tuple[Edit, ...]:
    """The edits that turn tags and entities to lines, tabs and characters. A text without any is left alone."""
    if is_document(text):
        return _edits(text, list(IN_DOCUMENT.finditer(text)))
    if ("<" not in text and "&" not in text) or FRAGMENT.search(text) is None:
        return ()
    tokens = IN_FRAGMENT.finditer(text)
    return _edits(text, [token for token in tokens if not token["name"] or token["name"].lower() in KINDS])


@dataclass(slots=True)
class _Row:
    """How far a row of a table has been read, and the tall cells above it."""

    column: int = 0
    width: int = 1
    """Columns of the last cell."""
    has_cells: bool = False
    in_value: bool = False
    """Whether what comes next stands in a cell of a table of values."""
    rows_below: dict[int, int] = field(default_factory=dict)
    """For each column how many rows more its cell takes."""

    def open_cell(self, cell: Token, holds_value: bool) -> str:
        """What a cell's beginning becomes."""
        dittos = self._dittos() if holds_value else 0
        replacement = ("\t" if self.has_cells else "") + f"{DITTO}\t" * dittos if holds_value else "\n"
        self.width, self.column = _span(cell, "col"), self.column + dittos
        self.rows_below |= dict.fromkeys(range(self.column, self.column + self.width), _span(cell, "row") - 1)
        self.column += self.width
        self.has_cells, self.in_value = True, holds_value
        return replacement

    def close_cell(self) -> str:
        """What a cell's end becomes: the further columns of a wide one are empty."""
        was_value, self.in_value = self.in_value, False
        return "\t" * (self.width - 1) if was_value else ""

    def end(self, of_table: bool) -> str:
        """What the border of a row or a table becomes."""
        dittos = self._dittos() if self.column else 0
        if of_table:
            self.rows_below.clear()
        self.has_cells, self.in_value, self.column = False, False, 0
        return f"\t{DITTO}" * dittos + "\n"

    def _dittos(self) -> int:
        """How many cells from above stand at the column, which are one row shorter then."""
        count = 0
        while self.rows_below.get(self.column + count, 0):
            self.rows_below[self.column + count] -= 1
            count += 1
        return count


def _edits(text: str, tokens: list[Token]) -> tuple[Edit, ...]:
    edits, row, in_pre = [], _Row(), False
    for index, token in enumerate(tokens):
        name, reason = (token["name"] or "").lower(), "markup"
        if name in CELLS:
            replacement = row.close_cell() if token["close"] else row.open_cell(token, _holds_value(tokens, index))
        elif name in TABLE:
            replacement = row.end(of_table=name == "table")
        elif name:
            if name == "pre":
                in_pre = not token["close"]
            replacement = (" " if row.in_value else "\n") if name in BLOCKS else ""
        elif token["entity"]:
            replacement, reason = unescape(token[0]), "entity"
        elif token[0].isspace():
            replacement, reason = _space(text, token, in_pre), "source line end"
        else:
            replacement = ""
        if replacement != token[0]:
            edits.append(Edit(*token.span(), replacement, reason))
    return tuple(edits)


def _span(token: Token, way: str) -> int:
    """How many columns (`col`) or rows (`row`) of a table a cell takes."""
    span = SPAN[way].search(token[0])
    return max(1, min(int(span[1]), WIDEST)) if span else 1


def _holds_value(tokens: list[Token], index: int) -> bool:
    """Whether the cell that begins at `index` is one of a table of values. Looks no further than the next cell."""
    blocks = 0
    for token in tokens[index + 1 : index + 1 + 40]:
        name = (token["name"] or "").lower()
        if name in TABLE:
            return name != "table" or bool(token["close"])
        blocks += name in BLOCKS
        if blocks >= LAYOUT_CELL:
            return False
    return True


def _space(text: str, token: Token, in_pre: bool) -> str:
    """What white space with a line end in a document's source stands for: nothing beside Chinese characters."""
    if in_pre:
        return token[0]
    start, end = token.span()
    before, after = text[start - 1 : start], text[end : end + 1]
    return " " if before.isascii() and after.isascii() else ""
