"""Numbers that are no figures: where a text has numerals, and what one is by the words around it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from operator import itemgetter
from typing import Any

import daachorse

from kg.extract.fate import Fate
from kg.extract.han import HAN
from kg.extract.quantities.number import DIGITS, HAN_DIGITS
from kg.extract.wordlists import alternation, lines
from kg.model import Span

_LISTED = r"(?<![\d.])\d{1,2}(?=\.(?:19|20)\d\d\s?年)"
"""The number of an item that begins with a year: 3.2022年."""
NUMERAL = re.compile(rf"{_LISTED}|(?:{DIGITS}|[{HAN_DIGITS}十百千万亿])+")
"""A run of digits and Chinese numerals."""
_REACH = 12
"""Characters before and after a number that tell what it is."""
_LONGEST_MARKED = 40
"""Characters between the marks of a name: 《…》, “…”."""

# In the patterns ⟨ and ⟩ stand around the number.
_N = "⟨[^⟩]*⟩"
_MONTH = r"(?<!期)⟨(?:0?[1-9]|1[0-2]|[一二三四五六七八九十]|十[一二])⟩"
"""Before 月: a month, where no duration (为期三月)."""
_OPENS = r"(?:^|[\n。；;，,：:\s])"
_SMALL = f"[{HAN_DIGITS}百千万]"
_FEASTS = "五[·・]?一|十[·・]?一|五四|六一|七一|八一|三八|九一八|双十一"
_FEAST = "(?:国际|劳动|国庆|儿童|青年|妇女|建[党军]|假期|期间|前后|小长假|黄金周|长假|节)"

_RULES: tuple[tuple[Fate, str, tuple[str, ...]], ...] = (
    (Fate.DATE, "feast", (rf"⟨(?:{_FEASTS})⟩[”’]?{_FEAST}",)),
    (Fate.DATE, "five years' plan", (r"⟨十[一二三四五]五⟩", r"“⟨[八九]五⟩”")),
    (Fate.DATE, "day of the week", (rf"(?:星期|礼拜|[上下本每这]周|(?<!{HAN})周){_N}(?![个名家所])",)),
    (
        Fate.DATE,
        "date",
        (
            r"⟨(?:19|20)\d\d⟩\s?(?:[-—－~～至到/](?:19|20)?\d\d\s?)?(?:学年|财年|年|届|级|版)",
            r"⟨(?:19|20)\d\d⟩\s?[-./]\s?\d|(?:19|20)\d\d\s?[-./年]\s?⟨\d\d?⟩|\d\s?[-./月]\s?⟨\d\d?⟩[日号]?(?!\d)",
            r"⟨[一二][九〇零][一二三四五六七八九〇零]{2}⟩年|⟨[二三四五六七八九]十⟩年代",
            rf"{_MONTH}\s?月(?!之?[余久有])|{_N}\s?月(?:份|底|初|末|[上中下]旬|以来|\s?\d)|[年至到、—-]{_N}月",
            rf"[月至到、—-]{_N}[日号](?![内游])|{_N}[日号](?:上午|下午|晚|凌晨|[，、至起前在从电]|$)",
            rf"{_N}(?:世纪|年代|季度)|[正冬腊]月初?{_N}|初{_N}(?!中|高)",
        ),
    ),
    (
        Fate.CODE,
        "time of day",
        (
            rf"{_N}\s?[:：]\s?\d\d|\d\s?[:：]\s?{_N}|[时点]{_N}分",
            rf"(?:[上下中]午|晚上?|早上|早晨|凌晨|清晨|傍晚|[日号]){_N}[时点]|{_N}[时点](?=\d|⟨|许|整|半|[，。、至到—-])",
        ),
    ),
    (
        Fate.CODE,
        "phone",
        (
            r"⟨\d{7,}⟩|\d-⟨\d{7,8}⟩|⟨\d{3,4}⟩\s?-\s?\d{4,8}",
            r"(?:电话|热线|传真|手机|拨打|邮编|QQ|微信)[^，。；]{0,8}⟨\d{3,}⟩",
        ),
    ),
    (
        Fate.CODE,
        "document number",
        (
            rf"[〔\[【（(]{_N}[〕\]】）)]\s?第?\d|[〕\]】）)]\s?第?{_N}\s?号",
            rf"(?:[文字]号|备案|许可证|编号|ICP备)[^，。；]{{0,10}}{_N}",
        ),
    ),
    (Fate.UNCLAIMED, "a letter read for a digit", (rf"{_N}[lIOo]\d*[余多几]?[个名家户人座间所处项条万亿]",)),
    (Fate.CODE, "with letters", (rf"[A-Za-z_/@.]-?{_N}", rf"{_N}-?[A-Za-z_/@]")),
    (Fate.EXTENT, "extent", (rf"{_N}(?:[-－—–~～至到]\d+)?[余多几来]?(?:{alternation('extents.txt')})",)),
    (Fate.NAME, "numbered name", (rf"第?(?<!{_SMALL}{HAN}){_N}(?:{alternation('numbered.txt')})(?!{HAN}?[个名家])",)),
    (Fate.NAME, "congress", (r"⟨(?:十[五六七八九]|二十)⟩[大届]",)),
    (Fate.ORDINAL, "rank", (rf"第{_N}", rf"{_N}(?:等奖|级|号|楼|单元|组|届|版|线)(?![\d个])")),
    (
        Fate.ORDINAL,
        "item",
        (
            rf"⟨\d{{1,2}}⟩[.．](?:\s?{HAN}|(?:19|20)\d\d\s?年)|[；;。]\s?⟨.{{1,2}}⟩、",
            rf"{_OPENS}{_N}(?:是|要|来|则|者|看|靠|抓|强|促|在|为)",
            rf"(?:^|\n|[：:])\s*[（(【]?{_N}[)）】、.．:：\s]|[（(]{_N}[)）]|(?:^|\s){_N}[.．]{HAN}",
            rf"其{_N}|[高初大]{_N}(?=[，。、学年级生上下])|{_N}审[:：]",
        ),
    ),
    (Fate.SET_PHRASE, "generation", (r"⟨\d0⟩[”’]?后",)),
    (Fate.SET_PHRASE, "so and so many", (rf"{_N}[”]?\+", rf"\+[“]?{_N}")),
    (
        Fate.SET_PHRASE,
        "so many principles",
        (rf"{_N}个[”“]?(?:{alternation('principles.txt')})", r"⟨(?:\d|[二三四五六七八九十])⟩大[^小中]"),
    ),
    (
        Fate.SET_PHRASE,
        "idiom",
        (
            rf"⟨{_SMALL}⟩(?![省市县区州镇乡村]){HAN}{_SMALL}{HAN}",
            rf"{_SMALL}(?![省市县区州镇乡村]){HAN}⟨{_SMALL}⟩{HAN}",
        ),
    ),
    (
        Fate.SET_PHRASE,
        "determiner",
        (rf"[这那每哪某任另同新又再]⟨一⟩|⟨一⟩{HAN}", rf"⟨两⟩(?:{alternation('sides.txt')})"),
    ),
    (Fate.VAGUE, "no number", (r"[数几好]⟨[十百千万亿]+⟩", r"(?<!分之)⟨[百千万亿]+⟩(?!分之)")),
)
"""What a number is, by name: the first whose pattern fits it with what stands around."""


_WHOLES = re.compile(
    r"(?P<date>(?<!\d)(?:(?:19|20)\d\d\s?(?:年\s?(?:\d{1,2}\s?月(?:\s?\d{1,2}\s?[日号])?)?|([-./])\d{1,2}(?:\2\d{1,2})?(?![\d%]))"
    r"|\d{1,2}\s?月\s?\d{1,2}\s?[日号]))"
    r"|(?P<time>(?<!\d)\d{1,2}[:：]\d\d(?:[:：]\d\d)?(?!\d)|\d{1,2}[时点]\d{1,2}分)"
    r"|(?P<phone>(?<!\d)0\d{2,3}\s?[-—]\s?\d{7,8}(?!\d))"
)
"""What several numbers say together."""
_FATES = {"date": Fate.DATE, "time": Fate.CODE, "phone": Fate.CODE}


def wholes(text: str) -> Iterator[tuple[Span, Fate, str]]:
    """Dates, times of day and phone numbers of a text, as a whole, wherever they stand."""
    for match in _WHOLES.finditer(text):
        name = match.lastgroup or ""
        yield match.span(), _FATES[name], name


def numerals(text: str, start: int, end: int) -> list[Span]:
    """The numbers of a part of a text, without numerals that are only a part of a word: 统一, 进一步."""
    part = text[start:end]
    words = spans_of("numeral_words.txt", part)
    found = []
    for match in NUMERAL.finditer(part):
        before = bisect_right(words, match.start(), key=itemgetter(0)) - 1
        if before < 0 or words[before][1] < match.end():
            found.append((start + match.start(), start + match.end()))
    return found


def spans_of(words: str, text: str) -> list[Span]:
    """Where the words of a list stand in a text, the longest first."""
    return [(start, end) for start, end, _ in _automaton(words).find(text)]


def by_words_around(text: str, span: Span) -> tuple[Fate, str]:
    """What a number that is no figure is, and by which pattern; the first characters after it where nothing tells."""
    start, end = span
    around = f"{text[max(0, start - _REACH) : start]}⟨{text[start:end]}⟩{text[end : end + _REACH]}"
    for fate, name, pattern in _patterns():
        if pattern.search(around):
            return fate, name
    if _is_between(text, start, "《》"):
        return Fate.NAME, "title"
    if _is_between(text, start, "“”"):
        return Fate.SET_PHRASE, "in quotation marks"
    follows = re.match(rf"\s?({HAN}{{1,3}})", text[end : end + 4])
    return Fate.UNCLAIMED, f"no counter known: {follows[1]}" if follows else "no counter"


def _is_between(text: str, position: int, marks: str) -> bool:
    first = max(0, position - _LONGEST_MARKED)
    is_open = text.rfind(marks[0], first, position) > text.rfind(marks[1], first, position)
    return is_open and marks[1] in text[position : position + _LONGEST_MARKED]


@cache
def _patterns() -> list[tuple[Fate, str, re.Pattern[str]]]:
    return [(fate, name, re.compile("|".join(patterns))) for fate, name, patterns in _RULES]


@cache
def _automaton(words: str) -> Any:
    return daachorse.CharwiseDoubleArrayAhoCorasick(lines(words), daachorse.MATCH_KIND_LEFTMOST_LONGEST)
