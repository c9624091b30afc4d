"""What extraction makes of a page: its facts, and what became of its numbers."""

from __future__ import annotations

from dataclasses import dataclass

from kg.extract.figures.decision import Decision
from kg.extract.ledger import Entry
from kg.model import Fact, Text


@dataclass(frozen=True, slots=True)
class Extraction:
    """A page's facts, and what the rules decided of its figures."""

    text: Text
    facts: list[Fact]
    decisions: list[Decision]
    ledger: list[Entry]
    """What became of each number of the page."""
