"""How far a period, a subject and a measure reach: over clauses, sentences, paragraphs, and from the title."""

from __future__ import annotations

import pytest
from extract_cases import about_aid, cases, observations, page, relations, told_relation

from kg.model import Observation, Text

TODAY = "2020-04-24"


def figure(text: Text, predicate: str, value: float) -> Observation:
    return next(each for each in observations(text) if (each.predicate, each.value) == (predicate, value))


def period(body: str, predicate: str, value: float, published: str | None = TODAY) -> str | None:
    return figure(about_aid(body, published), predicate, value).period


@pytest.mark.parametrize(("body", "published", "wanted", "edtf"), cases("reaches"))
def test_period_that_reaches_a_figure(body: str, published: str, wanted: str, edtf: str) -> None:
    predicate, value = wanted.split()
    assert (period(body, predicate, float(value), published) or "") == edtf


def test_a_flow_takes_the_period_of_the_sentence_before() -> None:
    assert period("2019年，汶川县转移就业326人。培训500人次。", "trained_people", 500) == "2019"


def test_a_flow_takes_the_last_of_the_periods_before() -> None:
    body = "2018年，汶川县转移就业300人。2019年，转移就业326人。培训500人次。"
    assert period(body, "trained_people", 500) == "2019"


def test_a_stock_takes_of_another_sentence_only_a_year_that_is_over() -> None:
    assert period("今年，汶川县转移就业326人。建有扶贫车间21个。", "has_workshops", 21) is None
    assert period("2019年，汶川县转移就业326人。建有扶贫车间21个。", "has_workshops", 21) == "2019"


def test_a_stock_takes_the_period_of_its_own_sentence() -> None:
    assert period("2019年，汶川县转移就业326人，建有扶贫车间21个。", "has_workshops", 21) == "2019"


def test_a_stock_takes_the_time_of_writing_from_another_sentence() -> None:
    assert period("截至目前，汶川县转移就业326人。建有扶贫车间21个。", "has_workshops", 21) == f"../{TODAY}"


def test_the_time_of_writing_is_not_known_on_a_page_without_a_date() -> None:
    assert period("截至目前，汶川县建有扶贫车间21个。", "has_workshops", 21, published=None) is None


def test_a_new_paragraph_begins_without_a_period_but_the_pages_lead() -> None:
    assert period("汶川县2019年转移就业326人。\n培训500人次。", "trained_people", 500) is None
    assert period("2019年，汶川县转移就业326人。\n培训500人次。", "trained_people", 500) == "2019"


def test_a_time_without_a_date_ends_the_reach_of_the_one_before() -> None:
    assert period("2019年，汶川县转移就业326人。三年来，培训500人次。", "trained_people", 500) is None


def test_the_period_of_a_comparison_is_of_its_own_figure_only() -> None:
    body = "2020年1-3月，汶川县培训500人次，去年同期为300人次，转移就业326人。"
    assert period(body, "trained_people", 300) == "2019-01/2019-03"
    assert period(body, "transferred_workers", 326) == "2020-01/2020-03"


def test_the_time_of_the_title_is_for_a_stock_only_where_the_page_sums_up_a_year() -> None:
    body = "汶川县培训500人次，建有扶贫车间21个。"
    yearly = page(f"汶川县2019年东西部劳务协作工作总结\n{body}", "2020-01-10")
    assert figure(yearly, "trained_people", 500).period == figure(yearly, "has_workshops", 21).period == "2019"
    half_yearly = page(f"汶川县2019年上半年东西部劳务协作工作总结\n{body}", "2019-07-10")
    assert figure(half_yearly, "trained_people", 500).period == "2019-01/2019-06"
    assert figure(half_yearly, "has_workshops", 21).period is None


def test_the_year_of_the_title_is_not_for_what_a_rule_sets() -> None:
    text = page("汶川县2019年东西部劳务协作补贴政策\n汶川县给予每人每月稳岗补贴300元。", "2020-01-10")
    assert figure(text, "subsidy_standard", 300).period is None


def test_the_title_of_the_markup_counts_before_the_first_line() -> None:
    text = page("汶川县东西部劳务协作\n汶川县培训500人次。", "2020-01-10", title="汶川县2019年工作总结")
    assert figure(text, "trained_people", 500).period == "2019"


def test_a_subject_reaches_over_its_paragraph() -> None:
    text = about_aid("汶川县转移就业326人。培训500人次。举办招聘会15场。")
    assert {each.subject.name for each in observations(text)} == {"汶川县"}


def test_a_subject_that_is_a_goal_is_none() -> None:
    text = about_aid("汶川县输送326人到台州市就业，开出专车12辆。")
    assert {each.subject.name for each in observations(text)} == {"汶川县"}


def test_places_that_parts_name_are_no_subjects_of_what_follows() -> None:
    text = about_aid("阿坝州培训1000人次，其中汶川县500人次，举办招聘会15场。")
    assert figure(text, "job_fairs", 15).subject.name == "阿坝藏族羌族自治州"


def test_respectively_gives_each_place_its_figure() -> None:
    text = about_aid("汶川县、茂县、松潘县分别培训500人次、300人次和200人次。")
    found = {(each.subject.name, each.value) for each in observations(text)}
    assert found == {("汶川县", 500), ("茂县", 300), ("松潘县", 200)}


def test_respectively_needs_as_many_places_as_figures() -> None:
    text = about_aid("汶川县、茂县分别培训500人次、300人次和200人次。")
    assert len({each.subject.name for each in observations(text)}) == 1


def test_respectively_ties_pairs_one_by_one() -> None:
    text = page("无锡市、南京市分别结对帮扶海东市、西宁市。")
    assert {told_relation(each) for each in relations(text, "assists")} == {
        "无锡市 assists 海东市",
        "南京市 assists 西宁市",
    }


def test_without_respectively_every_giver_is_tied_to_every_receiver() -> None:
    text = page("无锡市、南京市结对帮扶海东市、西宁市。")
    assert len(relations(text, "assists")) == 4


def test_a_part_is_of_its_totals_measure_and_of_its_own_people() -> None:
    text = about_aid("汶川县转移就业326人，其中脱贫劳动力53人、残疾人8人。")
    found = {(each.predicate, each.value, each.population) for each in observations(text)}
    assert found == {
        ("transferred_workers", 326, None),
        ("transferred_workers", 53, "lifted_out"),
        ("transferred_workers", 8, "disabled"),
    }


def test_a_part_is_about_its_totals_people_unless_it_says_otherwise() -> None:
    text = about_aid("汶川县转移农村劳动力326人就业，其中到台州市就业120人。")
    assert figure(text, "transferred_workers", 120).population == "rural_workers"


def test_a_part_with_a_noun_of_its_own_is_of_its_own_measure() -> None:
    text = about_aid("汶川县实施援建项目45个，其中建成扶贫车间12个。")
    assert figure(text, "has_workshops", 12).subject.name == "汶川县"


def test_a_rate_of_growth_has_no_parts() -> None:
    text = about_aid("汶川县转移就业326人，同比增长8%，其中脱贫劳动力53人。")
    assert figure(text, "transferred_workers", 53).population == "lifted_out"


def test_a_page_without_a_date_was_written_in_the_year_of_its_title() -> None:
    text = page("汶川县2019年东西部劳务协作情况\n去年，汶川县培训500人次。今年以来，转移就业326人。")
    assert figure(text, "trained_people", 500).period == "2018"
    assert figure(text, "transferred_workers", 326).period == "2019"
