"""Times that several figures of a sentence share: 从1994年的5亿元增加到2017年的9亿元, 2019年、2020年分别."""

from __future__ import annotations

import re

from kg.extract.figures.view import View
from kg.extract.times.figure_time import has_figure_between
from kg.extract.times.time_meaning import Period
from kg.model import Mention

_FROM, _TO = re.compile(r"[从由]$"), re.compile(r"[到至为]\s?$")
_RISE = re.compile(r"[从由][^，,。；;]{1,24}?[到至为]\s?$")
_GROWTH = re.compile(r"年[均平]|[增升降涨跌减][长加高幅低少了至到]|翻")
_CHANGED = re.compile(r"[比较](?:上年|去年|20\d\d年)[^，,。；;]{0,6}[增减多少]")
_RESPECTIVELY = re.compile(r"分别")
_LIST = re.compile(r"[、和与及]")
_YEAR = re.compile(r"\d{4}")


def shared_time(view: View, before: list[Mention[Period]]) -> str | None:
    """The period of a figure that shares the times before it with others."""
    text, last = view.text, before[-1]
    clause = text[view.clause[0] : view.mention.start]
    if last.value.is_up_to_now and last.value.edtf and _CHANGED.search(clause):
        year = re.fullmatch(r"\.\./(\d{4})(?:-12(?:-31)?)?", last.value.edtf)
        return year[1] if year else None
    if len(before) < 2 or not last.value.edtf or not before[-2].value.edtf:
        return None
    first = before[-2]
    if _FROM.search(text, view.sentence.start, first.start) and _TO.search(text, first.end, last.start):
        if last.start >= view.clause[0] and not has_figure_between(view, last):
            return None
        if _FROM.search(clause):
            return first.value.edtf
        if _RISE.search(clause):
            return last.value.edtf
        return f"{first.value.edtf}/{last.value.edtf}" if _GROWTH.search(clause) else None
    return _respectively(view, before)


def _respectively(view: View, before: list[Mention[Period]]) -> str | None:
    """2019年、2020年分别培训500人次和800人次: as many times as figures, in order; without 分别 all years."""
    word = _RESPECTIVELY.search(view.text, before[-1].end, view.mention.start)
    listed = [before[-1]]
    for period in reversed(before[:-1]):
        if not _LIST.fullmatch(view.text, period.end, listed[0].start):
            break
        listed.insert(0, period)
    figures = sorted([*(start for start, _ in view.neighbours if start > before[-1].end), view.mention.start])
    if len(listed) > 1 and not word and all(_YEAR.fullmatch(each.value.edtf or "") for each in listed):
        return f"{listed[0].value.edtf}/{listed[-1].value.edtf}"
    if not word or len(listed) < 2 or len(figures) != len(listed):
        return None
    return listed[figures.index(view.mention.start)].value.edtf
