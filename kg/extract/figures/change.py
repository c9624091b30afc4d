"""Figures that tell of a change: its ends (由32%下降到1.8%), and by how much something changed (比上年增加1024人)."""

from __future__ import annotations

import re

from kg.extract.figures.view import View

_TURN = r"(?:增加|增长|提高|上升|提升|扩大|增|升|涨|下降|减少|缩减|降低|降|压减)(?:到|至|为)"
_CHANGED = re.compile(rf"[^。；]{{0,24}}?{_TURN}[^，。；]{{0,12}}")
"""由1.92亿元增加到2020年的3.35亿元: the second figure is the first's measure at another time."""
_LEVEL_BEFORE, _LEVEL_AFTER = re.compile(rf"{_TURN}[^，。；]{{0,12}}$"), re.compile(rf"[^，。；]{{0,4}}{_TURN}")
"""The ends of a change are levels, not by how much it changed: 由32%下降到1.8%."""
_FROM = re.compile(r"[由从][^，。；、\d]{0,10}$")
"""Before what something was at first: 由最初的12个减少到9个."""
_YEAR_BEFORE = r"上年|去年|上一年|前年|20\d\d年"
_THAN = rf"同比|[与同和](?:{_YEAR_BEFORE})(?:同期)?相比|[比较](?:{_YEAR_BEFORE}|上月|同期)[^，。；]{{0,8}}?"
_SINCE = r"[比较][^，。；\d]{1,10}[前初期时末底](?:增加|提高|多|减少)"
_MORE = "增加|提高|多|减少|增长|净增|下降|上升"
_BY_HOW_MUCH = re.compile(rf"(?:(?:{_THAN})(?:{_MORE})|多卖|多出|净增[加长]?|{_SINCE})[出了]*(?:近|约|超过?)?$")
"""An absolute change is of no measure: 比上年增加1024人."""


def is_ratio(view: View) -> bool:
    """Whether a figure is a share or a multiple."""
    return view.quantity.unit.unit_class == "ratio"


def is_level(view: View) -> bool:
    """Whether a ratio is an end of a change."""
    is_end = _LEVEL_BEFORE.search(view.prefix) or _LEVEL_AFTER.match(view.text, view.mention.end)
    return is_ratio(view) and is_end is not None


def from_start(view: View) -> int | None:
    """Where the words begin that tell of a figure what something was before it changed: 由12个减少到9个."""
    start = _FROM.search(view.prefix) if _LEVEL_AFTER.match(view.text, view.mention.end) else None
    return view.clause[0] + start.start() if start else None


def is_end(view: View) -> bool:
    """Whether a figure is what something has changed to from the figure before it."""
    return any(is_level_after(view, end) for _, end in view.neighbours if end <= view.mention.start)


def is_by_how_much(view: View) -> bool:
    """Whether a figure is an absolute change."""
    return not is_ratio(view) and _BY_HOW_MUCH.search(view.prefix) is not None


def is_level_after(view: View, end: int) -> bool:
    """Whether a figure is what the one that ends there has changed to."""
    return _CHANGED.fullmatch(view.text, end, view.mention.start) is not None
