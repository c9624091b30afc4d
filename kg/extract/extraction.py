"""What extraction makes of a page: its facts, and what became of its numbers."""

from __future__ import annotations

from dataclasses import dataclass

from kg.extract.decision import Decision
from kg.extract.reading import Reading
from kg.model import Fact, Text


@dataclass(frozen=True, slots=True)
class Extraction:
    """A page's facts, and what the rules decided of its figures."""

    reading: Reading
    facts: list[Fact]
    decisions: list[Decision]
    least_confidence: float
    """The confidence that the page's facts needed."""

    @property
    def text(self) -> Text:
        """The page's text."""
        return self.reading.text
