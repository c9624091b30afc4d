"""The store that a command's options name."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.store.protocol import CypherStore


def open_store(store: Path, neo4j: str | None) -> CypherStore:
    """A Neo4j server where one is named, else the folder's embedded store. Raises `StoreError`."""
    if neo4j:
        from kg.store.neo4j import Neo4jStore

        return Neo4jStore(neo4j)
    from kg.store.embedded import EmbeddedStore

    return EmbeddedStore(store)
