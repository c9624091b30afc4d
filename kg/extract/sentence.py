"""Clean text into paragraphs (lines), sentences and clauses, all as spans of the clean text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from operator import itemgetter

from kg.model import Span

_LINE = re.compile(r"[^\n]+")
_BULLET = r"(?<=[^\d\s])\s+[-–—·•●▪◆■▲△*]\s*(?=[\u4e00-\u9fff“《【])"
"""Begins an item of a list that a page has in one line."""
_SENTENCE = re.compile(rf"(?:(?!{_BULLET})[^。！？!?；;])+(?:{_BULLET}|[。！？!?；;]*[”’」』）)]*)")
# A comma between digits groups thousands; a colon between digits is a time.
_CLAUSE_BREAK = re.compile(r"[，：](?:\s*)|(?<!\d)[,:]|[,:](?!\d)|——")
_LONGEST = 1200
"""Characters of a sentence: each figure is weighed against all of its sentence, so a list without end is cut."""
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
        return min(bisect_right(self.clauses, position, key=itemgetter(1)), len(self.clauses) - 1)

    def clause(self, position: int) -> Span:
        """The clause that holds a position of the clean text."""
        return self.clauses[self.clause_at(position)]


def sentences(text: str) -> Iterator[Sentence]:
    """The sentences of a text, in order, each of `_LONGEST` characters at most."""
    for paragraph, line in enumerate(_LINE.finditer(text)):
        for match in _SENTENCE.finditer(text, line.start(), line.end()):
            for start, end in _cut(text, *match.span()):
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
