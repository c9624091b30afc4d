"""Towns and villages: those of the page's counties, named after them, alone, or again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from dataclasses import replace
from itertools import pairwise

from kg.extract.places.own_village import NO_VILLAGE
from kg.extract.reading import entity_of
from kg.extract.wordlists import alternation
from kg.model import Entity, Mention
from kg.places import Gazetteer

_TOWN_SUFFIX = re.compile(r"街道|[镇乡]|苏木")
_LONGEST_TOWN = 8
_NO_TOWNS = ("街道", "城区", "林场", "农场")
"""Names in the table that are none."""
_NO_WORD = re.compile("[^\u4e00-\u9fff]|[在到赴、和与]")
"""Before a name of two characters, which else ends a longer one: 口镇."""
_COMMON_TOWN = 12
"""Of so many counties at most a town's name tells something."""
_VILLAGE = re.compile(r"[\u4e00-\u9fff]{1,5}?(?:村|社区|嘎查)(?!工厂|卫生|矫正|级|民|委|干部|里|镇|庄|寨|两|支)")
_VILLAGE_OF_COUNTY = re.compile(
    r"(?<=[县区市旗])[\u4e00-\u9fff]{2,4}?(?:村|社区|嘎查)(?![级民委干里镇庄寨两支集务部落小内外企工卫矫]|扶贫|帮扶|就业)"
    r"|[\u4e00-\u9fff]{2,3}社区(?![级民委干里镇两支集务部内外企工卫矫治]|扶贫|帮扶|就业)"
    r"|[\u4e00-\u9fff]{2,3}村"
    r"(?=人[，。,;；]|村民|党支部|党总支|支部书记|第一书记|驻村|村委会|村支书|村主任)"
)
"""A village right after its county; after a county's bare name where its people are told."""
_TOWN_AFTER_COUNTY = re.compile(r"[\u4e00-\u9fff]{1,4}?(?:镇|乡(?!村|亲|镇|下|里)|街道)")
_LIES = re.compile(r"[^。\n]{0,8}[^\n]{0,8}?(?:位于|地处|坐落[于在]?|隶?属于?|这里是|(?:该|本)(?:村|社区)是)")
"""Between a village and its town."""
_NOT_IN_NAMES = re.compile(
    rf"[返下还离回家老城异故]乡|[乡城村集小]镇|{alternation('no_town_names.txt')}|[的了在和与及等各个该这每到从向为是有、]"
)
_SHORT = 2


def counties_with_towns(gazetteer: Gazetteer, text: str) -> frozenset[str]:
    """The counties that have a town of a name, no common one, that the text gives."""
    counties: set[str] = set()
    for suffix in _TOWN_SUFFIX.finditer(text):
        for length in range(_LONGEST_TOWN, 2, -1):
            towns = gazetteer.towns_named(text[max(0, suffix.end() - length) : suffix.end()])
            if towns:
                counties.update(str(town.parent) for town in towns if len(towns) <= _COMMON_TOWN)
                break
    return frozenset(counties)


def with_towns(
    gazetteer: Gazetteer, text: str, found: list[Mention[Entity]], regions: Set[str]
) -> Iterator[Mention[Entity]]:
    """The mentions with the towns and villages that follow them, and towns of the page's counties named alone."""
    counties = {m.value.key for m in found if m.value.id and "/" not in m.value.id}
    ends = {mention.end: mention for mention in found}
    starting: dict[int, set[str]] = {}
    for mention in found:
        starting.setdefault(mention.start, set()).add(mention.value.key)
    towns: dict[int, Mention[Entity]] = {}
    for suffix in _TOWN_SUFFIX.finditer(text):
        town = _town(gazetteer, text, suffix.end(), ends, counties, starting)
        town = town or _only_town(gazetteer, text, suffix.end(), regions)
        if town:
            towns[town.start] = town
    for mention in found:
        if mention.end not in towns:
            after = _TOWN_AFTER_COUNTY.match(text, mention.end)
            is_known = after and any(after.start() < town.start and town.end == after.end() for town in towns.values())
            is_cut = after and after.end() - 1 in starting
            is_name = after and not (is_known or is_cut or _NOT_IN_NAMES.search(after.group()))
            if after and is_name and _is_county(gazetteer, mention, is_sure=True):
                place_id = f"{mention.value.key}/{after.group()}"
                towns[mention.start] = Mention(
                    "place", mention.start, after.end(), entity_of(gazetteer, place_id), "town"
                )
    yield from found
    for mention in [*towns.values(), *(m for m in found if _is_county(gazetteer, m))]:
        village = _village_after(text, mention)
        if village and (mention.rule == "town" or mention.end not in towns):
            place_id = f"{mention.value.key}/{village}"
            end = mention.end + len(village)
            yield Mention("place", mention.start, end, entity_of(gazetteer, place_id), "village")
        elif mention.rule == "town":
            yield mention


def _town(
    gazetteer: Gazetteer,
    text: str,
    end: int,
    ends: dict[int, Mention[Entity]],
    counties: set[str],
    starting: dict[int, set[str]],
) -> Mention[Entity] | None:
    for length in range(_LONGEST_TOWN, 1, -1):
        name = text[max(0, end - length) : end]
        start = end - len(name)
        outer = ends.get(start)
        is_cut = length == _SHORT and (name in _NO_TOWNS or not (outer or _NO_WORD.match(text, start - 1)))
        if is_cut or (outer and not _is_county(gazetteer, outer)):
            continue
        others = counties - starting.get(start, set())
        within = [outer.value.key] if outer else others
        towns = gazetteer.towns_named(name, within)
        if not towns and not _NOT_IN_NAMES.search(name):
            towns = gazetteer.towns_once_named(name, filter(gazetteer.has_towns, within))
        if len(towns) > 1:  # of those in a province, the one whose county the page names
            towns = [town for town in towns if town.parent in others]
        if len(towns) == 1:
            return Mention("place", outer.start if outer else start, end, entity_of(gazetteer, towns[0].id), "town")
    return None


def _only_town(gazetteer: Gazetteer, text: str, end: int, regions: Set[str]) -> Mention[Entity] | None:
    """A town before its village that no other in the country is named like, on a page that names its province."""
    for length in range(_LONGEST_TOWN, 2, -1):
        start = max(0, end - length)
        towns = gazetteer.towns_named(text[start:end])
        if len(towns) == 1 and _is_near(gazetteer, towns[0].id, regions) and _VILLAGE.match(text, end):
            return Mention("place", start, end, entity_of(gazetteer, towns[0].id), "town")
    return None


def _is_near(gazetteer: Gazetteer, town: str, regions: Set[str]) -> bool:
    """Whether the page names something that a town is part of, or no place at all."""
    return not regions or any(above in regions for above in gazetteer.ancestors(town))


def _is_county(gazetteer: Gazetteer, mention: Mention[Entity], is_sure: bool = False) -> bool:
    """Whether towns are right below a place; `is_sure`: not as below a city without counties (东莞)."""
    key = mention.value.key
    place = gazetteer.places.get(key)
    return place is not None and (place.level == "county" or (not is_sure and gazetteer.has_towns(key)))


def _village_after(text: str, mention: Mention[Entity]) -> str | None:
    """The name of a village right after its town or county."""
    is_town = mention.rule == "town"
    village = (_VILLAGE if is_town else _VILLAGE_OF_COUNTY).match(text, mention.end)
    is_kind = village and (_NOT_IN_NAMES.search(village[0]) or (not is_town and NO_VILLAGE.search(village[0])))
    return village[0] if village and not is_kind else None


def named_again(text: str, found: list[Mention[Entity]]) -> Iterator[Mention[Entity]]:
    """Villages and towns by their bare names, once the page has said where they are."""
    ids: dict[str, str] = {}
    for mention in found:
        key = mention.value.id or ""
        while "/" in key:
            above, _, name = key.rpartition("/")
            if len(name) > 2:
                ids.setdefault(name, key)
            key = above
    if ids:
        for match in re.finditer("|".join(map(re.escape, sorted(ids, key=len, reverse=True))), text):
            village = _VILLAGE.match(text, match.end()) if match.group()[-1] in "镇乡" else None
            if village and not _NOT_IN_NAMES.search(village.group()):
                entity = Entity("Place", village.group(), f"{ids[match.group()]}/{village.group()}")
                yield Mention("place", match.start(), village.end(), entity, "village")
                continue
            entity = Entity("Place", match.group(), ids[match.group()])
            yield Mention("place", match.start(), match.end(), entity, "named again")


def with_towns_known(text: str, mentions: list[Mention[Entity]]) -> list[Mention[Entity]]:
    """The mentions, a village named by its county alone with the town that the page gives it elsewhere."""
    full = {(m.value.key[:6], m.value.name): m.value for m in mentions if m.value.key.count("/") == 2}
    for village, town in pairwise(mentions):
        (county, _, name), key = village.value.key.partition("/"), town.value.key
        is_bare = name and "/" not in name and name[-1] not in "镇乡道木"
        if (
            is_bare
            and key.count("/") == 1
            and key.startswith(f"{county}/")
            and _LIES.fullmatch(text, village.end, town.start)
        ):
            full.setdefault((county, name), Entity("Place", name, f"{key}/{name}"))
    return [
        replace(m, value=full.get((m.value.key[:6], m.value.name), m.value)) if m.value.key.count("/") == 1 else m
        for m in mentions
    ]
