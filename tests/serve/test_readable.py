"""The list of what a query may be made of."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import QueryError
from kg.store.embedded import EmbeddedStore
from kg.store.readable import check_reads
from kg.store.saved import SavedQuery, saved_queries


def lines(name: str) -> list[str]:
    text = Path(__file__).with_name(name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if not line.startswith("#")]


@pytest.mark.parametrize("query", lines("refused.txt"))
def test_what_does_more_than_read_is_refused(query: str) -> None:
    with pytest.raises(QueryError):
        check_reads(query)


@pytest.mark.parametrize("query", lines("allowed.txt"))
def test_what_only_reads_is_allowed_and_the_engine_takes_it(query: str, story_graph: Path) -> None:
    check_reads(query)
    with EmbeddedStore(story_graph) as store:
        store.query(query)


@pytest.mark.parametrize("query", saved_queries(), ids=lambda query: query.name)
def test_every_saved_query_is_allowed(query: SavedQuery) -> None:
    check_reads(query.text)


def test_the_engine_itself_would_read_a_file(story_graph: Path, tmp_path: Path) -> None:
    canary = tmp_path / "canary.csv"
    canary.write_text("canary", encoding="utf-8")
    with EmbeddedStore(story_graph) as store:
        read = store.query(f"LOAD CSV FROM '{canary.as_uri()}' AS r RETURN r")
    assert read.rows == [[["canary"]]], "should this fail, the engine has a bar of its own now"


def test_a_query_of_any_length_is_answered_at_once() -> None:
    with pytest.raises(QueryError, match="more than"):
        check_reads("RETURN " + "(" * 100_000)
