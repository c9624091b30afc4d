"""The pages that ship with the package: what their graph must hold, and that they were written for it."""

from __future__ import annotations

import re
import runpy
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from kg import pipeline
from kg.model import Document, Graph, Observation, Relation
from kg.records import write_graph
from kg.resources import samples_dir
from kg.shape import lines

ROOT = Path(__file__).parents[1]
PAGES = sorted(samples_dir().iterdir())


@pytest.fixture(scope="module")
def graph() -> Graph:
    run = pipeline.Run()
    graph = pipeline.build([samples_dir()], run)
    assert (run.pages, run.set_aside) == (len(PAGES), [])
    return graph


def relations(graph: Graph) -> set[tuple[str, str, str]]:
    return {
        (fact.subject.name, fact.predicate, getattr(fact.object, "name", str(fact.object)))
        for fact in graph.facts.values()
        if isinstance(fact, Relation)
    }


def figures(graph: Graph) -> set[tuple[str, str, float]]:
    return {
        (fact.subject.name, fact.predicate, fact.value)
        for fact in graph.facts.values()
        if isinstance(fact, Observation)
    }


def test_shandong_assists_chongqing(graph: Graph) -> None:
    assert ("山东省", "assists", "重庆市") in relations(graph)
    assert ("重庆市", "assists", "山东省") not in relations(graph)


def test_wenchuan_has_21_workshops(graph: Graph) -> None:
    assert {("汶川县", "has_workshops", 21), ("汶川县", "resumed_workshops", 21)} <= figures(graph)


def test_the_shandong_story(graph: Graph) -> None:
    assert {
        ("淄博市", "assists", "石柱土家族自治县"),
        ("重庆市", "sends_workers_to", "山东省"),
    } <= relations(graph)
    assert {
        ("重庆市", "cooperation_funds", 726_000_000),
        ("重庆市", "transferred_workers", 1750),
        ("石柱土家族自治县", "has_workshops", 17),
    } <= figures(graph)


def test_the_wenchuan_story(graph: Graph) -> None:
    assert {
        ("浙江省", "assists", "阿坝藏族羌族自治州"),
        ("黄岩区", "assists", "松潘县"),
        ("松潘县", "sends_workers_to", "台州市"),
    } <= relations(graph)
    assert {
        ("汶川县", "workshop_workers", 265),
        ("理县", "has_workshops", 9),
        ("阿坝藏族羌族自治州", "has_public_welfare_posts", 8600),
    } <= figures(graph)


def test_a_pairing_on_several_pages_is_one_fact_with_the_evidence_of_each(graph: Graph) -> None:
    (pairing,) = [
        fact
        for fact in graph.facts.values()
        if fact.predicate == "assists" and isinstance(fact, Relation) and fact.subject.id == "370000"
        if getattr(fact.object, "id", None) == "500000"
    ]
    assert len({evidence.doc for evidence in pairing.evidence}) > 1


@pytest.mark.parametrize("name", ["README.md", "README.zh.md"])
def test_a_readme_opens_with_words_of_the_samples_and_their_triples(name: str, graph: Graph) -> None:
    opening = (ROOT / name).read_text(encoding="utf-8").partition("\n`kg` ")[0]
    samples = "".join(path.read_text(encoding="utf-8") for path in PAGES if path.stem.startswith("s0"))
    quoted = re.findall(r"^> (.+)$", opening, re.MULTILINE)
    triples = re.findall(r"^(\w+) +(\w+) +(\w+) ", opening, re.MULTILINE)
    assert all(quote.rstrip("。") in samples for quote in quoted)
    assert len(quoted) == 2
    assert len(triples) == 4
    assert set(triples) <= {line[:3] for line in lines(graph)}


def test_each_page_is_a_document(graph: Graph) -> None:
    assert graph.documents.keys() == {path.stem for path in PAGES}


def test_no_sentence_is_another_page_s(shared: Path) -> None:
    """Sixteen characters in a row that a crawled page has too would be more than a set phrase."""

    def runs(path: Path) -> set[str]:
        text = next(pipeline.texts([path], pipeline.Run())).clean
        han = "".join(character for character in text if character.isalnum())
        return {han[at : at + 16] for at in range(len(han) - 15)}

    crawled = set[str]().union(*map(runs, (shared / "corpus").glob("*.txt")))
    for page in PAGES:
        assert not runs(page) & crawled, page.name


def test_the_demo_cuts_no_text_in_a_narrow_terminal(graph: Graph) -> None:
    demo = runpy.run_path(str(ROOT / "scripts" / "demo.py"))
    out = StringIO()
    Console(file=out, width=60).print(demo["_triples"](graph))
    assert "has_workshops" in out.getvalue()
    assert "…" not in out.getvalue()


def test_the_demo_does_not_replace_a_graph_of_other_pages(
    graph: Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    demo = runpy.run_path(str(ROOT / "scripts" / "demo.py"))
    monkeypatch.chdir(tmp_path)
    demo["_keep_others_graph"]()
    Path("graph").mkdir()
    write_graph(graph, Path("graph"))
    demo["_keep_others_graph"]()
    write_graph(replace(graph, documents={"mine": Document("mine", "mine.txt")}, facts={}), Path("graph"))
    with pytest.raises(SystemExit, match="has a graph of other pages"):
        demo["_keep_others_graph"]()
