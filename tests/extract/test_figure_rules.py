"""The small rules of figures: what one implies and entails, whose it is, what is let through, and its evidence."""

from __future__ import annotations

import pytest
from extract_cases import about_aid, extractor, facts, observations, page, relations, told, told_relation

from kg import ontology, places
from kg.extract import Extractor
from kg.extract.extractor import LEAST_CONFIDENCE
from kg.model import Observation


def only(body: str) -> Observation:
    (figure,) = observations(about_aid(body))
    return figure


def test_resumed_workshops_are_at_least_as_many_workshops() -> None:
    found = {each.predicate: each for each in observations(about_aid("汶川县已有21个扶贫车间复工。"))}
    assert set(found) == {"resumed_workshops", "has_workshops"}
    assert (found["has_workshops"].low, found["has_workshops"].high) == (21, None)


def test_resumed_workshops_imply_nothing_beside_a_total() -> None:
    found = list(map(told, observations(about_aid("茂县建成扶贫车间14个，目前复工11个扶贫车间。"))))
    assert sorted(found) == ["茂县 has_workshops 14 count", "茂县 resumed_workshops 11 count"]


def test_workers_who_go_somewhere_entail_a_relation_with_the_same_words_and_period() -> None:
    text = about_aid("2020年，岳池县向湖州市转移就业326人。")
    (figure,), (relation,) = observations(text), relations(text, "sends_workers_to")
    assert told_relation(relation) == "岳池县 sends_workers_to 湖州市 2020"
    assert relation.evidence == figure.evidence


def test_a_relation_that_two_figures_entail_is_one() -> None:
    text = about_aid("岳池县向湖州市转移就业326人。今年又向湖州市转移就业120人。")
    assert len(relations(text, "sends_workers_to")) == 1


def test_workers_who_go_nowhere_entail_nothing() -> None:
    assert relations(about_aid("岳池县转移就业326人。"), "sends_workers_to") == []


@pytest.mark.parametrize(
    ("body", "owner"),
    [
        ("铜川市林业部门开发公益性岗位1504个。", "铜川市林业部门"),
        ("铜川市人社局举办招聘会24场。", "铜川市人社局"),
        ("今年，铜川市人社局举办招聘会24场。", "铜川市人社局"),
        ("铜川市人社局的干部说，举办招聘会24场。", "铜川市"),
        ("铜川市人社局和有关部门举办招聘会24场。", "铜川市"),
        ("铜川市人社局相关负责人说，举办招聘会24场。", "铜川市"),
    ],
)
def test_an_organisation_owns_the_figures_of_the_clause_that_it_begins(body: str, owner: str) -> None:
    assert only(body).subject.name == owner


def test_an_organisation_does_not_own_what_the_receiver_of_aid_has() -> None:
    assert only("汶川县人社局建成扶贫车间21个。").subject.name == "汶川县"


def test_an_organisation_with_a_colon_owns_its_line() -> None:
    body = "铜川市海澜有限公司：招聘普工50名，月薪4500元起。"
    assert {each.subject.name for each in observations(about_aid(body))} == {"铜川市海澜有限公司"}


def test_a_part_of_an_organisations_name_is_made_whole() -> None:
    text = page("铜川市东西部劳务协作\n市人社局举办招聘会24场。")
    assert [each.subject.name for each in observations(text)] == ["铜川市人社局"]


def test_a_fall_turns_the_value_and_its_bounds() -> None:
    figure = only("汶川县转移就业人数同比下降超过6%。")
    assert (figure.predicate, figure.value, figure.low, figure.high) == ("growth_rate", -0.06, None, -0.06)


def test_a_change_by_so_many_is_of_no_measure() -> None:
    assert only("汶川县转移就业比上年增加132人。").predicate == "other"


def test_both_ends_of_a_range_are_facts() -> None:
    found = {(each.value, each.approx) for each in observations(about_aid("汶川县的工人月均工资3000至5000元。"))}
    assert found == {(3000, "more_than"), (5000, "up_to")}


def test_a_figure_said_twice_is_one_fact_that_says_the_more() -> None:
    figure = only("汶川县建成扶贫车间21个。截至2020年3月，汶川县建成扶贫车间21个。")
    assert figure.period == "../2020-03"


@pytest.mark.parametrize(
    ("body", "never"),
    [
        ("汶川县的工人每月工资50元。", "monthly_wage"),
        ("汶川县的工人每月工资1200万元。", "monthly_wage"),
        ("汶川县将协作资金的150%用于产业。", "funds_share"),
        ("汶川县出台补贴政策1项。", "policy_measures"),
        ("汶川县建成返乡创业园32000个。", "has_startup_incubators"),
    ],
)
def test_a_value_outside_the_plausible_range_is_of_another_measure(body: str, never: str) -> None:
    assert never not in {each.predicate for each in observations(about_aid(body))}


@pytest.mark.parametrize(
    ("body", "excluded", "without"),
    [
        ("汶川县补贴公益性岗位1504个。", "has_public_welfare_posts", "汶川县开发公益性岗位1504个。"),
        ("汶川县补贴转移就业326人。", "transferred_workers", "汶川县转移就业326人。"),
        ("汶川县就近转移就业326人。", "transferred_workers", "汶川县转移就业326人。"),
        ("汶川县贷款贴息，帮扶资金300万元。", "startup_loans", "汶川县创业担保贷款300万元。"),
        ("汶川县举办培训班项目4期。", "training_courses", "汶川县举办培训班4期。"),
    ],
)
def test_an_excluded_word_rules_a_measure_out(body: str, excluded: str, without: str) -> None:
    assert excluded not in {each.predicate for each in observations(about_aid(body))}

    assert excluded in {each.predicate for each in observations(about_aid(without))}


def test_a_cue_in_a_places_name_is_none() -> None:
    cues = extractor().read(about_aid("镇雄县有12个。")).cues
    assert "镇" not in {word for _, _, word in cues}
    assert "县" not in {word for _, _, word in cues}


def test_facts_are_at_least_as_sure_as_the_cut() -> None:
    body = "汶川县培训500人次。汶川县力争建成扶贫车间50个。那里有32人。"
    assert all(fact.confidence >= LEAST_CONFIDENCE for fact in facts(about_aid(body)))


def test_a_lower_cut_lets_guesses_through() -> None:
    text = about_aid("汶川县共有扶贫车间3000000000座。")
    generous = Extractor(ontology.load(), places.load(), least_confidence=0)
    (guessed,) = (fact for fact in generous.extract(text).facts if isinstance(fact, Observation))
    assert guessed.confidence < LEAST_CONFIDENCE
    assert observations(text) == []


def test_a_lower_cut_loses_nothing() -> None:
    text = about_aid("汶川县培训500人次，力争建成扶贫车间50个。2020年，那里有32人。")
    generous = Extractor(ontology.load(), places.load(), least_confidence=0)
    assert set(facts(text)) <= set(generous.extract(text).facts)


def test_a_page_about_other_things_states_only_what_is_sure() -> None:
    body = "汶川县的球队进了12个球，来了3000人。"
    assert observations(page(f"篮球赛\n{body}")) == []
    assert observations(about_aid(body)) != []


def test_a_number_in_the_pages_own_lines_is_no_figure() -> None:
    text = page("东西部协作劳务帮扶\n来源：川西日报 2020年4月24日 浏览120人次\n汶川县培训500人次。")
    assert [each.value for each in observations(text)] == [500]


def test_the_evidence_is_the_figures_clause_and_names_its_rule() -> None:
    (evidence,) = only("阿坝州的山里，汶川县建成扶贫车间21个，花开了。").evidence
    assert evidence.quote == "汶川县建成扶贫车间21个"
    assert evidence.rule == "cue 扶贫车间; subject: clause"


def test_facts_stand_in_the_order_of_the_text() -> None:
    body = "汶川县培训500人次，转移就业326人，举办招聘会15场。"
    assert [each.value for each in observations(about_aid(body))] == [500, 326, 15]


def test_the_helper_that_the_title_names_first_gives_what_the_page_tells() -> None:
    trained = observations(page("湖州市对口帮扶广安市工作纪实\n开展协作以来，培训基层干部326人次，带动脱贫户就业。"))
    assert [each.counterpart and each.counterpart.name for each in trained] == ["湖州市"]
