"""Acts: who signed, issued, launched, held or set up what, and when."""

from __future__ import annotations

import pytest
from extract_cases import about_aid, cases, relations, told_relation, wanted

ACTS = ("signed", "issued", "launched", "held", "set_up")


@pytest.mark.parametrize(("text", "published", "acts"), cases("events"))
def test_acts_of_a_text(text: str, published: str, acts: str) -> None:
    found = sorted(map(told_relation, relations(about_aid(text, published), *ACTS)))
    assert found == wanted(acts)


@pytest.mark.parametrize("act", ACTS)
def test_every_act_has_cases(act: str) -> None:
    assert sum(f" {act} " in str(case.values[2]) for case in cases("events")) >= 5
