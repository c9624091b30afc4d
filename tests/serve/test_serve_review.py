"""Reviews that are given on a page."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from commands import Kg
from httpx2 import Response
from serve_client import HOST, client_of
from starlette.testclient import TestClient

from kg.records import read_graph
from kg.reviews import Verdict, read_reviews
from kg.serve import server


def send(client: TestClient, **said: str) -> Response:
    answer: Response = client.post("/en/review", data=said, headers={"Origin": HOST})
    return answer


def first_fact(folder: Path) -> str:
    return min(read_graph(folder).facts)


def test_a_verdict_is_kept_shown_and_taken_back(story_graph: Path, tmp_path: Path) -> None:
    file, fact = tmp_path / "reviews.jsonl", first_fact(story_graph)
    client = client_of(story_graph, file)
    done = send(client, fact=fact, verdict="accepted", note="so it says", to="fact", back=f"id={fact}")
    assert (done.status_code, done.headers["location"]) == (303, f"/en/fact?id={fact}")
    kept = read_reviews(file).of(fact)
    assert kept is not None
    assert (kept.verdict, kept.who, kept.note) == (Verdict.ACCEPTED, "R", "so it says")
    assert kept.records
    assert "accepted" in client.get(f"/en/fact?id={fact}").text
    assert client.get("/en/review.json?show=accepted").json()["facts"]["items"][0]["id"] == fact
    send(client, fact=fact, verdict="open")
    assert read_reviews(file).of(fact) is None
    assert client.get("/en/review.json").json()["counts"]["accepted"] == 0


def test_reviews_of_an_earlier_time_are_there(story_graph: Path, tmp_path: Path) -> None:
    file, fact = tmp_path / "reviews.jsonl", first_fact(story_graph)
    send(client_of(story_graph, file), fact=fact, verdict="rejected")
    later = client_of(story_graph, file).get(f"/en/fact.json?id={fact}").json()
    assert later["fact"]["verdict"] == "rejected"


def test_a_wrong_review_changes_nothing(story_graph: Path, tmp_path: Path) -> None:
    file, fact = tmp_path / "reviews.jsonl", first_fact(story_graph)
    client = client_of(story_graph, file)
    assert send(client, fact="none", verdict="accepted").status_code == 400
    assert send(client, fact=fact, verdict="perhaps").status_code == 400
    assert send(client, fact=fact, verdict="accepted", note="x" * 20_000).status_code == 413
    assert client.get(f"/en/review?fact={fact}&verdict=accepted").status_code == 200
    assert not file.exists(), "no review by GET"


def test_a_review_never_leads_elsewhere(story_graph: Path, tmp_path: Path) -> None:
    client = client_of(story_graph, tmp_path / "reviews.jsonl")
    for back in ("https://evil.example", "//evil.example", "\r\nSet-Cookie: a=b"):
        answer = send(client, fact=first_fact(story_graph), verdict="accepted", to=back, back=back)
        assert answer.headers["location"].startswith("/en/fact")
        assert "set-cookie" not in answer.headers


def test_a_file_that_can_t_be_written_is_told(story_graph: Path, tmp_path: Path) -> None:
    answer = send(
        client_of(story_graph, tmp_path / "none" / "reviews.jsonl"), fact=first_fact(story_graph), verdict="open"
    )
    assert answer.status_code == 500
    assert "can't be written" in answer.text


def test_a_note_of_any_text_is_one_line_of_json(story_graph: Path, tmp_path: Path) -> None:
    file = tmp_path / "reviews.jsonl"
    send(client_of(story_graph, file), fact=first_fact(story_graph), verdict="accepted", note="one\ntwo\u2028</script>")
    lines = file.read_text(encoding="utf-8").split("\n")
    assert len([line for line in lines if line]) == 1
    assert json.loads(lines[0])["note"] == "one\ntwo\u2028</script>"


def test_the_end_says_how_a_graph_heeds_the_reviews(
    story_graph: Path, tmp_path: Path, kg: Kg, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, fact = tmp_path / "reviews.jsonl", first_fact(story_graph)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(server, "serve", lambda *_: send(client_of(story_graph, file), fact=fact, verdict="rejected"))
    done = kg("serve", "--store", story_graph, "--reviews", file)
    assert done.err == "reviews.jsonl has 1 verdict to heed: kg build PATH... --reviews reviews.jsonl\n"
    monkeypatch.setattr(server, "serve", lambda *_: send(client_of(story_graph, file), fact=fact, verdict="open"))
    assert kg("serve", "--store", story_graph, "--reviews", file).err == ""
