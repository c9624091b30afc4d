"""The documents that are made from data are as the data are now, and their queries have answers."""

import re
import runpy
from pathlib import Path

import pytest

from kg import pipeline
from kg.resources import samples_dir
from kg.shape import triples
from kg.shape.namespaces import PREFIXES

ROOT = Path(__file__).parents[1]
BUILD = runpy.run_path(str(ROOT / "scripts" / "build_docs.py"))
TEXT = (ROOT / "docs" / "linked-data.md").read_text(encoding="utf-8")
PROLOGUE = "".join(f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in PREFIXES.items())


@pytest.mark.parametrize("path", BUILD["documents"](), ids=lambda path: path.name)
def test_a_document_is_current(path: Path) -> None:
    assert path.read_text(encoding="utf-8") == BUILD["documents"]()[path], "Write it anew: make docs"


def test_the_queries_have_answers() -> None:
    import pyoxigraph

    store = pyoxigraph.Store()
    graph = pipeline.build([samples_dir()], pipeline.Run())
    store.bulk_extend(pyoxigraph.Quad(*triple) for triple in triples(graph))
    queries = re.findall(r"```sparql\n(.*?)```", TEXT, re.DOTALL)
    assert len(queries) == 2
    for query in queries:
        assert len(list(store.query(PROLOGUE + query))) > 5


def test_each_prefix_is_one_of_the_export() -> None:
    assert set(re.findall(r"`([a-z0-9]+):`", TEXT)) <= PREFIXES.keys()
