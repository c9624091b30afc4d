import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from neo4j_fixtures import Address
from store_sample import PLACE, said

from kg.errors import QueryError, StoreError
from kg.files import MARKER
from kg.model import Graph, Relation
from kg.records import GRAPH
from kg.store import commands
from kg.store import embedded as embedded_module
from kg.store.embedded import EmbeddedStore
from kg.store.memory import MemoryStore
from kg.store.neo4j import Neo4jStore
from kg.store.projection import project
from kg.store.protocol import Counts, Store

HOSTILE = "'\"`\\ } DETACH DELETE n // \u0000\u0001 😀\u2028\r\n\t{id: 1}"

Opener = Callable[[], Store]


@pytest.fixture(params=["memory", "embedded", "neo4j"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    openers: dict[str, Opener] = {
        "memory": MemoryStore,
        "embedded": lambda: EmbeddedStore(tmp_path / "graph"),
        "neo4j": lambda: request.getfixturevalue("neo4j_store"),
    }
    with openers[request.param]() as opened:
        yield opened


def test_loading_twice_changes_nothing(store: Store, graph: Graph) -> None:
    rows = project(graph)
    expected = Counts(len(rows.nodes), len(rows.relationships))
    assert store.load(graph) == expected
    first = store.digest()
    assert store.load(graph) == expected
    assert store.counts() == expected
    assert store.digest() == first


def test_what_is_read_back_is_what_was_loaded(store: Store, graph: Graph) -> None:
    graph.facts["hostile"] = Relation(PLACE["汶川县"], "received", HOSTILE, said("one", 0, HOSTILE, HOSTILE))
    store.load(graph)
    assert store.rows() == project(graph)


def test_a_fact_that_changed_is_changed(store: Store, graph: Graph) -> None:
    store.load(graph)
    changed = replace(graph, facts={**graph.facts, "r02": replace(graph.facts["r02"], period=None)})
    store.load(changed)
    assert store.digest() == project(changed).digest()


def test_a_fact_that_is_gone_is_gone(store: Store, graph: Graph) -> None:
    store.load(graph)
    fewer = replace(graph, facts={id: fact for id, fact in graph.facts.items() if id not in ("r02", "o05")})
    assert store.load(fewer) == store.counts()
    assert store.digest() == project(fewer).digest()


def test_a_neo4j_that_holds_other_things_is_not_replaced(neo4j_store: Neo4jStore, graph: Graph) -> None:
    driver = neo4j_store._driver
    for name in sorted(commands.constraints()):
        driver.execute_query(f"DROP CONSTRAINT {name} IF EXISTS")
    driver.execute_query("CREATE (:Person {name: 'mine'})")
    with pytest.raises(StoreError, match=r"holds other things than kg's and is not replaced"):
        neo4j_store.load(graph)
    assert neo4j_store.counts() == (1, 0)


def test_a_broken_build_leaves_the_old_graph(tmp_path: Path, graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> list[str]:
        return ["CREATE NONSENSE"]

    with EmbeddedStore(tmp_path / "graph") as store:
        store.load(graph)
        before = store.digest()
        monkeypatch.setattr(commands, "schema", broken)
        with pytest.raises(StoreError, match=r"could not be built"):
            store.load(graph)
        assert store.digest() == before
    names = {path.name for path in (tmp_path / "graph").iterdir()}
    assert names == {embedded_module.DATABASE, GRAPH, MARKER}


def test_a_graph_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"no graph in .* Build one first: kg build"):
        EmbeddedStore(tmp_path / "none").query("MATCH (n) RETURN n")


def test_a_graph_that_lacks_files(tmp_path: Path, graph: Graph) -> None:
    EmbeddedStore(tmp_path).load(graph)
    for path in (tmp_path / "arcadedb").glob("dictionary*"):
        path.unlink()
    with pytest.raises(StoreError, match=r"can't be opened: .* Build it again: kg build"):
        EmbeddedStore(tmp_path).counts()


def test_two_processes_read_at_once(tmp_path: Path, graph: Graph) -> None:
    script = "import sys, pathlib, kg.store.embedded as e; print(*e.EmbeddedStore(pathlib.Path(sys.argv[1])).counts())"
    with EmbeddedStore(tmp_path) as store:
        store.load(graph)
        nodes, relationships = store.counts()
        other = subprocess.run(
            [sys.executable, "-c", script, str(tmp_path)], capture_output=True, text=True, check=False
        )
    assert (other.stdout, other.stderr) == (f"{nodes} {relationships}\n", "")


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("MATCHH (n) RETURN n", "MATCHH"),
        ("RETURN $place AS place", "place"),
        ("CREATE (n:Place {id: '1'}) RETURN n.id", "only reads"),
    ],
    ids=["syntax", "parameter", "writing"],
)
def test_a_query_that_is_not_valid(embedded: EmbeddedStore, query: str, words: str) -> None:
    with pytest.raises(QueryError, match=words) as error:
        embedded.query(query)
    assert "com.arcadedb" not in str(error.value)
    assert embedded.counts().nodes > 0


def test_nodes_paths_and_dates_are_plain_values(embedded: EmbeddedStore) -> None:
    answer = embedded.query(
        "MATCH (p:Place {id: $id})-[:PART_OF]->(q) "
        "RETURN p, {n: [p.lat, null]} AS map, date('2020-01-01') AS day, q.id",
        {"id": "513221"},
    )
    assert answer.columns == ["p", "map", "day", "q.id"]
    [[place, mapped, day, whole]] = answer.rows
    assert place == {
        "id": "513221", "name": "汶川县", "name_en": "Wenchuan", "level": "county", "lat": 31.48, "lon": 103.59,
        "has_workshops": 21.0,
    }  # fmt: skip
    assert (mapped, day, whole) == ({"n": [31.48, None]}, "2020-01-01", "510000")


def test_the_schema_is_constraints_then_indexes() -> None:
    kinds = [command.split()[1] for command in commands.schema()]
    assert kinds == sorted(kinds)
    assert set(kinds) == {"CONSTRAINT", "INDEX"}


@pytest.mark.parametrize(
    ("uri", "words"),
    [
        ("bolt://127.0.0.1:1", "No Neo4j answers at bolt://127.0.0.1:1. Is it started?"),
        ("gopher://127.0.0.1", "no address of Neo4j"),
    ],
)
def test_no_neo4j_there(uri: str, words: str) -> None:
    with pytest.raises(StoreError, match=words):
        Neo4jStore(uri)


@pytest.mark.parametrize("query", ["MATCHH (n) RETURN n", "RETURN $place AS place", "CREATE (n:Place) RETURN n.id"])
def test_neo4j_refuses_a_query_that_is_not_valid(neo4j_store: Neo4jStore, query: str) -> None:
    with pytest.raises(QueryError):
        neo4j_store.query(query)
    assert neo4j_store.counts() == (0, 0)


def test_neo4j_does_not_let_a_stranger_in(neo4j_address: Address, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_PASSWORD", "not the password")
    with pytest.raises(StoreError, match=r"does not let this user in. Set NEO4J_USER and NEO4J_PASSWORD"):
        Neo4jStore(neo4j_address.uri)
