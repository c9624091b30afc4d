"""What a page says of a person where it introduces them: a post and where it is held, a place, the village in view."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.extract.home import in_line
from kg.extract.naming import TITLE
from kg.extract.organisation import kind_of
from kg.extract.reading import Naming, Reading
from kg.extract.wordlists import alternation, table
from kg.model import Entity, Mention, Relation, Span

_HAN = "[\u4e00-\u9fff]"
_LONGEST_DEPARTMENT = 6
"""Characters of a department between an organisation and a post: 人民医院妇产科医生."""
_DEPARTMENT = re.compile(f"(?:(?![派选任的和与]){_HAN})*")
_BODY = re.compile(r"公司|中心|医院|学校|园区|合作社|集团|协会|工厂|车间|指挥部")
_VILLAGER = re.compile(
    rf"(?:{alternation('villagers.txt')}|(?:[一二三四五六七八九十\d]+[组社]|村口|村头|村里|同村|本村)的?)“?$"
)
_MARKS = "，,。；;：:、兼！？\n“”（）() 　"
_LONGEST_TITLE = 16
_TITLE_AT_END = re.compile(f"(?:(?P<of>[省市州县区旗])委(?=常委|书记|副书记|秘书长))?{TITLE}$")
_VILLAGE_POST = re.compile(r"第一书记|村支书|村主任|村委会|驻村")
_KINDS = {row["post"]: set(row["kinds"].split()) for row in table("post_kinds.tsv")}


@dataclass(frozen=True, slots=True)
class Held:
    """A post that a person holds."""

    post: str
    span: Span
    """From what it is held at to its end."""
    at: Entity | None
    """The organisation or place."""


def introductions(reading: Reading) -> Iterator[Relation]:
    """Posts, organisations and places of the persons of a page, in order."""
    before: tuple[Naming, list[Held]] | None = None
    for naming in reading.namings:
        person = Entity("Person", naming.name)
        if naming.post_span:
            held = _posts_of(reading, naming.post_span)
            if before and not held[0].at and _is_listed(reading, before[0], naming.post_span):
                held[0] = replace(held[0], at=before[1][0].at)
            before = naming, held
            yield from _posts(reading, naming, person, held)
        if naming.place:
            evidence = reading.evidence((naming.span[0] - 1, naming.span[1]), "place's person")
            tie = "comes_from" if naming.place.type == "Place" else "works_at"
            yield Relation(person, tie, naming.place, evidence)
        elif _VILLAGER.search(reading.clean, max(0, naming.span[0] - 8), naming.span[0]):
            village = last_village(reading, naming.span[0])
            if village:
                yield Relation(person, "comes_from", village, reading.evidence(naming.span, "villager"))


def last_village(reading: Reading, position: int) -> Entity | None:
    """The village named last before a position."""
    before = reading.before(reading.places, position)
    return next((place.value for place in before if place.value.key.count("/") > 1), None)


def _is_listed(reading: Reading, one: Naming, post: Span) -> bool:
    """Whether a post follows right on a person with a post: 局长张建国、副局长李明辉."""
    return reading.clean[one.span[1] : post[0]] in ("、", "和", "与")


def _posts_of(reading: Reading, last: Span) -> list[Held]:
    """The posts of a person in the order of the text: those parted by 、 before the last one, each with where it is."""
    clean, end = reading.clean, last[1]
    held: list[Held] = []
    while True:
        begin = max(clean.rfind(mark, 0, end) for mark in _MARKS) + 1
        title = _TITLE_AT_END.search(clean, max(begin, end - _LONGEST_TITLE), end)
        if not title:
            break
        held.insert(0, _held(reading, begin, title))
        end = begin - 1
        is_others = bool(reading.within(reading.persons, (begin, title.start())))
        if is_others or clean[end : end + 1] not in ("、", "兼"):
            break
    return held or [Held(clean[slice(*last)], last, None)]


def _held(reading: Reading, begin: int, title: re.Match[str]) -> Held:
    """A post with what is right before it: an organisation, a place, or the place whose committee it is in."""
    start = title.start()
    near = reading.within(reading.organisations, (max(begin, start - 40), start))
    organisation = near[-1] if near and 0 <= start - near[-1].end <= _LONGEST_DEPARTMENT else None
    if organisation and _DEPARTMENT.fullmatch(reading.clean, organisation.end, start):
        department = reading.clean[organisation.end : start]
        return Held(department + title.group(), (organisation.start, title.end()), organisation.value)
    committee = title["of"] and _committee(reading, start, title["of"])
    if committee:
        return Held(title.group(), title.span(), Entity("Organization", committee))
    meant = _meant_by(reading, start) or _left_out(reading, title.span())
    if meant:
        return Held(title.group(), (start - 2, title.end()), meant.value)
    places = [place for place in reading.within(reading.places, (start - 30, start)) if place.end == start]
    return Held(title.group(), title.span(), places[0].value if places else None)


def _committee(reading: Reading, start: int, level: str) -> str | None:
    """The party's committee of a post: 绍兴市委 of 绍兴市委常委, the page's own of 市委常委."""
    for place in reading.within(reading.places, (max(0, start - 12), start)):
        if place.end == start + 1:
            return reading.clean[place.start : place.end] + "委"
        if place.end == start:
            return None
    own = in_line(reading.gazetteer, reading.home, level)
    return reading.gazetteer.places[own].name + "委" if own else None


def _posts(reading: Reading, naming: Naming, person: Entity, posts: list[Held]) -> Iterator[Relation]:
    for held in posts:
        evidence = reading.evidence(
            (min(held.span[0], naming.span[0]), max(held.span[1], naming.span[1])), "post, name"
        )
        if held.at:
            predicate = "works_at" if held.at.type == "Organization" else "works_in"
            yield Relation(person, predicate, held.at, evidence)
        elif _VILLAGE_POST.search(held.post):
            village = last_village(reading, held.span[0])
            if village:
                yield Relation(person, "works_in", village, reading.evidence(naming.span, "post of the village"))
        yield Relation(person, "holds_position", held.post, evidence)


def _meant_by(reading: Reading, position: int) -> Mention[Entity] | None:
    """The organisation named last that 公司, 中心 or the like right before a position stands for."""
    word = _BODY.search(reading.clean, max(0, position - 3), position)
    if not word or word.end() != position:
        return None
    before = reading.before(reading.organisations, word.start())
    return next((body for body in before if word.group() in body.value.name), None)


def _left_out(reading: Reading, post: Span) -> Mention[Entity] | None:
    """The organisation that the sentence named before a post which only such ones have: 公司开办，总经理林耀辉."""
    kinds = _KINDS.get(reading.clean[slice(*post)], set())
    if not kinds or reading.clean[post[0] - 1 : post[0]] not in ("，", ","):
        return None
    sentence = reading.sentences[bisect_right(reading.sentences, post[0], key=lambda each: each.start) - 1]
    named = reading.within(reading.organisations, (sentence.start, post[0]))
    return next((body for body in reversed(named) if kind_of(body.value.name) in kinds), None)
