"""An answer as a picture: its things in columns, each after those that lead to it, or its numbers as bars."""

from __future__ import annotations

from collections import defaultdict
from typing import Any, NamedTuple

MOST = 60
"""Things that are drawn."""
WIDTH, ROW, COLUMN, TOP = 200, 34, 300, 24
_COLUMNS = 5
"""Columns after the first, the most."""
_NAME = 14
"""Characters of a name that are drawn."""


class Box(NamedTuple):
    """A thing with its place in the picture, in units of the SVG."""

    key: str
    type: str
    id: str
    name: str
    x: float
    y: float


def picture(answer: dict[str, Any]) -> dict[str, Any] | None:
    """Boxes and the paths between them, or None where an answer has nothing to draw.

    Nodes and relationships are drawn as they are; of rows of values, columns `x` and `x_id` are a thing, and a row ties
    its first two. Of rows that tie nothing and have a number, the numbers are bars.
    """
    things = {key: (type, id, name) for key, type, id, name in answer["nodes"]}
    ties = [(start, end, type) for type, start, end in answer["ties"]]
    if not things:
        things, ties = _of_rows(answer["columns"], answer["rows"])
    if not ties and (drawn := _bars(answer["columns"], answer["rows"])):
        return drawn
    if not things or (len(things) < 2 and not ties):
        return None
    kept = list(things)[:MOST]
    ties = [tie for tie in dict.fromkeys(ties) if tie[0] in kept and tie[1] in kept]
    depths = _depths(kept, ties)
    columns: dict[int, list[str]] = defaultdict(list)
    for key in kept:
        columns[depths[key]].append(key)
    tallest = max(map(len, columns.values()))
    boxes = {}
    for depth, keys in columns.items():
        top = TOP + (tallest - len(keys)) * ROW / 2
        for row, key in enumerate(keys):
            type, id, name = things[key]
            boxes[key] = Box(key, type, id, _short(name), 10 + depth * COLUMN, top + row * ROW)
    lines = [{"path": _path(boxes[start], boxes[end]), "type": type} for start, end, type in ties]
    width = 10 + max(columns) * COLUMN + WIDTH + 10
    return {
        "bars": [],
        "boxes": [box._asdict() for box in boxes.values()], "lines": lines, "is_cut": len(things) > MOST,
        "width": width, "height": TOP * 2 + tallest * ROW,
    }  # fmt: skip


def _of_rows(
    columns: list[str], rows: list[list[Any]]
) -> tuple[dict[str, tuple[str, str, str]], list[tuple[str, str, str]]]:
    named = [name for name in columns if f"{name}_id" in columns]
    things: dict[str, tuple[str, str, str]] = {}
    ties = []
    for row in rows:
        cells = dict(zip(columns, row, strict=True))
        met = [(str(cells[f"{name}_id"]), str(cells[name])) for name in named if cells[f"{name}_id"] and cells[name]]
        for id, name in met:
            things.setdefault(id, ("Place", id, name))
        if len(met) > 1:
            (start, _), (end, _) = met[:2]
            is_back = "receiver" in named[:1] or cells.get("role") == "is assisted by"
            ties.append((end, start, "") if is_back else (start, end, ""))
    return things, ties


def _bars(columns: list[str], rows: list[list[Any]]) -> dict[str, Any] | None:
    """The first column of numbers as bars, each named by its period or by the row's first column."""
    amounts = [
        at for at, name in enumerate(columns) if rows and all(_is_amount(row[at]) for row in rows) and name != "id"
    ]
    if not amounts or len(rows) < 2 or amounts[0] == 0:
        return None
    names = [row[0] for row in rows]
    if len(set(map(str, names))) == 1 and "period" in columns:
        names = [row[columns.index("period")] for row in rows]
    shown = [(str(name or "…"), row[amounts[0]]) for name, row in zip(names, rows, strict=True)][:MOST]
    most = max(value for _, value in shown) or 1
    bars = [
        {"name": _short(name), "value": value, "y": TOP + at * ROW, "width": round(2 * COLUMN * value / most, 1)}
        for at, (name, value) in enumerate(shown)
    ]
    return {
        "bars": bars, "boxes": [], "lines": [], "is_cut": len(rows) > MOST, "width": WIDTH + 2 * COLUMN + 160,
        "height": TOP * 2 + len(bars) * ROW,
    }  # fmt: skip


def _is_amount(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and value >= 0


def _short(name: str) -> str:
    return name if len(name) <= _NAME else f"{name[: _NAME - 1]}…"


def _depths(keys: list[str], ties: list[tuple[str, str, str]]) -> dict[str, int]:
    """The column of each thing: after all that lead to it, as far as there are columns."""
    depths = dict.fromkeys(keys, 0)
    for _ in range(_COLUMNS):
        for start, end, _ in ties:
            if start != end:
                depths[end] = max(depths[end], min(depths[start] + 1, _COLUMNS))
    filled = sorted(set(depths.values()))
    return {key: filled.index(depth) for key, depth in depths.items()}


def _path(start: Box, end: Box) -> str:
    """From the right side of one box to the left side of the next, or around where they stand in one column."""
    y1, y2 = start.y + ROW / 2 - 4, end.y + ROW / 2 - 4
    if end.x > start.x:
        x1, x2 = start.x + WIDTH, end.x - 7
        middle = (x1 + x2) / 2
        return f"M{x1:g} {y1:g}C{middle:g} {y1:g} {middle:g} {y2:g} {x2:g} {y2:g}"
    x1, x2 = start.x + WIDTH, end.x + WIDTH + 7
    far = max(x1, x2) + 40
    return f"M{x1:g} {y1:g}C{far:g} {y1:g} {far:g} {y2:g} {x2:g} {y2:g}"
