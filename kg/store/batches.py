"""The Cypher that brings a Neo4j database from what it holds to what it should hold, in batches.

A batch is run in a transaction of its own, together with its mark (`kg.store.neo4j_load`), so it is run once, however
often it is tried: that is why it may create without looking whether it did already. Labels, types and the names of
properties stand in the text, as Cypher takes no parameter for the first two; all are quoted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import Any, TypeVar

from kg.store.commands import labelled, properties, quoted
from kg.store.delta import Delta
from kg.store.rows import Node, Properties, Relationship

ROWS = 5_000
"""Rows a batch: more gains nothing, and costs memory."""

Row = TypeVar("Row")
Values = list[Any]
"""A row as a command takes it: `row[0]`, `row[1]`, …"""

_START = "UNWIND $rows AS row "
_COUNT = " RETURN count(*) AS n"


@dataclass(frozen=True, slots=True)
class Batch:
    """A command for some rows. It returns how many of them it found or made, as `n`."""

    command: str
    items: Sequence[Any]
    values: Callable[[Any], Values]
    """What the command is given of a row."""
    is_exact: bool
    """Whether `n` must be the number of rows; of what is deleted there may be more, or it is gone already."""

    def __len__(self) -> int:
        """How many rows."""
        return len(self.items)

    @property
    def rows(self) -> list[Values]:
        """The command's parameter `rows`."""
        return list(map(self.values, self.items))


def batches(delta: Delta, size: int = ROWS) -> Iterator[Batch]:
    """What the delta asks for, in its order. Equal deltas give equal batches."""
    for kind, ties in _grouped(delta.lost_relationships, _tie):
        yield from _parts(f"{_found(*kind)} DELETE r", ties, _ends, size, is_exact=False)
    for labels, nodes in _grouped(delta.lost_nodes, _labels):
        command = f"MATCH (n{labelled(labels[:1])} {{id: row[0]}}) DETACH DELETE n"
        yield from _parts(command, nodes, _id, size, is_exact=False)
    for labels, nodes in _grouped(delta.new_nodes, _labels):
        columns = Columns.of(node.properties for node in nodes)
        command = f"CREATE (n{labelled(labels)} {columns.text(1, 'id: row[0]')}){columns.rest('n', 1)}"
        yield from _parts(command, nodes, partial(_node, columns), size)
    for (labels, gone), pairs in _grouped(delta.changed_nodes, _relabelled):
        remove = f" REMOVE n{labelled(gone)}" if gone else ""
        command = f"MATCH (n{labelled(labels[:1])} {{id: row[0]}}) SET n = row[1] SET n{labelled(labels)}{remove}"
        yield from _parts(command, pairs, _changed_node, size)
    for kind, ties in _grouped(delta.new_relationships, _tie):
        columns = Columns.of(row.properties for row in ties)
        type, start, end, has_id = kind
        tie = f"[r{labelled([type])} {columns.text(3, 'id: row[2]' if has_id else '')}]"
        command = f"{_between(start, end)} CREATE (a)-{tie}->(b){columns.rest('r', 3)}"
        yield from _parts(command, ties, partial(_relationship, columns), size)
    for kind, ties in _grouped(delta.changed_relationships, _tie):
        yield from _parts(f"{_found(*kind)} SET r = row[3]", ties, _changed_relationship, size)


class Columns:
    """Properties of many rows, without a name at each value: those that most rows have by place, the rest as a map."""

    def __init__(self, names: list[str], has_rest: bool) -> None:
        self._names, self._has_rest = names, has_rest

    @classmethod
    def of(cls, rows: Iterable[Properties]) -> Columns:
        """Columns that hold the rows."""
        known, count = Counter[str](), 0
        for each in rows:
            known.update(each.keys())
            count += 1
        names = sorted(name for name, held in known.items() if held * 2 > count)
        return cls(names, len(names) < len(known))

    def text(self, first: int, before: str) -> str:
        """A map of Cypher whose values begin at `row[first]`; what a row lacks is null and so is not stored."""
        pairs = (f"{quoted(name)}: row[{place}]" for place, name in enumerate(self._names, first))
        return "{" + ", ".join([*([before] if before else []), *pairs]) + "}"

    def rest(self, what: str, first: int) -> str:
        """The clause that sets the rest, where there is one."""
        return f" SET {what} += row[{first + len(self._names)}]" if self._has_rest else ""

    def values(self, properties: Properties) -> Values:
        """A row's values, and its rest where any row has one."""
        values: Values = [properties.get(name) for name in self._names]
        if self._has_rest:
            values.append({name: value for name, value in properties.items() if name not in self._names})
        return values


def _grouped(rows: Sequence[Row], kind: Callable[[Row], Any]) -> Iterator[tuple[Any, list[Row]]]:
    """The rows of each kind, for which there is one command."""
    return ((key, list(group)) for key, group in groupby(sorted(rows, key=kind), kind))


def _parts(
    command: str, rows: Sequence[Row], values: Callable[[Row], Values], size: int, is_exact: bool = True
) -> Iterator[Batch]:
    text = _START + command + _COUNT
    return (Batch(text, rows[at : at + size], values, is_exact) for at in range(0, len(rows), size))


def _labels(node: Node) -> tuple[str, ...]:
    return node.labels


def _relabelled(pair: tuple[Node, Node]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    before, after = pair
    return after.labels, tuple(label for label in before.labels if label not in after.labels)


def _tie(row: Relationship) -> tuple[str, str, str, bool]:
    return row.type, row.start.label, row.end.label, bool(row.id)


def _id(node: Node) -> Values:
    return [node.id]


def _node(columns: Columns, node: Node) -> Values:
    return [node.id, *columns.values(node.properties)]


def _changed_node(pair: tuple[Node, Node]) -> Values:
    return [pair[1].id, properties(pair[1])]


def _ends(row: Relationship) -> Values:
    return [row.start.id, row.end.id, row.id]


def _relationship(columns: Columns, row: Relationship) -> Values:
    return [row.start.id, row.end.id, row.id, *columns.values(row.properties)]


def _changed_relationship(row: Relationship) -> Values:
    return [*_ends(row), properties(row)]


def _between(start: str, end: str) -> str:
    return f"MATCH (a{labelled([start])} {{id: row[0]}}) MATCH (b{labelled([end])} {{id: row[1]}})"


def _found(type: str, start: str, end: str, has_id: bool) -> str:
    which = "r.id = row[2]" if has_id else "r.id IS NULL"
    return f"{_between(start, end)} MATCH (a)-[r{labelled([type])}]->(b) WHERE {which}"
