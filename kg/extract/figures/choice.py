"""Which measure a figure is of: by the words around it, or by the figure that it belongs to.

其中脱贫劳动力397人 is of the measure of the total before it; so is an item of a list (昌宁县1.58亿元).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from kg.extract.figures.change import is_by_how_much, is_level, is_level_after, is_ratio
from kg.extract.figures.cue import CueFinder, Scored
from kg.extract.figures.helpers import are_helpers
from kg.extract.figures.part_words import LONGEST_ITEM, PART, part_of_total
from kg.extract.figures.view import View
from kg.extract.han import HAN
from kg.extract.parties.scene import DESTINATION, Frame
from kg.extract.wordlists import alternation
from kg.ontology import Measure, Ontology

_KIND = re.compile(rf"{HAN}{{2,10}}")
_KIND_OF_TOTAL = re.compile(r"类(?:项目)?$")
"""Before a part of which only the kind is said: 人才培训和交流类2个."""
_OF_TOTAL = re.compile(r"占(?:比|[^，。；]{0,16}(?:的|比[重例]?))?(?:为|仅|只|达到?|高达|近|约|超过?|到|了)*$")
"""A ratio that is a share of the figure before: 占39.7%, 占用工总数的七成."""
_SHARE = re.compile(r"(?:率|比[重例率]|[是为相当于][^，。；]{1,24}的)(?:为|仅|只|达到?|高达|近|约|超过?)*$")
"""A ratio that says what it is a share of: 是2021年的1.8倍, 本科率达87.7%."""
_RATE = re.compile(r"率(?:为|仅|只|达到?|高达|近|约|超过?|均|都)*$")
"""A ratio that has a name of its own: 结余率12%."""
_THE_TWO = re.compile("[两二三四五六七八九][人位]")
"""两人看来: those of whom the text has spoken."""
_ABSTRACT = re.compile(rf"(?:{HAN}{{2}})?(?:{alternation('topics_counted.txt')})")
"""3个倾斜原则: how a text orders itself."""
_JOINED = re.compile(r"\s*[、，,和与及]\s*")
_ITEMS = (
    # a place: 昌宁县1.58亿元, 其余各县有
    rf"(?:^|[省市县区州旗盟镇乡村团师个、，])(?:[有约近为达各]|则有|则为|也有|占|(?!{alternation('figure_nouns.txt')}){HAN}{{0,2}})$"
    rf"|、(?!{alternation('figure_nouns.txt')}){HAN}{{3,4}}$",
    # the same done there: 商南县、镇安县分别建成
    rf"[省市县区州旗盟镇乡村团师](?:则|也|又|还|共|已|新|累计|分别|各)*(?:{alternation('done_again.txt')})了?$",
    # a sum: 共计26.7万元
    r"(?:累计|合计|共计|总计|新增|总?金额|总额|总价值|到位)(?:达到|达|为|仅)?$|^加上[^，]*$",
    # the most or least: 最高的可达
    rf"^(?:{HAN}{{2,4}}的|(?:{HAN}{{1,4}}[后时期季])?最[高低多少])(?:可以?|能|达到?|有|为|拿|挣|领)*$",
    # a kind: 产业类
    rf"^(?:{HAN}|[、和与及]){{2,12}}类(?:项目)?$",
    # a stage: 已完成6个
    rf"^(?:目前|现|其中)?(?:已经?|正在|正)?(?:{alternation('project_states.txt')})了?$",
    # where people go: 到浙江的1378人
    r"^(?:其中)?(?:[到赴往去在]|前往|来自)[^，。；、\d]{2,8}[的者](?:大约|共|有|约|近)*$",
)
_ITEM = re.compile("|".join(_ITEMS))
"""What an item of a list has before its figure."""
_OTHERS = re.compile(rf"、[^，,。；;、\d]{{0,8}}(?:{alternation('people_listed.txt')})")
_SENT = re.compile("[派选引聘请]|支教|支医|支农|挂职|进修|援[疆藏青]")
"""Says of an item of a list by itself that its people are sent."""
_CLOSED = re.compile(r"\s*(?:[，,。；;、]|[和与及]\d|来自|$)|[ \t\u3000]*\n")
_LEAST_SCORE, _WEAK_SCORE = 1.6, 1.0
_SURE_SCORE = 4.5
"""The score from which on a part names a measure of its own."""

_CLEAR_SCORE, _CLEAR_LEAD = 3.0, 1.0
"""The score of a measure, and its lead over the next, below which it is a guess."""
_GUESSED, _INHERITED, _LABEL, _EARLIER_CLAUSE, _NO_MEASURE = 0.9, 0.8, 0.7, 0.6, 0.67
"""Confidence in a guessed measure, in one taken over, in one that the label of a list's item
says (3.帮扶车间。新认定3家), in one of an earlier clause, and where no measure fits."""
_IMPLAUSIBLE = 0.4
"""Confidence in a count of things of which there can't be as many; too high an income is a sum of incomes."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The measure of a figure, and why."""

    measure: Measure
    rule: str
    surety: float
    leans: bool = False
    """Whether it is taken over from the figure before."""
    is_part: bool = False
    """Whether the figure is a part of the total before it, of its measure or of one of its own."""
    score: float = 0.0
    """How well its words fit; 0 where no word says it."""
    runner_up: Scored | None = None
    """The best of the other measures whose words fit."""
    implausible: Measure | None = None
    """The measure that the words fit best, where the value lies outside its range."""


class MeasureChooser:
    """Chooses measures. Made once for an ontology."""

    def __init__(self, ontology: Ontology, cues: CueFinder) -> None:
        self._cues = cues
        self._fallback = next((measure for measure in ontology.measures.values() if measure.is_fallback), None)

    def choose(self, view: View, frame: Frame | None, is_part: bool = False) -> Choice | None:
        """The measure of a figure that may lean on `frame`, and does if the numbers tell that it `is_part` of that."""
        fitting = self._cues.measures(view)
        scored = [each for each in fitting if each.measure.is_plausible(view.quantity.value)]
        choice = self._choose(view, frame, is_part, scored)
        if choice is None:
            return None
        score = next((each.score for each in scored if each.measure is choice.measure), 0.0)
        runner_up = next((each for each in scored if each.measure is not choice.measure), None)
        implausible = fitting[0].measure if fitting and fitting[0] not in scored[:1] else None
        is_counted_wrong = implausible and choice.measure is self._fallback and view.quantity.unit.unit_class == "count"
        surety = _IMPLAUSIBLE if is_counted_wrong else choice.surety
        return replace(choice, surety=surety, score=score, runner_up=runner_up, implausible=implausible)

    def _choose(self, view: View, frame: Frame | None, is_part: bool, scored: list[Scored]) -> Choice | None:
        """The choice among the measures that fit, best first, and what needs no words."""
        if is_level(view):
            scored = [each for each in scored if not each.measure.negative_cues]
        return self._of_none(view, scored) or self._by_words(view, frame, is_part, scored) or self._unsaid(view)

    def _of_none(self, view: View, scored: list[Scored]) -> Choice | None:
        """What is of no measure whatever its words: by how much something changed, and those who help."""
        if self._fallback is None:
            return None
        if is_by_how_much(view):
            return Choice(self._fallback, "change by", 1.0)
        if scored and scored[0].measure.is_of_helped and are_helpers(view):
            return Choice(self._fallback, "those who help", 1.0)
        return None

    def _by_words(self, view: View, frame: Frame | None, is_part: bool, scored: list[Scored]) -> Choice | None:
        """By a figure's own words or those of the figure before it, else by those of an earlier clause."""
        before = frame if frame and frame.measure.takes(view.quantity.unit, view.quantity.counter) else None
        leans = before is not None and (is_part or _is_of(view, before))
        is_part = is_part or part_of_total(view) or (frame is not None and self._is_unsaid_part(view, frame))
        fitting = [each for each in scored if each.score >= _LEAST_SCORE]
        own = next((each for each in fitting if each.is_own), None)
        if before and leans and _is_done_to_all(view, own, before.measure):
            own = None
        names_own = own and not _KIND_OF_TOTAL.search(view.prefix)
        if before and leans and is_part and not (own and names_own and _is_of_its_own(own, before.measure)):
            return Choice(before.measure, "part of a total", _INHERITED, leans=True, is_part=True)
        if own:
            return Choice(own.measure, f"cue {own.word}", _surety(own, fitting), is_part=is_part)
        if is_ratio(view) and _RATE.search(view.prefix):
            return None
        if before and leans and (_is_item(view) or _are_others(view)):
            return Choice(before.measure, "same as the figure before", _INHERITED, leans=True)
        if before and before.measure.is_rule:
            return Choice(before.measure, "amount of the rule before", _INHERITED, leans=True)
        return _by_earlier_words(view, scored, fitting)

    def _unsaid(self, view: View) -> Choice | None:
        """Where no words say a measure: a share, a figure that no measure fits, or none at all."""
        if self._fallback is None:
            return None
        if is_ratio(view) and _OF_TOTAL.search(view.prefix):
            return Choice(self._fallback, "share of the total", 1.0)
        if is_level(view) or (is_ratio(view) and _SHARE.search(view.prefix)):
            return Choice(self._fallback, "share of", 1.0)
        start, end = view.mention.start, view.mention.end
        if _THE_TWO.fullmatch(view.text, start, end) or _ABSTRACT.match(view.text, end):
            return None
        return Choice(self._fallback, "no measure fits", _NO_MEASURE)

    def _is_unsaid_part(self, view: View, frame: Frame) -> bool:
        """Whether nothing but a group of people stands with fewer of them: 车间里有1893人，贫困劳动力1012人."""
        is_fewer = frame.at >= view.sentence.start and view.quantity.value < frame.value
        return is_fewer and frame.population is None and self._cues.names_population(view.prefix)


def _by_earlier_words(view: View, scored: list[Scored], fitting: list[Scored]) -> Choice | None:
    """By words of an earlier clause; an item of a list may be by words that fit weakly."""
    weak = [each for each in scored if each.score >= _WEAK_SCORE]
    earlier = next((each for each in fitting or weak if not each.measure.stands_alone), None)
    if earlier is None or not (fitting or _is_item(view)):
        return None
    is_labelled = "。" in view.text[view.sentence.start : view.mention.start]
    surety = _LABEL if is_labelled else _EARLIER_CLAUSE
    return Choice(earlier.measure, f"earlier cue {earlier.word}", surety)


def _is_of(view: View, frame: Frame) -> bool:
    """Whether a figure can lean on one before it: in its sentence, or in one before where its own has none for it.

    Of its own sentence it would lean on one of its kind, and as a part (其中) on any before that word.
    """
    if frame.at >= view.sentence.start:
        return True
    word = PART.search(view.prefix)
    if word:
        return not any(start < view.clause[0] + word.start() for start, _ in view.neighbours)
    return not any(start < view.mention.start for start, _ in view.rivals)


def _surety(own: Scored, fitting: list[Scored]) -> float:
    """How sure the figure's own words are of a measure: less where they fit weakly, or another nearly as well."""
    rivals = (each.score for each in fitting if each.measure is not own.measure)
    return 1.0 if own.score >= _CLEAR_SCORE and own.score - max(rivals, default=0) >= _CLEAR_LEAD else _GUESSED


def _is_of_its_own(own: Scored, before: Measure) -> bool:
    """Whether a part names a measure of its own: things by their noun, people more surely than by a noun alone."""
    if own.measure is before:
        return False
    goes_there = own.measure.counterpart_role == before.counterpart_role == DESTINATION
    if goes_there and own.measure.is_stock and not before.is_stock:
        return False  # of the workers sent, those who work there
    if own.measure.counterpart_role == DESTINATION != before.counterpart_role and not before.is_rule:
        return True  # of those who have work, those who went for it
    counts_things = all(unit.unit_class == "count" for unit in own.measure.units)
    are_sent = own.measure.subject_role == before.subject_role == "sender"
    return counts_things or are_sent or own.score >= _SURE_SCORE


def _are_others(view: View) -> bool:
    """Whether a list goes on with other people, to whom the same is done: 培训干部860人、专业技术人才1530名."""
    if view.quantity.unit.unit_class != "people":
        return False
    ends = [end for _, end in view.neighbours if view.clause[0] < end <= view.mention.start]
    return bool(ends) and _OTHERS.fullmatch(view.text, max(ends), view.mention.start) is not None


def _is_done_to_all(view: View, own: Scored | None, before: Measure) -> bool:
    """Whether people of a list would be sent by their noun alone, where it begins with what else is done to them."""
    would_be_sent = own is not None and own.measure.subject_role == "sender" != before.subject_role
    return would_be_sent and _are_others(view) and not _SENT.search(view.text, *_item(view))


def _item(view: View) -> tuple[int, int]:
    """What stands in the clause between the figure before and this one."""
    start = view.mention.start
    return max((view.clause[0], *(end for _, end in view.neighbours if end <= start))), start


def _is_kind_of_part(view: View) -> bool:
    """Whether only a kind stands with a figure in a list of parts: 其中，住房3.4亿元，教育卫生2.6亿元."""
    is_in_parts = PART.search(view.text, view.sentence.start, view.clause[0])
    return bool(is_in_parts and _KIND.fullmatch(view.prefix) and _CLOSED.match(view.text, view.mention.end))


def _is_item(view: View) -> bool:
    """Whether nothing but a place, or a figure before it, is said with a figure."""
    start = view.mention.start
    ends = [end for _, end in view.neighbours if end <= start]
    if ends and is_level_after(view, max(ends)):
        return True
    if any(_JOINED.fullmatch(view.text, end, start) for end in ends):
        return True
    prefix = view.text[slice(*_item(view))]
    if ends and max(ends) == view.clause[0] - 1 and _is_kind_of_part(view):
        return True
    is_short = len(prefix) <= LONGEST_ITEM and _ITEM.search(prefix)
    return bool(is_short and _CLOSED.match(view.text, view.mention.end))
