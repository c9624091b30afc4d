"""Villages that a page names without their town: of the county that the text names last, or of the page's own."""

from __future__ import annotations

import re

from kg.extract.han import HAN
from kg.extract.reading import Reading, entity_of
from kg.extract.wordlists import alternation
from kg.model import Entity, Mention

_BEGINS = r"(?P<begins>(?<=[，。；！？：\n”])(?![在到向为给是与和让使由]))"
_NAME = rf"(?P<name>{HAN}{{2,3}}(?<![贫富])(?:村|社区|嘎查))(?![民委里级镇庄两支干集务部寨落小内外企工的服网])"
_ALONE = re.compile(rf"(?:(?<=[在到为向给])|(?<=走进|位于|地处)|{_BEGINS}){_NAME}")
_DOES = re.compile(
    r"[，,共已]|依托|成立|组织|利用|引[进来]|办起|[建开创]办|建[起成设了]|发展|种[植了]|流转|现有|有\d|通过|今年|去年"
    r"|(?:原?本?|曾)是|位于|地处|坐落|[安集共居]?[安集住][置中着了]|辖|总(?:人口|面积)|常住|全村|搬[迁来]|\d|开[展设]|举办|设[立有]|采取|探索|推行|实行|新增|修[建了]"
)
"""After a village with which a clause begins: what is told of it."""
NO_VILLAGE = re.compile(
    f"{alternation('village_kinds.txt')}|[全各每多个该本我这那两几数些了的乡农驻进入出给把对将以于非整强富穷]"
)
"""Kinds of villages, which are no names."""
_LONGEST_NAME = 12


def own_villages(reading: Reading) -> list[Mention[Entity]]:
    """Villages where something is or goes, or that a clause begins with, named without their town: 在久隆村建起."""
    found = []
    for match in _ALONE.finditer(reading.clean):
        near = reading.within(reading.places, (match.start() - _LONGEST_NAME, match.end()))
        is_told = match["begins"] is None or _DOES.match(reading.clean, match.end())
        if not is_told or NO_VILLAGE.search(match["name"]) or any(mention.end > match.start() for mention in near):
            continue
        county = _county(reading, match.start())
        if county:
            entity = entity_of(reading.gazetteer, f"{county}/{match['name']}")
            found.append(Mention("place", match.start(), match.end(), entity, "village alone"))
    return found


def _county(reading: Reading, position: int) -> str | None:
    """The county that the paragraph names last before a position, else the section's or the page's own."""
    start = reading.clean.rfind("\n", 0, position) + 1
    named = [mention.value.key for mention in reading.within(reading.places, (start, position)) if mention.value.id]
    section = reading.section_at(position)
    for key in (*reversed(named), section.value.key if section else None, reading.home):
        place = reading.gazetteer.places.get((key or "").partition("/")[0])
        if place and place.level == "county":
            return place.id
    return None
