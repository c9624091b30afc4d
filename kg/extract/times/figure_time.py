"""Whether a time is a figure's: what it measures, and what the words between them say, decide."""

from __future__ import annotations

import re

from kg.extract.figures.view import View
from kg.extract.times.time_meaning import Period
from kg.extract.wordlists import alternation
from kg.model import Mention
from kg.ontology import Measure

_MADE = re.compile(r"新[建增设开认添]|建设|建起|开发|增设")
"""Before what there is, in its clause: made in the period in view."""
_POINT = re.compile(r"[\dX]{4}-\d\d(?:-\d\d)?")
_BEGAN = re.compile(alternation("beginnings.txt"))
"""What begins at a time; what is told after it is of any time since."""
_AT_EVENT = ("occasion", "same_day")
_ACT = re.compile(r"捐[赠助款资出]|赠送|签[订署约]|颁发|授[予牌]|揭牌|慰问[品金]")
_SUM = re.compile(r"累计|先后|总共|历[年来]|[一每]年|[近几多两三四五六七八九十\d]年来|以来|期间|已经?")
_DECREED = re.compile(r"印发|下发|出台|制[定订]|修[订改]|颁布|发布|签[订署]|约定|明确|规定")
"""Between a time and an amount: a rule was set then, and holds since."""
_NEAR = 40
"""How many characters before a figure may say what it is of."""
_LIMIT = re.compile(r"最[高多低少]|不[超高多低少][过于]|上限|下限")
_GIVEN = re.compile(r"资助|补[助贴]|发放|兑[现付]|奖励|慰问")
_OFFER = re.compile(r"岗位[约近]?\d")
"""Before a wage: that of posts that are offered."""
_COUNTED = re.compile(r"\d[万余多]*(?:[人名户家期场]|个(?!月))")
"""Between a time and an amount: people or things, of which the time is."""


def is_flow(view: View, measure: Measure) -> bool:
    """Whether a figure is of what was done in a time, not of what there is at one."""
    return not measure.is_stock or bool(_MADE.search(view.text, view.clause[0], view.mention.start))


def is_limit(view: View) -> bool:
    """Whether a figure is the most or least that a rule allows: 个人最高20万元."""
    return bool(_LIMIT.search(view.text, max(view.clause[0], view.mention.start - _NEAR), view.mention.start))


def is_wage(view: View, measure: Measure) -> bool:
    """Whether a figure is what somebody earns a month, and no average: the times told before are of other things."""
    is_average = "均" in view.text[view.clause[0] : view.mention.start]
    return measure.is_stock and view.quantity.unit.unit_class == "money" and not is_average


def is_offered(view: View, measure: Measure) -> bool:
    """Whether a figure is of the posts that the sentence has offered, their wage too: 提供岗位326个，月薪4500元."""
    return measure.is_at_venue or (
        is_wage(view, measure)
        and bool(_OFFER.search(view.text, max(view.sentence.start, view.mention.start - _NEAR), view.mention.start))
    )


def dates_wage(view: View, period: Mention[Period]) -> bool:
    """Whether a time is one as of which things are told, or of the wage's own clause; 如今 says: no more as before."""
    if period.value.is_up_to_now:
        return not period.value.is_of_sentence
    return period.start >= view.clause[0]


def is_act(view: View) -> bool:
    """Whether a figure is of what is given or signed on a day, and not of all that was over a time."""
    start, end = view.clause
    is_sum = _SUM.search(view.text, view.sentence.start, view.mention.start)
    return bool(_ACT.search(view.text, start, end)) and not is_sum


def is_over(view: View, measure: Measure, period: Mention[Period]) -> bool:
    """Whether a figure is told after the clause of a month or day on which something began: 9月投产，吸纳326人.

    What is given or signed at an event is of its day.
    """
    if period.rule in _AT_EVENT or is_act(view):
        return False
    clause = view.sentence.clause(period.start)
    if not _POINT.fullmatch(period.value.edtf or "") or view.mention.start < clause[1] or measure.is_at_venue:
        return False
    return bool(_BEGAN.search(view.text, period.end, clause[1]))


def is_of_decree(view: View, period: Mention[Period]) -> bool:
    """Whether a time tells when a rule was set, is the year for each of which it pays, or is that of people counted."""
    is_each_year = period.rule == "whole_year"
    is_decreed = _DECREED.search(view.text, period.end, view.mention.start) is not None
    return is_each_year or is_decreed or _is_after_count(view, period)


def _is_after_count(view: View, period: Mention[Period]) -> bool:
    """Whether people or things are counted between a time and an amount: 今年输出52人，每人补贴800元.

    An average is of the time, and so is what was given: 2021年资助新生67名，每人5000元.
    """
    is_given = "均" in view.prefix or _GIVEN.search(view.text, period.end, view.clause[0])
    return not is_given and bool(_COUNTED.search(view.text, period.end, view.mention.start))


def is_of_local(view: View, period: Mention[Period]) -> bool:
    """Whether a figure is the one that a local period is of: 600 of 全年任务600人的102%, and not 102%."""
    is_aim_met = period.rule == "aimed_year" and view.quantity.unit.unit_class == "ratio"
    return not is_aim_met and not has_figure_between(view, period)


def has_figure_between(view: View, period: Mention[Period]) -> bool:
    """Whether another figure stands between a time and the figure."""
    return any(period.end <= start < view.mention.start for start, _ in view.neighbours)
