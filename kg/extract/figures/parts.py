"""Parts that their numbers tell: those that add up to a total, and those told respectively of the figures before.

项目18个，其中产业类7个；劳务类2个；民生类9个 add up, over sentences too.
上述三项中，脱贫劳动力分别为146人、508人和377人
go with the last three figures before them, one by one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import groupby, pairwise
from typing import NamedTuple

from kg.extract.figures.condition import is_attribute
from kg.extract.quantities.quantity import Figure
from kg.extract.reading import Reading

_LEAST_TOTAL = 10
"""Smaller counts add up by chance."""
_OF_THESE = re.compile(
    r"(?:其中|(?:上述|以上|前述|这)[\u4e00-\u9fff]{0,6}[中里]|[两三四五六七八九\d][项者类][中里])[，,：:]?"
    r"[^，。；、：]{0,12}(?:分别|依次)(?:各?[为是有达占]|达到|约为)?$"
)
"""Before the first of figures that go with those before them; behind a list of nouns, figures go with these instead."""
_REACH = 30
_NEXT = re.compile(r"\s*(?:[、，,和与及]|以及)\s*")


class Listed(NamedTuple):
    """A figure of a list that goes with the figures before the list, one by one."""

    first: int
    """Where the first of the list starts."""
    place: int
    """Its own place in the list, counted from 0."""
    size: int
    """How many the list has."""


def adding_up(reading: Reading) -> dict[int, int]:
    """The figures of a page that add up to one before them, by where they start, with where that total starts."""
    return {part: total for alike in _alike(reading) for part, total in _adding_up(alike)}


def respective(reading: Reading) -> dict[int, Listed]:
    """The figures of a page that go with as many before them, by where they start."""
    return {start: listed for alike in _alike(reading) for start, listed in _respective(reading.clean, alike)}


def _alike(reading: Reading) -> Iterator[list[Figure]]:
    """The figures of each paragraph that count the same."""
    for _, sentences in groupby(reading.sentences, key=lambda each: each.paragraph):
        of_paragraph = list(sentences)
        span = of_paragraph[0].start, of_paragraph[-1].end
        figures = [each for each in reading.within(reading.quantities, span) if _can_be_part(reading.clean, each)]
        by_kind = defaultdict(list)
        for figure in figures:
            by_kind[_kind(figure)].append(figure)
        yield from by_kind.values()


def _adding_up(figures: list[Figure]) -> Iterator[tuple[int, int]]:
    """Figures of a kind that add up to the one before the first of them, each with that total."""
    index = 0
    while index < len(figures):
        size = _parts_behind(figures, index)
        yield from ((part.start, figures[index].start) for part in figures[index + 1 : index + 1 + size])
        index += 1 + size


def _parts_behind(figures: list[Figure], index: int) -> int:
    """How many of the figures right behind one add up to it; 0 where they do not."""
    total, summed = figures[index].value[0].value, 0.0
    if total < _LEAST_TOTAL:
        return 0
    for size, part in enumerate(figures[index + 1 :], start=1):
        summed += part.value[0].value
        if summed >= total:
            return size if size > 1 and abs(summed - total) <= total / 1e6 else 0
    return 0


def _respective(text: str, figures: list[Figure]) -> Iterator[tuple[int, Listed]]:
    for index, first in enumerate(figures):
        if _OF_THESE.search(text, max(0, first.start - _REACH), first.start):
            size = 1 + _joined(text, figures[index:])
            if 1 < size <= index:
                listed = figures[index : index + size]
                yield from ((part.start, Listed(first.start, place, size)) for place, part in enumerate(listed))


def _joined(text: str, figures: list[Figure]) -> int:
    """How many figures are listed right behind the first."""
    count = 0
    for one, other in pairwise(figures):
        if not _NEXT.fullmatch(text, one.end, other.start):
            break
        count += 1
    return count


def _kind(figure: Figure) -> tuple[str, str]:
    """What figures must have in common to be added."""
    quantity = figure.value[0]
    is_count = quantity.unit.unit_class == "count"
    return quantity.unit.unit_class, quantity.counter if is_count else quantity.unit.symbol


def _can_be_part(text: str, figure: Figure) -> bool:
    """Whether a figure is one number that can be added to others."""
    is_one = len(figure.value) == 1 and figure.value[0].unit.unit_class != "ratio"
    return is_one and not is_attribute(text, figure)
