"""Characters: invisible ones out, full-width letters and digits to ASCII, traditional to simplified, lines to one form.

All but the first and the last keep the length, so that positions stay as they are.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from kg.clean.tables import rows
from kg.model import Edit

# Soft hyphen, zero-width and direction marks, byte order mark, C0 controls but tab and line ends. A first line of `?`
# is a byte order mark that was lost on the way.
INVISIBLE = re.compile(
    "[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\x00-\x08\x0e-\x1f\x7f]+" + r"|\A\?(?=[^\S\n]*\n)"
)

# Digits, letters and the marks inside figures; punctuation of sentences stays as it is.
_ASCII = "0123456789%+-./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_WIDE = "".join(chr(ord(character) + 0xFEE0) for character in _ASCII)
_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
WIDTHS = str.maketrans(_WIDE + _SPACES, _ASCII + " " * len(_SPACES))
WIDE = re.compile(f"[{_WIDE}{_SPACES}]+")

# `widths` has turned all other white space to plain spaces.
_LINE_ENDS = "\n\r\x0b\x0c\x85\u2028\u2029"
SPACE = re.compile(f"[ \\t{_LINE_ENDS}][ \\t{_LINE_ENDS}]*")
LINE_END = re.compile(f"[{_LINE_ENDS}]")


def invisible(text: str) -> tuple[Edit, ...]:
    """The edits that cut characters without a shape."""
    return tuple(Edit(*match.span(), "", "invisible") for match in INVISIBLE.finditer(text))


def widths(text: str) -> tuple[Edit, ...]:
    """The edits that turn full-width letters, digits and spaces to plain ones, length kept."""
    return tuple(Edit(*match.span(), match[0].translate(WIDTHS), "width") for match in WIDE.finditer(text))


def simplified(text: str) -> tuple[Edit, ...]:
    """The edit that turns traditional characters to simplified ones, length kept."""
    converted = convert(text)
    return (Edit(0, len(text), converted, "traditional to simplified"),) if converted != text else ()


def convert(text: str) -> str:
    """The text in simplified characters, as long as it was."""
    converted = str(_converter().convert(text))
    if len(converted) != len(text):  # a phrase changed its length: go without phrases
        converted = "".join(map(to_simplified, text))
    standards, variants = _variants()
    return variants.sub(lambda match: standards[match[0]], converted)


def layout(text: str) -> tuple[Edit, ...]:
    """The edits that trim lines and cut empty ones. Tabs stay: they part a table's cells, empty ones too."""
    edits = []
    for match in SPACE.finditer(text):
        run, (start, end) = match[0], match.span()
        replacement = "" if start == 0 or end == len(text) else _plain_space(run)
        if replacement != run:
            edits.append(Edit(start, end, replacement, "layout"))
    return tuple(edits)


def _plain_space(run: str) -> str:
    """A run of white space in its one form: a line end, a tab for each cell that ends, or as it is."""
    if run in (" ", "\n"):
        return run
    *before, after = LINE_END.split(run)
    return ("\n" if before else "") + "\t" * after.count("\t") if before or "\t" in run else run


@cache
def _converter() -> Any:
    import opencc

    return opencc.OpenCC("t2s")


@cache
def to_simplified(character: str) -> str:
    """The simplified form of one character without regard to its neighbours."""
    converted = str(_converter().convert(character))
    return converted if len(converted) == 1 else character


@cache
def _variants() -> tuple[dict[str, str], re.Pattern[str]]:
    """Forms that t2s leaves, each as long as its standard form, and the pattern that finds them."""
    standards = {row["variant"]: row["standard"] for row in rows("variants.csv")}
    return standards, re.compile("|".join(sorted(standards, key=len, reverse=True)))
