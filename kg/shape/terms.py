"""Strings, numbers and dates as RDF terms. Whatever a page holds, the term that comes out is valid."""

from __future__ import annotations

import math
import re
from decimal import Decimal
from functools import cache, lru_cache
from unicodedata import is_normalized

from pyoxigraph import Literal, NamedNode

from kg.shape.namespaces import PREFIXES, SECTIONS

Term = NamedNode | Literal

Said = tuple[NamedNode, Term]
"""The predicate and the object of one triple."""

_PLAIN = re.compile(r"[A-Za-z0-9_-]+")
"""What most ids are, and what stays as it is."""
_NOT_IN_IRI = re.compile(r"[^\w\-.~/]|[\U00010000-\U0010ffff]|\.\Z")
"""All but letters and digits of any script, and marks that need no escape. (rdflib can't read a last dot; Jena takes
the halves of a character beyond the first 65,536 for two that are not allowed.)"""
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_ODD_SEGMENT = re.compile(r"(^|/)\.{0,2}(/|$)")
"""Empty and dotted segments, which a reader of relative IRIs would swallow."""
_ADDRESS = re.compile(r"https?://([^\s<>\"{}|\\^`\[\]%\x00-\x1f\x7f-\x9f\ud800-\udfff]|%[0-9A-Fa-f]{2})+")
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


@lru_cache(maxsize=1 << 12)
def coded(section: str, id: str) -> NamedNode:
    """The same for the members of a short list, such as predicates and units."""
    return iri(section, id)


@lru_cache(maxsize=1 << 15)
def entity_iri(type: str, id: str) -> NamedNode:
    """The IRI of an entity; an id may bring its section along (`org/1f2e`)."""
    section = SECTIONS.get(type, "thing")
    return iri(section, id.removeprefix(f"{section}/"))


def encode(id: str) -> str:
    """An id as a part of an IRI."""
    if _PLAIN.fullmatch(id):
        return id
    encoded = _NOT_IN_IRI.sub(_percent, id)
    if not is_normalized("NFC", encoded):  # readers may warn of it, or bring it into that form
        encoded = _NOT_ASCII.sub(_percent, encoded)
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


def address(value: str) -> Literal:
    """An `xsd:anyURI`; what can be no address of the web stays a string."""
    return Literal(value, datatype=term("xsd:anyURI")) if _ADDRESS.fullmatch(value) else text(value)


def name(value: str, language: str | None = None) -> Literal:
    """A name in a language; without one, Chinese where it has Chinese characters, else plain."""
    if language is None and _HAN.search(value):
        language = "zh"
    return Literal(_whole(value), language=language)


@lru_cache(maxsize=1 << 15)
def number(value: float) -> Literal:
    """An `xsd:integer` where it is whole, else an `xsd:decimal` of as many digits as it needs."""
    if math.isfinite(value) and value == int(value):
        return Literal(str(int(value)), datatype=term("xsd:integer"))
    return decimal(value)


@lru_cache(maxsize=1 << 12)
def decimal(value: float) -> Literal:
    """An `xsd:decimal`, zero without a sign. Infinity, which is none, is an `xsd:double`."""
    if not math.isfinite(value):
        return Literal(str(value).upper().replace("NAN", "NaN"), datatype=term("xsd:double"))
    return Literal(format(Decimal(repr(float(value) + 0.0)), "f"), datatype=term("xsd:decimal"))


def edtf(value: str) -> Literal:
    """An EDTF date, interval or open interval."""
    return Literal(_whole(value), datatype=term("edtf:EDTF"))


def string_object(value: str) -> Literal:
    """The object of a relation that is a string: a date, or a name."""
    return edtf(value) if _DATE.fullmatch(value) else name(value)
