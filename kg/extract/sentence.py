"""Clean text into paragraphs (lines), sentences and clauses, all as spans of the clean text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.model import Span

_LINE = re.compile(r"[^\n]+")
_SENTENCE = re.compile(r"[^。！？!?；;]+[。！？!?；;]*[”’」』）)]*")
# A comma between digits groups thousands; a colon between digits is a time.
_CLAUSE_BREAK = re.compile(r"[，：](?:\s*)|(?<!\d)[,:]|[,:](?!\d)|——")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, with its clauses and the number of its paragraph, counted from 0."""

    start: int
    end: int
    paragraph: int
    clauses: tuple[Span, ...]

    def clause_at(self, position: int) -> int:
        """The index of the clause that holds a position of the clean text."""
        for index, (_, end) in enumerate(self.clauses):
            if position < end:
                return index
        return len(self.clauses) - 1


def sentences(text: str) -> Iterator[Sentence]:
    """The sentences of a text, in order."""
    for paragraph, line in enumerate(_LINE.finditer(text)):
        for match in _SENTENCE.finditer(text, line.start(), line.end()):
            if match.group().strip():
                yield Sentence(match.start(), match.end(), paragraph, tuple(_clauses(text, *match.span())))


def _clauses(text: str, start: int, end: int) -> Iterator[Span]:
    at = start
    for match in _CLAUSE_BREAK.finditer(text, start, end):
        if match.start() > at:
            yield at, match.end()
            at = match.end()
    if at < end:
        yield at, end
