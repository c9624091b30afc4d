"""Whole figures: whose each is, with whom, of whom and when. An empty cell says that there is nothing to say."""

from __future__ import annotations

import pytest
from extract_cases import about_aid, cases, observations, told

CASE = ("text", "published", "figure", "period", "population", "counterpart")


@pytest.mark.parametrize(CASE, cases("figures"))
def test_whole_figure(text: str, published: str, figure: str, period: str, population: str, counterpart: str) -> None:
    found = [
        (told(each), each.period or "", each.population or "", each.counterpart.name if each.counterpart else "")
        for each in observations(about_aid(text, published))
    ]
    assert (figure, period, population, counterpart) in found
