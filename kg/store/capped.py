"""An answer with an end: so many rows and so many characters, and what there is to draw of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from kg.records import number
from kg.store import arcade
from kg.store.embedded import EmbeddedStore
from kg.store.protocol import plain

MOST_NODES = 200
"""Nodes that are drawn."""


@dataclass(slots=True)
class CappedAnswer:
    """The first rows of an answer, and the nodes and relationships in them."""

    columns: list[str] = field(default_factory=list)
    rows: list[list[Any]] = field(default_factory=list)
    is_cut: bool = False
    """Whether there are more rows."""
    nodes: dict[str, arcade.Node] = field(default_factory=dict)
    """By the engine's key."""
    ties: set[arcade.Tie] = field(default_factory=set)


def capped(
    store: EmbeddedStore, cypher: str, parameters: Mapping[str, Any], most_rows: int, most_characters: int
) -> CappedAnswer:
    """Ask until the answer is at its end or too long. Raises `QueryError`."""
    answer, left = CappedAnswer(), most_characters
    for found in store.results(cypher, parameters):
        answer.columns = answer.columns or list(found)
        row = [number(plain(value, arcade.opened)) for value in found.values()]
        left -= len(json.dumps(row))
        if len(answer.rows) == most_rows or left < 0:
            answer.is_cut = True
            break
        answer.rows.append(row)
        for value in found.values():
            _draw(answer, value)
    return answer


def _draw(answer: CappedAnswer, value: Any) -> None:
    for each in arcade.elements(value):
        if isinstance(each, arcade.Node):
            if len(answer.nodes) < MOST_NODES:
                answer.nodes.setdefault(each.key, each)
        elif each.start in answer.nodes and each.end in answer.nodes:
            answer.ties.add(each)
