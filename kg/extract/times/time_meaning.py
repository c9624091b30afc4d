"""What time expressions mean, as EDTF (ISO 8601-2) at the text's own precision; `timeword` finds the expressions.

A year left out is the page's, or `XXXX` where that is unknown.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import timedelta

from kg.extract.quantities.number import whole
from kg.extract.times.clock import Clock, day_of

RELATIVE_YEARS: dict[str, int] = {
    **dict.fromkeys(("今年", "本年", "本年度"), 0),
    **dict.fromkeys(("去年", "上年", "上一年", "上年度"), -1),
    **dict.fromkeys(("今春", "今夏", "今秋"), 0),
    **dict.fromkeys(("次年", "翌年", "第二年"), 1),
    **dict.fromkeys(("当年", "同年", "那年", "那一年"), 0),
    **{"前年": -2, "明年": 1},
}
OF_VIEW = ("当年", "同年", "那年", "那一年", "次年", "翌年", "第二年")
"""Years that count from the one in view alone."""
_UNTIL = ("截", "到", "至")
_ANY_YEAR = "2001"
_THIS_YEAR = ("今年", "本年", "本年度")


@dataclass(frozen=True, slots=True)
class Period:
    """What a time expression says."""

    edtf: str | None
    """None where it needs history to date (脱贫攻坚期间): it still ends the reach of the period before it."""
    is_up_to_now: bool = False
    """截至目前: a state at the time of writing."""
    is_local: bool = False
    """Of the next figure only: 完成全年任务600人的102%, 去年同期为2.1亿元."""
    is_of_sentence: bool = False
    """Of its own sentence only: part of an occasion's name (2023年培训班), or 如今."""


def _year_of(match: re.Match[str], clock: Clock) -> str:
    groups = match.groupdict()
    if groups.get("year"):
        clock.year = whole(groups["year"])
    elif groups.get("relative"):
        clock.year = clock.relative_year(groups["relative"], RELATIVE_YEARS[groups["relative"]])
    elif clock.year is None:
        month = groups.get("month") or groups.get("month_2") or groups.get("count")
        is_alone = not (groups.get("month_2") or groups.get("count") or match.group().startswith(_UNTIL))
        clock.year = clock.year_of_month(whole(month), is_alone) if month else clock.report_year or clock.page_year()
    return str(clock.year) if clock.year else "XXXX"


def _point(match: re.Match[str], clock: Clock) -> str:
    """The year, month or day that the groups `year`, `month` and `day` give."""
    groups, point = match.groupdict(), _year_of(match, clock)
    parts = (groups[part] for part in ("month", "day") if groups.get(part))
    return "-".join([point, *(f"{whole(part):02}" for part in parts)])


def time(match: re.Match[str], clock: Clock) -> Period:
    """A year, a month or a day; 当年 where no year is in view is none."""
    point = _point(match, clock)
    return Period(None if match.groupdict().get("relative") in OF_VIEW and not clock.year else point)


def span(match: re.Match[str], clock: Clock) -> Period:
    """From one point to another, which takes over what it leaves out."""
    first, groups = _point(match, clock), match.groupdict()
    year = groups.get("year_2") or first[:4]
    if groups.get("relative_2") and (page_year := clock.page_year()):
        year = str(page_year + RELATIVE_YEARS[groups["relative_2"]])
    month = groups.get("month_2") or (first[5:7] if groups.get("day_2") else "")
    last = "-".join([year, *(f"{whole(part):02}" for part in (month, groups.get("day_2")) if part)])
    return Period(f"{first}/{last}")


def bare_days(match: re.Match[str], clock: Clock) -> Period | None:
    """A day, or days, of a month that was named before."""
    days = [int(day) for day in (match["day"], match.groupdict().get("day_2")) if day]
    month = clock.month_of_day(days[0])
    return Period("/".join(f"{month}-{day:02}" for day in days)) if month else None


def _months(match: re.Match[str], clock: Clock, first: int, last: int) -> Period:
    return Period(f"{_year_of(match, clock)}-{first:02}/{clock.year or 'XXXX'}-{last:02}")


def first_months(match: re.Match[str], clock: Clock) -> Period:
    """前10个月."""
    return _months(match, clock, 1, whole(match["count"]))


def half(match: re.Match[str], clock: Clock) -> Period:
    """上半年, 下半年."""
    return _months(match, clock, 1, 6) if match["half"] == "上" else _months(match, clock, 7, 12)


def quarter(match: re.Match[str], clock: Clock) -> Period:
    """第二季度."""
    last = whole(match["quarter"]) * 3
    return _months(match, clock, last - 2, last)


def first_quarters(match: re.Match[str], clock: Clock) -> Period:
    """前三季度."""
    return _months(match, clock, 1, whole(match["quarter"]) * 3)


def since(match: re.Match[str], clock: Clock) -> Period:
    """今年以来 is the year so far."""
    point = _point(match, clock)
    is_this_year = match.groupdict().get("relative") in _THIS_YEAR and "-" not in point
    return Period(point if is_this_year else f"{point}/..")


def since_pairing(match: re.Match[str], clock: Clock) -> Period:
    """结对以来: since the time at which the page says that a pairing began."""
    return Period(f"{clock.paired}/.." if clock.paired else None)


def this_year(match: re.Match[str], clock: Clock) -> Period:
    """年初以来 is the year so far."""
    return Period(str(clock.page_year() or "XXXX"))


def since_half(match: re.Match[str], clock: Clock) -> Period:
    """2022年下半年以来."""
    return Period(f"{_year_of(match, clock)}-{'01' if match['half'] == '上' else '07'}/..")


def until(match: re.Match[str], clock: Clock) -> Period:
    """截至2022年底 is until its December."""
    point = _point(match, clock)
    if match.group().startswith("到") and clock.is_to_come(point):
        return Period(point)
    is_year_end = "-" not in point and re.search("年[底末终]", match.group())
    return Period(f"../{point}{'-12' if is_year_end else ''}", is_up_to_now=True)


def _until_then(period: Period | None) -> Period | None:
    return Period(f"../{period.edtf}", is_up_to_now=True) if period else None


def until_quarter(match: re.Match[str], clock: Clock) -> Period | None:
    """截至三季度末 is until its last month."""
    return _until_end(quarter(match, clock))


def until_half(match: re.Match[str], clock: Clock) -> Period | None:
    """截至上半年."""
    return _until_end(half(match, clock))


def _until_end(period: Period) -> Period | None:
    return _until_then(Period(str(period.edtf).rpartition("/")[2]))


def until_near_month(match: re.Match[str], clock: Clock) -> Period | None:
    """截至上月底."""
    return _until_then(near_month(match, clock))


def until_bare_day(match: re.Match[str], clock: Clock) -> Period | None:
    """截至25日."""
    return _until_then(bare_days(match, clock))


def until_year_end(match: re.Match[str], clock: Clock) -> Period:
    """截至年底."""
    return Period(f"../{clock.whole_year()}-12", is_up_to_now=True)


def now(match: re.Match[str], clock: Clock) -> Period | None:
    """The time of writing; where that is unknown, it changes nothing about a time that the sentence has named."""
    if not clock.today and clock.has_named:
        return None
    return Period(f"../{clock.today}" if clock.today else None, is_up_to_now=True)


def at_present(match: re.Match[str], clock: Clock) -> Period | None:
    """如今, 现有: the time of writing, in this sentence; later ones may tell of any time."""
    period = now(match, clock) if clock.today else None
    return replace(period, is_of_sentence=True) if period else None


def by_then(match: re.Match[str], clock: Clock) -> Period | None:
    """至此: up to what was named before, where it is of another year than that of writing, else up to now."""
    point = (clock.last or "").rpartition("/")[2]
    is_past = point[:4].isdigit() and int(point[:4]) != clock.page_year()
    return _until_then(Period(point)) if is_past else now(match, clock)


def cumulative(match: re.Match[str], clock: Clock) -> Period | None:
    """累计 is up to now only where the sentence has named no period, the page sums up none, and none is still open.

    In a paragraph that reports as of a day it is up to that.
    """
    is_since, is_until = (clock.last or "").endswith("/.."), (clock.in_view or "").startswith("../")
    return None if clock.has_named or clock.sums_up or is_since or is_until else now(match, clock)


def same_day(match: re.Match[str], clock: Clock) -> Period | None:
    """当天."""
    return Period(clock.day) if clock.day else None


def at_occasion(match: re.Match[str], clock: Clock) -> Period | None:
    """现场, 会上: the day of the occasion, where the sentence has named no time."""
    return None if clock.has_named else same_day(match, clock)


def day_before(match: re.Match[str], clock: Clock) -> Period | None:
    """昨日, 今日: from the day of writing, or the one of the page's dateline."""
    told = (clock.told or "").replace("XXXX", _ANY_YEAR)
    written = clock.written_on() or day_of(told)
    if not written:
        return None
    day = str(written - timedelta(days="昨" in match.group()))
    return Period(day if clock.written_on() or told == clock.told else f"XXXX{day[4:]}")


def until_day_before(match: re.Match[str], clock: Clock) -> Period | None:
    """截至昨天."""
    return _until_then(day_before(match, clock))


def near_month(match: re.Match[str], clock: Clock) -> Period | None:
    """本月, 上月."""
    written = clock.written_on()
    if not written:
        return None
    month = written.replace(day=1) - timedelta(days="上" in match.group())
    return Period(str(month)[:7])


def same_month(match: re.Match[str], clock: Clock) -> Period | None:
    """当月: the month named last."""
    month = re.fullmatch(r"([\dX]{4}-\d\d)(?:-\d\d)?", clock.last or "")
    return Period(month[1]) if month else None


def year_before(match: re.Match[str], clock: Clock) -> Period | None:
    """去年同期: a year before the period last named."""
    if not clock.last or "X" in clock.last:
        return None
    before = re.sub(r"\d{4}", lambda year: str(int(year.group()) - 1), clock.last)
    return Period(before, is_local=True)


def whole_year(match: re.Match[str], clock: Clock) -> Period:
    """全年: of a year that has only begun nobody tells it yet."""
    year = clock.whole_year()
    return Period(str(int(year) - 1) if clock.has_just_begun(year) else year)


def aimed_year(match: re.Match[str], clock: Clock) -> Period:
    """全年任务, 年度目标: of the next figure only."""
    return Period(clock.whole_year(), is_local=True)


def each_year(match: re.Match[str], clock: Clock) -> Period | None:
    """每年 is no year; after one, or years, it leaves them: 2014年至2020年每年安排."""
    return None if clock.has_named else Period(None, is_local=True)


def season(match: re.Match[str], clock: Clock) -> Period | None:
    """春节前后: of the year in view, else of nobody knows which."""
    if clock.has_named or re.fullmatch(r"\d{4}", clock.last or ""):
        return None
    return Period(str(clock.report_year) if clock.sums_up and clock.report_year else None)


def years_on(match: re.Match[str], clock: Clock) -> Period:
    """16年来, where the page has just said which 16 years; 一年来 in a page that sums up a year."""
    if whole(match["count"]) == 1 and clock.sums_up:
        return Period(str(clock.report_year))
    first, _, last = (clock.last or "").partition("/")
    is_known = first.isdigit() and last.isdigit() and int(last) - int(first) + 1 == whole(match["count"])
    return Period(clock.last if is_known else None)


def undated(match: re.Match[str], clock: Clock) -> Period:
    """Known to be a time, and not which: 近日, 近年来."""
    return Period(None)
