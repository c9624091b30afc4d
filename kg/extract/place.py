"""Places: the gazetteer's names, each resolved by the page's own context; towns and villages; what `region` finds.

A name that the context does not tell apart is left out rather than guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.extract.own_village import NO_VILLAGE
from kg.extract.place_context import Context
from kg.extract.reading import entity_of
from kg.extract.region import ZONE, groups, regions, zone_kind
from kg.extract.words import frequency, is_of_words
from kg.model import Entity, Mention
from kg.places import Gazetteer, NameMatch

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
    r"(?<=[县区市旗])[\u4e00-\u9fff]{2,4}?村(?![级民委干里镇庄寨两支集务部落小内外企])"
    r"|[\u4e00-\u9fff]{2,3}村"
    r"(?=人[，。,;；]|村民|党支部|党总支|支部书记|第一书记|驻村|村委会|村支书|村主任)"
)
"""A village right after its county; after a county's bare name where its people are told."""
_TOWN_AFTER_COUNTY = re.compile(r"[\u4e00-\u9fff]{1,4}?(?:镇|乡(?!村|亲|镇|下|里)|街道)")
_NOT_IN_NAMES = re.compile(
    r"[返下还离回家老城异故]乡|[乡城村集小]镇|对口|结对|帮扶|支援|援建|协作|(?:新增|开发|增加|带动|促进|推进|统筹|安置)城镇|[的了在和与及等各个该这每到从向为是有、]"
)
_SHORT = 2
_COMMON = 100
"""From which frequency on the words at both ends of a short name make it none: 农民 and 丰收 in 农民丰收节."""
_NAMED_HEAD = re.compile("[\u4e00-\u9fff]{2}县长")
_AIRPORT = re.compile("(?:国际)?机场")
"""After a name that an airport has from a part of its city: 广州白云国际机场 is no place in 白云区."""
_LETTER_BEFORE = "(?=务工|就业|工作|挂职|返岗|创业|投资|打工|人员|干部|企业|[，。；、]|$)"


class PlaceFinder:
    """Finds and resolves the places of a page. Made once for a gazetteer."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        letters = "".join((*gazetteer.province_letters, *gazetteer.city_letters))
        self._single_letter = re.compile(
            rf"(?<=[在来赴抵返驻入进到])[{letters}]{_LETTER_BEFORE}|(?<=全)[疆藏川黔滇陇渝](?!族|语)"
        )

    def find(self, text: str, hints: Iterable[str] = ()) -> list[Mention[Entity]]:
        """The places that a text names, in order, without overlap; each mention's value is a Place entity.

        A chain of names (山东省东营市河口区) is one mention of its last. `hints` are ids that other knowledge of the
        page (its publisher) suggests.
        """
        matches = self.gazetteer.find(text)
        letters = self.gazetteer.find_letters(text)
        context = Context(self.gazetteer, text, matches, hints, self._counties_with_towns(text))
        found = list(self._resolved(text, matches, context))
        found += [mention for match in letters for mention in self._letters(match)]
        found += self._single_letters(text, context)
        found = _without_overlap(found)
        found = _without_overlap(
            [
                *self._with_towns(text, found, context),
                *self._zones(text, found),
                *groups(text),
                *_after_city(found, regions(text)),
            ]
        )
        found = _without_overlap([*found, *_zones_again(text, found)])
        found = _with_towns_known(_without_overlap([*found, *_named_again(text, found)]))
        return sorted(found, key=lambda mention: mention.start)

    def _single_letters(self, text: str, context: Context) -> Iterator[Mention[Entity]]:
        """Letters where someone goes (来沪务工); a city's only on a page that names the city or a part of it."""
        for match in self._single_letter.finditer(text):
            place_id = self.gazetteer.province_letters.get(match.group()) or self.gazetteer.city_letters[match.group()]
            if match.group() in self.gazetteer.province_letters or place_id in context.regions:
                yield Mention("place", match.start(), match.end(), entity_of(self.gazetteer, place_id), "single letter")

    def _letters(self, match: NameMatch) -> Iterator[Mention[Entity]]:
        for index, candidate in enumerate(match.candidates):
            start = match.start + index
            yield Mention("place", start, start + 1, entity_of(self.gazetteer, candidate.id), "letter")

    def _resolved(self, text: str, matches: list[NameMatch], context: Context) -> Iterator[Mention[Entity]]:
        pending: Mention[Entity] | None = None
        for match in matches:
            outer = pending if pending and pending.end == match.start else None
            is_cut = _is_cut(text, match) or (outer is not None and _AIRPORT.match(text, match.end) is not None)
            place_id = None if is_cut else context.choose(match, outer.value.key if outer else None)
            if place_id is None:
                continue
            start = match.start
            outer = outer or _before_bracket(text, match, pending)
            if outer and self.gazetteer.is_within(place_id, outer.value.key):
                start = outer.start  # a chain: the inner place stands for it
            elif pending:
                yield pending
            pending = Mention("place", start, match.end, entity_of(self.gazetteer, place_id), "name")
        if pending:
            yield pending

    def _counties_with_towns(self, text: str) -> frozenset[str]:
        """The counties that have a town of a name, no common one, that the text gives."""
        counties: set[str] = set()
        for suffix in _TOWN_SUFFIX.finditer(text):
            for length in range(_LONGEST_TOWN, 2, -1):
                towns = self.gazetteer.towns_named(text[max(0, suffix.end() - length) : suffix.end()])
                if towns:
                    counties.update(str(town.parent) for town in towns if len(towns) <= _COMMON_TOWN)
                    break
        return frozenset(counties)

    def _with_towns(self, text: str, found: list[Mention[Entity]], context: Context) -> Iterator[Mention[Entity]]:
        """The mentions with the towns and villages that follow them, and towns of the page's counties named alone."""
        counties = {m.value.key for m in found if m.value.id and "/" not in m.value.id}
        ends = {mention.end: mention for mention in found}
        starting: dict[int, set[str]] = {}
        for mention in found:
            starting.setdefault(mention.start, set()).add(mention.value.key)
        towns: dict[int, Mention[Entity]] = {}
        for suffix in _TOWN_SUFFIX.finditer(text):
            town = self._town(text, suffix.end(), ends, counties, starting)
            town = town or self._only_town(text, suffix.end(), context)
            if town:
                towns[town.start] = town
        for mention in found:
            if mention.end not in towns:
                after = _TOWN_AFTER_COUNTY.match(text, mention.end)
                if after and self._is_county(mention, is_sure=True) and not _NOT_IN_NAMES.search(after.group()):
                    place_id = f"{mention.value.key}/{after.group()}"
                    towns[mention.start] = Mention(
                        "place", mention.start, after.end(), entity_of(self.gazetteer, place_id), "town"
                    )
        yield from found
        for mention in [*towns.values(), *(m for m in found if self._is_county(m))]:
            village = _village_after(text, mention)
            if village and (mention.rule == "town" or mention.end not in towns):
                place_id = f"{mention.value.key}/{village}"
                end = mention.end + len(village)
                yield Mention("place", mention.start, end, entity_of(self.gazetteer, place_id), "village")
            elif mention.rule == "town":
                yield mention

    def _zones(self, text: str, found: list[Mention[Entity]]) -> Iterator[Mention[Entity]]:
        """Development zones after their city's name: 济南高新区. One is called as the page first calls it."""
        named: dict[tuple[str, str], Entity] = {}
        for mention in found:
            zone = ZONE.match(text, mention.end)
            if zone and mention.rule == "name":
                start = max(text.rfind(mention.value.name[:2], mention.start, mention.end), mention.start)
                entity = Entity("Place", f"{text[start : mention.end]}{zone.group()}")
                entity = named.setdefault((mention.value.key, zone_kind(zone.group())), entity)
                yield Mention("place", mention.start, zone.end(), entity, "zone")

    def _town(
        self,
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
            if is_cut or (outer and not self._is_county(outer)):
                continue
            others = counties - starting.get(start, set())
            within = [outer.value.key] if outer else others
            towns = self.gazetteer.towns_named(name, within)
            if not towns and not _NOT_IN_NAMES.search(name):
                towns = self.gazetteer.towns_once_named(name, filter(self.gazetteer.has_towns, within))
            if len(towns) > 1:  # of those in a province, the one whose county the page names
                towns = [town for town in towns if town.parent in others]
            if len(towns) == 1:
                return Mention(
                    "place", outer.start if outer else start, end, entity_of(self.gazetteer, towns[0].id), "town"
                )
        return None

    def _only_town(self, text: str, end: int, context: Context) -> Mention[Entity] | None:
        """A town before its village that no other in the country is named like, on a page that names its province."""
        for length in range(_LONGEST_TOWN, 2, -1):
            start = max(0, end - length)
            towns = self.gazetteer.towns_named(text[start:end])
            if len(towns) == 1 and self._is_near(towns[0].id, context) and _VILLAGE.match(text, end):
                return Mention("place", start, end, entity_of(self.gazetteer, towns[0].id), "town")
        return None

    def _is_near(self, town: str, context: Context) -> bool:
        """Whether the page names something that a town is part of, or no place at all."""
        return not context.regions or any(above in context.regions for above in self.gazetteer.ancestors(town))

    def _is_county(self, mention: Mention[Entity], is_sure: bool = False) -> bool:
        """Whether towns are right below a place; `is_sure`: not as below a city without counties (东莞)."""
        key = mention.value.key
        place = self.gazetteer.places.get(key)
        return place is not None and (place.level == "county" or (not is_sure and self.gazetteer.has_towns(key)))


def _village_after(text: str, mention: Mention[Entity]) -> str | None:
    """The name of a village right after its town or county."""
    is_town = mention.rule == "town"
    village = (_VILLAGE if is_town else _VILLAGE_OF_COUNTY).match(text, mention.end)
    is_kind = village and (_NOT_IN_NAMES.search(village[0]) or (not is_town and NO_VILLAGE.search(village[0])))
    return village[0] if village and not is_kind else None


def _before_bracket(text: str, match: NameMatch, pending: Mention[Entity] | None) -> Mention[Entity] | None:
    """The wider place before a name in brackets of its own: 甘肃（岷县）."""
    is_in_brackets = text[match.start - 1 : match.start] in ("(", "（") and text[match.end : match.end + 1] in (
        ")",
        "）",
    )
    return pending if pending and is_in_brackets and pending.end == match.start - 1 else None


def _is_cut(text: str, match: NameMatch) -> bool:
    """Whether a short name is only a part of other words: 召开县委会, 左应华县长, 农民丰收节."""
    start, end = match.start, match.end
    beside = (text[start - 1 : start + 1], text[end - 1 : end + 1]) if start else ()
    if end - start == _SHORT and beside and all(frequency(word) > _COMMON for word in beside):
        return True
    if match.end - match.start != _SHORT or text[match.end - 1] != "县" or not match.start:
        return False
    return is_of_words(text[match.start - 1 : match.start + 1]) or bool(_NAMED_HEAD.match(text, match.start - 1))


def _after_city(found: list[Mention[Entity]], regions: Iterable[Mention[Entity]]) -> Iterator[Mention[Entity]]:
    """Regions, with the city's name before them where it has one: 青岛西海岸新区 is one place."""
    starts = {mention.end: mention.start for mention in found}
    return (replace(region, start=starts.get(region.start, region.start)) for region in regions)


def _named_again(text: str, found: list[Mention[Entity]]) -> Iterator[Mention[Entity]]:
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


def _zones_again(text: str, found: list[Mention[Entity]]) -> Iterator[Mention[Entity]]:
    """高新区 alone, on a page that names the zone of one city."""
    zones = {m.value.name: m.value for m in found if m.rule == "zone"}
    names = {zone_kind(zone.group()): entity for name, entity in zones.items() if (zone := ZONE.search(name))}
    for match in ZONE.finditer(text) if len(zones) == 1 else ():
        is_alone = not re.match("[\u4e00-\u9fff]", text[match.start() - 1 : match.start()] or "，")
        is_joined = text[match.start() - 1 : match.start()] in ("与", "和", "在", "为", "向", "给", "到")
        if zone_kind(match.group()) in names and (is_alone or is_joined):
            yield Mention("place", *match.span(), names[zone_kind(match.group())], "zone")


def _with_towns_known(mentions: list[Mention[Entity]]) -> list[Mention[Entity]]:
    """The mentions, a village named by its county alone with the town that the page gives it elsewhere."""
    full = {(m.value.key[:6], m.value.name): m.value for m in mentions if m.value.key.count("/") == 2}
    return [
        replace(m, value=full.get((m.value.key[:6], m.value.name), m.value)) if m.value.key.count("/") == 1 else m
        for m in mentions
    ]


def _without_overlap(mentions: Iterable[Mention[Entity]]) -> list[Mention[Entity]]:
    """The mentions in order; of overlapping ones the longer is kept."""
    kept: list[Mention[Entity]] = []
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end)):
        if kept and mention.start < kept[-1].end:
            if mention.end - mention.start > kept[-1].end - kept[-1].start:
                kept[-1] = mention
            continue
        kept.append(mention)
    return kept
