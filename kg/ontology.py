"""`schemas/ontology.ttl` as typed Python: what may be said, and the words that say it.

The only module that reads the ontology for what it means (`kg/shape/vocabulary.py` copies it as RDF). Nothing here or
elsewhere in Python names a measure.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from kg import resources
from kg.errors import OntologyError, UsageError

if TYPE_CHECKING:
    from rdflib import Graph as RdfGraph
    from rdflib.term import Node

_NEEDED_UNITS = {"person", "yuan", "ratio", "count"}
"""What the grammar of figures builds on."""
AID = "https://w3id.org/kg-aid/ontology#"


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


def load(path: Path | None = None) -> Ontology:
    """The ontology in `path`, by default the one that ships (`default_path`).

    Raises UsageError where it can't be read, OntologyError where it can't be used.
    """
    return _load(path or default_path())


def default_path() -> Path:
    """The ontology that ships."""
    return resources.schemas_dir() / "ontology.ttl"


@lru_cache(maxsize=4)
def _load(path: Path) -> Ontology:
    from rdflib import Graph
    from rdflib.plugins.parsers.notation3 import BadSyntax

    from kg.ontology_check import check

    graph = Graph()
    try:
        graph.parse(path, format="turtle")
    except OSError as error:
        raise UsageError(f"Can't read the ontology {path}: {error.strerror}.", "Name a file of Turtle.") from error
    except BadSyntax as error:
        # rdflib's own count of lines is off after some statements; its position is not.
        line = error._str.decode()[: error._i].count("\n") + 1
        raise OntologyError(f"{path}, line {line}: not valid Turtle: {error._why}.", "Mend it there.") from error
    except (AssertionError, IndexError) as error:  # how rdflib meets a file that breaks off
        raise OntologyError(f"{path}: not valid Turtle: it breaks off in the middle of a statement.") from error
    check(graph, path)
    return _Reader(graph, path).ontology()


class _Reader:
    """Takes the terms out of an RDF graph."""

    def __init__(self, graph: RdfGraph, path: Path) -> None:
        from rdflib import RDF, Namespace

        self.graph, self.path = graph, path
        self.aid, self.type = Namespace(AID), RDF.type

    def ontology(self) -> Ontology:
        units = {node: self._unit(node) for node in self._instances("Unit")}
        missing = sorted(_NEEDED_UNITS - {unit.symbol for unit in units.values()})
        if missing:
            raise OntologyError(
                f"{self.path}: the unit {missing[0]} is missing.", "Start from a copy of the one that ships."
            )
        measures = [self._measure(node, units) for node in self._instances("Measure")]
        return Ontology(
            path=self.path,
            measures={measure.name: measure for measure in measures},
            relations={relation.name: relation for relation in map(self._relation, self._instances("Relation"))},
            units={unit.symbol: unit for unit in units.values()},
            unit_of=self._by_counter(units.values()),
            approximations=tuple(map(self._approximation, self._instances("Approximation"))),
            populations=self._by_cue("Population"),
            programmes=self._by_cue("Programme"),
            labels=self._labels(),
        )

    def _by_cue(self, of_class: str) -> dict[str, str]:
        return {cue: self._symbol(node) for node in self._instances(of_class) for cue in self._texts(node, "cue")}

    def _labels(self) -> dict[str, tuple[str, str]]:
        classes = ("Measure", "Relation", "Unit", "Approximation", "Population", "Programme")
        nodes = (node for each in classes for node in self._instances(each))
        return {self._symbol(node): (self._label(node, "zh"), self._label(node, "en")) for node in nodes}

    def _unit(self, node: Node) -> Unit:
        symbol, unit_class = self._text(node, "symbol"), self._text(node, "unitClass")
        if not symbol or not unit_class:
            raise OntologyError(f"{self.path}: the unit {_local_name(node)} needs aid:symbol and aid:unitClass.")
        return Unit(symbol, unit_class, self._texts(node, "counter"), self._text(node, "isSpecific") == "true")

    def _by_counter(self, units: Iterable[Unit]) -> dict[str, Unit]:
        by_counter: dict[str, Unit] = {}
        for unit in units:
            for counter in unit.counters:
                if other := by_counter.get(counter):
                    raise OntologyError(f"{self.path}: {counter} counts both {other.symbol} and {unit.symbol}.")
                by_counter[counter] = unit
        return by_counter

    def _approximation(self, node: Node) -> Approximation:
        return Approximation(_local_name(node), self._texts(node, "prefix"), self._texts(node, "suffix"))

    def _measure(self, node: Node, units: dict[Node, Unit]) -> Measure:
        name = _local_name(node)
        try:
            own_units = tuple(units[value] for value in self._values(node, "unit"))
        except KeyError as error:
            raise OntologyError(f"{self.path}: {name} has an unknown unit {_local_name(error.args[0])}.") from None
        triggers = tuple(sorted(map(self._trigger, self._values(node, "trigger")), key=lambda trigger: trigger.cues))
        if triggers and not own_units:
            raise OntologyError(f"{self.path}: {name} has triggers but no aid:unit.")
        return Measure(
            name=name,
            label_zh=self._label(node, "zh"),
            label_en=self._label(node, "en"),
            units=own_units,
            counters=frozenset(self._texts(node, "counter")),
            triggers=triggers,
            weight=float(self._text(node, "weight") or 1),
            stands_alone=self._text(node, "standsAlone") == "true",
            is_stock=self._text(node, "stock") == "true",
            is_fallback=self._text(node, "isFallback") == "true",
            is_of_person=self._text(node, "ofPerson") == "true",
            is_rule=self._text(node, "isRule") == "true",
            is_of_helped=self._text(node, "ofHelped") == "true",
            subject_role=self._name(node, "subjectRole"),
            counterpart_role=self._name(node, "counterpartRole"),
            is_at_venue=self._text(node, "atVenue") == "true",
            counterpart_is_near=self._text(node, "counterpartIsNear") == "true",
            implies=self._name(node, "implies"),
            entails=self._name(node, "entails"),
            negative_cues=self._texts(node, "negativeCue"),
            minimum=float(self._text(node, "minimum") or "-inf"),
            maximum=float(self._text(node, "maximum") or "inf"),
        )

    def _trigger(self, node: Node) -> Trigger:
        return Trigger(
            heads=self._words(node, "head"),
            cues=self._words(node, "cue"),
            contexts=self._words(node, "context"),
            excludes=self._texts(node, "excludes"),
        )

    def _words(self, node: Node, name: str) -> tuple[tuple[str, ...], ...]:
        return tuple(tuple(word.split("…")) for word in self._texts(node, name))

    def _relation(self, node: Node) -> RelationType:
        return RelationType(
            name=_local_name(node),
            label_zh=self._label(node, "zh"),
            label_en=self._label(node, "en"),
            cues=self._texts(node, "cue"),
            symmetric_cues=self._texts(node, "symmetricCue"),
        )

    def _instances(self, of_class: str) -> list[Node]:
        return sorted(self.graph.subjects(self.type, self.aid[of_class]), key=str)

    def _values(self, node: Node, name: str) -> list[Node]:
        return list(self.graph.objects(node, self.aid[name]))

    def _texts(self, node: Node, name: str) -> tuple[str, ...]:
        return tuple(sorted(str(value) for value in self._values(node, name)))

    def _symbol(self, node: Node) -> str:
        return self._text(node, "symbol") or _local_name(node)

    def _text(self, node: Node, name: str) -> str | None:
        return next(iter(self._texts(node, name)), None)

    def _name(self, node: Node, name: str) -> str | None:
        return next((_local_name(value) for value in self._values(node, name)), None)

    def _label(self, node: Node, language: str) -> str:
        from rdflib import RDFS

        labels = self.graph.objects(node, RDFS.label)
        return next((str(label) for label in labels if getattr(label, "language", None) == language), _local_name(node))


def _local_name(node: object) -> str:
    return str(node).rpartition("#")[2].rpartition("/")[2]
