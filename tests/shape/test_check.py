"""The quick checker says what pySHACL says, on real data, on damaged data and on anything."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from mutations import mutated
from pyoxigraph import RdfFormat, parse
from random_shapes import HEAD, graphs
from random_shapes import shapes as random_shapes
from shape_sample import FACTS, build

from kg import pipeline
from kg.errors import ShapesError
from kg.model import Graph
from kg.ontology import Ontology, load
from kg.resources import samples_dir
from kg.shape import triples
from kg.shape.check import Violation, compiled, findings, shapes, thorough
from kg.shape.check.values import number_of
from kg.shape.index import Index

MUTATED = 200
BOUNDS = ("MinInclusive", "MaxInclusive", "MinExclusive", "MaxExclusive")


def told(violations: Iterable[Violation]) -> Counter[tuple[object, ...]]:
    """Focus node, path, component and value of each result.

    A value that no number can be compared with breaks a bound (SHACL, 4.3); pySHACL lets some through, as it orders
    such values by their datatypes. It breaks `sh:datatype` too, so no such value passes either check.
    """
    return Counter(
        each[:4]
        for each in violations
        if not (each.constraint.startswith(BOUNDS) and each.value is not None and number_of(each.value) is None)
    )


def turtle(text: str) -> Index:
    return Index(parse(text.encode(), format=RdfFormat.TURTLE))


@pytest.fixture(scope="module")
def small() -> Ontology:
    """The ontology with what the sample's facts use and little more: pySHACL takes its time for each shape."""
    whole = load()
    used = {fact.predicate for fact in FACTS.values()} | {"trained_people", "held"}
    return replace(
        whole,
        measures={name: each for name, each in whole.measures.items() if name in used},
        relations={name: each for name, each in whole.relations.items() if name in used},
    )


def test_both_say_the_same_of_the_sample_pages() -> None:
    graph = pipeline.build([samples_dir()], pipeline.Run())
    agree_on(graph)


def test_both_say_the_same_of_crawled_pages(shared: Path) -> None:
    agree_on(pipeline.build([shared / "corpus"], pipeline.Run()))


def agree_on(graph: Graph) -> None:
    """Neither finds anything, and neither passes over a fact that was made implausible."""
    data, all_shapes = Index(triples(graph)), shapes(load())
    assert told(compiled(all_shapes).check(data)) == Counter()
    assert told(thorough.check(data, all_shapes)) == Counter()


def test_both_say_the_same_of_damaged_graphs(small: Ontology) -> None:
    sound, all_shapes = list(triples(build(FACTS))), shapes(small)
    quick, seen = compiled(all_shapes), Counter[str]()
    for seed in range(MUTATED):
        data = Index(mutated(sound, seed))
        expected = told(thorough.check(data, all_shapes))
        assert told(quick.check(data)) == expected, f"seed {seed}"
        seen += Counter(str(each[2]) for each in expected)
    assert seen.total() > MUTATED
    assert len(seen) >= 12, seen


@settings(max_examples=150)
@given(graphs, random_shapes)
def test_both_say_the_same_of_anything(graph: str, shapes_text: str) -> None:
    data, any_shapes = turtle(graph), turtle(shapes_text)
    assert told(compiled(any_shapes).check(data)) == told(thorough.check(data, any_shapes))


@pytest.mark.parametrize(
    ("shape", "words"),
    [
        (
            "sh:sparql [ sh:select 'SELECT $this WHERE {}' ]",
            r"shape http://example.org/s can't be compiled: it has sh:sparql",
        ),
        ("sh:minCuont 1", r"has sh:minCuont"),
        ("sh:property [ sh:path [ sh:zeroOrMorePath ex:p ] ; sh:minCount 1 ]", r"is a path that is no predicate"),
        ("sh:property [ sh:path ex:p ; sh:minInclusive '2020-01-01'^^xsd:date ]", r"where a number is understood"),
        ("sh:property [ sh:path ex:p ; sh:minCount 1, 2 ]", r"has more than one value"),
        ("sh:closed true", r"is closed"),
        ("sh:node ex:s", r"leads back to itself"),
        ("sh:property [ sh:path ex:p ; sh:pattern 'a' ; sh:flags 'q' ]", r"has the flags q"),
    ],
)
def test_what_can_not_be_compiled_is_refused(shape: str, words: str) -> None:
    with pytest.raises(ShapesError, match=words):
        compiled(turtle(f"{HEAD} ex:s a sh:NodeShape ; sh:targetClass ex:A ; {shape} ."))


def test_shapes_follow_from_the_ontology(small: Ontology) -> None:
    has_workshops = small.measures["has_workshops"]
    rarer = replace(small, measures={**small.measures, "has_workshops": replace(has_workshops, maximum=20)})
    data = Index(triples(build(FACTS)))
    assert list(compiled(shapes(small)).check(data)) == []
    found = list(compiled(shapes(rarer)).check(data))
    assert {(each.path, each.constraint) for each in found} == {
        ("aid:has_workshops", "MaxInclusiveConstraintComponent")
    }
    assert "plausible from 1 to 20. Look at the words" in found[0].message


def test_a_term_that_the_ontology_lacks_is_found(small: Ontology) -> None:
    poorer = replace(small, measures={name: each for name, each in small.measures.items() if name != "has_workshops"})
    found = list(compiled(shapes(poorer)).check(Index(triples(build(FACTS)))))
    assert {each.path for each in found} == {"rdf:predicate"}


@pytest.mark.parametrize(
    ("fact", "damage", "what"),
    [
        ("f4", {"unit": "yuan"}, "has_workshops is counted in count."),
        ("f4", {"value": 7e9}, "has_workshops is plausible from 1 to 100000. Look at the words"),
        ("f1", {"object": FACTS["f2"].object}, "The object of assists is of the class aid:Place."),
        ("f3", {"object": "重庆"}, "The object of published_on is of the datatype edtf:EDTF."),
    ],
)
def test_a_finding_says_what_where_and_of_which_page(fact: str, damage: dict[str, object], what: str) -> None:
    data = Index(triples(build(FACTS | {fact: replace(FACTS[fact], **damage)})))  # type: ignore[arg-type]
    rows = [row for row in findings(compiled(shapes(load())).check(data), data) if row[1].startswith("fact:")]
    assert rows
    assert all(row[0].startswith(what) for row in rows if "same" not in row[0] and "datatype" not in row[0]), rows
    assert rows[0][1] == f"fact:{fact}"
    assert rows[0][5] == ("workshops: 车间复工" if fact == "f4" else "pairings: 结对关系")
