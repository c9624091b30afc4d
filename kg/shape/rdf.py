"""The graph as RDF triples.

    place:370000 aid:assists place:500000             the plain triple
    fact:5f2c a rdf:Statement ; rdf:subject ...       the same with period, confidence and provenance
    evidence:d07:12-31:9c41 a oa:SpecificResource     the words of the page that say it
    run:81d0 a prov:Activity                          what made the facts of the pages, and which software

A figure's `rdf:Statement` is a `qb:Observation` too (`kg.shape.cube`), a period is an interval (`kg.shape.intervals`).
There are no blank nodes: every node has a name made from content, so that a graph always gives the same triples in the
same order, and two exports can be compared line by line.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from hashlib import blake2b
from importlib.metadata import version
from itertools import chain
from pathlib import Path, PurePath
from typing import Any

from pyoxigraph import Literal, NamedNode, Triple

from kg import ontology
from kg.model import PAIRING, Document, Entity, Evidence, Fact, Graph, Observation, Place, Relation
from kg.programme import programmes
from kg.shape import cube, intervals
from kg.shape.terms import (
    Said,
    Term,
    address,
    coded,
    decimal,
    edtf,
    entity_iri,
    iri,
    name,
    number,
    string_object,
    term,
    text,
)
from kg.shape.vocabulary import described, named

Description = tuple[Callable[[Any], Iterable[Said]], Any]
"""What is still to be called, and on what, to describe a subject."""
Nodes = dict[NamedNode, list[Description]]
"""Every subject with its descriptions, still to be made: only one subject is spelt out at a time."""


def triples(graph: Graph, path: Path | None = None) -> Iterator[Triple]:
    """All triples, grouped by subject, subjects sorted by IRI, each triple once.

    What the ontology in `path` (by default the one that ships) says of the terms that are used comes along.
    """
    nodes = _nodes(graph, path or ontology.default_path())
    _add_facts(nodes, graph.facts, run_iri(graph))
    return _spelt_out(nodes)


def parts(graph: Graph, path: Path | None = None) -> Iterator[tuple[NamedNode | None, Iterator[Triple]]]:
    """The same triples in parts: what no single page says, then by its IRI what each page says, with its own words."""
    nodes, run = _nodes(graph, path or ontology.default_path()), run_iri(graph)
    _add_facts(nodes, {id: fact for id, fact in graph.facts.items() if not fact.evidence}, run)
    yield None, _spelt_out(nodes)
    pages: dict[str, list[str]] = defaultdict(list)
    for id, fact in graph.facts.items():
        for page in {evidence.doc for evidence in fact.evidence}:
            pages[page].append(id)
    for page, ids in sorted(pages.items()):
        said: Nodes = defaultdict(list)
        _add_facts(said, {id: _as_said_by(page, graph.facts[id]) for id in ids}, run)
        yield entity_iri("Document", page), _spelt_out(said)


def _as_said_by(page: str, fact: Fact) -> Fact:
    return replace(fact, evidence=tuple(evidence for evidence in fact.evidence if evidence.doc == page))


def _spelt_out(nodes: Nodes) -> Iterator[Triple]:
    for subject in sorted(nodes, key=str):
        descriptions = nodes.pop(subject)
        if len(descriptions) == 1:  # which says nothing twice
            describe, thing = descriptions[0]
            said = describe(thing)
        else:
            said = dict.fromkeys(chain.from_iterable(describe(thing) for describe, thing in descriptions))
        for predicate, object in said:
            yield Triple(subject, predicate, object)


def _nodes(graph: Graph, path: Path) -> Nodes:
    """Everything but the facts."""
    nodes: Nodes = defaultdict(list)
    for document in graph.documents.values():
        nodes[entity_iri("Document", document.id)].append((_document, document))
    for entity in graph.entities.values():
        if entity.type != "Document" or entity.id not in graph.documents:
            nodes[_entity_iri(entity)].append((_entity, entity))
    for place in graph.places.values():
        nodes[entity_iri("Place", place.id)].append((_place, place))
        if place.lat is not None and place.lon is not None:
            nodes[iri("geometry", place.id)].append((_geometry, place))
    if graph.facts:
        software = iri("software", f"kg-{version('kg')}")
        nodes[run_iri(graph)].append((partial(_run, software), graph))
        nodes[software].append((_software, None))
    for period in sorted({fact.period for fact in graph.facts.values() if fact.period is not None}):
        nodes[intervals.period_iri(period)].append((intervals.interval, period))
        for instant in intervals.instants(period):
            nodes[intervals.instant_iri(instant)] = [(intervals.instant, instant)]
    for subject, said in chain(_terms(graph), _programmes(graph, path)):
        nodes[subject] += [(iter, said), (partial(described, path), subject)]
    for measure in {fact.predicate for fact in graph.facts.values() if isinstance(fact, Observation)}:
        nodes[iri("dataset", measure)].append((partial(named, path), iri("aid", measure)))
    return nodes


def _add_facts(nodes: Nodes, facts: Mapping[str, Fact], run: NamedNode) -> None:
    """The facts with their evidence."""
    describe = partial(_fact, run)
    for id, fact in sorted(facts.items(), key=_order):
        statement = _statement_iri(id)
        sources: list[NamedNode] = []
        for evidence in sorted(fact.evidence, key=lambda evidence: (evidence.doc, evidence.start, evidence.end)):
            words = iri("evidence", *evidence.id.rsplit(":", 2))
            position, quote = NamedNode(f"{words.value}:position"), NamedNode(f"{words.value}:quote")
            nodes[words].append((_evidence, (evidence, position, quote)))
            nodes[position].append((_position, evidence))
            nodes[quote].append((_quote, evidence))
            sources += entity_iri("Document", evidence.doc), words
        nodes[_entity_iri(fact.subject)].append((_plain, fact))
        nodes[statement].append((describe, (statement, fact, sources)))


def _terms(graph: Graph) -> Iterator[tuple[NamedNode, list[Said]]]:
    """The terms of the ontology that the graph uses, each with what holds though the ontology may not have it."""
    levels = {place.level for place in graph.places.values()}
    yield from ((iri("level", level), cube.concept("aid:Level", "aid:levels")) for level in levels)
    if levels:
        yield term("aid:levels"), [(term("rdf:type"), term("skos:ConceptScheme"))]
    yield from cube.terms([fact for fact in graph.facts.values() if isinstance(fact, Observation)])


def _programmes(graph: Graph, path: Path) -> Iterator[tuple[NamedNode, list[Said]]]:
    """The programmes that pairings stand under, each with its pairings."""
    pairings = {id: fact for id, fact in sorted(graph.facts.items()) if fact.predicate == PAIRING}
    under: dict[str, list[Said]] = defaultdict(list)
    for id, fact in pairings.items():
        if isinstance(fact, Relation):
            for programme in programmes(graph, fact, ontology.load(path)):
                under[programme].append((term("aid:has_pairing"), _statement_iri(id)))
    for programme, said in under.items():
        yield iri("programme", programme), cube.concept("aid:Programme", "aid:programmes") + said
    if under:
        yield term("aid:programmes"), [(term("rdf:type"), term("skos:ConceptScheme"))]


# Things


def _document(document: Document) -> Iterator[Said]:
    yield term("rdf:type"), term("aid:Document")
    yield term("rdf:type"), term("prov:Entity")
    if document.title is not None:
        yield term("dcterms:title"), name(document.title)
    if document.publisher is not None:
        yield term("dc:publisher"), name(document.publisher)
    if document.published is not None:
        yield term("dcterms:issued"), edtf(document.published)
    yield term("dc:source"), text(PurePath(document.source).name)  # where it lay is nobody else's matter
    if document.url is not None:
        yield term("schema:url"), address(document.url)


def _entity(entity: Entity) -> Iterator[Said]:
    yield term("rdf:type"), coded("aid", entity.type)
    yield term("rdfs:label"), name(entity.name)


def _place(place: Place) -> Iterator[Said]:
    yield term("rdf:type"), term("aid:Place")
    yield term("rdfs:label"), name(place.name)
    if place.name_en is not None:
        yield term("rdfs:label"), name(place.name_en, "en")
    yield term("dcterms:identifier"), text(place.id)
    yield term("aid:level"), coded("level", place.level)
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


def _order(item: tuple[str, Fact]) -> tuple[str, float, str, str]:
    """A subject's facts stand by predicate, then by value or object."""
    id, fact = item
    if isinstance(fact, Observation):
        return fact.predicate, fact.value, "", id
    return fact.predicate, 0.0, fact.object if isinstance(fact.object, str) else str(fact.object.id), id


def _plain(fact: Fact) -> Iterator[Said]:
    yield coded("aid", fact.predicate), _object(fact)


def _fact(run: NamedNode, item: tuple[NamedNode, Fact, list[NamedNode]]) -> Iterator[Said]:
    statement, fact, sources = item
    yield term("rdf:type"), term("rdf:Statement")
    if isinstance(fact, Observation):
        yield term("rdf:type"), term("qb:Observation")
    elif fact.predicate == PAIRING:
        yield term("rdf:type"), term("aid:Pairing")
    yield term("rdf:subject"), _entity_iri(fact.subject)
    yield term("rdf:predicate"), coded("aid", fact.predicate)
    yield term("rdf:object"), _object(fact)
    if isinstance(fact, Observation):
        yield from cube.figure(statement, fact)
    else:
        if fact.period is not None:
            yield term("aid:period"), intervals.period_iri(fact.period)
        yield term("aid:confidence"), decimal(fact.confidence)
    yield term("prov:wasGeneratedBy"), run
    for source in dict.fromkeys(sources):
        yield term("prov:wasDerivedFrom"), source


def _object(fact: Fact) -> Term:
    if isinstance(fact, Observation):
        return number(fact.value)
    return string_object(fact.object) if isinstance(fact.object, str) else _entity_iri(fact.object)


# Provenance


def run_iri(graph: Graph) -> NamedNode:
    """The run that made the graph: the same pages and facts are the same run, whenever it was."""
    digest = blake2b(digest_size=8)
    for id in chain(sorted(graph.documents), sorted(graph.facts)):
        digest.update(f"{id}\n".encode(errors="replace"))
    return iri("run", digest.hexdigest())


def _run(software: NamedNode, graph: Graph) -> Iterator[Said]:
    yield term("rdf:type"), term("prov:Activity")
    yield term("prov:wasAssociatedWith"), software
    for id in sorted(graph.documents):
        yield term("prov:used"), entity_iri("Document", id)


def _software(_: None) -> Iterator[Said]:
    yield term("rdf:type"), term("prov:SoftwareAgent")
    yield term("rdfs:label"), text(f"kg {version('kg')}")
    yield term("schema:softwareVersion"), text(version("kg"))


def _evidence(item: tuple[Evidence, NamedNode, NamedNode]) -> Iterator[Said]:
    evidence, position, quote = item
    yield term("rdf:type"), term("oa:SpecificResource")
    yield term("oa:hasSource"), entity_iri("Document", evidence.doc)
    yield term("oa:hasSelector"), position
    yield term("oa:hasSelector"), quote
    yield term("prov:wasQuotedFrom"), entity_iri("Document", evidence.doc)
    yield term("aid:rule"), text(evidence.rule)


def _position(evidence: Evidence) -> Iterator[Said]:
    yield term("rdf:type"), term("oa:TextPositionSelector")
    yield term("oa:start"), number(evidence.start)
    yield term("oa:end"), number(evidence.end)


def _quote(evidence: Evidence) -> Iterator[Said]:
    yield term("rdf:type"), term("oa:TextQuoteSelector")
    yield term("oa:exact"), text(evidence.quote)
    if evidence.prefix:
        yield term("oa:prefix"), text(evidence.prefix)
    if evidence.suffix:
        yield term("oa:suffix"), text(evidence.suffix)


def _statement_iri(fact: str) -> NamedNode:
    return iri("fact", fact.removeprefix("fact/"))


def _entity_iri(entity: Entity) -> NamedNode:
    return entity_iri(entity.type, entity.id or entity.name)
