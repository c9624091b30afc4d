"""The fixtures of a real Neo4j: the one that NEO4J_URI names, or else one that runs for the tests alone."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

import neo4j
import pytest
from neo4j_jars import Neo4jMissing
from neo4j_server import BRIEF, Neo4jServer

from kg.store import neo4j_server as door
from kg.store.neo4j import Neo4jStore
from kg.store.patience import patiently

PATIENCE = 120
"""Seconds in which a server must greet us: many times those that a command waits, for a busy machine."""


class Address(NamedTuple):
    """Where a Neo4j is, and who may ask it."""

    uri: str
    user: str
    password: str

    @classmethod
    def of(cls, server: Neo4jServer) -> Address:
        """That of a server of the tests' own."""
        return cls(server.uri, server.user, server.password)


@pytest.fixture(scope="session")
def neo4j_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Neo4jServer]:
    """A server of the tests' own, started, that a test may stop, start again, kill and import into.

    A test that stops it starts it again. Where Java or Maven is missing the test is skipped, on CI it fails.
    """
    try:
        with Neo4jServer(tmp_path_factory.mktemp("neo4j"), java=BRIEF) as server:
            yield server
    except Neo4jMissing as missing:
        if os.environ.get("CI"):
            pytest.fail(str(missing))
        pytest.skip(str(missing))


@pytest.fixture(scope="session")
def neo4j_address(request: pytest.FixtureRequest) -> Address:
    """The Neo4j of the tests: NEO4J_URI's, where it is set, or `neo4j_server`."""
    if uri := os.environ.get("NEO4J_URI"):
        return Address(uri, os.environ.get("NEO4J_USER", "neo4j"), os.environ.get("NEO4J_PASSWORD", ""))
    return Address.of(request.getfixturevalue("neo4j_server"))


@pytest.fixture
def neo4j_store(neo4j_address: Address, monkeypatch: pytest.MonkeyPatch) -> Iterator[Neo4jStore]:
    """An empty database, open, asked with more patience; the environment names the user and the password."""
    monkeypatch.setattr(door, "patiently", partial(patiently, at_the_door=PATIENCE))
    monkeypatch.setattr(door, "_LONGEST_GREETING", PATIENCE)
    monkeypatch.setenv("NEO4J_USER", neo4j_address.user)
    monkeypatch.setenv("NEO4J_PASSWORD", neo4j_address.password)
    with Neo4jStore(neo4j_address.uri) as store:
        foreign = os.environ.get("NEO4J_URI") and "KG_TEST_NEO4J_MAY_BE_EMPTIED" not in os.environ
        if foreign and store.counts() != (0, 0):
            pytest.skip("The Neo4j of NEO4J_URI is not empty: set KG_TEST_NEO4J_MAY_BE_EMPTIED=1 if it may be emptied")
        empty(neo4j_address)
        yield store
    empty(neo4j_address)


def empty(address: Address) -> None:
    """Delete all that a Neo4j holds.

    Not through the store, which empties only what is kg's, and which a test may have closed.
    """
    with neo4j.GraphDatabase.driver(address.uri, auth=(address.user, address.password)) as driver:
        driver.execute_query("MATCH (n) DETACH DELETE n")
