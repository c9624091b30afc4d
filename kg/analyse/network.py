"""The aid network: places, and the facts that one assists another or sends workers there."""

from __future__ import annotations

from typing import Any

import networkx

from kg.model import FLOW, PAIRING, Graph, Place, Relation
from kg.periods import period_bounds

TIES = (PAIRING, FLOW)
"""The predicates whose facts are edges."""


def aid_network(graph: Graph) -> Any:
    """A `networkx.MultiDiGraph` of the places that such facts tie, and the facts.

    A node is a place's id, with `name`, `level` and, where they are known, `name_en`, `lat` and `lon` (degrees),
    `province` (an id) and `province_name`. An edge's key is the fact's id; it has `tie` (the predicate), `confidence`
    (0 to 1), `pages` (how many say it) and, where a page gives a time, `period` (EDTF), `start` and `end` (ISO dates).
    Nodes and edges are in the order of their ids.
    """
    facts = sorted((id, fact) for id, fact in graph.facts.items() if isinstance(fact, Relation))
    ties = [(id, fact) for id, fact in facts if fact.predicate in TIES]
    network = networkx.MultiDiGraph()
    ends = {end.id for _, fact in ties for end in (fact.subject, fact.other) if end and end.id}
    for id in sorted(ends):
        network.add_node(id, **_place(graph.places[id], graph))
    for id, fact in ties:
        if fact.other:
            network.add_edge(fact.subject.id, fact.other.id, key=id, **_tie(fact))
    return network


def by_province(network: Any) -> Any:
    """The same network between provinces: each place is its province's part, ties within a province are left out.

    A place without a province, such as a group, is left out too.
    """
    merged = networkx.MultiDiGraph()
    provinces = networkx.get_node_attributes(network, "province")
    names = {data["province"]: data["province_name"] for _, data in network.nodes(data=True) if "province" in data}
    for id in sorted(names):
        merged.add_node(id, name=names[id], level="province", province=id, province_name=names[id])
    for start, end, key, data in network.edges(keys=True, data=True):
        a, b = provinces.get(start), provinces.get(end)
        if a and b and a != b:
            merged.add_edge(a, b, key=key, **data)
    return merged


def _place(place: Place, graph: Graph) -> dict[str, Any]:
    known = {"name": place.name, "level": place.level, "name_en": place.name_en, "lat": place.lat, "lon": place.lon}
    province = _province(place, graph)
    within = {"province": province.id, "province_name": province.name} if province else {}
    return _without_none({**known, **within})


def _province(place: Place, graph: Graph) -> Place | None:
    """The province that a place is in or is."""
    at: Place | None = place
    while at is not None and at.level != "province":
        at = graph.places.get(at.parent or "")
    return at


def _tie(fact: Relation) -> dict[str, Any]:
    start, end = period_bounds(fact.period)
    pages = len({evidence.doc for evidence in fact.evidence})
    said = {"tie": fact.predicate, "confidence": fact.confidence, "pages": pages}
    return _without_none({**said, "period": fact.period, "start": start, "end": end})


def _without_none(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}
