"""What is read of the paths that a user gives, and in which order."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kg.errors import UsageError
from kg.model import Page, SetAside
from kg.read import check_paths, read


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    for name in ("b.txt", "a.html", "c", "deep/er/d.htm", ".hidden/e.txt", "deep/.f.txt", "deep/notes.docx"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"页面 {name}", encoding="utf-8")
    return tmp_path


def ids(*paths: Path | str) -> list[str]:
    return [page.id for page in read(paths) if isinstance(page, Page)]


def set_aside(*paths: Path | str) -> list[SetAside]:
    return [found for found in read(paths) if isinstance(found, SetAside)]


def test_folder_is_read_in_order_without_hidden_files(pages: Path) -> None:
    assert ids(pages) == ["a", "b", "c", "d"]


def test_other_endings_in_a_folder_are_set_aside(pages: Path) -> None:
    (found,) = set_aside(pages)
    assert found.source.endswith("notes.docx")
    assert ".docx" in found.reason


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("a.pdf", "Save its text as .txt."),
        ("a.DOCX", "Save its text as .txt."),
        ("a.png", "Save its text as .txt."),
        ("a.md", "Name the file itself to have it read."),
    ],
)
def test_a_file_that_naming_would_not_help_is_to_be_saved_as_text(tmp_path: Path, name: str, advice: str) -> None:
    (tmp_path / name).write_bytes(b"%PDF-1.7")
    (found,) = set_aside(tmp_path)
    assert found.advice == advice


def test_named_file_is_read_whatever_its_ending(pages: Path) -> None:
    assert ids(pages / "deep" / "notes.docx") == ["notes"]


def test_pattern(pages: Path) -> None:
    assert ids(f"{pages}/*.txt", str(pages / "**" / "*.htm")) == ["b", "d"]


def test_file_named_twice_is_read_once(pages: Path) -> None:
    assert ids(pages / "b.txt", pages, pages / "b.txt") == ["b", "a", "c", "d"]
    assert len(set_aside(pages / "b.txt", pages)) == 1


def test_name_with_the_marks_of_a_pattern(tmp_path: Path) -> None:
    (tmp_path / "a[1].txt").write_text("甲", encoding="utf-8")
    assert ids(tmp_path / "a[1].txt") == ["a[1]"]


def test_missing_path_is_set_aside_and_the_rest_goes_on(pages: Path) -> None:
    found = list(read([pages / "missing.txt", pages / "b.txt"]))
    assert isinstance(found[0], SetAside)
    assert isinstance(found[1], Page)


@pytest.mark.parametrize("path", ["missing.txt", "missing/*.txt"])
def test_check_paths_names_what_is_missing(path: str) -> None:
    with pytest.raises(UsageError, match=r"missing") as caught:
        check_paths([".", path])
    assert caught.value.exit_code == 2


def test_check_paths_wants_a_path(pages: Path) -> None:
    with pytest.raises(UsageError):
        check_paths([])
    check_paths([pages, pages / "b.txt", f"{pages}/*.html"])


def test_link_to_a_folder_above_ends(pages: Path) -> None:
    (pages / "deep" / "loop").symlink_to(pages, target_is_directory=True)
    assert ids(pages) == ["a", "b", "c", "d"]


def test_pipe_and_broken_link_are_set_aside(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "broken").symlink_to(tmp_path / "nowhere")
    reasons = {Path(found.source).name: found.reason for found in set_aside(tmp_path)}
    assert reasons["pipe"] == "not a regular file"
    assert "can't be opened" in reasons["broken"]
