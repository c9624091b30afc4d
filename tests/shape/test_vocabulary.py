"""What follows from the ontology is spelt out: in the file that `kg ontology` writes, and in data for what they use."""

import io
from pathlib import Path

import pytest
import rdflib
from cube_rules import broken, store_of
from pyoxigraph import RdfFormat, Triple, parse
from rdflib import OWL, RDF, RDFS, SKOS
from shape_sample import FACTS, WENCHUAN, build, evidence

from kg import ontology
from kg.model import Observation
from kg.ontology import check
from kg.shape import triples, write_ontology
from kg.shape.namespaces import PREFIXES
from kg.shape.terms import iri, name, term
from kg.shape.vocabulary import described, implied

AID = rdflib.Namespace(PREFIXES["aid"])
QB = rdflib.Namespace(PREFIXES["qb"])
NURSERIES = """
aid:has_nurseries a aid:Measure ; rdfs:label "托育点数"@zh, "nurseries"@en ; aid:unit unit:count .
"""


def written(terms: ontology.Ontology) -> bytes:
    out = io.BytesIO()
    write_ontology(terms, out)
    return out.getvalue()


@pytest.fixture(scope="module")
def spelt_out() -> rdflib.Graph:
    return rdflib.Graph().parse(data=written(ontology.load()), format="turtle")


@pytest.fixture
def own(tmp_path: Path) -> ontology.Ontology:
    """An ontology with one measure more."""
    path = tmp_path / "own.ttl"
    path.write_text(ontology.default_path().read_text(encoding="utf-8") + NURSERIES, encoding="utf-8")
    return ontology.load(path)


def test_the_file_stays_as_it_is_and_the_rest_comes_after() -> None:
    shipped = ontology.default_path()
    assert written(ontology.load()).startswith(shipped.read_bytes())
    stated = {
        Triple(quad.subject, quad.predicate, quad.object) for quad in parse(path=str(shipped), format=RdfFormat.TURTLE)
    }
    assert not stated.intersection(implied(shipped))


def test_each_measure_is_a_measure_of_a_cube_with_a_structure(spelt_out: rdflib.Graph) -> None:
    for measure in ontology.load().measures:
        assert {QB.MeasureProperty, OWL.DatatypeProperty} <= set(spelt_out.objects(AID[measure], RDF.type))
        assert spelt_out.value(AID[measure], RDFS.range) == rdflib.XSD.decimal
        structure = rdflib.URIRef(PREFIXES["structure"] + measure)
        components = set(spelt_out.objects(structure, QB.component / (QB.dimension | QB.measure | QB.attribute)))
        assert {AID[measure], AID.subject, AID.period, AID.unit} <= components


@pytest.mark.parametrize(
    ("of_class", "scheme"),
    [
        ("Unit", "units"),
        ("Population", "populations"),
        ("Approximation", "approximations"),
        ("Level", "levels"),
        ("Role", "roles"),
        ("Programme", "programmes"),
    ],
)
def test_each_concept_is_in_its_list(of_class: str, scheme: str, spelt_out: rdflib.Graph) -> None:
    concepts = set(spelt_out.subjects(RDF.type, AID[of_class]))
    assert concepts
    assert concepts == set(spelt_out.subjects(SKOS.inScheme, AID[scheme]))
    for concept in concepts:
        assert SKOS.Concept in set(spelt_out.objects(concept, RDF.type))
        assert set(spelt_out.objects(concept, SKOS.prefLabel)) == set(spelt_out.objects(concept, RDFS.label))


def test_every_term_of_ours_has_a_name_in_both_languages(spelt_out: rdflib.Graph) -> None:
    ours = {
        subject
        for subject in spelt_out.subjects(RDF.type)
        if str(subject).startswith(
            tuple(PREFIXES[prefix] for prefix in ("aid", "unit", "level", "population", "programme", "thing", "period"))
        )
    }
    assert len(ours) > 200
    for subject in ours:
        languages = sorted(label.language for label in spelt_out.objects(subject, RDFS.label))  # type: ignore[attr-defined]
        assert languages == ["en", "zh"], subject


def test_each_object_relation_has_an_inverse(spelt_out: rdflib.Graph) -> None:
    relations = set(spelt_out.subjects(RDF.type, AID.Relation))
    assert {str(each).rpartition("#")[2] for each in relations} == ontology.load().relations.keys()
    for relation in relations:
        assert spelt_out.value(relation, RDFS.domain)
        assert spelt_out.value(relation, RDFS.range)
        is_object = OWL.ObjectProperty in set(spelt_out.objects(relation, RDF.type))
        assert bool(spelt_out.value(None, OWL.inverseOf, relation)) == is_object


def test_what_the_extractor_reads_is_declared(spelt_out: rdflib.Graph) -> None:
    read = set.union(*check._PROPERTIES.values()) - {"unit"}  # a figure has a unit too
    declared = {str(each).rpartition("#")[2] for each in spelt_out.subjects(RDF.type, OWL.AnnotationProperty)}
    assert declared == read


def test_the_ontology_alone_keeps_the_constraints_of_cubes() -> None:
    quads = parse(written(ontology.load()), format=RdfFormat.TURTLE)
    assert broken(store_of(Triple(quad.subject, quad.predicate, quad.object) for quad in quads)) == set()


def test_a_new_measure_is_a_block_of_turtle(own: ontology.Ontology) -> None:
    spelt_out = rdflib.Graph().parse(data=written(own), format="turtle")
    assert QB.MeasureProperty in set(spelt_out.objects(AID.has_nurseries, RDF.type))
    fact = Observation(WENCHUAN, "has_nurseries", 3.0, "count", evidence("workshops", 0, "3个", "figure.count"))
    data = list(triples(build({"n": fact}), own.path))
    assert broken(store_of(data)) == set()
    labels = [
        (iri("aid", "has_nurseries"), term("rdfs:label"), name(*label))
        for label in (("托育点数", "zh"), ("nurseries", "en"))
    ]
    assert {Triple(*label) for label in labels} <= set(data)


def test_a_measure_that_the_ontology_lacks_is_a_measure_still() -> None:
    fact = Observation(WENCHUAN, "has_nurseries", 3.0, "crib", evidence("workshops", 0, "3个", "figure.count"))
    data = list(triples(build(FACTS | {"n": fact})))
    assert broken(store_of(data)) == set()
    assert Triple(iri("aid", "has_nurseries"), term("rdf:type"), term("qb:MeasureProperty")) in data


def test_data_repeat_names_and_kinds_of_a_term_and_no_words() -> None:
    said = list(described(ontology.default_path(), iri("aid", "has_workshops")))
    assert {predicate.value.split("#")[1] for predicate, _ in said} == {"type", "label", "range"}
