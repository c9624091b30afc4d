"""The texts that a build keeps beside the graph."""

from __future__ import annotations

from pathlib import Path

from kg.records import read_graph
from kg.texts import Texts


def test_each_fact_is_found_again_in_its_page_s_text(story_graph: Path) -> None:
    texts = Texts(story_graph)
    told = [evidence for fact in read_graph(story_graph).facts.values() for evidence in fact.evidence]
    for evidence in told:
        text = texts.of(evidence.doc)
        assert text is not None
        start, end = text.marks[evidence.start, evidence.end]
        assert evidence.quote in text.clean[start:end]


def test_the_ledger_stands_beside_the_text(story_graph: Path) -> None:
    text = Texts(story_graph).of("s02_wenchuan_workshops")
    assert text is not None
    numbers = [row for row in text.ledger if row.start is not None]
    assert numbers
    assert all(text.clean[row.start : row.end] == row.number for row in numbers)
    assert any(row.fate == "fact" and "has_workshops" in row.why for row in numbers)


def test_a_graph_without_texts_has_none(tmp_path: Path) -> None:
    assert Texts(tmp_path).of("page") is None
