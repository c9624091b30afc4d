"""Flows of workers that a text tells."""

from __future__ import annotations

import pytest
from extract_cases import about_aid, cases, relations, wanted

from kg.model import Entity


@pytest.mark.parametrize(("text", "flows"), cases("flows"))
def test_flows_of_a_text(text: str, flows: str) -> None:
    found = relations(about_aid(text), "sends_workers_to")
    told = [f"{each.subject.name}>{each.object.name}" for each in found if isinstance(each.object, Entity)]
    assert sorted(told) == wanted(flows)
