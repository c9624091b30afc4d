import base64
import hashlib
import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest
from view_sample import HOSTILE, written

from kg.model import Graph


class Elements(HTMLParser):
    """The tags of a page with their attributes, and the text of its scripts and styles."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, list[str]] = {"script": [], "style": []}
        self.inside = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.inside = tag

    def handle_endtag(self, tag: str) -> None:
        self.inside = ""

    def handle_data(self, data: str) -> None:
        if self.inside in self.texts:
            self.texts[self.inside].append(data)

    def named(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


def page_of(graph: Graph, folder: Path) -> str:
    return written(graph, folder / "page.html").read_text(encoding="utf-8")


@pytest.fixture
def page(graph: Graph, tmp_path: Path) -> str:
    return page_of(graph, tmp_path)


def data_of(page: str) -> dict:  # type: ignore[type-arg]
    (block,) = re.findall(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    return json.loads(block)  # type: ignore[no-any-return]


def test_a_pairing_has_its_sentences_period_years_and_programme(page: str) -> None:
    data = data_of(page)
    told = [(each["from"], each["to"], each["period"], each["years"], each["programmes"]) for each in data["pairings"]]
    assert told == [
        ("370000", "500000", "", [[2021, 2021]], []),
        ("370000", "500000", "2021/..", [[2021, None]], ["east_west_cooperation"]),
        ("370000", "营地", "", [], []),
        ("370100", "500156", "2021-05/2022-05", [[2021, 2022]], []),
        ("440300", "441600", "", [[2021, 2021]], []),
    ]
    assert data["pairings"][0]["words"] == [
        {"page": "a", "before": "据悉，", "quote": "山东省帮扶重庆市", "after": "。"}
    ]
    assert data["pages"]["a"]["publisher"] == "日报"
    assert data["pages"]["b"]["title"] == "b"


def test_figures_and_other_relations_of_places_are_told(page: str) -> None:
    data = data_of(page)
    rows = [
        (each["place"], each["measure"], each["value"], each["unit"], each.get("approx")) for each in data["figures"]
    ]
    assert rows == [
        ("500000", "completion_rate", 1.09, "ratio", None),
        ("500000", "cooperation_funds", 159_000_000.0, "yuan", "more_than"),
        ("513221", "has_workshops", 21.0, "count", None),
    ]
    assert data["terms"]["has_workshops"] == ["扶贫车间数", "has workshops"]
    assert data["terms"]["yuan"] == ["元", "yuan"]
    ties = [(each["relation"], each.get("from") or each["from_name"], each["to"]) for each in data["ties"]]
    assert ties == [("sends_workers_to", "500000", "370000"), ("works_in", "绣娘", "513221")]


def test_places_have_names_to_search_by_and_spots(page: str) -> None:
    data = data_of(page)
    assert data["places"]["500000"]["pinyin"] == "chongqingshi cqs"
    assert data["places"]["500156"]["parent"] == "500000"
    assert "营地" not in data["on_map"]
    assert {"370000", "500156", "441600"} < data["on_map"].keys()
    assert {"370100", "营地"} < data["in_network"].keys()
    assert {"370000", "500000", "440000", "营地"} == data["in_groups"].keys()


def test_the_page_asks_nothing_of_the_network(page: str) -> None:
    elements = Elements(page)
    own = re.sub(r"<script>/\*! Apache ECharts.*?</script>", "", page, flags=re.DOTALL)
    assert len(own) < len(page) - 500_000
    assert not elements.named("link")
    assert not [attributes for _, attributes in elements.tags if "src" in attributes or "href" in attributes]
    for way in ("@import", "innerHTML", "insertAdjacentHTML", "document.write", "eval(", "fetch(", "XMLHttpRequest"):
        assert way not in own
    assert not re.search(r"\burl\((?!#)", own)


def test_the_policy_runs_the_pages_own_scripts_and_style_only(page: str) -> None:
    elements = Elements(page)
    policy = elements.named("meta")[1]["content"]
    parts = [*elements.texts["style"], *elements.texts["script"][1:]]
    assert len(parts) == 3
    for part in parts:
        digest = base64.b64encode(hashlib.sha256(part.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in str(policy)
    assert "default-src 'none'" in str(policy)
    assert "unsafe" not in str(policy)
    assert not [attributes for _, attributes in elements.tags if "style" in attributes]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_stays_a_string(name: str, graph_with: Callable[..., Graph], page: str, tmp_path: Path) -> None:
    hostile = page_of(graph_with(name), tmp_path)
    assert [tag for tag, _ in Elements(hostile).tags] == [tag for tag, _ in Elements(page).tags]
    shown = name.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    assert data_of(hostile)["pairings"][0]["words"][0]["quote"] == "山东省帮扶重庆市" + shown
    assert data_of(hostile)["places"]["370000"]["en"] == "Shandong" + shown


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", " https://example.org", "file:///etc/passwd"]
)
def test_only_addresses_of_the_web_become_links(url: str, graph_with: Callable[..., Graph], tmp_path: Path) -> None:
    assert data_of(page_of(graph_with(url=url), tmp_path))["pages"]["a"]["url"] == ""


def test_an_empty_graph_has_its_page(tmp_path: Path) -> None:
    data = data_of(page_of(Graph({}, {}, {}, {}), tmp_path))
    assert data["pairings"] == []
    assert len(data["tiles"]) == len(data["on_map"]) == 34


def test_the_same_graph_gives_the_same_page(graph: Graph, page: str, tmp_path: Path) -> None:
    shuffled = Graph(graph.documents, graph.entities, graph.places, dict(reversed(graph.facts.items())))
    assert page_of(shuffled, tmp_path) == page


def test_the_samples_page_is_a_megabyte_at_the_most(sample_page: Path) -> None:
    assert sample_page.stat().st_size <= 1_000_000
