"""Neo4j Browser, opened in Chromium, on a server with the settings and the loading step of docker-compose.yml."""

from __future__ import annotations

import html
import os
import re
import threading
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import load_sample
import pytest
import run_neo4j
from chromium_fixtures import Tab
from neo4j_fixtures import Address, empty
from neo4j_server import Neo4jServer

from kg.resources import cypher_dir
from kg.store.browser import ADDRESS, GUIDE, QUERIES, by_folder, files, inlined
from kg.store.browser_server import BrowserServer
from kg.store.neo4j import Neo4jStore

COLOURS = {"Province": "#A4262C", "Prefecture": "#E07B39", "County": "#F2C14E"}
"""Of `cypher/browser/aid.grass`."""


@pytest.fixture
def browser_files() -> Iterator[BrowserServer]:
    with run_neo4j.browser_files() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    """Where the pictures go: to docs/browser with `KG_PICTURES=docs/browser`."""
    return Path(os.environ.get("KG_PICTURES", tmp_path))


@pytest.fixture(scope="module")
def sampled(neo4j_server: Neo4jServer) -> Iterator[Neo4jServer]:
    """The server with the sample graph, loaded as the loader of docker-compose.yml does it."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in neo4j_server.environment().items():
            patch.setenv(name, value)
        empty(Address.of(neo4j_server))
        load_sample.main(neo4j_server.uri)
        yield neo4j_server
        empty(Address.of(neo4j_server))


@pytest.fixture
def browser(tab: Tab, sampled: Neo4jServer, browser_files: BrowserServer) -> Tab:
    """Browser, signed in, once the guide is there. It comes by itself, as the settings have it."""
    page = tab.page
    page.set_viewport_size({"width": 1440, "height": 640})
    # The settings name the usual port, which somebody else may have here.
    page.route(
        f"{ADDRESS}/**", lambda route: route.continue_(url=route.request.url.replace(ADDRESS, browser_files.url))
    )
    page.goto(sampled.browser)
    page.fill("[data-testid=username]", sampled.user)
    page.fill("[data-testid=password]", sampled.password)
    page.click("[data-testid=connect]")
    _wait_for_slide(tab, "帮扶图谱")
    return tab


def test_a_newcomer_is_led_from_the_first_query_to_the_evidence(browser: Tab, pictures: Path) -> None:
    page = browser.page
    page.get_by_text("node.Province {").wait_for()  # by itself too
    page.wait_for_timeout(1000)  # Browser moves its frames into place
    page.screenshot(path=pictures / "guide.png")

    page.click("[data-testid=guideNextSlide]")
    _wait_for_slide(browser, "1. Who assists whom")
    _run_first_query(browser)
    fills = _fills(browser)
    for level, colour in COLOURS.items():
        shown = int(page.inner_text(f"[data-testid='property-details-overview-node-label-{level}']").split("(")[1][:-1])
        assert fills[colour] == shown > 5, f"{level}: {fills}"
    assert "山东省" in _captions(browser)
    page.screenshot(path=pictures / "pairings.png")

    page.click("[data-testid=pagination-5]")
    _wait_for_slide(browser, "4. The evidence of a figure")
    _run_first_query(browser)
    assert {"汶川县", "21.0"} <= _captions(browser)
    page.screenshot(path=pictures / "evidence.png")


def test_the_saved_queries_are_imported_and_one_is_drawn(browser: Tab, pictures: Path) -> None:
    page = browser.page
    _drop(browser, QUERIES, files()[QUERIES])
    page.click("[data-testid=navigationFavorites]")
    page.get_by_test_id("expandFolder-图 graphs").click()
    queries = by_folder()["图 graphs"]
    for query in queries:
        page.get_by_test_id(f"scriptTitle-{query.question_zh} {query.question_en}").wait_for()
    [wanted] = [query.question_en for query in queries if query.name == "pairings_of_place"]
    page.get_by_test_id("savedScriptListItem").filter(has_text=wanted).get_by_test_id("savedScriptsButton-Run").click()
    _wait_for_graph(browser)
    assert {"重庆市", "山东省", "丰都县"} <= _captions(browser)
    page.screenshot(path=pictures / "saved.png")


def test_every_query_of_the_guide_and_every_saved_graph_has_an_answer(sampled: Neo4jServer) -> None:
    guide = (cypher_dir() / "browser" / GUIDE).read_text(encoding="utf-8")
    queries = [html.unescape(text) for text in re.findall(r'<pre class="runnable">(.*?)</pre>', guide, re.DOTALL)]
    queries = [text for text in queries if not text.startswith(":")]
    assert len(queries) > 8
    queries += [inlined(query) for query in by_folder()["图 graphs"]]
    with Neo4jStore(sampled.uri) as store:
        assert [text for text in queries if not store.query(text).rows] == []


def _wait_for_slide(browser: Tab, title: str) -> None:
    browser.page.get_by_test_id("guidesDrawer").locator("h3", has_text=title).wait_for()


def _run_first_query(browser: Tab) -> None:
    """The first query of the guide's slide: into the editor by a click, and run. Waits until its graph is drawn."""
    page = browser.page
    page.locator("pre.runnable").first.click()
    page.click("[data-testid=editor-Run]")
    _wait_for_graph(browser)


def _wait_for_graph(browser: Tab) -> None:
    """Until the newest frame shows one, and its nodes have come to rest."""
    nodes = browser.page.get_by_test_id("frame").first.locator("svg .node")
    nodes.first.wait_for()
    places: list[str | None] = []
    while places != (places := nodes.evaluate_all("nodes => nodes.map(node => node.getAttribute('transform'))")):
        browser.page.wait_for_timeout(300)


def _fills(browser: Tab) -> Counter[str]:
    """The colours of the nodes of the newest graph."""
    nodes = browser.page.get_by_test_id("frame").first.locator("svg .node circle.b-outline")
    return Counter(nodes.evaluate_all("nodes => nodes.map(node => node.getAttribute('fill'))"))


def _captions(browser: Tab) -> set[str]:
    texts = browser.page.get_by_test_id("frame").first.locator("svg .node")
    return {text.strip() for text in texts.all_text_contents()}


def _drop(browser: Tab, name: str, content: bytes) -> None:
    """Drop a file onto Browser's window."""
    transfer = browser.page.evaluate_handle(
        """([name, bytes]) => {
            const transfer = new DataTransfer();
            transfer.items.add(new File([new Uint8Array(bytes)], name));
            return transfer;
        }""",
        [name, list(content)],
    )
    browser.page.dispatch_event(".filedrop", "drop", {"dataTransfer": transfer})
