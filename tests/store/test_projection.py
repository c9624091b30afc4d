from dataclasses import replace
from typing import Any

import pytest
from store_sample import OBSERVATIONS, PLACE, said, small_graph

from kg.errors import StoreError
from kg.model import Entity, Graph, Observation, Relation
from kg.ontology import load
from kg.store.projection import latest_figures, project
from kg.store.rows import Node, NodeKey, Relationship, Rows


def node(rows: Rows, label: str, id: str) -> Node:
    return next(row for row in rows.nodes if row.key == NodeKey(label, id))


def ties(rows: Rows, type: str) -> list[Relationship]:
    return [row for row in rows.relationships if row.type == type]


def test_a_pairing_is_a_relationship_that_names_its_evidence(graph: Graph) -> None:
    [pairing] = [row for row in project(graph).relationships if row.id == "r01"]
    assert pairing == Relationship(
        "ASSISTS",
        NodeKey("Place", "370000"),
        NodeKey("Place", "500000"),
        "r01",
        {
            "confidence": 1.0,
            "evidence": ["one:0-10:4d2702b8", "two:4-8:89cee64b"],
            "documents": ["one", "two"],
            "programmes": ["东西部协作"],
        },
    )


def test_a_dated_relation_has_the_period_and_its_days(graph: Graph) -> None:
    [issued] = ties(project(graph), "ISSUED")
    assert {name: issued.properties[name] for name in ("period", "start", "end")} == {
        "period": "2020-07",
        "start": "2020-07-01",
        "end": "2020-07-31",
    }


def test_a_figure_is_a_node_with_its_counterpart_and_evidence(graph: Graph) -> None:
    rows = project(graph)
    assert node(rows, "Observation", "o05").properties == {
        "measure": "transferred_workers",
        "value": 2000.0,
        "unit": "person",
        "approx": "exact",
        "population": "registered_poor",
        "confidence": 1.0,
        "period": "2020-01/2020-10",
        "start": "2020-01-01",
        "end": "2020-10-31",
    }
    key = NodeKey("Observation", "o05")
    assert {(row.type, row.end) for row in rows.relationships if row.start == key} == {
        ("WITH", NodeKey("Place", "370000")),
        ("EVIDENCED_BY", NodeKey("Evidence", graph.facts["o05"].evidence[0].id)),
    }
    [subject] = [row for row in rows.relationships if row.end == key]
    assert (subject.type, subject.start) == ("HAS_OBSERVATION", NodeKey("Place", "500000"))


def test_a_relation_to_a_string_is_a_statement(graph: Graph) -> None:
    rows = project(graph)
    assert node(rows, "Statement", "r07").properties["text"] == "车间主任"
    assert [row.start.label for row in ties(rows, "HAS_STATEMENT")] == ["Person"]


def test_a_page_has_its_publisher_and_date_under_its_own_id(graph: Graph) -> None:
    rows = project(graph)
    page = node(rows, "Document", "two")
    assert page.labels == ("Document", "Page")
    assert (page.properties["publisher"], page.properties["published"]) == ("协作日报", "2021-03-02")
    [published] = ties(rows, "PUBLISHED_BY")
    assert published.start == page.key
    assert "document:e5" not in {row.id for row in rows.nodes}


def test_provinces_are_not_tied_to_the_country(graph: Graph) -> None:
    parts = {(row.start.id, row.end.id) for row in ties(project(graph), "PART_OF")}
    assert ("513221/水磨镇", "513221") in parts
    assert not [end for _, end in parts if end == "100000"]


def test_labels_and_types_share_no_name(graph: Graph) -> None:
    rows = project(graph)
    labels = {label for row in rows.nodes for label in row.labels}
    assert not {label.upper() for label in labels} & {row.type for row in rows.relationships}


def test_the_order_of_the_input_changes_nothing(graph: Graph) -> None:
    backwards = Graph(*(dict(reversed(part.items())) for part in _parts(graph)))
    assert project(backwards) == project(graph)
    assert project(backwards).digest() == project(graph).digest()


def test_another_figure_gives_another_digest(graph: Graph) -> None:
    changed = {**graph.facts, "o01": replace(OBSERVATIONS["o01"], value=22)}
    assert project(replace(graph, facts=changed)).digest() != project(graph).digest()


def test_a_page_that_is_called_like_a_place_stays_apart(graph: Graph) -> None:
    graph.documents["500000"] = replace(graph.documents["one"], id="500000")
    assert {row.labels for row in project(graph).nodes if row.id == "500000"} == {
        ("Place", "Province"),
        ("Document", "Page"),
    }


@pytest.mark.parametrize(
    ("fact", "words"),
    [
        (Relation(Entity("Place", "某地"), "assists", PLACE["重庆市"], said("one", 0, "某")), "某地 has no id"),
        (Relation(PLACE["山东省"], "assists", PLACE["重庆市"], said("nine", 0, "某")), "lacks the Document nine"),
        (Relation(PLACE["山东省"], "helps`]->()", PLACE["重庆市"], said("one", 0, "某")), "can't be a label"),
        (Relation(Entity("A B", "某", "x"), "assists", PLACE["重庆市"], said("one", 0, "某")), "can't be a label"),
    ],
    ids=["no id", "no page", "type", "label"],
)
def test_a_graph_that_is_not_sound_is_refused(graph: Graph, fact: Relation, words: str) -> None:
    with pytest.raises(StoreError, match=words):
        project(replace(graph, facts={"x": fact}))


def test_the_tie_to_a_counterpart_says_its_role(graph: Graph) -> None:
    roles = {row.start.id: row.properties["role"] for row in ties(project(graph), "WITH")}
    assert roles == {"o04": "giver", "o05": "destination"}


def figure(value: float, period: str | None = None, **others: Any) -> Observation:
    return Observation(PLACE["汶川县"], "has_workshops", value, "count", said("one", 0, "某"), period=period, **others)


@pytest.mark.parametrize(
    ("figures", "latest"),
    [
        ([figure(21, "2021"), figure(12, "2020")], 21),
        ([figure(21), figure(12, "2020")], 12),
        ([figure(21, "2020"), figure(12, "2020-12")], 12),
        ([figure(21, "../2021-06-30"), figure(12, "2020")], 21),
        ([figure(21, "2021"), figure(21, "2021")], 21),
        ([figure(21, "2021"), figure(22, "2021")], None),
        ([figure(9, "2022", population="veterans"), figure(12, "2020")], 12),
        ([figure(9, "2022", counterpart=PLACE["山东省"])], 9),
    ],
    ids=["later", "dated", "more precise", "up to", "same", "conflict", "population", "giver"],
)
def test_the_latest_figure_is_a_property_of_the_place(figures: list[Observation], latest: float | None) -> None:
    found = latest_figures(figures, load().measures).get(NodeKey("Place", "513221"), {})
    assert found.get("has_workshops") == latest


@pytest.mark.parametrize("measure", ["transferred_workers", "other"])
def test_a_figure_of_a_part_or_of_no_measure_is_no_property(measure: str) -> None:
    moved = replace(figure(9, "2022", counterpart=PLACE["山东省"]), predicate=measure)
    assert latest_figures([moved], load().measures) == {}


def test_wenchuan_has_21_workshops() -> None:
    rows = project(small_graph())
    assert node(rows, "Place", "513221").properties["has_workshops"] == 21
    assert "trained_people" not in node(rows, "Place", "500000").properties


def test_a_measure_does_not_hide_a_property(graph: Graph) -> None:
    named = replace(graph.facts["o01"], predicate="name")
    assert node(project(replace(graph, facts={"x": named})), "Place", "513221").properties["name"] == "汶川县"


def _parts(graph: Graph) -> list[dict[str, Any]]:
    return [graph.documents, graph.entities, graph.places, graph.facts]
