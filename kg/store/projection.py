"""The graph as a property graph. Every store keeps this, and nothing else.

    (:Place:County)-[:PART_OF]->(:Place:Province)    the level as a second label, for a style of Neo4j Browser
    (:Place)-[:ASSISTS {id, period, start, end, programmes, confidence, evidence, documents}]->(:Place)
    (subject)-[:HAS_OBSERVATION]->(:Observation)-[:WITH {role}]->(:Place)
    (subject)-[:HAS_STATEMENT]->(:Statement)
    (:Observation|Statement)-[:EVIDENCED_BY]->(:Evidence)-[:IN_DOCUMENT]->(:Document:Page)

A relation between two things is a relationship with the predicate's name in capitals; it names its evidence by id, as a
relationship can't point at a node. A relation to a string is a `Statement`. The role of a figure's counterpart is what
the ontology says of the measure: giver, destination or partner. Labels are CamelCase and types are UPPER_CASE, so no
label shares a type's name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from kg.errors import StoreError
from kg.model import PAIRING, Document, Entity, Evidence, Fact, Graph, Observation, Place, Relation
from kg.ontology import Measure, Ontology, load
from kg.periods import period_bounds
from kg.programme import programmes
from kg.store.garbage import no_garbage
from kg.store.rows import Node, NodeKey, Properties, Relationship, Rows

PAGE_PROPERTIES = {"published_by": "publisher", "published_on": "published", "written_by": "author"}
"""Relations that say something of the page itself, and the property. Their subject is the page, however named."""


_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*")


@no_garbage()
def project(graph: Graph, ontology: Ontology | None = None) -> Rows:
    """The graph's nodes and relationships. Raises `StoreError` where a fact names something the graph lacks."""
    known = ontology or load()
    measures = known.measures
    projection = _Projection(graph, known)
    for document in graph.documents.values():
        projection.add_document(document)
    for place in graph.places.values():
        projection.add_place(place, graph.places.get(place.parent or ""))
    for id, fact in sorted(graph.facts.items()):
        projection.add_fact(id, fact)
    for key, figures in latest_figures(graph.facts.values(), measures).items():
        # A measure never hides one of the node's own properties.
        projection.nodes[key] = projection.nodes[key]._replace(properties=figures | projection.nodes[key].properties)
    projection.check()
    return Rows.of(projection.nodes.values(), projection.relationships.values())


def latest_figures(facts: Iterable[Fact], measures: Mapping[str, Measure]) -> dict[NodeKey, Properties]:
    """Each subject's latest figure of each measure, for reading without the way over its observations.

    A figure counts where it is about the subject as a whole (no population, no destination). Of these the latest period
    wins, none being the earliest; where two figures share it and differ, there is no latest figure and no property.
    """
    candidates = [fact for fact in facts if isinstance(fact, Observation) and _is_of_the_whole(fact, measures)]
    candidates.sort(key=_subject_and_measure)
    latest: dict[NodeKey, Properties] = {}
    for (key, measure), group in groupby(candidates, key=_subject_and_measure):
        observations = list(group)
        last = max(_recency(observation) for observation in observations)
        figures = {(each.value, each.unit) for each in observations if _recency(each) == last}
        if len(figures) == 1:
            latest.setdefault(key, {})[measure] = float(figures.pop()[0])
    return latest


def _is_of_the_whole(fact: Observation, measures: Mapping[str, Measure]) -> bool:
    measure = measures.get(fact.predicate)
    is_part = fact.population or (fact.counterpart and measure and measure.counterpart_role == "destination")
    return not is_part and not (measure and measure.is_fallback)


def _subject_and_measure(fact: Observation) -> tuple[NodeKey, str]:
    return entity_key(fact.subject), fact.predicate


def _recency(fact: Observation) -> tuple[str, str]:
    """Sorts by the last day, then the first: a year and its December end together, and December is the later news."""
    start, end = period_bounds(fact.period)
    return end or start or "", start or ""


def entity_key(entity: Entity) -> NodeKey:
    """The node of an entity of a graph."""
    if entity.id is None:
        raise StoreError(f"The {entity.type} {entity.name} has no id.", "Facts are stored after they are resolved.")
    return NodeKey(_checked(entity.type), entity.id)


def without_none(properties: Mapping[str, Any]) -> Properties:
    """The properties that have a value."""
    return {name: value for name, value in properties.items() if value is not None}


def _checked(name: str) -> str:
    """A name that may stand in Cypher as a label or a type."""
    if _NAME.fullmatch(name) is None:
        raise StoreError(
            f"{name!r} can't be a label or a relationship type.", "Use letters, digits and _ in the ontology."
        )
    return name


def _dated(period: str | None) -> Properties:
    start, end = period_bounds(period)
    return {"period": period, "start": start, "end": end}


@dataclass(slots=True)
class _Projection:
    """Collects rows by their keys, so that what is named twice is there once."""

    graph: Graph
    ontology: Ontology
    nodes: dict[NodeKey, Node] = field(default_factory=dict)
    relationships: dict[tuple[str, NodeKey, NodeKey, str], Relationship] = field(default_factory=dict)

    def add_document(self, page: Document) -> None:
        self._node(
            ("Document", "Page"), page.id, title=page.title, source=page.source, publisher=page.publisher,
            published=page.published, url=page.url,
        )  # fmt: skip

    def add_place(self, place: Place, parent: Place | None) -> None:
        labels = ("Place", _checked(place.level.capitalize()))
        key = self._node(
            labels, place.id, name=place.name, name_en=place.name_en, level=place.level,
            lat=None if place.lat is None else float(place.lat), lon=None if place.lon is None else float(place.lon),
        )  # fmt: skip
        # Provinces are not tied to the country: any two would be two steps apart, and a path would mean nothing.
        if parent is not None and parent.level != "country":
            self._tie("PART_OF", key, NodeKey("Place", parent.id))

    def add_fact(self, id: str, fact: Fact) -> None:
        for evidence in fact.evidence:
            self._add_evidence(evidence)
        if isinstance(fact, Observation):
            self._add_observation(id, fact)
        elif fact.predicate in PAGE_PROPERTIES:
            self._add_page_relation(id, fact)
        elif isinstance(fact.object, Entity):
            self._add_relation(id, fact, self._entity(fact.subject), self._entity(fact.object))
        else:
            key = self._node(
                ("Statement",), id, predicate=fact.predicate, text=fact.object, confidence=float(fact.confidence),
                **_dated(fact.period),
            )  # fmt: skip
            self._tie("HAS_STATEMENT", self._entity(fact.subject), key)
            self._tie_evidence(key, fact)

    def _add_observation(self, id: str, fact: Observation) -> None:
        key = self._node(
            ("Observation",), id, measure=fact.predicate, value=float(fact.value), unit=fact.unit, approx=fact.approx,
            low=None if fact.low is None else float(fact.low), high=None if fact.high is None else float(fact.high),
            population=fact.population, confidence=float(fact.confidence), **_dated(fact.period),
        )  # fmt: skip
        self._tie("HAS_OBSERVATION", self._entity(fact.subject), key)
        if fact.counterpart is not None:
            measure = self.ontology.measures.get(fact.predicate)
            self._tie("WITH", key, self._entity(fact.counterpart), role=measure and measure.counterpart_role)
        self._tie_evidence(key, fact)

    def _add_page_relation(self, id: str, fact: Relation) -> None:
        """The publisher, an author or the date of each page whose words say so."""
        for page in sorted({NodeKey("Document", evidence.doc) for evidence in fact.evidence}):
            value = fact.object
            if isinstance(value, Entity):
                self._add_relation(id, fact, page, self._entity(value))
                value = value.name
            if page in self.nodes:
                self.nodes[page].properties.setdefault(PAGE_PROPERTIES[fact.predicate], value)

    def _add_relation(self, id: str, fact: Relation, start: NodeKey, end: NodeKey) -> None:
        self._tie(
            _checked(fact.predicate).upper(), start, end, id, confidence=float(fact.confidence),
            evidence=sorted({each.id for each in fact.evidence}),
            documents=sorted({each.doc for each in fact.evidence}), programmes=self._programmes(fact) or None,
            **_dated(fact.period),
        )  # fmt: skip

    def _programmes(self, fact: Relation) -> list[str]:
        """The Chinese labels of those that a pairing stands under."""
        if fact.predicate != PAIRING:
            return []
        return [self.ontology.labels[name][0] for name in programmes(self.graph, fact, self.ontology)]

    def _add_evidence(self, evidence: Evidence) -> None:
        key = self._node(
            ("Evidence",), evidence.id, quote=evidence.quote, start=evidence.start, end=evidence.end,
            rule=evidence.rule,
        )  # fmt: skip
        self._tie("IN_DOCUMENT", key, NodeKey("Document", evidence.doc))

    def _tie_evidence(self, key: NodeKey, fact: Fact) -> None:
        for evidence in fact.evidence:
            self._tie("EVIDENCED_BY", key, NodeKey("Evidence", evidence.id))

    def _entity(self, entity: Entity) -> NodeKey:
        key = entity_key(entity)
        return key if key in self.nodes else self._node((key.label,), key.id, name=entity.name)

    def _node(self, labels: tuple[str, ...], id: str, /, **properties: Any) -> NodeKey:
        node = Node(labels, id, without_none(properties))
        self.nodes.setdefault(node.key, node)
        return node.key

    def _tie(self, type: str, start: NodeKey, end: NodeKey, id: str = "", /, **properties: Any) -> None:
        row = Relationship(type, start, end, id, without_none(properties))
        self.relationships.setdefault(row.key, row)

    def check(self) -> None:
        """Every end of a relationship is a node."""
        for row in self.relationships.values():
            for end in (row.start, row.end):
                if end not in self.nodes:
                    advice = "Resolve the facts again: a graph holds every page and place that its facts name."
                    raise StoreError(f"The graph lacks the {end.label} {end.id} of a {row.type} relationship.", advice)
