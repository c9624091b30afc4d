"""What the map is drawn on: a tile for each province, or outlines that the user brings as GeoJSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NamedTuple

from kg.errors import UsageError
from kg.view.tilemap import tiles

EAST = 0.81
"""A degree to the east is so much shorter than one to the north, in the middle of China (36° N)."""
_ADVICE = "Name a GeoJSON file with a FeatureCollection of Polygons or MultiPolygons in degrees."
_GAP, _CORNER = 0.0625, 0.11
"""From a tile to its cell's border, and its rounding, in tiles."""


class Outlines(NamedTuple):
    """Shapes to draw on. To the right and down: of tiles in tiles, of the earth in degrees of latitude."""

    paths: dict[str, str]
    """SVG path data by adcode, or by another name."""
    box: tuple[float, float, float, float]
    """Left, top, right, bottom."""
    is_grid: bool


def tile_outlines() -> Outlines:
    """The 34 tiles by adcode."""
    grid = tiles().values()
    right, bottom = max(tile.column for tile in grid) + 1, max(tile.row for tile in grid) + 1
    return Outlines({tile.adcode: _tile(tile.column, tile.row) for tile in grid}, (0, 0, right, bottom), is_grid=True)


def read_outlines(path: Path) -> Outlines:
    """The outlines of a file, each named by its `adcode` where it has one, else by its `name`; nothing else is kept.

    Raises UsageError where the file can't be read or has no outlines in degrees.
    """
    rings: dict[str, list[list[tuple[float, float]]]] = {}
    try:
        for number, feature in enumerate(json.loads(path.read_bytes())["features"]):
            geometry, said = feature["geometry"], feature.get("properties") or {}
            if geometry["type"] in ("Polygon", "MultiPolygon"):
                parts = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
                name = str(said.get("adcode") or said.get("name") or number)
                rings.setdefault(name, []).extend(
                    [_spot(*point[:2]) for point in ring] for part in parts for ring in part
                )
    except OSError as error:
        raise UsageError(f"{path} can't be read: {error.strerror or error}.", _ADVICE) from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UsageError(f"{path} is no GeoJSON of outlines in degrees.", _ADVICE) from error
    points = [point for each in rings.values() for ring in each for point in ring]
    if not points:
        raise UsageError(f"{path} has no outlines.", _ADVICE)
    (left, right), (top, bottom) = ((min(axis), max(axis)) for axis in zip(*points, strict=True))
    return Outlines({name: _path(each) for name, each in rings.items()}, (left, top, right, bottom), is_grid=False)


def _spot(lon: Any, lat: Any) -> tuple[float, float]:
    """Where a point of the earth lies, to about a hundred metres. Raises ValueError where it is none."""
    lon, lat = float(lon), float(lat)
    if not (-180 <= lon <= 180 and -90 <= lat <= 90):
        raise ValueError("not degrees")
    return on_earth(lon, lat)


def on_earth(lon: float, lat: float) -> tuple[float, float]:
    """Where degrees lie on the map."""
    return round(lon * EAST, 3), round(-lat, 3)


def _path(rings: list[list[tuple[float, float]]]) -> str:
    return "".join(f"M{'L'.join(f'{x:g} {y:g}' for x, y in ring)}Z" for ring in rings if ring)


def _tile(column: int, row: int) -> str:
    side, corner = 1 - 2 * (_GAP + _CORNER), f"{_CORNER} {_CORNER} 0 0 1"
    return (
        f"M{column + _GAP + _CORNER:g} {row + _GAP:g}h{side:g}a{corner} {_CORNER} {_CORNER}v{side:g}"
        f"a{corner} -{_CORNER} {_CORNER}h-{side:g}a{corner} -{_CORNER} -{_CORNER}v-{side:g}"
        f"a{corner} {_CORNER} -{_CORNER}z"
    )
