"""`schemas/shapes.ttl` against the export. kg runs without pySHACL; where it is missing, its tests are skipped."""

import dataclasses
import io
from pathlib import Path
from typing import Any

import pytest
import rdflib
from rdflib import RDF, SH
from shape_sample import FACTS, build

from kg import pipeline
from kg.model import Fact, Graph, Place
from kg.resources import samples_dir
from kg.shape import dump

SHAPES = Path(__file__).parents[2] / "schemas" / "shapes.ttl"


def exported(graph: Graph) -> rdflib.Graph:
    out = io.BytesIO()
    dump(graph, "turtle", out)
    return rdflib.Graph().parse(data=out.getvalue(), format="turtle")


def changed(fact: str, **values: Any) -> dict[str, Fact]:
    return FACTS | {fact: dataclasses.replace(FACTS[fact], **values)}


def violations(graph: Graph) -> set[tuple[str, str]]:
    """The constraint and the path of each violation."""
    import pyshacl

    _, report, _ = pyshacl.validate(exported(graph), shacl_graph=rdflib.Graph().parse(SHAPES))
    return {
        tuple(str(report.value(result, name)).split("#")[-1] for name in (SH.sourceConstraintComponent, SH.resultPath))
        for result in report.subjects(RDF.type, SH.ValidationResult)
    }  # type: ignore[misc]


def test_shapes_speak_of_what_the_export_has() -> None:
    words = tuple(dataclasses.replace(each, prefix="已有", suffix="。") for each in FACTS["f4"].evidence)
    shapes, data = rdflib.Graph().parse(SHAPES), exported(build(changed("f4", evidence=words)))
    assert len(set(shapes.objects(None, SH.targetClass))) == 8
    assert set(shapes.objects(None, SH.targetClass)) <= set(data.objects(None, RDF.type))
    assert set(shapes.objects(None, SH.path)) <= set(data.predicates())


def test_an_export_keeps_to_its_shapes() -> None:
    assert violations(build(FACTS)) == set()


def test_the_samples_keep_to_their_shapes() -> None:
    graph = pipeline.build([samples_dir()], pipeline.Run())
    assert "group" in {place.level for place in graph.places.values()}
    assert violations(graph) == set()


@pytest.mark.parametrize(
    "place", [Place("东部8省市", "东部8省市", "county", None), Place("3700", "山东", "province", None)]
)
def test_only_a_group_has_another_id_than_an_adcode(place: Place) -> None:
    graph = build(FACTS)
    graph.places[place.id] = place
    assert {kind for kind, _ in violations(graph)} == {"OrConstraintComponent"}


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (changed("f4", low=22.0), ("LessThanOrEqualsConstraintComponent", "low")),
        (changed("f4", approx="roughly"), ("InConstraintComponent", "approx")),
        (changed("f5", confidence=1.5), ("MaxInclusiveConstraintComponent", "confidence")),
        (changed("f1", evidence=()), ("QualifiedMinCountConstraintComponent", "wasDerivedFrom")),
        (changed("f4", value=float("inf")), ("OrConstraintComponent", "object")),
    ],
)
def test_a_broken_fact_is_found(facts: dict[str, Fact], expected: tuple[str, str]) -> None:
    assert expected in {(kind, path.rpartition("/")[2]) for kind, path in violations(build(facts))}
