"""Every saved query gives the same answer by three ways: the embedded store, Neo4j, and plain Python over the facts."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pytest
import reference_figures
import reference_pairings
import reference_sources
from graph_cases import CASES, Case
from world import Rows, World

from kg.model import Graph
from kg.records import number
from kg.store.neo4j import Neo4jStore
from kg.store.protocol import CypherStore
from kg.store.saved import SavedQuery, saved_queries

QUERIES = saved_queries()
REFERENCES: dict[str, Callable[..., Rows]] = {
    name: function
    for module in (reference_pairings, reference_figures, reference_sources)
    for name, function in inspect.getmembers(module, inspect.isfunction)
    if function.__module__ == module.__name__ and not name.startswith("_")
}
LEVELS = ("", "province", "county")


def test_each_query_has_a_reference() -> None:
    assert {query.name for query in QUERIES} == REFERENCES.keys()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_embedded_store_answers_as_plain_python(case: Case) -> None:
    with case.embedded() as store:
        hold(case.graph, store)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_neo4j_answers_as_plain_python(case: Case, neo4j_store: Neo4jStore) -> None:
    neo4j_store.load(case.graph)
    hold(case.graph, neo4j_store)


def test_each_query_finds_something_in_one_of_the_graphs() -> None:
    found = {
        query.name
        for case in CASES
        for world in [World(case.graph)]
        for query in QUERIES
        if any(REFERENCES[query.name](world, **parameters) for parameters in parameters_of(query, case.graph))
    }
    assert found == REFERENCES.keys()


def hold(graph: Graph, store: CypherStore) -> None:
    """Every query, with every set of parameters, answers as its reference does."""
    world, answered = World(graph), 0
    for query in QUERIES:
        filled = 0
        for parameters in parameters_of(query, graph):
            answer = store.query(query.text, parameters)
            rows = [[number(value) for value in row] for row in answer.rows]
            expected = REFERENCES[query.name](world, **parameters)
            assert rows == expected, (query.name, parameters)
            assert answer.columns in ([], list(query.columns)), query.name
            filled += bool(rows)
        answered += filled > 0
    assert answered > 0.75 * len(QUERIES), "the graph says too little to compare answers"


def parameters_of(query: SavedQuery, graph: Graph) -> Iterator[dict[str, Any]]:
    """The defaults, then each parameter with values that the graph has, alone and together with the others."""
    values = {each.name: _some(_values(each.name, each.type, graph)) for each in query.parameters}
    first = {each.name: values[each.name][0] if each.default is None else each.default for each in query.parameters}
    yield first
    yield from (first | {name: value} for name, options in values.items() for value in options)
    if len(values) > 1:
        for turn in range(12):
            # They go round at different paces, so that they meet in more than one way.
            rounds = enumerate(values.items(), 1)
            yield {name: options[turn * pace % len(options)] for pace, (name, options) in rounds}


def _some(values: Sequence[Any]) -> Sequence[Any]:
    """Some dozen of the values, from first to last."""
    return values[:: max(1, len(values) // 12)]


def _values(name: str, type: str, graph: Graph) -> list[Any]:
    if type == "place":
        return sorted(graph.places)
    if type == "measure":
        return sorted({fact.predicate for fact in graph.facts.values() if hasattr(fact, "unit")})
    return {
        "level": LEVELS,
        "integer": (1, 2, 5),
        "string": {"year": ("2021", "2020", "1999"), "page": sorted(graph.documents), "fact": sorted(graph.facts)}.get(
            name, ()
        ),
    }[type]
