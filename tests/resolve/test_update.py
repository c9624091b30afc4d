"""Pages that change or go: the graph is the one that the remaining pages give, to the letter."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg import places
from kg.errors import StoreError
from kg.model import Entity, Evidence, Fact, Graph, Observation, Page, Relation, Text
from kg.records import GRAPH, read_graph, write_graph
from kg.resolve import PageFacts, page_facts, resolve, take_apart, update

GAZETTEER = places.load()
Told = tuple[Text, list[Fact]]

PLACES = [Entity("Place", "汶川县", "513221"), Entity("Place", "山东省", "370000"), Entity("Place", "东部8省市")]
NAMED = [
    Entity(type, name)
    for type, names in {
        "Project": ("“蓝鹰工程”", "蓝鹰工程", "《蓝鹰工程》"),
        "Organization": ("ABC公司", "abc公司"),
        "Person": ("王芳",),
        "Event": ("招聘会",),
    }.items()
    for name in names
]
CONFIDENCES = st.sampled_from([0.5, 0.75, 1.0])


@st.composite
def said_facts(draw: st.DrawFn, page: str) -> list[Fact]:
    """Facts of few things, so that pages often say the same, in other words and less surely."""
    facts: list[Fact] = []
    for _ in range(draw(st.integers(0, 4))):
        starts = draw(st.lists(st.integers(0, 3), min_size=1, max_size=3))
        evidence = tuple(Evidence(page, start, start + 4, draw(st.sampled_from("甲乙")), "rule") for start in starts)
        subject, other = draw(st.sampled_from(PLACES + NAMED)), draw(st.sampled_from(PLACES + NAMED))
        period, confidence = draw(st.sampled_from([None, "2020"])), draw(CONFIDENCES)
        if draw(st.booleans()):
            bounds = {"low": draw(st.sampled_from([None, 21.0])), "high": draw(st.sampled_from([None, 21.0, 30.0]))}
            figure = Observation(subject, "has_workshops", 21.0, "count", evidence, confidence=confidence, **bounds)
            facts.append(replace(figure, period=period, counterpart=draw(st.sampled_from([None, other]))))
        else:
            predicate = draw(st.sampled_from(["assists", "works_at", "cites"]))
            facts.append(Relation(subject, predicate, other, evidence, period, confidence))
    return facts


def told(id: str, facts: list[Fact]) -> Told:
    text = f"{id}\n正文"
    return Text(Page(id, f"{id}.txt", text.encode(), "utf-8", text), text), facts


@st.composite
def pages(draw: st.DrawFn, ids: str) -> dict[str, Told]:
    return {id: told(id, draw(said_facts(id))) for id in ids if draw(st.booleans())}


def graph_of(told: dict[str, Told]) -> Graph:
    return resolve(told.values(), GAZETTEER)


def parts_of(told: dict[str, Told]) -> list[PageFacts]:
    return [page_facts(*each) for each in told.values()]


@given(before=pages("abcde"), changed=pages("abcf"), gone=st.sets(st.sampled_from("abcde")))
@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_an_updated_graph_is_the_one_built_anew(
    tmp_path: Path, before: dict[str, Told], changed: dict[str, Told], gone: set[str]
) -> None:
    write_graph(graph_of(before), tmp_path)
    updated = update(read_graph(tmp_path), GAZETTEER, parts_of(changed), gone)
    remaining = {id: page for id, page in before.items() if id not in gone} | changed
    anew = graph_of(remaining)
    assert updated == anew
    write_graph(updated, tmp_path)
    first = (tmp_path / GRAPH).read_bytes()
    write_graph(anew, tmp_path)
    assert first == (tmp_path / GRAPH).read_bytes()


@given(told=pages("abcde"))
@settings(max_examples=100)
def test_a_graph_comes_apart_into_the_parts_it_was_merged_from(told: dict[str, Told]) -> None:
    def by_page(part: PageFacts) -> str:
        return part.document.id

    assert sorted(take_apart(graph_of(told)), key=by_page) == sorted(parts_of(told), key=by_page)


def test_what_a_page_says_otherwise_is_kept_with_it_and_nothing_else() -> None:
    def page(id: str, name: str, confidence: float, value: float) -> Told:
        project, said = Entity("Project", name), (Evidence(id, 0, 4, name, "rule"),)
        figure = Observation(PLACES[0], "has_workshops", value, "count", said, high=value)
        return told(id, [Relation(PLACES[1], "supports", project, said, None, confidence), figure])

    graph = resolve([page("a", "“蓝鹰工程”", 0.6, 1), page("b", "蓝鹰工程", 0.9, 2)], GAZETTEER)
    [project] = [key for key in graph.entities if key.startswith("Project/")]
    [support] = [id for id, fact in graph.facts.items() if isinstance(fact, Relation)]
    assert graph.documents["a"].own == {support: {"confidence": 0.6}, project: {"name": "“蓝鹰工程”"}}
    assert graph.documents["b"].own is None
    [fact] = [fact for fact in update(graph, GAZETTEER, gone=["b"]).facts.values() if isinstance(fact, Relation)]
    assert (fact.confidence, fact.object.name) == (0.6, "“蓝鹰工程”")  # type: ignore[union-attr]


def test_a_place_stays_while_another_is_part_of_it() -> None:
    def page(id: str, place: Entity) -> Told:
        return told(id, [Observation(place, "has_workshops", 1, "count", (Evidence(id, 0, 1, "1", "rule"),))])

    graph = resolve([page("a", Entity("Place", "四川省", "510000")), page("b", PLACES[0])], GAZETTEER)
    assert "Place/510000" in graph.entities
    without = update(graph, GAZETTEER, gone=["a"])
    assert "Place/510000" not in without.entities
    assert {"510000", "513221"} <= without.places.keys()
    assert "513221" not in update(graph, GAZETTEER, gone=["b"]).places


def test_a_graph_that_lacks_a_page_is_not_updated(tmp_path: Path) -> None:
    graph = resolve(
        [told("a", [Relation(PLACES[1], "assists", PLACES[0], (Evidence("a", 0, 1, "帮", "r"),))])], GAZETTEER
    )
    write_graph(graph, tmp_path)
    lines = (tmp_path / GRAPH).read_text(encoding="utf-8").splitlines(keepends=True)
    (tmp_path / GRAPH).write_text("".join(line for line in lines if json.loads(line)["kind"] != "document"), "utf-8")
    with pytest.raises(StoreError, match=r"lacks the page a, .* Build it again"):
        update(read_graph(tmp_path), GAZETTEER)
