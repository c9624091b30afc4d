"""Characters: invisible ones out, full-width letters and digits to ASCII, traditional to simplified, lines to one form.

All but the first and the last keep the length, so that positions stay as they are.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import chain
from typing import Any

from kg.clean.tables import rows
from kg.model import Edit

# A set, then the same set repeated, is found several times as fast as a set that is repeated once or more: the first
# character of a match is what the search goes by.
# Soft hyphen, zero-width and direction marks, byte order mark, C0 controls but tab and line ends.
_INVISIBLE = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\x00-\x08\x0e-\x1f\x7f"
INVISIBLE = re.compile(f"[{_INVISIBLE}][{_INVISIBLE}]*")
LOST_MARK = re.compile(r"\?(?=[^\S\n]*\n)")
"""A first line of `?` is a byte order mark that was lost on the way."""

# Digits, letters and the marks inside figures; punctuation of sentences stays as it is.
_ASCII = "0123456789%+-./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_WIDE = "".join(chr(ord(character) + 0xFEE0) for character in _ASCII)
_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
WIDTHS = str.maketrans(_WIDE + _SPACES, _ASCII + " " * len(_SPACES))
WIDE = re.compile(f"[{_WIDE}{_SPACES}][{_WIDE}{_SPACES}]*")

# `widths` has turned all other white space to plain spaces.
_LINE_ENDS = "\n\r\x0b\x0c\x85\u2028\u2029"
WHITE = f" \t{_LINE_ENDS}"
SPACES = re.compile(f"[{WHITE}](?:[{WHITE}]+|(?<=[{_LINE_ENDS[1:]}]))")
"""Runs of white space, but for a single space, tab or plain line end."""
LINE_END = re.compile(f"[{_LINE_ENDS}]")


def invisible(text: str) -> tuple[Edit, ...]:
    """The edits that cut characters without a shape."""
    lost = [match] if (match := LOST_MARK.match(text)) else []
    return tuple(Edit(*match.span(), "", "invisible") for match in chain(lost, INVISIBLE.finditer(text)))


def widths(text: str) -> tuple[Edit, ...]:
    """The edits that turn full-width letters, digits and spaces to plain ones, length kept."""
    return tuple(Edit(*match.span(), match[0].translate(WIDTHS), "width") for match in WIDE.finditer(text))


def simplified(text: str) -> tuple[Edit, ...]:
    """The edit that turns traditional characters to simplified ones, length kept."""
    converted = convert(text)
    return (Edit(0, len(text), converted, "traditional to simplified"),) if converted != text else ()


def convert(text: str) -> str:
    """The text in simplified characters, as long as it was. One without any traditional character is left alone."""
    if not _traditional().search(text):
        return text
    converted = str(_converter().convert(text))
    if len(converted) != len(text):  # a phrase changed its length: go without phrases
        converted = "".join(map(to_simplified, text))
    standards, variants = _variants()
    return variants.sub(lambda match: standards[match[0]], converted)


def layout(text: str) -> tuple[Edit, ...]:
    """The edits that trim lines and cut empty ones. Tabs stay: they part a table's cells, empty ones too."""
    begin = len(text) - len(text.lstrip(WHITE))
    end = max(len(text.rstrip(WHITE)), begin)
    edits = [Edit(0, begin, "", "layout")] if begin else []
    for match in SPACES.finditer(text, begin, end):
        run = match[0]
        if (replacement := _plain_space(run)) != run:
            edits.append(Edit(*match.span(), replacement, "layout"))
    if end < len(text):
        edits.append(Edit(end, len(text), "", "layout"))
    return tuple(edits)


@lru_cache(maxsize=1 << 10)
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
def _traditional() -> re.Pattern[str]:
    """The characters that have a simplified form or a standard one: a text without them is found in no time."""
    han = [chr(code) for code in chain(range(0x3400, 0xA000), range(0xF900, 0xFB00))]
    forms = zip(han, str(_converter().convert("\n".join(han))).split("\n"), strict=True)
    variants = chain.from_iterable(zip(*pair, strict=True) for pair in _variants()[0].items())
    changed = {character for character, form in chain(forms, variants) if form != character}
    return re.compile(f"[{''.join(sorted(changed))}\U00020000-\U0003ffff]")


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
