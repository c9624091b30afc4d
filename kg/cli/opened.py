"""The store that a command's options name."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.store.neo4j import Neo4jStore
    from kg.store.protocol import CypherStore


def open_store(store: Path, neo4j: str | None, database: str | None = None) -> CypherStore:
    """A Neo4j server where one is named, else the folder's embedded store. Raises `StoreError`."""
    if neo4j:
        return open_neo4j(neo4j, database)
    if database:
        raise UsageError("--database names a database of a server.", "Name the server, too: --neo4j URI.")
    from kg.store.embedded import EmbeddedStore

    return EmbeddedStore(store)


def open_neo4j(uri: str, database: str | None) -> Neo4jStore:
    """The database of a server. Raises `StoreError` where it does not answer or let us in."""
    from kg.store.neo4j import Neo4jStore

    return Neo4jStore(uri, database)
