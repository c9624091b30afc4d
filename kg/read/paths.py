"""From the paths that a user gives to the files behind them, in a fixed order and without holding them all."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.errors import UsageError
from kg.files import is_written
from kg.model import SetAside
from kg.read.raw import AS_TEXT

ENDINGS = frozenset({"", ".txt", ".html", ".htm", ".jsonl", ".ndjson", ".gz", ".zip", ".warc"})
"""What is read inside a folder. A file that is named itself is read whatever its ending."""
NEVER_TEXT = frozenset({
    ".pdf", ".doc", ".docx", ".xls", ".xlsx", ".ppt", ".pptx", ".wps", ".et", ".ofd", ".rtf", ".epub",
    ".png", ".jpg", ".jpeg", ".gif", ".webp", ".bmp", ".tif", ".tiff",
})  # fmt: skip
"""Files that hold no page as text, so that naming them would not help."""
STDIN = "-"


def check_paths(paths: Iterable[Path | str]) -> None:
    """Raise `UsageError` when there is no path, or one names nothing. Call it before a run begins."""
    given = [str(path) for path in paths]
    if not given:
        raise UsageError("No page was given.", "Name a file, a folder or a pattern such as 'pages/*.html'.")
    missing = [
        path for path in given if path != STDIN and not os.path.lexists(path) and next(_matches(path), None) is None
    ]
    if missing:
        names = ", ".join(repr(path) for path in missing[:3]) + (", ..." if len(missing) > 3 else "")
        raise UsageError(f"No such file or folder: {names}.", "Check the spelling; put quotes around a pattern.")
    if graph := next((path for path in given if is_written(Path(path))), None):
        advice = "Two graphs become one by a build from the pages of both, or by `kg import` of both as RDF."
        raise UsageError(f"{graph} was written by kg and holds no pages.", advice)


def find_files(paths: Iterable[Path | str]) -> Iterator[str | SetAside]:
    """Each file once, in the order given, a folder's and a pattern's files sorted by name.

    What is in a folder and can't be a page is set aside with its reason.
    """
    seen: set[str] = set()
    for path in map(str, paths):
        for found in _expand(path):
            if isinstance(found, SetAside):
                yield found
            elif (absolute := os.path.abspath(found)) not in seen:
                seen.add(absolute)
                yield found


def _expand(path: str) -> Iterator[str | SetAside]:
    if path == STDIN:
        yield path
        return
    if os.path.lexists(path):
        yield from _folder(path) if os.path.isdir(path) else (path,)
        return
    found = False
    for match in sorted(_matches(path)):
        found = True
        yield from _folder(match) if os.path.isdir(match) else (match,)
    if not found:
        yield SetAside(path, "no such file or folder")


def _matches(pattern: str) -> Iterator[str]:
    """What a pattern names; a path without `*`, `?` or `[` is no pattern. Hidden files don't match."""
    return glob.iglob(pattern, recursive=True) if glob.has_magic(pattern) else iter(())


def _folder(folder: str) -> Iterator[str | SetAside]:
    """The pages in a folder and the folders in it. Hidden ones are skipped, links to folders not followed."""
    waiting = [folder]
    while waiting:
        path = waiting.pop()
        if is_written(Path(path)):
            yield SetAside(path, "a folder that kg wrote, and no pages", "Name the folders of the pages beside it.")
        elif os.path.isdir(path) and (path == folder or not os.path.islink(path)):
            try:
                names = sorted(name for name in os.listdir(path) if not name.startswith("."))
            except OSError as error:
                yield SetAside(path, f"can't be listed: {error.strerror}")
                continue
            waiting += [os.path.join(path, name) for name in reversed(names)]
        elif (ending := os.path.splitext(path)[1].lower()) in ENDINGS:
            yield path
        else:
            yield not_a_page(path, ending, "Name the file itself to have it read.")


def not_a_page(path: str, ending: str, advice: str = "") -> SetAside:
    """A file that is set aside for its ending, with what to do where it may be text all the same."""
    return SetAside(path, f"ending {ending!r} is not one of a page", AS_TEXT if ending in NEVER_TEXT else advice)
