"""Questions: answers, and what happens to those that take too long, too much, or what is not theirs."""

from __future__ import annotations

import json
import os
from pathlib import Path
from urllib.parse import quote

import pytest
from serve_client import SECONDS, client_of
from starlette.testclient import TestClient
from test_readable import lines

ENDLESS = "MATCH (a),(b),(c),(d),(e) WHERE a.id + b.id + c.id + d.id + e.id = 'none' RETURN count(*)"


def ask(client: TestClient, cypher: str) -> dict[str, object]:
    answer: dict[str, object] = client.get(f"/en/query.json?cypher={quote(cypher)}").json()["answer"]
    return answer


def is_well(client: TestClient) -> bool:
    """Whether one of the next questions is answered; a worker that is started anew may be waited for."""
    return any(ask(client, "RETURN 1 AS one").get("rows") == [[1]] for _ in range(5))


def workers_of(process: int) -> set[int]:
    """The processes that answer queries, which are children of this one; Linux tells it."""
    found = set()
    for each in filter(str.isdecimal, os.listdir("/proc")):
        try:
            line = Path(f"/proc/{each}/cmdline").read_bytes()
            parent = int(Path(f"/proc/{each}/stat").read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
        if b"kg.serve.worker" in line and parent == process:
            found.add(int(each))
    return found


def test_a_saved_query_answers_as_table_picture_and_data(asking: TestClient) -> None:
    path = f"query?name=who_assists&p_place={quote('重庆')}"
    page = asking.get(f"/en/{path}").text
    assert '<svg class="answer"' in page
    assert page.count('class="box Place"') == 2
    assert "山东省" in asking.get(f"/{path.replace('query', 'query.csv')}").text
    data = asking.get(f"/{path.replace('query', 'query.json')}").json()
    assert data["answer"]["rows"][0][data["answer"]["columns"].index("giver_id")] == "370000"


def test_nodes_and_relationships_of_an_answer_are_drawn(asking: TestClient) -> None:
    cypher = "MATCH (a:Place)-[r:ASSISTS]->(b:Place) RETURN a, r, b ORDER BY a.id, b.id LIMIT 5"
    picture = asking.get(f"/en/query.json?cypher={quote(cypher)}").json()["picture"]
    assert len(picture["lines"]) == 5
    assert {each["type"] for each in picture["lines"]} == {"ASSISTS"}


def test_numbers_that_tie_nothing_are_bars(asking: TestClient) -> None:
    path = f"query.json?name=measure_ranking&p_measure={quote('扶贫车间数')}"
    picture = asking.get(f"/en/{path}").json()["picture"]
    assert "汶川县" in [each["name"] for each in picture["bars"]]
    values = [each["value"] for each in picture["bars"]]
    assert values == sorted(values, reverse=True)
    assert not picture["boxes"]


def test_a_wrong_question_is_told_in_a_line(asking: TestClient) -> None:
    assert "Syntax error" in str(ask(asking, "MATCH (n) RETURN n.x AS")["error"])
    page = asking.get(f"/en/query?name=who_assists&p_place={quote('石住县')}")
    assert page.status_code == 400
    assert "石柱土家族自治县" in page.text
    assert asking.get("/en/query?name=../../etc/passwd.cypher").status_code == 400
    assert is_well(asking)


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="processes are told by Linux")
def test_an_endless_query_is_ended_at_its_deadline_with_its_process(story_graph: Path, tmp_path: Path) -> None:
    deadline = 2
    with client_of(story_graph, tmp_path / "reviews.jsonl", seconds=deadline) as client:
        assert is_well(client)
        before = workers_of(os.getpid())
        answer = ask(client, ENDLESS)
        assert f"was ended after {deadline} seconds" in str(answer["error"])
        assert deadline <= float(str(answer["seconds"])) < SECONDS
        assert before - workers_of(os.getpid()), "the process that was at it is gone"
        assert is_well(client)


def test_a_query_that_takes_too_much_memory_is_ended(asking: TestClient) -> None:
    text = "RETURN reduce(s = 'aaaaaaaa', x IN range(1, 40) | s + s) AS s"
    assert "needed more memory than 256m" in str(ask(asking, text)["error"])
    # The engine has a bound of its own for what it collects.
    rows = "UNWIND range(1, 400000) AS x RETURN size(collect(reduce(s = 'aaaaaaaa', y IN range(1, 9) | s + s))) AS c"
    assert "error" in ask(asking, rows)
    assert is_well(asking)


def test_an_answer_has_an_end(asking: TestClient) -> None:
    many = ask(asking, "UNWIND range(1, 100000) AS x RETURN x")
    assert (len(many["rows"]), many["is_cut"]) == (1000, True)  # type: ignore[arg-type]
    wide = ask(asking, "UNWIND range(1, 900) AS x RETURN reduce(s = 'a', y IN range(1, 16) | s + s) AS wide")
    assert wide["is_cut"]
    assert len(json.dumps(wide)) < 5_000_000


def test_no_query_reads_a_file(asking: TestClient, tmp_path: Path) -> None:
    canary = tmp_path / "canary.csv"
    canary.write_text("canary-7391\n", encoding="utf-8")
    for place in (str(canary), canary.as_uri()):
        for query in lines("refused.txt"):
            answer = asking.get(f"/en/query?cypher={quote(query.replace('CANARY', place))}")
            assert answer.status_code == 400, query
            assert "canary-7391" not in answer.text
    assert is_well(asking)


def test_the_graph_is_as_it_was(asking: TestClient, story_graph: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in story_graph.rglob("*.json*")}
    for query in lines("refused.txt"):
        ask(asking, query)
    assert before == {path: path.stat().st_mtime_ns for path in story_graph.rglob("*.json*")}
