"""The ontology, the standards and exported data together have no contradiction: owlrl (OWL 2 RL) looks for one."""

from collections.abc import Iterator
from decimal import Decimal

import owlrl
import rdflib
from rdflib import OWL, RDF, RDFS
from rdflib.term import Node
from reasoning import AID, say, with_data
from shape_sample import FACTS, build

from kg import pipeline
from kg.resources import samples_dir

ERROR = rdflib.Namespace("http://www.daml.org/2002/03/agents/agent-ont#")


def contradictions(data: rdflib.Graph) -> list[str]:
    """What the closure of the data finds to be impossible, and values that are not of their property's datatype.

    owlrl does not compare a value with its property's range, and stops at one that is no value of its own datatype.
    """
    wrong = {value: f"{value!r} is no {range}" for range, value in _values(data) if not _is_of(range, value)}
    for value in wrong:
        data.remove((None, None, value))
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(data)
    errors = data.subjects(RDF.type, ERROR.ErrorMessage)
    return sorted({*wrong.values(), *(str(data.value(error, ERROR.error)) for error in errors)})


def _values(data: rdflib.Graph) -> Iterator[tuple[Node, rdflib.Literal]]:
    """Each literal with the datatype that its property wants."""
    for property, range in data.subject_objects(RDFS.range):
        if range != RDFS.Literal:
            yield from ((range, value) for value in data.objects(None, property) if isinstance(value, rdflib.Literal))


def _is_of(range: Node, value: rdflib.Literal) -> bool:
    """Whether a literal's value is in the range: 21 is a decimal too."""
    cast = rdflib.Literal(str(value), datatype=range)
    numbers = isinstance(cast.value, int | Decimal) and isinstance(value.value, int | Decimal)
    return not cast.ill_typed and ((value.datatype or rdflib.XSD.string) == range or numbers)


def test_the_samples_contradict_nothing() -> None:
    data = with_data(pipeline.build([samples_dir()], pipeline.Run()))
    assert contradictions(data) == []
    assisted = set(data.subject_objects(AID.assisted_by))
    assert assisted == {(receiver, giver) for giver, receiver in data.subject_objects(AID.assists)} != set()
    assert not list(data.subjects(RDF.type, OWL.Nothing))


CHANGES = {
    "place:370000 a aid:Person": "place/370000",
    "place:500000 aid:assists org:1f2e3d": "org/1f2e3d",
    "document:pairings aid:published_by place:513221": "place/513221",
    "place:510000 aid:assists place:510000": "Irreflexive property used on https://w3id.org/kg-aid/place/510000",
    'fact:f1 aid:confidence "high"': "Literal('high') is no http://www.w3.org/2001/XMLSchema#decimal",
    'fact:f2 aid:confidence "low"^^xsd:decimal': "Literal('low', datatype=",
    'evidence:x oa:start "-1"^^xsd:integer': "is no http://www.w3.org/2001/XMLSchema#nonNegativeInteger",
    "aid:Agreement rdfs:subClassOf aid:Event . thing:signing a aid:Agreement": "thing/signing",
    "aid:has_workshops a qb:DimensionProperty": "ontology#has_workshops",
    "period:2020 time:hasEnd period:2020": "period/2020",
    "fact:f4 prov:wasGeneratedBy document:workshops": "document/workshops",
    "geometry:370000 geo:hasGeometry geometry:500000": "geometry/370000",
    "population:registered_poor skos:inScheme unit:count": "unit/count",
}
"""Triples that contradict the ontology or a standard, and what tells that they were found."""


def test_contradictions_are_found() -> None:
    data = with_data(build(FACTS))
    say(data, *CHANGES)
    found = contradictions(data)
    assert [change for change, told in CHANGES.items() if not any(told in each for each in found)] == []
    assert [each for each in found if not any(told in each for told in CHANGES.values())] == []
