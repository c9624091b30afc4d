"""Places in context: the ids of what a text names, in its order."""

from __future__ import annotations

import pytest
from extract_cases import cases, extractor, page


def places(text: str) -> list[str]:
    return [mention.value.key for mention in extractor().read(page(text)).places]


@pytest.mark.parametrize(("text", "ids"), cases("places"))
def test_places_of_a_text(text: str, ids: str) -> None:
    found = places(text)
    assert found == ids.split()


@pytest.mark.parametrize("text", [case.values[0] for case in cases("places", with_known_failures=False)])
def test_places_are_in_order_apart_and_within_the_text(text: str) -> None:
    at = 0
    for mention in extractor().read(page(text)).places:
        assert at <= mention.start < mention.end <= len(text)
        at = mention.end


@pytest.mark.parametrize(("text", "home"), cases("homes"))
def test_whom_a_page_speaks_for(text: str, home: str) -> None:
    found = extractor().read(page(text)).home or ""
    assert found == home


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "石塔集团有限公司2022年定点帮扶工作报告\n石塔集团有限公司定点帮扶会宁县、靖远县。\n全年投入资金。",
            "石塔集团有限公司",
        ),
        ("中山市小榄镇驻潮安区金石镇帮扶工作队助农\n潮安区的柑橘到了小榄镇，潮安区的农户卖出柑橘。", "金石镇"),
        ("石塔集团有限公司会宁县车间开业\n石塔集团有限公司帮扶会宁县。", "会宁县"),
        ("石塔集团有限公司来了\n会宁县车间开业。", "会宁县"),
    ],
)
def test_a_report_is_about_the_firm_or_team_of_its_title(text: str, name: str) -> None:
    focus = extractor().read(page(text)).focus
    assert focus
    assert focus.name == name
