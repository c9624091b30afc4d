"""A command loads no heavy library before it needs it. How long a start takes, `bench/startup.py` tells."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = {
    "arcadedb", "arcadedb_embedded", "jieba", "jpype", "neo4j", "networkx", "opencc", "pydantic", "pyoxigraph",
    "pypinyin", "rdflib", "trafilatura",
}  # fmt: skip


@pytest.mark.parametrize(
    "start", ["import kg", "import kg.cli", "import kg.pipeline", "from kg import cli; cli.main()"]
)
def test_a_start_loads_no_heavy_library(start: str) -> None:
    code = f"import atexit, sys; atexit.register(lambda: print('loaded', *sys.modules, file=sys.stderr)); {start}"
    done = subprocess.run([sys.executable, "-c", code, "--help"], check=True, capture_output=True, text=True)
    loaded = done.stderr.rpartition("loaded ")[2].split()
    assert "kg" in loaded
    assert not HEAVY & set(loaded)
