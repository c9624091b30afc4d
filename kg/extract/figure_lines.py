"""Lines of which one is only a figure and the next or the last its label, as pictures of numbers have them.

5.86万人        财政援助资金
转移就业        7.31亿元
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.han import MARKS
from kg.extract.quantities.number import DIGITS
from kg.model import Span

_LINE = re.compile(r"[^\n]+")
_FIGURE = re.compile(
    rf"[ 　]*(?:约|近|超过?|逾|突破|达)?(?:{DIGITS})[ 　]*[万亿千百]?[余多]?"
    r"(?:[\u4e00-\u9fff]{1,4}|[%％])(?:以上|左右)?[ 　]*"
)
"""A line that is a number with its counter, and no year or date."""
_DATE = re.compile(r"\s*\d{1,4}\s?[年月日].*")
_LABEL = re.compile(r"[ 　]*[\u4e00-\u9fff“”‘’·（）()《》、/—-]{2,20}[ 　]*")
_TAKES_IN = re.compile(rf"[ 　{MARKS}]*(?:吸纳|容纳|带动)[^。；，\t|｜]{{2,30}}")
_ITEM = re.compile(
    r"[^。；，\t|｜]{0,12}(?:车间|工厂|工坊|企业|基地|合作社|园区)[^。；，\t|｜\d]{0,4}\s?[:：]?\s*\d[^。；，\t|｜]{0,8}"
)
"""A short item of what takes people in, and how many of it there are; the next line may say whom it takes in."""
_LEAST_PAIRS = 2


def paragraphs(text: str) -> Iterator[Span]:
    """The lines of a text: a figure's together with its label's, and with who is taken in by what they count."""
    before: Span | None = None
    for line in _with_labels(text):
        if before and _TAKES_IN.fullmatch(text, *line) and _ITEM.fullmatch(text, *before):
            before = before[0], line[1]
            continue
        if before:
            yield before
        before = line
    if before:
        yield before


def _with_labels(text: str) -> Iterator[Span]:
    lines = [match.span() for match in _LINE.finditer(text)]
    at = 0
    while at < len(lines):
        run = _run(text, lines, at)
        if not run:
            yield lines[at]
            at += 1
            continue
        first = at + _begin(text, lines[at:run])
        yield from lines[at:first]
        pairs = range(first, run - 1, 2)
        yield from ((lines[one][0], lines[one + 1][1]) for one in pairs)
        at = first + 2 * len(pairs)


def _run(text: str, lines: list[Span], start: int) -> int:
    """Where a run of figures and labels in turn ends that begins at a line; 0 where there is none."""
    kinds = [_kind(text, line) for line in lines[start : start + 1]]
    end = start + 1
    while kinds[-1] and end < len(lines) and (kind := _kind(text, lines[end])) and kind != kinds[-1]:
        kinds.append(kind)
        end += 1
    return end if kinds.count("figure") >= _LEAST_PAIRS else 0


def _begin(text: str, run: list[Span]) -> int:
    """Which line of a run begins its first pair: its first, but for a heading that looks like a label."""
    return int(_kind(text, run[0]) == _kind(text, run[-1]) == "label")


def _kind(text: str, line: Span) -> str:
    if _FIGURE.fullmatch(text, *line) and not _DATE.fullmatch(text, *line):
        return "figure"
    return "label" if _LABEL.fullmatch(text, *line) else ""
