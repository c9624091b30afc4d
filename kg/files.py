"""Writing to files and folders: what is written is there only once it is whole."""

from __future__ import annotations

import errno
import glob
import json
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any

from kg.errors import DiskFullError, UsageError

try:
    import fcntl
except ImportError:  # Windows, where what a dead process left stays
    fcntl = None  # type: ignore[assignment]

STDOUT = Path("-")
MARKER = ".kg"
"""A file in each folder that was written here. A folder without it is someone else's and stays."""

_LOCK = "lock"
"""In the hidden folder in which something is made, a file that its process holds a lock on."""
_NOTE = "Written by kg. The next build replaces this folder as a whole.\n"
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]+")
"""What would break a line, hide in it or turn its direction."""
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
"""How a formula begins; a spreadsheet set to Chinese or Japanese takes the wide signs too."""
FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
"""What a disk says that has no room, or none for this user or this file."""
_NUMBER = re.compile(r"-?\d+(\.\d+)?")


@contextmanager
def writing(path: Path) -> Iterator[IO[bytes]]:
    """A file that takes the path's place when the block ends well; `-` is stdout, a device or pipe is written straight.

    Raises `UsageError` where it can't be written, `DiskFullError` where there is no room.
    """
    if path == STDOUT:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
    elif path.is_relative_to("/dev") or (path.exists() and not path.is_file() and not path.is_dir()):
        with told_if_unwritable(path, "Name a file in a folder that exists."), path.open("wb") as file:
            yield file
    else:
        with told_if_unwritable(path, "Name a file in a folder that exists."), _workshop(path.resolve()) as fresh:
            with fresh.open("wb") as file:
                yield file
            fresh.replace(path.resolve())


@contextmanager
def replacing(folder: Path) -> Iterator[Path]:
    """An empty folder that takes the place of `folder` when the block ends well, and goes away when it does not.

    Raises `UsageError` where `folder` can't be written, is a file, or holds other things, `DiskFullError` where there
    is no room.
    """
    folder = folder.resolve()
    if folder.is_dir() and any(folder.iterdir()) and not is_written(folder):
        raise UsageError(f"{folder} holds other files and is not replaced.", "Name a new or an empty folder.")
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder} is a file.", "Name a folder for the graph.")
    with told_if_unwritable(folder, "Name another folder."):
        folder.parent.mkdir(parents=True, exist_ok=True)
        with _workshop(folder) as fresh:
            fresh.mkdir()
            yield fresh
            (fresh / MARKER).write_text(_NOTE, encoding="utf-8")
            _swap(fresh, folder)


def is_written(folder: Path) -> bool:
    """Whether a folder was written here, as a graph's is."""
    return (folder / MARKER).is_file()


@contextmanager
def told_if_unwritable(path: Path, advice: str) -> Iterator[None]:
    """Errors of writing to a path as ours: `DiskFullError` where there is no room, else `UsageError` with advice."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        message = f"{path} can't be written: {error.strerror or error}."
        if error.errno in FULL:
            raise DiskFullError(
                message, "What was there before is untouched. Make room, or name another place."
            ) from error
        raise UsageError(message, advice) from error


def state_of(path: Path) -> tuple[object, ...]:
    """What is another for another file, and for the same file once it was written anew."""
    try:
        found = path.stat()
    except OSError:
        return (path.absolute(),)
    return path.absolute(), found.st_ino, found.st_size, found.st_mtime_ns


def cell(value: str) -> str:
    """A text that stays in its cell of a table, and that a spreadsheet does not run as a formula."""
    value = _UNPRINTABLE.sub(" ", value)
    is_formula = value.lstrip()[:1] in _FORMULA and not _NUMBER.fullmatch(value)
    return f"'{value}" if is_formula else value


def csv_cell(value: Any) -> Any:
    """A value as a cell of CSV: texts as `cell` has them, lists and maps as JSON, numbers as numbers."""
    if isinstance(value, list | dict):
        value = json.dumps(value, ensure_ascii=False)
    return cell(value) if isinstance(value, str) else value


@contextmanager
def _workshop(path: Path) -> Iterator[Path]:
    """A path of the same name in a hidden folder beside it, as a rename can't go to another file system.

    Such folders of processes that died go first.
    """
    _clear_away(path)
    workshop = Path(tempfile.mkdtemp(prefix=f".{path.name}.", dir=path.parent))
    try:
        with _locked(workshop):
            yield workshop / path.name
    finally:
        shutil.rmtree(workshop, ignore_errors=True)


@contextmanager
def _locked(workshop: Path) -> Iterator[None]:
    """A lock on a workshop for as long as the block runs and the process lives."""
    unlocked = workshop / f"{_LOCK}.new"
    with unlocked.open("w") as file:
        if fcntl:
            fcntl.flock(file, fcntl.LOCK_EX)
            unlocked.rename(workshop / _LOCK)  # only now does it tell of a process, alive or dead
        yield


def _clear_away(path: Path) -> None:
    """Remove the workshops that nobody holds. What stood at the path comes back from one that died in the swap."""
    named = f".{glob.escape(path.name)}.{'?' * 8}"
    for workshop in list(path.parent.glob(named)) if fcntl else ():
        with suppress(OSError), (workshop / _LOCK).open() as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            old = _former(workshop / path.name)
            if old.exists() and not path.exists():
                old.rename(path)
            shutil.rmtree(workshop)


def _former(fresh: Path) -> Path:
    """Where the former folder is while the fresh one takes its place."""
    return fresh.with_name(f"{fresh.name}.old")


def _swap(fresh: Path, folder: Path) -> None:
    """Put the fresh folder where `folder` is; the former one stays in the workshop, and comes back where that fails."""
    old = _former(fresh)
    if folder.exists():
        folder.rename(old)
    try:
        fresh.rename(folder)
    except OSError:
        if old.exists():
            old.rename(folder)
        raise
