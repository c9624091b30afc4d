"""Time expressions: each rule is a pattern and what it gives, as EDTF (ISO 8601-2) at the text's own precision.

A year left out is the page's, or `XXXX` where that is unknown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from kg.extract.clock import Clock, day_of
from kg.extract.number import whole


@dataclass(frozen=True, slots=True)
class Period:
    """What a time expression says."""

    edtf: str | None
    """None where it needs history to date (脱贫攻坚期间): it still ends the reach of the period before it."""
    is_up_to_now: bool = False
    """截至目前: a state at the time of writing."""
    is_local: bool = False
    """Of the next figure only: 完成全年任务600人的102%, 去年同期为2.1亿元."""
    is_in_name: bool = False
    """Part of an occasion's name (2023年培训班): of its own sentence only."""


Gives = Callable[[re.Match[str], Clock], Period | None]


def _year_of(match: re.Match[str], clock: Clock) -> str:
    groups = match.groupdict()
    if groups.get("year"):
        clock.year = whole(groups["year"])
    elif groups.get("relative"):
        shift, page_year = _RELATIVE_YEARS[groups["relative"]], clock.page_year()
        if shift is not None:
            clock.year = page_year + shift if page_year else None
    elif clock.year is None:
        month = groups.get("month") or groups.get("month_2") or groups.get("count")
        clock.year = clock.year_of_month(whole(month)) if month else clock.report_year or clock.page_year()
    return str(clock.year) if clock.year else "XXXX"


def _point(match: re.Match[str], clock: Clock) -> str:
    """The year, month or day that the groups `year`, `month` and `day` give."""
    groups, point = match.groupdict(), _year_of(match, clock)
    parts = (groups[part] for part in ("month", "day") if groups.get(part))
    return "-".join([point, *(f"{whole(part):02}" for part in parts)])


def _time(match: re.Match[str], clock: Clock) -> Period:
    if match.groupdict().get("relative") == "当年" and not clock.year:
        return Period(None)
    return Period(_point(match, clock))


def _span(match: re.Match[str], clock: Clock) -> Period:
    """From one point to another, which takes over what it leaves out."""
    first, groups = _point(match, clock), match.groupdict()
    year = groups.get("year_2") or first[:4]
    if groups.get("relative_2") and (page_year := clock.page_year()):
        year = str(page_year + (_RELATIVE_YEARS[groups["relative_2"]] or 0))
    month = groups.get("month_2") or (first[5:7] if groups.get("day_2") else "")
    last = "-".join([year, *(f"{whole(part):02}" for part in (month, groups.get("day_2")) if part)])
    return Period(f"{first}/{last}")


def _bare_days(match: re.Match[str], clock: Clock) -> Period | None:
    """A day, or days, of a month that was named before."""
    days = [int(day) for day in (match["day"], match.groupdict().get("day_2")) if day]
    month = clock.month_of_day(days[0])
    return Period("/".join(f"{month}-{day:02}" for day in days)) if month else None


def _months_of(first: int, last: int) -> Gives:
    return lambda match, clock: Period(f"{_year_of(match, clock)}-{first:02}/{clock.year or 'XXXX'}-{last:02}")


def _first_months(match: re.Match[str], clock: Clock) -> Period:
    return _months_of(1, whole(match["count"]))(match, clock)  # type: ignore[return-value]


def _half(match: re.Match[str], clock: Clock) -> Period | None:
    return (_months_of(1, 6) if match["half"] == "上" else _months_of(7, 12))(match, clock)


def _quarter(match: re.Match[str], clock: Clock) -> Period | None:
    quarter = whole(match["quarter"])
    return _months_of(quarter * 3 - 2, quarter * 3)(match, clock)


def _first_quarters(match: re.Match[str], clock: Clock) -> Period | None:
    return _months_of(1, whole(match["quarter"]) * 3)(match, clock)


def _since(match: re.Match[str], clock: Clock) -> Period:
    """今年以来 is the year so far."""
    point = _point(match, clock)
    is_this_year = match.groupdict().get("relative") in _THIS_YEAR and "-" not in point
    return Period(point if is_this_year else f"{point}/..")


def _since_half(match: re.Match[str], clock: Clock) -> Period:
    return Period(f"{_year_of(match, clock)}-{'01' if match['half'] == '上' else '07'}/..")


def _until(match: re.Match[str], clock: Clock) -> Period:
    """截至2022年底 is until its December."""
    point = _point(match, clock)
    is_year_end = "-" not in point and re.search("年[底末终]", match.group())
    return Period(f"../{point}{'-12' if is_year_end else ''}", is_up_to_now=True)


def _until_bare_day(match: re.Match[str], clock: Clock) -> Period | None:
    period = _bare_days(match, clock)
    return Period(f"../{period.edtf}", is_up_to_now=True) if period else None


def _until_year_end(match: re.Match[str], clock: Clock) -> Period:
    return Period(f"../{clock.whole_year()}-12", is_up_to_now=True)


def _now(match: re.Match[str], clock: Clock) -> Period | None:
    """The time of writing; where that is unknown, it changes nothing about a time that the sentence has named."""
    if not clock.today and clock.has_named:
        return None
    return Period(f"../{clock.today}" if clock.today else None, is_up_to_now=True)


def _cumulative(match: re.Match[str], clock: Clock) -> Period | None:
    """累计 is up to now only where the sentence has named no period, the page sums up none, and none is still open."""
    is_since = (clock.last or "").endswith("/..")
    return None if clock.has_named or clock.sums_up or is_since else _now(match, clock)


def _same_day(match: re.Match[str], clock: Clock) -> Period | None:
    return Period(clock.day) if clock.day else None


def _at_occasion(match: re.Match[str], clock: Clock) -> Period | None:
    return None if clock.has_named else _same_day(match, clock)


def _day_before(match: re.Match[str], clock: Clock) -> Period | None:
    """昨日, 今日: from the day of writing, or the one of the page's dateline."""
    told = (clock.told or "").replace("XXXX", _ANY_YEAR)
    written = clock.written_on() or day_of(told)
    if not written:
        return None
    day = str(written - timedelta(days="昨" in match.group()))
    return Period(day if clock.written_on() or told == clock.told else f"XXXX{day[4:]}")


def _until_day_before(match: re.Match[str], clock: Clock) -> Period | None:
    """截至昨天."""
    period = _day_before(match, clock)
    return Period(f"../{period.edtf}", is_up_to_now=True) if period else None


def _near_month(match: re.Match[str], clock: Clock) -> Period | None:
    """本月, 上月."""
    written = clock.written_on()
    if not written:
        return None
    month = written.replace(day=1) - timedelta(days=match.group().startswith("上"))
    return Period(str(month)[:7])


def _year_before(match: re.Match[str], clock: Clock) -> Period | None:
    if not clock.last or "X" in clock.last:
        return None
    before = re.sub(r"\d{4}", lambda year: str(int(year.group()) - 1), clock.last)
    return Period(before, is_local=True)


def _whole_year(match: re.Match[str], clock: Clock) -> Period:
    return Period(clock.whole_year())


def _aimed_year(match: re.Match[str], clock: Clock) -> Period:
    return Period(clock.whole_year(), is_local=True)


def _each_year(match: re.Match[str], clock: Clock) -> Period | None:
    """每年 is no year; after one, or years, it leaves them: 2014年至2020年每年安排."""
    return None if clock.has_named else Period(None, is_local=True)


def _season(match: re.Match[str], clock: Clock) -> Period | None:
    """春节前后: of the year in view, else of nobody knows which."""
    if clock.has_named or re.fullmatch(r"\d{4}", clock.last or ""):
        return None
    return Period(str(clock.report_year) if clock.sums_up and clock.report_year else None)


def _years_on(match: re.Match[str], clock: Clock) -> Period:
    """16年来, where the page has just said which 16 years."""
    first, _, last = (clock.last or "").partition("/")
    is_known = first.isdigit() and last.isdigit() and int(last) - int(first) + 1 == whole(match["count"])
    return Period(clock.last if is_known else None)


def _undated(match: re.Match[str], clock: Clock) -> Period:
    return Period(None)


_RELATIVE_YEARS: dict[str, int | None] = {
    **dict.fromkeys(("今年", "本年", "本年度"), 0),
    **dict.fromkeys(("去年", "上年", "上一年", "上年度"), -1),
    **{"前年": -2, "明年": 1, "当年": None},
}
_ANY_YEAR = "2001"
_THIS_YEAR = ("今年", "本年", "本年度")
_HAN = "一二三四五六七八九十"
_TO = r"\s?(?:[-－—–―~～至到]|——)+\s?"
_SINCE = r"(?:以来|来(?=[，,])|起|开始|至今)(?![诉点步跑])"
_RELATIVE = "|".join(sorted(_RELATIVE_YEARS, key=len, reverse=True))


def _year(suffix: str = "") -> str:
    written = rf"(?P<year{suffix}>(?:19|20)\d\d|[一二][〇○零九][〇○零{_HAN}]{{2}})\s?年度?\s?"
    return rf"(?:{written}|(?P<relative{suffix}>{_RELATIVE}))"


def _month(suffix: str = "") -> str:
    return rf"(?P<month{suffix}>1[0-2]|0?[1-9]|十[一二]?|[{_HAN}元])\s?月份?\s?"


def _day(suffix: str = "") -> str:
    return rf"(?P<day{suffix}>3[01]|[12]\d|0?[1-9]|[二三]?十[{_HAN}]?|[{_HAN}])\s?[日号]"


_YEAR, _MONTH, _DAY = _year(), _month(), _day()
_BARE, _NO_COUNT = r"(?<![\d月年./期第每续近约过])", r"(?![均夜报前内游期间常程线])"
"""Around a day named without its month; 为期3日 and 3日游 are none."""
_UNTIL = r"(?:截至到|截至|截止到|截止|(?<![长加高升降少涨展大达])到)"
_RULES: list[tuple[str, str, Gives]] = [
    ("until", rf"{_UNTIL}{_YEAR}(?:{_MONTH}(?:{_DAY})?)?[年]?[底末初]?", _until),
    ("until_data", rf"{_YEAR}(?:{_MONTH})?[底末]?的?(?:统计)?数据显示", _until),
    ("until_end", rf"至{_YEAR}(?:{_MONTH})?[底末]", _until),
    ("until_year_end", rf"{_UNTIL}年[底末终]", _until_year_end),
    ("until_month", rf"{_UNTIL}{_MONTH}(?:{_DAY})?[底末初]?", _until),
    ("until_day_before", rf"{_UNTIL}昨[日天]", _until_day_before),
    ("until_day", rf"{_UNTIL}(?P<day>3[01]|[12]?\d)[日号]", _until_bare_day),
    ("years", rf"(?P<year>(?:19|20)\d\d)\s?年?{_TO}(?P<year_2>(?:19|20)\d\d)\s?年(?:以来)?(?!\d{{1,2}}月)", _span),
    (
        "days",
        rf"{_YEAR}?{_MONTH}(?P<day>3[01]|[12]?\d)\s?[日号]?{_TO}(?:{_year('_2')})?(?:{_month('_2')})?{_day('_2')}",
        _span,
    ),
    ("listed_days", rf"{_YEAR}?{_MONTH}(?P<day>3[01]|[12]?\d)[日号][、和]{_day('_2')}(?![、和])", _span),
    (
        "months",
        rf"{_YEAR}?(?P<month>1[0-2]|0?[1-9]|[{_HAN}])\s?月?份?{_TO}(?:{_year('_2')})?{_month('_2')}(?!\d)",
        _span,
    ),
    ("before", rf"{_YEAR}(?:{_MONTH})?[以之]前", _until),
    ("since_half", rf"{_YEAR}?(?P<half>[上下])半年{_SINCE}", _since_half),
    ("since", rf"{_YEAR}(?:{_MONTH}(?:{_DAY})?)?{_SINCE}", _since),
    ("since_month", rf"{_MONTH}(?:{_DAY})?{_SINCE}", _since),
    ("since_event", rf"{_YEAR}(?:{_MONTH}(?:{_DAY})?)?[^，,。；;：\n\d]{{1,40}}?(?:以来|至今)", _since),
    ("first_months", rf"{_YEAR}?前(?P<count>1[0-2]|[1-9]|[两{_HAN}]|十一)(?:个月|月(?!份))", _first_months),
    ("day", rf"{_YEAR}?{_MONTH}{_DAY}", _time),
    ("bare_days", rf"{_BARE}(?P<day>3[01]|[12]?\d)[日号]?{_TO}(?P<day_2>3[01]|[12]?\d)日{_NO_COUNT}", _bare_days),
    ("bare_day", rf"{_BARE}(?P<day>3[01]|[12]?\d)日{_NO_COUNT}", _bare_days),
    ("iso_day", r"(?P<year>20\d\d)[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})", _time),
    ("half", rf"{_YEAR}?(?P<half>[上下])半年", _half),
    ("first_quarters", rf"{_YEAR}?前(?P<quarter>[二两三23])个?季度", _first_quarters),
    ("quarter", rf"{_YEAR}?第?(?P<quarter>[一二三四1-4])季度", _quarter),
    ("month", rf"{_YEAR}{_MONTH}", _time),
    ("month_alone", rf"(?P<month>1[0-2]|0?[1-9]|(?:十[一二]?|[{_HAN}])(?=月[份底初])|元(?=月))\s?月(?!龄)", _time),
    ("year_before", r"去年同期|上年同期", _year_before),
    ("listed_year", r"(?P<year>(?:19|20)\d\d)(?=[、和及](?:19|20)\d\d年)", _time),
    ("year", rf"{_YEAR}(?!前|龄|级|间|均|轻|产|度创|报)", _time),
    ("aimed_year", r"(?:全年|年度|年内)(?=任务|目标|计划|力争|预计|\d+[万余人户个]+的?(?:目标|任务))", _aimed_year),
    ("whole_year", rf"全年|(?<![两几数\d{_HAN}])年内", _whole_year),
    ("cumulative", r"累计", _cumulative),
    ("each_year", "每年", _each_year),
    ("now", r"截[至止](?:目前|发稿时?|当前|日前|今日)|目前|[至迄]今|到目前为止|到如今", _now),
    (
        "same_day",
        r"当[天日晚]|同一天|同日(?=[，,上下])|[上下]午\s?\d{1,2}(?=[时点:：])|\d{1,2}[时点]\d{1,2}分",
        _same_day,
    ),
    ("occasion", r"现场|(?<!社)会上(?!获悉|了解)|会议期间|活动期间|这一?次|[本此该][次轮届]", _at_occasion),
    ("day_before", r"昨[日天]|今日|今天(?=[上下]午|早上|晚上)", _day_before),
    ("near_month", r"本月|上个?月", _near_month),
    ("season", r"春节|节前|节后|春运", _season),
    ("vague", r"如今|眼下|现在|近日|日前|不久前|前不久|近期|此前", _undated),
    ("years_on", rf"[近过去]*(?P<count>\d+|[两{_HAN}]+)年(?:多)?来", _years_on),
    (
        "undated",
        rf"脱贫攻坚期间|近[几{_HAN}]年来?|十[一二三四]五(?:时期|期间|以来)|[近历]年来|以来",
        _undated,
    ),
]
_BEGIN = re.compile(
    r"(?<!\d)\d|[今本去上前当截到全年累每目如眼现至迄同下元会活这此该昨春节近日不脱过历明十一二三四五六七八九第以]"
)
"""What a time expression can begin with: most characters begin none."""
_PATTERNS = {name: re.compile(pattern) for name, pattern, _ in _RULES}
_GIVES = {name: gives for name, _, gives in _RULES}
_INNER_NAME = re.compile(r"\(\?P<\w+>")
_ANY = re.compile("|".join(f"(?P<{name}>{_INNER_NAME.sub('(?:', pattern)})" for name, pattern, _ in _RULES))


def time_words(text: str, start: int, end: int) -> Iterator[tuple[str, re.Match[str]]]:
    """The time expressions of `text[start:end]` in order, without overlap, each with its rule's name."""
    at = start
    while begin := _BEGIN.search(text, at, end):
        at = begin.start() + 1
        match = _ANY.match(text, begin.start(), end)
        if match and match.lastgroup:
            at = match.end()
            yield match.lastgroup, match


def meaning(rule: str, match: re.Match[str], clock: Clock) -> Period | None:
    """What a time expression says, which moves the clock's year; None where it says nothing here."""
    inner = _PATTERNS[rule].match(match.string, match.start())
    return _GIVES[rule](inner, clock) if inner else None
