import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from store_sample import small_graph

from kg.model import Graph
from kg.store.embedded import EmbeddedStore

os.environ.setdefault("KG_HEAP", "256m")


@pytest.fixture
def graph() -> Graph:
    return small_graph()


@pytest.fixture(scope="session")
def embedded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedStore]:
    """The small graph in the embedded store, for reading."""
    with EmbeddedStore(Path(tmp_path_factory.mktemp("embedded")) / "graph") as store:
        store.load(small_graph())
        yield store
