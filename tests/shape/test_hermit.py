"""HermiT, a reasoner for all of OWL 2 DL, finds the same as owlrl: no contradiction, and no class that can't be."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import maven
import pytest
import rdflib
from rdflib import RDF
from reasoning import AID, QB, say, with_data
from shape_sample import FACTS, build

from kg import pipeline
from kg.resources import samples_dir

POM = Path(__file__).with_name("hermit_pom.xml")
MAIN = "org.semanticweb.HermiT.cli.CommandLine"
KINDS_OF_PROPERTIES = (
    AID.Measure, AID.Relation, QB.MeasureProperty, QB.DimensionProperty, QB.AttributeProperty, QB.CodedProperty,
)  # fmt: skip
ABOUT_PROPERTIES = (QB.measure, QB.dimension, QB.attribute, QB.codeList)
REIFICATION = (RDF.subject, RDF.predicate, RDF.object, AID.statement)
OTHER_DATATYPES = (
    str(rdflib.XSD.date),
    "http://id.loc.gov/datatypes/edtf/EDTF",
    "http://www.opengis.net/ont/geosparql#wktLiteral",
)


@pytest.fixture(scope="module")
def hermit() -> Path:
    """The folder of HermiT's jars. Where Java or Maven is missing the test is skipped, on CI it fails."""
    try:
        return maven.jars(POM, "HermiT")
    except maven.MavenMissing as missing:
        if os.environ.get("CI"):
            pytest.fail(str(missing))
        pytest.skip(str(missing))


def in_dl(data: rdflib.Graph) -> rdflib.Graph:
    """The graph without what OWL DL has no words for: classes of properties, RDF's reification, further datatypes."""
    for kind in KINDS_OF_PROPERTIES:
        data.remove((None, RDF.type, kind))
        data.remove((kind, None, None))
        data.remove((None, None, kind))
    for property in (*ABOUT_PROPERTIES, *REIFICATION):
        data.remove((None, property, None))
        data.remove((property, None, None))
    data.remove((None, RDF.type, RDF.Statement))
    data.remove((AID.Pairing, None, None))
    for triple in list(_of_other_datatypes(data)):
        data.remove(triple)
    return data


def _of_other_datatypes(data: rdflib.Graph) -> Iterator[tuple[rdflib.term.Node, ...]]:
    for triple in data:
        value = triple[2]
        if str(value.datatype if isinstance(value, rdflib.Literal) else value) in OTHER_DATATYPES:
            yield triple


def asked(hermit: Path, data: rdflib.Graph, question: str, folder: Path) -> str:
    """What HermiT says of the graph."""
    file = folder / "all.ttl"
    in_dl(data).serialize(file, format="turtle")
    command = ["java", "-cp", f"{hermit}/*", MAIN, question, file.as_uri()]
    done = subprocess.run(command, capture_output=True, text=True, timeout=900, check=False)
    return done.stdout + done.stderr


def test_the_samples_contradict_nothing(hermit: Path, tmp_path: Path) -> None:
    data = with_data(pipeline.build([samples_dir()], pipeline.Run()))
    assert "owl#Thing is satisfiable" in asked(hermit, data, "-k", tmp_path)


def test_each_class_can_have_members(hermit: Path, tmp_path: Path) -> None:
    data = with_data(build(FACTS))
    say(data, "thing:Town a owl:Class ; rdfs:subClassOf aid:Place, aid:Organization")
    told = asked(hermit, data, "-U", tmp_path)
    head, *impossible = told.partition("SLF4J")[0].splitlines()
    assert head == "Classes equivalent to 'owl:Nothing':"
    assert {each.strip() for each in impossible} == {"thing:Town", "owl:Nothing"}


@pytest.mark.parametrize("change", ["place:370000 a aid:Person", 'fact:f1 aid:confidence "high"'])
def test_a_contradiction_is_found(change: str, hermit: Path, tmp_path: Path) -> None:
    data = with_data(build(FACTS))
    say(data, change)
    assert "InconsistentOntologyException" in asked(hermit, data, "-k", tmp_path)
