"""A command loads no heavy library before it needs it. How long a start takes, `bench/startup.py` tells."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

BENCH = runpy.run_path(str(Path(__file__).parents[1] / "bench" / "startup.py"))


@pytest.mark.parametrize("module", ["kg", "kg.cli", "kg.pipeline", "kg.records", "kg.store.saved"])
def test_an_import_loads_no_heavy_library(module: str) -> None:
    assert BENCH["loaded_early"](f"import {module}") == []


def test_help_loads_no_heavy_library() -> None:
    asked = "import sys; sys.argv[1:] = ['--help']; from kg import cli\ntry: cli.main()\nexcept SystemExit: pass"
    assert BENCH["loaded_early"](asked) == []


def test_what_is_heavy_is_noticed() -> None:
    assert "rdflib" in BENCH["loaded_early"]("from kg import ontology; ontology.load()")
