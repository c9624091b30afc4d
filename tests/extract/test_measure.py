"""Measures: every figure of a sentence, as `subject measure value unit`; each measure of the ontology has its case."""

from __future__ import annotations

import pytest
from extract_cases import about_aid, cases, observations, told, wanted

from kg import ontology


@pytest.mark.parametrize(("sentence", "figures"), cases("measures"))
def test_figures_of_a_sentence(sentence: str, figures: str) -> None:
    found = sorted(map(told, observations(about_aid(sentence))))
    assert found == wanted(figures)


@pytest.mark.parametrize("measure", sorted(ontology.load().measures))
def test_every_measure_has_a_case(measure: str) -> None:
    asked = {figure.split()[1] for case in cases("measures") for figure in wanted(str(case.values[1]))}
    assert measure in asked


def test_every_figure_is_plausible_for_its_measure_and_in_its_unit() -> None:
    measures = ontology.load().measures
    for case in cases("measures"):
        for figure in observations(about_aid(str(case.values[0]))):
            measure = measures[figure.predicate]
            assert measure.is_plausible(figure.value), told(figure)
            assert measure.is_fallback or figure.unit in {unit.symbol for unit in measure.units} | {"person-time"}
