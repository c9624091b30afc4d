"""Cue words: where the ontology's words stand in a text, and which measure they give a figure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import daachorse

from kg.extract.figures.view import IN_CLAUSE, Cue, View
from kg.extract.wordlists import lines
from kg.model import Span
from kg.ontology import Measure, Ontology, Trigger

_PER_GAP = 0.5
_SECOND_WORD = 0.5
_IN_SENTENCE = 0.1
_ADJECTIVES = ("优秀", "骨干", "精干", "知名", "优质", "重点")

Words = dict[str, list[tuple[str, ...]]]
"""Words by their first part; one with gaps (`赴…就业`) has several."""


@dataclass(frozen=True, slots=True)
class Scored:
    """A measure with how well the words around a figure fit it."""

    measure: Measure
    score: float
    word: str
    """The word that counted most."""
    is_own: bool
    """Whether a word of the figure's own clause says it."""


@dataclass(frozen=True, slots=True)
class Narrowing:
    """The population that a figure is narrowed to, and what says so."""

    population: str | None
    word: str


class CueFinder:
    """Finds cue words and weighs measures by them. Made once for an ontology."""

    def __init__(self, ontology: Ontology) -> None:
        self._compiled = [
            _Compiled.of(measure, trigger) for measure in ontology.measures.values() for trigger in measure.triggers
        ]
        self._by_word: dict[str, list[_Compiled]] = defaultdict(list)
        """Triggers by the words of which they need one."""
        for compiled in self._compiled:
            for first in compiled.needs[0]:
                self._by_word[first].append(compiled)
        self._heads = frozenset[str]().union(*(compiled.heads for compiled in self._compiled))
        self._populations = ontology.populations
        words = {*ontology.populations, *(word for m in ontology.measures.values() for word in m.negative_cues)}
        for compiled in self._compiled:
            words.update(compiled.words())
        self._known = frozenset(words)
        self._compounds = frozenset(lines("compounds.txt"))
        self._words = sorted(words | self._compounds)
        self._automaton = daachorse.CharwiseDoubleArrayAhoCorasick(self._words)

    def find(self, text: str) -> list[Cue]:
        """All cue words of a text, overlapping ones too, in order; no mere part of a compound."""
        found = sorted(
            Cue(start, end, self._words[index]) for start, end, index in self._automaton.find_overlapping(text)
        )
        compounds = [(start, end) for start, end, word in found if word in self._compounds]
        ends = {at: end for start, end in compounds for at in range(start, end)}
        starts = {at: start for start, end in compounds for at in range(start, end)}
        return [cue for cue in found if cue.word in self._known and not _is_inside(cue, starts, ends)]

    def measures(self, view: View, by_noun: bool = False) -> list[Scored]:
        """The measures that a figure can be of, best first; `by_noun` asks for no cue beside a head."""
        scored: dict[str, Scored] = {}
        for compiled in self._candidates(view):
            fit = compiled.fit(view, by_noun)
            name = compiled.measure.name
            if fit and (name not in scored or fit.score > scored[name].score):
                scored[name] = fit
        return sorted(scored.values(), key=_by_score, reverse=True)

    def _candidates(self, view: View) -> list[_Compiled]:
        """The triggers of which the sentence has a needed word, for measures that take the figure's unit."""
        found = {id(each): each for word in view.spots for each in self._by_word.get(word, ())}
        unit, counter = view.quantity.unit, view.quantity.counter
        taking = [each for each in found.values() if each.measure.takes(unit, counter)]
        counted = self._counted(view) if unit.unit_class in ("count", "people") else set()
        counted = {
            head for head in counted if any(head in each.heads for each in taking)
        }  # others take another counter
        return [each for each in taking if not counted or not each.heads or not counted.isdisjoint(each.heads)]

    def _counted(self, view: View) -> set[str]:
        """The heads right beside a count: behind its counter, else before its number (15家企业, 岗位420个).

        An adjective may stand between: 65名优秀干部.
        """
        start, end = view.mention.start, view.mention.end
        end += 2 * view.text.startswith(_ADJECTIVES, end)
        heads = [(word, spot) for word, spots in view.spots.items() if word in self._heads for spot in spots]
        longest = max((spot[1] for _, spot in heads if spot[0] == end), default=start)
        return {word for word, spot in heads if spot[1] == longest}

    def names_population(self, words: str) -> bool:
        """Whether words are the name of a group of people, and no more."""
        return words.strip("（(") in self._populations

    def population_named(self, words: str) -> str | None:
        """The population that words name, where they name only one."""
        named = {self._populations[cue.word] for cue in self.find(words) if cue.word in self._populations}
        return named.pop() if len(named) == 1 else None

    def population(self, view: View, in_sentence: bool = False) -> Narrowing:
        """Whom the figure is about, where its own clause, or the sentence up to it, narrows it."""
        found = [
            (view.weight(*spot), len(word), word)
            for word, spots in view.spots.items()
            if word in self._populations
            for spot in spots
        ]
        weight, _, word = max(found, default=(0.0, 0, ""))
        is_near = weight >= (_IN_SENTENCE if in_sentence else IN_CLAUSE)
        return Narrowing(self._populations[word], word) if is_near else Narrowing(None, "")


@dataclass(frozen=True, slots=True)
class _Compiled:
    """A trigger ready to be fitted."""

    measure: Measure
    trigger: Trigger
    needs: tuple[Words, ...]
    """Its heads, cues and contexts, those that it has: one word of each must be there."""
    heads: frozenset[str]
    contexts: frozenset[str]

    @classmethod
    def of(cls, measure: Measure, trigger: Trigger) -> _Compiled:
        needs = tuple(_by_first(words) for words in (trigger.heads, trigger.cues, trigger.contexts) if words)
        heads, contexts = (frozenset(map("".join, words)) for words in (trigger.heads, trigger.contexts))
        return cls(measure, trigger, needs, heads, contexts)

    def words(self) -> Iterator[str]:
        """All its words, those with gaps in parts."""
        yield from self.trigger.excludes
        yield from (part for words in self.needs for listed in words.values() for parts in listed for part in parts)

    def fit(self, view: View, by_noun: bool) -> Scored | None:
        """How well it fits a figure, or None where a part of it is missing or a word rules it out."""
        found: list[tuple[float, bool, str]] = []
        for words in self.needs:
            best = _best(words, view, bool(self.heads) and words is self.needs[0])
            if best:
                found.append(best)
            elif not found or not (by_noun or self._is_told_before(words, view)):
                return None
        excluding = view.near(self.trigger.excludes)
        if any(not (self._is_in_word(view, spot) or _is_in_title(view, spot)) for spot in excluding):
            return None
        first, *others = sorted(found, reverse=True)
        score = first[0] + sum(_SECOND_WORD * other for other, _, _ in others)
        return Scored(self.measure, score * self.measure.weight, first[2], any(own for _, own, _ in found))

    def _is_told_before(self, words: Words, view: View) -> bool:
        """Whether some of its words are its contexts, and what the sentence goes on with has one of them."""
        return words is self.needs[-1] and not self.contexts.isdisjoint(view.said_before)

    def _is_in_word(self, view: View, spot: Span) -> bool:
        """Whether an excluded word is only a part of one of the trigger's own: 岗位 in 公益岗位安置."""
        return any(
            start <= spot[0] and spot[1] <= end
            for words in self.needs
            for word in words.keys() & view.spots.keys()
            for start, end in view.spots[word]
        )


def _is_in_title(view: View, spot: Span) -> bool:
    """Whether a word stands in quotation marks that close before the figure: “岗位进村”招聘会42场."""
    opens, closes = (view.text.rfind(mark, view.clause[0], spot[0]) for mark in "“”")
    return opens > closes and view.text.find("”", spot[1], view.mention.start) >= 0


def _is_inside(cue: Cue, starts: dict[int, int], ends: dict[int, int]) -> bool:
    """Whether a cue is a part of a compound, given where the compound at each position starts and ends."""
    start, end, _ = cue
    return end <= ends.get(start, 0) and end - start < ends[start] - starts[start]


def _by_first(words: Iterable[tuple[str, ...]]) -> Words:
    by_first: Words = defaultdict(list)
    for parts in words:
        by_first[parts[0]].append(parts)
    return dict(by_first)


def _best(words: Words, view: View, are_heads: bool) -> tuple[float, bool, str] | None:
    """The best (score, is in the figure's clause, word) of some words."""
    return max(
        (
            (weight * (1 + sum(map(len, parts)) - _PER_GAP * (len(parts) - 1)), weight >= IN_CLAUSE, "…".join(parts))
            for first in words.keys() & view.spots.keys()
            for parts in words[first]
            if (weight := view.weight_of(parts, are_heads)) > 0
        ),
        default=None,
    )


def _by_score(scored: Scored) -> float:
    return scored.score
