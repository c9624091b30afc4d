"""At which side of its dot a name stands, so that names cover neither each other nor dots and arcs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from kg.view.drawing import Point, points_of_arc

Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""

_DOT = 5.0
_POINT = 20.0
"""What a covered point of an arc counts for, in covered square units of names and dots."""


class Side(NamedTuple):
    """Where a name stands: the SVG's text-anchor, and how far from the dot."""

    anchor: str
    right: float
    down: float


SIDES = (Side("start", 6, 3.5), Side("end", -6, 3.5), Side("middle", 0, -7.5), Side("middle", 0, 15.5))
"""Behind the dot, before it, above it, below it: of sides that cover as little, the first."""


def sides(
    at: Mapping[str, Point], names: Mapping[str, str], pairs: Iterable[tuple[str, str]], size: float, width: float
) -> dict[str, Side]:
    """Each place's side: one after the other, where it covers least of what is there, within the picture's width."""
    dots = {id: (x - _DOT, y - _DOT, x + _DOT, y + _DOT) for id, (x, y) in at.items()}
    arcs = [point for giver, receiver in pairs for point in points_of_arc(at[giver], at[receiver])]
    placed: list[Box] = []
    chosen: dict[str, Side] = {}
    for id in at:
        others = [*placed, *(box for other, box in dots.items() if other != id)]
        boxes = {side: _box(at[id], names[id], side, size) for side in SIDES}

        def covered(side: Side, boxes: dict[Side, Box] = boxes, others: list[Box] = others) -> float:
            box = boxes[side]
            outside = max(0.0, -box[0]) + max(0.0, box[2] - width)
            lines = sum(box[0] < x < box[2] and box[1] < y < box[3] for x, y in arcs)
            return 1000 * outside + sum(_overlap(box, other) for other in others) + _POINT * lines

        chosen[id] = min(SIDES, key=covered)
        placed.append(boxes[chosen[id]])
    return chosen


def _box(dot: Point, name: str, side: Side, size: float) -> Box:
    length = sum(size if character > "\u2e80" else 0.6 * size for character in name)
    left = dot[0] + side.right - {"start": 0.0, "middle": length / 2, "end": length}[side.anchor]
    return left, dot[1] + side.down - 0.9 * size, left + length, dot[1] + side.down + 0.2 * size


def _overlap(one: Box, other: Box) -> float:
    across, down = min(one[2], other[2]) - max(one[0], other[0]), min(one[3], other[3]) - max(one[1], other[1])
    return across * down if across > 0 and down > 0 else 0.0
