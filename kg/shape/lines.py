"""The graph as plain lines: one fact a line, tab-separated, pleasant in a terminal and in a spreadsheet.

    subject   predicate      object     unit   approx  period  subject_zh  object_zh
    Shandong  assists        Chongqing                         山东省      重庆市
    Wenchuan  has_workshops  21         count          2020    汶川县

Names are English where the gazetteer has one, with the Chinese beside them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, NamedTuple

from kg.files import cell
from kg.model import Entity, Fact, Graph, Observation
from kg.shape.terms import number


class Line(NamedTuple):
    """A fact as cells."""

    subject: str
    predicate: str
    object: str
    unit: str
    approx: str
    """Empty where the figure is exact."""
    period: str
    subject_zh: str
    object_zh: str


def lines(graph: Graph) -> Iterator[Line]:
    """Every fact: relations by predicate, then figures by place and measure.

    Each line comes once: two copies of a page tell of two events, which nothing in a line tells apart.
    """
    yield from dict.fromkeys(_line(graph, fact) for _, fact in sorted(graph.facts.items(), key=_order))


def write_lines(graph: Graph, out: IO[bytes]) -> None:
    """Write the lines under a head that names the columns."""
    out.write(("\t".join(Line._fields) + "\n").encode())
    for line in lines(graph):
        out.write(("\t".join(map(cell, line)) + "\n").encode())


def _order(item: tuple[str, Fact]) -> tuple[bool, str, str, str, float, str]:
    id, fact = item
    subject = fact.subject.id or fact.subject.name
    if isinstance(fact, Observation):
        return True, subject, fact.predicate, fact.period or "", fact.value, id
    object = fact.object if isinstance(fact.object, str) else fact.object.id or fact.object.name
    return False, fact.predicate, subject, object, 0.0, id


def _line(graph: Graph, fact: Fact) -> Line:
    subject, subject_zh = _names(graph, fact.subject)
    period = fact.period or ""
    if isinstance(fact, Observation):
        approx = "" if fact.approx == "exact" else fact.approx
        return Line(subject, fact.predicate, number(fact.value).value, fact.unit, approx, period, subject_zh, "")
    object, object_zh = _names(graph, fact.object)
    return Line(subject, fact.predicate, object, "", "", period, subject_zh, object_zh)


def _names(graph: Graph, thing: Entity | str) -> tuple[str, str]:
    """The name to show, and the Chinese one."""
    if isinstance(thing, str):
        return thing, ""
    place = graph.places.get(thing.id or "") if thing.type == "Place" else None
    return (place and place.name_en) or thing.name, thing.name
