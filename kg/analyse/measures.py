"""Measures of an aid network: of its places, of its givers, and of the whole.

Counts are of places, not of facts: a pairing that three pages say is one. The same network gives the same numbers in
each run, as nodes are taken in the order of their ids and what goes by chance has a seed.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, fields
from math import log2
from typing import Any

import networkx

from kg.model import FLOW, PAIRING

SEED = 1
"""Of the search for communities, and of the choice of sources."""
EXACT, SOURCES = 1_000, 500
"""From all places of a network of all counties it would take five times as long."""
PREFIX = "net_"
"""How the names of the properties begin that a store gets."""


@dataclass(frozen=True, slots=True)
class PlaceInNetwork:
    """A place among those that it is tied to."""

    place: str
    place_id: str
    level: str
    assists: int
    """How many places it assists."""
    assisted_by: int
    """How many places assist it."""
    degree: int
    """How many places it is tied to, in whichever direction and by whichever tie."""
    betweenness: float
    """The share, from 0 to 1, of the shortest ways between two other places that lead over it, ties taken as two-way
    (Brandes 2001). Among more than `EXACT` places it is estimated from `SOURCES` of them (Brandes, Pich 2007).
    """
    community: int
    """The number of its community: 1 is the largest. Found by modularity (Louvain, Blondel et al. 2008); two places are
    tied as strongly as facts tie them."""


@dataclass(frozen=True, slots=True)
class Giver:
    """How widely a place's aid is spread."""

    giver: str
    giver_id: str
    level: str
    receivers: int
    provinces: int
    """Provinces that the receivers are in."""
    entropy: float
    """Shannon's entropy of its receivers over those provinces, in bits: 0 where all are in one."""
    even_provinces: float
    """Two to the power of the entropy: to how many provinces an even spread would be as wide."""


@dataclass(frozen=True, slots=True)
class Network:
    """The network as a whole."""

    places: int
    facts: int
    pairings: int
    """Pairs of giver and receiver."""
    reciprocity: float
    """The share of pairings whose receiver assists its giver, too."""
    answered_by_workers: float
    """The share of pairings whose receiver sends workers to its giver."""
    parts: int
    """Groups of places with no tie between one and another."""
    communities: int
    modularity: float
    """How far the ties lie within communities, beyond what chance would give; below 1."""


def of_places(network: Any) -> list[PlaceInNetwork]:
    """Every place, those with the highest degree first."""
    aid, ties = _aid(network), _two_way(network)
    sources = SOURCES if len(ties) > EXACT else None
    between = networkx.betweenness_centrality(ties, k=sources, seed=SEED)
    community = {id: number for number, members in enumerate(_communities(ties), 1) for id in members}
    rows = [
        PlaceInNetwork(
            data["name"], id, data["level"], aid.out_degree(id), aid.in_degree(id), ties.degree(id),
            round(between[id], 6), community[id],
        )
        for id, data in network.nodes(data=True)
    ]  # fmt: skip
    return sorted(rows, key=lambda row: (-row.degree, row.place_id))


def givers(network: Any) -> list[Giver]:
    """Every place that assists another, those with the widest spread first."""
    aid, rows = _aid(network), []
    for id in aid:
        receivers = list(aid.successors(id))
        # A receiver that is in no province, such as a group, counts as a province of its own.
        provinces = Counter(network.nodes[each].get("province", each) for each in receivers)
        if receivers:
            entropy = -sum(n / len(receivers) * log2(n / len(receivers)) for n in provinces.values()) or 0.0
            data = network.nodes[id]
            spread = (len(receivers), len(provinces), round(entropy, 6), round(2**entropy, 6))
            rows.append(Giver(data["name"], id, data["level"], *spread))
    return sorted(rows, key=lambda row: (-row.provinces, -row.receivers, row.giver_id))


def whole(network: Any) -> Network:
    """The network's own measures."""
    aid, ties = _aid(network), _two_way(network)
    workers = {(start, end) for start, end, tie in network.edges(data="tie") if tie == FLOW}
    pairings = list(aid.edges)
    communities = _communities(ties)
    return Network(
        len(network), network.number_of_edges(), len(pairings),
        _share(sum(aid.has_edge(receiver, giver) for giver, receiver in pairings), len(pairings)),
        _share(sum((receiver, giver) in workers for giver, receiver in pairings), len(pairings)),
        networkx.number_connected_components(ties), len(communities),
        round(networkx.community.modularity(ties, communities), 6) if ties.number_of_edges() else 0.0,
    )  # fmt: skip


def as_properties(network: Any) -> dict[str, dict[str, Any]]:
    """The numbers of each place, and of each giver, under the names that a store gives them: `net_degree`, …"""
    found: dict[str, dict[str, Any]] = {}
    for place in of_places(network):
        found[place.place_id] = _numbers(place)
    for giver in givers(network):
        found[giver.giver_id] |= _numbers(giver)
    return found


def _numbers(row: PlaceInNetwork | Giver) -> dict[str, Any]:
    values = {field.name: getattr(row, field.name) for field in fields(row)}
    return {f"{PREFIX}{name}": value for name, value in values.items() if isinstance(value, int | float)}


def _aid(network: Any) -> Any:
    """Who assists whom, each pair once. A place that is said to assist itself is no pairing."""
    aid = networkx.DiGraph()
    aid.add_nodes_from(network)
    aid.add_edges_from((a, b) for a, b, tie in network.edges(data="tie") if tie == PAIRING and a != b)
    return aid


def _two_way(network: Any) -> Any:
    """Each two places that are tied, with the number of facts that tie them as `weight`."""
    ties = networkx.Graph()
    ties.add_nodes_from(network)
    weights = Counter((min(a, b), max(a, b)) for a, b in network.edges() if a != b)
    ties.add_weighted_edges_from((a, b, weight) for (a, b), weight in sorted(weights.items()))
    return ties


def _communities(ties: Any) -> list[set[str]]:
    """The largest first; of equally large ones the one with the first id."""
    found = networkx.community.louvain_communities(ties, seed=SEED) if len(ties) else []
    return sorted(found, key=lambda members: (-len(members), min(members)))


def _share(part: int, of: int) -> float:
    return round(part / of, 6) if of else 0.0
