"""What the time words of a page count from: the day of writing, and what was named before them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

_DAY = re.compile(r"[\dX]{4}-\d\d-\d\d")
_MONTH = re.compile(r"[\dX]{4}-\d\d")
_CLOSED_YEARS = re.compile(r"(?:\.\./)?(?:\d{4}(?:-\d\d)*/)?(\d{4})(?:-\d\d)*")


_YEAR = re.compile(
    r"(?P<opens>(?<![^，,。；;！？\n])\s*)?(?P<year>20\d\d)\s?年(?P<since>以来|来|起|开始|至今|[^，,。；;\d\n]{1,20}以来)?"
    r"(?P<month>\s?\d{1,2}月)?"
)
_UP_TO_DATE = re.compile(r"\s*20\d\d\s?年\s?\d{1,2}月\d{1,2}日")
_AS_OF = re.compile(r"截[至止]到?$")
_FIGURE = re.compile(r"[^。；;\n]*\d")
_FROM_VIEW = ("上", "本年度")
"""Beginnings of the words for a year that count from the one in view, where there is one."""
_ONLY_FROM_VIEW = ("当", "同", "那", "次", "翌", "第")
_THIS_YEAR, _LAST_YEAR = re.compile(r"今年|本年"), re.compile(r"(?<![比较同])(?:去年|上年)(?!同期)")
_WITHIN = re.compile(r"全年|(?<![\d一二两三四五六七八九十几数])年内")
"""How a yearbook speaks of its year."""
_COPIED_AFTER = 3
"""Years between the last year that a page speaks of and its date from which on the date is a later copy's."""
_TOLD_YEAR = re.compile(r"\d{4}(?!.*/\.\.)")
"""Of a period that is neither a sum up to a time nor still open."""
_FIRST_MONTHS = "123"
_JUST_AFTER = re.compile(r"-01-(?:0\d|10)$")
"""A date so early in a year that 今年 may still be the year before."""


def writing_year(text: str, today: str | None, title: str = "") -> int | None:
    """The year that 今年 means: the page's date's, else its title's, else the one that the text's own years tell.

    A page without 今年 that names no year later than three before its date is a copy, written in the last year that it
    names; one of early January that speaks of 今年 and names the year before and not its own was written in that.
    """
    named = [match for match in _YEAR.finditer(text) if not match["since"]]
    latest = max((int(match["year"]) for match in named), default=None)
    if not today or not today[:4].isdigit():
        titled = re.findall(r"(20\d\d)\s?年", title)
        return (
            int(max(titled)) if titled else _year_told(text, [match for match in named if match["year"] == str(latest)])
        )
    dated = int(today[:4])
    if _THIS_YEAR.search(text):
        is_just_after = _JUST_AFTER.search(today) and f"{dated}年" not in text and f"{dated - 1}年" in text
        return dated - 1 if is_just_after else dated
    return latest if latest and dated - latest >= _COPIED_AFTER else dated


def _year_told(text: str, named: list[re.Match[str]]) -> int | None:
    """The year of writing of a page without a date: its last year where it speaks of 今年 or 年内, after it of 去年.

    That year must be what the page is about: named twice, or opening a clause with figures (2018年，…). A page that
    names a day of it, or reports as of a month of it (截至2022年9月), is written in it.
    """
    if any(
        _UP_TO_DATE.match(text, match.start()) or (_AS_OF.search(text[: match.start()]) and match["month"])
        for match in named
    ):
        return int(named[0]["year"])
    whole = [match for match in named if not match["month"]]
    if len(whole) < 2 and not any(match["opens"] is not None and _FIGURE.match(text, match.end()) for match in whole):
        return None
    latest = int(whole[0]["year"])
    if _THIS_YEAR.search(text):
        return latest
    if _LAST_YEAR.search(text):
        return latest + 1
    return latest if _WITHIN.search(text) else None


@dataclass(slots=True)
class Clock:
    """What the words now in view count from."""

    today: str | None
    """The page's date as far as known: `2020-04-24`, `2020-04` or `2020`."""
    this_year: int | None = None
    """The year of writing, where it is another than that of `today`."""
    report_year: int | None = None
    """The year that the page reports on, by its title."""
    sums_up: bool = False
    """Whether the page sums up a time that its title names (2022年工作总结): its 累计 is of that time."""
    year: int | None = None
    """The year last named in the sentence."""
    last: str | None = None
    """The period last named, for 去年同期 and 全年."""
    in_view: str | None = None
    """The period last named in the paragraph."""
    day: str | None = None
    """The day or days of the occasion last named, for 当天 and 现场."""
    told: str | None = None
    """The day on which the page says that it was told, or written."""
    paired: str | None = None
    """When the page says that a pairing began, for 结对以来."""
    has_named: bool = False
    """Whether the sentence has named a period."""

    def next_sentence(self) -> None:
        """Forgets what only reaches over a sentence."""
        self.year, self.has_named = None, False

    def next_paragraph(self) -> None:
        """Forgets what only reaches over a paragraph."""
        self.in_view = None

    def named(self, edtf: str | None, is_local: bool = False) -> None:
        """Moves on to a period that the text has named."""
        if edtf and not is_local:
            self.last = self.in_view = edtf
            if all(_DAY.fullmatch(end) for end in edtf.split("/")):
                self.day = edtf

    def year_of_month(self, month: int, is_alone: bool) -> int | None:
        """The year of a month: the last one that had it by the time of writing.

        That of one named alone (5月, 5月6日) is of the year that the paragraph tells of; 前5个月 and 截至5月 are not.
        """
        if self.report_year:
            return self.report_year
        if is_alone and (told := _TOLD_YEAR.match(self.in_view or "")):
            return int(told[0])
        year, written = self.page_year(), self.today[5:7] if self.today else ""
        is_of_today = bool(self.today) and str(self.today).startswith(str(year))
        return year - 1 if year and is_of_today and written.isdigit() and month > int(written) + 1 else year

    def month_of_day(self, day: int) -> str | None:
        """The month (`2023-02`) of a day named alone: the one named last, else by the time of writing."""
        named = _MONTH.findall(self.last or "")
        is_past = named and f"{named[-1]}-{day:02}" < str(self.last)[-10:]
        if named and not (is_past and self.today):
            return str(named[-1])
        written = self.written_on()
        if not written:
            return None
        return str(written if day <= written.day else written.replace(day=1) - timedelta(days=1))[:7]

    def relative_year(self, word: str, shift: int) -> int | None:
        """The year of 去年 and the like, `shift` years from that of writing; 上年, 当年 count from the one in view."""
        if word.startswith((*_FROM_VIEW, *_ONLY_FROM_VIEW)):
            in_view = self.year or self._year_in_view()
            if in_view or word.startswith(_ONLY_FROM_VIEW):
                return in_view + shift if in_view else None
        written = self.page_year()
        return written + shift if written else None

    def _year_in_view(self) -> int | None:
        """The year of the period named last."""
        years = re.findall(r"\d{4}", self.last or "")
        return int(years[-1]) if years else None

    def page_year(self) -> int | None:
        """The year of writing."""
        if self.this_year:
            return self.this_year
        return int(self.today[:4]) if self.today and self.today[:4].isdigit() else None

    def is_to_come(self, point: str) -> bool:
        """Whether a point is of a year after that of writing."""
        written = self.page_year()
        return bool(written and point[:4].isdigit() and int(point[:4]) > written)

    def written_on(self) -> date | None:
        """The day of writing, where it is known to the day."""
        return day_of(self.today)

    def has_just_begun(self, year: str) -> bool:
        """Whether the page was written in the first months of a year."""
        return bool(self.today) and re.fullmatch(rf"{year}-0[{_FIRST_MONTHS}](?:-\d\d)?", str(self.today)) is not None

    def whole_year(self) -> str:
        """The year that 全年 means: the sentence's, the one summed up, that of the period named last, or the page's."""
        closed = _CLOSED_YEARS.fullmatch(self.last or "")
        summed_up = self.report_year if self.sums_up else None
        year = self.year or summed_up or (closed and closed[1]) or self.report_year or self.page_year()
        return str(year or "XXXX")


def day_of(edtf: str | None) -> date | None:
    """An EDTF day as a date; None for what is none, or stands in no calendar."""
    try:
        return date.fromisoformat(edtf or "")
    except ValueError:
        return None
