"""The two places that 两地, 双方, 两市 and the like stand for: the giver and the receiver of a pairing of the page."""

from __future__ import annotations

import re
from itertools import islice

from kg.extract.han import HAN
from kg.extract.page.side import direction
from kg.extract.reading import Reading, place_of
from kg.model import Entity

BOTH_SIDES = "双方|两(?:地|[省市县]区|[省州]市|区[市县]|市[州县]|县市|[省市县区州旗盟])(?![场域级])"
"""Words for the two places of a pairing, as an alternation for a pattern."""
_BOTH = re.compile(BOTH_SIDES)
_LETTERS = re.compile(f"({HAN})({HAN})$")
"""Before 两地: a character of each name, as in 泰巫两地."""
_AS_ONE = re.compile("[到赴往去来在向为给对与和同将把助援扶持及动接收置]$")
"""Before 两县 that something is done for, or with: they are two on one side."""
_AND = re.compile(f"[、和与及同]{HAN}{{0,3}}?")
_FAR = 400
"""Characters up to which 两市 stands for two that are only named."""
_ANY = ("双方", "两地")
"""Words for two places of whatever level."""
_PROVINCE = "0000"
_Pair = tuple[Entity, Entity]


def said_of_both(reading: Reading, start: int, end: int) -> re.Match[str] | None:
    """Words in a part of the page for two places that do something together."""
    found = _BOTH.finditer(reading.clean, start, end)
    return next((said for said in found if not _AS_ONE.search(reading.clean, start, said.start())), None)


def both_sides(reading: Reading, position: int, words: str) -> _Pair | None:
    """Giver and receiver for whom words at a position stand: of the pairings of their level the one whose sides the
    text before names both last, else the two of that level that it names last, if one is known to give to the other.

    None where the words sum up a list of places right before them: 合肥、芜湖两市.
    """
    pairs = [(place_of(reading.gazetteer, one), place_of(reading.gazetteer, other)) for one, other in reading.pairings]
    lettered = _of_letters(reading, position, pairs)
    if lettered:
        return lettered
    summed_up = _summed_up(reading, position)
    if summed_up:
        return next((pair for pair in pairs if set(pair) == set(summed_up)), None) or _as_sides(reading, *summed_up)
    of_level = _of_level(pairs, words)
    last = {place: _last_named(reading, place, position) for pair in of_level for place in pair}
    named = [pair for pair in of_level if max(last[place] for place in pair) >= 0]
    rank = [(min(last[one], last[other]), max(last[one], last[other]), at) for at, (one, other) in enumerate(named)]
    return named[max(rank)[-1]] if rank else _last_two(reading, position, words)


def _of_letters(reading: Reading, position: int, pairs: list[_Pair]) -> _Pair | None:
    """The page's only pairing that the characters right before a position stand for."""
    letters = _LETTERS.search(reading.clean, max(0, position - 2), position)
    named = [pair for pair in pairs if letters and {place.name[0] for place in pair} == set(letters.groups())]
    return named[0] if len(named) == 1 else None


def _of_level(pairs: list[_Pair], words: str) -> list[_Pair]:
    """The pairings whose sides are both of the level that words tell; else those of which one side is and no other
    pairing's, as 两市 may be a 市 and a 州, but two 县 that one 区 helps are no two sides."""
    fit = [pair for pair in pairs if all(_is_of_level(place, words) for place in pair)]
    if fit:
        return fit
    mixed = [pair for pair in pairs if any(_is_of_level(place, words) for place in pair)]
    return mixed if len({place for pair in mixed for place in pair if _is_of_level(place, words)}) == 1 else []


def _is_of_level(place: Entity, words: str) -> bool:
    if words in _ANY:
        return True
    is_province = place.key.endswith(_PROVINCE)
    return is_province if "省" in words else place.name.endswith(tuple(words)) and not is_province


def _last_named(reading: Reading, place: Entity, position: int) -> int:
    """Where a place is named last before a position, not only by a letter; the page's own is known from its start."""
    named = (m.start for m in reading.before(reading.places, position) if m.value == place and m.rule != "letter")
    return next(named, 0 if place.key == reading.home else -1)


def _last_two(reading: Reading, position: int, words: str) -> _Pair | None:
    """The two places of a level that are named last before a position, as giver and receiver."""
    before = (m for m in reading.before(reading.places, position) if position - m.end <= _FAR and m.rule != "letter")
    named = list(dict.fromkeys(m.value for m in before if _is_of_level(m.value, words)))
    if words in _ANY or len(named) < 2:
        return None
    return _as_sides(reading, *named[:2])


def _summed_up(reading: Reading, position: int) -> tuple[Entity, Entity] | None:
    """The two places of which a list right before a position is: 合肥、芜湖两市."""
    other, one, *_ = *islice(reading.before(reading.places, position), 2), None, None
    is_list = one and other and other.end == position and _AND.fullmatch(reading.clean, one.end, other.start)
    return (one.value, other.value) if one and other and is_list else None


def _as_sides(reading: Reading, one: Entity, other: Entity) -> _Pair | None:
    """Two places of two provinces as giver and receiver, if one is known to give to the other."""
    gives = direction(reading.gazetteer, one.key, other.key) if one.key[:2] != other.key[:2] else 0
    return {1: (one, other), -1: (other, one)}.get(gives)
