"""Flows of workers, whether or not a figure counts them: 集中输送到成都、浙江务工, 在粤务工的百色老乡."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.condition import is_denied
from kg.extract.once import once
from kg.extract.owner import is_peoples_home
from kg.extract.place_list import LIST_MARK
from kg.extract.reading import Reading
from kg.extract.role import Role, roles_of
from kg.extract.sentence import Sentence
from kg.model import FLOW, Entity, Mention, Relation
from kg.places import COUNTRY

_WORK = re.compile(r"[^，。；,;调考帮协联]{0,12}?(?:务工|就业|打工|上岗|返岗|复工|从事劳务)")
_WORKERS = re.compile(r"务工(?:人员|者|大军)|劳动力|劳务人员|农民工|工友|老乡|外出人员|[0-9余多]+(?:人|名)")
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
    goals = [m for m, role in placed if role is Role.GOAL and _is_work(reading, sentence, m, places)]
    for goal in goals:
        source = _source(reading, goal, placed)
        if source and not reading.are_nested(source.key, goal.value.key):
            yield source, goal.value


def _is_work(reading: Reading, sentence: Sentence, goal: Mention[Entity], places: list[Mention[Entity]]) -> bool:
    """Whether people go to a place for work; for a list of places, what follows its last one says so."""
    last = goal
    for place in places:
        if place.start >= last.end and LIST_MARK.fullmatch(reading.clean, last.end, place.start):
            last = place
    return bool(_WORK.match(reading.clean, last.end, sentence.end))


def _source(reading: Reading, goal: Mention[Entity], placed: list[tuple[Mention[Entity], Role]]) -> Entity | None:
    """Whose people they are: the place that they are said to be of, else what the words before speak about."""
    others = [
        (m, role) for m, role in placed if role is not Role.GOAL and m.rule != "letter" and m.value.key != COUNTRY
    ]
    homes = [m.value for m, role in others if role is Role.ORIGIN or is_peoples_home(reading, m)]
    topics = [m.value for m, role in others if role is Role.TOPIC and m.end <= goal.start]
    return next(iter((*homes, *reversed(topics))), None)
