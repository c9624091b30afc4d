"""Arcs, dots and names as SVG that stands alone: colours are attributes, as a picture in a paper has no style sheet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from math import hypot, log2

Point = tuple[float, float]
"""To the right and down, in units of the SVG."""

INK, SOFT, PAPER, TILE = "#22262a", "#5c646b", "#ffffff", "#edeae3"
GIVE, TAKE, GIVE_TILE, TAKE_TILE = "#12648a", "#b8431a", "#cbe3ef", "#fbdccb"
FONTS = (
    "'Noto Sans CJK SC', 'Source Han Sans SC', 'PingFang SC', 'Microsoft YaHei', 'WenQuanYi Micro Hei', "
    "'DejaVu Sans', Arial, sans-serif"
)
BEND = 0.16
"""How far an arc leaves the straight line, as a share of its length; it keeps the two directions of a pair apart."""
HEAD = 8
_NOT_SHOWN = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ud800-\udfff\ufffe\uffff]+")


def page(width: float, height: float, parts: list[str], title: str) -> str:
    """The whole picture, on white."""
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" width="{width:g}" '
            f'height="{height:g}" font-family="{FONTS}" role="img">',
            f"<title>{shown(title)}</title>",
            f'<rect width="{width:g}" height="{height:g}" fill="{PAPER}"/>',
            *parts,
            "</svg>\n",
        ]
    )


def shown(text: str) -> str:
    """A text as markup, without characters that XML lacks or that turn the direction."""
    return escape(_NOT_SHOWN.sub(" ", text))


def label(
    at: Point, text: str, size: float, *, colour: str = INK, halo: str = "", anchor: str = "middle", bold: bool = False
) -> str:
    """A name, with a border of the halo's colour that keeps it legible over lines."""
    around = f'stroke="{halo}" stroke-width="{size / 4:.3g}" ' if halo else ""
    weight = 'font-weight="600" ' if bold else ""
    return (
        f'<text x="{at[0]:.1f}" y="{at[1]:.1f}" font-size="{size:g}" {weight}text-anchor="{anchor}" '
        f'paint-order="stroke" stroke-linejoin="round" {around}fill="{colour}">{shown(text)}</text>'
    )


def thickness(count: int) -> float:
    """How thick the arc of so many pairings is."""
    return min(1.6 + 1.4 * log2(count), 9)


def arc(id: str, start: Point, end: Point, count: int, name: str, gaps: tuple[float, float]) -> str:
    """An arrow from the giver's colour to the receiver's, with a gap at both ends; a ring where these are one."""
    width = thickness(count)
    parts = _ring(start, width) if start == end else _curve(id, start, end, width, gaps)
    return f"<g><title>{shown(name)}</title>{''.join(parts)}</g>"


def _ring(at: Point, width: float) -> Iterator[str]:
    x, y = at[0] + 22, at[1] - 22
    yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="6" fill="none" stroke="{GIVE}" stroke-width="{min(width, 4):.3g}"/>'


def _curve(id: str, start: Point, end: Point, width: float, gaps: tuple[float, float]) -> Iterator[str]:
    bend = _bend(start, end)
    # Between neighbours the gaps take at most two thirds of the way.
    most = hypot(end[0] - start[0], end[1] - start[1]) / 3
    start, end = _towards(start, bend, min(gaps[0], most)), _towards(end, bend, min(gaps[1], most))
    head = min(HEAD + width, most)
    neck = _towards(end, bend, head)
    yield (
        f'<linearGradient id="{id}" gradientUnits="userSpaceOnUse" x1="{start[0]:.1f}" y1="{start[1]:.1f}" '
        f'x2="{end[0]:.1f}" y2="{end[1]:.1f}"><stop stop-color="{GIVE}"/><stop stop-color="{TAKE}" offset=".8"/>'
        "</linearGradient>"
    )
    yield (
        f'<path d="M{_xy(start)}Q{_xy(bend)} {_xy(neck)}" fill="none" stroke="url(#{id})" stroke-width="{width:.3g}" '
        'stroke-linecap="round" opacity=".9"/>'
    )
    yield f'<path d="{_head(neck, end, min(width, head))}" fill="{TAKE}"/>'


def points_of_arc(start: Point, end: Point, parts: int = 24) -> Iterator[Point]:
    """Points along the arc between two dots."""
    bend = _bend(start, end)
    for part in range(parts + 1):
        share = part / parts
        x, y = (
            (1 - share) ** 2 * a + 2 * share * (1 - share) * b + share**2 * c
            for a, b, c in zip(start, bend, end, strict=True)
        )
        yield x, y


def _bend(start: Point, end: Point) -> Point:
    """The point that pulls the arc away from the straight line."""
    return (
        (start[0] + end[0]) / 2 + BEND * (end[1] - start[1]),
        (start[1] + end[1]) / 2 - BEND * (end[0] - start[0]),
    )


def _head(neck: Point, tip: Point, width: float) -> str:
    length = hypot(tip[0] - neck[0], tip[1] - neck[1]) or 1
    half = (3 + width / 2) / length
    side = (tip[1] - neck[1]) * half, (neck[0] - tip[0]) * half
    left, right = (neck[0] + side[0], neck[1] + side[1]), (neck[0] - side[0], neck[1] - side[1])
    return f"M{_xy(tip)}L{_xy(left)}L{_xy(right)}Z"


def _towards(point: Point, other: Point, distance: float) -> Point:
    """The point that lies `distance` from `point` on the way to `other`."""
    share = distance / (hypot(other[0] - point[0], other[1] - point[1]) or 1)
    return point[0] + (other[0] - point[0]) * share, point[1] + (other[1] - point[1]) * share


def _xy(point: Point) -> str:
    return f"{point[0]:.1f} {point[1]:.1f}"
