"""Periods: the times that a page's figures and relations may be about, in its sentences and its title."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.extract.times.clock import Clock
from kg.extract.times.time_meaning import Period
from kg.extract.times.timeword import meaning, time_words
from kg.extract.wordlists import alternation
from kg.model import Mention

LONG = ("year", "half", "quarter", "first_quarters", "first_months", "months", "years", "since")
"""Rules whose times a page can be about."""
AS_OF = ("now", "until", "until_data", "until_end", "until_year_end", "until_month", "until_day", "until_day_before")
"""Rules whose times a page can report as of."""
EVENT_DAYS = re.compile(r"[\dX]{4}-\d\d-\d\d(?:/[\dX]{4}-\d\d-\d\d)?")


def find_periods(text: str, start: int, end: int, clock: Clock) -> list[Mention[Period]]:
    """The time expressions of `text[start:end]`, a sentence, in order; moves the clock on.

    Left out are times that a figure is compared with (比去年增长), years in a document's name, the day on which
    something was told (4月24日，记者获悉), and a year that only names an occasion (2月20日，2024年招聘会举行).
    """
    found: list[Mention[Period]] = []
    clock.next_sentence()
    for name, match in time_words(text, start, end):
        if text.rfind("《", start, match.start()) > text.rfind("》", start, match.start()):
            continue
        is_compared = _COMPARED.search(text, max(start, match.start() - 4), match.start()) is not None
        if (is_compared and not _OF_ITS_OWN.match(text, match.end())) or _BESIDE.match(text, match.end()):
            continue
        if name == "years" and _OF_PLAN.match(text, match.end()):
            continue
        if name == "undated" and found and _ENDS_SINCE.fullmatch(text, found[-1].end, match.end()):
            continue
        is_sum = name == "years_on" or (name == "now" and _SUM.match(text, match.end()))
        if is_sum and found and found[-1].rule in _SINCE:
            continue  # 自1994年开始扶贫，26年来…: since then
        period = meaning(name, match, clock)
        if period is None:
            continue
        if _is_telling(text, start, match, name):
            clock.told = str(period.edtf)[-len("2020-04-24") :]
            continue
        if name == "year" and _OCCASION.match(text, match.end()):
            if _IS.search(text, start, match.start()):
                continue
            if found and EVENT_DAYS.fullmatch(last := str(found[-1].value.edtf)) and period.edtf == last[:4]:
                continue
            period = replace(period, is_of_sentence=True)
        if found and found[-1].rule in AS_OF and name == "year":
            period = _so_far(period, str(found[-1].value.edtf))
        if found and found[-1].rule == "year" and name in AS_OF and found[-1].end == match.start():
            period = _so_far(found.pop().value, str(period.edtf))
        is_reached = _REACHED.search(text, max(start, match.start() - 4), match.start())
        if name == "year" and found and not is_reached and _SHARE.match(text, match.end()):
            continue
        if is_compared:
            period = replace(period, is_local=True)
        elif name != "aimed_year" and _MEASURED_BY.search(text, max(start, match.start() - 3), match.start()):
            if _TIMES.match(text, match.end()):
                continue
            period = replace(period, is_local=bool(_IN_BRACKETS.match(text, match.end())))
        if text[match.start() - 1 : match.start()] in _FROM and _RISES.match(text, match.end()):
            period = replace(period, is_local=True)
        began = _BEGINNING.fullmatch(period.edtf or "")
        if began and not clock.paired and _PAIRS.match(text, match.start()):
            clock.paired = began[1]
        clock.has_named = clock.has_named or name != "vague"
        clock.named(period.edtf, period.is_local or (period.is_of_sentence and period.is_up_to_now))
        found.append(Mention("period", match.start(), match.end(), period, name))
    return found


def report_period(title: str, today: str | None) -> Period | None:
    """The period that a title says the page reports on (…2023年上半年…情况通报), else None.

    The 政府工作报告 of a year, written at its beginning, reports on the year before.
    """
    if _NO_REPORT.search(title):
        return None
    if year := _BARE_YEAR.search(title):
        return Period(year[1])
    periods = find_periods(title, 0, len(title), Clock(today))
    dated = [mention.value for mention in periods if mention.rule in _REPORTED and mention.value.edtf]
    if dated and _WORK_REPORT.search(title) and re.fullmatch(r"\d{4}", dated[0].edtf or ""):
        return Period(str(int(str(dated[0].edtf)) - 1))
    return dated[0] if dated else None


def since(period: str | None) -> str | None:
    """The open period that began then: `2017` gives `2017/..`."""
    return f"{period}/.." if period and "/" not in period else period


def _is_telling(text: str, start: int, match: re.Match[str], name: str) -> bool:
    """Whether a day is only the one on which the press was told, or wrote: 10月26日，记者从…了解到."""
    if name not in _DAYS:
        return False
    return bool(_TOLD.match(text, match.end())) or text[max(start, match.start() - 2) : match.start()] == "记者"


def _so_far(year: Period, until: str) -> Period:
    """截至11月底，今年新增… and 今年截至11月底新增…: from the year's beginning to then; the year, where that is now."""
    is_month_of_it = re.fullmatch(rf"\.\./{year.edtf}-\d\d", until)
    return replace(year, edtf=f"{year.edtf}-01/{until[3:]}") if is_month_of_it else year


_OF_PLAN = re.compile(r"[^，,。；;：\n\d]{0,24}?(?:协议|规划|方案|纲要|备忘录)")
"""After years for which something is agreed: 签署2012—2020年协作协议."""
_ENDS_SINCE = re.compile(r"(?<=[起始来])[^，,。；;：\n]*以来")
"""从2013年开始定点帮扶…以来: the end of what has begun it."""
_SUM = re.compile(r"[，,]?[^，,。；;：\n\d]{0,12}?(?:累计|总共|一共|共[计有]?)")
"""After 截至目前: a sum of all since the time named before."""
_SINCE = ("since", "since_month", "since_half", "since_event")
_BEGINNING = re.compile(r"(\d{4}(?:-\d\d)*)(?:/\.\.)?")
_PAIRS = re.compile(
    r"[^。；;\n]{0,40}?(?:结[成为]?[^，,。；;]{0,8}对(?!口)|结亲|牵手|缔结"
    r"|[建确][立定][^，,。；;]{0,24}(?:关系|[帮扶援协合]{2})|开始[^，,。；;]{0,12}(?:帮扶|支援|协作|合作))"
)
"""From a time on: a pairing began then."""
_DAYS = ("day", "days", "bare_day", "bare_days", "iso_day")
_COMPARED = re.compile(r"(?:[比较同]|[超高低多少]过?[过于出])\s?$")
_OF_ITS_OWN = re.compile(r"的[仅约近不足]*\d[\d.,]*(?![\d.,]*\s?[多余]?[%％倍成])")
"""After a time compared with: its own figure (比1996年的610元翻了三番)."""
_BESIDE = re.compile(r"(?:同期)?相比|(?<=今年)\d+岁|(?<=[今本]年)是|是[^，,。；;\d]{2,24}\d*周年")
"""After a time that only something is compared with, or that is itself spoken of: 今年是第十年."""
_MEASURED_BY = re.compile(r"(?:是|为|达到?|相当于|占)$")
_TIMES = re.compile(r"[^，,。；;（(]{0,20}?(?:倍|%|％|成)")
"""是2010年的2.9倍: the year is the measure of a figure, not its time."""
_SHARE = re.compile(r"[^，,。；;（(\d]{0,16}的\d+(?:\.\d+)?[%％倍]")
_REACHED = re.compile(r"(?:[降升增减]|提[高升]|[上下]降|增[加长]|减少)[至到为]$")
"""Before a year: that to which something has risen or fallen."""
_FROM = ("从", "由")
_RISES = re.compile(r"的[^，,。；;]{1,16}?[到至为]")
"""由2021年的9家增加到23家: the time is of the first figure only."""
_IN_BRACKETS = re.compile(r"[^，,。；;（(]{0,12}[（(]")
_TOLD = re.compile(r"[^。；;\n]{0,3}?(?:记者|讯|电[（(])|\s?电(?!话|商|影|视|子|力)|[^。；;\n\d]{0,40}?(?:获悉|了解到)")
_OCCASIONS = alternation("occasions.txt")
_OCCASION = re.compile(
    rf"(?:[^，,。；;：\n]{{0,24}}?|[^，,。；;：\n\d]{{0,48}}?)(?:{_OCCASIONS}|[首第][一二三四\d]*[趟批场次列架个届班])"
)
_IS = re.compile(r"[这也]是[^，,。；;：\n\d]*$")
"""Before a year that only tells which of its occasions this is: 这是我市今年开出的首趟专列."""
_BARE_YEAR = re.compile(r"(?<![\d.—–~-])(20\d\d)\s*(?:$|[｜|丨：:，,·])")
"""At the end of a title or of its first part: 数看协作2022; 数说2023｜两地协作这一年."""
_NO_REPORT = re.compile(rf"{_OCCASIONS}|启动|举行|召开|计划|要点|方案|办法")
_WORK_REPORT = re.compile("政府工作报告")
_REPORTED = ("year", "half", "quarter", "months", "month", "month_alone", "first_quarters", "first_months", "years")
