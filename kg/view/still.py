"""The pairings as a still picture in SVG, for papers: between provinces on a map, or between places as a network."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from kg.model import Graph, Place
from kg.view.basemap import Outlines, read_outlines, tile_outlines
from kg.view.content import pairings_of, province
from kg.view.drawing import GIVE, GIVE_TILE, INK, PAPER, SOFT, TAKE, TAKE_TILE, TILE, Point, arc, label, page
from kg.view.labels import sides
from kg.view.layout import as_network, on_earth, on_tiles
from kg.view.tilemap import tiles

MOST = 300
"""Arcs of a network; with more its places are drawn as their provinces."""
_WIDTH, _TOP, _BOTTOM, _MARGIN = 760, 76, 58, 30
_NAME = 10
"""The size of a place's name in a network."""
_ROLES = {"gives": GIVE_TILE, "takes": TAKE_TILE, "both": "url(#both)", "": TILE}


def still(graph: Graph, kind: str = "map", basemap: Path | None = None) -> str:
    """The picture of a kind, `map` or `network`, as SVG; a map is drawn on the outlines of a file, if one is named.

    Raises UsageError where the file of outlines can't be used.
    """
    if kind == "network":
        return network_picture(graph)
    return map_picture(graph, read_outlines(basemap) if basemap else None)


def pairs_of(graph: Graph) -> Counter[tuple[str, str]]:
    """The pairings, each place by its id or name. What is said of one for two periods is one."""
    return Counter({(each.subject.key, each.object.key) for each in pairings_of(graph.facts.values())})  # type: ignore[union-attr]


def map_picture(graph: Graph, outlines: Outlines | None = None) -> str:
    """The map of pairings between provinces, on tiles or on outlines; those of no province are counted in the title."""
    pairs, grid = pairs_of(graph), tiles()
    between: Counter[tuple[str, str]] = Counter()
    for (giver, receiver), count in pairs.items():
        between[province(giver) or "", province(receiver) or ""] += count
    off_map = sum(count for ends, count in between.items() if not set(ends) <= grid.keys())
    counts = {ends: count for ends, count in between.items() if set(ends) <= grid.keys()}
    spots = on_earth((), graph.places) if outlines else on_tiles((), {})
    ground = outlines or tile_outlines()
    place, scale, height = _fitted(ground.box)
    roles, (x0, y0) = _roles(counts), place((0, 0))
    shapes = [
        f'<g transform="translate({x0:.2f} {y0:.2f}) scale({scale:.4f})" stroke="{"#b9b4aa" if outlines else "none"}" '
        f'stroke-width="{0.7 / scale:.4f}">',
        *(f'<path d="{path}" fill="{_ROLES[roles.get(name, "")]}"/>' for name, path in ground.paths.items()),
        "</g>",
    ]
    names = {id: (tile.zh, tile.en) for id, tile in grid.items()}
    arcs = _arcs(counts, {id: place(spot) for id, spot in spots.items()}, names, (26, 30))
    labels = []
    for id, spot in spots.items():
        (x, y), role = place(spot), roles.get(id, "")
        halo = PAPER if outlines else {"gives": GIVE_TILE, "": TILE}.get(role, TAKE_TILE)
        if role or not outlines:
            labels.append(label((x, y + 1), names[id][0], 17, halo=halo, bold=True, colour=INK if role else SOFT))
            labels.append(label((x, y + 16), names[id][1], 10.5, halo=halo, colour=INK if role else SOFT))
    told = _told(sum(pairs.values()), _pages(graph), off_map)
    return _framed(height, [*shapes, *arcs, *labels], told, "各省结对关系 · Pairings by province", "province")


def network_picture(graph: Graph) -> str:
    """The network of paired places or, where it has more than `MOST` arcs, of their provinces."""
    pairs: Mapping[tuple[str, str], int] = pairs_of(graph)
    ends = sorted({end for pair in pairs for end in pair})
    provinces = {end: province(end) or "" for end in ends}
    is_grouped = len(pairs) > MOST
    if is_grouped:
        grouped: Counter[tuple[str, str]] = Counter()
        for (giver, receiver), count in pairs.items():
            grouped[provinces[giver] or giver, provinces[receiver] or receiver] += count
        pairs, provinces = grouped, {end: "" for pair in grouped for end in pair}
    spots = as_network(sorted(pairs), provinces)
    place, _, height = _fitted((0, 0, 1, 0.9))
    at = {id: place((x, y * 0.9)) for id, (x, y) in spots.items()}
    names = {id: _names(graph, id) for id in spots}
    roles = _roles(pairs)
    stands = sides(at, {id: names[id][0] for id in at}, pairs, _NAME, _WIDTH)
    dots, labels = [], []
    for id, (x, y) in at.items():
        fill = GIVE if roles[id] == "gives" else TAKE if roles[id] == "takes" else f"url(#{roles[id]}-dot)"
        dots.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{fill}" stroke="{PAPER}"/>')
        side = stands[id]
        labels.append(label((x + side.right, y + side.down), names[id][0], _NAME, halo=PAPER, anchor=side.anchor))
    told = _told(sum(pairs.values()), _pages(graph), 0)
    title = "各省结对网络 · Network of provinces" if is_grouped else "结对网络 · Network of pairings"
    return _framed(height, [*_arcs(pairs, at, names, (5, 6)), *dots, *labels], told, title, "place")


def _framed(height: float, parts: list[str], told: str, title: str, kind: str) -> str:
    """The picture between its title and its legend."""
    halves = "".join(
        f'<linearGradient id="{id}" x1="0" y1="0" x2="1" y2="1"><stop stop-color="{one}" offset=".5"/>'
        f'<stop stop-color="{other}" offset=".5"/></linearGradient>'
        for id, one, other in (("both", GIVE_TILE, TAKE_TILE), ("both-dot", GIVE, TAKE))
    )
    head = [
        label((_MARGIN, 36), title, 22, anchor="start", bold=True),
        label((_MARGIN, 58), told, 12, anchor="start", colour=SOFT),
    ]
    legend, x, y = [], float(_MARGIN), height - 34
    for fill, text in (
        (GIVE_TILE if kind == "province" else GIVE, "帮扶方 assists"),
        (TAKE_TILE if kind == "province" else TAKE, "受援方 is assisted"),
        ("url(#both)" if kind == "province" else "url(#both-dot)", "两者 both"),
    ):
        legend.append(f'<rect x="{x:g}" y="{y - 10:g}" width="14" height="11" rx="2" fill="{fill}"/>')
        legend.append(label((x + 20, y), text, 12, anchor="start"))
        x += 150
    note = "箭头由帮扶方指向受援方，越粗表示结对越多。Arrows lead from giver to receiver; thicker: more pairings."
    legend.append(label((_MARGIN, height - 12), note, 10.5, anchor="start", colour=SOFT))
    return page(_WIDTH, height, [f"<defs>{halves}</defs>", *head, *parts, *legend], title)


def _pages(graph: Graph) -> int:
    return len({evidence.doc for fact in pairings_of(graph.facts.values()) for evidence in fact.evidence})


def _told(pairings: int, pages: int, off_map: int) -> str:
    missing = f" 图上未显示 {off_map} 条。Not shown: {off_map}." if off_map else ""
    return f"{pages} 个网页，{pairings} 条结对。{pairings} pairings from {pages} pages.{missing}"


def _arcs(
    counts: Mapping[tuple[str, str], int],
    at: Mapping[str, Point],
    names: Mapping[str, tuple[str, str]],
    gaps: tuple[float, float],
) -> Iterable[str]:
    """Thick arcs first, so that thin ones are not buried."""
    for number, ((giver, receiver), count) in enumerate(sorted(counts.items(), key=lambda item: (-item[1], item[0]))):
        (giver_zh, giver_en), (receiver_zh, receiver_en) = names[giver], names[receiver]
        told = f"{giver_zh} → {receiver_zh}: {count} · {giver_en or giver_zh} assists {receiver_en or receiver_zh}"
        yield arc(f"fade{number}", at[giver], at[receiver], count, told, gaps)


def _roles(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    givers, receivers = ({pair[side] for pair in pairs} for side in (0, 1))
    return {
        id: "both" if id in givers and id in receivers else "gives" if id in givers else "takes"
        for id in givers | receivers
    }


def _names(graph: Graph, id: str) -> tuple[str, str]:
    known: Place | None = graph.places.get(id)
    entity = known or graph.entities.get(f"Place/{id}")
    return (entity.name if entity else id, (known and known.name_en) or "")


def _fitted(box: tuple[float, float, float, float]) -> tuple[Callable[[Point], Point], float, float]:
    """The way from the box (left, top, right, bottom) into the picture, its scale, and the picture's height."""
    left, top, right, bottom = box
    scale = (_WIDTH - 2 * _MARGIN) / (right - left or 1)

    def place(point: Point) -> Point:
        return _MARGIN + (point[0] - left) * scale, _TOP + (point[1] - top) * scale

    return place, scale, round(_TOP + (bottom - top) * scale + _BOTTOM + 14)
