"""Organisations that a page names in short: 县人社局 is the one of a county, 昆明局集团 a firm named whole before."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from kg.extract.names.organisation import LED, kind_of
from kg.extract.names.organisation_name import departments
from kg.extract.names.said_again import said_again
from kg.extract.names.title import TITLES
from kg.extract.places.own_place import in_line
from kg.extract.reading import Reading
from kg.extract.wordlists import words_of
from kg.model import Entity, Mention

_LEVEL = re.compile(r"自治区|[省市县区州盟旗]")
_LONGEST_SPELLING = 6
_OURS = re.compile(
    r"(?:我们?(?P<kind>[局厅处院校委办部会社站馆厂矿司]|公司|集团|中心|行(?!我)|所(?![在知有见说做])|队)"
    r"|(?<![安健齐完])[全本](?P<whole>[院校馆厂矿所队]|公司|集团|中心|行(?![业政程为])))(?![长门员])"
)
"""我行, 全院; 全局, 全部, 全会 and 全社 have meanings of their own."""
_OUR_ENDINGS = {
    "院": ("院", "医院", "学院"),
    "委": ("委", "委员会"),
    "办": ("办", "办公室"),
    "司": ("公司", "集团"),
    "校": ("校", "学院", "大学", "中学", "小学"),
}
_GROUP = re.compile(r"(?:前方)?(?:工作组|工作队|指挥部|前指)$")
_LONGEST_PLACE = 3
_POSTS_BETWEEN = re.compile(
    rf"[省市州县区旗]?(?:[\u4e00-\u9fff]{{0,8}}?(?:委|政府|局|厅|办))?{TITLES}(?:[\u4e00-\u9fff]{{2,4}})?[、，,]"
)
_IN_SHORT = re.compile(r"[(（](?:以下)?(?:统一)?简称[:：]?\s?[“\"]?(?P<name>[\u4e00-\u9fff]{2,10})[”\"]?[)）]")
_DEPARTMENT = re.compile(rf"(?P<field>{words_of(departments())})(?P<body>[^人]{{1,4}})$")
_LEGAL_FORM = re.compile(r"(?:控股|股份|实业|投资)?(?:集团)?(?:股份)?(?:有限)?(?:责任)?(?:公司)?")
_SCHOOL = re.compile(r"([一二三四五六七八九十])中$")
_BODIES = {"委员会": "委", "办公室": "办"}


def with_short_names(reading: Reading) -> list[Mention[Entity]]:
    """The organisations of a page, short names made whole, and the words that stand for one of them, in order."""
    whole = [_with_place(reading, mention) for mention in reading.organisations]
    fullest = {**_fullest(reading, whole), **_groups(whole), **_whole_firms(reading, whole), **_schools(whole)}
    named = [replace(mention, value=fullest.get(mention.value.name, mention.value)) for mention in whole]
    defined = {mention.start: mention for mention in _defined(reading, named)}
    others = [m for m in named if not any(m.start <= start < m.end for start in defined)] if defined else named
    named = sorted([*others, *defined.values()], key=lambda mention: mention.start)
    taken = [(mention.start, mention.end) for mention in named]
    again = [
        m
        for m in (*_own(reading, named), *said_again(reading, named))
        if not any(s < m.end and m.start < e for s, e in taken)
    ]
    return sorted([*named, *again], key=lambda mention: mention.start)


def _with_place(reading: Reading, mention: Mention[Entity]) -> Mention[Entity]:
    """An organisation with 省 or 县 made the place meant: the page's own, else the one named last before."""
    level = _LEVEL.match(mention.value.name)
    if mention.rule not in ("department", "listed") or not level:
        return mention
    place_id = _of_list(reading, mention.start, level.group())
    place_id = place_id or in_line(reading.gazetteer, reading.home, level.group())
    for place in reading.before(reading.places, mention.start) if not place_id else ():
        if place.rule != "letter" and place.value.id:
            place_id = in_line(reading.gazetteer, place.value.id, level.group())
            if place_id:
                break
    if not place_id:
        return mention
    name = _spelling(reading, place_id, level.group()) + mention.value.name.removeprefix(level.group())
    return replace(mention, value=Entity("Organization", name))


def _of_list(reading: Reading, position: int, level: str) -> str | None:
    """The place that the list of posts before a position is of: 庆云县委常委、县政府副县长."""
    place = next(reading.before(reading.places, position), None)
    is_list = place and _POSTS_BETWEEN.fullmatch(reading.clean, place.end, position)
    return in_line(reading.gazetteer, place.value.id, level) if place and is_list else None


def _spelling(reading: Reading, place_id: str, level: str) -> str:
    """How the page names a place where it says its level too (凉山州), or the full name."""
    full = reading.gazetteer.places[place_id].name
    said = {reading.clean[place.start : place.end] for place in reading.places if place.value.id == place_id}
    short = [words for words in said if words.endswith(level) and 2 < len(words) <= _LONGEST_SPELLING]
    own = [words for words in short if words[0] == full[0]]
    return full if full in said or not own else min(own, key=lambda words: (len(words), words))


def _schools(mentions: list[Mention[Entity]]) -> dict[str, Entity]:
    """The whole names of schools that are named in short: 于田县一中 is 于田县第一中学, where the page names that."""
    named = {mention.value.name: mention.value for mention in mentions}
    whole = {name: _SCHOOL.sub(r"第\1中学", name) for name in named if _SCHOOL.search(name)}
    return {name: named[full] for name, full in whole.items() if full in named}


def _fullest(reading: Reading, mentions: list[Mention[Entity]]) -> dict[str, Entity]:
    """The fullest name on the page of each department by its other names: 人社局 and 人力资源和社会保障局 are one."""
    names: dict[tuple[str, str, str], set[tuple[int, int, str]]] = defaultdict(set)
    for mention in mentions:
        department = _DEPARTMENT.search(mention.value.name)
        if not department:
            continue
        before = mention.value.name[: department.start()]
        places = [match for match in reading.gazetteer.find(before) if match.end == len(before)]
        body = _BODIES.get(department["body"], department["body"])
        for place_id in {candidate.id for match in places for candidate in match.candidates}:
            name = len(department.group()), -len(before), mention.value.name
            names[place_id, departments()[department["field"]], body].add(name)
    fullest: dict[str, Entity] = {}
    for same in names.values():
        best = Entity("Organization", max(same)[2])
        fullest |= {name: best for _, _, name in same if name != best.name}
    return fullest


def _groups(mentions: list[Mention[Entity]]) -> dict[str, Entity]:
    """The full name of each group of helpers that the page names by its place alone too: 武进工作组."""
    names = {mention.value.name for mention in mentions if _GROUP.search(mention.value.name)}
    fullest: dict[str, Entity] = {}
    for name in names:
        ending = _GROUP.search(name)
        place = name[: ending.start()] if ending else ""
        longer = [other for other in names if other.endswith(name[len(place) :]) and place in other and other != name]
        if len(place) <= _LONGEST_PLACE and len(longer) == 1:
            fullest[name] = Entity("Organization", longer[0])
    return fullest


def _whole_firms(reading: Reading, mentions: list[Mention[Entity]]) -> dict[str, Entity]:
    """The full names of firms by parts of them: 一汽集团 is the page's only firm of which that is the name's core."""
    firms = sorted({m.value.name for m in mentions if kind_of(m.value.name) == "company"})
    found = {}
    for name in firms:
        of = [whole for whole in firms if whole != name and _is_core(reading, name, whole)]
        if len(of) == 1:
            found[name] = Entity("Organization", of[0])
    return found


def _is_core(reading: Reading, name: str, whole: str) -> bool:
    """Whether a name is another without the place before it and the legal form behind it."""
    before, is_in, after = whole.partition(name)
    places = reading.gazetteer.find(before) if is_in and before else []
    is_place = not before or before == "中国" or any(match.end - match.start == len(before) for match in places)
    return bool(is_in and is_place and _LEGAL_FORM.fullmatch(after))


def _defined(reading: Reading, named: list[Mention[Entity]]) -> Iterator[Mention[Entity]]:
    """昆明局集团 after 中国铁路昆明局集团有限公司（以下简称“昆明局集团”）, wherever it stands."""
    for mention in named:
        short = _IN_SHORT.match(reading.clean, mention.end)
        at = short.start("name") if short else -1
        while short and (at := reading.clean.find(short["name"], at)) >= 0:
            end = at + len(short["name"])
            yield Mention("organisation", at, end, mention.value, "named in short")
            at = end


def _own(reading: Reading, named: list[Mention[Entity]]) -> Iterator[Mention[Entity]]:
    """我局, 全院 as the organisation that the page is by: the first of that kind that a line names alone or that is its
    source, else, but for offices, the first that it names."""
    source = reading.source.publisher.span if reading.source.publisher else (0, 0)
    signing = [m.value for m in named if _is_line(reading.clean, m)]
    signing += [m.value for m in named if source[0] <= m.start < source[1]]
    first = [m.value for m in named if kind_of(m.value.name) in LED]
    for match in _OURS.finditer(reading.clean):
        kind = match["kind"] or match["whole"]
        endings = _OUR_ENDINGS.get(kind, kind)
        meant = [*signing, *first] if match.group() == f"我{kind}" else signing
        if own := next((body for body in meant if body.name.endswith(endings)), None):
            yield Mention("organisation", match.start(), match.end(), own, "said again")


def _is_line(clean: str, mention: Mention[Entity]) -> bool:
    """Whether an organisation is all of a line, as at a letter's head or foot, or begins the page."""
    start, end = clean.rfind("\n", 0, mention.start) + 1, clean.find("\n", mention.end)
    line = clean[start : end if end >= 0 else None]
    return not mention.start or line.strip() == clean[mention.start : mention.end]
