"""The posts in the words before a name or after a verb, and where each is held.

Who holds them, `introduction` and `life` know.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace

from kg.extract.han import HAN
from kg.extract.names.organisation import kind_of
from kg.extract.names.title import TITLE
from kg.extract.places.own_place import in_line
from kg.extract.reading import Reading
from kg.extract.wordlists import alternation, table
from kg.model import Entity, Mention, Span

_LONGEST_DEPARTMENT = 10
"""Characters of a department between an organisation and a post: 人民医院妇产科医生."""
_DEPARTMENT = re.compile(f"的?(?:一[名位个])?(?:原|时任|现任)?(?P<department>(?:(?![派选任的和与驻]){HAN})*)")
_BODY = re.compile(alternation("body_endings.txt"))
_MARKS = "，,。；;：:、兼！？\n“”（）() 　"
_LONGEST_TITLE, _LONGEST_ORGANISATION = 16, 40
_TITLE_AT_END = re.compile(
    f"(?:(?P<of>[省市州县区旗地])(?P<committee>(?:(?:(?![省市州县区旗]){HAN}){{1,4}}工|纪|政法)?委|政协(?=委员|常委))(?=委员|常委|书记|副书记|秘书长))?{TITLE}$"
)
_DIVISION = re.compile(
    rf"(?!公司|集团|医院|学校|工厂|中心|[该本我]|来到|走进|带[领着]|现任|时任|原)(?:(?![的了是在和与由派选任]){HAN}){{0,6}}?"
    r"(?:(?<!干)部|科|处|股|室|车间|班组|支部|工会|流水线|[工小专]组|组|[工分支大中小]队|专班)"
)
"""A part of an organisation, to which a post belongs: 统战部, 就业股, 缝纫车间."""
_SITE, _HEADS_SITE = re.compile(r"(?:扶贫|帮扶)?车间"), re.compile(r"(?:总)?(?:负责人|创[办始]人|老板|带头人|经营者)")
"""A 车间 with a head is no part of an organisation: 车间负责人, but 车间主任."""
_SENT_TO_VILLAGE = re.compile(rf"(?:选派|派)?驻?(?:在|到|往)?{HAN}{{1,8}}(?:村|社区)")
"""From an organisation to a post in a village that no list has."""
_BODY_NAME = re.compile(
    rf"(?:(?![的了在和与及由为是派驻选任]){HAN}|[“”]){{1,14}}?"
    r"(?:站|办公室|[局委办]|车间|工段|[支分大车医小]队|团队|[工小专]组|中心|馆|所|院|厂|园|社|基地|项目部|集团|企业|店|超市|商行|协会|联盟|学校)"
)
"""What may be the name of an organisation after its place, to be followed by a post."""
_TITLED = re.compile(rf"(?:^|[。；！？\n“”　])(?P<titled>{HAN}{{2,}}?(?:、{HAN}*?)*{TITLE})，$", re.MULTILINE)
_ZONE = "党工委"
_OFFICE_AT_END = re.compile(r"(?:管委会|管理委员会|办事处)$")
VILLAGE_POST = re.compile(
    r"第一书记|驻村|(?:村|社区|嘎查)(?:支书|主任|书记|支委|两委|[支总]支|支部|委会|居委会|党委|党总支|党支部|监委会)"
)
"""A post in a village, of the one in view where it names none."""
TOWN_POST = re.compile(
    r"(?:(?<![\u4e00-\u9fff])|(?<=[该本据任]))"
    r"(?:(?:[镇乡]|苏木|街道)(?:党[委工群]|人大|政府|办事处|副?书记|副?主任)|[镇乡]?副?[镇乡]长)"
)
"""The like of a town."""
_KINDS = {row["post"]: set(row["kinds"].split()) for row in table("post_kinds.tsv")}


@dataclass(frozen=True, slots=True)
class Held:
    """A post that a person holds."""

    post: str
    span: Span
    """From what it is held at to its end."""
    at: Entity | None
    """The organisation or place."""


def posts_of(reading: Reading, last: Span, since: int = 0) -> list[Held]:
    """The posts of a person in the order of the text: those parted by 、 before the last one, each with where it is.

    `since`: where the words of the first one begin at the earliest.
    """
    clean, end = reading.clean, last[1]
    held: list[Held] = []
    while True:
        begin = _begin(reading, max(since, *(clean.rfind(mark, 0, end) + 1 for mark in _MARKS)))
        title = _TITLE_AT_END.search(clean, max(begin, end - _LONGEST_TITLE), end)
        if not title:
            break
        held.insert(0, _of_body_before(reading, _with_division(reading, begin, _held(reading, begin, title))))
        end = begin - 1
        is_others = bool(reading.within(reading.persons, (begin, title.start())))
        goes_on = clean[end : end + 1] in ("、", "兼") or _is_titled(reading, end)
        if is_others or begin == since or not goes_on:
            break
    return _in_zone(reading, held) or [Held(clean[slice(*last)], last, None)]


def _is_titled(reading: Reading, comma: int) -> bool:
    """Whether a comma follows a sentence's first clause that is all posts: 援疆指挥部总指挥，疏勒县委副书记."""
    match = _TITLED.search(reading.clean, max(0, comma - _LONGEST_ORGANISATION), comma + 1)
    start = match.start("titled") if match else comma
    begins = reading.within(reading.organisations, (start, start + 1))
    return bool(begins) and not reading.within(reading.persons, (start, comma))


def _in_zone(reading: Reading, posts: list[Held]) -> list[Held]:
    """Posts with those in the offices of the zone or street whose committee one before is in: 常州经开区党工委副书记、
    管委会主任."""
    zone = next((each.at.name[: -len(_ZONE)] for each in posts if each.at and each.at.name.endswith(_ZONE)), None)
    if not zone:
        return posts
    offices = [_OFFICE_AT_END.search(reading.clean, 0, each.span[0]) if not each.at else None for each in posts]
    return [
        replace(each, at=Entity("Organization", zone + office.group())) if office else each
        for each, office in zip(posts, offices, strict=True)
    ]


def _begin(reading: Reading, position: int) -> int:
    """Where a title's words begin, or the organisation whose name goes on there: 江苏援伊·常州（武进）工作组."""
    near = reading.within(reading.organisations, (position - _LONGEST_ORGANISATION, position))
    return next((body.start for body in near if position < body.end), position)


def _held(reading: Reading, begin: int, title: re.Match[str]) -> Held:
    """A post with what is right before it: an organisation, a place, or the place whose committee it is in."""
    start = title.start()
    near = reading.within(reading.organisations, (max(begin, start - 40), start))
    if near and start < near[-1].end < title.end():  # 驻凉山工作队队长: 工作队 is the name's
        return Held(reading.clean[near[-1].end : title.end()], (near[-1].start, title.end()), near[-1].value)
    organisation = near[-1] if near and 0 <= start - near[-1].end <= _LONGEST_DEPARTMENT else None
    department = _DEPARTMENT.fullmatch(reading.clean, organisation.end, start) if organisation else None
    if organisation and department:
        return Held(department["department"] + title.group(), (organisation.start, title.end()), organisation.value)
    committee = title["of"] and _committee(reading, start, title["of"], title["committee"])
    if committee:
        begins = title.start("committee") if title["committee"] == _ZONE else start
        return Held(reading.clean[begins : title.end()], (begins, title.end()), Entity("Organization", committee))
    region = _own_region(reading) if reading.clean.endswith("行署", begin, start) else None
    if region:
        return Held(title.group(), (start - 2, title.end()), Entity("Organization", f"{region}行署"))
    meant = _meant_by(reading, start)
    if meant:
        return Held(title.group(), (start - 2, title.end()), meant.value)
    ends = {start, start - 1} if reading.clean[start - 1] in "的“" and VILLAGE_POST.search(title.group()) else {start}
    place = next((each for each in reading.within(reading.places, (start - 30, start)) if each.end in ends), None)
    if place and title.group().startswith(_ZONE):
        name = _last_of(reading.clean[place.start : place.end]) + _ZONE
        return Held(title.group(), (place.start, title.end()), Entity("Organization", name))
    body = None if place or near else _unlisted_body(reading, start)
    if body:
        return Held(title.group(), (start - len(body.name), title.end()), body)
    sender = near[-1] if near and _SENT_TO_VILLAGE.fullmatch(reading.clean, near[-1].end, start) else place
    return Held(title.group(), title.span(), sender.value if sender else None)


def _unlisted_body(reading: Reading, end: int) -> Entity | None:
    """What stands between a place and a post and ends like an organisation: 达州火车站客运车间."""
    place = next(reading.before(reading.places, end), None)
    is_body = place and _BODY_NAME.fullmatch(reading.clean, place.end, end)
    return Entity("Organization", reading.clean[place.start : end]) if place and is_body else None


def _with_division(reading: Reading, begin: int, held: Held) -> Held:
    """A post with the part of an organisation that alone stands before it: 统战部部长, 车间班长."""
    start, end = held.span
    is_alone = held.at is None and _DIVISION.fullmatch(reading.clean, begin, start)
    is_site = _HEADS_SITE.fullmatch(held.post) and _SITE.fullmatch(reading.clean, begin, start)
    names = (*reading.within(reading.places, (begin, start)), *reading.within(reading.organisations, (begin, start)))
    return Held(reading.clean[begin:end], (begin, end), None) if is_alone and not (names or is_site) else held


def _of_body_before(reading: Reading, held: Held) -> Held:
    """A post that says not where it is, at the organisation before that it leaves out."""
    body = _left_out(reading, held.span) if held.at is None else None
    return replace(held, at=body.value) if body else held


def _committee(reading: Reading, start: int, level: str, name: str) -> str | None:
    """The party's committee of a post: 绍兴市委 of 绍兴市委常委, 朗县县委 of 朗县县委书记.

    Without a place before it (市委常委, 区教育工委书记) that of the place of its level that the sentence names, else of
    the page's own one.
    """
    for place in reading.within(reading.places, (max(0, start - _LONGEST_TITLE), start)):
        if place.end in (start, start + 1):
            return _last_of(reading.clean[place.start : place.end]) + (level if place.end == start else "") + name
    if level == "地":
        region = _own_region(reading)
        return region.removesuffix("区") + "委" if region else None
    sentence = reading.sentences[bisect_right(reading.sentences, start, key=lambda each: each.start) - 1]
    named = {place.value.id for place in reading.within(reading.places, (sentence.start, start))}
    of_level = [each for each in named if each and each == in_line(reading.gazetteer, each, level)]
    own = of_level[0] if len(of_level) == 1 else in_line(reading.gazetteer, reading.home, level)
    return reading.gazetteer.places[own].name + name if own else None


def _last_of(words: str) -> str:
    """The last of the places that a line of them ends with: 平利县 of 陕西省安康市平利县."""
    last = re.search(r"(?:省|市|自治[区州]|[^省市]{2}州|盟)([^省市州县区旗盟]+[市县区旗州盟]?)$", words)
    return last[1] if last else words


def _own_region(reading: Reading) -> str | None:
    """The prefecture of the old kind (地区) that the page names first, for 地委 and 行署."""
    named = (place.value for place in reading.places if place.value.key[2:4] > "20")
    return next((place.name for place in named if place.name.endswith("地区")), None)


def _meant_by(reading: Reading, position: int) -> Mention[Entity] | None:
    """The organisation named last that 公司, 中心 or the like right before a position stands for."""
    word = _BODY.search(reading.clean, max(0, position - 3), position)
    if not word or word.end() != position:
        return None
    before = reading.before(reading.organisations, word.start())
    return next((body for body in before if word.group() in body.value.name), None)


def _left_out(reading: Reading, post: Span) -> Mention[Entity] | None:
    """The organisation named before a post that only such ones have, which leaves it out: 公司开办，总经理林耀辉.

    After a comma one of the sentence; as a sentence begins, one of the paragraph before it.
    """
    words = reading.clean[slice(*post)]
    kinds = next((_KINDS[words[at:]] for at in range(len(words)) if words[at:] in _KINDS), None)
    if not kinds:
        return None
    index = bisect_right(reading.sentences, post[0], key=lambda each: each.start) - 1
    sentence = reading.sentences[index]
    begins = not reading.clean[sentence.start : post[0]].strip(" 　“据")
    start = sentence.start
    if begins and reading.paragraph_start(sentence) < start:
        start = reading.paragraph_start(sentence)
    elif reading.clean[post[0] - 1 : post[0]] not in ("，", ",", " ", "　", "\t"):
        return None
    named = reading.within(reading.organisations, (start, post[0]))
    return next((body for body in reversed(named) if kind_of(body.value.name) in kinds), None)
