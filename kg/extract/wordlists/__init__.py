"""Word lists of the extractors: one word a line (`.txt`) or a table with a header (`.tsv`); `#` begins a comment."""

from __future__ import annotations

import re
from collections.abc import Iterable
from importlib.resources import files


def lines(name: str) -> list[str]:
    """The lines of a list, without comments."""
    text = files(__name__).joinpath(name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def table(name: str) -> list[dict[str, str]]:
    """The rows of a table by the names in its header."""
    header, *rows = (line.split("\t") for line in lines(name))
    return [dict(zip(header, row, strict=True)) for row in rows]


def alternation(name: str) -> str:
    """A list as an alternation for a pattern, longer words before their beginnings."""
    return words_of(lines(name))


def words_of(words: Iterable[str]) -> str:
    """Words as an alternation for a pattern, longer words before their beginnings."""
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))
