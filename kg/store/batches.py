"""The Cypher that brings a Neo4j database from what it holds to what it should hold, in batches.

A batch is run in a transaction of its own, together with its mark (`kg.store.neo4j_load`), so it is run once, however
often it is tried: that is why it may create without looking whether it did already. Labels and types stand in the text,
as Cypher takes no parameter there; `kg.store.projection` has checked those that are written, and all are quoted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby, islice
from typing import Any, NamedTuple, TypeVar

from kg.store.commands import properties
from kg.store.delta import Delta
from kg.store.rows import Node, Relationship

ROWS = 5_000
"""Rows a batch: more gains nothing, and costs memory."""

Row = TypeVar("Row")


class Batch(NamedTuple):
    """A command and its parameter `rows`. It returns how many of them it found or made, as `n`."""

    command: str
    rows: list[dict[str, Any]]
    is_exact: bool = True
    """Whether `n` must be the number of rows; of what is deleted there may be more, or it is gone already."""


def batches(delta: Delta, size: int = ROWS) -> Iterator[Batch]:
    """What the delta asks for, in its order. Equal deltas give equal batches."""
    yield from _grouped(delta.lost_relationships, size, _ties, _lose_relationships, _ends, False)
    yield from _grouped(delta.lost_nodes, size, _labels, _lose_nodes, _id, False)
    yield from _grouped(delta.new_nodes, size, _labels, _make_nodes, _node)
    yield from _grouped(delta.changed_nodes, size, _relabelled, _change_nodes, lambda pair: _node(pair[1]))
    yield from _grouped(delta.new_relationships, size, _ties, _make_relationships, _relationship)
    yield from _grouped(delta.changed_relationships, size, _ties, _change_relationships, _relationship)


def _grouped(
    rows: Sequence[Row],
    size: int,
    kind: Callable[[Row], tuple[Any, ...]],
    command: Callable[..., str],
    values: Callable[[Row], dict[str, Any]],
    is_exact: bool = True,
) -> Iterator[Batch]:
    """The rows of each kind, for which there is one command, in parts."""
    for key, group in groupby(sorted(rows, key=kind), kind):
        text = command(*key)
        while part := list(islice(group, size)):
            yield Batch(text, [values(row) for row in part], is_exact)


def _labels(node: Node) -> tuple[tuple[str, ...]]:
    return (node.labels,)


def _relabelled(pair: tuple[Node, Node]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    before, after = pair
    return after.labels, tuple(label for label in before.labels if label not in after.labels)


def _ties(row: Relationship) -> tuple[str, str, str, bool]:
    return row.type, row.start.label, row.end.label, bool(row.id)


def _id(node: Node) -> dict[str, Any]:
    return {"id": node.id}


def _node(node: Node) -> dict[str, Any]:
    return {"id": node.id, "properties": properties(node)}


def _ends(row: Relationship) -> dict[str, Any]:
    return {"start": row.start.id, "end": row.end.id, "id": row.id}


def _relationship(row: Relationship) -> dict[str, Any]:
    return {**_ends(row), "properties": properties(row)}


def _lose_nodes(labels: tuple[str, ...]) -> str:
    return f"UNWIND $rows AS row MATCH (n{_of(labels[:1])} {{id: row.id}}) DETACH DELETE n RETURN count(*) AS n"


def _make_nodes(labels: tuple[str, ...]) -> str:
    return f"UNWIND $rows AS row CREATE (n{_of(labels)}) SET n = row.properties RETURN count(*) AS n"


def _change_nodes(labels: tuple[str, ...], gone: tuple[str, ...]) -> str:
    remove = f" REMOVE n{_of(gone)}" if gone else ""
    return (
        f"UNWIND $rows AS row MATCH (n{_of(labels[:1])} {{id: row.id}}) "
        f"SET n = row.properties SET n{_of(labels)}{remove} RETURN count(*) AS n"
    )


def _lose_relationships(type: str, start: str, end: str, has_id: bool) -> str:
    return f"{_matched(type, start, end, has_id)} DELETE r RETURN count(*) AS n"


def _make_relationships(type: str, start: str, end: str, has_id: bool) -> str:
    return (
        f"UNWIND $rows AS row MATCH (a{_of([start])} {{id: row.start}}) MATCH (b{_of([end])} {{id: row.end}}) "
        f"CREATE (a)-[r{_of([type])}]->(b) SET r = row.properties RETURN count(*) AS n"
    )


def _change_relationships(type: str, start: str, end: str, has_id: bool) -> str:
    return f"{_matched(type, start, end, has_id)} SET r = row.properties RETURN count(*) AS n"


def _matched(type: str, start: str, end: str, has_id: bool) -> str:
    which = "r.id = row.id" if has_id else "r.id IS NULL"
    return (
        f"UNWIND $rows AS row MATCH (a{_of([start])} {{id: row.start}}) MATCH (b{_of([end])} {{id: row.end}}) "
        f"MATCH (a)-[r{_of([type])}]->(b) WHERE {which}"
    )


def _of(names: Iterable[str]) -> str:
    return "".join(":`" + name.replace("`", "``") + "`" for name in names)
