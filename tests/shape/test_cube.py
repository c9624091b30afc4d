"""The exported cubes against the W3C's constraints IC-1 to IC-21, and each constraint against a cube that breaks it."""

import dataclasses
import random
import re
from pathlib import Path

import pytest
from cube_rules import CONSTRAINTS, broken, store_of
from shape_sample import CHONGQING, FACTS, OFFICE, SHANDONG, VILLAGE, WENCHUAN, build, evidence

from kg import ontology, pipeline
from kg.model import Fact, Graph, Observation
from kg.resources import samples_dir
from kg.shape import triples
from kg.shape.namespaces import PREFIXES

PROLOGUE = "".join(f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in PREFIXES.items())
BLOCKS = Path(__file__).with_name("cube_broken.ru").read_text(encoding="utf-8").split("\n## ")[1:]
MUTATIONS = [(set(head.split()), update) for head, _, update in (block.partition("\n") for block in BLOCKS)]


def some_figures(seed: int, count: int) -> Graph:
    """Figures made by chance, of few places, periods and so on, so that many share all of these."""
    chance, terms = random.Random(seed), ontology.load()
    facts: dict[str, Fact] = {}
    for number in range(count):
        value = float(chance.choice((1, 2, 2.5, 3e9)))
        facts[f"f{number}"] = Observation(
            chance.choice((WENCHUAN, CHONGQING, VILLAGE, OFFICE)),
            chance.choice(("has_workshops", "trained_people", "made_up")),
            value,
            chance.choice((*terms.units, "made/up")),
            evidence("workshops", chance.randrange(9), "21个", "figure.count"),
            chance.choice(("exact", "about", "more_than")),
            low=chance.choice((value, None)),
            high=chance.choice((value, None)),
            period=chance.choice((None, "2020", "2020-01/2020-10", "2021/..", "../2020-04-24", "XXXX-01", "no date")),
            population=chance.choice((None, "registered_poor", "made up")),
            counterpart=chance.choice((None, SHANDONG, OFFICE)),
            confidence=chance.choice((0.5, 1.0)),
        )
    return build(facts)


def test_all_constraints_are_there() -> None:
    assert list(CONSTRAINTS) == [f"IC-{number}" for number in range(1, 22)]


def test_the_cubes_of_the_samples_are_well_formed() -> None:
    graph = pipeline.build([samples_dir()], pipeline.Run())
    assert broken(store_of(triples(graph))) == set()


@pytest.mark.parametrize("seed", range(20))
def test_any_cubes_are_well_formed(seed: int) -> None:
    assert broken(store_of(triples(some_figures(seed, 60)))) == set()


def test_pages_that_contradict_each_other_stay_side_by_side() -> None:
    figure = FACTS["f4"]
    assert isinstance(figure, Observation)
    other = dataclasses.replace(figure, value=22.0, low=22.0, high=22.0)
    store = store_of(triples(build({"f4": figure, "f7": other})))
    assert broken(store) == set()
    store.update(
        PROLOGUE + "DELETE DATA { fact:f7 aid:statement fact:f7 } ; INSERT DATA { fact:f7 aid:statement fact:f4 }"
    )
    assert broken(store) == {"IC-12"}


@pytest.mark.parametrize(("constraints", "update"), MUTATIONS, ids=[" ".join(sorted(names)) for names, _ in MUTATIONS])
def test_a_broken_cube_is_found(constraints: set[str], update: str, graph: Graph) -> None:
    store = store_of(triples(graph))
    assert broken(store) == set()
    store = store_of(triples(graph))
    store.update(PROLOGUE + update)
    assert broken(store) == constraints


def test_each_constraint_can_be_broken() -> None:
    assert {name for names, _ in MUTATIONS for name in names} == CONSTRAINTS.keys()


@pytest.mark.parametrize("prefix", sorted(set(re.findall(r"PREFIX (\w+):", "".join(CONSTRAINTS.values())))))
def test_the_constraints_mean_the_vocabularies_of_the_export(prefix: str) -> None:
    for text in CONSTRAINTS.values():
        assert set(re.findall(rf"PREFIX {prefix}: <(.*?)>", text)) <= {PREFIXES[prefix]}
