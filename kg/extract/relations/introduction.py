"""What a page says of a person where it introduces them: a post and where it is held, a place, the village in view."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.extract.han import HAN
from kg.extract.names.title import TITLE
from kg.extract.reading import Naming, Reading, entity_of
from kg.extract.relations.post import TOWN_POST, VILLAGE_POST, Held, posts_of
from kg.extract.wordlists import alternation
from kg.model import Entity, Relation, Span

_VILLAGER = re.compile(
    rf"(?:{alternation('villagers.txt')}|(?:[一二三四五六七八九十\d]+[组社]|村口|村头|村里|同村|本村)的?)“?$"
)
_LONGEST_TITLE, _LONGEST_ORGANISATION = 16, 40
_SENT = re.compile(r"(?:派驻|选派|派往|派到|派|驻)(?:在|到|往)?$")
_IN_BRACKETS = re.compile(
    rf"[（(](?:(?:[现兼原]|时任|现任|原任|兼任|挂职)?)(?P<post>[^（）()，；\n]{{0,24}}?{TITLE})[，、；）)]"
)
"""After a name: 王建国（县人社局副局长，兼）."""
_FROM_THERE = re.compile("援|支[教医农]|帮扶|选派|派[驻出来]|挂职(?:干部|人才|教师|医生)|老板|商人|企业家")
"""Posts of people who are from the place before: 台州市援疆医生, 河西区挂职干部, 台州老板."""
_TOWN_ENDS = ("镇", "乡", "街道", "苏木")
_LISTED_BODY = re.compile(rf"[、，,和与及](?P<body>{HAN}{{1,8}}?(?:[局委办厅]|中心|联合会|工商联|妇联|总工会|供销社))")
"""What a post in a list is at, of the place of the one before: 绵阳市人社局局长王宏、教育局局长李明辉."""
_OWNER = re.compile(rf"{HAN}{{2,8}}?[省市州县区旗盟](?![委政人])")
_UNKNOWN_VILLAGE = re.compile(rf"(?<={HAN})(?<![驻该本到])村的?“?$")
"""Before a post, where no place is known: the village of another name."""


def introductions(reading: Reading) -> Iterator[Relation]:
    """Posts, organisations and places of the persons of a page, in order."""
    before: tuple[Naming, list[Held]] | None = None
    for naming in reading.namings:
        person = Entity("Person", naming.name)
        if naming.post_span:
            held = posts_of(reading, naming.post_span)
            if before:
                held[0] = _at_the_same(reading, held[0], *before)
            before = naming, held
            yield from holds(reading, person, held, naming.span, "post, name")
        in_brackets = _IN_BRACKETS.match(reading.clean, naming.span[1])
        if in_brackets:
            yield from holds(
                reading, person, posts_of(reading, in_brackets.span("post")), naming.span, "post in brackets"
            )
        if naming.place:
            evidence = reading.evidence((naming.span[0] - 1, naming.span[1]), "place's person")
            tie = "comes_from" if naming.place.type == "Place" else "works_at"
            yield Relation(person, tie, naming.place, evidence)
        elif _VILLAGER.search(reading.clean, max(0, naming.span[0] - 8), naming.span[0]):
            village = last_village(reading, naming.span[0])
            if village:
                yield Relation(person, "comes_from", village, reading.evidence(naming.span, "villager"))


def last_village(reading: Reading, position: int) -> Entity | None:
    """The village named last before a position, unless the text has gone on to another town of its county since."""
    before = [place.value for place in reading.before(reading.places, position) if "/" in place.value.key]
    village = next((place for place in before if place.key.count("/") > 1), None)
    if village is None:
        return None
    since = before[: before.index(village)]
    has_gone_on = any(each.key[:6] == village.key[:6] and each.key not in reading.line(village.key) for each in since)
    return None if has_gone_on else village


def _at_the_same(reading: Reading, held: Held, one: Naming, posts: list[Held]) -> Held:
    """A post right after a person with posts: held at the same, where it says not where (局长张建国、副局长李明辉), or
    says only the level (越西县委书记王宏，县委常委李明辉)."""
    mark, at = reading.clean[one.span[1] : held.span[0]], posts[0].at
    words = reading.clean[slice(*held.span)]
    listed = _LISTED_BODY.fullmatch(mark) if at and held.at is None else None
    if at and listed and (owner := _OWNER.match(at.name)):
        return replace(held, at=Entity("Organization", owner.group() + listed["body"]))
    is_open = held.at is None and mark in ("、", "和", "与")
    is_level = (
        mark in ("、", "，", ",", "和", "与", "及") and at and at.name.endswith("委") and words.startswith(at.name[-2:])
    )
    if is_level:
        return replace(held, at=at)
    return replace(held, at=at) if is_open else held


def holds(reading: Reading, person: Entity, posts: list[Held], named: Span, rule: str) -> Iterator[Relation]:
    """That a person, named or meant at a span, holds posts, and where."""
    for held in posts:
        evidence = reading.evidence((min(held.span[0], named[0]), max(held.span[1], named[1])), rule)
        if held.at:
            sent_from = "comes_from" if _FROM_THERE.match(held.post) else "works_in"
            predicate = "works_at" if held.at.type == "Organization" else sent_from
            yield Relation(person, predicate, held.at, evidence)
            sender = _sender(reading, held)
            if sender:
                yield Relation(person, "works_at", sender, evidence)
        elif place := _place_of_post(reading, held.span):
            yield Relation(person, "works_in", place, reading.evidence(named, "post of the village"))
        yield Relation(person, "holds_position", held.post, evidence)


def _place_of_post(reading: Reading, post: Span) -> Entity | None:
    """The village or town in view, of which a post is that names none: 村支书, 镇长."""
    clean, start = reading.clean, post[0]
    if VILLAGE_POST.search(clean, max(0, start - 2), post[1]):
        is_unknown = _UNKNOWN_VILLAGE.search(clean, max(0, start - 4), start)
        return None if is_unknown else last_village(reading, start)
    return _last_town(reading, start) if TOWN_POST.search(clean, max(0, start - 1), post[1]) else None


def _last_town(reading: Reading, position: int) -> Entity | None:
    """The town of the place named last before a position."""
    named = next((place.value.key for place in reading.before(reading.places, position)), "")
    county, *parts = named.split("/")
    town = next((part for part in parts if part.endswith(_TOWN_ENDS)), None)
    return entity_of(reading.gazetteer, f"{county}/{town}") if town else None


def _sender(reading: Reading, held: Held) -> Entity | None:
    """The organisation that sent the holder of a post to where it is held: 县税务局驻丹泉村第一书记."""
    of_kind = reading.places if held.at and held.at.type == "Place" else reading.organisations
    to = next((each for each in reading.before(of_kind, held.span[1]) if each.value == held.at), None)
    sent = to and _SENT.search(reading.clean, max(0, to.start - _LONGEST_TITLE), to.start)
    bodies = reading.within(reading.organisations, (sent.start() - _LONGEST_ORGANISATION, sent.start())) if sent else []
    return bodies[-1].value if sent and bodies and bodies[-1].end == sent.start() else None
