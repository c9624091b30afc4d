import json
from pathlib import Path
from typing import Any

import pytest
from store_sample import small_graph

from kg.errors import QueryError
from kg.store.embedded import EmbeddedStore
from kg.store.neo4j import Neo4jStore
from kg.store.saved import SavedQuery, find_query, read_query, saved_queries

QUERIES = saved_queries()
ANSWERS: list[dict[str, Any]] = [
    json.loads(line) for line in (Path(__file__).parent / "answers.jsonl").read_text(encoding="utf-8").splitlines()
]


@pytest.mark.parametrize("case", ANSWERS, ids=lambda case: " ".join([case["query"], *map(str, case["given"].values())]))
def test_the_answer(embedded: EmbeddedStore, case: dict[str, Any]) -> None:
    query = find_query(case["query"])
    answer = query.ask(embedded, case["given"])
    assert answer.columns == list(query.columns)
    assert answer.rows == case["rows"]


def test_neo4j_gives_the_same_answers(neo4j_store: Neo4jStore) -> None:
    neo4j_store.load(small_graph())
    for case in ANSWERS:
        query = find_query(case["query"])
        answer = query.ask(neo4j_store, case["given"])
        assert (answer.columns, answer.rows) == (list(query.columns), case["rows"]), case


def test_each_answer_is_of_a_query() -> None:
    assert {case["query"] for case in ANSWERS} <= {query.name for query in QUERIES}


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.name)
def test_each_query_says_what_it_asks(query: SavedQuery) -> None:
    assert query.question_zh.endswith("？")
    assert query.question_en.endswith("?")
    assert query.columns
    for parameter in query.parameters:
        assert f"${parameter.name}" in query.text
        assert (parameter.default is None) != (parameter.example is None)


@pytest.mark.parametrize(
    ("name", "given", "words"),
    [
        ("path", {"to": "重庆"}, "needs from. For example: kg query path --param from=济南市 --param to=重庆市"),
        (
            "whom_assists",
            {"plaice": "重庆"},
            "takes no plaice. For example: kg query whom_assists --param place=山东省",
        ),
        (
            "measure_ranking",
            {"measure": "has_workshops", "limit": "many"},
            "limit must be of type integer, not 'many'.",
        ),
    ],
    ids=["missing", "unknown", "type"],
)
def test_parameters_that_do_not_fit(name: str, given: dict[str, str], words: str, embedded: EmbeddedStore) -> None:
    with pytest.raises(QueryError) as error:
        find_query(name).bind(given, embedded)
    assert words in str(error.value)


def test_parameters_are_typed_and_have_defaults(embedded: EmbeddedStore) -> None:
    assert find_query("measure_ranking").bind({"measure": "扶贫车间数", "limit": "3"}, embedded) == {
        "measure": "has_workshops",
        "level": "",
        "limit": 3,
    }


def test_a_name_that_is_nearly_right() -> None:
    with pytest.raises(QueryError, match=r"no saved query who_asists. Did you mean who_assists"):
        find_query("who_asists")


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(QueryError, match=r"can't be read"):
        find_query(str(tmp_path / "mine.cypher"))


def test_a_file_without_a_head_takes_what_it_is_given(tmp_path: Path, embedded: EmbeddedStore) -> None:
    path = tmp_path / "mine.cypher"
    path.write_text("MATCH (p:Place {id: $id}) RETURN p.name AS name", encoding="utf-8")
    assert find_query(str(path)).ask(embedded, {"id": "500000"}).rows == [["重庆市"]]


def test_a_parameter_line_that_is_not_understood(tmp_path: Path) -> None:
    path = tmp_path / "mine.cypher"
    path.write_text("// en: What?\n// param place text: where\nRETURN 1", encoding="utf-8")
    with pytest.raises(QueryError, match=r"'place text: where' of .* is not understood. Write it as: param NAME"):
        read_query(path)
