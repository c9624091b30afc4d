"""The terms out of the RDF graph of an ontology."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import OntologyError
from kg.ontology.terms import AID, Approximation, Measure, Ontology, RelationType, Trigger, Unit, local_name

if TYPE_CHECKING:
    from rdflib import Graph as RdfGraph
    from rdflib.term import Node

_NEEDED_UNITS = {"person", "yuan", "ratio", "count"}
"""What the grammar of figures builds on."""


class Reader:
    """Takes the terms out of an RDF graph."""

    def __init__(self, graph: RdfGraph, path: Path) -> None:
        from rdflib import RDF, Namespace

        self.graph, self.path = graph, path
        self.aid, self.type = Namespace(AID), RDF.type

    def ontology(self) -> Ontology:
        """All of it. Raises OntologyError where what is needed is missing, or two things exclude each other."""
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
            raise OntologyError(f"{self.path}: the unit {local_name(node)} needs aid:symbol and aid:unitClass.")
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
        return Approximation(local_name(node), self._texts(node, "prefix"), self._texts(node, "suffix"))

    def _measure(self, node: Node, units: dict[Node, Unit]) -> Measure:
        name = local_name(node)
        try:
            own_units = tuple(units[value] for value in self._values(node, "unit"))
        except KeyError as error:
            raise OntologyError(f"{self.path}: {name} has an unknown unit {local_name(error.args[0])}.") from None
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
            name=local_name(node),
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
        return self._text(node, "symbol") or local_name(node)

    def _text(self, node: Node, name: str) -> str | None:
        return next(iter(self._texts(node, name)), None)

    def _name(self, node: Node, name: str) -> str | None:
        return next((local_name(value) for value in self._values(node, name)), None)

    def _label(self, node: Node, language: str) -> str:
        from rdflib import RDFS

        labels = self.graph.objects(node, RDFS.label)
        return next((str(label) for label in labels if getattr(label, "language", None) == language), local_name(node))
