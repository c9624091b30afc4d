"""The page of the samples in a browser: what it draws, filters, finds, sorts, and keeps in its address."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from chromium_fixtures import Tab, address_of, until

from kg.files import cell
from kg.model import Graph, Observation, Relation

if TYPE_CHECKING:
    from playwright.sync_api import Page

# The middle of an arc of the map, where a reader would click it.
MIDDLE = """(key) => {
  const links = chart.getOption().series[0].links, nodes = chart.getOption().series[0].data;
  const link = links.find((each) => each.key === key);
  const spot = (id) => nodes.find((each) => each.id === id);
  const pixel = (id) => chart.convertToPixel({ seriesIndex: 0 }, [spot(id).x, spot(id).y]);
  const [a, b] = [pixel(link.source), pixel(link.target)];
  const bend = link.lineStyle.curveness;
  const over = [(a[0] + b[0]) / 2 - (a[1] - b[1]) * bend, (a[1] + b[1]) / 2 - (b[0] - a[0]) * bend];
  return [0, 1].map((axis) => a[axis] / 4 + over[axis] / 2 + b[axis] / 4);
}"""


@pytest.fixture
def page(tab: Tab, sample_page: Path) -> Iterator[Page]:
    """The page in English; whatever a test does, no request leaves and no error comes up."""
    show(tab.page, sample_page, "lang=en")
    yield tab.page
    assert tab.errors == []
    assert {address.partition(":")[0] for address in tab.requests} <= {"file", "blob"}


def show(page: Page, file: Path, state: str) -> None:
    page.goto("about:blank")
    page.goto(f"{file.as_uri()}#{state}")
    page.wait_for_selector("html[data-ready]")


def shown_pairings(page: Page) -> list[list[str]]:
    found: list[list[str]] = page.evaluate(
        "shownArcs().arcs.flatMap(({ facts }) => facts.map(({ from, to }) => [from, to]))"
    )
    return sorted(found)


def pairings(samples: Graph) -> list[Relation]:
    facts = samples.facts.values()
    return [fact for fact in facts if isinstance(fact, Relation) and fact.predicate == "assists"]


@pytest.mark.parametrize(("giver", "receiver"), [("120000", "620000"), ("440000", "520000"), ("320000", "610000")])
def test_a_click_on_an_arc_shows_its_sentences_with_the_words_marked(
    page: Page, sample_page: Path, samples: Graph, giver: str, receiver: str
) -> None:
    show(page, sample_page, "lang=en&group=1")
    box = page.locator("#picture").bounding_box()
    assert box
    x, y = page.evaluate(MIDDLE, f"{giver}>{receiver}")
    page.mouse.click(box["x"] + x, box["y"] + y)
    assert f"pick={quote(f'{giver}>{receiver}', safe='')}" in address_of(page)
    told = {
        (each.doc, each.quote, each.prefix + each.quote + each.suffix)
        for fact in pairings(samples)
        if (fact.subject.key[:2], str(getattr(fact.object, "key", ""))[:2]) == (giver[:2], receiver[:2])
        for each in fact.evidence
    }
    shown = page.evaluate(
        """[...document.querySelectorAll("#detail .card blockquote")].map((each) =>
          [each.dataset.page, each.querySelector("mark").textContent, each.querySelector("p").textContent])"""
    )
    assert {tuple(each) for each in shown} == told
    titles = page.locator("#detail cite bdi:first-child").all_text_contents()
    assert set(titles) <= {document.title for document in samples.documents.values()}


def test_a_click_on_a_tile_shows_the_provinces_facts_and_escape_goes_back(page: Page) -> None:
    box = page.locator("#picture").bounding_box()
    assert box
    corner = "told.on_map['540000'].map((value, axis) => value + [-0.36, 0.36][axis])"
    x, y = page.evaluate(f"chart.convertToPixel({{ seriesIndex: 0 }}, {corner})")
    page.mouse.click(box["x"] + x, box["y"] + y)
    assert "西藏自治区" in page.locator("#detail-title").inner_text()
    assert page.locator("#detail h3").first.inner_text() == "Is assisted by"
    page.keyboard.press("Escape")
    assert page.locator("#detail-title").inner_text() == "Choose an arc or a place"


def test_a_figure_over_time_is_a_chart(page: Page, samples: Graph, sample_page: Path) -> None:
    dated: dict[tuple[str, str, str], set[str]] = {}
    for fact in samples.facts.values():
        if isinstance(fact, Observation) and fact.subject.type == "Place" and fact.period and "X" not in fact.period:
            parts = f"{fact.unit} {fact.population} {fact.counterpart and fact.counterpart.key}"
            dated.setdefault((fact.subject.key, fact.predicate, parts), set()).add(fact.period.split("/")[-1])
    place = next(place for (place, _, _), dates in sorted(dated.items()) if len(dates) > 1)
    show(page, sample_page, f"lang=en&pick={quote(place)}")
    page.evaluate("document.querySelectorAll('#detail details').forEach((each) => { each.open = true; })")
    page.wait_for_selector("#detail .chart canvas")
    assert "over time" in str(page.locator("#detail .chart").first.get_attribute("aria-label"))


def test_a_pairing_of_two_periods_is_counted_once(page: Page, samples: Graph) -> None:
    tied = {(fact.subject.key, fact.other and fact.other.key) for fact in pairings(samples)}
    assert len(tied) < len(pairings(samples))
    assert page.locator("#summary").inner_text().startswith(f"{len(tied)} pairings and ")


FILTERS = [
    ("year", "2020"), ("year", "none"), ("programme", "counterpart_support"), ("programme", "none"),
    ("level", "county"), ("within", "500000"),
]  # fmt: skip


def test_filters_leave_what_fits(page: Page, samples: Graph) -> None:
    everything = shown_pairings(page)
    for field, value in FILTERS:
        page.select_option(f"#{field}", value)
        left = shown_pairings(page)
        assert len(left) < len(everything), (field, value)
        assert left or value == "none", (field, value)  # of the samples' pairings each may have a year and a programme
        assert f"{field}={value}" in address_of(page)
        if field == "level":
            assert all("county" in {samples.places[id].level for id in ids} for ids in left)
        if field == "within":
            assert all(any(id.startswith("50") for id in ids) for ids in left)
        page.click("#reset")
        assert shown_pairings(page) == everything


def test_a_year_takes_the_period_and_else_the_date_of_the_page(page: Page, samples: Graph) -> None:
    page.select_option("#year", "2022")
    dated = page.evaluate("shownArcs().arcs.flatMap(({ facts }) => facts.map(({ period, years }) => [period, years]))")
    assert {period for period, _ in dated} <= {"2017/..", "2021/..", ""}
    assert {str(years) for period, years in dated if period} <= {"[[2017, None]]", "[[2021, None]]"}


SEARCHES = [
    ("黔江", "500114"), ("石柱县", "500240"), ("qianjiang", "500114"), ("qj", "500114"), ("qian jiang", "500114"),
    ("Qianjiang", "500114"), ("shizhu", "500240"), ("chongqing", "500000"), ("CHONG", "500000"),
]  # fmt: skip


def test_search_knows_chinese_pinyin_and_english(page: Page) -> None:
    for typed, found in SEARCHES:
        page.fill("#search", typed)
        page.keyboard.press("Enter")
        assert f"pick={found}" in address_of(page), typed
        assert page.locator("#detail-title").inner_text() != "Choose an arc or a place"
        page.click("#clear")


def test_search_works_by_keys_and_finds_measures(page: Page) -> None:
    page.fill("#search", "扶贫车间")
    assert page.locator("#found li").first.get_attribute("aria-selected") == "false"
    page.keyboard.press("ArrowDown")
    assert page.locator("#search").get_attribute("aria-activedescendant") == "found-0"
    page.keyboard.press("Enter")
    assert "measure=has_workshops" in address_of(page)
    measures = page.locator("#table tbody td:nth-child(2)").all_text_contents()
    assert set(measures) == {"has workshops"}
    page.fill("#search", "no such thing")
    assert page.locator("#found-count").inner_text() == "Nothing found"


def test_the_language_changes_and_stays_in_the_address(page: Page) -> None:
    assert page.locator("h1").inner_text() == "Who assists whom"
    page.click("#language")
    assert page.locator("h1").inner_text() == "帮扶结对关系"
    assert page.locator("html").get_attribute("lang") == "zh-CN"
    state = address_of(page).partition("#")[2]
    assert "lang=zh" in state or "lang" not in state


def test_the_address_brings_back_all_of_the_state(page: Page, sample_page: Path) -> None:
    page.click("#tab-network")
    page.select_option("#within", "500000")
    page.locator("#detail [data-arc]").first.click()
    title, address = page.locator("#detail-title").inner_text(), address_of(page)
    page.go_back()
    until(page, "document.querySelector('#detail-title').innerText === 'Choose an arc or a place'")
    show(page, sample_page, address.partition("#")[2])
    assert page.locator("#detail-title").inner_text() == title
    assert page.locator("#tab-network").get_attribute("aria-selected") == "true"
    assert page.locator("#within").input_value() == "500000"


def test_a_province_is_opened_on_demand(page: Page, sample_page: Path) -> None:
    show(page, sample_page, "lang=en&group=1&pick=500000")
    assert page.evaluate(
        "shownArcs().arcs.every(({ from, to }) => from.endsWith('0000') || told.places[from].level === 'group')"
    )
    grouped = page.evaluate("shownArcs().arcs.length")
    page.get_by_role("button", name="Open Chongqing").click()
    assert "open=500000" in address_of(page)
    assert page.evaluate("shownArcs().arcs.length") > grouped
    ends = page.evaluate("shownArcs().arcs.flatMap(({ from, to }) => [from, to])")
    assert "500240" in ends
    assert "370300" not in ends


def test_a_table_sorts_both_ways(page: Page) -> None:
    page.click("#tab-table")
    page.click("[data-rows=figures]")
    column = page.locator("[data-sort=value]")
    for way, sign in (("ascending", 1), ("descending", -1)):
        column.click()
        assert page.locator("th", has=column).get_attribute("aria-sort") == way
        values = page.evaluate("tableRows().map(({ value }) => value)")
        assert values == sorted(values, key=lambda value: sign * value)
    assert page.evaluate("document.activeElement.dataset.sort") == "value"


def test_the_csv_has_all_rows_and_no_formula(page: Page, samples: Graph) -> None:
    page.click("#tab-table")
    with page.expect_download() as saved:
        page.click("#csv")
    assert saved.value.suggested_filename == "pairings.csv"
    text = Path(saved.value.path()).read_text(encoding="utf-8")
    assert text.startswith("\ufeff")
    rows = list(csv.DictReader(StringIO(text.removeprefix("\ufeff"), newline="")))
    assert len(rows) == len(pairings(samples))
    assert {"Giver", "Receiver", "Programme", "Period", "Sentence", "Page"} < rows[0].keys()
    for value in ("=1+1", "+x", "-x", "@x", "＝1", "-5", "-0.5", "\t=1", " =1", "plain", "a\nb"):
        assert page.evaluate("csvCell", value) == f'"{cell(value)}"'


def test_the_picture_is_moved_and_enlarged_by_keys(page: Page) -> None:
    page.focus("#picture")
    before = page.evaluate("chart.convertToPixel({ seriesIndex: 0 }, [4, 4])")
    page.keyboard.press("ArrowLeft")
    moved = page.evaluate("chart.convertToPixel({ seriesIndex: 0 }, [4, 4])")
    assert moved[0] == pytest.approx(before[0] + 60)
    page.keyboard.press("+")
    assert page.evaluate("drawn.zoom") == pytest.approx(1.3)
    page.keyboard.press("0")
    assert page.evaluate("chart.convertToPixel({ seriesIndex: 0 }, [4, 4])") == pytest.approx(before)


SHIFT = """() => {
  const [tile, box] = ["#ground path", "#picture"].map((each) => document.querySelector(each).getBoundingClientRect());
  const middle = chart.convertToPixel({ seriesIndex: 0 }, told.on_map[Object.keys(told.paths)[0]]);
  return Math.hypot(tile.x + tile.width / 2 - box.x - middle[0], tile.y + tile.height / 2 - box.y - middle[1]);
}"""


def test_the_tiles_stay_under_their_names(page: Page) -> None:
    assert page.evaluate(SHIFT) < 1
    page.evaluate("roam({ zoom: 1.7 })")
    page.evaluate("roam({ dx: 31, dy: -17 })")
    assert page.evaluate(SHIFT) < 1
    page.set_viewport_size({"width": 700, "height": 600})
    until(page, "chart.getWidth() === document.querySelector('#picture').clientWidth")
    assert page.evaluate(SHIFT) < 1
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert page.evaluate("chart.getWidth()") == 640
    assert page.evaluate(SHIFT) < 1


def test_on_paper_it_is_light_and_sharp_and_comes_back(page: Page) -> None:
    page.emulate_media(color_scheme="dark")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate("colours().paper") == "#faf9f6"
    assert page.evaluate("chart.getDevicePixelRatio()") == 3
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.evaluate("colours().paper") == "#15181b"
    assert len(page.pdf()) > 10_000
