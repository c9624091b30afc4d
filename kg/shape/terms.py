"""Strings, numbers and dates as RDF terms. Whatever a page holds, the term that comes out is valid."""

from __future__ import annotations

import math
import re
from decimal import Decimal
from functools import cache

from pyoxigraph import Literal, NamedNode

from kg.shape.namespaces import PREFIXES, SECTIONS

Term = NamedNode | Literal

Said = tuple[NamedNode, Term]
"""The predicate and the object of one triple."""

_NOT_IN_IRI = re.compile(r"[^\w\-.~/]|\.\Z")
"""All but letters and digits of any script, and the marks that need no escape. (rdflib can't read a last dot.)"""
_ODD_SEGMENT = re.compile(r"(^|/)\.{0,2}(/|$)")
"""Empty and dotted segments, which a reader of relative IRIs would swallow."""
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


@cache
def term(name: str) -> NamedNode:
    """The IRI of a prefixed name that this package writes: `term("prov:Entity")`."""
    prefix, local = name.split(":", 1)
    return NamedNode(PREFIXES[prefix] + local)


def iri(section: str, *parts: str) -> NamedNode:
    """The IRI of a thing: its section, then the parts of its id with `:` between them.

    Chinese stays as it is; what an IRI can't hold is percent-encoded, so that different ids never share an IRI.
    """
    return NamedNode(PREFIXES[section] + ":".join(map(encode, parts)))


def entity_iri(type: str, id: str) -> NamedNode:
    """The IRI of an entity; an id may bring its section along (`org/1f2e`)."""
    section = SECTIONS.get(type, "thing")
    return iri(section, id.removeprefix(f"{section}/"))


def encode(id: str) -> str:
    """An id as a part of an IRI."""
    encoded = _NOT_IN_IRI.sub(_percent, id)
    if _ODD_SEGMENT.search(id):
        encoded = encoded.replace("/", "%2F").replace(".", "%2E")
    return encoded


def _percent(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in _whole(match[0]).encode())


def _whole(value: str) -> str:
    """Half of a surrogate pair is no character: it becomes U+FFFD."""
    return _SURROGATE.sub("\ufffd", value)


def text(value: str) -> Literal:
    """A string as it is."""
    return Literal(_whole(value))


def name(value: str, language: str | None = None) -> Literal:
    """A name in a language; without one, Chinese where it has Chinese characters, else plain."""
    if language is None and _HAN.search(value):
        language = "zh"
    return Literal(_whole(value), language=language)


def number(value: float) -> Literal:
    """An `xsd:integer` where it is whole, else an `xsd:decimal` of as many digits as it needs."""
    if math.isfinite(value) and value == int(value):
        return Literal(str(int(value)), datatype=term("xsd:integer"))
    return decimal(value)


def decimal(value: float) -> Literal:
    """An `xsd:decimal`. Infinity, which is none, is an `xsd:double`."""
    if not math.isfinite(value):
        return Literal(str(value).upper().replace("NAN", "NaN"), datatype=term("xsd:double"))
    return Literal(format(Decimal(repr(float(value))), "f"), datatype=term("xsd:decimal"))


def edtf(value: str) -> Literal:
    """An EDTF date, interval or open interval."""
    return Literal(_whole(value), datatype=term("edtf:EDTF"))


def string_object(value: str) -> Literal:
    """The object of a relation that is a string: a date, or a name."""
    return edtf(value) if _DATE.fullmatch(value) else name(value)
