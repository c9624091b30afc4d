"""Periods as intervals of OWL-Time, beside their EDTF.

    period:2020 a time:ProperInterval ; aid:edtf "2020"^^edtf:EDTF ;
        time:hasBeginning instant:2020-01-01:begin ; time:hasEnd instant:2020-12-31:end
    instant:2020-12-31:end a time:Instant ; time:inXSDDate "2020-12-31"^^xsd:date

The beginning is that of the first day, the end that of the last one, so that a day is an interval too. An open side has
no instant, and neither has a year that the page does not give.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from pyoxigraph import Literal, NamedNode

from kg.periods import period_bounds
from kg.shape.terms import Said, edtf, iri, term

_EDTF = re.compile(r"[\dX-]+(/([\dX-]+|\.\.))?|\.\./[\dX-]+")
BEGIN, END = "begin", "end"
Instant = tuple[str, str]
"""A day as an ISO date, and which end of it."""


@lru_cache(maxsize=1 << 12)
def period_iri(period: str) -> NamedNode:
    """The interval of an EDTF period: `period:2020`, `period:2020-01:2020-10`, `period:since:2021`."""
    if not _EDTF.fullmatch(period):
        return iri("period", period)
    start, _, end = period.partition("/")
    if end == "..":
        return iri("period", "since", start)
    if start == "..":
        return iri("period", "until", end)
    return iri("period", start, end) if end else iri("period", start)


def instant_iri(instant: Instant) -> NamedNode:
    """One end of a day."""
    return iri("instant", *instant)


def instants(period: str) -> Iterator[Instant]:
    """The first and last instants of an EDTF period, of those that it has."""
    for day, end in zip(period_bounds(period), (BEGIN, END), strict=True):
        if day is not None:
            yield day, end


def interval(period: str) -> Iterator[Said]:
    """What is said of a period."""
    yield term("rdf:type"), term("time:ProperInterval")
    yield term("aid:edtf"), edtf(period)
    for instant in instants(period):
        yield term("time:hasBeginning" if instant[1] == BEGIN else "time:hasEnd"), instant_iri(instant)


def instant(instant: Instant) -> Iterator[Said]:
    """What is said of one end of a day."""
    yield term("rdf:type"), term("time:Instant")
    yield term("time:inXSDDate"), Literal(instant[0], datatype=term("xsd:date"))
