"""What a command's options name: a store, and how pages are read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.pipeline import Settings
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


def settings(
    ontology: Path | None, min_confidence: float | None, jobs: int | None, reviews: Path | None = None
) -> Settings:
    """How pages become facts. Raises `UsageError` or `OntologyError` where a file can't be used."""
    from kg.ontology import load
    from kg.pipeline import Settings
    from kg.reviews import read_reviews

    return Settings(load(ontology), min_confidence, read_reviews(reviews) if reviews else None, jobs)
