"""Time expressions: each rule is a pattern and what it means, which `time_meaning` works out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from kg.extract.times import time_meaning as means
from kg.extract.times.clock import Clock
from kg.extract.times.time_meaning import RELATIVE_YEARS, Period

_Means = Callable[[re.Match[str], Clock], Period | None]

_HAN = "一二三四五六七八九十"
_TO = r"\s?(?:[-－—–―~～至到]|——)+\s?"
_SINCE = r"(?:以来|来(?=[，,已共累先我全两双])|算?起|开?始(?!终)|至今|到现在|到目前)(?![诉点步跑])"
_COUNTED_YEAR = r"(?<![^，,。；;：:“\s到在])第二年(?!度)"
"""Only where it opens a clause: 协作的第二年 is none."""
_RELATIVE = "|".join(sorted({*RELATIVE_YEARS, _COUNTED_YEAR} - {"第二年"}, key=len, reverse=True))
_PART_OF_MONTH = "(?:[上中下]旬|[初底末])?"


def _year(suffix: str = "") -> str:
    written = rf"(?P<year{suffix}>(?:19|20)\d\d|[一二][〇○零九][〇○零{_HAN}]{{2}})\s?(?:年度?\s?|(?=[上下]半年))"
    return rf"(?:{written}|(?P<relative{suffix}>{_RELATIVE}))"


def _month(suffix: str = "") -> str:
    return rf"(?P<month{suffix}>1[0-2]|0?[1-9]|十[一二]?|[{_HAN}元])\s?月份?\s?"


def _day(suffix: str = "") -> str:
    return rf"(?P<day{suffix}>3[01]|[12]\d|0?[1-9]|[二三]?十[{_HAN}]?|[{_HAN}])\s?[日号]"


_YEAR, _MONTH, _DAY = _year(), _month(), _day()
_BARE, _NO_COUNT = r"(?<![\d月年./期第每续近约过])", r"(?![均夜报前内游期间常程线])"
"""Around a day named without its month; 为期3日 and 3日游 are none."""
_OPENING = r"(?<![^，,。；;：:、\s（(])"
_UNTIL = rf"(?:截[至止]到?|(?<![长加高升降少涨展大达])到(?!(?:19|20)\d\d年的)|{_OPENING}至)"
"""至 only where it opens a clause: elsewhere it ends a span."""
_AIM, _KIND = "(?:任务|目标|计划|指标)", "[\u4e00-\u9fff]{0,6}?"
"""What is aimed at, and of what kind: 全年协议任务, 年度转移就业目标."""
_PAIRING = r"(?:结[对亲]|协作|合作|对口|帮扶|支援|援建|牵手|关系|签约)+"
_RULES: list[tuple[str, str, _Means]] = [
    ("until", rf"{_UNTIL}{_YEAR}(?:{_MONTH}(?:{_DAY})?)?[年]?[底末初]?", means.until),
    ("until_data", rf"{_YEAR}(?:{_MONTH})?[底末]?的?(?:统计)?数据显示", means.until),
    ("until_end", rf"至{_YEAR}(?:{_MONTH})?[底末]", means.until),
    ("until_year_end", r"(?:截[至止]到?|到)年[底末终]", means.until_year_end),
    ("until_quarter", rf"{_UNTIL}{_YEAR}?第?(?P<quarter>[一二三四1-4])季度[底末]?", means.until_quarter),
    ("until_half", rf"{_UNTIL}{_YEAR}?(?P<half>[上下])半年[底末]?", means.until_half),
    ("until_near_month", rf"{_UNTIL}(?:本月|上个?月)[底末初]?(?!\d)", means.until_near_month),
    ("until_month", rf"(?:{_UNTIL}|(?<=[后来])至){_MONTH}(?:{_DAY})?[底末初]?", means.until),
    ("until_day_before", rf"{_UNTIL}昨[日天]", means.until_day_before),
    ("until_day", rf"{_UNTIL}(?P<day>3[01]|[12]?\d)[日号]", means.until_bare_day),
    ("years", rf"(?P<year>(?:19|20)\d\d)\s?年?{_TO}(?P<year_2>(?:19|20)\d\d)\s?年(?:以来)?(?!\d{{1,2}}月)", means.span),
    (
        "days",
        rf"{_YEAR}?{_MONTH}(?P<day>3[01]|[12]?\d)\s?[日号]?{_TO}(?:{_year('_2')})?(?:{_month('_2')})?{_day('_2')}",
        means.span,
    ),
    ("listed_days", rf"{_YEAR}?{_MONTH}(?P<day>3[01]|[12]?\d)[日号][、和]{_day('_2')}(?![、和])", means.span),
    (
        "months",
        rf"{_YEAR}?(?P<month>1[0-2]|0?[1-9]|[{_HAN}])\s?(?:月{_PART_OF_MONTH}|月?份?)(?:一直|持续|延续)*{_TO}"
        rf"(?:{_year('_2')})?{_month('_2')}{_PART_OF_MONTH}(?!\d)",
        means.span,
    ),
    ("before", rf"{_YEAR}(?:{_MONTH})?[以之]前", means.until),
    ("since_half", rf"{_YEAR}?(?P<half>[上下])半年{_SINCE}", means.since_half),
    ("since", rf"{_YEAR}(?:{_MONTH}(?:{_DAY})?)?{_SINCE}", means.since),
    ("since_month", rf"{_MONTH}(?:{_DAY}|[上中下]旬)?{_SINCE}", means.since),
    ("since_new_year", r"(?:今年)?(?:年初|开年|初)以来", means.this_year),
    (
        "since_event",
        rf"{_YEAR}(?:{_MONTH}(?:{_DAY})?)?(?:(?!今年|去年|讯|消息)[^，,。；;：\n\d]){{1,40}}?(?:以来|至今)",
        means.since,
    ),
    ("since_pairing", rf"{_PAIRING}[^，,。；;：\n\d]{{0,4}}以来", means.since_pairing),
    ("since_event_of_month", rf"(?<=[自从]){_MONTH}(?:{_DAY})?[^，,。；;：\n\d]{{1,20}}?(?:以来|至今)", means.since),
    (
        "first_months",
        rf"(?:{_YEAR}[前头]|前)(?P<count>1[0-2]|[1-9]|[两{_HAN}]|十一)(?:个月|月(?!份))",
        means.first_months,
    ),
    ("day", rf"{_YEAR}?{_MONTH}{_DAY}", means.time),
    ("bare_days", rf"{_BARE}(?P<day>3[01]|[12]?\d)[日号]?{_TO}(?P<day_2>3[01]|[12]?\d)日{_NO_COUNT}", means.bare_days),
    ("bare_day", rf"{_BARE}(?P<day>3[01]|[12]?\d)日{_NO_COUNT}", means.bare_days),
    ("iso_day", r"(?P<year>20\d\d)[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})", means.time),
    ("half", rf"{_YEAR}?(?P<half>[上下])半年", means.half),
    ("first_quarters", rf"{_YEAR}?(?:前|[一1]{_TO})(?P<quarter>[二两三23])个?季度", means.first_quarters),
    ("quarter", rf"{_YEAR}?第?(?P<quarter>[一二三四1-4])季度", means.quarter),
    ("month", rf"{_YEAR}{_MONTH}", means.time),
    ("month_alone", rf"(?P<month>1[0-2]|0?[1-9]|(?:十[一二]?|[{_HAN}])(?=月[份底初])|元(?=月))\s?月(?!龄)", means.time),
    ("year_before", r"去年同期|上年同期", means.year_before),
    ("listed_year", r"(?P<year>(?:19|20)\d\d)(?=[、和及](?:19|20)\d\d年)", means.time),
    ("year", rf"{_YEAR}(?:全年)?(?!前|龄|级|间|均(?![为已有是达])|轻|度创|报)", means.time),
    (
        "aimed_year",
        rf"(?:全年|年度|年内)(?={_AIM}|预期|既定|力争|预计|{_KIND}的?{_AIM}|约?[\d.]+[万亿余多个家人户元名]+的?{_KIND}{_AIM})",
        means.aimed_year,
    ),
    (
        "whole_year",
        rf"全年|(?<![两几数\d{_HAN}])年内|(?<![今去前明后整\d{_HAN}])年[末底](?!前|[将还再预计可要])",
        means.whole_year,
    ),
    ("cumulative", r"累计", means.cumulative),
    ("each_year", "每年", means.each_year),
    (
        "now",
        r"截[至止]到?(?:目前|(?:记者)?发稿时?|当前|日前|今[日天]|现在)|目前|当前(?=[，,]|[全我已共有])|[至迄]今(?!年)|到目前为止|到现在|到如今",
        means.now,
    ),
    ("today", r"(?<![实出体表发呈涌再展兑重显])现(?:有|已|共有|建[成有])|现?如今|眼下", means.at_present),
    ("by_then", "至此", means.by_then),
    ("same_month", "[当同]月", means.same_month),
    (
        "same_day",
        r"当[天日晚]|同一天|同日(?=[，,上下])|[上下]午\s?\d{1,2}(?=[时点:：])|\d{1,2}[时点]\d{1,2}分",
        means.same_day,
    ),
    (
        "occasion",
        r"现场|(?<!社)会上(?!获悉|了解)|(?:仪式|活动|典礼|论坛)[上中]|(?:会议|活动|考察|调研|访问)期间|这一?次|[本此该][次轮届]",
        means.at_occasion,
    ),
    (
        "day_before",
        r"[昨今][日天]?\s?[（(]\d{1,2}[日号]?[)）][日号]?|昨[日天]|今日|今天(?=[上下]午|早上|晚上)",
        means.day_before,
    ),
    ("near_month", r"本月|上个?月", means.near_month),
    ("season", r"春节|节前|节后|春运", means.season),
    ("vague", r"现在|近日|日前|不久前|前不久|近期|此前", means.undated),
    ("years_on", rf"[近过去]*(?P<count>\d+|[两{_HAN}]+)年(?:多)?来", means.years_on),
    (
        "undated",
        rf"脱贫攻坚期间|近[几些\d{_HAN}]+年来?|[几多]年来|(?:[几多两{_HAN}]+|(?<!\d)\d\d?)多?年间|过去的?(?:[几两{_HAN}]+|\d\d?)年|[几两{_HAN}\d]+个?多?月来|这[几些]年来?|十[一二三四]五”?(?:时期|期间|以来)|[近历]年来|近年(?=[，,])|以来"
        r"|(?:对口|协作|合作|结对|帮扶|支援|援建|挂职|任职|驻村)+期间"
        r"|(?:启动|实施|开展|建立|确立|确定|成立|提出)(?:以?后|之后)(?=[，,])",
        means.undated,
    ),
]
_BEGIN = re.compile(
    r"(?<!\d)\d|[今本去上前头当那截到全年累每目如眼现仪典论考调访牵关签至迄同次翌下元会活这此该昨春节近日不脱过这历明几多两对合协结帮援支挂驻任十一二三四五六七八九第以启实开建确成提]"
)
"""What a time expression can begin with: most characters begin none."""
_PATTERNS = {name: re.compile(pattern) for name, pattern, _ in _RULES}
_MEANINGS = {name: meaning for name, _, meaning in _RULES}
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
    return _MEANINGS[rule](inner, clock) if inner else None
