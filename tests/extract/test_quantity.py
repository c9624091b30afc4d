"""Figures: what a number with its counter says, and how exact it is.

`>` before a value is more_than, `<` less_than, `≤` up_to, `~` about, and nothing is exact; each goes with its bounds.
"""

from __future__ import annotations

import pytest
from extract_cases import cases, number, wanted

from kg import ontology
from kg.extract.quantities.quantity import Quantity, QuantityFinder

MARKS = {"exact": "", "more_than": ">", "less_than": "<", "up_to": "≤", "about": "~"}


def bounds(approx: str, value: float) -> tuple[float | None, float | None]:
    return {
        "exact": (value, value),
        "more_than": (value, None),
        "less_than": (None, value),
        "up_to": (None, value),
        "about": (None, None),
    }[approx]


def told(quantity: Quantity) -> str:
    return f"{MARKS[quantity.approx]}{number(quantity.value)} {quantity.unit.symbol}"


FINDER = QuantityFinder(ontology.load())


@pytest.mark.parametrize(("text", "figures"), cases("quantities"))
def test_figures(text: str, figures: str) -> None:
    found = [quantity for mention in FINDER.find(text) for quantity in mention.value]
    assert sorted(map(told, found)) == wanted(figures)
    assert [(each.low, each.high) for each in found] == [bounds(each.approx, each.value) for each in found]


@pytest.mark.parametrize(("text", "figures"), cases("quantities"))
def test_a_mark_before_or_a_stop_after_changes_nothing(text: str, figures: str) -> None:
    found = [quantity for mention in FINDER.find(f"，{text}。") for quantity in mention.value]
    assert sorted(map(told, found)) == wanted(figures)


def test_a_figure_is_where_its_words_are() -> None:
    text = "全县新建车间21个，吸纳三百余人，其中超过200名是女工。"
    assert [text[m.start : m.end] for m in FINDER.find(text)] == ["21个", "三百余人", "200名"]


@pytest.mark.parametrize("between", ["\n", "\t"])
def test_a_figure_begins_with_its_own_number(between: str) -> None:
    text = f"共21{between}300人"
    assert [text[m.start : m.end] for m in FINDER.find(text)] == ["300人"]
