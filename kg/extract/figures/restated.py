"""Figures of a page's headlines that its text states too."""

from __future__ import annotations

from kg.extract.quantities.quantity import Figure, Quantity

_ROUNDED = 0.1
"""How far a headline's round number may be from the text's."""


def restated(text: str, figures: list[Figure]) -> set[Figure]:
    """The figures of a page's headlines, in whole or round numbers, that its text states too.

    Headlines are the lines before the first one with a full stop.
    """
    stop = text.find("。")
    body = text.rfind("\n", 0, stop) + 1 if stop >= 0 else 0
    stated = [each for figure in figures if figure.start >= body for each in figure.value]
    return {figure for figure in figures if figure.start < body and _is_among(figure.value[0], stated)}


def _is_among(quantity: Quantity, others: list[Quantity]) -> bool:
    return any(
        quantity.unit.unit_class == other.unit.unit_class
        and abs(quantity.value - other.value) <= _ROUNDED * max(abs(quantity.value), abs(other.value))
        for other in others
    )
