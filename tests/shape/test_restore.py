"""Export, import, export gives the same bytes; a file that is damaged or no export is refused."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from hostile import HOSTILE
from hypothesis import given, settings
from hypothesis import strategies as st
from mutations import mutated
from pyoxigraph import RdfFormat, Triple, parse, serialize
from random_facts import random_graph
from shape_sample import FACTS, build

from kg import pipeline
from kg.errors import DataError
from kg.model import Document, Fact, Graph
from kg.resources import samples_dir
from kg.shape import dump, triples
from kg.shape.namespaces import PREFIXES, compact
from kg.shape.restore import restored

FORMATS = {"turtle": ".ttl", "ntriples": ".nt", "jsonld": ".jsonld", "trig": ".trig", "turtle12": ".ttl"}
WHOLE = [each for each in HOSTILE if not any("\ud800" <= character <= "\udfff" for character in each)]
"""Half of a surrogate pair is written as U+FFFD, so that it does not come back."""


def written(graph: Graph, format: str) -> bytes:
    out = io.BytesIO()
    dump(graph, format, out)
    return out.getvalue()


def there_and_back(graph: Graph, format: str, folder: Path) -> Graph:
    """The graph that comes back, once its export is seen to be the same bytes."""
    file = folder / f"graph{FORMATS[format]}"
    file.write_bytes(written(graph, format))
    back = restored(file)
    assert written(back, format) == file.read_bytes()
    return back


def as_exported(graph: Graph) -> Graph:
    """The graph as far as an export tells it: not where a page lay or what it alone says, nor the order of evidence."""

    def document(each: Document) -> Document:
        return replace(each, source=Path(each.source).name, own=None)

    def fact(each: Fact) -> Fact:
        return replace(each, evidence=tuple(sorted(each.evidence, key=lambda e: (e.doc, e.start, e.end, e.rule))))

    return replace(
        graph,
        documents={id: document(each) for id, each in graph.documents.items()},
        facts={id: fact(each) for id, each in graph.facts.items()},
    )


@pytest.fixture(scope="module")
def samples() -> Graph:
    return pipeline.build([samples_dir()], pipeline.Run())


@pytest.mark.parametrize("format", FORMATS)
def test_the_samples_come_back(format: str, samples: Graph, tmp_path: Path) -> None:
    assert there_and_back(samples, format, tmp_path) == as_exported(samples)


@pytest.mark.parametrize("format", FORMATS)
def test_hostile_strings_come_back(format: str, tmp_path: Path) -> None:
    graph = random_graph(WHOLE, 7)
    back = there_and_back(graph, format, tmp_path)
    assert back == as_exported(graph)


SECTIONS = tuple(f"{section}/" for section in PREFIXES)
"""An id that begins with its own section is that id without it, as `org/1f2e` is `1f2e`."""
strings = st.text(min_size=1, max_size=9).filter(lambda text: not text.startswith(SECTIONS))


@settings(max_examples=60)
@given(
    strings=st.lists(strings, min_size=2, max_size=7, unique=True),
    seed=st.integers(0, 10**6),
    format=st.sampled_from(sorted(FORMATS)),
)
def test_any_graph_comes_back(
    strings: list[str], seed: int, format: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    there_and_back(random_graph(strings, seed), format, tmp_path_factory.mktemp("back"))


def test_the_graphs_of_trig_are_the_pages_and_together_the_export(samples: Graph) -> None:
    quads = list(parse(written(samples, "trig"), format=RdfFormat.TRIG))
    assert {(quad.subject, quad.predicate, quad.object) for quad in quads} == {tuple(each) for each in triples(samples)}
    graphs = {quad.graph_name.value for quad in quads if hasattr(quad.graph_name, "value")}
    pages = {evidence.doc for fact in samples.facts.values() for evidence in fact.evidence}
    assert graphs == {PREFIXES["document"] + page for page in pages}
    for quad in quads:
        if quad.predicate.value.endswith("hasSource"):
            assert quad.object == quad.graph_name


ANEW = ("aid", "component", "dataset", "level", "population", "programme", "software", "structure", "unit")
"""The sections of what the ontology and the software say, which each export writes anew."""


def test_damage_is_never_taken_for_an_export(tmp_path: Path) -> None:
    """Each of 200 damaged graphs is refused, or is what its graph says again: a title may be another."""
    sound, refused = list(triples(build(FACTS))), list[str]()
    file = tmp_path / "damaged.ttl"
    for seed in range(200):
        damaged = {Triple(*each) for each in mutated(sound, seed)}
        file.write_bytes(serialize(damaged, format=RdfFormat.TURTLE))
        try:
            again = set(triples(restored(file)))
        except DataError as error:
            refused.append(str(error))
        else:
            subjects = {str(each.subject.value) for each in damaged ^ again}
            sections = {compact(subject).partition(":")[0] for subject in subjects}
            assert sections <= {*ANEW, "thing", "period", "run"}, f"seed {seed}"
    assert len(refused) > 150
    assert all(each.startswith(f"{file} is no whole export of kg's: ") for each in refused)


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("rdf:object 21 ;", "", "line {line}: fact:f4 has no rdf:object"),
        ("aid:confidence 0.9", "aid:confidence 0.9, 0.8", "line {line}: fact:f5 has 2 aid:confidence"),
        ("aid:confidence 0.9", 'aid:confidence "high"', "fact:f5 has 'high' where a number is understood"),
        ("aid:cooperation_funds 159000000 .", "aid:cooperation_funds 5 .", "place:500000 lacks aid:cooperation_funds"),
        (
            "aid:high 21 ;",
            "aid:high 21 ; aid:mood 3 ;",
            "line {line}: fact:f4 has aid:mood '3', which kg does not write",
        ),
    ],
)
def test_what_is_damaged_is_told_with_its_line(before: str, after: str, words: str, tmp_path: Path) -> None:
    text = written(build(FACTS), "turtle").decode()
    assert before in text
    file = tmp_path / "damaged.ttl"
    file.write_text(text.replace(before, after), encoding="utf-8")
    fact = "fact:f5 a" if "f5" in words else "fact:f4 a"
    line = next(number for number, line in enumerate(text.splitlines(), 1) if line.startswith(fact))
    with pytest.raises(DataError) as error:
        restored(file)
    assert words.format(line=line) in str(error.value)
    assert "Nothing of it is kept." in str(error.value)


def test_a_fact_that_was_cut_out_is_missed(tmp_path: Path) -> None:
    text = written(build(FACTS), "turtle").decode()
    start = text.index("fact:f6 a ")
    file = tmp_path / "cut.ttl"
    file.write_text(text[:start] + text[text.index(" .\n", start) + 3 :], encoding="utf-8")
    with pytest.raises(DataError, match=r"run:\w+ would have made these facts from these pages: some are missing"):
        restored(file)


@pytest.mark.parametrize("text", ["", "<http://example.org/a> <http://example.org/b> 3 ."])
def test_what_is_no_export_is_refused(text: str, tmp_path: Path) -> None:
    file = tmp_path / "other.ttl"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=r"is no export of kg's: it has no page, place or fact. .*kg export"):
        restored(file)
