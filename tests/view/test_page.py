import base64
import hashlib
import json
import re
import shutil
import subprocess
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest

from kg.model import Graph
from kg.view import write_html

HOSTILE = [
    line.encode("latin-1", "backslashreplace").decode("unicode_escape")
    for line in Path(__file__).with_name("hostile_names.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]
CHROMIUM = shutil.which("chromium")


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


@pytest.fixture
def page(graph: Graph, tmp_path: Path) -> str:
    return written(graph, tmp_path)


def written(graph: Graph, folder: Path) -> str:
    with (folder / "page.html").open("wb") as out:
        write_html(graph, out)
    return (folder / "page.html").read_text(encoding="utf-8")


def data_of(page: str) -> dict[str, list[dict[str, object]]]:
    (block,) = re.findall(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    return json.loads(block)  # type: ignore[no-any-return]


def test_a_pairing_is_told_once_with_all_its_words(page: str) -> None:
    data = data_of(page)
    assert [(each["from"], each["to"], each["period"], len(each["words"])) for each in data["pairings"]] == [  # type: ignore[arg-type]
        ("370000", "500000", "since 2021", 2),
        ("370000", "990000", "", 1),
        ("370100", "500156", "2021-05 to 2022-05", 1),
        ("440300", "441600", "", 1),
    ]
    assert data["pairings"][0]["words"] == [
        {"page": "a", "quote": "山东省帮扶重庆市"},
        {"page": "b", "quote": "鲁渝协作"},
    ]
    assert data["pages"]["a"]["publisher"] == "日报"  # type: ignore[call-overload]
    assert data["pages"]["b"]["title"] == "b"  # type: ignore[call-overload]


def test_figures_read_as_people_write_them(page: str) -> None:
    rows = [(each["place"], each["en"], each["zh"], each["value"], each["period"]) for each in data_of(page)["figures"]]
    assert rows == [
        ("500000", "completion rate", "完成率", "109%", ""),
        ("500000", "cooperation funds", "协作资金", "more than 159,000,000 yuan", ""),
        ("513221", "has workshops", "扶贫车间数", "21", "up to 2020-04-24"),
    ]


def test_the_page_asks_nothing_of_the_network(page: str) -> None:
    elements = Elements(page)
    assert not elements.named("link")
    assert not [attributes for _, attributes in elements.tags if "src" in attributes or "href" in attributes]
    assert "@import" not in page
    assert "innerHTML" not in page
    assert not re.search(r"\burl\((?!#fade-\d+-\d+\))", page)


def test_the_policy_runs_the_pages_own_script_and_style_only(page: str) -> None:
    elements = Elements(page)
    policy = elements.named("meta")[1]["content"]
    (style,), script = elements.texts["style"], elements.texts["script"][-1]
    for part in (style, script):
        digest = base64.b64encode(hashlib.sha256(part.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in str(policy)
    assert "default-src 'none'" in str(policy)
    assert "unsafe" not in str(policy)
    assert not [attributes for _, attributes in elements.tags if "style" in attributes]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_stays_a_string(name: str, graph_with: Callable[..., Graph], page: str, tmp_path: Path) -> None:
    hostile = written(graph_with(name), tmp_path)
    assert Elements(hostile).tags == Elements(page).tags
    shown = name.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    assert data_of(hostile)["pairings"][0]["words"][0]["quote"] == "山东省帮扶重庆市" + shown  # type: ignore[index]
    assert data_of(hostile)["places"]["370000"]["en"] == "Shandong" + shown  # type: ignore[call-overload]


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", " https://example.org", "file:///etc/passwd"]
)
def test_only_addresses_of_the_web_become_links(url: str, graph_with: Callable[..., Graph], tmp_path: Path) -> None:
    assert data_of(written(graph_with(url=url), tmp_path))["pages"]["a"]["url"] == ""  # type: ignore[call-overload]


def test_an_empty_graph_has_its_page(tmp_path: Path) -> None:
    page = written(Graph({}, {}, {}, {}), tmp_path)
    assert page.count('class="tile') == 34
    assert data_of(page)["pairings"] == []


def test_the_same_graph_gives_the_same_page(graph: Graph, page: str, tmp_path: Path) -> None:
    shuffled = Graph(graph.documents, graph.entities, graph.places, dict(reversed(graph.facts.items())))
    assert written(shuffled, tmp_path) == page


@pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")
def test_a_browser_shows_hostile_names_as_text(graph_with: Callable[..., Graph], tmp_path: Path) -> None:
    written(graph_with("".join(HOSTILE)), tmp_path)
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
               "--disable-component-update", "--disable-sync", f"--user-data-dir={tmp_path / 'profile'}"]  # fmt: skip
    command = [str(CHROMIUM), *options, "--dump-dom", (tmp_path / "page.html").as_uri()]
    shown = subprocess.run(command, capture_output=True, timeout=60, check=True).stdout.decode()
    body = Elements(shown[shown.index("<body>") :])
    assert len(body.named("script")) == 2
    assert not body.named("img")
    assert len(body.named("article")) == 4
    assert [each["href"] for each in body.named("a")] == ["https://example.org/1"] * len(body.named("a"))
    assert "&lt;img src=x onerror=alert(1)&gt;" in shown
    assert "4 pairings, 3 figures of 2 places, from 2 pages. Not on the map: 1 pairing." in shown
