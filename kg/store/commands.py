"""The Cypher that sets a store up, loads it and reads it back.

The schema and the reading are the same for the embedded store and for Neo4j. The loading is Neo4j's, as the embedded
store is always built anew. Labels and types stand in the text, as Cypher takes no parameter there;
`kg.store.projection` has checked them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any

from kg.resources import cypher_dir
from kg.store.rows import Node, NodeKey, Properties, Relationship, Rows

BATCH = 5_000
"""Rows a transaction: more gains nothing in either store, and costs memory."""

Batch = tuple[str, list[dict[str, Any]]]
"""A command, and its parameter `rows`."""

READ_NODES = "MATCH (n) RETURN labels(n) AS labels, properties(n) AS properties"
READ_RELATIONSHIPS = (
    "MATCH (a)-[r]->(b) RETURN type(r) AS type, labels(a) AS start_labels, a.id AS start, "
    "labels(b) AS end_labels, b.id AS end, properties(r) AS properties"
)
CLEAR = f"MATCH (n) CALL (n) {{ DETACH DELETE n }} IN TRANSACTIONS OF {BATCH} ROWS"
"""For Neo4j; it runs in transactions of its own."""
COUNT_NODES = "MATCH (n) RETURN count(n) AS n"
COUNT_RELATIONSHIPS = "MATCH ()-[r]->() RETURN count(r) AS n"


def schema() -> list[str]:
    """The commands of `cypher/schema.cypher`: constraints, then indexes."""
    text = (cypher_dir() / "schema.cypher").read_text(encoding="utf-8")
    uncommented = re.sub(r"//.*", "", text)
    return [command.strip() for command in uncommented.split(";") if command.strip()]


def constraints() -> set[str]:
    """The names of the schema's constraints; a database that has them all is kg's."""
    return {command.split()[2] for command in schema() if command.startswith("CREATE CONSTRAINT")}


@cache
def _key_labels() -> frozenset[str]:
    """The labels that an id is unique under."""
    return frozenset(
        label for command in schema() for label in re.findall(r"^CREATE CONSTRAINT.* FOR \(n:(\w+)\)", command)
    )


def key_first(labels: Iterable[str]) -> tuple[str, ...]:
    """Labels in the order of `Node.labels`, which no store keeps: first the one that the id is unique under."""
    return tuple(sorted(labels, key=lambda label: (label not in _key_labels(), label)))


def load(rows: Rows) -> Iterator[Batch]:
    """Commands that put the rows into a store, nodes first. Run again, they change nothing."""
    yield from _node_batches(rows.nodes)
    yield from _relationship_batches(rows.relationships)


def _node_batches(nodes: Iterable[Node]) -> Iterator[Batch]:
    groups: dict[tuple[str, ...], list[dict[str, Any]]] = defaultdict(list)
    for node in nodes:
        groups[node.labels].append({"id": node.id, "properties": properties(node)})
    for labels, group in sorted(groups.items()):
        key, *others = labels
        also = "".join(f":{label}" for label in others)
        command = f"UNWIND $rows AS row MERGE (n:{key}{also} {{id: row.id}}) SET n = row.properties"
        yield from ((command, part) for part in _parts(group))


def _relationship_batches(relationships: Iterable[Relationship]) -> Iterator[Batch]:
    groups: dict[tuple[str, str, str, bool], list[dict[str, Any]]] = defaultdict(list)
    for row in relationships:
        values = {"start": row.start.id, "end": row.end.id, "id": row.id, "properties": properties(row)}
        groups[row.start.label, row.type, row.end.label, bool(row.id)].append(values)
    for (start, type, end, has_id), group in sorted(groups.items()):
        key = " {id: row.id}" if has_id else ""
        command = (
            f"UNWIND $rows AS row MATCH (a:{start} {{id: row.start}}) MATCH (b:{end} {{id: row.end}}) "
            f"MERGE (a)-[r:`{type}`{key}]->(b) SET r = row.properties"
        )
        yield from ((command, part) for part in _parts(group))


def _parts(group: Sequence[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    return (list(group[at : at + BATCH]) for at in range(0, len(group), BATCH))


def properties(row: Node | Relationship) -> Properties:
    """The properties as they are stored: with the id, where there is one."""
    return {"id": row.id, **row.properties} if row.id else row.properties


def read_node(labels: Iterable[str], properties: dict[str, Any]) -> Node:
    """A node as `READ_NODES` returns it."""
    return Node(key_first(labels), properties["id"], _without_id(properties))


def read_relationship(
    type: str,
    start_labels: Iterable[str],
    start: str,
    end_labels: Iterable[str],
    end: str,
    properties: dict[str, Any],
) -> Relationship:
    """A relationship as `READ_RELATIONSHIPS` returns it."""
    return Relationship(
        type,
        NodeKey(key_first(start_labels)[0], start),
        NodeKey(key_first(end_labels)[0], end),
        properties.get("id", ""),
        _without_id(properties),
    )


def _without_id(properties: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in properties.items() if name != "id"}
