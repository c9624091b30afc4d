"""The numbers in a table's cell: one, with its counter and how exact it is, or the two ends of a range."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.extract.quantities.number import DIGITS, value_of
from kg.extract.wordlists import words_of
from kg.model import Span
from kg.ontology import Ontology

SCALES = {"": 1, "万": 10_000, "亿": 100_000_000}
_TO = r"\s*(?:[-－–—~～〜]{1,2}|至|到)\s*"


@dataclass(frozen=True, slots=True)
class Value:
    """A number of a cell."""

    span: Span
    number: float
    """As written, without its scale."""
    scale: str
    counter: str
    """Empty where the column says it."""
    approx: str


class CellReader:
    """Reads cells. Made once for an ontology."""

    def __init__(self, ontology: Ontology) -> None:
        ways = ontology.approximations
        before = [word for way in ways for word in way.prefixes]
        after = [word for way in ways for word in way.suffixes]
        self._way_of = {word: way.name for way in ways for word in (*way.prefixes, *way.suffixes)}
        self._cell = re.compile(
            rf"\s*(?P<before>{words_of(before)})?\s*(?P<number>-?(?:{DIGITS}))\s*(?P<low_scale>[万亿]?)"
            rf"(?:(?:{words_of(ontology.unit_of)})?{_TO}(?P<high>{DIGITS})\s*(?P<high_scale>[万亿]?))?"
            rf"(?P<more>[余多+])?\s*(?P<counter>{words_of(ontology.unit_of)})?(?P<after>{words_of(after)})?\s*"
        )

    def values(self, text: str, cell: Span) -> list[Value]:
        """The number or the ends of the range that a cell holds and nothing else."""
        match = self._cell.fullmatch(text, *cell)
        if not match:
            return []
        counter, scale = match["counter"] or "", match["low_scale"] or match["high_scale"] or ""
        if match["high"]:
            low = Value(match.span("number"), value_of(match["number"]), scale, counter, "more_than")
            high = Value(match.span("high"), value_of(match["high"]), match["high_scale"] or scale, counter, "up_to")
            return [low, high] if low.number < high.number or scale else []
        word = match["before"] or match["after"]
        approx = self._way_of[word] if word else "more_than" if match["more"] else "exact"
        sign = -1 if match["number"].startswith("-") else 1
        return [Value(match.span("number"), sign * value_of(match["number"]), scale, counter, approx)]
