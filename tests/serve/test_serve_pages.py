"""Each page in HTML, JSON and CSV, in both languages."""

from __future__ import annotations

import csv
import io
import json
import re
from html import unescape
from pathlib import Path
from urllib.parse import quote

import pytest
from serve_client import client_of
from starlette.testclient import TestClient

from kg.records import read_graph
from kg.texts import TEXTS, Texts

PAGES = (
    "overview", "places", "organizations", "persons", "others", "documents", "pairings", "measures", "review",
    "search?q=zibo", "place?id=500240", "place?id=500000", "pairing?giver=370300&receiver=500240",
    "measure?name=has_workshops", "document?id=s01_shandong_chongqing", "query",
)  # fmt: skip


def get(client: TestClient, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status, (path, answer.text[:500])
    return answer.text


def form(path: str, ending: str) -> str:
    """The address of a page in another form."""
    name, mark, asked = path.partition("?")
    return f"{name}.{ending}{mark}{asked}"


@pytest.mark.parametrize("page", PAGES)
def test_each_page_is_there_in_both_languages_and_as_data(pages: TestClient, page: str) -> None:
    english, chinese = get(pages, f"/en/{page}"), get(pages, f"/zh/{page}")
    assert '<html lang="en">' in english
    assert '<html lang="zh">' in chinese
    assert english != chinese
    assert isinstance(json.loads(get(pages, f"/en/{form(page, 'json')}")), dict)
    rows = list(csv.reader(io.StringIO(get(pages, f"/{form(page, 'csv')}").removeprefix("\ufeff"))))
    assert rows
    assert {len(row) for row in rows} == {len(rows[0])}


def test_every_link_of_a_page_leads_to_a_page(asking: TestClient) -> None:
    links = set()
    for page in PAGES:
        links |= {unescape(each) for each in re.findall(r'(?:href|src)="(/[^"#]*)', get(asking, f"/en/{page}"))}
    assert len(links) > 100
    for link in sorted(links):
        get(asking, link)


def test_the_map_of_the_overview_is_a_picture(pages: TestClient) -> None:
    picture = pages.get("/pairings.svg")
    assert picture.headers["content-type"] == "image/svg+xml"
    assert "重庆" in picture.text
    assert "<script" not in picture.text


def test_what_is_not_there_is_told(pages: TestClient) -> None:
    for path in ("/en/nothing", "/en/place?id=none", "/en/measure?name=none", "/en/document?id=none", "/zh/fact"):
        assert "<h1>" in get(pages, path, 404)
    get(pages, "/en/overview.exe", 404)
    get(pages, "/assets/../server.py", 404)
    get(pages, "/assets/%2e%2e%2fserver.py", 404)


def test_the_first_page_is_in_the_reader_s_language(pages: TestClient) -> None:
    for header, language in (("zh-CN,zh;q=0.9", "zh"), ("de", "en")):
        answer = pages.get("/place?id=500000", headers={"Accept-Language": header})
        assert answer.headers["location"] == f"/{language}/place?id=500000"


@pytest.mark.parametrize("word", ["石柱", "shizhu", "sz", "500240", "Shizhu"])
def test_a_place_is_found_by_characters_sound_and_id(pages: TestClient, word: str) -> None:
    found = json.loads(get(pages, f"/en/search.json?q={quote(word)}"))["shown"]["items"]
    assert "500240" in [each["id"] for each in found]


def test_a_place_has_all_its_facts(pages: TestClient, story_graph: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(get(pages, "/place.csv?id=500000").removeprefix("\ufeff"))))
    facts = read_graph(story_graph).facts
    named = {id for id, fact in facts.items() if '"500000"' in json.dumps(repr(fact)).replace("'", '"')}
    assert {row["fact"] for row in rows} == named


def test_figures_are_filtered_by_the_address(pages: TestClient) -> None:
    data = json.loads(get(pages, "/en/place.json?id=500000&measure=cooperation_funds"))
    assert {each["predicate"] for each in data["figures"]["items"]} == {"cooperation_funds"}
    data = json.loads(get(pages, "/en/place.json?id=500000&year=1999"))
    assert data["figures"]["items"] == []


def test_a_long_list_has_parts(pages: TestClient) -> None:
    first = json.loads(get(pages, "/en/review.json"))["facts"]
    last = json.loads(get(pages, f"/en/review.json?page={first['parts']}"))["facts"]
    beyond = json.loads(get(pages, "/en/review.json?page=99999999999"))["facts"]
    assert first["parts"] > 1
    assert len(first["items"]) + len(last["items"]) <= first["total"]
    assert beyond["part"] in (1, first["parts"])


def test_a_document_shows_its_whole_text_with_every_fact_marked(pages: TestClient, story_graph: Path) -> None:
    data = json.loads(get(pages, "/en/document.json?id=s02_wenchuan_workshops"))
    text = Texts(story_graph).of("s02_wenchuan_workshops")
    assert text is not None
    shown = ["".join(piece["text"] for piece in paragraph) for paragraph in data["paragraphs"]]
    assert shown == [line.rstrip() for line in text.clean.splitlines() if line.strip()]
    marked = {id for paragraph in data["paragraphs"] for piece in paragraph for id in piece["facts"]}
    assert marked == {fact["id"] for fact in data["facts"]}
    assert len(data["ledger"]) == len(text.ledger)
    page = get(pages, "/en/document?id=s02_wenchuan_workshops")
    for id in marked:
        assert f'id="w-{id}"' in page
        assert f'id="f-{id}"' in page


def test_a_graph_without_texts_shows_the_words(own_graph: Path, tmp_path: Path) -> None:
    (own_graph / TEXTS).unlink()
    page = get(client_of(own_graph, tmp_path / "r.jsonl"), "/en/document?id=s02_wenchuan_workshops")
    assert "kept no text" in page
    assert "扶贫车间" in page


def test_no_cell_of_a_table_is_a_formula(own_graph: Path, tmp_path: Path) -> None:
    path = own_graph / "graph.jsonl"
    path.write_text(path.read_text(encoding="utf-8").replace("重庆市", "=cmd|' /C calc'!A0"), encoding="utf-8")
    rows = csv.reader(io.StringIO(get(client_of(own_graph, tmp_path / "r.jsonl"), "/place.csv?id=500000")))
    cells = [cell for row in rows for cell in row]
    assert any(cell.startswith("'=cmd") for cell in cells)
    assert not [cell for cell in cells if cell[:1] in ("=", "+", "@", "\t")]
