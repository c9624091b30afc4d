"""`kg check` and `kg shapes`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from commands import Kg, one_line


@pytest.fixture
def exported(kg: Kg, story_graph: Path, tmp_path: Path) -> Path:
    """The stories' graph as Turtle."""
    file = tmp_path / "aid.ttl"
    assert kg("export", "turtle", file, "--store", story_graph).status == 0
    return file


def test_an_export_keeps_to_the_shapes(kg: Kg, exported: Path, story_graph: Path) -> None:
    for arguments in ((exported,), ("--store", story_graph), (exported, "--thorough")):
        done = kg("check", *arguments)
        assert (done.status, done.out) == (0, "")
        assert one_line(done).endswith("triples, and they keep to the shapes.")


@pytest.mark.parametrize("how", [(), ("--thorough",)])
def test_what_is_wrong_is_told_with_its_fact_and_page(kg: Kg, exported: Path, how: tuple[str, ...]) -> None:
    text = exported.read_text(encoding="utf-8")
    exported.write_text(text.replace("aid:has_workshops 21 ", "aid:has_workshops 21000000 "), encoding="utf-8")
    done = kg("check", exported, "--format", "json", *how)
    assert done.status == 1
    rows = [row for row in json.loads(done.out) if row["value"] == "21000000" and row["fact"]]
    assert {row["fact"] for row in rows} == {"汶川县 has_workshops 21"}
    assert all(row["page"].startswith("s02_wenchuan_workshops: ") for row in rows)
    assert any(row["what"].startswith("has_workshops is plausible from 1 to 100000. Look at the words") for row in rows)
    assert "findings." in done.err
    assert "kg export" in done.err


def test_a_file_that_breaks_off_is_told_by_its_line(kg: Kg, exported: Path) -> None:
    text = exported.read_text(encoding="utf-8").splitlines(keepends=True)
    exported.write_text("".join(text[:200]) + "place:x a", encoding="utf-8")
    done = kg("check", exported)
    assert done.status == 1
    assert f"{exported}, line 201: not valid Turtle: " in one_line(done)


def test_a_file_that_is_not_there_and_one_of_no_known_format(kg: Kg, tmp_path: Path) -> None:
    assert one_line(kg("check", tmp_path / "none.ttl")).endswith("Name a file of RDF.")
    done = kg("check", tmp_path / "aid.xlsx")
    assert done.status == 2
    assert ".ttl, .nt, .jsonld" in one_line(done)


def test_the_shapes_are_there_for_other_processors(kg: Kg, tmp_path: Path) -> None:
    done = kg("shapes")
    assert done.status == 0
    assert "shape:has_workshops a sh:NodeShape" in done.out
    assert kg("shapes", tmp_path / "shapes.ttl").err.startswith("Wrote")
    assert (tmp_path / "shapes.ttl").read_text(encoding="utf-8") == done.out
