"""What states no fact: a rule's conditions, what a page corrects, hopes for or denies; its other figures stay."""

from __future__ import annotations

import pytest
from extract_cases import about_aid, cases, observations, told, wanted


@pytest.mark.parametrize(("text", "figures"), cases("conditions"))
def test_only_facts_are_told(text: str, figures: str) -> None:
    found = sorted(map(told, observations(about_aid(text, "2020-04-24"))))
    assert found == wanted(figures)
