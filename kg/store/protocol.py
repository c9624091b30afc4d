"""What every store does, and what one that speaks Cypher does besides."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, Self

from kg.errors import QueryError
from kg.model import Graph
from kg.ontology import Ontology
from kg.store.rows import Properties, Rows


class Counts(NamedTuple):
    """How much a store holds."""

    nodes: int
    relationships: int


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query returns. Values are strings, numbers, booleans, None, and lists and maps of these."""

    columns: list[str]
    rows: list[list[Any]]


Beside = Callable[[Path], None]
"""Writes files into a folder."""


def would_write() -> QueryError:
    """What is raised for a query that does not only read."""
    return QueryError("The query would write, and kg only reads.", "Leave out CREATE, MERGE, SET, REMOVE and DELETE.")


def query_failed(reason: str) -> QueryError:
    """What is raised for a query that the engine does not understand, with the engine's own reason."""
    return QueryError(f"The query failed: {reason.rstrip('.')}.", "`kg query` lists the saved ones.")


def plain(value: Any, opened: Callable[[Any], Any]) -> Any:
    """An engine's value as an answer has it: a node or a relationship is its properties, a path the list of both.

    `opened` makes a mapping or a list of what only the engine knows. Any other value, such as a date, becomes text.
    """
    if value is None or isinstance(value, str | int | float | bool):
        return value
    value = opened(value)
    if isinstance(value, Mapping):
        return {name: plain(item, opened) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item, opened) for item in value]
    return str(value)


class Store(ABC):
    """A place where a graph is kept. Loading the same graph twice changes nothing."""

    @abstractmethod
    def load(self, graph: Graph, ontology: Ontology | None = None, beside: Beside | None = None) -> Counts:
        """Replace what the store holds by the graph, whose measures are of the ontology. Raises `StoreError`.

        A store that is a folder has `beside` write further files into it.
        """

    @abstractmethod
    def rows(self) -> Rows:
        """What the store holds, read back."""

    @abstractmethod
    def counts(self) -> Counts:
        """How many nodes and relationships the store holds."""

    @abstractmethod
    def close(self) -> None:
        """Let go of files and connections. A second call does nothing."""

    def digest(self) -> str:
        """SHA-256 of all that the store holds: equal for equal graphs, in whichever store they are."""
        return self.rows().digest()

    def __enter__(self) -> Self:
        """The store itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Close the store, whatever happened."""
        self.close()


class CypherStore(Store):
    """A store that answers questions in Cypher."""

    @abstractmethod
    def query(self, cypher: str, parameters: Mapping[str, Any] | None = None) -> Answer:
        """Answer a reading query. Raises `QueryError` where it is not valid, lacks a parameter or would write."""

    @abstractmethod
    def write_analysis(self, places: Mapping[str, Properties]) -> None:
        """Set properties of places, by id, all or none; their names begin with `commands.ANALYSIS`.

        Those of an earlier analysis go, from every place. The graph itself stays as it is, and so does the digest; the
        next load leaves none of them. Raises `StoreError`.
        """

    def held_places(self, ids: Collection[str], name: str) -> set[str]:
        """The ids of the places that have one of the ids, or the name as their name or id."""
        held = "MATCH (p:Place) WHERE p.id IN $ids OR p.id = $name OR p.name = $name RETURN DISTINCT p.id"
        return {row[0] for row in self.query(held, {"ids": sorted(ids), "name": name}).rows}
