"""A load that breaks: nothing is lost, nothing is doubled, and the digest is the same. See also `make breaks`."""

from __future__ import annotations

import pytest
from breaking import cut_connections, stopped_and_started
from made_graph import made_graph
from neo4j_server import Neo4jServer

from kg.store import neo4j_load
from kg.store.neo4j import Neo4jStore
from kg.store.projection import project
from kg.store.rows import Rows

SIZE = 40
"""Rows a batch, so that a small graph has many."""


@pytest.fixture(autouse=True)
def _many_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(neo4j_load, "ROWS", SIZE)


@pytest.fixture(scope="module")
def rows() -> Rows:
    return project(made_graph(600))


def test_the_server_stops_in_the_middle(neo4j_server: Neo4jServer, neo4j_store: Neo4jStore, rows: Rows) -> None:
    batches = (len(rows.nodes) + len(rows.relationships)) // SIZE
    done = stopped_and_started(neo4j_server, rows, batches, breaks=2, seed=5)
    assert done.breaks
    assert done.digest == rows.digest()


def test_connections_are_cut(neo4j_server: Neo4jServer, neo4j_store: Neo4jStore, rows: Rows) -> None:
    done = cut_connections(neo4j_server, rows, cuts=5, most_bytes=12_000, seed=1)
    assert done.breaks >= 5
    assert done.digest == rows.digest()
