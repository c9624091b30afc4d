"""The explorer in a browser: a reader's way through it, reviews, languages, keys, and names that try to be scripts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from chromium_fixtures import Tab
from serve_client import served

from kg.model import Document, Entity, Evidence, Fact, Graph, Observation, Relation
from kg.reviews import Verdict, read_reviews
from kg.store.embedded import EmbeddedStore

if TYPE_CHECKING:
    from playwright.sync_api import Browser

NAMES = Path(__file__).parents[1] / "view" / "hostile_names.txt"
SHOWN = ("overview", "place?id=500000", "document?id=s02_wenchuan_workshops", "review", "pairings", "query?name=pages")


@pytest.fixture(scope="module")
def reviews(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(tmp_path_factory.mktemp("reviews") / "reviews.jsonl")


@pytest.fixture(scope="module")
def address(story_graph: Path, reviews: Path) -> Iterator[str]:
    with served(story_graph, reviews) as address:
        yield address


def is_clean(tab: Tab, address: str) -> bool:
    return not tab.errors and all(each.startswith(address) for each in tab.requests)


def test_a_reader_comes_from_a_place_to_the_words_and_back(tab: Tab, address: str) -> None:
    page = tab.page
    page.goto(f"{address}/en/search?q=wenchuan")
    page.get_by_role("link", name="汶川县").click()
    row = page.get_by_role("row").filter(has=page.locator('a[href$="measure?name=has_workshops"]')).first
    words = row.locator("q a").first
    said = words.inner_text()
    words.click()
    page.wait_for_url("**/en/document?id=s02_wenchuan_workshops#w-*")
    target = page.url.rpartition("#w-")[2]
    mark = page.locator(f'a.mark[data-facts~="{target}"]').first
    assert mark.inner_text() in said or said in page.locator(".text").inner_text()
    assert mark.is_visible()
    mark.hover()
    assert "on" in (page.locator(f"#f-{target}").get_attribute("class") or "")
    page.locator(f"#f-{target} a[aria-label^=Fact]").click()
    assert page.locator("blockquote").inner_text().startswith(said)
    assert is_clean(tab, address)


def test_a_review_is_a_click_and_is_in_the_file(tab: Tab, address: str, reviews: Path) -> None:
    page = tab.page
    page.goto(f"{address}/en/review")
    fact = page.locator(".card input[name=fact]").first.get_attribute("value") or ""
    page.locator(".card").first.get_by_label("Note").fill("seen")
    with page.expect_navigation():
        page.locator(".card").first.get_by_role("button", name="Wrong").click()
    kept = read_reviews(reviews).of(fact)
    assert kept is not None
    assert (kept.verdict, kept.note) == (Verdict.REJECTED, "seen")
    assert page.locator(f'.card input[value="{fact}"]').count() == 0
    page.goto(f"{address}/en/review?show=rejected")
    with page.expect_navigation():
        page.get_by_role("button", name="Take back").click()
    assert read_reviews(reviews).of(fact) is None
    assert is_clean(tab, address)


def test_the_other_language_is_the_same_page(tab: Tab, address: str) -> None:
    page = tab.page
    page.goto(f"{address}/en/place?id=500000&measure=cooperation_funds")
    page.get_by_role("link", name="中文").click()
    page.wait_for_url(f"{address}/zh/place?id=500000&measure=cooperation_funds")
    assert page.locator("html").get_attribute("lang") == "zh"
    assert page.get_by_text("协作资金").count() > 0
    assert is_clean(tab, address)


def test_keys_are_enough(tab: Tab, address: str) -> None:
    page = tab.page
    page.goto(f"{address}/en/overview")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("/")
    page.keyboard.type("shizhu")
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/search?q=shizhu")
    assert page.get_by_role("link", name="石柱土家族自治县").is_visible()
    page.goto(f"{address}/en/query")
    page.locator("#cypher").fill("MATCH (a:Place)-[:ASSISTS]->(b:Place) RETURN a, b")
    page.get_by_role("button", name="Ask").press("Enter")
    page.wait_for_selector("svg.answer a")
    assert is_clean(tab, address)


def test_it_works_without_script(chromium: Browser, address: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/en/document?id=s02_wenchuan_workshops")
    page.locator("a.mark").first.click()
    page.wait_for_url("**#f-*")
    page.goto(f"{address}/en/query?name=who_assists&p_place={quote('重庆市')}")
    assert page.locator("svg.answer").is_visible()
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(chromium: Browser, address: str, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    context = chromium.new_context(color_scheme=scheme)  # type: ignore[arg-type]
    page, found = context.new_page(), []
    for path in SHOWN:
        page.goto(f"{address}/{'zh' if scheme == 'dark' else 'en'}/{path}")
        for violation in Axe().run(page).response["violations"]:
            if violation["impact"] in ("serious", "critical"):
                found.append((path, violation["id"], [node["html"][:150] for node in violation["nodes"][:3]]))
    context.close()
    assert found == []


def test_no_page_is_wider_than_a_phone(chromium: Browser, address: str) -> None:
    context = chromium.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    for path in SHOWN:
        page.goto(f"{address}/en/{path}")
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, path
    context.close()


def hostile_names() -> list[str]:
    lines = NAMES.read_text(encoding="utf-8").splitlines()
    names = [line.encode("latin-1", "backslashreplace").decode("unicode_escape") for line in lines if line[:2] != "# "]
    whole = [name.encode(errors="replace").decode() for name in names]  # as reading leaves halves of characters
    return [f"{name}{round}" if round else name for round in range(1 + 200 // len(whole)) for name in whole][:200]


def hostile_graph(names: list[str]) -> Graph:
    """Each name is a place, a person, a page with its title, a measure, a population, a period and a sentence."""
    facts: dict[str, Fact] = {}
    documents, entities = {}, {}
    for number, name in enumerate(names):
        place, person = Entity("Place", name, name), Entity("Person", name, name)
        documents[name] = Document(name, name, name, name, name, "https://example.org/?" + name)
        said = (Evidence(name, number, number + 1, name, name),)
        before = Entity("Place", names[number - 1], names[number - 1])
        entities |= {f"Place/{name}": place, f"Person/{name}": person}
        facts[f"p{number}"] = Relation(place, "assists", before, said, name)
        facts[f"o{number}"] = Observation(place, "m", 1.0, name, said, period=name, population=name, counterpart=before)
        facts[f"h{number}"] = Relation(person, "holds_position", name, said)
    return Graph(documents, entities, {}, facts)


def test_two_hundred_hostile_names_stay_text(tab: Tab, tmp_path: Path) -> None:
    names, dialogs = hostile_names(), list[str]()
    assert len(set(names)) == 200
    with EmbeddedStore(tmp_path / "graph") as store:
        store.load(hostile_graph(names))
    page = tab.page
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    paths = [f"{name}?page={part}" for name in ("places", "persons", "documents", "pairings") for part in range(1, 8)]
    pages = ("place", "document", "person", "search")
    paths += [
        f"{pages[number % 4]}?{'q' if number % 4 == 3 else 'id'}={quote(name)}"
        for number, name in enumerate(names[:40])
    ]
    paths += ["measure?name=m", "review", f"query?cypher={quote('MATCH (n:Place)-[r]->(m) RETURN n, r, m')}"]
    kinds, links = set(), set()
    with served(tmp_path / "graph", tmp_path / "reviews.jsonl") as address:
        for number, path in enumerate(paths):
            found = page.goto(f"{address}/{('en', 'zh')[number % 2]}/{path}")
            assert found is not None
            assert found.status == 200, path
            kinds |= set(page.evaluate("[...new Set([...document.querySelectorAll('*')].map((e) => e.localName))]"))
            links |= set(page.evaluate("[...document.querySelectorAll('a:not(svg a)')].map((a) => a.protocol)"))
            assert page.locator("footer").is_visible(), path
        assert is_clean(tab, address), (tab.errors, [each for each in tab.requests if not each.startswith(address)])
    assert dialogs == []
    assert links <= {"http:", "https:"}
    assert kinds <= set(KINDS.split()), kinds - set(KINDS.split())


KINDS = (
    "html head meta title link script body a header form input button nav main h1 h2 p span section div table thead "
    "tbody tr th td bdi q ul ol li footer label b cite blockquote dl dt dd select option svg defs marker path g rect "
    "text details summary textarea code img"
)
"""What the templates are made of; a name that became markup would bring another."""
