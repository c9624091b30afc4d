"""`kg update`, `retract` and `load`: what they leave is what a build of the remaining pages gives, in each store."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from commands import Kg, one_line
from neo4j_fixtures import Address

from kg.records import GRAPH, read_graph
from kg.resources import samples_dir
from kg.store.embedded import EmbeddedStore
from kg.store.neo4j import Neo4jStore
from kg.texts import TEXTS, Texts

pytestmark = pytest.mark.usefixtures("elsewhere")

NAMES = ("s01_shandong_chongqing", "s02_wenchuan_workshops", "d03_job_fair", "d07_pairing_list")


@pytest.fixture
def pages() -> Path:
    folder = Path("pages")
    folder.mkdir()
    for name in NAMES:
        shutil.copy(samples_dir() / f"{name}.txt", folder)
    return folder


def graph_file(folder: str) -> bytes:
    return Path(folder, GRAPH).read_bytes()


def built_anew(kg: Kg, pages: Path) -> bytes:
    kg("build", pages, "--store", "anew")
    return graph_file("anew")


def test_a_page_is_retracted_and_comes_back(pages: Path, kg: Kg) -> None:
    kg("build", pages)
    whole = graph_file("graph")
    done = kg("retract", NAMES[0], NAMES[2])
    assert done.status == 0
    assert done.err.startswith("2 pages retracted, 2 left. ")
    gone = [(pages / f"{name}.txt").rename(f"{name}.txt") for name in (NAMES[0], NAMES[2])]
    assert graph_file("graph") == built_anew(kg, pages) != whole
    texts = Texts(Path("graph"))
    assert [texts.of(name) is not None for name in NAMES] == [False, True, False, True]
    back = [page.rename(pages / page.name) for page in gone]
    assert "0 pages replaced, 2 added." in kg("update", *back).err
    assert graph_file("graph") == whole
    assert len(Path("graph", TEXTS).read_text(encoding="utf-8").splitlines()) == len(NAMES)


def test_a_page_that_changed_replaces_its_own_facts(pages: Path, kg: Kg) -> None:
    kg("build", pages)
    page = pages / f"{NAMES[1]}.txt"
    page.write_text(page.read_text(encoding="utf-8").replace("21", "23"), encoding="utf-8")
    done = kg("update", page)
    assert done.err.startswith("1 page replaced, 0 added. ")
    assert graph_file("graph") == built_anew(kg, pages)
    answer = json.loads(kg("query", "place_figures", "-p", "place=汶川县", "--format", "json").out)
    assert {row["value"] for row in answer if row["measure"] == "has_workshops"} == {23}
    with EmbeddedStore(Path("graph")) as store, EmbeddedStore(Path("anew")) as anew:
        digests = [store.digest()]
        store.close()
        digests.append(anew.digest())
    assert digests[0] == digests[1]


def test_a_page_that_is_set_aside_keeps_what_it_had(pages: Path, kg: Kg) -> None:
    kg("build", pages)
    before = graph_file("graph")
    page = pages / f"{NAMES[1]}.txt"
    page.write_bytes(b"")
    done = kg("update", page)
    assert done.status == 1
    assert "set aside" in done.err
    assert graph_file("graph") == before


def test_a_page_that_is_not_there_changes_nothing(pages: Path, kg: Kg) -> None:
    kg("build", pages)
    before = graph_file("graph")
    done = kg("retract", NAMES[0], "s02_wenchuan_workshop")
    assert done.status == 2
    assert "no page 's02_wenchuan_workshop' in graph; nothing is changed. Did you mean s02_wenchuan" in one_line(done)
    assert graph_file("graph") == before


@pytest.mark.parametrize("command", [["update", "pages"], ["retract", "a"], ["load"]], ids=lambda each: each[0])
def test_without_a_graph(command: list[str], pages: Path, kg: Kg) -> None:
    done = kg(*command)
    assert (done.status, one_line(done)) == (1, "kg: There is no graph in graph. Build one first: kg build PATH...")


def test_a_graph_is_loaded_from_its_file(pages: Path, kg: Kg) -> None:
    kg("build", pages)
    done = kg("load", Path("graph", GRAPH), "--store", "copy")
    assert done.status == 0
    assert graph_file("copy") == graph_file("graph")
    shutil.rmtree(Path("graph", "arcadedb"))
    assert kg("query", "RETURN 1").status == 1
    assert kg("load").status == 0
    assert kg("query", "RETURN 1").status == 0
    assert Texts(Path("graph")).of(NAMES[0])


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--resume"], "--resume is for Neo4j"),
        (["--database", "x"], "--database names a database of a server. Name the server, too: --neo4j URI."),
    ],
    ids=lambda each: each[0] if isinstance(each, list) else "",
)
def test_options_of_neo4j_without_neo4j(options: list[str], words: str, pages: Path, kg: Kg) -> None:
    kg("build", pages)
    done = kg("load", *options)
    assert done.status == 2
    assert words in one_line(done)


def test_neo4j_goes_along(pages: Path, kg: Kg, neo4j_store: Neo4jStore, neo4j_address: Address) -> None:
    there = ["--neo4j", neo4j_address.uri]

    def is_the_same() -> bool:
        with EmbeddedStore(Path("graph")) as store:
            return store.digest() == neo4j_store.digest()

    assert kg("build", pages, *there).status == 0
    assert is_the_same()
    held = dict(neo4j_store._driver.execute_query("MATCH (n) RETURN n.id, elementId(n)").records)
    assert kg("retract", NAMES[0], *there).status == 0
    assert is_the_same()
    page = pages / f"{NAMES[1]}.txt"
    page.write_text(page.read_text(encoding="utf-8").replace("21", "23"), encoding="utf-8")
    assert kg("update", page, *there).status == 0
    assert is_the_same()
    left = dict(neo4j_store._driver.execute_query("MATCH (n) RETURN n.id, elementId(n)").records)
    same = [id for id in left if left[id] == held.get(id)]
    assert len(same) > 0.8 * len(left), "what did not change was loaded anew"
    assert kg("load", *there, "--resume").err.endswith(" relationships.\n")
    assert read_graph(Path("graph")).documents.keys() == set(NAMES) - {NAMES[0]}
