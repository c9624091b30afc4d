"""The graphs that stores are compared on: the one made by hand, that of the sample pages, and some made by chance."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from random_graphs import random_graph
from store_sample import small_graph

from kg import pipeline
from kg.model import Graph
from kg.resources import samples_dir
from kg.store.embedded import EmbeddedStore


@dataclass
class Case:
    """A graph, made when it is asked for."""

    name: str
    make: Callable[[], Graph]

    @cached_property
    def graph(self) -> Graph:
        return self.make()

    @contextmanager
    def embedded(self) -> Iterator[EmbeddedStore]:
        """The graph in an embedded store."""
        with tempfile.TemporaryDirectory() as folder, EmbeddedStore(Path(folder) / "graph") as store:
            store.load(self.graph)
            yield store


def _sample_pages() -> Graph:
    return pipeline.build([samples_dir()], pipeline.Run())


CASES = [
    Case("small", small_graph),
    Case("sample pages", _sample_pages),
    *(Case(f"seed {seed}", lambda seed=seed: random_graph(seed)) for seed in (1, 2, 3)),  # type: ignore[misc]
]
