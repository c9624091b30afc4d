"""Figures as a data cube (W3C, The RDF Data Cube Vocabulary): a data set and its structure for each measure.

    fact:5f2c a qb:Observation ; qb:dataSet dataset:has_workshops ; aid:subject place:513221 ; aid:has_workshops 21 ...
    dataset:has_workshops a qb:DataSet ; qb:structure structure:has_workshops
    structure:has_workshops a qb:DataStructureDefinition ; qb:component component:subject, ..., component:has_workshops

A cube allows one observation for each combination of its dimensions, and each must have a value. Pages contradict each
other, so the statement itself is a dimension; and what the text does not tell has the value `unspecified`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from pyoxigraph import Literal, NamedNode

from kg.model import Observation
from kg.shape.intervals import period_iri
from kg.shape.terms import Said, coded, decimal, entity_iri, iri, number, term

DIMENSIONS = ("subject", "period", "population", "counterpart", "statement")
ATTRIBUTES = {"unit": True, "approx": True, "low": False, "high": False, "confidence": True}
"""Each attribute, and whether all figures have it."""

Node = tuple[NamedNode, list[Said]]
"""A subject and what is said of it."""

UNSPECIFIED = "unspecified"
NO_COUNTERPART = iri("thing", UNSPECIFIED)
NO_PERIOD = iri("period", UNSPECIFIED)


def figure(statement: NamedNode, figure: Observation) -> Iterator[Said]:
    """What a figure has in its cube: the dimensions, the value, and the attributes of that."""
    counterpart = figure.counterpart
    yield term("qb:dataSet"), coded("dataset", figure.predicate)
    yield term("aid:subject"), entity_iri(figure.subject.type, figure.subject.key)
    yield term("aid:period"), period_iri(figure.period) if figure.period is not None else NO_PERIOD
    yield term("aid:population"), population_iri(figure)
    yield term("aid:counterpart"), entity_iri(counterpart.type, counterpart.key) if counterpart else NO_COUNTERPART
    yield term("aid:statement"), statement
    yield coded("aid", figure.predicate), number(figure.value)
    yield term("aid:unit"), unit_iri(figure)
    yield term("aid:approx"), coded("aid", figure.approx)
    if figure.low is not None:
        yield term("aid:low"), number(figure.low)
    if figure.high is not None:
        yield term("aid:high"), number(figure.high)
    yield term("aid:confidence"), decimal(figure.confidence)


def population_iri(figure: Observation) -> NamedNode:
    """The group that a figure is narrowed to."""
    return coded("population", UNSPECIFIED if figure.population is None else figure.population)


def unit_iri(figure: Observation) -> NamedNode:
    """What a figure counts."""
    return coded("unit", figure.unit.replace("/", "-per-"))


def terms(figures: Collection[Observation]) -> Iterator[Node]:
    """What the figures use: their data sets with structures, and each measure, dimension, attribute, unit and so on."""
    if not figures:
        return
    measures = {figure.predicate for figure in figures}
    yield from structures(measures)
    for measure in measures:
        structure = (term("qb:structure"), iri("structure", measure))
        yield iri("dataset", measure), [(term("rdf:type"), term("qb:DataSet")), structure]
        kinds = ("aid:Measure", "qb:MeasureProperty", "owl:DatatypeProperty")
        yield iri("aid", measure), [(term("rdf:type"), term(kind)) for kind in kinds]
    for name in (*DIMENSIONS, *ATTRIBUTES):
        kind = "qb:DimensionProperty" if name in DIMENSIONS else "qb:AttributeProperty"
        yield iri("aid", name), [(term("rdf:type"), term(kind))]
    yield from ((each, []) for each in (NO_COUNTERPART, NO_PERIOD))
    for used, kind, scheme in (
        ({population_iri(figure) for figure in figures}, "aid:Population", "aid:populations"),
        ({unit_iri(figure) for figure in figures}, "aid:Unit", "aid:units"),
        ({iri("aid", figure.approx) for figure in figures}, "aid:Approximation", "aid:approximations"),
    ):
        yield term(scheme), [(term("rdf:type"), term("skos:ConceptScheme"))]
        yield from ((each, concept(kind, scheme)) for each in used)


def concept(kind: str, scheme: str) -> list[Said]:
    """What makes a term a concept of a code list."""
    types = [(term("rdf:type"), term(kind)), (term("rdf:type"), term("skos:Concept"))]
    return [*types, (term("skos:inScheme"), term(scheme))]


def structures(measures: Iterable[str]) -> Iterator[Node]:
    """The structure of each measure's data set, with the components of all: shared ones, and the measure itself."""
    for order, name in enumerate((*DIMENSIONS, *ATTRIBUTES), 1):
        said: list[Said] = [(term("rdf:type"), term("qb:ComponentSpecification"))]
        said.append((term("qb:dimension" if name in DIMENSIONS else "qb:attribute"), iri("aid", name)))
        said.append((term("qb:order"), number(order)))
        if name in ATTRIBUTES:
            required = "true" if ATTRIBUTES[name] else "false"
            said.append((term("qb:componentRequired"), Literal(required, datatype=term("xsd:boolean"))))
        yield iri("component", name), said
    for measure in measures:
        kind, value = term("qb:ComponentSpecification"), iri("aid", measure)
        yield iri("component", measure), [(term("rdf:type"), kind), (term("qb:measure"), value)]
        parts = [(term("qb:component"), iri("component", part)) for part in (*DIMENSIONS, *ATTRIBUTES, measure)]
        yield iri("structure", measure), [(term("rdf:type"), term("qb:DataStructureDefinition")), *parts]
