"""Apache Jena reads what is written, and reads the same triples: of the samples and of hostile strings."""

from __future__ import annotations

import os
from pathlib import Path

import maven
import pytest
import riot
from hostile import HOSTILE
from random_facts import random_graph

from kg import pipeline
from kg.model import Graph
from kg.resources import samples_dir
from kg.shape import dump, triples

FORMATS = {"turtle": ".ttl", "ntriples": ".nt", "jsonld": ".jsonld", "trig": ".trig"}
"""Not turtle12: Jena 5, which runs on Java 17, knows the RDF-star of before, and not yet RDF 1.2."""


@pytest.fixture(scope="module")
def samples() -> Graph:
    return pipeline.build([samples_dir()], pipeline.Run())


@pytest.fixture(scope="module")
def hostile() -> Graph:
    return random_graph([each for each in HOSTILE if not any("\ud800" <= one <= "\udfff" for one in each)], 7)


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("name", ["samples", "hostile"])
def test_riot_reads_the_same_triples(name: str, format: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    graph = request.getfixturevalue(name)
    file = tmp_path / f"graph{FORMATS[format]}"
    with file.open("wb") as out:
        dump(graph, format, out)
    try:
        found = riot.read(file)
    except maven.MavenMissing as missing:
        if os.environ.get("CI"):
            pytest.fail(str(missing))
        pytest.skip(str(missing))
    assert found == riot.as_texts(triples(graph))
