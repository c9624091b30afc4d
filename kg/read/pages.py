"""The way of a page begins here: files to `Page`s, one at a time. What can't be read is set aside with its reason."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from kg.model import Page, SetAside
from kg.read.encoding import decode
from kg.read.opened import open_source
from kg.read.paths import find_files
from kg.read.raw import AS_TEXT, Raw

LARGEST = 64 << 20
"""Bytes of the largest page that is read unless the caller says otherwise."""

# The first bytes of what is often found beside pages.
KINDS = (
    (b"%PDF-", "a PDF"),
    (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"RIFF", "a WebP picture or a recording"),
    (b"\xd0\xcf\x11\xe0", "an Office document"),
    (b"SQLite format 3\x00", "a database"),
    (b"\x7fELF", "a program"),
)


def read(
    paths: Iterable[Path | str], largest: int = LARGEST, names: Mapping[str, str] | None = None
) -> Iterator[Page | SetAside]:
    """The pages of files, folders, patterns, archives and stdin (`-`), in a fixed order.

    A page's id is its file's name without the ending, or what its line of JSON says. A second page of the same name
    gets eight digits of its content's hash after it. A page with the same content as an earlier one is set aside, and
    so is what can't be read; nothing is raised for it. `names` says which fields of lines of JSON are id, text, title,
    url, date and publisher, where they have none of the usual names.
    """
    sources: dict[bytes, str] = {}
    ids: set[str] = set()
    for found in find_files(paths):
        for raw in (found,) if isinstance(found, SetAside) else open_source(found, largest, names or {}):
            if isinstance(raw, SetAside):
                yield raw
                continue
            digest = hashlib.sha256(raw.data).digest()[:16]
            if digest in sources:
                yield SetAside(raw.source, f"same content as {sources[digest]}")
                continue
            page = _page(raw, ids, digest)
            if isinstance(page, Page):
                sources[digest] = raw.source
                ids.add(page.id)
            yield page


def _page(raw: Raw, ids: set[str], digest: bytes) -> Page | SetAside:
    data, source = raw.data, raw.source
    if not data.strip():
        return SetAside(source, "empty file")
    for magic, kind in KINDS:
        if data.startswith(magic):
            return SetAside(source, f"not text but {kind}", AS_TEXT)
    decoded = decode(data, raw.declared)
    if decoded is None:
        return (
            SetAside(source, "not text: holds NUL bytes")
            if b"\0" in data
            else SetAside(source, "unreadable encoding", "Save it as UTF-8.")
        )
    encoding, text = decoded
    if not text.strip():
        return SetAside(source, "empty file")
    id = raw.name if raw.name not in ids else f"{raw.name}-{digest.hex()[:8]}"
    return Page(id, source, data, encoding, text, raw.url, raw.published, raw.publisher)
