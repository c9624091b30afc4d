"""What a page is before it is written: data for the template and for JSON, and rows for CSV."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kg.serve.index import Index, Item
from kg.serve.told import FACT_COLUMNS, fact_row, told

SHOWN = 30
"""Rows of a list on one page; CSV has all."""

Asked = Mapping[str, str]
"""What the address asks for: its parameters by name."""


@dataclass(slots=True)
class Page:
    """A page: its template's name, its title, its data, and the table that CSV has of it."""

    template: str
    title: str
    data: dict[str, Any]
    columns: list[str] = field(default_factory=list)
    rows: Sequence[list[Any]] = ()
    status: int = 200


def number_of(asked: Asked, name: str, least: int = 1) -> int:
    """A whole number that the address asks for; `least` where it is none."""
    text = asked.get(name, "")
    return max(least, int(text)) if text.isascii() and text.isdecimal() and len(text) < 9 else least


def cut(items: Sequence[Any], asked: Asked, name: str = "page") -> dict[str, Any]:
    """A part of a list: its items, which part it is, of how many, and of how many rows."""
    parts = max(1, -(-len(items) // SHOWN))
    part = min(number_of(asked, name), parts)
    return {
        "items": items[(part - 1) * SHOWN : part * SHOWN],
        "part": part,
        "parts": parts,
        "total": len(items),
        "by": name,
    }


def facts(index: Index, items: Sequence[Item], asked: Asked, name: str = "page") -> dict[str, Any]:
    """A part of a list of facts, as data."""
    part = cut(items, asked, name)
    return part | {"items": [told(index, item) for item in part["items"]]}


def fact_page(template: str, title: str, data: dict[str, Any], index: Index, items: Sequence[Item]) -> Page:
    """A page whose table are facts."""
    return Page(template, title, data, FACT_COLUMNS, _Rows(index, items))


class _Rows(Sequence[list[Any]]):
    """The rows of facts, made when they are written: most pages are not asked for as CSV."""

    def __init__(self, index: Index, items: Sequence[Item]) -> None:
        self._index, self._items = index, items

    def __len__(self) -> int:
        return len(self._items)

    def __getitem__(self, at: Any) -> Any:
        item = self._items[at]
        review = self._index.reviews.of(item.id)
        return fact_row(item, review.verdict.value if review else None)
