"""All the tables of a text, however they are laid out."""

from __future__ import annotations

from kg.extract.tables.flat import flattened
from kg.extract.tables.grid import Grid
from kg.extract.tables.listed import cards, dotted
from kg.extract.tables.marked import by_commas, marked, spaced

_FINDERS = (marked, dotted, cards, spaced, by_commas, flattened)
"""The surest first: where one finds a table the next ones look no more."""


def grids(text: str) -> list[Grid]:
    """The tables of a text, in order."""
    found: list[Grid] = []
    for finder in _FINDERS:
        taken = [grid.span for grid in found]
        found += [
            each
            for each in finder(text)
            if not any(start < each.span[1] and each.span[0] < end for start, end in taken)
        ]
    return sorted(found, key=lambda grid: grid.span)
