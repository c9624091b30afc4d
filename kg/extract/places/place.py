"""Places: the gazetteer's names, each resolved by the page's own context; with what `town` and `region` find.

A name that the context does not tell apart is left out rather than guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.extract.places.place_context import Context
from kg.extract.places.region import ZONE, groups, regions, zone_kind
from kg.extract.places.town import counties_with_towns, named_again, with_towns, with_towns_known
from kg.extract.reading import entity_of
from kg.extract.wordlists import alternation
from kg.extract.words import frequency, is_of_words
from kg.model import Entity, Mention
from kg.places import COUNTRY, Gazetteer, NameMatch

_SHORT = 2
_COMMON = 100
"""From which frequency on the words at both ends of a short name make it none: 农民 and 丰收 in 农民丰收节."""
_NAMED_HEAD = re.compile("[\u4e00-\u9fff]{2}县长")
_NO_PLACE = re.compile(alternation("no_places.txt"))
_SERVES_COUNTY = re.compile(r"(?<![市省台])任县(?=[委长人政副党医教卫农一第中职融妇疾招统宣组])")
"""任 as a verb before 县: 挂职任县委常委, 任县人民医院副院长."""
_JOINS = re.compile("(?:会同|和)(?=县)")
"""Names of counties that are a word before 县 too: 市人社局会同县人社局, 县委和县政府."""
_JOINED = re.compile(r"[\u4e00-\u9fff”）)\d](?<![在到赴往由向从对为给驻于自与及和帮助])\Z")
"""What stands before such a word: no preposition."""
_MAY_JOIN = re.compile(rf"{_JOINED.pattern}|[，,、]\Z")
"""The same, on a page that does not name where such a county is."""
_AIRPORT = re.compile("(?:国际)?机场")
"""After a name that an airport has from a part of its city: 广州白云国际机场 is no place in 白云区."""
_HEADCOUNT = r"[的共约有近]*\d[\d.]*万?[余多]?(?:人|名)"
_LETTER_BEFORE = rf"(?={alternation('after_letters.txt')}|{_HEADCOUNT}|[，。；、]|$)"
"""What follows a letter that stands alone: 来沪务工, 在粤18人."""


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
        matches = _without(_NO_PLACE.finditer(text), self.gazetteer.find(text))
        matches = [match for match in matches if not self._joins(text, match, matches)]
        letters = self.gazetteer.find_letters(text)
        context = Context(self.gazetteer, text, matches, hints, counties_with_towns(self.gazetteer, text))
        found = list(self._resolved(text, matches, context))
        found += [mention for match in letters for mention in self._letters(match)]
        found += self._single_letters(text, context)
        found = _without_overlap(found)
        found = _without_overlap(
            [
                *with_towns(self.gazetteer, text, found, context.regions),
                *self._zones(text, found),
                *groups(text),
                *_after_city(found, regions(text)),
            ]
        )
        found = _without_overlap([*found, *_zones_again(text, found)])
        found = with_towns_known(text, _without_overlap([*found, *named_again(text, found)]))
        return sorted(found, key=lambda mention: mention.start)

    def _joins(self, text: str, match: NameMatch, matches: list[NameMatch]) -> bool:
        """Whether a name is a word that joins a county's body to one before: its prefecture is not named there."""
        if not _JOINS.match(text, match.start):
            return False
        above = set(self.gazetteer.ancestors(match.candidates[0].id)) - {COUNTRY}
        if any(each.end == match.start and each.candidates[0].id in above for each in matches):
            return False  # 怀化市会同县
        is_region_named = any(candidate.id in above for each in matches for candidate in each.candidates)
        return bool((_JOINED if is_region_named else _MAY_JOIN).search(text, 0, match.start))

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
            if outer and (
                self.gazetteer.is_within(place_id, outer.value.key) or _is_of_neighbour(text, outer, match, place_id)
            ):
                start = outer.start  # a chain: the inner place stands for it
            elif pending:
                yield pending
            pending = Mention("place", start, match.end, entity_of(self.gazetteer, place_id), "name")
        if pending:
            yield pending

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


def _without(words: Iterable[re.Match[str]], matches: list[NameMatch]) -> list[NameMatch]:
    """The matches that are no part of some words."""
    inside = {at for word in words for at in range(*word.span())}
    return [match for match in matches if inside.isdisjoint((match.start, match.end - 1))]


def _before_bracket(text: str, match: NameMatch, pending: Mention[Entity] | None) -> Mention[Entity] | None:
    """The wider place before a name in brackets of its own: 甘肃（岷县）."""
    is_in_brackets = text.startswith(("(", "（"), match.start - 1) and text.startswith((")", "）"), match.end)
    return pending if pending and is_in_brackets and pending.end == match.start - 1 else None


def _is_of_neighbour(text: str, outer: Mention[Entity], match: NameMatch, place_id: str) -> bool:
    """Whether a county's full name follows that of another prefecture of its province: a slip, or its former one."""
    key = outer.value.key
    is_prefecture = key.endswith("00") and not key.endswith("0000") and text[outer.end - 1] in "市州盟"
    is_county = not place_id.endswith("00") and text[match.end - 1] in "市县区旗" and match.end - match.start > _SHORT
    return is_prefecture and is_county and key[:2] == place_id[:2]


def _is_cut(text: str, match: NameMatch) -> bool:
    """Whether a short name is only a part of other words: 召开县委会, 左应华县长, 农民丰收节, 任县委书记."""
    if _SERVES_COUNTY.match(text, match.start):
        return True
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


def _zones_again(text: str, found: list[Mention[Entity]]) -> Iterator[Mention[Entity]]:
    """高新区 alone, on a page that names the zone of one city."""
    zones = {m.value.name: m.value for m in found if m.rule == "zone"}
    names = {zone_kind(zone.group()): entity for name, entity in zones.items() if (zone := ZONE.search(name))}
    for match in ZONE.finditer(text) if len(zones) == 1 else ():
        is_alone = not re.match("[\u4e00-\u9fff]", text[match.start() - 1 : match.start()] or "，")
        is_joined = text[match.start() - 1 : match.start()] in ("与", "和", "在", "为", "向", "给", "到")
        if zone_kind(match.group()) in names and (is_alone or is_joined):
            yield Mention("place", *match.span(), names[zone_kind(match.group())], "zone")


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
