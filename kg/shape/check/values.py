"""Literals as values: whether one is well formed for its datatype, and how two compare as in SPARQL."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from pyoxigraph import Literal

from kg.shape.index import RDF, Node

XSD = "http://www.w3.org/2001/XMLSchema#"
STRING, LANG_STRING = f"{XSD}string", f"{RDF}langString"
_INTEGERS = (
    "integer", "long", "int", "short", "byte", "nonNegativeInteger", "positiveInteger", "unsignedLong", "unsignedInt",
    "unsignedShort", "unsignedByte", "nonPositiveInteger", "negativeInteger",
)  # fmt: skip
_INTEGER = re.compile(r"[+-]?[0-9]+")
_DECIMAL = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)")
_DOUBLE = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?|[+-]?INF|NaN")


def _double(text: str) -> float:
    return float(text.replace("INF", "inf"))


def _matching(pattern: re.Pattern[str], read: Callable[[str], Any]) -> Callable[[str], Any]:
    def reader(text: str) -> Any:
        if pattern.fullmatch(text) is None:
            raise ValueError(text)
        return read(text)

    return reader


_READERS: dict[str, Callable[[str], Any]] = {
    **{f"{XSD}{name}": _matching(_INTEGER, int) for name in _INTEGERS},
    f"{XSD}decimal": _matching(_DECIMAL, Decimal),
    f"{XSD}double": _matching(_DOUBLE, _double),
    f"{XSD}float": _matching(_DOUBLE, _double),
    f"{XSD}boolean": {"true": True, "1": True, "false": False, "0": False}.__getitem__,
    f"{XSD}date": date.fromisoformat,
    f"{XSD}dateTime": datetime.fromisoformat,
    STRING: str,
}
_NUMBERS = frozenset(name for name in _READERS if not name.endswith(("boolean", "date", "dateTime", "string")))


def value_of(node: Node) -> tuple[str, Any] | None:
    """A literal's value with the name of the order that it is in; None where it has none or is ill formed."""
    if not isinstance(node, Literal):
        return None
    datatype = node.datatype.value
    reader = _READERS.get(datatype)
    try:
        return None if reader is None else ("number" if datatype in _NUMBERS else datatype, reader(node.value))
    except (ValueError, KeyError):
        return None


def number_of(node: Node) -> Any:
    """A numeric literal's value as int, Decimal or float; None for anything else."""
    value = value_of(node)
    return value[1] if value and value[0] == "number" else None


def has_datatype(node: Node, datatype: str) -> bool:
    """Whether a node is a literal of the datatype, well formed as far as SPARQL knows the datatype."""
    if not isinstance(node, Literal) or node.datatype.value != datatype:
        return False
    return datatype not in _READERS or value_of(node) is not None


def is_ordered(first: Node, second: Node, holds: Callable[[Any, Any], bool]) -> bool:
    """Whether `first < second` (or what `holds` asks) is true; what can't be compared is not."""
    one, two = value_of(first), value_of(second)
    return one is not None and two is not None and one[0] == two[0] and holds(one[1], two[1])
