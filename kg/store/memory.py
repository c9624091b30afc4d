"""The graph in memory, as networkx has it: for analysis, for exports, and for tests without a database."""

from __future__ import annotations

from typing import Any

import networkx

from kg.model import Graph
from kg.ontology import Ontology
from kg.store.projection import project
from kg.store.protocol import Beside, Counts, Store
from kg.store.rows import Node, Relationship, Rows


class MemoryStore(Store):
    """A `networkx.MultiDiGraph` whose nodes are `NodeKey`s and whose edges are keyed by type and id."""

    def __init__(self) -> None:
        """Empty."""
        self.graph: Any = networkx.MultiDiGraph()

    def load(self, graph: Graph, ontology: Ontology | None = None, beside: Beside | None = None) -> Counts:
        """Replace what was there."""
        self.graph = to_networkx(project(graph, ontology))
        return self.counts()

    def rows(self) -> Rows:
        """All nodes and relationships."""
        nodes = (Node(data["labels"], key.id, data["properties"]) for key, data in self.graph.nodes(data=True))
        relationships = (
            Relationship(type, start, end, id, properties)
            for start, end, (type, id), properties in self.graph.edges(keys=True, data="properties")
        )
        return Rows.of(nodes, relationships)

    def counts(self) -> Counts:
        """How many nodes and relationships there are."""
        return Counts(self.graph.number_of_nodes(), self.graph.number_of_edges())

    def close(self) -> None:
        """Nothing is held open."""


def to_networkx(rows: Rows) -> Any:
    """The rows as a `networkx.MultiDiGraph`; `labels` and `properties` are attributes."""
    graph = networkx.MultiDiGraph()
    for node in rows.nodes:
        graph.add_node(node.key, labels=node.labels, properties=node.properties)
    for row in rows.relationships:
        graph.add_edge(row.start, row.end, key=(row.type, row.id), properties=row.properties)
    return graph
