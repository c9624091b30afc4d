"""Files and folders are there only once they are whole, and what is no file is written straight."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from kg.errors import DiskFullError, UsageError
from kg.files import MARKER, STDOUT, cell, replacing, writing


def fill(path: Path, text: str) -> None:
    with replacing(path) as fresh:
        (fresh / "data").write_text(text, encoding="utf-8")


def put(path: Path, data: bytes) -> None:
    with writing(path) as file:
        file.write(data)


def test_the_new_folder_takes_the_old_ones_place(tmp_path: Path) -> None:
    fill(tmp_path / "deep" / "graph", "old")
    fill(tmp_path / "deep" / "graph", "new")
    assert (tmp_path / "deep" / "graph" / "data").read_text(encoding="utf-8") == "new"
    assert [path.name for path in (tmp_path / "deep").iterdir()] == ["graph"]


def test_a_build_that_breaks_leaves_the_old_folder(tmp_path: Path) -> None:
    fill(tmp_path / "graph", "old")
    with pytest.raises(ZeroDivisionError), replacing(tmp_path / "graph") as fresh:
        (fresh / "data").write_text(f"{1 / 0}", encoding="utf-8")
    assert (tmp_path / "graph" / "data").read_text(encoding="utf-8") == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["graph"]


def test_an_empty_folder_may_be_taken(tmp_path: Path) -> None:
    (tmp_path / "graph").mkdir()
    fill(tmp_path / "graph", "new")
    assert (tmp_path / "graph" / MARKER).exists()


def test_a_folder_with_other_files_stays(tmp_path: Path) -> None:
    (tmp_path / "letters.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match=r"holds other files and is not replaced. Name a new or an empty folder"):
        fill(tmp_path, "new")
    assert (tmp_path / "letters.txt").read_text(encoding="utf-8") == "mine"


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "graph").write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match=r"is a file"):
        fill(tmp_path / "graph", "new")


def test_a_file_is_replaced_as_a_whole(tmp_path: Path) -> None:
    put(tmp_path / "facts.csv", b"old")
    with pytest.raises(ZeroDivisionError), writing(tmp_path / "facts.csv") as file:
        file.write(b"half" * (1 // 0))
    assert (tmp_path / "facts.csv").read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["facts.csv"]


def test_a_link_stays_one(tmp_path: Path) -> None:
    (tmp_path / "real.csv").write_bytes(b"old")
    (tmp_path / "link.csv").symlink_to("real.csv")
    put(tmp_path / "link.csv", b"new")
    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "real.csv").read_bytes() == b"new"


@pytest.mark.parametrize("name", ["folder", "missing/facts.csv", "file/facts.csv"])
def test_what_can_not_be_written_is_told(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(UsageError, match=r"can't be written: .*\. Name a file in a folder that exists"):
        put(tmp_path / name, b"new")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a disk without room is shown by Linux")
def test_a_disk_that_is_full_is_told() -> None:
    with pytest.raises(DiskFullError, match=r"No space left on device. What was there before is untouched. Make room"):
        put(Path("/dev/full"), b"new")


def test_a_device_and_a_pipe_are_written_straight(tmp_path: Path) -> None:
    put(Path(os.devnull), b"new")
    assert not Path(os.devnull).is_file()
    pipe, read = tmp_path / "pipe", list[bytes]()
    os.mkfifo(pipe)
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()
    put(pipe, b"new")
    reader.join(60)
    assert read == [b"new"]
    assert pipe.is_fifo()


def test_a_dash_is_stdout(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    put(STDOUT, b"new")
    assert capfdbinary.readouterr().out == b"new"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("汶川县", "汶川县"),
        ("=SUM(A1)", "'=SUM(A1)"),
        ("@mention", "'@mention"),
        ("-5.5", "-5.5"),
        ("-5+1", "'-5+1"),
        ("a\tb\r\nc\u202ed", "a b c d"),
    ],
)
def test_a_cell_breaks_no_table_and_runs_nothing(text: str, expected: str) -> None:
    assert cell(text) == expected


_DYING = """
import os, signal, sys
from pathlib import Path
from kg import files
if sys.argv[2] == "swapping":
    rename = Path.rename
    def die(self, target):
        os.kill(os.getpid(), signal.SIGKILL) if Path(target) == Path(sys.argv[1]) else rename(self, target)
    Path.rename = die
with files.replacing(Path(sys.argv[1])) as fresh:
    (fresh / "data").write_text("unfinished")
    if sys.argv[2] == "filling":
        os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.parametrize("when", ["filling", "swapping"])
def test_what_a_killed_build_left_goes_with_the_next(tmp_path: Path, when: str) -> None:
    graph = tmp_path / "graph"
    fill(graph, "old")
    (tmp_path / ".graph.mine1234").mkdir()
    killed = subprocess.run([sys.executable, "-c", _DYING, graph, when], check=False)
    assert killed.returncode == -signal.SIGKILL
    assert len(list(tmp_path.glob(".graph.*"))) == 2
    assert graph.exists() == (when == "filling")
    with pytest.raises(ZeroDivisionError), replacing(graph):
        raise ZeroDivisionError
    assert (graph / "data").read_text(encoding="utf-8") == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == [".graph.mine1234", "graph"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may list any folder")
def test_a_folder_that_can_not_be_listed_can_be_written(tmp_path: Path) -> None:
    tmp_path.chmod(0o300)
    put(tmp_path / "facts", b"new")
    tmp_path.chmod(0o700)
    assert (tmp_path / "facts").read_bytes() == b"new"


def test_a_build_that_is_under_way_keeps_its_folder(tmp_path: Path) -> None:
    with replacing(tmp_path / "graph") as fresh:
        fill(tmp_path / "graph", "other")
        (fresh / "data").write_text("own", encoding="utf-8")
    assert (tmp_path / "graph" / "data").read_text(encoding="utf-8") == "own"
