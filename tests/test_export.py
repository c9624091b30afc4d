"""Every format is written by the one writer."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg import export
from kg.errors import UsageError
from kg.model import Graph
from kg.records import read_graph
from kg.shape import FORMATS


def test_the_formats_of_shape_are_among_them() -> None:
    assert FORMATS.keys() < set(export.FORMATS)


@pytest.mark.parametrize("format", export.FILES)
def test_a_file_is_replaced_only_when_it_is_whole(format: str, tmp_path: Path, story_graph: Path) -> None:
    path = tmp_path / "aid"
    export.write(read_graph(story_graph), format, path)
    before = path.read_bytes()
    broken = Graph({}, {}, {}, {"f1": None})  # type: ignore[dict-item]
    with pytest.raises(AttributeError):
        export.write(broken, format, path)
    assert path.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == ["aid"]


@pytest.mark.parametrize("format", export.FILES)
def test_a_folder_that_is_missing_is_told_alike(format: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"missing/aid can't be written: No such file.*folder that exists"):
        export.write(Graph({}, {}, {}, {}), format, tmp_path / "missing" / "aid")


def test_an_unknown_format_is_told(tmp_path: Path) -> None:
    with pytest.raises(
        UsageError, match=r"'excel' is not known.*turtle, ntriples, jsonld, triples, graphml, csv, html"
    ):
        export.write(Graph({}, {}, {}, {}), "excel", tmp_path / "a.xls")
