"""Where places stand in the picture: on the map, and in the network. The same places always stand at the same spots."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import cos, pi, sin, sqrt

from kg.model import Place
from kg.view import basemap
from kg.view.tilemap import tiles

Point = tuple[float, float]
"""To the right and down: on the map in its units (`basemap.Outlines`), in the network from 0 to 1."""

_GOLDEN = pi * (3 - sqrt(5))
_INNER, _OUTER = 0.24, 0.42
"""Between these distances from a tile's middle, which its name takes, its places stand."""
_ROUNDS = 40_000
"""Places times rounds of the network's layout: it takes a few seconds at the most."""


def on_tiles(ends: Iterable[str], provinces: Mapping[str, str]) -> dict[str, Point]:
    """Provinces in the middle of their tiles, other places around it; those of no province are left out."""
    grid = tiles()
    spots = {adcode: (tile.column + 0.5, tile.row + 0.5) for adcode, tile in grid.items()}
    within: dict[str, list[str]] = {}
    for id in sorted(set(ends) - spots.keys()):
        if provinces[id] in grid:
            within.setdefault(provinces[id], []).append(id)
    for province, ids in within.items():
        x, y = spots[province]
        for index, id in enumerate(ids):
            # Like the seeds of a sunflower: as far from each other as there is room.
            share = (index + 0.5) / len(ids)
            far = sqrt(_INNER**2 + share * (_OUTER**2 - _INNER**2))
            spots[id] = (x + far * cos(index * _GOLDEN), y + far * sin(index * _GOLDEN))
    return {id: (round(x, 3), round(y, 3)) for id, (x, y) in spots.items()}


def on_earth(ends: Iterable[str], places: Mapping[str, Place]) -> dict[str, Point]:
    """The 34 provinces and the places at their coordinates, or at those of what they are part of."""
    from kg.places import load

    table, spots = load().places, {}
    for id in sorted({*ends, *tiles()}):
        place = table.get(id) or places.get(id)
        while place and (place.lon is None or place.lat is None):
            above = place.parent or ""
            place = table.get(above) or places.get(above)
        if place and place.level != "country" and place.lon is not None and place.lat is not None:
            spots[id] = basemap.on_earth(place.lon, place.lat)
    return spots


def as_network(pairs: Sequence[tuple[str, str]], provinces: Mapping[str, str]) -> dict[str, Point]:
    """Paired places near each other, those of one province too (ForceAtlas2, from a fixed start).

    Jacomy, Venturini, Heymann and Bastian, PLoS ONE 9(6), 2014; strong gravity keeps in sight what nothing ties.
    """
    import networkx
    import numpy

    graph = networkx.Graph()
    graph.add_nodes_from(sorted({end for pair in pairs for end in pair}))
    ends = list(graph)
    graph.add_edges_from(pair for pair in pairs if pair[0] != pair[1])
    graph.add_weighted_edges_from((id, provinces[id], 0.5) for id in ends if provinces[id] not in ("", id))
    if len(ends) < 2:
        return dict.fromkeys(ends, (0.5, 0.5))
    rounds = max(30, min(200, _ROUNDS // len(graph)))
    found = networkx.forceatlas2_layout(graph, seed=1, max_iter=rounds, strong_gravity=True, scaling_ratio=8.0)
    spots = numpy.array([found[id] for id in ends])
    low, high = spots.min(axis=0), spots.max(axis=0)
    spots = (spots - low) / numpy.where(high > low, high - low, 1)
    return {id: (round(float(x), 3), round(float(y), 3)) for id, (x, y) in zip(ends, spots, strict=True)}
