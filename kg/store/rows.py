"""Nodes and relationships with properties: the one form that every store is loaded from and read back into."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain
from typing import Any, NamedTuple

Properties = dict[str, Any]
"""Strings, numbers and lists of strings; never None."""


class NodeKey(NamedTuple):
    """What a node is known by. An id is unique under its label: a page may be called 500242 as a place is."""

    label: str
    id: str


class Node(NamedTuple):
    """A node. Its first label is the one that its id is unique under."""

    labels: tuple[str, ...]
    id: str
    properties: Properties

    @property
    def key(self) -> NodeKey:
        """What relationships name it by."""
        return NodeKey(self.labels[0], self.id)


class Relationship(NamedTuple):
    """A relationship. Its id is the fact's that it says; a structural one has none, as there is one of it."""

    type: str
    start: NodeKey
    end: NodeKey
    id: str
    properties: Properties

    @property
    def key(self) -> tuple[str, NodeKey, NodeKey, str]:
        """What makes it the same relationship."""
        return self[:4]


@dataclass(frozen=True, slots=True)
class Rows:
    """Nodes and relationships, each sorted by its key."""

    nodes: list[Node]
    relationships: list[Relationship]

    @classmethod
    def of(cls, nodes: Iterable[Node], relationships: Iterable[Relationship]) -> Rows:
        """The rows in order."""
        return cls(sorted(nodes, key=lambda row: row.key), sorted(relationships, key=lambda row: row.key))

    def digest(self) -> str:
        """SHA-256 over the rows, in hexadecimal."""
        digest = hashlib.sha256()
        encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True).encode
        for row in chain(self.nodes, self.relationships):
            digest.update(encode(row).encode() + b"\n")
        return digest.hexdigest()
