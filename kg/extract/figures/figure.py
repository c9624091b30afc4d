"""Figures as observations: each step of the way is a module of its own.

condition  is it a fact at all     participant  whose it is, with whom     reach  in which period
choice     which measure, by cue   this module  puts them together, each fact once
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.extract.fate import Fate
from kg.extract.figures.antecedent import Antecedents
from kg.extract.figures.choice import Choice, MeasureChooser
from kg.extract.figures.condition import is_attribute, ruled_out
from kg.extract.figures.cue import CueFinder, Narrowing
from kg.extract.figures.decision import Basis, Decision
from kg.extract.figures.not_yet import is_not_yet
from kg.extract.figures.part_words import is_part_listed, part_of_total
from kg.extract.figures.restated import restated
from kg.extract.figures.share import sharers
from kg.extract.figures.view import Spots, View, spots_of
from kg.extract.parties.participant import Participants
from kg.extract.parties.scene import Frame
from kg.extract.quantities.quantity import Figure, negated
from kg.extract.reading import Reading
from kg.extract.relations.once import once
from kg.extract.sentence import Sentence
from kg.extract.times.reach import Reach
from kg.model import Entity, Fact, Observation, Relation, Span
from kg.ontology import Measure, Ontology

_GOES_ON = re.compile(r"\s*(?:从[^，。；]{2,10}看|按[^，。；]{2,10}分|分[^，。；]{2,8}看|其中)[，,：:]?")
"""A paragraph that tells the parts of the last total: 从就业地区看，广东省5.1万人."""
_GOES_WITH = re.compile(r"\s*(?:共|累计|已|可|现|直接|稳定|常年)*(?:吸纳|带动|解决|安置|吸收|用工|提供就业|招收|招用)")
"""A part behind ；that says no more of what it goes on with: 建成车间23个；吸纳就业560人."""
_GOES = re.compile(r"(?:已|共|并|还)?(?:向|到|赴|往|去|前往|输送到|转移到)")
"""Before where a part of the people goes."""

_FOR = re.compile(r"[对为给][^，,。；;\d]{2,30}[，,]")
"""Those for whom something is done, before it is told."""
_NEXT = re.compile(
    r"、(?:向|到|赴|在|省|县|市|乡镇|村|区|国|境)(?:(?!劳动力|人口|人员|[户生工者])[^，,。；;、\d]){0,16}"
)
"""Between two figures of the same people: where the next of them are."""


class FigureFinder:
    """Finds observations. Made once for an ontology."""

    def __init__(self, ontology: Ontology, cues: CueFinder) -> None:
        self._measures = ontology.measures
        self._cues = cues
        self._chooser = MeasureChooser(ontology, cues)

    def facts(self, decisions: Iterable[Decision]) -> list[Fact]:
        """The observations that figures became, each once, with those and the relations that they entail."""
        observations: dict[tuple[str, str, float, str], Observation] = {}
        for observation in (decision.observation for decision in decisions):
            if observation is None:
                continue
            if observation.counterpart == observation.subject:
                observation = replace(observation, counterpart=None)
            key = (observation.subject.key, observation.predicate, observation.value, observation.unit)
            known = observations.get(key)
            observations[key] = max(known, observation, key=_said) if known else observation
        found = list(observations.values())
        return [*found, *self._implied(found), *once(self._entailed(found))]

    def decide(self, reading: Reading) -> Iterator[Decision]:
        """What each figure outside tables is, in the order of the text; a range's ends one after the other."""
        participants, reach = Participants(reading), Reach(reading)
        antecedents = Antecedents(reading)
        own_lines, headlines = reading.own_lines(), restated(reading.clean, reading.quantities)
        paragraph, spots = -1, Spots()
        for sentence in reading.sentences:
            if _is_in(reading.tables, sentence):
                continue
            figures = reading.within(reading.quantities, (sentence.start, sentence.end))
            if _is_in(own_lines, sentence):
                yield from (Decision((each.start, each.end), Fate.BYLINE, "the page's own line") for each in figures)
                continue
            if sentence.paragraph != paragraph:
                if not _GOES_ON.match(reading.clean, sentence.start):
                    antecedents.forget()
                paragraph = sentence.paragraph
            participants.enter(sentence)
            reach.enter(sentence)
            before = spots if _goes_on(reading.clean, sentence) else {}
            spots = spots_of(reading.cues_within((sentence.start, sentence.end)))
            counted = [figure for figure in figures if not is_attribute(reading.clean, figure)]
            for figure in figures:
                if out := ruled_out(reading.clean, figure, headlines):
                    yield Decision((figure.start, figure.end), *out)
                    continue
                others = [other for other in counted if other is not figure]
                neighbours = tuple((other.start, other.end) for other in others)
                rivals = tuple((other.start, other.end) for other in others if _is_alike(other, figure))
                for quantity in figure.value:
                    view = View(reading.clean, sentence, figure, quantity, neighbours, spots, rivals, frozenset(before))
                    decision = self._decision(reading, view, participants, reach, antecedents)
                    yield from _shared(decision, sharers(reading, view))

    def _decision(
        self, reading: Reading, view: View, participants: Participants, reach: Reach, antecedents: Antecedents
    ) -> Decision:
        quantity, span = view.quantity, (view.mention.start, view.mention.end)
        frame = antecedents.of(view)
        chosen = self._chooser.choose(view, frame, antecedents.is_part(view))
        if chosen is None:
            return Decision(span, Fate.UNCLAIMED, "no measure")
        measure, antecedent = chosen.measure, frame if chosen.leans else None
        parties = participants.of(measure, view.mention, antecedent)
        if parties is None:
            return Decision(span, Fate.UNCLAIMED, "no subject")
        is_of_one = parties.subject.type == "Person"
        period = reach.of(view, measure, antecedent.period if antecedent else None, chosen.leans, is_of_one)
        population = Narrowing(None, "") if is_of_one else self._population(view, chosen, frame, antecedents.last())
        is_aside = chosen.is_part and frame is not None and measure is not frame.measure
        told = Frame(
            measure, parties.subject, parties.counterpart, population.population, period.edtf, quantity.value, span[0]
        )
        is_total = not (measure.stands_alone or measure.is_fallback or is_aside)
        antecedents.add(told, quantity.unit.unit_class, is_total)
        if _is_planned(view, measure):
            return Decision(span, Fate.NOT_YET, "not yet")
        basis = Basis(chosen, parties, period, population)
        return Decision(span, *_if_cut(chosen), _observation(reading, view, basis), basis)

    def _population(self, view: View, chosen: Choice, frame: Frame | None, last: Frame | None) -> Narrowing:
        """Whom the figure is about; a part of a total is about the total's people unless it says otherwise."""
        measure = chosen.measure
        if view.quantity.unit.unit_class == "count" or measure.subject_role == "sender":
            return Narrowing(None, "")
        own = self._cues.population(view, in_sentence=measure.is_rule or _is_for(view))
        if not own.population and last and last.at >= view.sentence.start and _is_said_of_another(chosen):
            return Narrowing(last.population, "the figure before")
        if own.population or not frame:
            return own
        is_part = frame.measure is measure and (part_of_total(view) or chosen.is_part or chosen.leans)
        is_more = is_part_listed(view) or (frame.measure is measure and self._is_part_that_goes(view, frame))
        is_taken_over = frame.population and (is_part or measure.is_rule or is_more or _is_next_of_list(view, frame))
        return Narrowing(frame.population, "the figure before") if is_taken_over else own

    def _is_part_that_goes(self, view: View, frame: Frame) -> bool:
        """Whether some of the people whom the sentence named go somewhere: 脱贫劳动力900人，向福建输送80人."""
        said = self._cues.population(view, in_sentence=True).population
        return said == frame.population and bool(_GOES.match(view.prefix))

    def _entailed(self, found: list[Observation]) -> Iterator[Relation]:
        """The relations from subjects to counterparts that figures also state."""
        for figure in found:
            entailed = self._measures[figure.predicate].entails
            if entailed and figure.counterpart and _are_apart(figure.subject, figure.counterpart):
                yield Relation(
                    figure.subject, entailed, figure.counterpart, figure.evidence, figure.period, figure.confidence
                )

    def _implied(self, found: list[Observation]) -> Iterator[Observation]:
        """Totals that a part stands for where the page states none: 21 resumed workshops are also 21 workshops."""
        stated = {(figure.subject.key, figure.predicate) for figure in found}
        for figure in found:
            implied = self._measures[figure.predicate].implies
            if implied and (figure.subject.key, implied) not in stated:
                yield replace(figure, predicate=implied, high=None)


def _observation(reading: Reading, view: View, basis: Basis) -> Observation:
    """A figure as what was measured, given what that rests on."""
    chosen, parties, quantity = basis.choice, basis.parties, view.quantity
    observation = Observation(
        subject=parties.subject,
        predicate=chosen.measure.name,
        value=quantity.value,
        unit=chosen.measure.unit_for(quantity.unit).symbol,
        evidence=reading.evidence(view.clause, f"{chosen.rule}; subject: {parties.chosen.way}"),
        approx=quantity.approx,
        low=quantity.low,
        high=quantity.high,
        period=basis.period.edtf,
        population=basis.population.population,
        counterpart=parties.counterpart,
        confidence=round(chosen.surety * parties.chosen.surety, 2),
    )
    return negated(observation) if view.near(chosen.measure.negative_cues) else observation


def _goes_on(text: str, sentence: Sentence) -> bool:
    """Whether a part of a sentence says more of what stands before its ；."""
    return text[sentence.start - 1 : sentence.start] in ("；", ";") and bool(_GOES_WITH.match(text, sentence.start))


def _is_alike(figure: Figure, other: Figure) -> bool:
    """Whether two figures count the same kind of unit."""
    return figure.value[0].unit.unit_class == other.value[0].unit.unit_class


def _are_apart(one: Entity, other: Entity) -> bool:
    """Whether two are places, and not the same."""
    return one.type == other.type == "Place" and one.key != other.key


def _is_for(view: View) -> bool:
    """Whether the sentence opens with those for whom something is done: 对脱贫劳动力，县里兑付补贴326万元."""
    return bool(_FOR.match(view.text, view.sentence.start))


def _is_next_of_list(view: View, frame: Frame) -> bool:
    """Whether a figure goes on with the people of the one before: 农村劳动力省内就业2680人、到省外就业916人."""
    start, end = max((span for span in view.neighbours if span[1] <= view.mention.start), default=(-1, -1))
    return start == frame.at and bool(_NEXT.fullmatch(view.text, end, view.mention.start))


def _is_said_of_another(chosen: Choice) -> bool:
    """Whether a figure says something of the one before it: its growth, its target, its share."""
    return chosen.measure.stands_alone or chosen.rule in ("change by", "share of the total")


def _told_with(view: View) -> str:
    """The clause up to a figure; of a part (其中…) from the clause of its total on."""
    totals = [start for start, _ in view.neighbours if start < view.clause[0]] if part_of_total(view) else []
    return view.text[view.sentence.clause(max(totals))[0] : view.mention.start] if totals else view.prefix


def _is_planned(view: View, measure: Measure) -> bool:
    """Whether a figure is planned, denied or supposed; a wage or a rule's amount only where its own clause says so."""
    told, start = _told_with(view), view.mention.start
    is_set = measure.is_rule or measure.unit_for(view.quantity.unit).is_rate
    before = told if is_set else view.text[view.sentence.start : start]
    return is_not_yet(told, before, view.text[view.mention.end : view.clause[1]])


def _shared(decision: Decision, places: list[Entity]) -> Iterator[Decision]:
    """A decision, and the same for the other places where each of several has the figure."""
    yield decision
    made = decision.observation
    if made and made.subject in places:
        others = (place for place in places if place != made.subject)
        yield from (replace(decision, observation=replace(made, subject=place)) for place in others)


def _is_in(spans: Iterable[Span], sentence: Sentence) -> bool:
    return any(start <= sentence.start < end for start, end in spans)


def _if_cut(chosen: Choice) -> tuple[Fate, str]:
    """What a figure is where the confidence in its observation is too low."""
    if not chosen.measure.is_fallback:
        return Fate.UNSURE, ""
    if chosen.implausible:
        return Fate.UNCLAIMED, f"implausible as {chosen.implausible.name}"
    return Fate.UNCLAIMED, "no measure"


def _said(figure: Observation) -> int:
    """How much a statement of a figure says beside its value."""
    return sum(each is not None for each in (figure.period, figure.population, figure.counterpart))
