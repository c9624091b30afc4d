"""Figures as observations: which measure, of whom, in which period, with whom.

The measure is weighed by the ontology's words (`cue`). What a figure leaves out it takes from the figure or the place
before it: 其中脱贫劳动力397人 is of the same measure and place as the total that it belongs to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from kg.extract.cue import CueFinder, Scored, View
from kg.extract.participant import Frame, Participants
from kg.extract.period import Clock, Period, find_periods, report_period
from kg.extract.quantity import Figure
from kg.extract.reading import Reading
from kg.extract.sentence import Sentence
from kg.model import Entity, Fact, Mention, Observation, Relation
from kg.ontology import Measure, Ontology

_PART = re.compile(r"其中|其余|包括|包含|(?:^|[（(])\s*含")
_COMPARISON = re.compile(r"^\s*(?:分别|同比|较|比)")
_CONDITION_BEFORE = re.compile(r"每(?:新?吸纳|招用|招收|新增|带动|安置|引进|培训|输送)?$")
_CONDITION_AFTER = re.compile(
    r"[^，。；,;]{0,24}?的[，,]|[^，。；,;]{0,16}?的(?:企业|单位|人员|劳动力|车间|机构|用人单位)"
)
_FUTURE = re.compile(
    r"力争|争取|预计|有望|拟|此前有?报道|约定|计划(?=[新投引采总])"
    r"|将(?=达|资助|投资|投入|建设|新增|组织|安排|选派|实现|开展|举办|培训|提供|再)"
)
"""Not yet, or no longer: what is hoped for, and what the page corrects."""
_CHANGED = re.compile(r"[^。；]{0,24}?(?:增加|提高|上升|下降|降|减少|增长|升|涨|增|扩大)(?:到|至|为)[^，。；]{0,12}")
"""由1.92亿元增加到2020年的3.35亿元: the second figure is the first's measure at another time."""
_ITEM = re.compile(r"\s*[、，,和与及]\s*")
_ITEM_END = re.compile(
    r"(?:^|[省市县区州旗盟镇乡村团师个、，])(?:[有约近为达]|则有|则为|占|[\u4e00-\u9fff]{0,2})$"
    r"|(?:累计|合计|共计|总计|新增)(?:达到|达|为|仅)?$"
)
_CLOSED = re.compile(r"\s*(?:[，,。；;、]|来自|$)")
_LONGEST_ITEM = 16
_CORRECTED = re.compile(r"[”’」]?\s*(?:应为|有误|系误)")
_BY_HOW_MUCH = re.compile(
    r"(?:[比较](?:上年|去年|上一年|前年|上月|20\d\d年|同期)[^，。；]{0,8}?(?:增加|提高|多|减少|增长|净增|下降|上升)|多卖|多出|净增)[出了]*(?:近|约|超过?)?$"
)
"""An absolute change is of no measure: 比上年增加1024人."""
_LEAST_SCORE = 1.6
_INHERITED, _FAR_CUE, _NO_MEASURE, _NOT_YET = 0.8, 0.6, 0.5, 0.4
"""Confidence in a measure taken over from the figure before, and in one that only an earlier clause says."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The measure of a figure, and why."""

    measure: Measure
    rule: str
    surety: float
    leans: bool
    """Whether it is taken over from the figure before."""


@dataclass(slots=True)
class State:
    """What is carried from sentence to sentence of a paragraph."""

    paragraph: int = -1
    reported: Period | None = None
    """What the page's title says that it reports on."""
    period: Period | None = None
    last_period: str | None = None
    """The period last named on the page, whatever the paragraph: what 当天 goes back to."""
    frames: dict[str, Frame] = field(default_factory=dict)
    """The last figure of each unit class in the paragraph."""


class FigureFinder:
    """Finds observations. Made once for an ontology."""

    def __init__(self, ontology: Ontology, cues: CueFinder) -> None:
        self._measures = ontology.measures
        self._fallback = next((measure for measure in ontology.measures.values() if measure.is_fallback), None)
        self._cues = cues

    def find(self, reading: Reading) -> list[Fact]:
        """The figures of a page as observations, each once, with the relations that they entail."""
        observations: dict[tuple[str, str, float, str], Observation] = {}
        relations: dict[tuple[str, str], Relation] = {}
        participants = Participants(reading)
        own_lines = reading.own_lines()
        reported = report_period(reading.title, reading.source.today)
        state = State(reported=reported)
        for sentence in reading.sentences:
            if any(start <= sentence.start < end for start, end in (*reading.tables, *own_lines)):
                continue
            if sentence.paragraph != state.paragraph:
                state = State(sentence.paragraph, reported, last_period=state.last_period)
            participants.enter(sentence)
            for observation in self._in_sentence(reading, sentence, participants, state):
                key = (observation.subject.key, observation.predicate, observation.value, observation.unit)
                observations[key] = _fuller(observations.get(key), observation)
                relation = self._entailed(observation)
                if relation:
                    relations.setdefault((relation.subject.key, _entity(relation.object).key), relation)
        found = list(observations.values())
        return [*found, *self._implied(found), *relations.values()]

    def _in_sentence(
        self, reading: Reading, sentence: Sentence, participants: Participants, state: State
    ) -> Iterator[Observation]:
        clock = Clock(reading.source.today, reading.report_year, last=state.last_period)
        periods = find_periods(reading.clean, sentence.start, sentence.end, clock)
        mentions = reading.within(reading.quantities, (sentence.start, sentence.end))
        cues = reading.cues_within((sentence.start, sentence.end))
        for mention in mentions:
            if _is_condition(reading.clean, mention):
                continue
            neighbours = tuple((other.start, other.end) for other in mentions if other is not mention)
            for quantity in mention.value:
                view = View(reading.clean, sentence, mention, quantity, neighbours, cues)
                observation = self._observation(reading, view, participants, state, periods)
                if observation:
                    yield observation
        lasting = [period.value for period in periods if not period.value.is_local]
        state.period = lasting[-1] if lasting else state.period
        state.last_period = clock.last

    def _observation(
        self, reading: Reading, view: View, participants: Participants, state: State, periods: list[Mention[Period]]
    ) -> Observation | None:
        quantity = view.quantity
        frame = state.frames.get(quantity.unit.unit_class)
        chosen = self._choose(view, frame)
        if chosen is None:
            return None
        measure, antecedent = chosen.measure, frame if chosen.leans else None
        parties = participants.of(measure, view.mention, antecedent)
        if parties is None:
            return None
        population = self._population(view, measure, frame)
        period = _period(periods, view, state, measure, antecedent)
        if not (measure.stands_alone or measure.is_fallback):
            state.frames[quantity.unit.unit_class] = Frame(
                measure, parties.subject, parties.counterpart, population, period
            )
        sign = -1 if any(word in measure.negative_cues and view.weight(s, e) >= 0.5 for s, e, word in view.cues) else 1
        return Observation(
            subject=parties.subject,
            predicate=measure.name,
            value=sign * quantity.value,
            unit=measure.unit_for(quantity.unit).symbol,
            evidence=reading.evidence(view.clause, f"{chosen.rule}; subject: {parties.way}"),
            approx=quantity.approx,
            low=quantity.low,
            high=quantity.high,
            period=period,
            population=population,
            counterpart=parties.counterpart,
            confidence=round(chosen.surety * parties.surety * (_NOT_YET if _FUTURE.search(_prefix(view)) else 1), 2),
        )

    def _population(self, view: View, measure: Measure, frame: Frame | None) -> str | None:
        """Whom the figure is about; a part of a total is about the total's people unless it says otherwise."""
        if view.quantity.unit.unit_class == "count":
            return None
        own = self._cues.population(view, in_sentence=measure.is_rule)
        is_part = (
            frame and frame.measure is measure and _PART.search(view.text, view.sentence.start, view.mention.start)
        )
        return own or (frame.population if frame and (is_part or measure.is_rule) else None)

    def _choose(self, view: View, frame: Frame | None) -> Choice | None:
        """The measure of a figure."""
        unit, value = view.quantity.unit, view.quantity.value
        scored = [s for s in self._cues.measures(view) if s.score >= _LEAST_SCORE and s.measure.is_plausible(value)]
        own = next((s for s in scored if s.is_own), None)
        if self._fallback and unit.unit_class != "ratio" and _BY_HOW_MUCH.search(_prefix(view)):
            return Choice(self._fallback, "change by", 1.0, leans=False)
        if frame and not frame.measure.takes(unit, view.quantity.counter):
            frame = None
        if frame and _PART.search(_prefix(view)) and not (own and _is_other_kind(own, frame)):
            return Choice(frame.measure, "part of a total", _INHERITED, leans=True)
        if own:
            return Choice(own.measure, f"cue {own.word}", 1.0, leans=False)
        if frame and _is_item(view):
            return Choice(frame.measure, "same as the figure before", _INHERITED, leans=True)
        scored = [s for s in scored if not s.measure.stands_alone]
        if scored:
            return Choice(scored[0].measure, f"earlier cue {scored[0].word}", _FAR_CUE, leans=False)
        return Choice(self._fallback, "no measure fits", _NO_MEASURE, leans=False) if self._fallback else None

    def _entailed(self, observation: Observation) -> Relation | None:
        relation = self._measures[observation.predicate].entails
        if not relation or not observation.counterpart:
            return None
        return Relation(
            observation.subject,
            relation,
            observation.counterpart,
            observation.evidence,
            observation.period,
            observation.confidence,
        )

    def _implied(self, found: list[Observation]) -> Iterator[Observation]:
        """Totals that a part stands for where the page states none: 21 resumed workshops are also 21 workshops."""
        stated = {(o.subject.key, o.predicate) for o in found}
        for observation in found:
            implied = self._measures[observation.predicate].implies
            if implied and (observation.subject.key, implied) not in stated:
                yield replace(observation, predicate=implied)


def _entity(value: Entity | str) -> Entity:
    assert isinstance(value, Entity)
    return value


def _prefix(view: View) -> str:
    """The figure's clause up to the figure."""
    return view.text[view.clause[0] : view.mention.start]


def _is_item(view: View) -> bool:
    """Whether a figure is an item of a list: nothing but a place, or a figure before it, is said with it."""
    before = _prefix(view)
    earlier = [end for _, end in view.neighbours if end <= view.mention.start]
    if earlier and _CHANGED.fullmatch(view.text, max(earlier), view.mention.start):
        return True
    if any(
        end <= view.mention.start and _ITEM.fullmatch(view.text[end : view.mention.start]) for _, end in view.neighbours
    ):
        return True
    return (
        len(before) <= _LONGEST_ITEM
        and bool(_ITEM_END.search(before))
        and bool(_CLOSED.match(view.text, view.mention.end))
    )


def _is_other_kind(own: Scored, frame: Frame) -> bool:
    """Whether a part names a measure of its own: things by their noun, people more surely than by a noun alone."""
    if own.measure is not frame.measure and all(unit.unit_class == "count" for unit in own.measure.units):
        return True
    return own.measure is not frame.measure and own.score >= 4.5 and "…" not in own.word


def _is_condition(text: str, mention: Figure) -> bool:
    """每吸纳1名…, 带动5名以上…的, “43座”应为: what a rule asks for or the page corrects, not what is."""
    if _CORRECTED.match(text, mention.end):
        return True
    if _CONDITION_BEFORE.search(text[max(0, mention.start - 5) : mention.start]):
        return True
    if re.match(r"的[，,、；]", text[mention.end : mention.end + 2]):
        return True
    return text[mention.start : mention.end].endswith("以上") and bool(_CONDITION_AFTER.match(text, mention.end))


def _period(
    periods: list[Mention[Period]], view: View, state: State, measure: Measure, antecedent: Frame | None
) -> str | None:
    """The period nearest before the figure in its sentence, else the paragraph's where it reaches this measure."""
    figure = view.mention.start
    before = [period for period in periods if period.start < figure]
    while (
        before and before[-1].value.is_local and any(before[-1].end <= start < figure for start, _ in view.neighbours)
    ):
        before.pop()
    if before:
        return before[-1].value.edtf
    if antecedent:
        return antecedent.period
    if state.period and (state.period.is_up_to_now or not measure.is_stock):
        return state.period.edtf
    if state.reported and not state.period and not measure.is_stock and not measure.is_rule:
        return state.reported.edtf
    return None


def _fuller(one: Observation | None, other: Observation) -> Observation:
    """Of two statements of one figure the one that says more."""
    if one is None:
        return other
    return max(
        one, other, key=lambda o: (o.period is not None) + (o.population is not None) + (o.counterpart is not None)
    )
