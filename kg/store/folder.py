"""Building beside and swapping in, so that a build that breaks leaves the old folder as it was."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.errors import StoreError

MARKER = ".kg"
"""A file in each folder that was written here. A folder without it is someone else's and stays."""

_NOTE = "Written by kg. The next build replaces this folder as a whole.\n"


@contextmanager
def replace(path: Path) -> Iterator[Path]:
    """An empty folder beside `path` that takes its place when the block ends well, and goes away when it does not.

    Raises `StoreError` where `path` is a file, or a folder with other things in it.
    """
    path = path.resolve()
    _check_ours(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # In the same folder, as a rename can't go to another file system.
        workshop = Path(tempfile.mkdtemp(prefix=f".{path.name}.", dir=path.parent))
    except OSError as error:
        raise StoreError(f"{path} can't be written: {error.strerror}.", "Name another folder.") from error
    try:
        fresh, old = workshop / "new", workshop / "old"
        fresh.mkdir()
        yield fresh
        (fresh / MARKER).write_text(_NOTE, encoding="utf-8")
        _swap(fresh, path, old)
    finally:
        shutil.rmtree(workshop, ignore_errors=True)


@contextmanager
def replace_file(path: Path) -> Iterator[Path]:
    """A path beside `path` whose file takes its place when the block ends well. Raises `StoreError`."""
    path = path.resolve()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        workshop = Path(tempfile.mkdtemp(prefix=f".{path.name}.", dir=path.parent))
        try:
            yield workshop / path.name
            (workshop / path.name).replace(path)
        finally:
            shutil.rmtree(workshop, ignore_errors=True)
    except OSError as error:
        raise StoreError(f"{path} can't be written: {error.strerror}.", "Name another file.") from error


def _swap(fresh: Path, path: Path, old: Path) -> None:
    """Put the fresh folder where the path is; the former one goes to `old`, and comes back where that fails."""
    if path.exists():
        path.rename(old)
    try:
        fresh.rename(path)
    except OSError:
        if old.exists():
            old.rename(path)
        raise


def _check_ours(path: Path) -> None:
    if path.is_file():
        raise StoreError(f"{path} is a file.", "Name a folder for the graph.")
    if path.is_dir() and any(path.iterdir()) and not (path / MARKER).exists():
        raise StoreError(
            f"{path} holds other files and is not replaced.", "Name a new or an empty folder for the graph."
        )
