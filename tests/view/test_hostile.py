"""Two hundred hostile names in every place where a page may put one: nothing runs, nothing breaks."""

from __future__ import annotations

from pathlib import Path

from chromium_fixtures import Tab, until
from view_sample import HOSTILE, written

from kg.model import Document, Entity, Evidence, Fact, Graph, Observation, Relation


def hostile_graph() -> Graph:
    """Each name is a place, a person, a page with its title, a period, a measure, a population and a sentence."""
    places = [Entity("Place", name, name) for name in HOSTILE]
    facts: dict[str, Fact] = {}
    documents = {}
    for number, (name, place) in enumerate(zip(HOSTILE, places, strict=True)):
        said = (Evidence(name, number, number + 1, name, name, name, name),)
        documents[name] = Document(name, name, name, name, name, "https://example.org/?" + name)
        facts[f"p{number}"] = Relation(place, "assists", places[number - 1], said, name)
        facts[f"o{number}"] = Observation(place, name, 1.0, name, said, population=name, counterpart=places[number - 1])
        facts[f"t{number}"] = Relation(Entity("Person", name, name), name, place, said)
    return Graph(documents, {f"Place/{place.id}": place for place in places}, {}, facts)


def test_hostile_names_stay_text_in_every_view(tab: Tab, tmp_path: Path) -> None:
    assert len(HOSTILE) == 200
    page, dialogs = tab.page, list[str]()
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    file = written(hostile_graph(), tmp_path / "hostile.html")
    page.goto(file.as_uri())
    page.wait_for_selector("html[data-ready]")
    count = "document.querySelectorAll('*').length"
    kinds = "[...new Set([...document.querySelectorAll('body *')].map(({ localName }) => localName))]"
    made = "article blockquote p mark cite a h3 h4 section details summary strong table caption thead tbody tr th td"
    allowed = {*page.evaluate(kinds), *made.split(), "canvas"}
    links = set()
    for view in ("map", "network", "table&rows=pairings", "table&rows=figures", "table&rows=ties"):
        for language in ("zh", "en"):
            page.evaluate("(state) => { location.hash = state; }", f"view={view}&lang={language}")
            until(page, f"state.lang === '{language}'")
            assert page.evaluate(count) > 100
            links |= set(page.evaluate("[...document.querySelectorAll('a')].map(({ protocol }) => protocol)"))
            assert set(page.evaluate(kinds)) <= allowed
    # The facts of each name, and what is drawn of it.
    odd = page.evaluate(
        """() => Object.keys(told.places).filter((id) => {
          state = { ...state, view: "network", pick: id };
          showPanel([]);
          const drawn = tip({ dataType: "node", data: { id } }) + drawnName(id);
          return !document.querySelector("#detail blockquote mark") || /[{}\\n\\u202e]/.test(drawn);
        })"""
    )
    assert odd == []
    assert set(page.evaluate(kinds)) <= allowed
    for name in ("constructor", "__proto__", "toString"):
        page.fill("#search", name)
        assert page.locator("#found li").count() > 0
    assert links == {"https:"}
    assert page.locator("script").count() == 3
    assert page.evaluate("csv().split('\\r\\n').slice(1).every((row) => !/(^|,)\"\\s*[=+@]/.test(row))")
    assert dialogs == []
    assert tab.errors == []
    assert {address.partition(":")[0] for address in tab.requests} == {"file"}
