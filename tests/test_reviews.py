"""Reviews: what readers said of facts, in builds and as gold."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from commands import STORIES, Kg, one_line

from kg.errors import UsageError
from kg.gold import gold_records
from kg.model import Fact
from kg.records import GRAPH, read_graph
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
    ("line", "why"),
    [
        ("{", "Expecting property name"),
        ("[]", "it is no JSON object"),
        ('{"fact": "a"}', "it has no verdict and no when and no confidence"),
        ('{"fact": "a", "verdict": "yes", "when": "", "confidence": 1}', "the verdict is 'yes', not accepted, reject"),
        ('{"fact": "a", "verdict": [], "when": "", "confidence": 1}', r"the verdict is \[\], not accepted"),
        ('{"fact": "a", "verdict": "open", "when": "", "confidence": null}', "its confidence is no number from 0 to 1"),
        ('{"fact": 1, "verdict": "open", "when": "", "confidence": 1}', "its fact is no id"),
        ('{"fact": "a", "verdict": "open", "when": "", "confidence": 1, "page": 2}', "'page' is no part of one"),
        ('{"fact": "a", "verdict": "open", "when": "", "confidence": 1, "records": {}}', "its records are no list"),
    ],
)
def test_a_line_that_is_no_review_is_told_with_its_number(tmp_path: Path, line: str, why: str) -> None:
    path = tmp_path / "reviews.jsonl"
    append_review(path, Review("a", Verdict.ACCEPTED, WHEN, 1.0))
    path.write_text(path.read_text(encoding="utf-8") + line + "\n", encoding="utf-8")
    with pytest.raises(UsageError, match=f"line 2: not a review: {why}"):
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


@pytest.fixture
def reviewed(kg: Kg, tmp_path: Path) -> tuple[Path, Path, Review]:
    """A graph of the stories without a rejected fact of the second, the file of reviews, and the review."""
    file, folder = tmp_path / "said.jsonl", tmp_path / "graph"
    kg("build", *STORIES, "--store", folder)
    rejected = review_of(folder, "has_workshops", Verdict.REJECTED)
    assert {record["doc"] for record in rejected.records} == {STORIES[1].stem}
    append_review(file, rejected)
    return folder, file, rejected


def test_an_update_heeds_reviews_of_pages_that_are_not_given(
    kg: Kg, reviewed: tuple[Path, Path, Review], tmp_path: Path
) -> None:
    folder, file, rejected = reviewed
    done = kg("update", STORIES[0], "--store", folder, "--reviews", file)
    assert "Reviews: 1 rejected and left out, 0 accepted." in done.err
    kg("build", *STORIES, "--store", tmp_path / "anew", "--reviews", file)
    assert rejected.fact not in facts_of(folder)
    assert Path(folder, GRAPH).read_bytes() == Path(tmp_path, "anew", GRAPH).read_bytes()


@pytest.mark.parametrize("between", [None, ["retract", STORIES[0].stem], ["load"], ["analyse", "--write"]])
def test_a_graph_remembers_its_reviews(between: list[str] | None, kg: Kg, reviewed: tuple[Path, Path, Review]) -> None:
    folder, file, rejected = reviewed
    kg("build", *STORIES, "--store", folder, "--reviews", file)
    file.unlink()
    if between:
        assert kg(*between, "--store", folder).status == 0
    done = kg("update", STORIES[1], "--store", folder)
    assert "Reviews: 1 rejected and left out" in done.err
    assert rejected.fact not in facts_of(folder)


def test_an_update_names_the_pages_whose_facts_come_back_only_with_them(
    kg: Kg, reviewed: tuple[Path, Path, Review]
) -> None:
    folder, file, rejected = reviewed
    kg("build", *STORIES, "--store", folder, "--reviews", file)
    append_review(file, replace(rejected, verdict=Verdict.OPEN))
    assert (
        f"Update these, too: {STORIES[1].stem}\n" in kg("update", STORIES[0], "--store", folder, "--reviews", file).err
    )
    assert rejected.fact not in facts_of(folder)
    assert "Update these" not in kg("update", STORIES[1], "--store", folder).err
    assert rejected.fact in facts_of(folder)
    append_review(file, replace(rejected, verdict=Verdict.REJECTED))
    kg("update", STORIES[0], "--store", folder, "--reviews", file)
    append_review(file, replace(rejected, verdict=Verdict.ACCEPTED))
    assert "Update these, too" in kg("update", STORIES[0], "--store", folder, "--reviews", file).err


def test_an_accepted_fact_of_a_page_that_is_not_given_becomes_sure(kg: Kg, story_graph: Path, tmp_path: Path) -> None:
    file, folder = tmp_path / "said.jsonl", tmp_path / "graph"
    kg("build", *STORIES, "--store", folder)
    id, fact = min(facts_of(folder).items(), key=lambda item: item[1].confidence)
    append_review(file, Review(id, Verdict.ACCEPTED, WHEN, fact.confidence))
    other = next(page for page in STORIES if page.stem != fact.evidence[0].doc)
    kg("update", other, "--store", folder, "--reviews", file, "--min-confidence", 0.99)
    assert facts_of(folder)[id].confidence == 1


@pytest.mark.parametrize("command", ["build", "update"])
def test_reviews_beside_the_graph_that_are_not_named_are_told(
    command: str, kg: Kg, reviewed: tuple[Path, Path, Review], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, file, _ = reviewed
    monkeypatch.chdir(folder.parent)
    file.rename("reviews.jsonl")
    said = "reviews.jsonl has 1 verdict that this graph does not heed. Add --reviews reviews.jsonl, then it does."
    assert said in kg(command, *STORIES).err
    assert "heed" not in kg(command, *STORIES, "--reviews", "reviews.jsonl").err
    assert "heed" not in kg("update", STORIES[0]).err


def test_a_build_that_drops_the_reviews_of_the_former_graph_says_so(
    kg: Kg, reviewed: tuple[Path, Path, Review]
) -> None:
    folder, file, _ = reviewed
    kg("build", *STORIES, "--store", folder, "--reviews", file)
    done = kg("build", *STORIES, "--store", folder)
    assert "The former graph heeded 1 verdict that this one does not. Add --reviews FILE, then it does." in done.err
    assert "heeded" not in kg("build", *STORIES, "--store", folder).err
