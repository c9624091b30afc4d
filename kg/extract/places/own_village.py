"""Villages that a page names without their town, where something is or goes: those of its own county."""

from __future__ import annotations

import re

from kg.extract.reading import Reading, entity_of
from kg.extract.wordlists import alternation
from kg.model import Entity, Mention

_VILLAGE_ALONE = re.compile(
    r"(?:(?<=[在到为向给])|(?<=走进|位于|地处))[\u4e00-\u9fff]{2,3}(?<![贫富])村(?![民委里级镇庄两支干集务部寨落小内外企工的])"
)
NO_VILLAGE = re.compile(
    f"{alternation('village_kinds.txt')}|[全各每多个该本我这那两几数些了的乡农驻进入出给把对将以于非整强富穷]"
)
"""Kinds of villages, which are no names."""
_LONGEST_NAME = 12


def own_villages(reading: Reading) -> list[Mention[Entity]]:
    """Villages where something is or goes, named without their town, as the page's own county's: 在久隆村建起."""
    place = reading.gazetteer.places.get(reading.home or "")
    if place is None or place.level != "county":
        return []
    found = []
    for match in _VILLAGE_ALONE.finditer(reading.clean):
        near = reading.within(reading.places, (match.start() - _LONGEST_NAME, match.end()))
        if not NO_VILLAGE.search(match.group()) and all(mention.end <= match.start() for mention in near):
            entity = entity_of(reading.gazetteer, f"{place.id}/{match.group()}")
            found.append(Mention("place", match.start(), match.end(), entity, "village alone"))
    return found
