"""Whether an ontology says what is understood: a mistyped property or value is told, else it would count for nothing.

Only what is in the namespace of kg is looked at; an ontology may say more in others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from math import isfinite
from pathlib import Path

from rdflib import OWL, RDF, Graph, Namespace
from rdflib.term import Node, URIRef

from kg.errors import OntologyError
from kg.near import did_you_mean
from kg.ontology import terms
from kg.ontology.terms import local_name

AID = Namespace(terms.AID)
_NUMBERS = {"weight", "minimum", "maximum"}
_FLAGS = {"standsAlone", "stock", "isFallback", "ofPerson", "isRule", "ofHelped", "atVenue", "counterpartIsNear"}
_ROLES = {
    "subjectRole": {"receiver", "sender", "partner", "nearest"},
    "counterpartRole": {"giver", "receiver", "destination", "partner"},
}
_PROPERTIES = {
    "Measure": {"unit", "counter", "trigger", "negativeCue", "implies", "entails"} | _NUMBERS | _FLAGS | set(_ROLES),
    "Unit": {"symbol", "unitClass", "counter", "isSpecific"},
    "Population": {"cue"},
    "Programme": {"cue"},
    "Approximation": {"prefix", "suffix"},
    "Role": set[str](),
    "Relation": {"cue", "symmetricCue"},
    "trigger": {"head", "cue", "context", "excludes"},
}
"""What may be said of each kind of thing."""
_UNNAMED = {"trigger"}
"""Kinds that are no classes of kg."""
_NEVER_IN_IRI = re.compile(r'[\x00-\x20<>"{}|\\^`]')


def check(graph: Graph, path: Path) -> None:
    """Raise OntologyError with what is not understood, the first in the order of the alphabet."""
    things = list(_things(graph))
    known = {
        "class": {local_name(node) for node in graph.subjects(RDF.type, OWL.Class)} | _PROPERTIES.keys() - _UNNAMED,
        "implies": {local_name(node) for kind, node in things if kind == "Measure"},
        "entails": {local_name(node) for kind, node in things if kind == "Relation"},
        **_ROLES,
    }
    troubles = sorted({trouble for kind, node in things for trouble in _troubles(graph, kind, node, known)})
    troubles = [f"<{iri}> is no IRI." for iri in _no_iris(graph)] + troubles
    if troubles:
        raise OntologyError(f"{path}: {troubles[0]}", f"({len(troubles) - 1} more.)" if troubles[1:] else "")


def _no_iris(graph: Graph) -> list[str]:
    """What is written as an IRI and can't be one, in order."""
    nodes = {node for triple in graph for node in triple if isinstance(node, URIRef)}
    return sorted(node for node in nodes if _NEVER_IN_IRI.search(node))


def _things(graph: Graph) -> Iterator[tuple[str, Node]]:
    """All that kg reads, each with its kind."""
    for node, type in graph.subject_objects(RDF.type):
        if _is_own(type):
            yield local_name(type), node
    yield from (("trigger", node) for node in graph.objects(None, AID.trigger))


def _troubles(graph: Graph, kind: str, node: Node, known: dict[str, set[str]]) -> Iterator[str]:
    """What is wrong with a thing, and what to do."""
    owner = graph.value(None, AID.trigger, node) if kind == "trigger" else node
    if kind not in _PROPERTIES:
        if kind not in known["class"]:
            yield f"{local_name(owner)}: there is no class aid:{kind}. {_did_you_mean(kind, known['class'])}"
        return
    for property, value in graph.predicate_objects(node):
        if _is_own(property) and (trouble := _trouble(kind, local_name(property), str(value), known)):
            yield f"{local_name(owner)}: {trouble}"
    low, high = (str(graph.value(node, AID[bound])) for bound in ("minimum", "maximum"))
    if _is_number(low) and _is_number(high) and float(low) > float(high):
        yield f"{local_name(owner)}: aid:minimum {low} is above aid:maximum {high}. Exchange them."


def _trouble(kind: str, name: str, value: str, known: dict[str, set[str]]) -> str:
    """What is wrong with a property and its value, and what to do; empty where nothing is."""
    if name not in _PROPERTIES[kind]:
        return f"a {kind.casefold()} has no aid:{name}. {_did_you_mean(name, _PROPERTIES[kind])}"
    if name in _NUMBERS and not _is_number(value):
        return f'aid:{name} "{value}" is no number. Write one, such as 1000.'
    if name in _FLAGS | {"isSpecific"} and value not in ("true", "false"):
        return f'aid:{name} "{value}" is neither true nor false. Write one of these.'
    if name in known and local_name(value) not in known[name]:
        return f"aid:{name} can't be aid:{local_name(value)}. {_did_you_mean(local_name(value), known[name])}"
    return ""


def _did_you_mean(name: str, known: Iterable[str]) -> str:
    """The name that was meant, or all that there are."""
    return did_you_mean(name, {each: f"aid:{each}" for each in known}) or f"Use one of {', '.join(sorted(known))}."


def _is_own(node: Node) -> bool:
    return str(node).startswith(AID)


def _is_number(text: str) -> bool:
    try:
        return isfinite(float(text))
    except ValueError:
        return False
