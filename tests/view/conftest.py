from collections.abc import Callable
from pathlib import Path

import pytest
from view_sample import build, written

from kg import pipeline
from kg.model import Graph
from kg.resources import samples_dir


@pytest.fixture
def graph() -> Graph:
    return build()


@pytest.fixture
def graph_with() -> Callable[..., Graph]:
    return build


@pytest.fixture(scope="session")
def samples() -> Graph:
    """The graph of the sample pages."""
    return pipeline.build([samples_dir()], pipeline.Run())


@pytest.fixture(scope="session")
def sample_page(samples: Graph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Their page."""
    return written(samples, tmp_path_factory.mktemp("page") / "aid.html")
