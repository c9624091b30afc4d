"""Persons: what a text says of them, as `person relation target`, and nothing else."""

from __future__ import annotations

import pytest
from extract_cases import cases, page, relations, told_relation, wanted


@pytest.mark.parametrize(("text", "lives"), cases("persons"))
def test_lives_of_a_text(text: str, lives: str) -> None:
    found = sorted(told_relation(each) for each in relations(page(text)) if each.subject.type == "Person")
    assert found == wanted(lives)
