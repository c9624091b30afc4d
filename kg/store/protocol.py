"""What every store does, and what one that speaks Cypher does besides."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import Any, NamedTuple, Self

from kg.model import Graph
from kg.store.rows import Rows


class Counts(NamedTuple):
    """How much a store holds."""

    nodes: int
    relationships: int


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query returns. Values are strings, numbers, booleans, None, and lists and maps of these."""

    columns: list[str]
    rows: list[list[Any]]


class Store(ABC):
    """A place where a graph is kept. Loading the same graph twice changes nothing."""

    @abstractmethod
    def load(self, graph: Graph) -> Counts:
        """Put the graph into the store; counts what it holds afterwards. Raises `StoreError`."""

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
