"""Reviews: what readers said of facts, in builds and as gold."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from commands import STORIES, Kg, one_line

from kg.errors import UsageError
from kg.gold import gold_records
from kg.model import Fact
from kg.records import read_graph
from kg.reviews import Review, Reviews, Verdict, append_review, read_reviews

WHEN = "2026-01-01T00:00:00Z"


def review_of(graph_folder: Path, predicate: str, verdict: Verdict) -> Review:
    """A verdict on the first fact of a predicate."""
    id, fact = next(item for item in sorted(read_graph(graph_folder).facts.items()) if item[1].predicate == predicate)
    return Review(id, verdict, WHEN, fact.confidence, gold_records(fact))


def facts_of(folder: Path) -> dict[str, Fact]:
    return read_graph(folder).facts


def test_the_last_verdict_on_a_fact_counts_and_an_open_one_takes_it_back(tmp_path: Path) -> None:
    path = tmp_path / "reviews.jsonl"
    for fact, verdict in (("a", "accepted"), ("a", "rejected"), ("b", "accepted"), ("b", "open")):
        append_review(path, Review(fact, Verdict(verdict), WHEN, 0.7))
    reviews = read_reviews(path)
    assert [(each.fact, each.verdict) for each in reviews] == [("a", Verdict.REJECTED)]


def test_a_review_survives_its_file(tmp_path: Path) -> None:
    path, review = tmp_path / "r.jsonl", Review("a", Verdict.ACCEPTED, WHEN, 0.5, [{"doc": "p"}], "R", "半句 \ud83d")
    append_review(path, review)
    assert list(read_reviews(path)) == [review]


@pytest.mark.parametrize(
    "line", ["{", "[]", '{"fact": "a"}', '{"fact": "a", "verdict": "yes", "when": "", "confidence": 1}']
)
def test_a_line_that_is_no_review_is_told_with_its_number(tmp_path: Path, line: str) -> None:
    path = tmp_path / "reviews.jsonl"
    append_review(path, Review("a", Verdict.ACCEPTED, WHEN, 1.0))
    path.write_text(path.read_text(encoding="utf-8") + line + "\n", encoding="utf-8")
    with pytest.raises(UsageError, match="line 2: not a review"):
        read_reviews(path)


def test_a_build_leaves_out_what_was_rejected_and_keeps_what_was_accepted_at_any_cut(
    kg: Kg, story_graph: Path, tmp_path: Path
) -> None:
    file, folder = tmp_path / "reviews.jsonl", tmp_path / "graph"
    least = min(facts_of(story_graph).items(), key=lambda item: item[1].confidence)
    rejected = review_of(story_graph, "assists", Verdict.REJECTED)
    append_review(file, rejected)
    append_review(file, Review(least[0], Verdict.ACCEPTED, WHEN, least[1].confidence))
    append_review(file, Review("0" * 16, Verdict.REJECTED, WHEN, 0.9))
    done = kg("build", *STORIES, "--store", folder, "--reviews", file, "--min-confidence", 1)
    assert "Reviews: 1 rejected and left out, 1 accepted, 1 of facts that these pages do not say." in done.err
    built = facts_of(folder)
    assert rejected.fact not in built
    assert built[least[0]].confidence == 1
    assert least[1].confidence < 1, "the sample has a fact that the cut takes"
    others = {id for id, fact in facts_of(story_graph).items() if fact.confidence == 1} - {rejected.fact}
    assert built.keys() == others | {least[0]}


def test_a_rejected_fact_leaves_no_thing_behind_that_only_it_names(kg: Kg, story_graph: Path, tmp_path: Path) -> None:
    file, folder = tmp_path / "reviews.jsonl", tmp_path / "graph"
    person = next(id for id, fact in facts_of(story_graph).items() if fact.predicate == "published_by")
    named = facts_of(story_graph)[person]
    append_review(file, Review(person, Verdict.REJECTED, WHEN, 1.0))
    kg("build", *STORIES, "--store", folder, "--reviews", file)
    gone = read_graph(story_graph).entities.keys() - read_graph(folder).entities.keys()
    assert gone == {f"Organization/{named.object.id}"}  # type: ignore[union-attr]


def test_gold_has_the_accepted_facts_leaves_out_the_rejected_and_asks_for_no_other(
    kg: Kg, story_graph: Path, tmp_path: Path
) -> None:
    file = tmp_path / "reviews.jsonl"
    accepted = review_of(story_graph, "has_workshops", Verdict.ACCEPTED)
    rejected = review_of(story_graph, "resumed_workshops", Verdict.REJECTED)
    append_review(file, accepted)
    append_review(file, rejected)
    lines = kg("export", "gold", "-", "--store", story_graph, "--reviews", file).out.splitlines()
    gold = [json.loads(line) for line in lines]
    assert [each for each in gold if not each.get("optional")] == accepted.records
    assert not [each for each in gold if {**each, "optional": None} == {**rejected.records[0], "optional": None}]
    assert {each["doc"] for each in gold} == {"s02_wenchuan_workshops"}, "a page without a review is not scored"
    assert all("id" not in each["subject"] for each in gold if each["subject"]["type"] != "Place")


def test_the_scorer_reads_the_gold(kg: Kg, shared: Path, story_graph: Path, tmp_path: Path) -> None:
    file, gold, facts = tmp_path / "reviews.jsonl", tmp_path / "gold.jsonl", tmp_path / "facts.jsonl"
    append_review(file, review_of(story_graph, "has_workshops", Verdict.ACCEPTED))
    append_review(file, review_of(story_graph, "resumed_workshops", Verdict.REJECTED))
    kg("export", "gold", gold, "--store", story_graph, "--reviews", file)
    kg("extract", *STORIES, "-o", facts)
    scored = subprocess.run(
        [sys.executable, shared / "gold" / "score.py", gold, facts, "--json"], capture_output=True, check=True
    )
    score = json.loads(scored.stdout)
    assert (score["gold"], score["strict"]) == (1, [0.5, 1.0, 0.6667]), "the rejected fact counts against the rules"


def test_gold_without_reviews_is_refused_in_one_line(kg: Kg, story_graph: Path, tmp_path: Path) -> None:
    done = kg("export", "gold", tmp_path / "gold.jsonl", "--store", story_graph)
    assert done.status == 2
    assert "--reviews FILE" in one_line(done)


def test_a_file_of_reviews_that_is_not_there_is_told_before_the_build(kg: Kg, tmp_path: Path) -> None:
    done = kg("build", *STORIES, "--store", tmp_path / "graph", "--reviews", tmp_path / "none.jsonl")
    assert done.status == 2
    assert "none.jsonl can't be read" in one_line(done)


def test_no_review_changes_nothing() -> None:
    assert Reviews().least_confidence(0.5) == 0.5
    assert not list(Reviews())
