"""The picture: a tile for each province, and an arc from each assisting province to those that it assists, as SVG.

Tiles stand about where the provinces lie. They show no borders and no sizes, and are not meant to.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from html import escape
from importlib.resources import files
from math import hypot, log2
from typing import NamedTuple

UNIT = 80
"""From one tile to the next, in units of the SVG."""
SIDE = 70
"""A tile's own side."""
BEND = 0.16
"""How far an arc leaves the straight line, as a share of its length; it keeps the two directions of a pair apart."""
START, END = 26, 33
"""How far from the middle of its tiles an arc starts and ends."""
HEAD = 9

Point = tuple[float, float]


class Tile(NamedTuple):
    """A province's place in the grid and its names."""

    adcode: str
    column: int
    row: int
    zh: str
    en: str

    @property
    def corner(self) -> Point:
        """The upper left corner."""
        return self.column * UNIT + (UNIT - SIDE) / 2, self.row * UNIT + (UNIT - SIDE) / 2

    @property
    def middle(self) -> Point:
        """The tile's middle."""
        return (self.column + 0.5) * UNIT, (self.row + 0.5) * UNIT


@cache
def tiles() -> dict[str, Tile]:
    """The 34 tiles by adcode."""
    with files("kg.view").joinpath("assets/tiles.csv").open(encoding="utf-8") as rows:
        return {
            row["adcode"]: Tile(row["adcode"], int(row["column"]), int(row["row"]), row["zh"], row["en"])
            for row in csv.DictReader(rows)
        }


def svg(pairs: Iterable[tuple[str, str]]) -> str:
    """The map of pairings between provinces, each given by its two adcodes; the more pairings, the thicker its arc.

    Pairings of a place that is in none of the 34 provinces are left out.
    """
    grid = tiles()
    counts = Counter((giver, receiver) for giver, receiver in pairs if giver in grid and receiver in grid)
    givers, receivers = {giver for giver, _ in counts}, {receiver for _, receiver in counts}
    width, height = (UNIT * (1 + max(getattr(tile, axis) for tile in grid.values())) for axis in ("column", "row"))
    parts = [f'<svg viewBox="0 0 {width} {height}" role="group" aria-labelledby="map-title">']
    parts += [_tile(tile, _role(tile, givers, receivers)) for tile in grid.values()]
    # Thick arcs first, so that thin ones are not buried.
    for (giver, receiver), count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        parts.append(_arc(grid[giver], grid[receiver], count))
    parts += [_label(tile, _role(tile, givers, receivers)) for tile in grid.values()]
    return "\n".join([*parts, "</svg>"])


def _role(tile: Tile, givers: set[str], receivers: set[str]) -> str:
    """The classes that colour a tile."""
    return " ".join(role for role, ones in (("gives", givers), ("takes", receivers)) if tile.adcode in ones)


def _tile(tile: Tile, role: str) -> str:
    x, y = tile.corner
    shape = f'<rect x="{x:g}" y="{y:g}" width="{SIDE}" height="{SIDE}" rx="10"/>'
    if role == "gives takes":
        shape += f'<path d="M{x + SIDE:g} {y + 10:g}V{y + SIDE - 10:g}a10 10 0 0 1 -10 10H{x + 10:g}Z"/>'
    name = escape(f"{tile.en} {tile.zh}")
    return (
        f'<g class="tile {role}" data-tile="{tile.adcode}" tabindex="0" role="button" aria-pressed="false" '
        f'aria-label="{name}"><title>{name}</title>{shape}</g>'
    )


def _label(tile: Tile, role: str) -> str:
    x, y = tile.middle
    return (
        f'<g class="label {role}" data-names="{tile.adcode}" aria-hidden="true">'
        f'<text class="zh" lang="zh" x="{x:g}" y="{y + 1:g}">{escape(tile.zh)}</text>'
        f'<text class="en" x="{x:g}" y="{y + 18:g}">{escape(tile.en)}</text></g>'
    )


def _arc(giver: Tile, receiver: Tile, count: int) -> str:
    key = f"{giver.adcode}-{receiver.adcode}"
    pairings = "1 pairing" if count == 1 else f"{count} pairings"
    name = escape(f"{giver.en} {giver.zh} assists {receiver.en} {receiver.zh}: {pairings}")
    width = min(2 + 1.4 * log2(count), 9)
    drawn = _loop(giver, width) if giver == receiver else _curve(giver, receiver, width)
    return (
        f'<g class="arc" data-pair="{key}" tabindex="0" role="button" aria-pressed="false" aria-label="{name}">'
        f"<title>{name}</title>{''.join(drawn)}</g>"
    )


def _loop(tile: Tile, width: float) -> Iterator[str]:
    """Pairings within a province: a ring in the tile's corner."""
    x, y = tile.corner[0] + SIDE - 13, tile.corner[1] + 13
    yield f'<circle class="hit" cx="{x:g}" cy="{y:g}" r="10"/>'
    yield f'<circle class="line" cx="{x:g}" cy="{y:g}" r="6" stroke-width="{width:.3g}"/>'


def _curve(giver: Tile, receiver: Tile, width: float) -> Iterator[str]:
    """A wide stroke that is easily hit, the line from the giver's colour to the receiver's, and its head."""
    start, end = giver.middle, receiver.middle
    bend = (
        (start[0] + end[0]) / 2 + BEND * (end[1] - start[1]),
        (start[1] + end[1]) / 2 - BEND * (end[0] - start[0]),
    )
    start, end = _towards(start, bend, START), _towards(end, bend, END)
    neck = _towards(end, bend, HEAD + width)
    path = f"M{_xy(start)}Q{_xy(bend)} {_xy(neck)}"
    fill = f"fade-{giver.adcode}-{receiver.adcode}"
    yield (
        f'<linearGradient id="{fill}" gradientUnits="userSpaceOnUse" x1="{start[0]:.1f}" y1="{start[1]:.1f}" '
        f'x2="{end[0]:.1f}" y2="{end[1]:.1f}"><stop class="from"/><stop class="to" offset=".8"/></linearGradient>'
    )
    yield f'<path class="hit" d="{path}L{_xy(end)}"/>'
    yield f'<path class="line" d="{path}" stroke="url(#{fill})" stroke-width="{width:.3g}"/>'
    yield f'<path class="head" d="{_head(neck, end, width)}"/>'


def _head(neck: Point, tip: Point, width: float) -> str:
    length = hypot(tip[0] - neck[0], tip[1] - neck[1]) or 1
    half = (4 + width / 2) / length
    side = (tip[1] - neck[1]) * half, (neck[0] - tip[0]) * half
    left, right = (neck[0] + side[0], neck[1] + side[1]), (neck[0] - side[0], neck[1] - side[1])
    return f"M{_xy(tip)}L{_xy(left)}L{_xy(right)}Z"


def _towards(point: Point, other: Point, distance: float) -> Point:
    """The point that lies `distance` from `point` on the way to `other`."""
    share = distance / (hypot(other[0] - point[0], other[1] - point[1]) or 1)
    return point[0] + (other[0] - point[0]) * share, point[1] + (other[1] - point[1]) * share


def _xy(point: Point) -> str:
    return f"{point[0]:.1f} {point[1]:.1f}"
