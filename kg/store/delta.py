"""What differs between the rows that a database holds and those that it should hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from kg.store.rows import Node, Relationship, Rows


@dataclass(frozen=True, slots=True)
class Delta:
    """What to do, in this order: a relationship goes before its nodes, and comes after them."""

    lost_relationships: list[Relationship] = field(default_factory=list)
    lost_nodes: list[Node] = field(default_factory=list)
    new_nodes: list[Node] = field(default_factory=list)
    changed_nodes: list[tuple[Node, Node]] = field(default_factory=list)
    """Before and after."""
    new_relationships: list[Relationship] = field(default_factory=list)
    changed_relationships: list[Relationship] = field(default_factory=list)


def everything(rows: Rows) -> Delta:
    """What an empty database lacks."""
    return Delta(new_nodes=rows.nodes, new_relationships=rows.relationships)


def difference(held_nodes: Iterable[Node], held_relationships: Iterable[Relationship], wanted: Rows) -> Delta:
    """What makes a database that holds these rows, in any order and perhaps some twice, hold the wanted ones."""
    delta = Delta()
    _compare_nodes({node.key: node for node in held_nodes}, wanted.nodes, delta)
    _compare_relationships(list(held_relationships), wanted.relationships, delta)
    return delta


def _compare_nodes(held: dict[tuple[str, str], Node], wanted: Iterable[Node], delta: Delta) -> None:
    for node in wanted:
        before = held.pop(node.key, None)
        if before is None:
            delta.new_nodes.append(node)
        elif before != node:
            delta.changed_nodes.append((before, node))
    delta.lost_nodes.extend(held.values())


def _compare_relationships(held: list[Relationship], wanted: Iterable[Relationship], delta: Delta) -> None:
    known = {row.key: row for row in held}
    if len(known) < len(held):
        # Doubled by other hands: all of them go, and one comes back.
        for key, count in Counter(row.key for row in held).items():
            if count > 1:
                delta.lost_relationships.append(known.pop(key))
    for row in wanted:
        before = known.pop(row.key, None)
        if before is None:
            delta.new_relationships.append(row)
        elif before.properties != row.properties:
            delta.changed_relationships.append(row)
    delta.lost_relationships.extend(known.values())
