"""The ledger: what became of every number of a page, so that none is lost silently.

Figures are told by what the rules decided of them, dates by the periods found, names by their mentions; the other
numbers by the words around them, and those that cleaning cut by its edits.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from kg.extract.fate import Fate
from kg.extract.figures.decision import LEAST_CONFIDENCE, Decision
from kg.extract.quantities.numeral import NUMERAL, by_words_around, numerals, spans_of, wholes
from kg.extract.reading import Reading
from kg.model import Fact, Layer, Observation, Relation, Span, Text

_CUTTING = ("main text", "furniture")
"""The steps of cleaning that leave out what is not the page's own."""
_UNIT = re.compile("[十百千]?[万亿]元?")
"""Of a column, where it is all that a header says or stands in brackets in it."""
_AROUND = 12
"""Characters around a number that show where it is."""
_NEAR = 4
"""Spans before a number that are looked at for one over it; names lie within each other."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A number of a page with its words, and what became of it."""

    span: Span
    """Characters of the raw page."""
    clean_span: Span | None
    """Characters of the clean text; None for what cleaning cut."""
    words: str
    around: tuple[str, str]
    """The words before and after it in its line."""
    fate: Fate
    reason: str
    facts: tuple[Fact, ...] = ()
    """The facts that it became."""


@dataclass(frozen=True, slots=True)
class _Told:
    """What something in the clean text tells of the numbers in it."""

    span: Span
    fate: Fate
    reason: str
    facts: tuple[Fact, ...] = ()


def ledger(reading: Reading, decisions: list[Decision], facts: list[Fact], needed: str) -> list[Entry]:
    """What became of each number of a page, in the order of the page.

    `needed` is the confidence that a fact needs here, in words.
    """
    text = reading.text
    own = [
        Entry(text.raw_span(told.span), told.span, *_words(text.clean, told.span), told.fate, told.reason, told.facts)
        for told in _of_text(reading, _figures(reading, decisions, facts, needed), facts)
    ]
    return sorted([*own, *_cut(text)], key=lambda entry: entry.span)


def _words(text: str, span: Span) -> tuple[str, tuple[str, str]]:
    """A number, and the words around it."""
    start, end = span
    before = text[max(0, start - _AROUND) : start].rpartition("\n")[2]
    return text[start:end], (before, text[end : end + _AROUND].partition("\n")[0])


def _of_text(reading: Reading, figures: list[_Told], facts: list[Fact]) -> Iterator[_Told]:
    """The numbers of the clean text: figures as a whole, the others by what they stand in, else each by itself."""
    clean = reading.clean
    around = [
        _Spans(_stated(reading, facts)),
        _Spans(_times(reading)),
        _Spans((*_names(reading), *_listed("numeral_names.txt", Fate.NAME, clean))),
        _Spans(_listed("set_phrases.txt", Fate.SET_PHRASE, clean)),
    ]
    words = _Spans(_listed("numeral_words.txt", Fate.SET_PHRASE, clean))
    passed_over = _Spans(_passed_over(reading))
    at = 0
    for figure in (*figures, _Told((len(clean), len(clean)), Fate.UNCLAIMED, "")):
        border = figure.span[0]
        while match := NUMERAL.search(clean, at, border):
            span = match.span()
            told = next((told for spans in around if (told := spans.over(span))), None)
            if told:
                span = max(told.span[0], at), min(max(told.span[1], span[1]), border)
            elif not words.over(span):
                told = passed_over.over(span) or _Told(span, *by_words_around(clean, span))
            at = span[1]
            if told:
                yield replace(told, span=span)
        if figure.span[1] > border:
            yield figure
        at = figure.span[1]


def _figures(reading: Reading, decisions: list[Decision], facts: list[Fact], needed: str) -> list[_Told]:
    """What the figures became, in order; the ends of a range together."""
    by_value: dict[float, list[Fact]] = defaultdict(list)
    for fact in facts:
        if isinstance(fact, Observation):
            by_value[fact.value].append(fact)
    told: dict[Span, _Told] = {}
    for decision in decisions:
        made = decision.observation
        became = tuple(fact for fact in by_value[made.value] if decision.became(fact)) if made else ()
        before = told[decision.span].facts if decision.span in told else ()
        if became or before:
            told[decision.span] = _Told(decision.span, Fate.FACT, "", (*before, *became))
        elif made and (decision.fate is Fate.UNSURE or made.confidence >= LEAST_CONFIDENCE):
            unsure = f"{made.predicate}, confidence {made.confidence:g}; a fact needs {needed}"
            told[decision.span] = _Told(decision.span, Fate.UNSURE, unsure)
        else:
            told[decision.span] = _Told(decision.span, decision.fate, decision.reason)
    cells = _Spans(told.values())
    for figure in (each for table in reading.tables for each in reading.within(reading.quantities, table)):
        if not cells.over((figure.start, figure.start + 1)):
            span = figure.start, figure.end
            is_unit = _UNIT.fullmatch(reading.clean, *span)
            fate, reason = (Fate.UNIT, "in a header") if is_unit else (Fate.UNCLAIMED, "among other words of a cell")
            told[span] = _Told(span, fate, reason)
    return sorted(told.values(), key=lambda each: each.span)


def _stated(reading: Reading, facts: list[Fact]) -> Iterator[_Told]:
    """The date that the page states as its own."""
    published = reading.source.published
    if published:
        made = [
            fact
            for fact in facts
            if isinstance(fact, Relation) and fact.object == published.value and fact.subject.type == "Document"
        ]
        yield _Told(published.span, Fate.FACT if made else Fate.DATE, published.rule, tuple(made))


def _times(reading: Reading) -> Iterator[_Told]:
    for period in reading.periods:
        yield _Told((period.start, period.end), Fate.DATE, period.rule)
    yield from (_Told(*whole) for whole in wholes(reading.clean))


def _names(reading: Reading) -> Iterator[_Told]:
    for mention in (*reading.places, *reading.organisations, *reading.persons):
        yield _Told((mention.start, mention.end), Fate.NAME, mention.kind)


def _listed(words: str, fate: Fate, clean: str) -> Iterator[_Told]:
    return (_Told(span, fate, "in the list") for span in spans_of(words, clean))


def _passed_over(reading: Reading) -> Iterator[_Told]:
    for figure in reading.passed_over:
        yield _Told((figure.start, figure.end), Fate.SET_PHRASE, figure.rule)


def _cut(text: Text) -> Iterator[Entry]:
    """The numbers of the lines that cleaning left out."""
    current = text.page.raw
    earlier: list[Layer] = []
    for layer in text.layers:
        if layer.step in _CUTTING:
            for edit in layer.edits:
                for span in numerals(current, edit.start, edit.end):
                    raw = span
                    for before in reversed(earlier):
                        raw = before.input_span(raw)
                    yield Entry(raw, None, *_words(current, span), Fate.FURNITURE, edit.reason)
        current = layer.apply(current)
        earlier.append(layer)


class _Spans:
    """Spans that tell of numbers, found by a number's own."""

    def __init__(self, told: Iterable[_Told]) -> None:
        self._told = sorted(told, key=lambda each: each.span)

    def over(self, span: Span) -> _Told | None:
        """What lies over a number; of several the one that begins last."""
        last = bisect_right(self._told, span[0], key=lambda each: each.span[0])
        near = self._told[max(0, last - _NEAR) : last][::-1]
        return next((each for each in near if span[1] <= each.span[1]), None)
