"""Facts and graphs to JSON lines and back: nothing is lost, and what is no graph is told in one line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg import pipeline
from kg.errors import StoreError
from kg.model import Entity, Evidence, Observation, Relation
from kg.records import GRAPH, read_graph, record_of, write_graph
from kg.resources import samples_dir

EVIDENCE = (Evidence("a", 3, 9, "汶川县已有21个扶贫车间复工", "figure"),)
WENCHUAN = Entity("Place", "汶川县", "513221")


def test_a_figure_as_a_record() -> None:
    fact = Observation(WENCHUAN, "has_workshops", 21, "count", EVIDENCE, low=21, high=21, period="../2020-04-24")
    record = record_of(fact)
    assert record == {
        "doc": "a", "kind": "observation", "subject": {"type": "Place", "name": "汶川县", "id": "513221"},
        "predicate": "has_workshops", "value": 21, "unit": "count", "approx": "exact", "low": 21, "high": 21,
        "period": "../2020-04-24", "confidence": 1.0, "quote": "汶川县已有21个扶贫车间复工",
        "start": 3, "end": 9, "rule": "figure",
    }  # fmt: skip


def test_what_is_not_known_is_left_out() -> None:
    record = record_of(Relation(Entity("Person", "余秀兰"), "holds_position", "绣娘", EVIDENCE))
    assert record["object"] == "绣娘"
    assert record["subject"] == {"type": "Person", "name": "余秀兰"}
    assert not {"period", "value", "population", "counterpart"} & record.keys()


def test_a_whole_number_is_an_integer() -> None:
    record = record_of(Observation(WENCHUAN, "growth", 4.0, "ratio", EVIDENCE, low=4.5))
    assert json.dumps([record["value"], record["low"]]) == "[4, 4.5]"


def test_a_graph_survives_its_file(tmp_path: Path) -> None:
    graph = pipeline.build(sorted(samples_dir().glob("s0*")), pipeline.Run())
    write_graph(graph, tmp_path)
    once, read = (tmp_path / GRAPH).read_bytes(), read_graph(tmp_path)
    assert read == graph
    write_graph(read, tmp_path)
    assert (tmp_path / GRAPH).read_bytes() == once


def test_each_line_is_one_thing_under_its_kind_and_id(tmp_path: Path) -> None:
    graph = pipeline.build(sorted(samples_dir().glob("s02*")), pipeline.Run())
    write_graph(graph, tmp_path)
    lines = [json.loads(line) for line in (tmp_path / GRAPH).read_text(encoding="utf-8").splitlines()]
    parts = len(graph.documents) + len(graph.entities) + len(graph.places) + len(graph.facts)
    assert len(lines) == parts
    assert {line["kind"] for line in lines} == {"document", "entity", "place", "observation", "relation"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("not JSON\n", "line 1"),
        ('{"kind": "place", "id": "1", "record": {"id": "1"}}\n', "line 1"),
        ('{"kind": "poem", "id": "1", "record": {}}\n', "line 1"),
        ("[]\n", "line 1"),
        ('{"kind": "entity", "id": "1", "record": {"type": "Place", "name": "汶川县", "id": "1"}}\n\n', "line 2"),
    ],
)
def test_what_is_no_graph_is_told_with_its_line(text: str, said: str, tmp_path: Path) -> None:
    (tmp_path / GRAPH).write_text(text, encoding="utf-8")
    with pytest.raises(StoreError, match=rf"graph\.jsonl, {said}: not a graph that kg wrote: .*Build it again"):
        read_graph(tmp_path)


def test_a_graph_that_is_not_there_says_how_to_build_one(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"There is no graph in .*kg build PATH"):
        read_graph(tmp_path)


def test_a_file_that_is_not_text(tmp_path: Path) -> None:
    (tmp_path / GRAPH).write_bytes(b"\xff\xfe\x00binary")
    with pytest.raises(StoreError, match="not a graph that kg wrote"):
        read_graph(tmp_path)
