"""What part each column of a table plays in its rows, by its header: where workers go, whose row it is, who helps."""

from __future__ import annotations

import re
from collections import defaultdict

from kg.extract.reading import Reading
from kg.extract.tables.grid import Grid
from kg.extract.wordlists import table, words_of
from kg.model import Span

GIVER, GOAL, GOAL_OR_SOURCE, SITE, RECEIVER = "giver", "goal", "goal or source", "site", "receiver"
PLACE, FIRM, PERSON, EMPLOYER = "place", "firm", "person", "employer"

_PAIRED = re.compile(r"结对|帮扶[方省市区县]|(?<!受)支援|(?<!受)援助[方省市]|协作[方省市区县]|对口|东部")
"""A header over those who help; numbers under it tell of people who go there."""
_LONGEST_PREFIX = 6
_SUFFIX = "(?:地区|省份|省市|城市|区域|名称)?"
_NAME = "名称"
_ASIDE = re.compile(r"[（(][^（()）]*[)）]|[\s：:、/]")


def _heads() -> dict[str, re.Pattern[str]]:
    words: dict[str, list[str]] = defaultdict(list)
    for row in table("table_heads.tsv"):
        words[row["part"]].append(row["head"])
    return {
        part: re.compile(rf".{{0,{_LONGEST_PREFIX}}}?(?:{words_of(heads)}){_SUFFIX}") for part, heads in words.items()
    }


_HEADS = _heads()


def label_of(text: str, parts: list[Span]) -> str:
    """A header without what its brackets say."""
    return _ASIDE.sub("", "".join(text[start:end] for start, end in parts))


def parts_of(reading: Reading, grid: Grid) -> list[str]:
    """The part that each column plays; empty where its header names none."""
    parts = [_part(reading, header) for header in grid.header]
    return ["" if part == GOAL_OR_SOURCE and GOAL in parts else part for part in parts]


def _part(reading: Reading, parts: list[Span]) -> str:
    label = label_of(reading.clean, parts)
    if label == _NAME:
        return FIRM
    named = next((part for part, words in _HEADS.items() if words.fullmatch(label)), "")
    if named == PLACE and any(reading.within(reading.places, cell) for cell in parts):
        named = ""
    is_paired = any(_PAIRED.search(reading.clean, *cell) for cell in parts)
    return GIVER if is_paired and named in ("", PLACE) else named
