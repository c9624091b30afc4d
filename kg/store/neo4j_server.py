"""The door to the Neo4j driver: a server and one of its databases, asked patiently, its errors told as ours."""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from itertools import chain
from typing import Any, TypeVar

import neo4j
from neo4j.exceptions import (
    AuthError,
    ClientError,
    ConfigurationError,
    DriverError,
    Forbidden,
    IncompleteCommit,
    Neo4jError,
    UnsupportedServerProduct,
)
from neo4j.graph import Entity, Path

from kg.errors import QueryError, StoreError
from kg.store.patience import NotAnsweringError, patiently
from kg.store.protocol import Answer, plain, query_failed, would_write

USER_VARIABLE, PASSWORD_VARIABLE = "NEO4J_USER", "NEO4J_PASSWORD"
"""Environment: who asks. Without a password the server is asked without authentication."""

_SCHEMES = ("bolt", "neo4j", "bolt+s", "bolt+ssc", "neo4j+s", "neo4j+ssc")
"""How an address may begin. The driver also knows http, for which it needs a library that is not there."""
OLDEST = 5
"""The oldest version that has what the queries need (`CALL (n) { }`, `elementId`)."""

logging.getLogger("neo4j").addHandler(logging.NullHandler())  # else it writes its retries to stderr

_RETRYING = 8
"""Seconds for which a transaction that failed for a passing reason is tried again."""
_LONGEST_GREETING, _LONGEST_READ, _LONGEST_WRITE = 9, 600, 120
"""Seconds after which we stop, and the server a transaction. A batch takes a fraction of one."""
_UNSURE_COMMITS = 3
"""How often a transaction is repeated whose commit was sent and not confirmed."""

Made = TypeVar("Made")
Run = Callable[..., list[dict[str, Any]]]
"""Runs a command with its parameters by name, in the transaction at hand, and returns the rows."""


class Server:
    """A database of a server. Connections are made as they are needed."""

    def __init__(self, uri: str, database: str | None = None) -> None:
        """Connect. Raises `StoreError` where none answers, it is too old, or it does not let us in."""
        self.uri, self.database, self._hangs = uri, database, False
        self.driver = self._connect()
        try:
            with self._told():
                agent = self._watched(lambda: self.driver.get_server_info().agent, _LONGEST_GREETING)
            version = re.match(r"Neo4j/(\d+)", agent)
            if version and int(version[1]) < OLDEST:
                raise _too_old(uri, agent)
        except StoreError:
            self.close()
            raise

    def ask(self, cypher: str, parameters: Mapping[str, Any] | None = None) -> Answer:
        """The answer to a reading query."""

        def work(transaction: neo4j.ManagedTransaction) -> Answer:
            result = transaction.run(cypher, dict(parameters or {}))
            return Answer(list(result.keys()), [[plain(value, _opened) for value in row.values()] for row in result])

        return self._transact(neo4j.READ_ACCESS, work, _LONGEST_READ)

    def values(self, cypher: str, parameters: Mapping[str, Any] | None = None) -> list[list[Any]]:
        """The rows of an answer, as the driver has their values: for many of them."""

        def work(transaction: neo4j.ManagedTransaction) -> list[list[Any]]:
            return transaction.run(cypher, dict(parameters or {})).values()

        return self._transact(neo4j.READ_ACCESS, work, _LONGEST_READ)

    def write(self, work: Callable[[Run], Made]) -> Made:
        """Run `work` in one transaction, which is tried again where it fails for a passing reason.

        It is repeated, too, where the commit was sent and no word came back, so it must be safe to do twice.
        """

        def transacted(transaction: neo4j.ManagedTransaction) -> Made:
            return work(lambda command, **given: transaction.run(command, given).data())

        return self._transact(neo4j.WRITE_ACCESS, transacted, _LONGEST_WRITE)

    def close(self) -> None:
        """Close the connections. Those of a server that hangs are left to themselves."""
        if not self._hangs:
            with suppress(NotAnsweringError):
                self._watched(self.driver.close, _LONGEST_GREETING)

    def _connect(self) -> neo4j.Driver:
        scheme = self.uri.partition("://")[0]
        if scheme not in _SCHEMES:
            reason = f"it begins with none of {', '.join(_SCHEMES)}"
            raise StoreError(f"{self.uri} is no address of Neo4j: {reason}.", "Use one like bolt://localhost:7687.")
        password = os.environ.get(PASSWORD_VARIABLE)
        try:
            return neo4j.GraphDatabase.driver(
                self.uri,
                auth=(os.environ.get(USER_VARIABLE, "neo4j"), password) if password else None,
                # Longer than `patiently` waits, so that it is what tells a server that hangs.
                connection_timeout=2 * _LONGEST_GREETING,
                connection_acquisition_timeout=2 * _LONGEST_GREETING,
                max_transaction_retry_time=_RETRYING,
                # The server remarks on labels that a small graph has none of; kg's own queries are checked by tests.
                notifications_min_severity="OFF",
            )
        except (ConfigurationError, ValueError) as error:
            advice = "Use one like bolt://localhost:7687."
            reason = str(error).partition(". ")[0]
            raise StoreError(f"{self.uri} is no address of Neo4j: {reason}.", advice) from error

    def _transact(self, access: str, work: Callable[[neo4j.ManagedTransaction], Made], longest: float) -> Made:
        timed = neo4j.unit_of_work(timeout=longest)(work)

        def run() -> Made:
            with self.driver.session(database=self.database, default_access_mode=access) as session:
                execute = session.execute_read if access == neo4j.READ_ACCESS else session.execute_write
                for _ in range(_UNSURE_COMMITS):
                    try:
                        return execute(timed)
                    except IncompleteCommit as error:
                        unsure = error
                raise unsure

        with self._told(is_reading=access == neo4j.READ_ACCESS):
            return self._watched(run, longest)

    def _watched(self, work: Callable[[], Made], longest: float) -> Made:
        try:
            return patiently(work, self._knock, longest)
        except NotAnsweringError:
            self._hangs = True
            raise

    def _knock(self) -> None:
        """Ask for a new connection. A server that lives greets or refuses it, and is only busy."""
        with self._connect() as driver, suppress(DriverError, Neo4jError):
            driver.get_server_info()

    @contextmanager
    def _told(self, is_reading: bool = True) -> Iterator[None]:
        """The driver's errors as ours."""
        try:
            yield
        except NotAnsweringError as error:
            advice = "It takes connections and says nothing: look at its log, or start it again."
            raise StoreError(f"Neo4j at {self.uri} hangs.", advice) from error
        except Neo4jError as error:
            raise told(error, self.uri, self.database, is_reading) from error
        except UnsupportedServerProduct as error:
            raise _too_old(self.uri, "older") from error
        except DriverError as error:
            advice = "Is it started? `docker compose up -d` starts one."
            raise StoreError(f"No Neo4j answers at {self.uri}.", advice) from error


def told(error: Neo4jError, uri: str, database: str | None, is_reading: bool) -> StoreError:
    """What the server says, as an error of ours that says what to do."""
    code, who = error.code or "", os.environ.get(USER_VARIABLE, "neo4j")
    name = f"the database {database}" if database else "its default database"
    if code.endswith(("Security.CredentialsExpired", "Security.AuthorizationExpired")):
        advice = "Give the user a new password first: ALTER CURRENT USER SET PASSWORD FROM ... TO ..."
        return StoreError(f"Neo4j at {uri} wants a new password for {who}.", advice)
    if code.endswith("Security.AuthenticationRateLimit"):
        return StoreError(f"Neo4j at {uri} was given too many wrong passwords.", "Wait some seconds, then try again.")
    if isinstance(error, AuthError):
        return StoreError(f"Neo4j at {uri} does not let this user in.", f"Set {USER_VARIABLE} and {PASSWORD_VARIABLE}.")
    if code.endswith("Database.DatabaseNotFound"):
        advice = "SHOW DATABASES lists them; without --database it is the default one."
        return StoreError(f"Neo4j at {uri} has no database {database}.", advice)
    if isinstance(error, Forbidden):
        advice = "Loading needs the rights to write, to name new labels, types and properties, and to make constraints."
        return StoreError(f"Neo4j at {uri} does not allow {who} to do this in {name}: {error.message}", advice)
    if "TransactionTimedOut" in code:
        longest = _LONGEST_READ if is_reading else _LONGEST_WRITE
        return QueryError(f"Neo4j at {uri} stopped what took longer than {longest} seconds.", "Ask for less at once.")
    if code.endswith("Statement.AccessMode"):
        return would_write()
    if is_reading and isinstance(error, ClientError):
        return query_failed(error.message or code)
    return StoreError(f"Neo4j at {uri} reports: {error.message}")


def _too_old(uri: str, agent: str) -> StoreError:
    return StoreError(f"Neo4j at {uri} is {agent}, and kg needs {OLDEST} or newer.", "Upgrade it, or name another.")


def _opened(value: Any) -> Any:
    """A node or a relationship as its properties, a path as its steps."""
    if isinstance(value, Path):
        steps = zip(value.relationships, value.nodes[1:], strict=True)
        return [value.start_node, *chain.from_iterable(steps)]
    return dict(value.items()) if isinstance(value, Entity) else value
