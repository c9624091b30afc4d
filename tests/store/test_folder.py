from pathlib import Path

import pytest

from kg.errors import StoreError
from kg.store.folder import MARKER, replace, replace_file


def fill(path: Path, text: str) -> None:
    with replace(path) as fresh:
        (fresh / "data").write_text(text, encoding="utf-8")


def test_the_new_folder_takes_the_old_ones_place(tmp_path: Path) -> None:
    fill(tmp_path / "deep" / "graph", "old")
    fill(tmp_path / "deep" / "graph", "new")
    assert (tmp_path / "deep" / "graph" / "data").read_text(encoding="utf-8") == "new"
    assert [path.name for path in (tmp_path / "deep").iterdir()] == ["graph"]


def test_a_build_that_breaks_leaves_the_old_folder(tmp_path: Path) -> None:
    fill(tmp_path / "graph", "old")
    with pytest.raises(FileNotFoundError), replace(tmp_path / "graph") as fresh:
        (fresh / "missing" / "data").write_text("half", encoding="utf-8")
    assert (tmp_path / "graph" / "data").read_text(encoding="utf-8") == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["graph"]


def test_an_empty_folder_may_be_taken(tmp_path: Path) -> None:
    (tmp_path / "graph").mkdir()
    fill(tmp_path / "graph", "new")
    assert (tmp_path / "graph" / MARKER).exists()


def test_a_folder_with_other_files_stays(tmp_path: Path) -> None:
    (tmp_path / "letters.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(StoreError, match=r"holds other files and is not replaced. Name a new or an empty folder"):
        fill(tmp_path, "new")
    assert (tmp_path / "letters.txt").read_text(encoding="utf-8") == "mine"


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "graph").write_text("mine", encoding="utf-8")
    with pytest.raises(StoreError, match=r"is a file"):
        fill(tmp_path / "graph", "new")


def test_a_file_is_replaced_as_a_whole(tmp_path: Path) -> None:
    (tmp_path / "facts.csv").write_text("old", encoding="utf-8")
    with pytest.raises(UnicodeEncodeError), replace_file(tmp_path / "facts.csv") as fresh:
        fresh.write_text("half \ud800", encoding="utf-8")
    assert (tmp_path / "facts.csv").read_text(encoding="utf-8") == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["facts.csv"]


def test_a_file_that_can_not_be_written(tmp_path: Path) -> None:
    (tmp_path / "facts.csv").mkdir()
    with pytest.raises(StoreError, match=r"can't be written"), replace_file(tmp_path / "facts.csv") as fresh:
        fresh.write_text("new", encoding="utf-8")
