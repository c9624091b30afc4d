"""Figures as observations: each step of the way is a module of its own.

condition  is it a fact at all     participant  whose it is, with whom     reach  in which period
choice     which measure, by cue   this module  puts them together, each fact once
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.extract.choice import PART, MeasureChooser
from kg.extract.condition import is_condition, is_not_yet
from kg.extract.cue import CueFinder
from kg.extract.participant import Participants
from kg.extract.reach import Reach
from kg.extract.reading import Reading
from kg.extract.scene import Frame
from kg.extract.sentence import Sentence
from kg.extract.view import View, spots_of
from kg.model import Fact, Observation, Relation
from kg.ontology import Measure, Ontology

_HOPED_FOR = 0.4
"""Confidence in a figure that is not yet."""


class FigureFinder:
    """Finds observations. Made once for an ontology."""

    def __init__(self, ontology: Ontology, cues: CueFinder) -> None:
        self._measures = ontology.measures
        self._cues = cues
        self._chooser = MeasureChooser(ontology, cues)

    def find(self, reading: Reading) -> list[Fact]:
        """The figures of a page as observations, each once, with the relations that they entail."""
        observations: dict[tuple[str, str, float, str], Observation] = {}
        for observation in self._in_page(reading):
            key = (observation.subject.key, observation.predicate, observation.value, observation.unit)
            known = observations.get(key)
            observations[key] = max(known, observation, key=_said) if known else observation
        found = list(observations.values())
        return [*found, *self._implied(found), *self._entailed(found)]

    def _in_page(self, reading: Reading) -> Iterator[Observation]:
        participants, reach = Participants(reading), Reach(reading)
        frames: dict[str, Frame] = {}
        """The last figure of each unit class in the paragraph."""
        left_out = (*reading.tables, *reading.own_lines())
        paragraph = -1
        for sentence in reading.sentences:
            if any(start <= sentence.start < end for start, end in left_out):
                continue
            if sentence.paragraph != paragraph:
                paragraph, frames = sentence.paragraph, {}
            participants.enter(sentence)
            reach.enter(sentence)
            for view in _views(reading, sentence):
                observation = self._observation(reading, view, participants, reach, frames)
                if observation:
                    yield observation

    def _observation(
        self, reading: Reading, view: View, participants: Participants, reach: Reach, frames: dict[str, Frame]
    ) -> Observation | None:
        quantity = view.quantity
        frame = frames.get(quantity.unit.unit_class)
        chosen = self._chooser.choose(view, frame.measure if frame else None)
        if chosen is None:
            return None
        measure, antecedent = chosen.measure, frame if chosen.leans else None
        parties = participants.of(measure, view.mention, antecedent)
        if parties is None:
            return None
        period = reach.of(view, measure, antecedent.period if antecedent else None, chosen.leans)
        population = self._population(view, measure, frame)
        if not (measure.stands_alone or measure.is_fallback):
            frames[quantity.unit.unit_class] = Frame(measure, parties.subject, parties.counterpart, population, period)
        surety = chosen.surety * parties.chosen.surety * (_HOPED_FOR if is_not_yet(view.prefix) else 1)
        observation = Observation(
            subject=parties.subject,
            predicate=measure.name,
            value=quantity.value,
            unit=measure.unit_for(quantity.unit).symbol,
            evidence=reading.evidence(view.clause, f"{chosen.rule}; subject: {parties.chosen.way}"),
            approx=quantity.approx,
            low=quantity.low,
            high=quantity.high,
            period=period,
            population=population,
            counterpart=parties.counterpart,
            confidence=round(surety, 2),
        )
        return _negated(observation) if view.has_near(measure.negative_cues) else observation

    def _population(self, view: View, measure: Measure, frame: Frame | None) -> str | None:
        """Whom the figure is about; a part of a total is about the total's people unless it says otherwise."""
        if view.quantity.unit.unit_class == "count":
            return None
        own = self._cues.population(view, in_sentence=measure.is_rule)
        if own or not frame:
            return own
        is_part = frame.measure is measure and PART.search(view.text, view.sentence.start, view.mention.start)
        return frame.population if is_part or measure.is_rule else None

    def _entailed(self, found: list[Observation]) -> list[Relation]:
        """The relations from subjects to counterparts that figures also state, each once."""
        relations: dict[tuple[str, str, str], Relation] = {}
        for figure in found:
            entailed = self._measures[figure.predicate].entails
            if entailed and figure.counterpart:
                key = (figure.subject.key, entailed, figure.counterpart.key)
                relations.setdefault(
                    key,
                    Relation(
                        figure.subject, entailed, figure.counterpart, figure.evidence, figure.period, figure.confidence
                    ),
                )
        return list(relations.values())

    def _implied(self, found: list[Observation]) -> Iterator[Observation]:
        """Totals that a part stands for where the page states none: 21 resumed workshops are also 21 workshops."""
        stated = {(figure.subject.key, figure.predicate) for figure in found}
        for figure in found:
            implied = self._measures[figure.predicate].implies
            if implied and (figure.subject.key, implied) not in stated:
                yield replace(figure, predicate=implied, high=None)


def _views(reading: Reading, sentence: Sentence) -> Iterator[View]:
    """The sentence's figures that can be facts, each with what stands around it; a range's ends one after the other."""
    span = sentence.start, sentence.end
    mentions, spots = reading.within(reading.quantities, span), spots_of(reading.cues_within(span))
    for mention in mentions:
        if not is_condition(reading.clean, mention):
            neighbours = tuple((other.start, other.end) for other in mentions if other is not mention)
            for quantity in mention.value:
                yield View(reading.clean, sentence, mention, quantity, neighbours, spots)


def _negated(figure: Observation) -> Observation:
    """下降6% as -0.06, its bounds turned with it."""
    low, high = figure.low, figure.high
    return replace(
        figure,
        value=-figure.value,
        low=None if high is None else -high,
        high=None if low is None else -low,
    )


def _said(figure: Observation) -> int:
    """How much a statement of a figure says beside its value."""
    return sum(each is not None for each in (figure.period, figure.population, figure.counterpart))
