"""The graph as RDF triples.

    place:370000 aid:assists place:500000            the plain triple
    fact:5f2c a rdf:Statement ; rdf:subject ...      the same with period, confidence and provenance
    evidence:d07:12-31:9c41 a oa:SpecificResource the words of the page that say it

A figure's `rdf:Statement` is a `qb:Observation` too. There are no blank nodes: every node has a name made from content,
so that a graph always gives the same triples in the same order, and two exports can be compared line by line.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import chain
from typing import Any

from pyoxigraph import Literal, NamedNode, Triple

from kg.model import Document, Entity, Evidence, Fact, Graph, Observation, Place
from kg.shape.terms import Term, decimal, entity_iri, iri, name, number, period, string_object, term, text

Said = tuple[NamedNode, Term]
"""The predicate and the object of one triple."""

Description = tuple[Callable[[Any], Iterator[Said]], Any]
"""What is still to be called, and on what, to describe a subject."""

DATA_SET = iri("dataset", "figures")


def triples(graph: Graph) -> Iterator[Triple]:
    """All triples, grouped by subject, subjects sorted by IRI, each triple once."""
    nodes = _nodes(graph)
    for subject in sorted(nodes, key=str):
        said = chain.from_iterable(describe(thing) for describe, thing in nodes.pop(subject))
        for predicate, object in dict.fromkeys(said):
            yield Triple(subject, predicate, object)


def _nodes(graph: Graph) -> dict[NamedNode, list[Description]]:
    """Every subject with its descriptions, still to be made: only one subject is spelt out at a time."""
    nodes: dict[NamedNode, list[Description]] = defaultdict(list)
    for document in graph.documents.values():
        nodes[entity_iri("Document", document.id)].append((_document, document))
    for entity in graph.entities.values():
        if entity.type != "Document" or entity.id not in graph.documents:
            nodes[_entity_iri(entity)].append((_entity, entity))
    for place in graph.places.values():
        nodes[entity_iri("Place", place.id)].append((_place, place))
        if place.lat is not None and place.lon is not None:
            nodes[iri("geometry", place.id)].append((_geometry, place))
    for id, fact in sorted(graph.facts.items(), key=_order):
        nodes[_entity_iri(fact.subject)].append((_plain, fact))
        nodes[iri("fact", id.removeprefix("fact/"))].append((_fact, fact))
        for evidence in fact.evidence:
            nodes[_evidence_iri(evidence)].append((_evidence, evidence))
            nodes[_evidence_iri(evidence, "position")].append((_position, evidence))
            nodes[_evidence_iri(evidence, "quote")].append((_quote, evidence))
    if any(isinstance(fact, Observation) for fact in graph.facts.values()):
        nodes[DATA_SET].append((_data_set, {"en": "Figures", "zh": "数据"}))
    return nodes


def _order(item: tuple[str, Fact]) -> tuple[str, float, str, str]:
    """A subject's facts stand by predicate, then by value or object."""
    id, fact = item
    if isinstance(fact, Observation):
        return fact.predicate, fact.value, "", id
    return fact.predicate, 0.0, fact.object if isinstance(fact.object, str) else str(fact.object.id), id


# Things


def _document(document: Document) -> Iterator[Said]:
    yield term("rdf:type"), term("aid:Document")
    yield term("rdf:type"), term("prov:Entity")
    if document.title is not None:
        yield term("dcterms:title"), name(document.title)
    if document.publisher is not None:
        yield term("dc:publisher"), name(document.publisher)
    if document.published is not None:
        yield term("dcterms:issued"), period(document.published)
    if document.url is not None:
        yield term("schema:url"), Literal(text(document.url).value, datatype=term("xsd:anyURI"))


def _entity(entity: Entity) -> Iterator[Said]:
    yield term("rdf:type"), iri("aid", entity.type)
    yield term("rdfs:label"), name(entity.name)


def _place(place: Place) -> Iterator[Said]:
    yield term("rdf:type"), term("aid:Place")
    yield term("rdfs:label"), name(place.name)
    if place.name_en is not None:
        yield term("rdfs:label"), name(place.name_en, "en")
    yield term("dcterms:identifier"), text(place.id)
    yield term("aid:level"), text(place.level)
    if place.parent is not None:
        yield term("dcterms:isPartOf"), entity_iri("Place", place.parent)
    if place.lat is not None and place.lon is not None:
        yield term("wgs84:lat"), decimal(place.lat)
        yield term("wgs84:long"), decimal(place.lon)
        yield term("geo:hasGeometry"), iri("geometry", place.id)


def _geometry(place: Place) -> Iterator[Said]:
    point = f"POINT({number(place.lon or 0).value} {number(place.lat or 0).value})"
    yield term("rdf:type"), term("geo:Geometry")
    yield term("geo:asWKT"), Literal(point, datatype=term("geo:wktLiteral"))


# Facts


def _plain(fact: Fact) -> Iterator[Said]:
    yield iri("aid", fact.predicate), _object(fact)


def _fact(fact: Fact) -> Iterator[Said]:
    yield term("rdf:type"), term("rdf:Statement")
    if isinstance(fact, Observation):
        yield term("rdf:type"), term("qb:Observation")
    yield term("rdf:subject"), _entity_iri(fact.subject)
    yield term("rdf:predicate"), iri("aid", fact.predicate)
    yield term("rdf:object"), _object(fact)
    if isinstance(fact, Observation):
        yield from _figure(fact)
    if fact.period is not None:
        yield term("aid:period"), period(fact.period)
    yield term("aid:confidence"), decimal(fact.confidence)
    for evidence in sorted(fact.evidence, key=lambda evidence: (evidence.doc, evidence.start, evidence.end)):
        yield term("prov:wasDerivedFrom"), entity_iri("Document", evidence.doc)
        yield term("prov:wasDerivedFrom"), _evidence_iri(evidence)


def _figure(figure: Observation) -> Iterator[Said]:
    """The components of a cube's observation: its dimensions, its value and the attributes of that."""
    yield term("qb:dataSet"), DATA_SET
    yield term("aid:subject"), _entity_iri(figure.subject)
    yield term("aid:measure"), iri("aid", figure.predicate)
    if figure.population is not None:
        yield term("aid:population"), iri("population", figure.population)
    if figure.counterpart is not None:
        yield term("aid:counterpart"), _entity_iri(figure.counterpart)
    yield term("aid:value"), number(figure.value)
    yield term("aid:unit"), iri("unit", figure.unit.replace("/", "-per-"))
    yield term("aid:approx"), iri("aid", figure.approx)
    if figure.low is not None:
        yield term("aid:low"), number(figure.low)
    if figure.high is not None:
        yield term("aid:high"), number(figure.high)


def _data_set(labels: dict[str, str]) -> Iterator[Said]:
    yield term("rdf:type"), term("qb:DataSet")
    for language, label in labels.items():
        yield term("rdfs:label"), name(label, language)


def _object(fact: Fact) -> Term:
    if isinstance(fact, Observation):
        return number(fact.value)
    return string_object(fact.object) if isinstance(fact.object, str) else _entity_iri(fact.object)


# Evidence


def _evidence(evidence: Evidence) -> Iterator[Said]:
    yield term("rdf:type"), term("oa:SpecificResource")
    yield term("oa:hasSource"), entity_iri("Document", evidence.doc)
    yield term("oa:hasSelector"), _evidence_iri(evidence, "position")
    yield term("oa:hasSelector"), _evidence_iri(evidence, "quote")
    yield term("prov:wasQuotedFrom"), entity_iri("Document", evidence.doc)
    yield term("aid:rule"), text(evidence.rule)


def _position(evidence: Evidence) -> Iterator[Said]:
    yield term("rdf:type"), term("oa:TextPositionSelector")
    yield term("oa:start"), number(evidence.start)
    yield term("oa:end"), number(evidence.end)


def _quote(evidence: Evidence) -> Iterator[Said]:
    yield term("rdf:type"), term("oa:TextQuoteSelector")
    yield term("oa:exact"), text(evidence.quote)


def _evidence_iri(evidence: Evidence, *selector: str) -> NamedNode:
    return iri("evidence", evidence.id, *selector)


def _entity_iri(entity: Entity) -> NamedNode:
    return entity_iri(entity.type, entity.id or entity.name)
