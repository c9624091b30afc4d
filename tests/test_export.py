"""Every format is written by the one writer."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg import export
from kg.errors import UsageError
from kg.model import Entity, Graph, Relation
from kg.records import read_graph
from kg.shape import FORMATS


def test_the_formats_of_shape_are_among_them() -> None:
    assert FORMATS.keys() < set(export.FORMATS)


@pytest.mark.parametrize("format", export.FILES)
def test_a_file_is_replaced_only_when_it_is_whole(format: str, tmp_path: Path, story_graph: Path) -> None:
    path = tmp_path / "aid"
    export.write(read_graph(story_graph), format, path)
    before = path.read_bytes()
    place = Entity("Place", "重庆市", "500000")
    pairing = Relation(place, "assists", place, None)  # type: ignore[arg-type]
    broken = Graph({}, {}, {}, {"f1": None, "f2": pairing})  # type: ignore[dict-item]
    with pytest.raises((AttributeError, TypeError)):
        export.write(broken, format, path)
    assert path.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == ["aid"]


@pytest.mark.parametrize("format", export.FILES)
def test_a_folder_that_is_missing_is_told_alike(format: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"missing/aid can't be written: No such file.*folder that exists"):
        export.write(Graph({}, {}, {}, {}), format, tmp_path / "missing" / "aid")


def test_an_unknown_format_is_told(tmp_path: Path) -> None:
    with pytest.raises(
        UsageError, match=r"'excel' is not known.*turtle, ntriples, jsonld, trig, .*gexf, csv, html, svg, png"
    ):
        export.write(Graph({}, {}, {}, {}), "excel", tmp_path / "a.xls")


@pytest.mark.parametrize(
    ("format", "picture", "told"),
    [
        ("csv", export.Picture(font=Path("a.ttf")), "--font is for png, not for csv"),
        ("turtle", export.Picture(basemap=Path("a.json")), "--basemap is for html and svg and png, not for turtle"),
        ("html", export.Picture("network"), "--picture is for svg and png, not for html"),
        ("svg", export.Picture("network", Path("a.json")), "not drawn on a map"),
        ("svg", export.Picture("globe"), "'globe' is not known. Use map or network"),
    ],
)
def test_what_a_format_does_not_take_is_told(format: str, picture: export.Picture, told: str) -> None:
    with pytest.raises(UsageError, match=told):
        export.check(format, picture)
