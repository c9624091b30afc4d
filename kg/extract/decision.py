"""What the rules decided of a figure, and what its observation rests on."""

from __future__ import annotations

from dataclasses import dataclass

from kg.extract.choice import Choice
from kg.extract.cue import Narrowing
from kg.extract.fate import Fate
from kg.extract.participant import Parties
from kg.extract.reach import Dating
from kg.model import Observation, Span


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
