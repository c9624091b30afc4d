"""What kg asks of Neo4j, as the server itself sees it: nothing of it is deprecated."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import neo4j
import pytest
from neo4j_fixtures import Address
from store_sample import small_graph

from kg.store import commands
from kg.store.browser import by_folder, inlined
from kg.store.neo4j import Neo4jStore
from kg.store.saved import saved_queries

Explain = Callable[[str], list[str]]


@pytest.fixture
def notices(neo4j_store: Neo4jStore, neo4j_address: Address) -> Iterator[Explain]:
    """What the server remarks on a query, for a database with kg's schema and the small graph."""
    neo4j_store.load(small_graph())
    driver = neo4j.GraphDatabase.driver(neo4j_address.uri, auth=(neo4j_address.user, neo4j_address.password))

    def explained(cypher: str) -> list[str]:
        with driver.session() as session:
            summary = session.run(f"EXPLAIN {cypher}").consume()
        return [
            f"{status.gql_status}: {status.status_description}"
            for status in summary.gql_status_objects
            if status.classification == neo4j.NotificationClassification.DEPRECATION
        ]

    yield explained
    driver.close()


def test_the_server_does_tell_of_what_is_deprecated(notices: Explain) -> None:
    assert notices("MATCH (n) CALL { WITH n RETURN n.id AS id } RETURN id")


def test_no_saved_query_is_deprecated(notices: Explain) -> None:
    texts = [query.text for query in saved_queries()]
    texts += [inlined(query) for queries in by_folder().values() for query in queries]
    assert len(texts) > 20
    assert {text: found for text in texts if (found := notices(text))} == {}


def test_nothing_of_the_schema_is_deprecated(notices: Explain) -> None:
    reading = [commands.READ_NODES, commands.READ_RELATIONSHIPS, commands.COUNT_NODES, commands.COUNT_RELATIONSHIPS]
    assert {text: found for text in [*commands.schema(), *reading] if (found := notices(text))} == {}


def test_nothing_that_loads_is_deprecated(
    notices: Explain, neo4j_store: Neo4jStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    graph = small_graph()
    fewer = replace(graph, facts={id: fact for id, fact in graph.facts.items() if id not in ("r02", "o05")})
    asked: set[str] = set()
    for kind in (neo4j.Session, neo4j.Transaction, neo4j.ManagedTransaction):
        monkeypatch.setattr(kind, "run", recording(kind.run, asked))
    for each in (fewer, graph, fewer):
        neo4j_store.load(each)
    neo4j_store.digest()
    monkeypatch.undo()
    assert len(asked) > 20
    assert {text: found for text in asked if (found := notices(text))} == {}


def recording(run: Callable[..., Any], asked: set[str]) -> Callable[..., Any]:
    def recorded(self: Any, query: str, *arguments: Any, **named: Any) -> Any:
        asked.add(query)
        return run(self, query, *arguments, **named)

    return recorded
