import pytest
from shape_sample import FACTS, build

from kg.model import Graph


@pytest.fixture
def graph() -> Graph:
    return build(FACTS)
