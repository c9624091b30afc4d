"""Periods: the time that a figure or relation is about, as EDTF (ISO 8601-2) at the text's own precision.

Each rule is a pattern and what it gives. A year left out is the page's, or `XXXX` where that is unknown.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from kg.model import Mention


@dataclass(frozen=True, slots=True)
class Period:
    """What a time expression says."""

    edtf: str | None
    """None where it needs history to date (脱贫攻坚期间): it still ends the reach of the period before it."""
    is_up_to_now: bool = False
    """截至目前: a state at the time of writing."""
    is_local: bool = False
    """Of the next figure only: 完成全年任务600人的102%, 去年同期为2.1亿元."""


@dataclass(slots=True)
class Clock:
    """What the words now in view count from."""

    today: str | None
    """The page's date as far as known: `2020-04-24`, `2020-04` or `2020`."""
    report_year: int | None = None
    """The year that the page reports on, by its title."""
    year: int | None = None
    """The year last named in the sentence."""
    last: str | None = None
    """The period last named, for 当天 and 去年同期."""
    has_named: bool = False
    """Whether the sentence has named a period."""

    def year_of_month(self, month: int) -> int | None:
        """The year of a month named alone: the last one that had it by the time of writing."""
        if self.report_year:
            return self.report_year
        year, written = self.page_year(), self.today[5:7] if self.today else ""
        return year - 1 if year and written.isdigit() and month > int(written) + 1 else year

    def month_of_day(self, day: int) -> str | None:
        """The month (`2023-02`) of a day named alone: the one named last, else by the time of writing."""
        named = re.findall(r"[\dX]{4}-\d\d", self.last or "")
        is_past = named and f"{named[-1]}-{day:02}" < str(self.last)[-10:]
        if named and not (is_past and self.today):
            return str(named[-1])
        if not self.today or not re.fullmatch(r"\d{4}-\d\d-\d\d", self.today):
            return None
        written = date.fromisoformat(self.today)
        return str(written if day <= written.day else written.replace(day=1) - timedelta(days=1))[:7]

    def page_year(self) -> int | None:
        """The year of writing."""
        return int(self.today[:4]) if self.today and self.today[:4].isdigit() else None


_RELATIVE_YEARS = {"今年": 0, "本年": 0, "本年度": 0, "去年": -1, "上年": -1, "上一年": -1, "前年": -2, "当年": None}
_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_YEAR = r"(?:(?P<year>(?:19|20)\d\d)\s?年|(?P<relative>今年|本年度|本年|去年|上一年|上年|前年|当年))"
_MONTH = r"(?P<month>1[0-2]|0?[1-9])\s?月"
_TO = r"[-－—–~～至到]"
_SINCE = r"(?:以来|起|开始|至今)"
_BARE, _NO_COUNT = r"(?<![\d月年./期第每续近约过])", r"(?![均夜报前内游期间常程])"
"""Around a day named without its month; 为期3日 and 3日游 are none."""
_UNTIL = r"(?:截至|截止到|截止|截至到|(?<![长加高升降少涨展大])到)"


def find_periods(text: str, start: int, end: int, clock: Clock) -> list[Mention[Period]]:
    """The time expressions of `text[start:end]` in order; each mention's value is a Period. Moves the clock on."""
    found = []
    for match in _ANY.finditer(text, start, end):
        if _COMPARED.search(text, max(start, match.start() - 3), match.start()):
            continue  # 比去年同期增长: the figure is this period's
        if text.rfind("《", start, match.start()) > text.rfind("》", start, match.start()):
            continue  # a year in a document's name
        name = next(name for name, value in match.groupdict().items() if value is not None and name in _GIVES)
        inner = _PATTERNS[name].match(text, match.start())
        period = _GIVES[name](inner, clock) if inner else None
        if period is not None:
            clock.has_named = True
            found.append(Mention("period", match.start(), match.end(), period, name))
            clock.last = clock.last if period.is_local else period.edtf or clock.last
    return found


def since(period: str | None) -> str | None:
    """The open period that began then: `2017` gives `2017/..`."""
    return f"{period}/.." if period and "/" not in period else period


def _year_of(match: re.Match[str], clock: Clock) -> str:
    groups = match.groupdict()
    if groups.get("year"):
        clock.year = int(groups["year"])
    elif groups.get("relative"):
        shift = _RELATIVE_YEARS[groups["relative"]]
        page_year = clock.page_year()
        if shift is not None:
            clock.year = page_year + shift if page_year else None
    elif clock.year is None:
        month = groups.get("month") or groups.get("last") or groups.get("count")
        clock.year = clock.year_of_month(int(month)) if month else clock.report_year or clock.page_year()
    return str(clock.year) if clock.year else "XXXX"


def _day(match: re.Match[str], clock: Clock) -> Period:
    return Period(f"{_year_of(match, clock)}-{int(match['month']):02}-{int(match['day']):02}")


def _bare_day(match: re.Match[str], clock: Clock) -> Period | None:
    month = clock.month_of_day(int(match["day"]))
    return Period(f"{month}-{int(match['day']):02}") if month else None


def _bare_days(match: re.Match[str], clock: Clock) -> Period | None:
    month = clock.month_of_day(int(match["day"]))
    return Period(f"{month}-{int(match['first']):02}/{month}-{int(match['day']):02}") if month else None


def _month(match: re.Match[str], clock: Clock) -> Period:
    return Period(f"{_year_of(match, clock)}-{int(match['month']):02}")


def _days(match: re.Match[str], clock: Clock) -> Period:
    year = _year_of(match, clock)
    first, last = int(match["month"]), int(match["last_month"] or match["month"])
    return Period(f"{year}-{first:02}-{int(match['first']):02}/{year}-{last:02}-{int(match['last']):02}")


def _months(match: re.Match[str], clock: Clock) -> Period:
    year = _year_of(match, clock)
    last_year = match.groupdict().get("last_year") or year
    return Period(f"{year}-{int(match['first']):02}/{last_year}-{int(match['last']):02}")


def _first_months(match: re.Match[str], clock: Clock) -> Period:
    return Period(f"{_year_of(match, clock)}-01/{_year_of(match, clock)}-{int(match['count']):02}")


def _half(match: re.Match[str], clock: Clock) -> Period:
    year, first = _year_of(match, clock), match["half"] == "上"
    return Period(f"{year}-01/{year}-06" if first else f"{year}-07/{year}-12")


def _quarter(match: re.Match[str], clock: Clock) -> Period:
    year, quarter = _year_of(match, clock), _QUARTERS[match["quarter"]]
    return Period(f"{year}-{quarter * 3 - 2:02}/{year}-{quarter * 3:02}")


def _first_quarters(match: re.Match[str], clock: Clock) -> Period:
    year = _year_of(match, clock)
    return Period(f"{year}-01/{year}-{_QUARTERS[match['quarter']] * 3:02}")


def _year(match: re.Match[str], clock: Clock) -> Period:
    return Period(_year_of(match, clock))


def _years(match: re.Match[str], clock: Clock) -> Period:
    return Period(f"{match['from_year']}/{match['to_year']}")


def _since(match: re.Match[str], clock: Clock) -> Period:
    year, month = _year_of(match, clock), match.groupdict().get("month")
    if match.groupdict().get("relative"):
        return Period(year)  # 今年以来 is the year so far
    return Period(f"{year}-{int(month):02}/.." if month else f"{year}/..")


def _until(match: re.Match[str], clock: Clock) -> Period:
    groups = match.groupdict()
    date = _year_of(match, clock)
    for part in ("month", "day"):
        if groups.get(part):
            date += f"-{int(groups[part]):02}"
    return Period(f"../{date}", is_up_to_now=True)


def _now(match: re.Match[str], clock: Clock) -> Period:
    complete = clock.today and "X" not in clock.today
    return Period(f"../{clock.today}" if complete else None, is_up_to_now=True)


def _cumulative(match: re.Match[str], clock: Clock) -> Period | None:
    """累计 is up to now only where the sentence has named no period."""
    return None if clock.has_named else _now(match, clock)


def _same_day(match: re.Match[str], clock: Clock) -> Period | None:
    return Period(clock.last) if clock.last and re.fullmatch(r"[\dX]{4}-\d\d-\d\d", clock.last) else None


def _year_before(match: re.Match[str], clock: Clock) -> Period | None:
    if not clock.last or "X" in clock.last:
        return None
    before = re.sub(r"\d{4}", lambda year: str(int(year.group()) - 1), clock.last)
    return Period(before, is_local=True)


def _aimed_year(match: re.Match[str], clock: Clock) -> Period:
    return Period(_year_of(match, clock), is_local=True)


def _each_year(match: re.Match[str], clock: Clock) -> Period:
    return Period(None, is_local=True)


def _undated(match: re.Match[str], clock: Clock) -> Period:
    return Period(None)


_COMPARED = re.compile(r"[比较同]\s?$")
Gives = Callable[[re.Match[str], Clock], Period | None]
_RULES: list[tuple[str, str, Gives]] = [
    ("until_day", rf"{_UNTIL}{_YEAR}?{_MONTH}(?P<day>\d{{1,2}})\s?[日号]", _until),
    ("until_month", rf"{_UNTIL}{_YEAR}?{_MONTH}(?:底|末|份)?", _until),
    ("until_year", rf"{_UNTIL}{_YEAR}(?:底|末|年底)?", _until),
    ("years", rf"(?P<from_year>(?:19|20)\d\d)\s?年?{_TO}(?P<to_year>(?:19|20)\d\d)\s?年", _years),
    (
        "months",
        rf"{_YEAR}?(?P<first>\d{{1,2}})\s?月?(?:份)?{_TO}(?:(?P<last_year>20\d\d)年)?(?P<last>1[0-2]|0?[1-9])\s?月",
        _months,
    ),
    ("since_event", rf"自从?{_YEAR}(?:{_MONTH})?[^。；\n]{{1,30}}?以来", _since),
    ("since_month", rf"{_YEAR}{_MONTH}(?:份)?{_SINCE}", _since),
    ("since_year", rf"{_YEAR}{_SINCE}", _since),
    ("first_months", rf"{_YEAR}?前(?P<count>\d{{1,2}})个月", _first_months),
    (
        "days",
        rf"{_YEAR}?{_MONTH}(?P<first>\d{{1,2}})\s?[日号]?{_TO}(?:(?P<last_month>1[0-2]|0?[1-9])\s?月)?(?P<last>3[01]|[12]?\d)\s?[日号]",
        _days,
    ),
    ("day", rf"{_YEAR}?{_MONTH}(?P<day>3[01]|[12]\d|0?[1-9])\s?[日号]", _day),
    ("bare_days", rf"{_BARE}(?P<first>3[01]|[12]?\d)[日号]?{_TO}(?P<day>3[01]|[12]?\d)日{_NO_COUNT}", _bare_days),
    ("bare_day", rf"{_BARE}(?P<day>3[01]|[12]?\d)日{_NO_COUNT}", _bare_day),
    ("iso_day", r"(?P<year>20\d\d)[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})", _day),
    ("month", rf"{_YEAR}?{_MONTH}", _month),
    ("half", rf"{_YEAR}?(?P<half>[上下])半年", _half),
    ("first_quarters", rf"{_YEAR}?前(?P<quarter>[二三23])个?季度", _first_quarters),
    ("quarter", rf"{_YEAR}?第?(?P<quarter>[一二三四1-4])季度", _quarter),
    ("year_before", r"去年同期|上年同期", _year_before),
    ("year", rf"{_YEAR}(?!前|龄|级|间|均|轻|产|度创|报)", _year),
    ("aimed_year", r"(?:全年|年度|年内)(?=任务|目标|计划|力争|预计)", _aimed_year),
    ("whole_year", r"全年|年内", _year),
    ("cumulative", r"累计", _cumulative),
    ("each_year", "每年", _each_year),
    ("now", r"截至目前|截至发稿时?|截至当前|截止目前|截至日前|目前|如今|眼下|现在|至今|迄今|到目前为止", _now),
    ("same_day", r"当[天日晚]|[上下]午\d{1,2}[时点]", _same_day),
    (
        "undated",
        r"脱贫攻坚期间|[近过去]*[一二三四五六七八九十\d]年(?:多)?来|近[几一二三四五]年来?|十[一二三四]五(?:时期|期间|以来)|近年来|历年来",
        _undated,
    ),
]
_PATTERNS = {name: re.compile(pattern) for name, pattern, _ in _RULES}
_GIVES = {name: gives for name, _, gives in _RULES}
_INNER_NAME = re.compile(r"\(\?P<\w+>")
_ANY = re.compile("|".join(f"(?P<{name}>{_INNER_NAME.sub('(?:', pattern)})" for name, pattern, _ in _RULES))


def report_period(title: str, today: str | None) -> Period | None:
    """The period that a title says the page reports on (…2023年上半年…情况通报), else None."""
    periods = find_periods(title, 0, len(title), Clock(today))
    dated = [mention.value for mention in periods if mention.rule in _REPORTED and mention.value.edtf]
    return dated[0] if dated else None


_REPORTED = ("year", "half", "quarter", "months", "month", "first_quarters", "first_months", "years")
