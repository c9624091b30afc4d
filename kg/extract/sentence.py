"""Clean text into paragraphs (lines, a figure's with its label's), sentences and clauses, all as spans of the text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from operator import itemgetter

from kg.extract.figure_lines import paragraphs
from kg.extract.han import MARKS
from kg.model import Span

_BULLET = rf"(?<=[^\d\s])\s+[-–—*{MARKS}]\s*(?=[\u4e00-\u9fff“《【])"
"""Begins an item of a list that a page has in one line."""
_SENTENCE = re.compile(rf"(?:(?!{_BULLET})[^。！？!?；;])+(?:{_BULLET}|[。！？!?；;]*[”’」』）)]*)")
_LABEL = re.compile(r"\s*(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]|[一二三四五六]是)[^\d，。；：“”]{2,12}。")
"""The words with which an item of a numbered list begins: they are a part of its first sentence."""
# A comma between digits groups thousands; a colon between digits is a time. 分别 and the like go on with a list before.
# A label stays with the figure behind its colon: 外出务工：6.3万人.
_FIGURE = r"(?!\s*[约近]?(?!(?:19|20)\d\d年)\d[\d.,]*\s*[万亿]?[\u4e00-\u9fff])"
_CLAUSE_BREAK = re.compile(
    r"(?:，|(?<!\d),|,(?!\d))(?!\s*(?:分别|双双|一一|两两))\s*|。(?=[^。\s”’」』）)])|——"
    rf"|：{_FIGURE}\s*|(?:(?<!\d):|:(?!\d)){_FIGURE}"
)
_LONGEST = 1200
"""Characters of a sentence: each figure is weighed against all of its sentence, so a list without end is cut."""
_FEW = 8
"""Clauses up to which looking through them is quicker than a bisection."""
_CUTS = "，、,：: "


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, with its clauses and the number of its paragraph, counted from 0."""

    start: int
    end: int
    paragraph: int
    clauses: tuple[Span, ...]

    def clause_at(self, position: int) -> int:
        """The index of the clause that holds a position of the clean text."""
        clauses = self.clauses
        if len(clauses) > _FEW:
            return min(bisect_right(clauses, position, key=itemgetter(1)), len(clauses) - 1)
        for index, (_, end) in enumerate(clauses):
            if position < end:
                return index
        return len(clauses) - 1

    def clause(self, position: int) -> Span:
        """The clause that holds a position of the clean text."""
        return self.clauses[self.clause_at(position)]


def sentences(text: str) -> Iterator[Sentence]:
    """The sentences of a text, in order, each of `_LONGEST` characters at most."""
    for paragraph, (first, last) in enumerate(paragraphs(text)):
        label = _LABEL.match(text, first, last)
        at = label.end() if label and text[label.end() : last].strip() else first
        for match in _SENTENCE.finditer(text, at, last):
            begin = first if match.start() == at else match.start()
            for start, end in _cut(text, begin, match.end()):
                if text[start:end].strip():
                    yield Sentence(start, end, paragraph, tuple(_clauses(text, start, end)))


def _cut(text: str, start: int, end: int) -> Iterator[Span]:
    """The parts of a sentence that is too long, cut behind its marks where it has any."""
    while end - start > _LONGEST:
        at = max(text.rfind(mark, start, start + _LONGEST) for mark in _CUTS) + 1 or start + _LONGEST
        yield start, at
        start = at
    yield start, end


def _clauses(text: str, start: int, end: int) -> Iterator[Span]:
    at = start
    for match in _CLAUSE_BREAK.finditer(text, start, end):
        if match.start() > at:
            yield at, match.end()
            at = match.end()
    if at < end:
        yield at, end
