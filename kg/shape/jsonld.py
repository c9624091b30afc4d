"""JSON-LD with a context, one node a line. (pyoxigraph streams JSON-LD but without a context; rdflib holds it all.)"""

from __future__ import annotations

import json
from collections.abc import Iterable
from itertools import groupby
from typing import IO, Any

from pyoxigraph import NamedNode, Triple

from kg.shape.namespaces import PREFIXES, compact
from kg.shape.terms import Term, term

LARGEST_INTEGER = 2**53
"""Beyond it, readers of JSON lose digits: such a number is written as a string with its type."""


def write_jsonld(grouped: Iterable[Triple], out: IO[bytes]) -> None:
    """Write triples that come grouped by subject."""
    out.write(b'{"@context": ' + _json(PREFIXES) + b',\n"@graph": [')
    separator = b"\n"
    for subject, group in groupby(grouped, key=lambda triple: triple.subject):
        out.write(separator + _json(_node(subject, group)))
        separator = b",\n"
    out.write(b"\n]}\n")


def _node(subject: NamedNode, group: Iterable[Triple]) -> dict[str, Any]:
    node: dict[str, Any] = {"@id": compact(subject.value)}
    for _, predicate, object in group:
        if predicate == term("rdf:type"):
            node.setdefault("@type", []).append(compact(object.value))
        else:
            node.setdefault(compact(predicate.value), []).append(_value(object))
    return {key: values[0] if len(values) == 1 else values for key, values in node.items()}


def _value(object: Term) -> Any:
    if isinstance(object, NamedNode):
        return {"@id": compact(object.value)}
    if object.language is not None:
        return {"@value": object.value, "@language": object.language}
    if object.datatype == term("xsd:string"):
        return object.value
    if object.datatype == term("xsd:integer") and abs(int(object.value)) < LARGEST_INTEGER:
        return int(object.value)
    return {"@value": object.value, "@type": compact(object.datatype.value)}


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()
