"""Queries made by chance give the same answers on both stores, and where the stores differ is known."""

from __future__ import annotations

import math
import tomllib
from pathlib import Path
from typing import Any

import pytest
from graph_cases import CASES, Case
from query_grammar import queries
from store_sample import small_graph

from kg.errors import StoreError
from kg.store.embedded import EmbeddedStore
from kg.store.neo4j import Neo4jStore
from kg.store.protocol import CypherStore

COUNT = 162
"""How many on each of two graphs; every kind of query is among them six times."""
DIFFERENCES = tomllib.loads((Path(__file__).parent / "known_differences.toml").read_text(encoding="utf-8"))[
    "difference"
]
_GRAPHS = {case.name: case for case in CASES}


@pytest.mark.parametrize(("name", "seed"), [("sample pages", 1), ("seed 1", 2)])
def test_both_stores_give_the_same_answers(name: str, seed: int, neo4j_store: Neo4jStore) -> None:
    case: Case = _GRAPHS[name]
    neo4j_store.load(case.graph)
    answered = 0
    with case.embedded() as embedded:
        for query in queries(seed, COUNT):
            rows, others = embedded.query(query).rows, neo4j_store.query(query).rows
            if query.startswith("MATCH") and " UNION " in query:  # which has no order
                rows, others = sorted(rows, key=repr), sorted(others, key=repr)
            assert same(rows, others), query
            answered += bool(rows)
    assert answered > 0.8 * COUNT, "too few queries found anything"


def same(a: Any, b: Any) -> bool:
    """Whether two values of an answer are equal; sums of fractions in all but the last digits (see the differences)."""
    if isinstance(a, float) and isinstance(b, float):
        return math.isclose(a, b, rel_tol=1e-12)
    if isinstance(a, list) and isinstance(b, list):
        return len(a) == len(b) and all(map(same, a, b))
    if isinstance(a, dict) and isinstance(b, dict):
        return a.keys() == b.keys() and all(same(value, b[name]) for name, value in a.items())
    return type(a) is type(b) and bool(a == b)


@pytest.mark.parametrize(
    ("a", "b", "equal"),
    [
        (1.0, 1.0 + 1e-15, True),
        (1.0, 1.001, False),
        (1, 1.0, False),
        ([1, [2.0]], [1, [2.0]], True),
        ([1, None], [1], False),
        ({"a": None}, {}, False),
        (True, 1, False),
        (None, "", False),
    ],
)  # fmt: skip
def test_what_counts_as_the_same(a: Any, b: Any, equal: bool) -> None:
    assert same(a, b) is equal


def test_queries_are_the_same_for_the_same_seed() -> None:
    first = queries(1, COUNT)
    assert first == queries(1, COUNT)
    assert len(set(first) | set(queries(2, COUNT))) > 300


def test_known_differences_still_differ(embedded: EmbeddedStore, neo4j_store: Neo4jStore) -> None:
    neo4j_store.load(small_graph())
    for each in DIFFERENCES:
        answers = {"embedded": _asked(embedded, each["query"]), "neo4j": _asked(neo4j_store, each["query"])}
        assert [name for name, rows in answers.items() if rows is None] == [*filter(None, [each.get("fails_on")])], each
        assert answers["embedded"] != answers["neo4j"], f"{each['query']} differs no more: take it out of the list"


def _asked(store: CypherStore, query: str) -> list[list[Any]] | None:
    """The rows; None where the store refuses the query."""
    try:
        return store.query(query).rows
    except StoreError:
        return None
