import dataclasses
import io
import json

import pyoxigraph
import pytest
import rdflib
from hostile import HOSTILE

from kg.model import Document, Entity, Evidence, Graph, Observation, Place, Relation
from kg.shape import FORMATS, dump, triples

RDF_FORMATS = {
    "turtle": (pyoxigraph.RdfFormat.TURTLE, "turtle"),
    "ntriples": (pyoxigraph.RdfFormat.N_TRIPLES, "nt"),
    "jsonld": (pyoxigraph.RdfFormat.JSON_LD, "json-ld"),
}


def written(graph: Graph, format: str) -> bytes:
    out = io.BytesIO()
    dump(graph, format, out)
    return out.getvalue()


def as_tuple(term: pyoxigraph.NamedNode | pyoxigraph.Literal) -> tuple[str, ...]:
    if isinstance(term, pyoxigraph.NamedNode):
        return (term.value,)
    return (term.value, term.language or "", "" if term.language else term.datatype.value)


def rdflib_tuple(term: rdflib.term.Node) -> tuple[str, ...]:
    if not isinstance(term, rdflib.Literal):
        return (str(term),)
    return (str(term), term.language or "", "" if term.language else str(term.datatype or rdflib.XSD.string))


def read_by_pyoxigraph(data: bytes, format: str) -> set[tuple[tuple[str, ...], ...]]:
    quads = pyoxigraph.parse(data, RDF_FORMATS[format][0])
    return {(as_tuple(quad.subject), as_tuple(quad.predicate), as_tuple(quad.object)) for quad in quads}


def read_by_rdflib(data: bytes, format: str) -> set[tuple[tuple[str, ...], ...]]:
    graph = rdflib.Graph().parse(data=data, format=RDF_FORMATS[format][1])
    return {tuple(map(rdflib_tuple, triple)) for triple in graph}


@pytest.fixture
def hostile_graph() -> Graph:
    """Every hostile string as a name, an id, a title, a quote, a rule and an object."""
    documents = {each: Document(each, each, each, each, "2021", each) for each in HOSTILE}
    places = {each: Place(each, each, "village", each, each, 30.0, 100.0) for each in HOSTILE}
    entities = {f"org {each}": Entity("Organization", each, f"org {each}") for each in HOSTILE}
    facts: dict[str, Relation | Observation] = {}
    for each in HOSTILE:
        told = (Evidence(each, 0, 9, each, each),)
        facts[f"r {each}"] = Relation(entities[f"org {each}"], "received", each, told)
        facts[f"o {each}"] = Observation(
            Entity("Place", each, each), "has_workshops", 3.0, each, told, period=each, population=each
        )
    return Graph(documents, entities, places, facts)


@pytest.mark.parametrize("format", RDF_FORMATS)
@pytest.mark.parametrize("name", ["graph", "hostile_graph"])
def test_other_readers_get_the_same_triples(format: str, name: str, request: pytest.FixtureRequest) -> None:
    graph = request.getfixturevalue(name)
    expected = {(as_tuple(t.subject), as_tuple(t.predicate), as_tuple(t.object)) for t in triples(graph)}
    data = written(graph, format)
    assert read_by_pyoxigraph(data, format) == expected
    assert read_by_rdflib(data, format) == expected


@pytest.mark.parametrize("format", FORMATS)
def test_the_same_graph_gives_the_same_bytes(format: str, graph: Graph) -> None:
    shuffled = Graph(
        documents=dict(reversed(graph.documents.items())),
        entities=dict(reversed(graph.entities.items())),
        places=dict(reversed(graph.places.items())),
        facts=dict(reversed(graph.facts.items())),
    )
    assert written(graph, format) == written(shuffled, format)


def test_ntriples_are_sorted_lines_and_turtle_has_each_subject_once(graph: Graph) -> None:
    lines = written(graph, "ntriples").splitlines()
    assert lines == sorted(set(lines))
    blocks = [line.split()[0] for line in written(graph, "turtle").splitlines() if line[:1] not in (b"\t", b"@")]
    assert len(blocks) == len(set(blocks))


def test_plain_triples(graph: Graph) -> None:
    turtle = written(graph, "turtle").decode()
    assert "place:370000 a aid:Place ;" in turtle
    assert "\taid:assists place:500000 ." in turtle
    assert "\taid:has_workshops 21 ." in turtle


def test_a_plain_triple_leads_to_the_words_and_the_page(graph: Graph) -> None:
    store = pyoxigraph.Store()
    store.bulk_extend(pyoxigraph.Quad(*triple) for triple in triples(graph))
    answers = store.query(
        """
        PREFIX aid: <https://w3id.org/kg-aid/ontology#> PREFIX place: <https://w3id.org/kg-aid/place/>
        PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
        PREFIX prov: <http://www.w3.org/ns/prov#> PREFIX oa: <http://www.w3.org/ns/oa#>
        PREFIX dcterms: <http://purl.org/dc/terms/>
        SELECT ?quote ?start ?end ?title WHERE {
            place:370000 aid:assists ?to .
            ?fact rdf:subject place:370000 ; rdf:predicate aid:assists ; rdf:object ?to ; prov:wasDerivedFrom ?words .
            ?words oa:hasSource ?page ; oa:hasSelector [ oa:exact ?quote ], [ oa:start ?start ; oa:end ?end ] .
            ?page dcterms:title ?title
        } ORDER BY ?title
        """
    )
    rows = [tuple(value.value for value in row) for row in answers]
    assert rows == [("山东省结对帮扶重庆市", "20", "30", "结对关系"), ("鲁渝协作", "7", "11", "车间复工")]


def test_a_figure_is_an_observation_with_its_dimensions(graph: Graph) -> None:
    turtle = written(graph, "turtle").decode()
    block = turtle[turtle.index("fact:f5 a ") :].split(" .\n")[0]
    for expected in (
        "qb:Observation",
        "aid:subject place:500000",
        "aid:counterpart place:370000",
        "aid:cooperation_funds 159000000",
        "aid:unit unit:yuan",
        "aid:approx aid:more_than",
        "aid:low 159000000",
        "aid:period period:2020-01:2020-10",
        "aid:confidence 0.9",
    ):
        assert expected in block
    assert "aid:high" not in block


def test_jsonld_has_a_context_and_a_node_a_line(graph: Graph) -> None:
    data = written(graph, "jsonld")
    nodes = json.loads(data)["@graph"]
    assert len(data.splitlines()) == len(nodes) + 3
    (wenchuan,) = [node for node in nodes if node["@id"] == "place:513221"]
    assert wenchuan["aid:has_workshops"] == 21


@pytest.mark.parametrize("format", FORMATS)
def test_an_empty_graph_is_a_valid_file(format: str) -> None:
    data = written(Graph({}, {}, {}, {}), format)
    if format in RDF_FORMATS:
        assert read_by_rdflib(data, format) == set()
    else:
        assert data.count(b"\n") == (1 if format == "triples" else 0)


def test_a_quote_has_the_rest_of_its_sentence(graph: Graph) -> None:
    words = Evidence("workshops", 40, 50, "21个扶贫车间", "figure.count", "汶川县已有", "复工。")
    fact = dataclasses.replace(graph.facts["f4"], evidence=(words,))
    turtle = written(Graph(graph.documents, graph.entities, graph.places, {"f4": fact}), "turtle").decode()
    assert 'oa:exact "21个扶贫车间" ;\n\toa:prefix "汶川县已有" ;\n\toa:suffix "复工。" .' in turtle
    assert "oa:prefix" not in written(graph, "turtle").decode()


def test_a_programme_has_the_pairings_whose_words_name_it(graph: Graph) -> None:
    assert "programme:counterpart_support" not in written(graph, "turtle").decode()
    words = dataclasses.replace(graph.facts["f1"].evidence[0], prefix="根据对口支援安排，")
    facts = graph.facts | {"f1": dataclasses.replace(graph.facts["f1"], evidence=(words,))}
    turtle = written(Graph(graph.documents, graph.entities, graph.places, facts), "turtle").decode()
    block = turtle[turtle.index("programme:counterpart_support a ") :].split(" .\n")[0]
    assert "aid:has_pairing fact:f1" in block
    assert 'rdfs:label "counterpart support"@en , "对口支援"@zh' in block
