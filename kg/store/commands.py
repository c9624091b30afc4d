"""The Cypher that sets a store up and reads it back, the same for the embedded store and for Neo4j."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from kg.resources import cypher_dir
from kg.store.rows import Node, NodeKey, Properties, Relationship

READ_NODES = "MATCH (n) RETURN labels(n) AS labels, properties(n) AS properties"
READ_RELATIONSHIPS = (
    "MATCH (a)-[r]->(b) RETURN type(r) AS type, labels(a) AS start_labels, a.id AS start, "
    "labels(b) AS end_labels, b.id AS end, properties(r) AS properties"
)
COUNT_NODES = "MATCH (n) RETURN count(n) AS n"
COUNT_RELATIONSHIPS = "MATCH ()-[r]->() RETURN count(r) AS n"

ANALYSIS = "net_"
"""How the names of properties begin that an analysis wrote. They are no part of the graph: neither rows nor digest."""
ANALYSED = f"MATCH (p:Place) UNWIND keys(p) AS name WITH DISTINCT name WHERE name STARTS WITH '{ANALYSIS}' RETURN name"
"""The names that places have of such properties."""


def analysis(former: Iterable[str], places: Mapping[str, Properties]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Commands that remove the properties of the former names and set these, by id; to be run in one transaction."""
    names = sorted({*former, *(name for properties in places.values() for name in properties)})
    if wrong := [name for name in names if not re.fullmatch(rf"{ANALYSIS}\w+", name)]:
        raise ValueError(f"{', '.join(wrong)}: an analysis writes names that begin with {ANALYSIS}")
    if names:
        yield f"MATCH (p:Place) REMOVE {', '.join(f'p.{name}' for name in names)}", {}
    if rows := [{"id": id, "properties": properties} for id, properties in sorted(places.items())]:
        yield "UNWIND $rows AS row MATCH (p:Place {id: row.id}) SET p += row.properties", {"rows": rows}


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
    return _key_first(tuple(labels))


@cache
def _key_first(labels: tuple[str, ...]) -> tuple[str, ...]:
    # Nodes of other hands may have no label.
    return tuple(sorted(labels or ("",), key=lambda label: (label not in _key_labels(), label)))


def properties(row: Node | Relationship) -> Properties:
    """The properties as they are stored: with the id, where there is one."""
    return {"id": row.id, **row.properties} if row.id else row.properties


def read_node(labels: Iterable[str], properties: dict[str, Any]) -> Node:
    """A node as `READ_NODES` returns it."""
    return Node(key_first(labels), as_id(properties.get("id")), _without_id(properties))


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
        NodeKey(key_first(start_labels)[0], as_id(start)),
        NodeKey(key_first(end_labels)[0], as_id(end)),
        as_id(properties.get("id")),
        _without_id(properties),
    )


def as_id(value: Any) -> str:
    """An id as rows have it: other hands may have left none, or a number."""
    return "" if value is None else str(value)


def is_of_graph(name: str) -> bool:
    """Whether a property is the graph's, and not an analysis'."""
    return not name.startswith(ANALYSIS)


def labelled(names: Iterable[str]) -> str:
    """Labels or types as a pattern has them. No name is no condition."""
    return "".join(f":{quoted(name)}" for name in names if name)


def quoted(name: str) -> str:
    """Any name as Cypher takes it."""
    return "`" + name.replace("`", "``") + "`"


def _without_id(properties: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in properties.items() if name != "id" and is_of_graph(name)}
