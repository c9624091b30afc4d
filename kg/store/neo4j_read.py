"""Reads back all that a Neo4j database holds: kind by kind, in pages by id.

A page comes as one record, a list of lists of values. To the driver every record is as much work as a dozen values, and
a map brings its names along: read like this, the same rows are far less work.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from kg.store.commands import as_id, is_of_graph, key_first, labelled, quoted
from kg.store.garbage import no_garbage
from kg.store.neo4j_server import Server
from kg.store.rows import Node, NodeKey, Properties, Relationship

_PAGE = 5_000
"""Nodes, or nodes whose relationships are read: as many as a server with little memory has room for."""

_NODE_KINDS = "MATCH (n) WHERE NOT n:KgLoad RETURN labels(n), keys(n), count(*)"
_TIE_KINDS = "MATCH (a)-[r]->(b) RETURN type(r), labels(a), labels(b), keys(r), count(*)"


@no_garbage()
def stored(server: Server) -> tuple[list[Node], list[Relationship]]:
    """The nodes and relationships that the database holds, in no order."""
    nodes, relationships, sizes = list[Node](), list[Relationship](), Counter[str]()
    for labels, kind in _node_kinds(server).items():
        sizes[labels[0]] += kind.total
        asked = _Asked(f"(n{labelled(labels[:1])})", "n", "labels(n)", (), "n", labels[0])
        nodes.extend(Node(labels, as_id(each.pop("id", None)), each) for _, each in _read(server, asked, kind))
    for (type, start, end), kind in _tie_kinds(server).items():
        # Many observations are of one place: pages are the more even, the more nodes they go by.
        by = ("b", end) if sizes[end] > sizes[start] else ("a", start)
        pattern = f"(a{labelled([start])})-[r{labelled([type])}]->(b{labelled([end])})"
        asked = _Asked(pattern, "r", "[labels(a), labels(b)]", ("a.id", "b.id"), *by)
        relationships.extend(
            Relationship(type, NodeKey(start, as_id(a)), NodeKey(end, as_id(b)), as_id(each.pop("id", None)), each)
            for (a, b), each in _read(server, asked, kind)
        )
    return nodes, relationships


@dataclass(slots=True)
class _Kind:
    """Rows that are read at once."""

    total: int = 0
    held: Counter[str] = field(default_factory=Counter)
    """How many rows have each property."""
    labels: list[Any] = field(default_factory=list)
    """All that the nodes are labelled with, or the ends of the relationships."""

    def add(self, labels: Any, names: list[str], count: int) -> None:
        """Take in some of the rows."""
        self.total += count
        self.held.update(dict.fromkeys(filter(is_of_graph, names), count))
        self.labels.append(labels)

    def columns(self) -> list[str] | None:
        """The properties to read by place; None where most rows lack most of them, so that a map is less."""
        return sorted(self.held) if self.total * len(self.held) <= 2 * self.held.total() else None


@dataclass(frozen=True, slots=True)
class _Asked:
    """How the rows of a kind are asked for."""

    pattern: str
    row: str
    """The variable of what is read."""
    labels: str
    """What says which labels it has."""
    ends: tuple[str, ...]
    """What is read besides its properties."""
    by: str
    """The variable of the node by whose ids the pages go."""
    by_label: str


def _node_kinds(server: Server) -> dict[tuple[str, ...], _Kind]:
    kinds: dict[tuple[str, ...], _Kind] = {}
    for labels, names, count in server.values(_NODE_KINDS):
        kinds.setdefault(key_first(labels), _Kind()).add(labels, names, count)
    return kinds


def _tie_kinds(server: Server) -> dict[tuple[str, str, str], _Kind]:
    kinds: dict[tuple[str, str, str], _Kind] = {}
    for type, start, end, names, count in server.values(_TIE_KINDS):
        key = type, key_first(start)[0], key_first(end)[0]
        kinds.setdefault(key, _Kind()).add([start, end], names, count)
    return kinds


def _read(server: Server, asked: _Asked, kind: _Kind) -> Iterator[tuple[list[Any], Properties]]:
    """Each row of a kind: what is read besides, and its properties."""
    names, first = kind.columns(), len(asked.ends)
    if names is None:
        for row in _rows(server, asked, kind, [*asked.ends, f"properties({asked.row})"]):
            yield row[:first], {name: value for name, value in row[first].items() if is_of_graph(name)}
    else:
        columns = (f"{asked.row}.{quoted(name)}" for name in names)
        for row in _rows(server, asked, kind, [*asked.ends, *columns]):
            held = zip(names, row[first:], strict=False)  # of what has no property comes a null
            yield row[:first], {name: value for name, value in held if value is not None}


def _rows(server: Server, asked: _Asked, kind: _Kind, values: Iterable[str]) -> list[list[Any]]:
    which, wanted, given = f"{asked.labels} IN $labels", ", ".join(values), {"labels": kind.labels}
    page = (
        f"MATCH ({asked.by}{labelled([asked.by_label])}) WHERE {asked.by}.id > $after "
        f"WITH {asked.by} ORDER BY {asked.by}.id LIMIT {_PAGE} OPTIONAL MATCH {asked.pattern} "
        f"RETURN max({asked.by}.id), collect(CASE WHEN {which} THEN [{wanted}] END)"
    )
    rows, after = list[list[Any]](), ""
    while asked.by_label and after is not None:
        [[after, some]] = server.values(page, given | {"after": after})
        rows.extend(some)
    if len(rows) == kind.total:
        return rows
    # Other hands gave a node no id, or one that is no string: no page has it.
    return server.values(f"MATCH {asked.pattern} WHERE {which} RETURN {wanted or 'null'}", given)
