"""Villages that a page names without their town, where something is or goes: those of its own county."""

from __future__ import annotations

import re

from kg.extract.reading import Reading, entity_of
from kg.model import Entity, Mention

_VILLAGE_ALONE = re.compile(
    r"(?:(?<=[在到为向给])|(?<=走进|位于|地处))[\u4e00-\u9fff]{2,3}(?<![贫富])村(?![民委里级镇庄两支干集务部寨落小内外企工的])"
)
NO_VILLAGE = re.compile(
    "贫困|行政|自然|示范|重点|结对|帮扶|脱贫|扶贫|移民|文明|美丽|特色|先进|后进|薄弱|空壳|旅游|试点|深度|定点|小康|所在|附近"
    "|周边|中心|联系|包联|边境|民族|传统|城中|高山|深山|山区|库区|搬迁|安置|新型|数字|智慧|样板|标杆|精品|和美|宜居|森林"
    "|[全各每多个该本我这那两几数些了的乡农驻进入出给把对将以于非整强富穷]"
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
