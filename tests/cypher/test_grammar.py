"""The saved queries, Browser's and the schema are Cypher as Neo4j understands it, without deprecated forms."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from kg.resources import cypher_dir
from kg.store import commands
from kg.store.saved import read_query, saved_queries

HERE = Path(__file__).parent
WRONG = {
    "MATCH (n:Place) RETURN m.name": (1, "`m` not defined"),
    "MATCH (n:Place) RETURN n.name, $place": (1, "$place is not defined"),
    "MATCH (n:Place) RETUR n.name": (1, "Invalid input"),
    "MATCH (n:Place) CALL { WITH n RETURN 1 AS x } RETURN n.name, x": (2, "deprecated"),
    "MATCH (n:Place) RETURN id(n)": (2, "deprecated"),
}
"""Faulty queries, with the severity and words of what is to be said of each."""


@pytest.fixture(scope="module")
def remarks() -> list[dict[str, Any]]:
    """What Neo4j's language server says of all; skipped where it is not installed, on CI a failure."""
    if not (shutil.which("node") and (HERE / "node_modules" / "@neo4j-cypher").is_dir()):
        reason = "Neo4j's grammar of Cypher is not there: install Node.js with npm, then `make cypherlint`."
        pytest.fail(reason) if os.environ.get("CI") else pytest.skip(reason)
    queries = [
        {"name": query.name, "text": query.text, "parameters": {each.name: each.type for each in query.parameters}}
        for query in [*saved_queries(), *map(read_query, sorted((cypher_dir() / "browser").rglob("*.cypher")))]
    ]
    queries += [{"name": text, "text": text, "parameters": {}} for text in (*commands.schema(), *WRONG)]
    done = subprocess.run(
        ["node", "lint.cjs"], cwd=HERE, input=json.dumps(queries), capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout)  # type: ignore[no-any-return]


def test_queries_and_schema_are_without_fault(remarks: list[dict[str, Any]]) -> None:
    assert [each for each in remarks if each["name"] not in WRONG] == []


@pytest.mark.parametrize("text", WRONG)
def test_what_is_wrong_is_told(text: str, remarks: list[dict[str, Any]]) -> None:
    severity, words = WRONG[text]
    assert any(each["severity"] == severity and words in each["message"] for each in remarks if each["name"] == text)
