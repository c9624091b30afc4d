"""Cue words: where the ontology's words stand in a text, and which measure they give a figure."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import daachorse

from kg.extract.quantity import Figure, Quantity
from kg.extract.sentence import Sentence
from kg.model import Span
from kg.ontology import Measure, Ontology, Trigger

# How much a word counts by where it stands; found by trying on the tuning half of the shown pages.
_BEYOND_FIGURE = 0.45
_BEYOND_LIST_MARK = 0.3
_EARLIER_CLAUSE = 0.45
_PER_CLAUSE = 0.75
_PER_CHARACTER = 0.02
_FARTHEST = 20
_PER_GAP = 0.5
_SECOND_WORD = 0.5
_IN_SENTENCE = 0.1
_IN_CLAUSE = 0.5
"""Weight from which on a word is the figure's own."""

_ADJECTIVES = ("优秀", "骨干", "精干", "知名", "优质", "重点")
_LIST_MARK = re.compile(r"[、；;]|[和与及]")


@dataclass(frozen=True, slots=True)
class Scored:
    """A measure with how well the words around a figure fit it."""

    measure: Measure
    score: float
    word: str
    """The word that counted most."""
    is_own: bool
    """Whether a word of the figure's own clause says it."""


class CueFinder:
    """Finds cue words and weighs measures by them. Made once for an ontology."""

    def __init__(self, ontology: Ontology) -> None:
        self._triggers: dict[str, list[tuple[Measure, Trigger]]] = defaultdict(list)
        """Triggers by the words of which they need one."""
        self._heads: set[str] = set()
        self._populations = ontology.populations
        words = set(ontology.populations)
        for measure in ontology.measures.values():
            words.update(measure.negative_cues)
            for trigger in measure.triggers:
                pair = measure, trigger
                for first in {parts[0] for parts in trigger.heads or trigger.cues or trigger.contexts}:
                    self._triggers[first].append(pair)
                words.update(trigger.excludes)
                words.update(part for parts in (*trigger.heads, *trigger.cues, *trigger.contexts) for part in parts)
                self._heads.update("".join(parts) for parts in trigger.heads)
        self._words = sorted(words)
        self._automaton = daachorse.CharwiseDoubleArrayAhoCorasick(self._words)

    def find(self, text: str) -> list[tuple[int, int, str]]:
        """All cue words of a text as (start, end, word), overlapping ones too, in order."""
        return sorted((start, end, self._words[index]) for start, end, index in self._automaton.find_overlapping(text))

    def measures(self, view: View, by_noun: bool = False) -> list[Scored]:
        """The measures that a figure can be of, best first; `by_noun` asks for no cue beside a head."""
        scored: dict[str, Scored] = {}
        for measure, trigger in self._candidates(view):
            fit = _fit(measure, trigger, view, by_noun)
            if fit and (measure.name not in scored or fit.score > scored[measure.name].score):
                scored[measure.name] = fit
        return sorted(scored.values(), key=_by_score, reverse=True)

    def _candidates(self, view: View) -> list[tuple[Measure, Trigger]]:
        """The triggers of which the sentence has a needed word, for measures that take the figure's unit."""
        found = {id(pair): pair for _, _, word in view.cues for pair in self._triggers.get(word, ())}
        unit, counter = view.quantity.unit, view.quantity.counter
        pairs = [pair for pair in found.values() if pair[0].takes(unit, counter)]
        counted = self._counted(view) if unit.unit_class in ("count", "people") else set()
        counted &= {head for _, trigger in pairs for head in _whole(trigger.heads)}  # others cannot be of this counter
        return [pair for pair in pairs if not counted or not pair[1].heads or counted & _whole(pair[1].heads)]

    def _counted(self, view: View) -> set[str]:
        """The heads right beside a count: behind its counter, else before its number (15家企业, 岗位420个).

        An adjective may stand between: 65名优秀干部.
        """
        start, end = view.mention.start, view.mention.end
        end += 2 * view.text.startswith(_ADJECTIVES, end)
        behind = [(e, word) for s, e, word in view.cues if s == end and word in self._heads]
        if behind:
            longest = max(behind)[0]
            return {word for _, e, word in view.cues if e == longest and word in self._heads}
        return {word for _, e, word in view.cues if e == start and word in self._heads}

    def population(self, view: View, in_sentence: bool = False) -> str | None:
        """Whom the figure is about, where its own clause, or the sentence up to it, narrows it."""
        found = [
            (view.weight(s, e), e - s, self._populations[word]) for s, e, word in view.cues if word in self._populations
        ]
        weight, _, population = max(found, default=(0.0, 0, None))
        return population if weight >= (_IN_SENTENCE if in_sentence else _IN_CLAUSE) else None


@dataclass(slots=True)
class View:
    """A figure with what stands around it in its sentence."""

    text: str
    sentence: Sentence
    mention: Figure
    quantity: Quantity
    neighbours: tuple[Span, ...]
    """The sentence's other figures."""
    cues: list[tuple[int, int, str]]
    """The sentence's cue words."""

    @property
    def clause(self) -> Span:
        """The figure's clause."""
        return self.sentence.clauses[self.sentence.clause_at(self.mention.start)]

    @property
    def prefix(self) -> str:
        """The clause up to the figure."""
        return self.text[self.clause[0] : self.mention.start]

    def has_near(self, words: tuple[str, ...]) -> bool:
        """Whether one of some words stands near the figure in its clause."""
        return any(word in words and self.weight(start, end) >= _IN_CLAUSE for start, end, word in self.cues)

    def weight(self, start: int, end: int) -> float:
        """How much a word at `start:end` counts for the figure, between 0 and 1."""
        clauses = self.sentence.clause_at(self.mention.start) - self.sentence.clause_at(start)
        if clauses > 0:
            return float(_EARLIER_CLAUSE * _PER_CLAUSE ** (clauses - 1))
        if clauses < 0:
            return 0.0
        if end <= self.mention.start:
            gap, between = self.mention.start - end, (end, self.mention.start)
            base = _BEYOND_FIGURE if self._has_figure(between) and not self._is_listed_after(end) else 1.0
        elif start >= self.mention.end:
            gap, between = start - self.mention.end, (self.mention.end, start)
            base = 1.0
            if self._has_figure(between) or _LIST_MARK.search(self.text, *between):
                base = _BEYOND_LIST_MARK
        else:
            return 0.0
        return base - _PER_CHARACTER * min(gap, _FARTHEST) * base

    def _has_figure(self, span: Span) -> bool:
        return any(span[0] <= start and end <= span[1] for start, end in self.neighbours)

    def _is_listed_after(self, position: int) -> bool:
        """Whether the figures between a word and this one are its list: 分别增长12.4%和8.7%."""
        at = self.mention.start
        for start, end in sorted(self.neighbours, reverse=True):
            if position <= start and end <= at:
                if not _LIST_MARK.fullmatch(self.text[end:at].strip()):
                    return False
                at = start
        return True

    def places_of(self, parts: tuple[str, ...]) -> Iterator[tuple[float, str]]:
        """The weights of each place where a word, or all parts of a word with gaps in order in one clause, stands."""
        for start, end, word in self.cues:
            if word == parts[0] and (last := self._follow(parts[1:], start, end)):
                weights = self.weight(start, end), self.weight(*last)
                # Parts before the figure need only the nearer one; one after it must be near too.
                yield (max(weights) if last[1] <= self.mention.start else min(weights)), "…".join(parts)

    def _follow(self, parts: Iterable[str], start: int, end: int) -> Span | None:
        clause, span = self.sentence.clause_at(start), (start, end)
        for part in parts:
            later = [
                (s, e)
                for s, e, word in self.cues
                if word == part and s >= span[1] and self.sentence.clause_at(s) == clause
            ]
            if not later:
                return None
            span = later[0]
        return span


def _whole(words: tuple[tuple[str, ...], ...]) -> set[str]:
    return {"".join(parts) for parts in words}


def _by_score(scored: Scored) -> float:
    return scored.score


def _fit(measure: Measure, trigger: Trigger, view: View, by_noun: bool) -> Scored | None:
    """How well a trigger fits a figure, or None where a part of it is missing or a word rules it out."""
    found: list[tuple[float, bool, str]] = []
    for words in (trigger.heads, trigger.cues, trigger.contexts):
        best = _best(words, view) if words else None
        if words and not best and not (by_noun and found):
            return None
        found += [best] if best else []
    if view.has_near(trigger.excludes):
        return None
    first, *others = sorted(found, reverse=True)
    score = first[0] + sum(_SECOND_WORD * other for other, _, _ in others)
    return Scored(measure, score * measure.weight, first[2], any(own for _, own, _ in found))


def _best(words: tuple[tuple[str, ...], ...], view: View) -> tuple[float, bool, str] | None:
    """The best (score, is in the figure's clause, word) of some words."""
    present = {word for _, _, word in view.cues}
    return max(
        (
            (weight * (1 + sum(map(len, parts)) - _PER_GAP * (len(parts) - 1)), weight >= _IN_CLAUSE, word)
            for parts in words
            if parts[0] in present
            for weight, word in view.places_of(parts)
            if weight > 0
        ),
        default=None,
    )
