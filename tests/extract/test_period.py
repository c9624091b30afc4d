"""Periods: the times that a text names, as EDTF, each once; those that need history to be dated are left out."""

from __future__ import annotations

import pytest
from extract_cases import cases

from kg.extract.times.clock import Clock
from kg.extract.times.period import find_periods, report_period, since


@pytest.mark.parametrize(("text", "today", "edtf"), cases("periods"))
def test_times_of_a_text(text: str, today: str, edtf: str) -> None:
    found = find_periods(text, 0, len(text), Clock(today or None))
    dated = [mention.value.edtf for mention in found if mention.value.edtf]
    assert list(dict.fromkeys(dated)) == edtf.split()


@pytest.mark.parametrize(("title", "today", "edtf"), cases("report_periods"))
def test_period_that_a_title_reports_on(title: str, today: str, edtf: str) -> None:
    period = report_period(title, today or None)
    assert (period.edtf if period else None) == (edtf or None)


def test_a_month_alone_is_of_the_year_that_the_title_reports_on() -> None:
    text = "3月，签约企业20家"
    (month,) = find_periods(text, 0, len(text), Clock("2021-02-01", report_year=2020))
    assert month.value.edtf == "2020-03"


def test_the_year_once_named_stays_for_the_months_after_it() -> None:
    text = "2018年签约，3月动工，11月投产"
    found = find_periods(text, 0, len(text), Clock("2021-02-01"))
    assert [mention.value.edtf for mention in found] == ["2018", "2018-03", "2018-11"]


def test_a_time_that_nobody_can_date_still_ends_the_reach_of_the_one_before() -> None:
    text = "2020年培训300人，三年来培训2000人"
    found = find_periods(text, 0, len(text), Clock("2021-02-01"))
    assert [mention.value.edtf for mention in found] == ["2020", None]


def test_only_what_is_up_to_now_says_so() -> None:
    text = "2020年12月，截至目前"
    found = find_periods(text, 0, len(text), Clock("2021-02-01"))
    assert [mention.value.is_up_to_now for mention in found] == [False, True]


def test_what_is_compared_with_is_of_the_next_figure_only() -> None:
    text = "2020年1-10月销售3亿元，去年同期为2亿元"
    found = find_periods(text, 0, len(text), Clock("2020-11-02"))
    assert [mention.value.is_local for mention in found] == [False, True]


def test_the_year_of_a_target_is_of_the_next_figure_only() -> None:
    text = "完成全年目标600人的90%"
    (year,) = find_periods(text, 0, len(text), Clock("2020-11-02"))
    assert year.value.is_local


@pytest.mark.parametrize(
    ("period", "open_one"), [("2017", "2017/.."), ("2017-03", "2017-03/.."), ("2017/2019", "2017/2019"), (None, None)]
)
def test_since(period: str | None, open_one: str | None) -> None:
    assert since(period) == open_one
