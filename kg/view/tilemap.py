"""A tile for each province, which stands about where the province lies. Tiles show no borders and no sizes."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files
from typing import NamedTuple


class Tile(NamedTuple):
    """A province's place in the grid and its names."""

    adcode: str
    column: int
    row: int
    zh: str
    en: str


@cache
def tiles() -> dict[str, Tile]:
    """The 34 tiles by adcode."""
    with files("kg.view").joinpath("assets/tiles.csv").open(encoding="utf-8") as rows:
        return {
            row["adcode"]: Tile(row["adcode"], int(row["column"]), int(row["row"]), row["zh"], row["en"])
            for row in csv.DictReader(rows)
        }
