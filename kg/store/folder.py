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
    path.parent.mkdir(parents=True, exist_ok=True)
    # In the same folder, as a rename can't go to another file system.
    workshop = Path(tempfile.mkdtemp(prefix=f".{path.name}.", dir=path.parent))
    try:
        fresh, old = workshop / "new", workshop / "old"
        fresh.mkdir()
        yield fresh
        (fresh / MARKER).write_text(
            "Written by kg. The next build replaces this folder as a whole.\n", encoding="utf-8"
        )
        if path.exists():
            path.rename(old)
        try:
            fresh.rename(path)
        except OSError:
            if old.exists():
                old.rename(path)
            raise
    finally:
        shutil.rmtree(workshop, ignore_errors=True)


def _check_ours(path: Path) -> None:
    if path.is_file():
        raise StoreError(f"{path} is a file.", "Name a folder for the graph.")
    if path.is_dir() and any(path.iterdir()) and not (path / MARKER).exists():
        raise StoreError(
            f"{path} holds other files and is not replaced.", "Name a new or an empty folder for the graph."
        )
