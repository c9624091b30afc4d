"""The saved queries in SPARQL answer as the Cypher ones of the same names do, row by row."""

from __future__ import annotations

import json
import runpy
from pathlib import Path, PurePath
from typing import Any

import pytest

from kg import ontology, pipeline
from kg.errors import QueryError
from kg.model import Entity, Graph, Observation, Relation
from kg.resources import samples_dir
from kg.shape import triples
from kg.shape.sparql import Dataset, SavedQuery, find_query, saved_queries
from kg.store.embedded import EmbeddedStore
from kg.store.saved import find_query as find_cypher
from kg.store.saved import saved_queries as cypher_queries

ROOT = Path(__file__).parents[2]
SMALL = runpy.run_path(str(ROOT / "tests" / "store" / "store_sample.py"))["small_graph"]
MADE = runpy.run_path(str(ROOT / "bench" / "made_graph.py"))["made_graph"]
QUERIES = saved_queries()
SHORTEST_PATH = "path"
"""SPARQL has no paths as values, only whether there is one."""
ANSWERS = [
    case
    for line in (ROOT / "tests" / "store" / "answers.jsonl").read_text(encoding="utf-8").splitlines()
    if (case := json.loads(line))["query"] in {query.name for query in QUERIES}
]


def dataset(graph: Graph) -> Dataset:
    return Dataset(triples(graph), ontology.default_path())


def told(query: str, rows: list[list[Any]]) -> list[list[Any]]:
    """Rows as both languages can have them: an export tells a page's file, and not the folder where it lay."""
    source = find_query(query).columns.index("source") if query == "pages" else None
    return [[PurePath(cell).name if at == source else cell for at, cell in enumerate(row)] for row in rows]


@pytest.fixture(scope="module")
def small() -> Dataset:
    return dataset(SMALL())


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.name)
def test_a_query_has_the_head_of_the_cypher_one(query: SavedQuery) -> None:
    cypher = find_cypher(query.name)
    assert query.columns == cypher.columns
    assert query.parameters == cypher.parameters
    assert (query.question_zh, query.question_en) == (cypher.question_zh, cypher.question_en)


def test_there_are_a_dozen() -> None:
    assert len(QUERIES) >= 12
    assert SHORTEST_PATH in {query.name for query in cypher_queries()} - {query.name for query in QUERIES}


@pytest.mark.parametrize("case", ANSWERS, ids=lambda case: " ".join([case["query"], *map(str, case["given"].values())]))
def test_the_answer_is_that_of_the_cypher_query(small: Dataset, case: dict[str, Any]) -> None:
    answer = find_query(case["query"]).ask(small, case["given"])
    assert tuple(answer.columns) == find_query(case["query"]).columns
    assert answer.rows == told(case["query"], case["rows"])


@pytest.mark.parametrize("name", ["samples", "1"])
def test_both_languages_answer_the_same(name: str, tmp_path: Path) -> None:
    """On the sample pages, and on graphs made from a seed: every query, for several places and measures."""
    graph = pipeline.build([samples_dir()], pipeline.Run()) if name == "samples" else MADE(100, int(name))
    data, asked = dataset(graph), 0
    with EmbeddedStore(tmp_path / "graph") as store:
        store.load(graph)
        for query in QUERIES:
            for given in _cases(query, graph):
                rows = find_cypher(query.name).ask(store, given).rows
                assert query.ask(data, given).rows == told(query.name, rows), f"{query.name} {given}"
                asked += bool(rows)
    assert asked >= 12


def _cases(query: SavedQuery, graph: Graph) -> list[dict[str, str]]:
    """What to ask a query for: the places and measures of some facts."""
    cases: dict[tuple[tuple[str, str], ...], None] = {}
    facts = [fact for fact in graph.facts.items() if fact[1].subject.type == "Place"]
    for id, fact in facts[:: max(len(facts) // 4, 1)]:
        other = fact.object if isinstance(fact, Relation) else fact.counterpart
        place, far = str(fact.subject.id), str(other.id if isinstance(other, Entity) else fact.subject.id)
        values = {
            "place": place, "giver": place, "receiver": far, "fact": id, "level": "county",
            "province": f"{place[:2]}0000" if place[:2].isdigit() else "500000", "limit": "7",
            "measure": fact.predicate if isinstance(fact, Observation) else "has_workshops",
        }  # fmt: skip
        cases[tuple((each.name, values[each.name]) for each in query.parameters)] = None
    return [dict(case) for case in cases]


@pytest.mark.parametrize(
    ("text", "columns", "rows"),
    [
        ("SELECT ?name { place:370000 rdfs:label ?name } ORDER BY ?name", ["name"], [["Shandong"], ["山东省"]]),
        ("ASK { place:370000 aid:assists place:500000 }", ["answer"], [[True]]),
        (
            "CONSTRUCT { ?b aid:isAssistedBy ?a } WHERE { ?a aid:assists ?b . FILTER (?b = place:500154) }",
            ["subject", "predicate", "object"],
            [["place:500154", "aid:isAssistedBy", "place:370100"]],
        ),
        (
            "SELECT ?label { aid:has_workshops rdfs:label ?label } ORDER BY ?label LIMIT 1",
            ["label"],
            [["has workshops"]],
        ),
    ],
)
def test_any_query(small: Dataset, text: str, columns: list[str], rows: list[list[Any]]) -> None:
    assert small.query(text) == (columns, rows)


@pytest.mark.parametrize("text", ["SELECT", "DELETE WHERE { ?s ?p ?o }", "INSERT DATA { <a:b> <a:c> <a:d> }"])
def test_a_query_that_is_wrong_or_would_write_is_told(small: Dataset, text: str) -> None:
    with pytest.raises(QueryError, match=r"The query failed: "):
        small.query(text)


def test_a_parameter_is_a_text_and_no_part_of_the_query(small: Dataset) -> None:
    assert small.query("SELECT ?p { ?p dcterms:identifier $id }", {"id": '" } DELETE WHERE { ?s ?p ?o'}).rows == []
    with pytest.raises(QueryError, match=r"limit must be of type integer"):
        find_query("measure_ranking").ask(small, {"measure": "has_workshops", "limit": "1 } #"})
