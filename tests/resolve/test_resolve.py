"""Facts of pages to one graph: what is the same becomes one, what is not stays apart, and order does not matter."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest

from kg import places
from kg.model import Entity, Evidence, Fact, Graph, Observation, Page, Relation, Text
from kg.records import GRAPH, write_graph
from kg.resolve import resolve
from kg.resolve.identity import entity_id, fact_id

SHANDONG, CHONGQING = Entity("Place", "山东省", "370000"), Entity("Place", "重庆市", "500000")
WENCHUAN = Entity("Place", "汶川县", "513221")

Told = tuple[Text, list[Fact]]


def page(id: str, *facts: Fact, clean: str = "标题\n正文") -> Told:
    return Text(Page(id, f"{id}.txt", clean.encode(), "utf-8", clean), clean), list(facts)


def said(doc: str, start: int = 0) -> tuple[Evidence]:
    return (Evidence(doc, start, start + 9, "山东省结对帮扶重庆市", "giver verb receiver"),)


def assists(doc: str, start: int = 0, **more: object) -> Relation:
    return Relation(SHANDONG, "assists", CHONGQING, said(doc, start), **more)  # type: ignore[arg-type]


def workshops(doc: str, value: float = 21, **more: object) -> Observation:
    return Observation(WENCHUAN, "has_workshops", value, "count", said(doc), **more)  # type: ignore[arg-type]


def person(doc: str, name: str, *ties: tuple[str, Entity | str]) -> list[Fact]:
    return [Relation(Entity("Person", name), predicate, object, said(doc)) for predicate, object in ties]


def graph_of(*pages: Told) -> Graph:
    return resolve(pages, places.load())


def people(graph: Graph) -> set[str]:
    return {str(entity.id) for entity in graph.entities.values() if entity.type == "Person"}


def test_the_same_fact_on_two_pages_is_one_with_two_pieces_of_evidence() -> None:
    graph = graph_of(page("a", assists("a")), page("b", assists("b", 30)))
    (fact,) = graph.facts.values()
    assert [(evidence.doc, evidence.start) for evidence in fact.evidence] == [("a", 0), ("b", 30)]


def test_a_fact_said_twice_in_the_same_words_has_them_once() -> None:
    graph = graph_of(page("a", assists("a"), assists("a")))
    assert [len(fact.evidence) for fact in graph.facts.values()] == [1]


def test_the_surest_evidence_gives_the_confidence() -> None:
    graph = graph_of(page("a", assists("a", confidence=0.6)), page("b", assists("b", confidence=0.9)))
    assert [fact.confidence for fact in graph.facts.values()] == [0.9]


@pytest.mark.parametrize(
    "other",
    [
        {"value": 22},
        {"period": "2020"},
        {"approx": "about"},
        {"population": "registered_poor"},
        {"counterpart": SHANDONG},
    ],
    ids=lambda other: next(iter(other)),
)
def test_figures_that_differ_in_one_dimension_are_two_facts(other: dict[str, object]) -> None:
    graph = graph_of(page("a", workshops("a"), workshops("a", **{"value": 21, **other})))  # type: ignore[arg-type]
    assert len(graph.facts) == 2


def test_a_pairing_of_another_time_is_another_fact() -> None:
    assert len(graph_of(page("a", assists("a"), assists("a", period="2017/.."))).facts) == 2


def test_the_order_of_the_pages_does_not_matter(tmp_path: Path) -> None:
    pages = [
        page("a", assists("a"), workshops("a")),
        page("b", assists("b", 4), *person("b", "薛德科", ("works_at", Entity("Organization", "蓝鹰工程办公室")))),
        page(
            "c",
            assists("c", confidence=0.7),
            Relation(WENCHUAN, "launched", Entity("Project", "“蓝鹰工程”"), said("c")),
        ),
        page("d", Relation(WENCHUAN, "launched", Entity("Project", "蓝鹰工程"), said("d"))),
    ]
    written = set()
    for order in permutations(pages):
        write_graph(graph_of(*order), tmp_path)
        written.add((tmp_path / GRAPH).read_bytes())
    assert len(written) == 1


def test_ids_are_made_from_content() -> None:
    """These ids are in people's files and queries: a change of them is a change of the format."""
    assert entity_id(SHANDONG, "a", {}) == "370000"
    assert entity_id(Entity("Organization", "汶川县人社局"), "a", {}) == "84f27b53efbeef79"
    assert fact_id(assists("a")) == fact_id(assists("b", 30)) == "0126368ba5ec7053"
    assert fact_id(workshops("a")) == fact_id(workshops("b", 21.0)) == "20da976a26e683cb"


def test_a_name_is_the_same_with_and_without_marks() -> None:
    graph = graph_of(
        page("a", Relation(WENCHUAN, "launched", Entity("Project", "“蓝鹰工程”"), said("a"))),
        page("b", Relation(WENCHUAN, "launched", Entity("Project", "蓝鹰工程"), said("b"))),
    )
    (fact,) = graph.facts.values()
    assert isinstance(fact, Relation)
    assert isinstance(fact.object, Entity)
    assert fact.object.name == "蓝鹰工程"
    assert graph.entities[f"Project/{fact.object.id}"] is fact.object


def test_persons_of_one_name_with_different_anchors_stay_two() -> None:
    graph = graph_of(
        page("a", *person("a", "王芳", ("works_at", Entity("Organization", "汶川县人社局")))),
        page("b", *person("b", "王芳", ("works_at", Entity("Organization", "云阳县医院")))),
    )
    assert len(people(graph)) == 2


def test_persons_of_one_name_without_an_anchor_stay_each_page_s_own() -> None:
    graph = graph_of(
        page("a", *person("a", "王芳", ("holds_position", "局长"))),
        page("b", *person("b", "王芳", ("holds_position", "局长"))),
    )
    assert len(people(graph)) == 2
    assert len(graph.facts) == 2


def test_a_person_with_the_same_anchor_on_two_pages_is_one() -> None:
    office = Entity("Organization", "汶川县人社局")
    graph = graph_of(
        page("a", *person("a", "王芳", ("works_at", office), ("holds_position", "局长"))),
        page("b", *person("b", "王芳", ("works_at", office))),
    )
    assert len(people(graph)) == 1
    # What else a page says of her joins the same node.
    (id,) = people(graph)
    assert {fact.subject.id for fact in graph.facts.values()} == {id}


def test_events_are_each_page_s_own() -> None:
    fair = Entity("Event", "专场招聘会")
    graph = graph_of(
        page("a", Relation(WENCHUAN, "held", fair, said("a"))), page("b", Relation(WENCHUAN, "held", fair, said("b")))
    )
    assert len(graph.facts) == 2


def test_places_come_with_all_that_they_are_part_of() -> None:
    town = Entity("Place", "映秀镇", "513221/映秀镇")
    graph = graph_of(page("a", Observation(town, "has_workshops", 2, "count", said("a"))))
    assert graph.places["513221/映秀镇"].parent == "513221"
    assert graph.places["513221"].parent == "513200"
    assert graph.places["513200"].parent == "510000"
    assert graph.entities.keys() == {"Place/513221/映秀镇"}


def test_a_page_is_known_by_what_it_says_of_itself() -> None:
    paper, own = Entity("Organization", "岷江观察"), Entity("Document", "a")
    graph = graph_of(
        page(
            "a", Relation(own, "published_by", paper, said("a")), Relation(own, "published_on", "2020-04-24", said("a"))
        )
    )
    document = graph.documents["a"]
    assert (document.title, document.publisher, document.published) == ("标题", "岷江观察", "2020-04-24")


def test_a_page_that_is_called_like_a_place_stays_a_page() -> None:
    paper = Entity("Organization", "岷江观察")
    own = Relation(Entity("Document", "500000"), "published_by", paper, said("500000"))
    graph = graph_of(page("500000", own, assists("500000")))
    assert {(fact.subject.type, fact.subject.name) for fact in graph.facts.values()} == {
        ("Document", "500000"),
        ("Place", "山东省"),
    }
    assert {entity.name for entity in graph.entities.values()} == {"500000", "岷江观察", "山东省", "重庆市"}
