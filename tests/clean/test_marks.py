"""Commas that a site put in before other marks."""

from __future__ import annotations

import pytest

from kg.clean.marks import marks
from kg.model import Layer

PUT_IN = "天津市,、青岛市,、福州市帮扶甘肃省,,资金到位,。"


def test_the_commas_before_marks_go() -> None:
    assert Layer("marks", marks(PUT_IN)).apply(PUT_IN) == "天津市、青岛市、福州市帮扶甘肃省,资金到位。"


@pytest.mark.parametrize(
    "text",
    [
        "姓名,,电话\n张三,,0972",
        "天津市,、青岛市帮扶甘肃省,,资金到位。",  # two are a slip, not a site's doing
        "他说，“好，，好。”",
        "a[1,,2]",
        "",
    ],
)
def test_other_commas_stay(text: str) -> None:
    assert marks(text) == ()


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("投入资金6。83亿元，转移14。24万人，增长13。2%。", "投入资金6.83亿元，转移14.24万人，增长13.2%。"),
        ("增收9186。5元。", "增收9186.5元。"),
        ("情况如下：\n1。5万人就业。", "情况如下：\n1。5万人就业。"),  # the number of a paragraph
        ("自2020。12万人就业。", "自2020。12万人就业。"),
        ("建成车间52。2021年新建3家。", "建成车间52。2021年新建3家。"),
    ],
)
def test_full_stops_within_figures_are_points(text: str, mended: str) -> None:
    assert Layer("marks", marks(text)).apply(text) == mended
