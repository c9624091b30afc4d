"""What an analysis writes into a store is beside the graph: asked like any property, and no part of what is stored."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import networkx
import pytest
from store_sample import small_graph

from kg.analyse import aid_network
from kg.errors import StoreError
from kg.model import Graph
from kg.store.embedded import EmbeddedStore
from kg.store.protocol import CypherStore
from kg.store.ties import read_ties

ASK = "MATCH (p:Place) WHERE p.net_degree IS NOT NULL RETURN p.id, p.net_degree, p.net_entropy ORDER BY p.id"


@pytest.fixture(params=["embedded", "neo4j"])
def store(request: pytest.FixtureRequest, tmp_path: Path, graph: Graph) -> Iterator[CypherStore]:
    opened = (
        EmbeddedStore(tmp_path / "graph") if request.param == "embedded" else request.getfixturevalue("neo4j_store")
    )
    with opened:
        opened.load(graph)
        yield opened


def test_it_is_asked_like_any_property_and_goes_with_the_next_load(store: CypherStore, graph: Graph) -> None:
    before = store.rows(), store.digest()
    store.write_analysis({"370000": {"net_degree": 2, "net_entropy": 1.5}, "500000": {"net_degree": 1}})
    assert store.query(ASK).rows == [["370000", 2, 1.5], ["500000", 1, None]]
    assert (store.rows(), store.digest()) == before
    store.write_analysis({"370000": {"net_degree": 3, "net_entropy": 0.5}})
    assert store.query(ASK).rows == [["370000", 3, 0.5]]
    store.load(graph)
    assert store.query(ASK).rows == []
    assert store.digest() == before[1]


def test_only_names_of_an_analysis_are_written(store: CypherStore) -> None:
    before = store.digest()
    with pytest.raises(ValueError, match="net_"):
        store.write_analysis({"370000": {"name": "other"}})
    assert store.digest() == before


def test_the_network_of_a_store_is_that_of_the_graph(store: CypherStore) -> None:
    found, expected = aid_network(read_ties(store)), aid_network(small_graph())
    assert networkx.utils.graphs_equal(found, expected)
    assert len(expected) > 5


def test_there_must_be_a_graph_to_write_to(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no graph in"):
        EmbeddedStore(tmp_path / "none").write_analysis({})
