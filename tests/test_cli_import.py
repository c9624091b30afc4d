"""`kg import`: what `kg export` wrote comes back."""

from __future__ import annotations

from pathlib import Path

import pytest
from commands import STORIES, Kg, one_line

from kg.records import read_graph


@pytest.mark.parametrize(("format", "suffix"), [("turtle", "ttl"), ("trig", "trig"), ("jsonld", "jsonld")])
def test_what_was_exported_comes_back(kg: Kg, story_graph: Path, tmp_path: Path, format: str, suffix: str) -> None:
    first, second = tmp_path / f"first.{suffix}", tmp_path / f"second.{suffix}"
    assert kg("export", format, first, "--store", story_graph).status == 0
    done = kg("import", first, "--store", tmp_path / "graph")
    assert done.status == 0
    assert "2 pages, " in done.err
    assert kg("export", format, second, "--store", tmp_path / "graph").status == 0
    assert first.read_bytes() == second.read_bytes()
    asked = [
        kg("query", "place_figures", "-p", "place=汶川县", "--store", each)
        for each in (story_graph, tmp_path / "graph")
    ]
    assert asked[0].out == asked[1].out


def test_a_damaged_file_leaves_the_former_graph(kg: Kg, story_graph: Path, tmp_path: Path) -> None:
    file = tmp_path / "aid.ttl"
    kg("export", "turtle", file, "--store", story_graph)
    kg("import", file, "--store", tmp_path / "graph")
    before = (tmp_path / "graph" / "graph.jsonl").read_bytes()
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("rdf:object 21 ;", "rdf:object 22 ;"), encoding="utf-8")
    done = kg("import", file, "--store", tmp_path / "graph")
    assert done.status == 1
    assert "is no whole export of kg's: line " in one_line(done)
    assert (tmp_path / "graph" / "graph.jsonl").read_bytes() == before


def test_two_graphs_become_one(kg: Kg, story_graph: Path, tmp_path: Path) -> None:
    files = []
    for page in STORIES:
        folder, file = tmp_path / page.stem, tmp_path / f"{page.stem}.ttl"
        kg("build", page, "--store", folder)
        kg("export", "turtle", file, "--store", folder)
        files.append(file)
    done = kg("import", *files, "--store", tmp_path / "both")
    assert done.status == 0
    assert len(done.err.splitlines()) == len(files) + 1
    joined, built = (read_graph(each) for each in (tmp_path / "both", story_graph))
    assert joined.facts == built.facts
    assert joined.documents.keys() == built.documents.keys()
    assert "1 page more than once, by id: the last counts." in kg("import", files[0], *files).err
