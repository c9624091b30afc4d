"""The shapes that an export must have: those of `schemas/shapes.ttl`, and those that follow from the ontology.

For each measure its units and its plausible range, for each relation what it ties, and which terms there are at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import isfinite

from pyoxigraph import NamedNode, RdfFormat, parse

from kg import resources
from kg.ontology import Measure, Ontology, Unit
from kg.records import number
from kg.shape.index import Index, Node
from kg.shape.namespaces import PREFIXES, compact
from kg.shape.terms import encode, term

_HEAD = {**PREFIXES, "sh": "http://www.w3.org/ns/shacl#", "shape": "https://w3id.org/kg-aid/shape/"}
_UNKNOWN = "The predicate is no measure or relation of the ontology. Was it exported with another --ontology?"
_IMPLAUSIBLE = "Look at the words; if they say so, widen the range in the ontology."


def shapes_text(ontology: Ontology) -> str:
    """All shapes as Turtle, for any SHACL processor."""
    written = (resources.schemas_dir() / "shapes.ttl").read_text(encoding="utf-8")
    head = "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in _HEAD.items())
    return "\n".join((written, "# What follows from the ontology.\n", head, *_generated(ontology)))


def shapes(ontology: Ontology) -> Index:
    """All shapes."""
    return Index(parse(shapes_text(ontology).encode(), format=RdfFormat.TURTLE))


def _generated(ontology: Ontology) -> Iterator[str]:
    terms = " ".join(f"aid:{encode(name)}" for name in sorted({*ontology.measures, *ontology.relations}))
    yield f"""shape:Term a sh:NodeShape ; sh:targetClass rdf:Statement ;
    sh:property {_property("rdf:predicate", f"sh:in ( {terms} )", _UNKNOWN)} .
"""
    for measure in ontology.measures.values():
        yield from _measure(encode(measure.name), measure, ontology.units.values())
    said = Index(parse(path=str(ontology.path), format=RdfFormat.TURTLE))
    for name in sorted(ontology.relations):
        relation = NamedNode(PREFIXES["aid"] + name)
        domain, range = (said.one(relation, term(f"rdfs:{end}")) for end in ("domain", "range"))
        yield from _relation(encode(name), _constraint(domain, said), _constraint(range, said))


def _measure(name: str, measure: Measure, units: Iterable[Unit]) -> Iterator[str]:
    """A measure's range and datatype wherever it stands, and the units and the data set of its figures."""
    number_kinds = _property(f"aid:{name}", "sh:or ( [ sh:datatype xsd:integer ] [ sh:datatype xsd:decimal ] )")
    bounds = {"minInclusive": measure.minimum, "maxInclusive": measure.maximum}
    bounds = {kind: number(bound) for kind, bound in bounds.items() if isfinite(bound)}
    limits = " ; ".join(f"sh:{kind} {bound}" for kind, bound in bounds.items())
    message = f"{name} is plausible from {' to '.join(map(str, bounds.values()))}. {_IMPLAUSIBLE}"
    yield _shape(name, [number_kinds, *([_property(f"aid:{name}", limits, message)] if bounds else [])])
    symbols = _symbols(measure, units)
    allowed = " ".join(f"unit:{encode(symbol.replace('/', '-per-'))}" for symbol in symbols)
    counted = _property("aid:unit", f"sh:in ( {allowed} )", f"{name} is counted in {', '.join(symbols)}.")
    value = _property(f"aid:{name}", "sh:minCount 1 ; sh:maxCount 1 ; sh:equals rdf:object")
    data_set = _property("qb:dataSet", f"sh:in ( dataset:{name} )")
    yield _of_facts(name, [value, data_set, *([counted] if symbols else [])])


def _symbols(measure: Measure, units: Iterable[Unit]) -> list[str]:
    """The units that a measure's figures may have: its own, and those that stay what they are (人次) of its classes."""
    classes = {unit.unit_class for unit in measure.units}
    kept = (unit for unit in units if unit.is_specific and unit.unit_class in classes)
    return list(dict.fromkeys(unit.symbol for unit in (*measure.units, *kept)))


def _relation(name: str, domain: tuple[str, str], range: tuple[str, str]) -> Iterator[str]:
    """What a relation ties, in its plain triples and in its statements."""
    subject = f"What {name} is said of {domain[1]}."
    object = f"The object of {name} {range[1]}."
    own = f'{domain[0]} ; sh:message "{subject}"@en' if domain[0] else ""
    yield _shape(name, [_property(f"aid:{name}", range[0], object)] if range[0] else [], own)
    ends = (("rdf:subject", domain[0], subject), ("rdf:object", range[0], object))
    yield _of_facts(name, [_property(*end) for end in ends if end[1]])


def _constraint(of: Node | None, said: Index) -> tuple[str, str]:
    """A domain or range as a constraint, and in words; a string is any literal. Empty where it says nothing.

    Data don't say what is a subclass of what, so that the subclasses are named.
    """
    if not isinstance(of, NamedNode):
        return "", ""
    name = compact(of.value)
    if name in ("xsd:string", "rdfs:Literal"):
        return "sh:nodeKind sh:Literal", "is a literal"
    if not said.is_a(of, [term("owl:Class")]):
        return f"sh:datatype {name}", f"is of the datatype {name}"
    kinds = sorted(compact(kind.value) for kind in said.kinds(of) if isinstance(kind, NamedNode))
    classes = " ".join(f"[ sh:class {kind} ]" for kind in kinds)
    return (f"sh:or ( {classes} )" if kinds[1:] else f"sh:class {name}"), f"is of the class {name}"


def _property(path: str, constraints: str, message: str = "") -> str:
    """A property shape."""
    words = f' ; sh:message "{message}"@en' if message else ""
    return f"[ sh:path {path} ; {constraints}{words} ]"


def _shape(name: str, properties: list[str], constraint: str = "") -> str:
    """A shape of whatever has the property."""
    parts = [constraint, *(f"sh:property {each}" for each in properties)]
    said = " ;\n    ".join(part for part in parts if part)
    return f"shape:{name} a sh:NodeShape ; sh:targetSubjectsOf aid:{name} ;\n    {said} .\n" if said else ""


def _of_facts(name: str, properties: list[str]) -> str:
    """A shape of the statements of a predicate, reached from it."""
    if not properties:
        return ""
    said = " ,\n        ".join(properties)
    return f"""shape:{name}-facts a sh:NodeShape ; sh:targetNode aid:{name} ;
    sh:property [ sh:path [ sh:inversePath rdf:predicate ] ; sh:property
        {said} ] .
"""
