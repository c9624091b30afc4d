"""What the rules decided of a figure, and what its observation rests on."""

from __future__ import annotations

from dataclasses import dataclass

from kg.extract.fate import Fate
from kg.extract.figures.choice import Choice
from kg.extract.figures.cue import Narrowing
from kg.extract.parties.participant import Parties
from kg.extract.times.reach import Dating
from kg.model import Fact, Observation, Span

LEAST_CONFIDENCE = 0.5
"""The cut between facts and guesses that is best on unseen pages: `python bench/quality.py --by-confidence`."""


@dataclass(frozen=True, slots=True)
class Basis:
    """What an observation rests on: how each of its parts was found, and what was second best."""

    choice: Choice
    parties: Parties
    period: Dating
    population: Narrowing


@dataclass(frozen=True, slots=True)
class Decision:
    """What the rules decided of a figure, or of one end of a range."""

    span: Span
    """Where its number stands in the clean text."""
    fate: Fate
    """What it is; for a figure that became an observation, what it is where the confidence in that is too low."""
    reason: str
    observation: Observation | None = None
    basis: Basis | None = None

    def became(self, fact: Fact) -> bool:
        """Whether a fact is the figure's: its observation, however often the page states it, or one that it implies."""
        made = self.observation
        if made is None or not isinstance(fact, Observation):
            return False
        is_same = (made.subject.key, made.value, made.unit) == (fact.subject.key, fact.value, fact.unit)
        return is_same and (made.predicate == fact.predicate or made.evidence == fact.evidence)
