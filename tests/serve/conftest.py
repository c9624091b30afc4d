"""The explorer over the two stories' graph."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from serve_client import client_of
from starlette.testclient import TestClient


@pytest.fixture(scope="session")
def pages(story_graph: Path, tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    """The stories, for reading only."""
    return client_of(story_graph, tmp_path_factory.mktemp("reviews") / "reviews.jsonl")


@pytest.fixture(scope="session")
def asking(story_graph: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """The stories, with processes that answer queries."""
    with client_of(story_graph, tmp_path_factory.mktemp("reviews") / "reviews.jsonl") as client:
        yield client


@pytest.fixture
def own_graph(story_graph: Path, tmp_path: Path) -> Path:
    """A copy of the stories' graph, to change."""
    return Path(shutil.copytree(story_graph, tmp_path / "own" / "graph"))
