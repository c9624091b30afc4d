"""Who gives and who receives, where the words do not say: by the pairings that national programmes set."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from kg.extract.places.region import seat
from kg.extract.wordlists import alternation, table
from kg.places import COUNTRY, Gazetteer, is_id

_EAST = ("东部", "东中部")
"""How groups of givers are named: 东部8省市."""
_EAST_WEST = re.compile("东西部|扶贫协作")
"""Programmes by which any province of the east may help any of the west; others tie the two that they name."""
AIDED_REGIONS = {"疆": "650000", "藏": "540000", "青": "630000", "川": "510000"}
"""The region that 援疆 and its like name."""
AIDED_LETTERS = "疆藏青川黔滇桂甘陇宁蒙陕渝琼"
"""The letters of the provinces that are aided: 援甘工作组."""
AID_VERBS = alternation("aid_verbs.txt")
"""What one place does for another, as an alternation for a pattern."""


@cache
def national_pairings() -> frozenset[tuple[str, str]]:
    """(giver, receiver) ids of the national programmes."""
    return frozenset((row["giver"], row["receiver"]) for row in table("national_pairings.tsv"))


@cache
def _provinces() -> tuple[frozenset[str], frozenset[str]]:
    """The provinces that give and those that receive in East–West co-operation, each without the other side's."""
    rows = [row for row in table("national_pairings.tsv") if _EAST_WEST.search(row["programme"])]
    pairs = [(row["giver"], row["receiver"]) for row in rows]
    pairs = [pair for pair in pairs if all(place.endswith("0000") for place in pair)]
    givers, receivers = {giver for giver, _ in pairs}, {receiver for _, receiver in pairs}
    return frozenset(givers - receivers), frozenset(receivers - givers)


@cache
def _developed() -> frozenset[str]:
    """The prefectures that give within their own provinces."""
    return frozenset(row["prefecture"] for row in table("province_givers.tsv"))


@lru_cache(maxsize=1 << 16)
def direction(gazetteer: Gazetteer, one: str, other: str) -> int:
    """1 where `one` gives to `other`, -1 where `other` gives to `one`, 0 where nothing tells.

    Both are ids, or names of groups such as 东部8省市.
    """
    known = paired(gazetteer, one, other)
    one, other = _place_of(gazetteer, one), _place_of(gazetteer, other)
    if known or not (is_id(one) and is_id(other)):
        return known
    ones, others = _line(gazetteer, one), _line(gazetteer, other)
    if not ones or not others or ones[-1] == others[-1]:
        return 0
    givers, receivers = _provinces()
    return (ones[-1] in givers and others[-1] in receivers) - (others[-1] in givers and ones[-1] in receivers)


@lru_cache(maxsize=1 << 16)
def paired(gazetteer: Gazetteer, one: str, other: str) -> int:
    """The direction that a programme sets: between two places or what they are part of, or within a province."""
    if one.startswith(_EAST) or other.startswith(_EAST):
        return one.startswith(_EAST) - other.startswith(_EAST)
    one, other = _place_of(gazetteer, one), _place_of(gazetteer, other)
    if not (is_id(one) and is_id(other)):
        return 0
    ones, others = _line(gazetteer, one), _line(gazetteer, other)
    if any((a, b) in national_pairings() for a in ones for b in others):
        return 1
    if any((b, a) in national_pairings() for a in ones for b in others):
        return -1
    if ones and others and ones[-1] == others[-1]:
        developed = _developed()
        return int(bool(developed & set(ones))) - int(bool(developed & set(others)))
    return 0


def is_national_pair(giver: str, receiver: str) -> bool:
    """Whether a national programme pairs two places themselves, not only what they are part of."""
    return (giver, receiver) in national_pairings()


def is_apt(giver: str, receiver: str) -> bool:
    """Whether no mere part of a province helps a whole one: 武进区 helps a county of 新疆, not 新疆."""
    is_province = receiver.endswith("0000")
    return not is_province or not is_id(giver) or giver.endswith("0000") or is_national_pair(giver, receiver)


@cache
def _place_of(gazetteer: Gazetteer, key: str) -> str:
    """The id of what a region or zone is a part of; any other key as it is."""
    return key if is_id(key) else seat(gazetteer, key) or key


def _line(gazetteer: Gazetteer, place_id: str) -> list[str]:
    """A place and what it is part of, up to its province."""
    return [place for place in (place_id, *gazetteer.ancestors(place_id)) if place != COUNTRY]
