"""What extraction makes of a page: its facts, and what became of its numbers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from kg.extract.decision import Decision
from kg.extract.ledger import Entry, ledger
from kg.extract.reading import Reading
from kg.model import Fact, Text


@dataclass(frozen=True)
class Extraction:
    """A page's facts, and what the rules decided of its figures."""

    reading: Reading
    facts: list[Fact]
    decisions: list[Decision]

    @property
    def text(self) -> Text:
        """The page's text."""
        return self.reading.text

    @cached_property
    def ledger(self) -> list[Entry]:
        """What became of each number of the page."""
        return ledger(self.reading, self.decisions, self.facts)
