"""The date of a page: stated beside a label or alone, else the day that the news itself gives."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.extract.quantities.number import whole
from kg.extract.wordlists import alternation
from kg.model import Span

_HAN_NUMBER = "[一二三四五六七八九十]"
_YEAR_FIRST = (
    r"(?P<year>(?:19|20)\d\d)(?:\s?[年./-]\s?|\s{1,3}(?=\d\d/\d\d\s))"
    r"(?P<month>\d{1,2})[ 　]?[月./-][ 　]?(?P<day>\d{1,2})(?!\d)\s?日?"
)
_DAY_FIRST = r"(?<![\d.])(?P<day_first>\d\d)\.(?P<month_next>\d\d)\.(?P<year_last>20\d\d)"
_WRITTEN = (
    rf"(?P<written>[一二][九〇零○O0][〇零○O0一二三四五六七八九]{{2}})\s?年\s?(?P<written_month>{_HAN_NUMBER}{{1,2}})\s?月"
    rf"\s?(?P<written_day>{_HAN_NUMBER}{{1,3}})\s?日"
)
_SHORT = r"(?<![\d./-])(?P<short_year>[12]\d)-(?P<short_month>\d\d)-(?P<short_day>\d\d)(?=\s+\d\d:\d\d)"
DATE = rf"(?:{_YEAR_FIRST}|{_DAY_FIRST}|{_WRITTEN}|{_SHORT})"
"""A day of a year in digits, in either order, or in Chinese numerals; with two digits of the year before a time.

The year may stand in a line of its own: 2024, then 08/07."""
MONTH = (
    r"(?:(?P<year_of_month>20\d\d)\s?年\s?(?P<month_of_year>1[0-2]|0?[1-9])\s?月"
    r"|(?P<written_year>二[〇零○O0][〇零○O0一二三四五六七八九]{2})\s?年\s?(?P<written_month_alone>十[一二]?|[一二三四五六七八九])\s?月)"
)
"""A month of a year, of a page that tells no day: below it, or in brackets."""
TIME = r"(?:(?:\s*|T)\d\d?[:：时]\d\d(?:[:：分](?:\d\d秒?)?)?)?"
_NEXT = r"来源|作者|编辑|浏览|点击|字号|字体|【|打印|阅读"
_STATED = (
    (
        "label",
        re.compile(
            r"(?:(?<![\u4e00-\u9fff、.．)）])|(?<=[局厅委办府心部室会社司院校站台网报]))"
            rf"(?:(?:{alternation('date_labels.txt')})\s?[:：]|[发刊][布表发载]于)\s*{DATE}"
        ),
    ),
    ("date alone", re.compile(rf"(?:^|(?<=[\s　(（\[|｜?？])){DATE}{TIME}(?=[\s　)）\]|｜?？]|$|{_NEXT})", re.M)),
    ("dateline", re.compile(rf"^[^\n。，,]{{0,12}}{DATE}\s?(?:讯|电|消息)", re.M)),
    ("after a medium", re.compile(rf"^[\u4e00-\u9fff]{{2,10}}(?:网|报|社|台|在线|客户端)\s?{DATE}{TIME}\s*$", re.M)),
    (
        "after a source",
        re.compile(
            rf"(?:(?:{alternation('publisher_labels.txt')})\s?[:：]\s*|载于?|[摘转]自)[《“]?[\u4e00-\u9fff]{{2,14}}[》”]?\s?[（(]?{DATE}"
        ),
    ),
    (
        "before a medium",
        re.compile(rf"[（(](?:原?载于?|摘自|据)?\s?{DATE}\s?《[^》\n]{{2,14}}》[^（()）\n]{{0,8}}[)）]"),
    ),
    ("closing bracket", re.compile(rf"[（(][^（()）\n。]{{1,24}}[，,、\s]{DATE}\s*[)）]\s*$", re.M)),
    ("after a signature", re.compile(rf"(?<=[局厅委办府心部室会社司院校]){DATE}(?=\s|$|【)", re.M)),
    ("month alone", re.compile(rf"(?:^|(?<=[ 　\n（(])){MONTH}\s*[)）]?\s*\Z", re.M)),
    ("month after a name", re.compile(rf"^\s*[\u4e00-\u9fff]{{3,24}}[ \t　]+{MONTH}\s*$", re.M)),
    ("month in brackets", re.compile(rf"^\s*[（(](?:[^（()）\n。]{{1,24}}\s)?{MONTH}[)）]\s*$", re.M)),
)
_NEWS_DAY = re.compile(r"(?<![\d月至-])(?P<month>1[0-2]|[1-9])月(?P<day>3[01]|[12]?\d)日")
_FULL_DATE = re.compile(DATE)
_SENTENCE_YEAR = re.compile(r"(?P<year>20\d\d)\s?年")
_BEGINNING = 600


def stated_date(text: str, zones: Iterable[Span]) -> tuple[str, Span, str] | None:
    """The date that a page states, as EDTF, its words, and how it states it."""
    for rule, pattern in _STATED:
        for zone in zones:
            for match in pattern.finditer(text, *zone):
                date = _month(match) if rule.startswith("month") else iso(match)
                if date:
                    return date, match.span(), f"published: {rule}"
    return None


def implied_date(text: str) -> str | None:
    """The date that the news itself gives: the first day named in the text, with the year of its sentence."""
    beginning = text[:_BEGINNING]
    day = _NEWS_DAY.search(beginning)
    if not day:
        return None
    full = _FULL_DATE.search(beginning)
    if full and full.start() <= day.start() < full.end():
        is_news = "。" not in beginning[: full.start()]  # further down it is history
        return iso(full) if is_news else None
    end = beginning.find("。", day.end())
    year = _SENTENCE_YEAR.search(beginning, day.end(), end if end > 0 else len(beginning))
    return f"{year['year']}-{int(day['month']):02}-{int(day['day']):02}" if year else None


def _month(match: re.Match[str]) -> str:
    """The month of a match of `MONTH` as YYYY-MM."""
    year, month = match["year_of_month"], match["month_of_year"]
    if not year:
        year, month = str(whole(match["written_year"].replace("0", "〇"))), match["written_month_alone"]
    return f"{year}-{whole(month):02}"


def iso(match: re.Match[str]) -> str | None:
    """The day of a match of `DATE` as YYYY-MM-DD; None for a day that there is not."""
    if match["year"]:
        year, month, day = match["year"], int(match["month"]), int(match["day"])
    elif match["year_last"]:
        year, month, day = match["year_last"], int(match["month_next"]), int(match["day_first"])
    elif match["short_year"]:
        year, month, day = f"20{match['short_year']}", int(match["short_month"]), int(match["short_day"])
    else:
        year = str(whole(match["written"].replace("0", "〇")))
        month, day = whole(match["written_month"]), whole(match["written_day"])
    return f"{year}-{month:02}-{day:02}" if 1 <= month <= 12 and 1 <= day <= 31 else None
