"""Who may come in, and the headers of safety."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
from commands import Kg, one_line
from serve_client import HOST, client_of
from starlette.testclient import TestClient

from kg.serve.guard import HEADERS, Door, is_loopback


def test_every_answer_has_the_headers_of_safety(pages: TestClient) -> None:
    answers = [
        pages.get(path) for path in ("/", "/en/overview", "/en/none", "/en/overview.json", "/assets/explorer.css")
    ]
    answers += [pages.get("/en/overview", headers={"Host": "evil.example"}), pages.post("/en/review")]
    for answer in answers:
        assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS, answer.url
    policy = HEADERS["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy


def test_pages_have_no_script_or_style_of_their_own(pages: TestClient) -> None:
    page = pages.get("/en/place?id=500000").text
    assert "<script>" not in page
    assert "style=" not in page
    assert " onclick" not in page


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1", 200), ("127.0.0.1:8000", 200), ("localhost:9", 200), ("[::1]:8000", 200), ("evil.example", 421),
        ("evil.example:8000", 421), ("127.0.0.1.evil.example", 421), ("localhost@evil.example", 421), ("", 421),
        ("192.0.2.7", 421),
    ],
)  # fmt: skip
def test_only_the_names_of_the_list_are_answered(pages: TestClient, host: str, status: int) -> None:
    assert pages.get("/en/overview", headers={"Host": host}).status_code == status


def test_bound_to_all_addresses_any_number_is_its_name_and_no_other_word() -> None:
    door = Door.of("0.0.0.0", ["kg.example"], "word")
    assert [door.knows(each) for each in ("192.0.2.7:80", "kg.example", "evil.example")] == [True, True, False]


def test_a_token_is_asked_for_and_becomes_a_cookie(story_graph: Path, tmp_path: Path) -> None:
    client = client_of(story_graph, tmp_path / "r.jsonl", Door.of("127.0.0.1", token="a word & more"))
    assert client.get("/en/overview").status_code == 401
    assert client.get("/en/overview?token=wrong").status_code == 401
    assert client.get("/en/overview", headers={"Authorization": "Bearer a word & more"}).status_code == 200
    entered = client.get("/en/place?id=500000&token=a+word+%26+more")
    assert entered.status_code == 303
    assert entered.headers["location"] == "/en/place?id=500000"
    cookie = entered.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert client.get("/en/overview").status_code == 200, "by the cookie"
    away = client.get(f"{HOST}//evil.example/?token=a+word+%26+more")
    assert away.headers["location"] == "/evil.example/", "a path of this server"


@pytest.mark.parametrize("origin", [None, "http://evil.example", "null", "https://127.0.0.1:8001", "http://127.0.0.1"])
def test_a_review_from_elsewhere_is_refused(pages: TestClient, origin: str | None) -> None:
    headers = {"Origin": origin} if origin else {}
    assert pages.post("/en/review", data={"fact": "x", "verdict": "rejected"}, headers=headers).status_code == 403


def test_what_is_loopback() -> None:
    assert [is_loopback(each) for each in ("127.0.0.1", "::1", "localhost", "127.9.9.9")] == [True] * 4
    assert [is_loopback(each) for each in ("0.0.0.0", "::", "192.0.2.1", "kg.example")] == [False] * 4


def test_another_address_without_a_token_is_refused(kg: Kg, story_graph: Path) -> None:
    done = kg("serve", "--store", story_graph, "--host", "0.0.0.0", "--port", 0)
    assert done.status == 2
    assert "--token" in one_line(done)


def test_a_port_that_is_taken_is_told(kg: Kg, story_graph: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = kg("serve", "--store", story_graph, "--port", taken.getsockname()[1])
    assert done.status == 2
    assert "--port 0" in one_line(done)


def test_a_folder_without_a_graph_is_told(kg: Kg, tmp_path: Path) -> None:
    done = kg("serve", "--store", tmp_path / "none", "--port", 0)
    assert done.status == 1
    assert "kg build" in one_line(done)
