"""Lines of plain text that are not the page's own: menus, share notices, lists of other pages, copyright, spam.

The words are rows of `furniture.csv`. Prose, tables, and lines that name a date, a source or an author always stay.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from itertools import accumulate
from typing import Any

import daachorse

from kg.clean.tables import rows
from kg.model import Edit

LONG = 60
"""Characters above which a line is no link, no menu and no notice."""
NOTICE = 300
"""Characters above which a line is no copyright notice either."""
SHORT = 30
"""Characters below which a line is no prose."""
STOP = re.compile("[。！？；]")
BYLINE = re.compile(
    r"来源|作者|记者|通讯员|编辑|责编|校对|审核|[一二三终]审|发布时间|发布日期|(?:19|20)\d\d\s?[-年./]\s?\d{1,2}\s?[-月./]\s?\d{1,2}"
)
LABELLED = re.compile(r"(?:来源|作者)\s?[:：]|发布(?:时间|日期|单位)")
SHORTEST_TITLE = 8
"""Characters of a title above a breadcrumb; shorter lines are a site's."""
SENTENCE = re.compile(r"[，。；！？]|,(?!\d)")
COUNTED = 120
"""Characters above which no counters are looked for in a line."""
# What a page's script puts beside its date: how often it was read, the size of its letters, buttons. Each has a word of
# the kind `counter`.
COUNTER = re.compile(
    r"(?:^|(?<=[\s|｜】\])）]))(?:"
    r"(?:阅读|浏览|点击|访问|查看)(?:次数|人次|量|数)?\s?[:：]?\s?\d[\d,.]*\s?[万wW]?\+?\s?次?"
    r"|(?:评论|点赞|分享|收藏)(?:数|次数)?\s?[:：]?\s?\d+"
    r"|[【\[（(]?\s?字[号体](?:大小)?\s?[:：]?\s?(?:(?:A-|A\+|A|[大中小]|默认|[-+|｜/])\s*){1,7}[】\]）)]?"
    r"|(?:[【\[]\s?(?:打印|打印本页|打印本文|关闭|关闭窗口|关闭本页|收藏|分享|纠错|我要纠错)\s?[】\]]\s*)+"
    r")(?=$|[\s|｜【\[（(])\s*[|｜]?"
)
SEPARATORS = re.compile(r"[\s|｜·•]+")

SEPARATOR = re.compile(">{1,2}|»|›")
TRAIL = re.compile(r"[^>»›，。；：:]{2,14}(?:\s*(?:>{1,2}|»|›)\s*[^>»›，。；：:]{1,14}){1,6}")
"""A breadcrumb without a label: 中国西藏网 > 新闻 > 正文."""
ROOT = re.compile(r"[^>»›]*(?:网|网站|首页|主页|频道|门户|在线)\s*[>»›]")
"""How a breadcrumb of only two parts begins."""
LABEL = re.compile(r"[^:：]{2,6}[:：]?")
LISTED = re.compile(r"[^:：]{2,6}[:：].")
"""A heading and what it is of, on one line."""
FEWEST_SECTIONS = 4

REASONS = {
    "crumb": "breadcrumb",
    "menu": "menu",
    "share": "share or app notice",
    "tail": "list of other pages",
    "rest": "list of other pages",
    "teaser": "teaser of another page",
    "copyright": "copyright",
    "spam": "spam",
    "next": "link to another page",
    "counter": "counter or button",
}


def furniture(text: str) -> tuple[Edit, ...]:
    """The edits that cut lines, each with the kind of furniture as its reason."""
    whole = text.split("\n")
    lines = [line.strip() for line in whole]
    ends = list(accumulate([len(line) + 1 for line in whole]))  # with the line end; the last line has none
    starts, ends[-1] = [0, *ends[:-1]], len(text)
    kinds: list[str | None] = [None] * len(lines)
    # The lines with a word of furniture, each once.
    worded = dict.fromkeys(bisect_right(starts, start) - 1 for start, *_ in _words().find(text))
    for index in worded:
        kinds[index] = _kind(lines[index])
    _cut_rest(lines, kinds)
    own = [index for index, kind in enumerate(kinds) if kind is None]
    _cut_head(lines, kinds, next((index for index in own if _is_prose(lines[index])), 0))
    _cut_tail(lines, kinds, next((index for index in reversed(own) if _is_prose(lines[index])), -1))
    edits: list[Edit] = []
    for index, kind in enumerate(kinds):
        if kind and starts[index] < ends[index]:
            joined = edits and edits[-1].end == starts[index] and edits[-1].reason == REASONS[kind]
            edits.append(Edit(edits.pop().start if joined else starts[index], ends[index], "", REASONS[kind]))
    for index in worded:
        if kinds[index] is None:
            edits += _counters(text, starts[index], ends[index])
    return tuple(sorted(edits))


def _counters(text: str, start: int, end: int) -> Iterator[Edit]:
    """The edits that cut counters and buttons out of a line that is no prose: its date, source and author stay."""
    line = text[start:end].rstrip()
    if len(line) <= COUNTED and not SENTENCE.search(line):
        for match in COUNTER.finditer(line):
            yield Edit(start + match.start(), start + match.end(), "", REASONS["counter"])


def _is_prose(line: str) -> bool:
    return len(line) > LONG or "\t" in line or (len(line) >= SHORT and STOP.search(line) is not None)


def _cut_head(lines: list[str], kinds: list[str | None], first: int) -> None:
    """What stands above a breadcrumb is the site's head, but for the page's title; so is a line of its sections."""
    for index in range(first):
        if kinds[index] is None and _is_sections(lines[index]):
            kinds[index] = "menu"
    crumb = next((index for index in range(first) if kinds[index] == "crumb"), 0)
    title = _title(lines, kinds, crumb) if crumb else None
    for index in range(crumb):
        if kinds[index] is None and index != title and not BYLINE.search(lines[index]):
            kinds[index] = "menu"


def _title(lines: list[str], kinds: list[str | None], crumb: int) -> int | None:
    """The line of the page's title above a breadcrumb: the one above its source or time."""
    byline = next((index for index in range(crumb) if LABELLED.search(lines[index])), 0)
    above = next((index for index in reversed(range(byline)) if lines[index]), None)
    is_title = above is not None and kinds[above] is None and len(lines[above]) >= SHORTEST_TITLE
    return above if is_title else None


def _cut_rest(lines: list[str], kinds: list[str | None]) -> None:
    """Below the heading of what a site itself recommends no prose is the page's own, once the page's own has begun."""
    prose = next((index for index, kind in enumerate(kinds) if kind is None and _is_prose(lines[index])), len(lines))
    start = next((index for index in range(prose, len(lines)) if kinds[index] == "rest"), len(lines))
    for index in range(start, len(lines)):
        if kinds[index] is None and _is_prose(lines[index]):
            kinds[index] = "rest"


def _cut_tail(lines: list[str], kinds: list[str | None], last: int) -> None:
    """Below the prose, what follows the heading of a list of other pages, a teaser or a copyright notice is not the
    page's own, but for its date, source and author."""
    begun = False
    for index in range(last + 1, len(lines)):
        if kinds[index] in ("tail", "rest", "teaser", "copyright"):
            begun = True
        elif kinds[index] == "next" and LABEL.fullmatch(lines[index]):
            _cut_after_label(lines, kinds, index + 1)
        elif kinds[index] is None and _is_sections(lines[index]):
            kinds[index] = "menu"
        elif begun and kinds[index] is None and (index == 0 or not BYLINE.search(lines[index])):
            kinds[index] = "tail"
    for index in range(last + 1):
        if kinds[index] in ("tail", "next"):  # prose follows it: a heading of the page's own, or words of it
            kinds[index] = None


def _cut_after_label(lines: list[str], kinds: list[str | None], index: int) -> None:
    """Where a label stands alone, the page that it links to is on the next line."""
    while index < len(lines) and not lines[index]:
        index += 1
    if index < len(lines) and kinds[index] is None and not BYLINE.search(lines[index]):
        kinds[index] = "next"


def _kind(line: str) -> str | None:
    """The kind of furniture that a line with a word of furniture is by itself."""
    if not line or len(line) > NOTICE:
        return None
    if match := _pattern("copyright").search(line):
        return "copyright" if match.start() == 0 or len(line) <= 2 * LONG else None
    if _pattern("teaser").search(line):
        return "teaser"
    if _is_spam(line):
        return "spam"
    if _pattern("next").search(line) and not STOP.search(line):
        return "next"
    if line.startswith(tuple(_heads())) and LISTED.match(line) and not STOP.search(line):
        return "tail"
    if len(line) > LONG:
        return None
    if TRAIL.fullmatch(line) and (len(SEPARATOR.findall(line)) > 1 or ROOT.match(line)):
        return "crumb"
    for kind in ("crumb", "tail", "rest", "share"):
        if _pattern(kind).search(line) and not (kind == "share" and BYLINE.search(line)):
            return kind
    return "menu" if _is_menu(line) else None


def _is_menu(line: str) -> bool:
    """Short words side by side, at least two of them a menu's."""
    items = SEPARATORS.split(line)
    return len(items) > 2 and sum(item in _menu() for item in items) > 1


def _is_sections(line: str) -> bool:
    """The sections of a site side by side."""
    items = [item for item in SEPARATORS.split(line) if item]
    if len(items) < FEWEST_SECTIONS or "\t" in line:
        return False
    return sum(item in _menu() or item in _sections() for item in items) * 10 >= 6 * len(items)


def _is_spam(line: str) -> bool:
    """Words of gambling and porn side by side; a sentence that speaks of them is none."""
    return not SENTENCE.search(line) and len(set(_pattern("spam").findall(line))) > 1


@cache
def _rows() -> tuple[tuple[str, str, str], ...]:
    return tuple((row["kind"], row["match"], row["words"]) for row in rows("furniture.csv"))


@cache
def _menu() -> frozenset[str]:
    return frozenset(words for kind, _, words in _rows() if kind == "menu")


@cache
def _sections() -> frozenset[str]:
    return frozenset(words for kind, _, words in _rows() if kind == "section")


@cache
def _heads() -> tuple[str, ...]:
    """The headings of lists of other pages."""
    return tuple(words for kind, _, words in _rows() if kind == "tail")


@cache
def _words() -> Any:
    """The words of all kinds, as one automaton: few lines have one."""
    words = {words for kind, _, words in _rows() if kind != "section"}
    return daachorse.CharwiseDoubleArrayAhoCorasick(sorted(words))


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    """One pattern for all words of a kind. `whole` bears marks and 换一换 (other ones) around the words."""
    frames = {
        "start": "^{}",
        "any": "{}",
        "end": "{}$",
        "whole": r"^[\s【\[■●◆>]*{}[\s】\]:：!！>]*(?:换一换|更多)?[\s>]*$",
    }
    parts = [frames[match].replace("{}", re.escape(words)) for of, match, words in _rows() if of == kind]
    return re.compile("|".join(parts))
