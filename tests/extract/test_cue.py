"""How cue words are weighed: by their length, and by where they stand to the figure. `toy.ttl` has the measures."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg import ontology
from kg.extract.figures.cue import CueFinder, Scored
from kg.extract.figures.view import View, spots_of
from kg.extract.quantities.quantity import QuantityFinder
from kg.extract.sentence import sentences

TOY = ontology.load(Path(__file__).with_name("toy.ttl"))
CUES, QUANTITIES = CueFinder(TOY), QuantityFinder(TOY)


def view(text: str, index: int = 0) -> View:
    """What is seen around a figure of a sentence."""
    figures = QUANTITIES.find(text)
    spans = tuple((other.start, other.end) for other in figures if other is not figures[index])
    (sentence,) = sentences(text)
    return View(text, sentence, figures[index], figures[index].value[0], spans, spots_of(CUES.find(text)))


def scores(text: str, index: int = 0) -> list[Scored]:
    return CUES.measures(view(text, index))


def best(text: str, index: int = 0) -> str:
    found = scores(text, index)
    return found[0].measure.name if found else ""


def weight(text: str, word: str, index: int = 0) -> float:
    at = text.index(word)
    return view(text, index).weight(at, at + len(word))


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("培训300人", "taught"),
        ("技能培训300人", "taught_well"),
        ("300人培训", "taught"),
        ("就业甲乙丙丁戊己庚辛壬癸培训300人", "taught"),
        ("培训甲乙丙丁戊己庚辛壬癸就业300人", "employed"),
        ("技能培训甲乙丙丁就业300人", "taught_well"),
        ("就业好，培训300人", "taught"),
        ("技能培训好，就业300人", "employed"),
        ("培训后赴外地就业300人", "sent"),
        ("复工返岗300人", "heavy"),
        ("车间12个", "workshops"),
        ("12个车间", "workshops"),
        ("车间开工12个", "open_workshops"),
        ("岗位和12个车间", "workshops"),
        ("车间12个、岗位30个", "workshops"),
        ("来了300人", ""),
        ("培训300元", ""),
    ],
)
def test_the_best_measure(text: str, measure: str) -> None:
    assert best(text) == measure


def test_each_figure_of_a_list_has_its_own_noun() -> None:
    text = "车间12个、岗位30个"
    assert [best(text, index) for index in (0, 1)] == ["workshops", "posts"]


def test_a_nearer_word_weighs_more() -> None:
    assert weight("培训300人", "培训") > weight("培训甲乙丙300人", "培训") > weight("培训甲乙丙丁戊己300人", "培训")


def test_a_word_of_an_earlier_clause_weighs_less_with_each_clause() -> None:
    own, one, two = (weight(f"培训{between}300人", "培训") for between in ("", "好，", "好，快，"))
    assert own > one > two > 0


def test_a_word_of_a_later_clause_weighs_nothing() -> None:
    assert weight("来了300人，培训好", "培训") == 0


def test_a_word_beyond_another_figure_weighs_less() -> None:
    assert weight("培训甲乙20个丙300人", "培训", index=1) < weight("培训甲乙丙丁戊己300人", "培训")


def test_the_figures_of_a_list_share_the_word_before_them() -> None:
    assert weight("培训200人和300人", "培训", index=1) > 0.5
    assert weight("培训200人后300人", "培训", index=1) < 0.5


def test_a_word_behind_a_list_mark_weighs_less() -> None:
    assert weight("300人、培训", "培训") < weight("300人的培训", "培训")


def test_a_weight_is_between_none_and_one() -> None:
    text = "培训好，就业200人、复工300人，返岗"
    found = [view(text, i).weight(s, e) for i in (0, 1) for s, e, _ in CUES.find(text)]
    assert all(0 <= each <= 1 for each in found)


def test_an_excluded_word_near_a_figure_rules_out() -> None:
    assert best("就业补贴300人") == ""
    assert best("补贴好，快，就业300人") == "employed"


def test_a_word_with_a_gap_needs_its_parts_in_order_in_one_clause() -> None:
    assert best("赴外地就业300人") == "sent"
    assert best("就业赴外地300人") == "employed"
    assert best("赴外地，就业300人") == "employed"


def test_a_trigger_needs_one_word_of_each_kind() -> None:
    assert "open_workshops" not in {each.measure.name for each in scores("车间12个")}
    assert {each.measure.name for each in scores("开工的车间12个")} == {"open_workshops", "workshops"}


def test_a_noun_alone_will_do_where_no_cue_is_asked_for() -> None:
    found = {each.measure.name for each in CUES.measures(view("车间12个"), by_noun=True)}
    assert found == {"open_workshops", "workshops"}


def test_only_a_word_of_the_figures_own_clause_is_its_own() -> None:
    assert [each.is_own for each in scores("培训300人")] == [True]
    assert [each.is_own for each in scores("培训好，来了300人")] == [False]
