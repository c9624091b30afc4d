"""The way of a page begins here: files to `Page`s, one at a time. What can't be read is set aside with its reason."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.model import Page, SetAside
from kg.read.encoding import decode
from kg.read.paths import find_files

LARGEST = 64 << 20
"""Bytes of the largest page that is read unless the caller says otherwise."""

# The first bytes of what is often found beside pages.
KINDS = (
    (b"%PDF-", "a PDF"),
    (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"RIFF", "a WebP picture or a recording"),
    (b"PK\x03\x04", "a ZIP archive or an Office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\xd0\xcf\x11\xe0", "an Office document"),
    (b"SQLite format 3\x00", "a database"),
    (b"\x7fELF", "a program"),
)


def read(paths: Iterable[Path | str], largest: int = LARGEST) -> Iterator[Page | SetAside]:
    """The pages of files, folders and patterns, in a fixed order.

    A page's id is its file's name without the ending. A second page of the same name gets eight digits of its
    content's hash after it. A page with the same content as an earlier one is set aside, and so is what can't be read;
    nothing is raised for it.
    """
    sources: dict[bytes, str] = {}
    ids: set[str] = set()
    for found in find_files(paths):
        data = found if isinstance(found, SetAside) else _load(found, largest)
        if isinstance(data, SetAside):
            yield data
            continue
        source, digest = str(found), hashlib.sha256(data).digest()
        if digest in sources:
            yield SetAside(source, f"same content as {sources[digest]}")
            continue
        page = _page(source, data, ids, digest)
        if isinstance(page, Page):
            sources[digest] = source
            ids.add(page.id)
        yield page


def _load(path: str, largest: int) -> bytes | SetAside:
    """A file's bytes. Folders, devices and pipes are not opened: a pipe would wait for ever."""
    try:
        status = os.stat(path)
        if not stat.S_ISREG(status.st_mode):
            return SetAside(path, "not a regular file")
        with open(path, "rb") as file:
            data = file.read(largest + 1)
    except (OSError, ValueError) as error:
        return SetAside(path, f"can't be opened: {getattr(error, 'strerror', None) or error}")
    if len(data) > largest:
        return SetAside(path, f"larger than {largest:,} bytes", "Split it, or raise the limit.")
    return data


def _page(source: str, data: bytes, ids: set[str], digest: bytes) -> Page | SetAside:
    if not data.strip():
        return SetAside(source, "empty file")
    for magic, kind in KINDS:
        if data.startswith(magic):
            return SetAside(source, f"not text but {kind}")
    if b"\0" in data and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return SetAside(source, "not text: holds NUL bytes")
    decoded = decode(data)
    if decoded is None:
        return SetAside(source, "unreadable encoding", "Save it as UTF-8.")
    encoding, raw = decoded
    if not raw.strip():
        return SetAside(source, "empty file")
    name = os.path.splitext(os.path.basename(source))[0]
    return Page(name if name not in ids else f"{name}-{digest.hex()[:8]}", source, data, encoding, raw)
