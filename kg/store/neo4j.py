"""A Neo4j server, version 5 or newer, through its official driver."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import chain
from typing import Any

import neo4j
from neo4j.exceptions import AuthError, ClientError, ConfigurationError, DriverError, Neo4jError
from neo4j.graph import Entity, Path

from kg.errors import QueryError, StoreError
from kg.model import Graph
from kg.ontology import Ontology
from kg.store import commands
from kg.store.projection import project
from kg.store.protocol import Answer, Beside, Counts, CypherStore, plain, would_write
from kg.store.rows import Rows

USER_VARIABLE, PASSWORD_VARIABLE = "NEO4J_USER", "NEO4J_PASSWORD"
"""Environment: who asks. Without a password the server is asked without authentication."""

logging.getLogger("neo4j").addHandler(logging.NullHandler())  # else it writes its retries to stderr

_SECONDS = 8
"""How long a server may take to answer the door, and how long a failed transaction is tried again."""


class Neo4jStore(CypherStore):
    """The default database of a server, or the named one. It is a database of kg's own, as a folder's is."""

    def __init__(self, uri: str, database: str | None = None) -> None:
        """Connect to a server such as `bolt://localhost:7687`. Raises `StoreError` where none answers or lets us in."""
        self._uri, self._database = uri, database
        try:
            self._driver = neo4j.GraphDatabase.driver(
                uri,
                auth=_credentials(),
                connection_timeout=_SECONDS,
                connection_acquisition_timeout=_SECONDS,
                max_transaction_retry_time=_SECONDS,
                # The server remarks on labels that a small graph has none of; kg's own queries are checked by tests.
                notifications_min_severity="OFF",
            )
        except (ConfigurationError, ValueError) as error:
            raise StoreError(f"{uri} is no address of Neo4j: {error}", "Use one like bolt://localhost:7687.") from error
        try:
            with self._told():
                self._driver.verify_connectivity()
        except StoreError:
            self._driver.close()
            raise

    def load(self, graph: Graph, ontology: Ontology | None = None, beside: Beside | None = None) -> Counts:
        """Replace what the database holds, in batches, each in a transaction of its own.

        Raises `StoreError` where it holds other things than kg's. A load that breaks is mended by the next.
        """
        rows = project(graph, ontology)
        with self._told(), self._session(neo4j.WRITE_ACCESS) as session:
            known = {row["name"] for row in session.run("SHOW CONSTRAINTS YIELD name")}
            if not commands.constraints() <= known and session.run(commands.COUNT_NODES).single(strict=True)["n"]:
                advice = "Empty it, or name a server whose database is empty."
                raise StoreError(f"Neo4j at {self._uri} holds other things than kg's and is not replaced.", advice)
            session.run(commands.CLEAR).consume()
            for command in commands.schema():
                session.run(command).consume()
            for command, batch in commands.load(rows):
                session.execute_write(_run, command, batch)
        return self.counts()

    def query(self, cypher: str, parameters: Mapping[str, Any] | None = None) -> Answer:
        """Answer a reading query."""
        with self._told(), self._session(neo4j.READ_ACCESS) as session:
            return session.execute_read(_ask, cypher, dict(parameters or {}))

    def rows(self) -> Rows:
        """All nodes and relationships of the database."""
        nodes = (commands.read_node(*row) for row in self.query(commands.READ_NODES).rows)
        relationships = (commands.read_relationship(*row) for row in self.query(commands.READ_RELATIONSHIPS).rows)
        return Rows.of(nodes, relationships)

    def counts(self) -> Counts:
        """How many nodes and relationships the database holds."""
        nodes, relationships = (
            self.query(text).rows[0][0] for text in (commands.COUNT_NODES, commands.COUNT_RELATIONSHIPS)
        )
        return Counts(nodes, relationships)

    def close(self) -> None:
        """Close the connections."""
        self._driver.close()

    def _session(self, access: str) -> neo4j.Session:
        return self._driver.session(database=self._database, default_access_mode=access)

    @contextmanager
    def _told(self) -> Iterator[None]:
        """The driver's errors as ours."""
        try:
            yield
        except AuthError as error:
            advice = f"Set {USER_VARIABLE} and {PASSWORD_VARIABLE}."
            raise StoreError(f"Neo4j at {self._uri} does not let this user in.", advice) from error
        except ClientError as error:
            if error.code == "Neo.ClientError.Statement.AccessMode":
                raise would_write() from error
            raise QueryError(f"The query failed: {error.message}") from error
        except Neo4jError as error:
            raise StoreError(f"Neo4j at {self._uri} reports: {error.message}") from error
        except DriverError as error:
            advice = "Is it started? `docker compose up -d` starts one."
            raise StoreError(f"No Neo4j answers at {self._uri}.", advice) from error


def _credentials() -> tuple[str, str] | None:
    password = os.environ.get(PASSWORD_VARIABLE)
    return (os.environ.get(USER_VARIABLE, "neo4j"), password) if password else None


def _run(transaction: neo4j.ManagedTransaction, command: str, batch: list[dict[str, Any]]) -> None:
    # The text is made from checked names, see `kg.store.commands`.
    transaction.run(command, rows=batch).consume()


def _ask(transaction: neo4j.ManagedTransaction, cypher: str, parameters: dict[str, Any]) -> Answer:
    result = transaction.run(cypher, parameters)
    return Answer(list(result.keys()), [[plain(value, _opened) for value in row.values()] for row in result])


def _opened(value: Any) -> Any:
    """A node or a relationship as its properties, a path as its steps."""
    if isinstance(value, Path):
        steps = zip(value.relationships, value.nodes[1:], strict=True)
        return [value.start_node, *chain.from_iterable(steps)]
    return dict(value.items()) if isinstance(value, Entity) else value
