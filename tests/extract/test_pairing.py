"""Pairings: who assists whom, as `giver>receiver`, with `@` and the period where the sentence dates it."""

from __future__ import annotations

import pytest
from extract_cases import cases, facts, page, relations, wanted

from kg.model import Entity, Relation


def told(relation: Relation) -> str:
    assert isinstance(relation.object, Entity)
    period = f"@{relation.period}" if relation.period else ""
    return f"{relation.subject.name}>{relation.object.name}{period}"


@pytest.mark.parametrize(("text", "pairs"), cases("pairings"))
def test_pairs_of_a_text(text: str, pairs: str) -> None:
    found = sorted(map(told, relations(page(text), "assists")))
    assert found == wanted(pairs)


@pytest.mark.parametrize("text", [case.values[0] for case in cases("pairings", with_known_failures=False)])
def test_both_sides_are_places_with_ids_and_the_words_are_the_evidence(text: str) -> None:
    for relation in relations(page(text), "assists"):
        for side in (relation.subject, relation.object):
            assert isinstance(side, Entity)
            assert side.type == "Place"
            assert side.id or side.name.startswith(("东", "中", "西"))
        assert all(each.quote in text.replace("\n", "") for each in relation.evidence)


def test_a_pair_said_twice_is_one_fact_with_both_pieces_of_evidence() -> None:
    text = "山东省对口帮扶重庆市。多年来，山东省倾力帮扶重庆市，成效明显。"
    (relation,) = relations(page(text), "assists")
    assert len(relation.evidence) == 2


def test_no_fact_is_made_twice() -> None:
    found = facts(page("鲁渝协作开花结果。山东省对口帮扶重庆市，鲁渝劳务协作稳步推进。"))
    assert len({(f.subject.key, f.predicate, str(f)) for f in found}) == len(found)
