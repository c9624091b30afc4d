"""Flows of workers, whether or not a figure counts them: 集中输送到成都、浙江务工, 在粤务工的百色老乡."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from kg.extract.figures.condition import is_denied
from kg.extract.parties.owner import is_peoples_home
from kg.extract.places.place_list import LIST_MARK
from kg.extract.places.role import Role, roles_of
from kg.extract.reading import Reading, entity_of
from kg.extract.relations.once import once
from kg.extract.sentence import Sentence
from kg.model import FLOW, Entity, Mention, Relation
from kg.places import COUNTRY

_WORK = re.compile(
    r"[^，。；,;调考帮协联慰访谈]{0,12}?(?:务工|就业|打工|上岗|返岗|复工|复产|返工|从事(?:劳务|家政)|上班)"
)
_MOVERS = r"务工(?:人员|者|大军|群众)|劳动力|劳务人员|农民工|民工|工友|老乡|外出人员|员工|工人|乡亲"
_WORKERS = re.compile(rf"{_MOVERS}|劳务输[出转]|家政服务人员|[0-9余多]+(?:人|名)")
_TRAVEL = re.compile(
    rf"(?:{_MOVERS})(?:(?!干部|领导|书记|[省市县区州局]长|代表团)[^；])*?(?:乘|搭|坐上|踏上|启程|出发|返岗|复工|返工|专[列车机]|包[车机]|列车|高铁|动车|大巴|航班)"
)
"""Between whose people they are and where they go: 籍务工人员乘坐专列抵达."""
_SENT = re.compile(
    r"[^，。；、,;]{0,12}?(?:输[出送转]|转移|派遣)[^，。；、,;]{0,12}?(?:人员|劳动力|劳务|员工|工人|[农民技]工)"
)
"""After the place to which a clause sends people: 向北京等地输出家政服务人员."""
_SPREADS = re.compile(
    rf"(?:{_MOVERS}|劳务|外出)[^。；]{{0,40}}?(?:集中|分布|遍布|流向|涌向|去往|输往|输出地)(?:在|于|到|为|是)?$"
)
"""Before the places where a place's people work."""
_TAKES_IN = re.compile(r"[^，。；,;]{0,10}?(?:吸纳|接收|接纳|招用|招收|招录|吸引|安置)(?:了|来自)?")
"""Between a place and whose people find work there."""
_PLANNED = re.compile(r"的[，,]|可申领|按.{0,8}补[贴助]|如果|计划|力争|拟")
"""A rule, or what is to come."""


def find_flows(reading: Reading) -> list[Relation]:
    """The flows of workers that a page tells, each once, in the order of the text."""
    return once(_flows(reading))


def _flows(reading: Reading) -> Iterator[Relation]:
    for sentence in reading.sentences:
        words = reading.clean[sentence.start : sentence.end]
        if not _WORKERS.search(words) or _PLANNED.search(words) or is_denied(words):
            continue
        evidence = reading.evidence((sentence.start, sentence.end), "workers go")
        for source, goal in _in_sentence(reading, sentence):
            yield Relation(source, FLOW, goal, evidence)


def _in_sentence(reading: Reading, sentence: Sentence) -> Iterator[tuple[Entity, Entity]]:
    """From where and to where a sentence says that workers go."""
    places = reading.within(reading.places, (sentence.start, sentence.end))
    placed = list(zip(places, roles_of(reading, sentence, places), strict=True))
    goals = {m: _source(reading, m, placed) for m, role in placed if _is_goal(reading, sentence, m, role, placed)}
    taken = {one: other.value for one, other in pairwise(places) if _takes_in(reading, one, other)}
    for goal, source in (*goals.items(), *taken.items()):
        if source and not reading.are_nested(source.key, goal.value.key):
            yield source, goal.value


def _is_goal(
    reading: Reading,
    sentence: Sentence,
    goal: Mention[Entity],
    role: Role,
    placed: list[tuple[Mention[Entity], Role]],
) -> bool:
    """Whether people go to a place for work; of a list of places, the words before and after it say so."""
    first = last = goal
    for place, _ in placed:
        if place.start >= last.end and LIST_MARK.fullmatch(reading.clean, last.end, place.start):
            last = place
    for place, _ in reversed(placed):
        if place.end <= first.start and LIST_MARK.fullmatch(reading.clean, place.end, first.start):
            first = place
    if _SPREADS.search(reading.clean, sentence.start, first.start):
        return True
    if role is Role.RECIPIENT:
        return bool(_SENT.match(reading.clean, last.end, sentence.end))
    source = _named_source(reading, goal, placed) if role is Role.GOAL else None
    travels = _TRAVEL.search(reading.clean, source.end if source else sentence.start, first.start)
    return role is Role.GOAL and bool(travels or _WORK.match(reading.clean, last.end, sentence.end))


def _takes_in(reading: Reading, one: Mention[Entity], other: Mention[Entity]) -> bool:
    """Whether a place gives work to another's people: 湖州市吸纳岳池县劳动力就业."""
    takes = is_peoples_home(reading, other) and one.value.key != COUNTRY
    return bool(takes and _TAKES_IN.fullmatch(reading.clean, one.end, other.start))


def _source(reading: Reading, goal: Mention[Entity], placed: list[tuple[Mention[Entity], Role]]) -> Entity | None:
    """Whose people they are; those of the page's own place where the sentence names no other."""
    named = _named_source(reading, goal, placed)
    home = entity_of(reading.gazetteer, reading.home) if reading.home and reading.home != COUNTRY else None
    if named or not home:
        return named.value if named else None
    others = [(m.value, role) for m, role in placed if role is not Role.GOAL]
    is_at_home = all(role is Role.LOCATION and home.key in reading.line(place.key) for place, role in others)
    return home if is_at_home else None


def _named_source(
    reading: Reading, goal: Mention[Entity], placed: list[tuple[Mention[Entity], Role]]
) -> Mention[Entity] | None:
    """The place that the people are said to be of, else what the words before speak about."""
    others = [
        (m, role) for m, role in placed if role is not Role.GOAL and m.rule != "letter" and m.value.key != COUNTRY
    ]
    homes = [m for m, role in others if role is Role.ORIGIN or is_peoples_home(reading, m)]
    topics = [m for m, role in others if role is Role.TOPIC and m.end <= goal.start]
    return next(iter((*homes, *reversed(topics))), None)
