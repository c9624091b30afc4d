"""The characters that two bytes may be on a page, as far as they are likely there."""

from __future__ import annotations

from functools import cache
from itertools import product
from typing import NamedTuple

from kg.clean.characters import Character, known
from kg.clean.gbk_sites import Byte, pair
from kg.clean.judge import Judge, Options, options
from kg.clean.pinyin import has_reading

WIDTH = 16
"""Ways to read the bytes that are followed at a time."""
COMMON = 2500
"""Among many characters only so many, the most frequent ones, are tried, and those that the page has elsewhere."""
FEW, BRACKETS = 4, "（）《》【】〔〕"
"""Brackets come in two: they are not guessed."""
MARKS = "、。，；：？！“”…—·　"
"""Marks that are tried however rare the model's texts have them."""


class Likely(NamedTuple):
    """The characters that two bytes may be on a page."""

    many: Options | None
    few: tuple[Character, ...]
    """Those that are not among the many."""

    @property
    def only(self) -> Character | None:
        """The character, where there is no other."""
        return self.few[0] if len(self.few) == 1 and not self.many else None

    def costs(self, context: str, judge: Judge) -> list[tuple[float, str]]:
        """The cost, in nats, of each of the characters after `context`, but for those that are never kept."""
        costs = judge.costs(context, self.many) if self.many else []
        return costs + [(judge.cost(context, each), each.shown) for each in self.few]


def likely_characters(leads: Byte, trails: Byte, reading: str | None, judge: Judge) -> Likely:
    """The characters that two bytes may be: where there are many, only frequent ones and those of the page, in the
    page's script."""
    some, others, names = _characters(leads, trails, reading, judge.is_traditional)
    if not others:
        return some
    few = tuple(others[shown] for shown in sorted(judge.seen.intersection(names)))
    return Likely(some.many, few)


@cache
def _characters(
    leads: Byte, trails: Byte, reading: str | None, is_traditional: bool
) -> tuple[Likely, dict[str, Character], frozenset[str]]:
    """The characters that two bytes may be, of those that have the reading where one is told. Where there are many,
    those that are less frequent, or of the other script, are by themselves."""
    shown = [character for lead, trail in product(leads, trails) if (character := pair(lead, trail))]
    if reading is not None:
        shown = [character for character in shown if has_reading(character, reading)]
    if len(shown) > FEW:
        shown = [character for character in shown if character not in BRACKETS]
    found = tuple(map(known, shown))
    if len(found) <= FEW:
        return Likely(None, found), {}, frozenset()
    some = tuple(
        each
        for each in found
        if (0 <= each.number < COMMON or each.shown in MARKS) and not (is_traditional and each.is_simplified_only)
    )
    others = {each.shown: each for each in set(found).difference(some)}
    return Likely(options(some, WIDTH), ()), others, frozenset(others)
