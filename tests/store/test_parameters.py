"""Places, measures and levels as people name them, in the terms of the graph."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

import pytest
from store_sample import small_graph

from kg.errors import QueryError
from kg.model import Entity, Graph, Relation
from kg.ontology import load
from kg.parameters import level, measure, place_id
from kg.store.embedded import EmbeddedStore
from kg.store.projection import project


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("重庆市", "500000"),
        ("重庆", "500000"),
        ("渝", "500000"),
        ("Chongqing", "500000"),
        ("chong qing", "500000"),
        ("500000", "500000"),
        ("石柱县", "500240"),
        ("开县", "500154"),
        ("Xian", "610100"),
        ("水磨镇", "513221/水磨镇"),
        ("513221/水磨镇", "513221/水磨镇"),
        ("海南", "460000"),
    ],
    ids=[
        "full", "bare", "letter", "English", "English with a space", "id", "short", "former", "English without a mark",
        "town of the graph", "id of a town", "the highest level",
    ],
)  # fmt: skip
def test_a_place_by_any_of_its_names(name: str, id: str, embedded: EmbeddedStore) -> None:
    assert place_id(name, embedded) == id


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("", "There is no place ''."),
        ("重天", "There is no place '重天'. Give its full name, such as 石柱县, or its id."),
        ("重庆是", "There is no place '重庆是'. Did you mean 重庆市?"),
        ("Wenchaun", "Did you mean Wenchuan"),
        ("石住县", "Did you mean 石柱土家族自治县 or "),
        ("万洲区", "Did you mean 万州区 or "),
        ("武溪县", "Did you mean 巫溪县 or "),
        ("朝阳区", "several places. Give the id of one: 110105 (北京市朝阳区), 220104 (吉林省长春市朝阳区)."),
    ],
    ids=[
        "empty",
        "like none",
        "typo",
        "English typo",
        "sounds alike",
        "sounds alike, too",
        "same tone aside",
        "ambiguous",
    ],
)
def test_a_name_that_is_no_place_or_several(name: str, words: str, embedded: EmbeddedStore) -> None:
    with pytest.raises(QueryError) as error:
        place_id(name, embedded)
    assert words in str(error.value)


def test_of_several_places_the_one_in_the_graph_is_meant() -> None:
    assert place_id("朝阳区", Holding("220104")) == "220104"


class Holding:
    """A store that holds these places."""

    def __init__(self, *ids: str) -> None:
        self.ids = ids

    def held_places(self, ids: Collection[str], name: str) -> set[str]:
        return {id for id in self.ids if id in ids}


@pytest.mark.parametrize("name", ["has_workshops", "Has_Workshops", "扶贫车间数", "has workshops"])
def test_a_measure_by_name_or_label(name: str, embedded: EmbeddedStore) -> None:
    known = load().measures["has_workshops"]
    assert name.casefold() in (known.name, known.label_zh, known.label_en)
    assert measure(name, embedded) == "has_workshops"


def test_a_measure_that_is_none(embedded: EmbeddedStore) -> None:
    with pytest.raises(
        QueryError, match=r"no measure 'has_workshps'. Did you mean has_workshops.* `kg measures` lists"
    ):
        measure("has_workshps", embedded)
    with pytest.raises(QueryError, match=r"no measure 'nonsense'. `kg measures` lists"):
        measure("nonsense", embedded)


@pytest.mark.parametrize(("words", "meant"), [("帮扶资金", "cooperation_funds"), ("扶贫车间", "has_workshops")])
def test_a_measure_by_the_words_that_say_it_is_told(words: str, meant: str, embedded: EmbeddedStore) -> None:
    with pytest.raises(QueryError, match=rf"Did you mean {meant}\?"):
        measure(words, embedded)


def test_a_measure_of_ones_own_ontology(embedded: EmbeddedStore) -> None:
    own = replace(load(), measures={"has_nurseries": replace(load().measures["has_workshops"], name="has_nurseries")})
    assert measure("has_nurseries", embedded, own) == "has_nurseries"


def test_levels(embedded: EmbeddedStore) -> None:
    assert (level("county", embedded), level("县", embedded)) == ("county", "county")
    with pytest.raises(QueryError, match=r"no level '城'. Use one of country, province, "):
        level("城", embedded)


def test_a_page_called_like_a_place_is_no_place() -> None:
    page = Relation(Entity("Document", "500000", "500000"), "cites", Entity("Place", "重庆市", "500000"), ())
    graph: Graph = replace(small_graph(), facts={"x": page})
    assert {row.key.label for row in project(graph).nodes if row.id == "500000"} == {"Document", "Place"}
