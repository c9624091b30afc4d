"""Two places, or lists of places, of which one follows the other in a sentence, and the pairing that it may state."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from kg.extract.page.side import direction
from kg.extract.places.place_list import PlaceList
from kg.extract.reading import Reading
from kg.extract.sentence import Sentence
from kg.model import Entity, Span

_REACH, _REACH_BEFORE = 40, 16
"""Characters after two places, and before them, in which a word ties them."""


class Pair(NamedTuple):
    """A pairing that a sentence states: the words that tie the two, and the rule."""

    giver: Entity
    receiver: Entity
    span: Span
    rule: str


@dataclass(frozen=True)
class Neighbours:
    """Two lists of places of which one follows the other in a sentence."""

    reading: Reading
    sentence: Sentence
    one: PlaceList
    other: PlaceList

    @cached_property
    def between(self) -> str:
        """The words between them."""
        return self.reading.clean[self.one.end : self.other.start]

    @cached_property
    def after(self) -> str:
        """The words after them that may tie them."""
        return self.reading.clean[self.other.end : min(self.other.end + _REACH, self.sentence.end)]

    @cached_property
    def before(self) -> str:
        """The words before them that may tie them."""
        return self.reading.clean[max(self.sentence.start, self.one.start - _REACH_BEFORE) : self.one.start]

    @cached_property
    def parted(self) -> bool:
        """Whether an organisation stands between them, which helps the second itself."""
        return bool(self.reading.within(self.reading.organisations, (self.one.end, self.other.start)))

    @cached_property
    def told(self) -> int:
        """What their sides tell: 1 where the first gives, -1 where the second does, 0 nothing."""
        return told(self.reading, self.one.places[0].key, self.other.places[0].key)


def told(reading: Reading, one: str, other: str) -> int:
    """What the sides of two places tell, as `side.direction`: by the programmes, else by the pairing that the page has
    named of what they are part of."""
    known = direction(reading.gazetteer, one, other)
    if known or not reading.pairings:
        return known
    ones, others = reading.line(one), reading.line(other)
    gives = any(giver in ones and receiver in others for giver, receiver in reading.pairings)
    receives = any(giver in others and receiver in ones for giver, receiver in reading.pairings)
    return gives - receives
