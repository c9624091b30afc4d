"""The loader on a real server: what the database holds in the end, and what is told where it can't be."""

from __future__ import annotations

import json
import random
import re
import socket
import threading
from dataclasses import replace
from functools import partial
from typing import Any

import neo4j
import pytest
from made_graph import made_graph
from neo4j.exceptions import IncompleteCommit, Neo4jError
from neo4j_fixtures import PATIENCE, Address
from neo4j_server import Neo4jServer
from tcp_proxy import TcpProxy

from kg.errors import QueryError, StoreError
from kg.model import Graph
from kg.store import commands, neo4j_load, neo4j_read
from kg.store import neo4j_server as door
from kg.store.neo4j import Neo4jStore
from kg.store.patience import patiently
from kg.store.projection import project
from kg.store.rows import Node, Relationship


@pytest.fixture(autouse=True)
def _many_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(neo4j_load, "ROWS", 50)
    monkeypatch.setattr(neo4j_read, "_PAGE", 20)


def become_impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """From now on a server hangs that says nothing for a second."""
    monkeypatch.setattr(door, "patiently", partial(patiently, patience=0.5, at_the_door=0.5))


def some_of(graph: Graph, seed: int) -> Graph:
    """The graph with a part of its facts, some of them changed."""
    chance = random.Random(seed)
    facts = {
        id: replace(fact, confidence=chance.choice([0.5, fact.confidence])) if chance.random() < 0.2 else fact
        for id, fact in graph.facts.items()
        if chance.random() < 0.8
    }
    return replace(graph, facts=facts)


def test_a_load_changes_what_differs_and_nothing_else(neo4j_store: Neo4jStore) -> None:
    graph, told = made_graph(100), list[tuple[int, int]]()

    def progress(done: int, of: int) -> None:
        told.append((done, of))

    neo4j_store.load(graph)
    for seed in range(2):
        before, after = neo4j_store.rows(), project(some_of(graph, seed))
        differing = {*map(repr, before.nodes + before.relationships)} ^ {*map(repr, after.nodes + after.relationships)}
        neo4j_store.load_rows(after, progress=progress)
        assert neo4j_store.digest() == after.digest()
        assert 0 < told[-1][0] == told[-1][1] <= len(differing)
    told.clear()
    neo4j_store.load_rows(after, progress=progress)
    assert told == []


OTHER_HANDS = (
    "CREATE (:Note {text: 'mine'})",
    "CREATE ()",
    "CREATE (:Note {id: 5})-[:ABOUT]->(:Place {id: 'mine'})",
    "UNWIND range(1, 50) AS n CREATE (:Note {id: 'twice'})-[:ABOUT {n: n}]->(:`Odd ``name``` {id: ''})",
    "MATCH (p:Place)-[:ASSISTS]->(q) SET p:Mine, p.name = 'other', q.extra = [1, 2]",
    "MATCH (d:Page) REMOVE d:Page",
    "MATCH (d:Document) WITH d LIMIT 1 SET d:Place",
    "MATCH (a)-[r:HAS_OBSERVATION]->(b) WITH * LIMIT 3 CREATE (a)-[:HAS_OBSERVATION]->(b)",
    "MATCH (a)-[r:ASSISTS]->(b) SET r.confidence = 0.1",
    "MATCH ()-[r:EVIDENCED_BY]->() WITH r LIMIT 3 DELETE r",
)


def test_all_is_read_back_whoever_wrote_it(neo4j_store: Neo4jStore) -> None:
    rows = project(made_graph(60))
    neo4j_store.load_rows(rows)
    assert neo4j_store.rows() == rows
    for text in OTHER_HANDS:
        neo4j_store._driver.execute_query(text)  # type: ignore[arg-type]
    server = neo4j_store._server
    plainly = (
        [commands.read_node(*row) for row in server.values(commands.READ_NODES)],
        [commands.read_relationship(*row) for row in server.values(commands.READ_RELATIONSHIPS)],
    )
    for read, plain in zip(neo4j_read.stored(server), plainly, strict=True):
        assert sorted(map(as_text, read)) == sorted(map(as_text, plain))


def as_text(row: Node | Relationship) -> str:
    return json.dumps(row, sort_keys=True)


def test_changes_by_other_hands_are_mended(neo4j_store: Neo4jStore) -> None:
    rows = project(made_graph(20))
    neo4j_store.load_rows(rows)
    for text in OTHER_HANDS:
        neo4j_store._driver.execute_query(text)  # type: ignore[arg-type]
    assert neo4j_store.digest() != rows.digest()
    neo4j_store.load_rows(rows)
    assert neo4j_store.digest() == rows.digest()


class BrokenOffError(Exception):
    """Raised by a progress bar, as Ctrl+C is."""


def break_off(store: Neo4jStore, graph: Graph, rows: int, resume: bool = False) -> list[int]:
    """Load until so many rows are done, and return how many were done at each batch."""
    told: list[int] = []

    def progress(done: int, of: int) -> None:
        told.append(done)
        if done >= rows:
            raise BrokenOffError

    with pytest.raises(BrokenOffError):
        store.load(graph, resume=resume, progress=progress)
    return told


def test_a_load_that_broke_off_is_resumed_and_not_begun_anew(
    neo4j_store: Neo4jStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    graph = made_graph(100)
    break_off(neo4j_store, graph, 200)
    with pytest.raises(StoreError, match=r"half loaded: \d of \d+ batches. Go on: kg load --resume"):
        neo4j_store.query("MATCH (n) RETURN count(n)")
    ran: list[int] = []
    run_batch = neo4j_load.Loading._run_batch
    monkeypatch.setattr(
        neo4j_load.Loading, "_run_batch", lambda self, *rest: (ran.append(rest[1]), run_batch(self, *rest))
    )
    neo4j_store.load(graph, resume=True)
    assert ran[0] > 2
    assert neo4j_store.digest() == project(graph).digest()
    assert neo4j_store.query("MATCH (m:KgLoad) RETURN count(m)").rows == [[0]]


@pytest.mark.parametrize("resume", [True, False])
def test_another_graph_after_one_that_broke_off(neo4j_store: Neo4jStore, resume: bool) -> None:
    break_off(neo4j_store, made_graph(100), 200)
    other = made_graph(60, seed=2)
    neo4j_store.load(other, resume=resume)
    assert neo4j_store.digest() == project(other).digest()


def test_a_batch_whose_commit_was_not_confirmed_is_not_done_twice(
    neo4j_store: Neo4jStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    execute_write, lost = neo4j.Session.execute_write, [0]

    def loses_every_second_word(self: neo4j.Session, *arguments: Any, **named: Any) -> Any:
        made = execute_write(self, *arguments, **named)
        lost[0] += 1
        if lost[0] % 2:
            raise IncompleteCommit("the connection went away")
        return made

    monkeypatch.setattr(neo4j.Session, "execute_write", loses_every_second_word)
    graph = made_graph(60)
    neo4j_store.load(graph)
    assert lost[0] > 20
    assert neo4j_store.digest() == project(graph).digest()


def test_two_loads_at_once_do_not_mix(neo4j_store: Neo4jStore, neo4j_address: Address) -> None:
    graph, other = made_graph(100), made_graph(60, seed=2)

    def overtake(done: int, of: int) -> None:
        with Neo4jStore(neo4j_address.uri) as second:
            second.load(other)

    with pytest.raises(StoreError, match=r"Another load took over .* batches are loaded and kept"):
        neo4j_store.load(graph, progress=overtake)
    assert neo4j_store.digest() == project(other).digest()


def test_what_is_not_stored_is_told(neo4j_store: Neo4jStore) -> None:
    def remove(done: int, of: int) -> None:
        neo4j_store._driver.execute_query("MATCH (e:Evidence) WITH e LIMIT 1 DETACH DELETE e")

    with pytest.raises(StoreError, match=r"loaded wrongly: .* load again without --resume"):
        neo4j_store.load(made_graph(60), progress=remove)
    neo4j_store.load(made_graph(60))
    assert neo4j_store.digest() == project(made_graph(60)).digest()


def test_a_database_that_is_not_there(neo4j_address: Address, neo4j_store: Neo4jStore) -> None:
    with Neo4jStore(neo4j_address.uri, "nowhere") as store:
        with pytest.raises(StoreError, match=r"has no database nowhere. SHOW DATABASES lists them"):
            store.query("RETURN 1")
        with pytest.raises(StoreError, match=r"has no database nowhere"):
            store.load(made_graph(20))


def test_a_database_by_its_name(neo4j_address: Address, neo4j_store: Neo4jStore) -> None:
    neo4j_store.load(made_graph(20))
    with Neo4jStore(neo4j_address.uri, "neo4j") as store:
        assert store.digest() == project(made_graph(20)).digest()


def test_a_server_that_takes_connections_and_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    become_impatient(monkeypatch)
    says = r"hangs. It takes connections and says nothing"
    with socket.create_server(("127.0.0.1", 0)) as hung, pytest.raises(StoreError, match=says):
        Neo4jStore(f"bolt://127.0.0.1:{hung.getsockname()[1]}")


def test_a_server_that_begins_to_hang(neo4j_server: Neo4jServer, neo4j_store: Neo4jStore) -> None:
    with (
        TcpProxy(neo4j_server.bolt_port) as proxy,
        Neo4jStore(proxy.uri) as store,
        pytest.MonkeyPatch.context() as patch,
    ):

        def freeze(done: int, of: int) -> None:
            if done > 100:
                proxy.freeze()
                become_impatient(patch)

        with pytest.raises(StoreError, match=r"hangs. .* batches are loaded and kept. .* go on: kg load --resume"):
            store.load(made_graph(60), progress=freeze)
        proxy.thaw()
    neo4j_store.load(made_graph(60), resume=True)
    assert neo4j_store.digest() == project(made_graph(60)).digest()


def test_a_server_that_hangs_in_a_query(
    neo4j_server: Neo4jServer, neo4j_store: Neo4jStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    with TcpProxy(neo4j_server.bolt_port) as proxy, Neo4jStore(proxy.uri) as store:
        assert store.query("RETURN 1").rows == [[1]]
        proxy.freeze()
        become_impatient(monkeypatch)
        with pytest.raises(StoreError, match="hangs"):
            store.query("RETURN 2")


def test_a_server_that_is_busy_is_waited_for(neo4j_store: Neo4jStore, monkeypatch: pytest.MonkeyPatch) -> None:
    knocks: list[int] = []
    knock = door.Server._knock
    monkeypatch.setattr(door.Server, "_knock", lambda self: (knocks.append(1), knock(self)))
    monkeypatch.setattr(door, "patiently", partial(patiently, patience=0.01, at_the_door=PATIENCE))
    text = "UNWIND range(1, 3000) AS a UNWIND range(1, 1000) AS b RETURN sum(a % 7 * b % 11)"
    assert neo4j_store.query(text).rows[0][0] > 0
    assert knocks


def test_a_query_that_takes_too_long_is_stopped(neo4j_store: Neo4jStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "_LONGEST_READ", 1)
    with pytest.raises(QueryError, match=r"stopped what took longer than 1 seconds"):
        neo4j_store.query("UNWIND range(1, 1000000) AS a UNWIND range(1, 1000000) AS b RETURN sum(a * b)")


def coded(code: str, message: str = "no") -> Neo4jError:
    return Neo4jError._hydrate_neo4j(code=code, message=message)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("Neo.ClientError.Security.Unauthorized", "does not let this user in. Set NEO4J_USER"),
        ("Neo.ClientError.Security.AuthenticationRateLimit", "too many wrong passwords. Wait"),
        ("Neo.ClientError.Security.CredentialsExpired", "wants a new password for neo4j"),
        ("Neo.ClientError.Security.Forbidden", "does not allow neo4j to do this in the database x: no"),
        ("Neo.ClientError.Database.DatabaseNotFound", "has no database x"),
        ("Neo.ClientError.Transaction.TransactionTimedOut", "stopped what took longer than 120 seconds"),
        ("Neo.ClientError.Schema.ConstraintValidationFailed", "reports: no"),
        ("Neo.TransientError.General.OutOfMemoryError", "reports: no"),
    ],
)
def test_what_a_server_says_is_told_in_our_words(code: str, words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NEO4J_USER", raising=False)
    assert words in str(door.told(coded(code), "bolt://x", "x", is_reading=False))


def test_a_server_that_is_too_old(neo4j_address: Address, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_PASSWORD", neo4j_address.password)
    monkeypatch.setattr(door, "OLDEST", 6)
    with pytest.raises(StoreError, match=r"is Neo4j/5\.\S+, and kg needs 6 or newer"):
        Neo4jStore(neo4j_address.uri)


def test_a_server_of_something_else(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:

        def greet() -> None:
            connection = other.accept()[0]
            connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")
            connection.close()

        threading.Thread(target=greet, daemon=True).start()
        with pytest.raises(StoreError) as error:
            Neo4jStore(f"bolt://127.0.0.1:{other.getsockname()[1]}")
    assert re.search(r"No Neo4j answers at|hangs", str(error.value))
