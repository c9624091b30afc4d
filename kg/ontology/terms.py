"""The terms of an ontology as types: measures, what says them, relations, units."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

AID = "https://w3id.org/kg-aid/ontology#"
"""The namespace of the terms."""


@dataclass(frozen=True, slots=True)
class Unit:
    """What a figure counts, with the counters (量词) that stand for it."""

    symbol: str
    unit_class: str
    """Units of one class may stand for each other: person, person-time and household are people."""
    counters: tuple[str, ...]
    is_specific: bool = False
    """Kept even where the measure has another unit of the class: a person-time stays one."""

    @property
    def is_rate(self) -> bool:
        """Whether it is so much a person or a month."""
        return "/" in self.symbol


@dataclass(frozen=True, slots=True)
class Approximation:
    """How exact a figure is, with the words that say it."""

    name: str
    prefixes: tuple[str, ...]
    suffixes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words that say a measure: one head, one cue and one context word, of those that it has, and no excluded word.

    A word with gaps (`赴…就业`) is a tuple of its parts, in order.
    """

    heads: tuple[tuple[str, ...], ...]
    cues: tuple[tuple[str, ...], ...]
    contexts: tuple[tuple[str, ...], ...]
    excludes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Measure:
    """A kind of figure."""

    name: str
    label_zh: str
    label_en: str
    units: tuple[Unit, ...]
    counters: frozenset[str]
    """The counters that a figure may carry; empty where its units' own will do."""
    triggers: tuple[Trigger, ...]
    weight: float
    """How much its words count against other measures' words."""
    is_stock: bool
    stands_alone: bool
    """Parts that follow it (其中) are not parts of it."""
    is_fallback: bool
    """It takes the figures that no other measure does."""
    is_of_person: bool
    """It is a person's, where the words are about one."""
    is_rule: bool
    """An amount that a rule sets: for whom and where it holds may stand anywhere before it in its sentence."""
    is_of_helped: bool
    """It counts those who are helped, not those who help."""
    subject_role: str | None
    """receiver, sender or partner: whose the figure is where both sides of a pairing are named."""
    counterpart_role: str | None
    """giver, receiver, destination or partner."""
    counterpart_is_near: bool
    """Only a second place that the figure's own clause names is its counterpart."""
    is_at_venue: bool
    """Of an event: the place where it is held has the figure."""
    implies: str | None
    entails: str | None
    """A relation from the subject to the counterpart that the figure also states."""
    negative_cues: tuple[str, ...]
    """Words that turn the figure's sign: 下降6% is -0.06."""
    minimum: float
    maximum: float

    def takes(self, unit: Unit, counter: str) -> bool:
        """Whether a figure with this unit and counter can be of this measure."""
        if self.counters and unit.unit_class == "count":
            return counter in self.counters
        if unit.unit_class == "households" and counter in self.counters:
            return True  # 用人单位357户
        if unit.is_rate:
            return unit in self.units
        return any(own.unit_class == unit.unit_class for own in self.units)

    def is_plausible(self, value: float) -> bool:
        """Whether a value in base units lies in the measure's range."""
        return self.minimum <= value <= self.maximum

    def unit_for(self, unit: Unit) -> Unit:
        """The unit to state a figure in: its own where the measure has it, else the measure's first of the class."""
        same_class = [own for own in self.units if own.unit_class == unit.unit_class]
        if unit in same_class or (unit.is_specific and same_class):
            return unit
        return (same_class or self.units or (unit,))[0]


@dataclass(frozen=True, slots=True)
class RelationType:
    """A kind of tie between two things."""

    name: str
    label_zh: str
    label_en: str
    cues: tuple[str, ...]
    symmetric_cues: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ontology:
    """Measures, relations and units by name; population by cue word."""

    path: Path
    """The file that it was read from."""
    measures: dict[str, Measure]
    relations: dict[str, RelationType]
    units: dict[str, Unit]
    unit_of: dict[str, Unit]
    """Counter to unit."""
    approximations: tuple[Approximation, ...]
    populations: dict[str, str]
    """Cue word to population."""
    programmes: dict[str, str]
    """Cue word to programme."""
    labels: dict[str, tuple[str, str]]
    """Each term's name, a unit's symbol, to its Chinese and English label."""

    def label(self, term: str) -> str:
        """The Chinese label of a measure or relation, or the term itself."""
        known = self.measures.get(term) or self.relations.get(term)
        return known.label_zh if known else term


def local_name(node: object) -> str:
    """The name of a term within its namespace: `has_workshops`."""
    return str(node).rpartition("#")[2].rpartition("/")[2]
