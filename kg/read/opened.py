"""A file to the pages in it: itself, or those of an archive, told by its first bytes and its name.

Nothing is unpacked to a disk and nothing is held but one page, so names like `../x` in an archive do no harm, and an
archive that opens to far more than it is gives up at the limit.
"""

from __future__ import annotations

import gzip
import io
import os
import stat
import sys
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from typing import IO, Any, TypeAlias

from kg.model import SetAside
from kg.read.jsonl import read_lines
from kg.read.paths import ENDINGS, STDIN, not_a_page
from kg.read.raw import AS_TEXT, Raw
from kg.read.warc import read_records

Buffered: TypeAlias = "io.BufferedReader[Any]"

GZIP, ZIP, WARC = b"\x1f\x8b", b"PK\x03\x04", b"WARC/"
ARCHIVES = {".gz": "gzip", ".zip": "ZIP", ".warc": "WARC"}
"""What a file of a name has to be; one that is not was damaged, or is a server's word that there is none."""
LINES = (".jsonl", ".ndjson")
DEEPEST = 2
"""Archives in archives that are opened."""
OFFICE = "[Content_Types].xml"
BROKEN = (OSError, EOFError, ValueError, zlib.error, zipfile.BadZipFile, NotImplementedError, RuntimeError)


def open_source(path: str, largest: int, names: Mapping[str, str]) -> Iterator[Raw | SetAside]:
    """The pages of a file, or of what comes in from stdin. Folders, devices and pipes are not opened."""
    if path == STDIN:
        yield from _pages(sys.stdin.buffer, "stdin", largest, names)
        return
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):
            yield SetAside(path, "not a regular file", "Send what it gives to stdin: kg extract -")
            return
        with open(path, "rb") as file:
            before = os.fstat(file.fileno())
            for page in _pages(file, path, largest, names):
                after = os.fstat(file.fileno())
                if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
                    yield SetAside(path, "changed while it was read", "Read it again when it is whole.")
                    return
                yield page
    except (OSError, ValueError) as error:
        yield SetAside(path, f"can't be opened: {getattr(error, 'strerror', None) or error}")


def _pages(
    stream: Any, source: str, largest: int, names: Mapping[str, str], depth: int = 0, is_unpacked: bool = False
) -> Iterator[Raw | SetAside]:
    """The pages of a buffered stream, which `is_unpacked` where its name is that of the archive around it."""
    try:
        head = stream.peek(64)[:64]
        name = os.path.basename(source.replace("\\", "/"))
        if head.startswith(WARC) or (head.startswith(GZIP) and name.endswith(".warc.gz")):
            yield from read_records(stream, source, _stem(name), largest)  # warcio unpacks a record at a time
        elif head.startswith(GZIP):
            yield from _unzipped(stream, source, largest, names, depth)
        elif head.startswith(ZIP):
            yield from _members(stream, source, largest, names, depth)
        elif head and not is_unpacked and (kind := ARCHIVES.get(os.path.splitext(name)[1].lower())):
            reason = f"no {kind} archive, though its name says so"
            yield SetAside(source, reason, "Fetch it again, or rename it if it is text.")
        elif name.removesuffix(".gz").endswith(LINES) or (name == "stdin" and head.startswith(b"{")):
            yield from read_lines(stream, source, _stem(name), largest, names)
        else:
            data = stream.read(largest + 1)
            if len(data) > largest:
                yield SetAside(source, f"larger than {largest:,} bytes", "Split it.")
            else:
                yield Raw(source, _stem(name), data)
    except BROKEN as error:
        yield SetAside(source, _told(error))


def _told(error: Exception) -> str:
    """What a failure to read is called."""
    said = getattr(error, "strerror", None) or error or type(error).__name__
    if isinstance(error, EOFError | zlib.error | gzip.BadGzipFile):
        return f"damaged gzip archive: {said}"
    return f"damaged ZIP archive: {said}" if isinstance(error, zipfile.BadZipFile) else f"can't be read: {said}"


def _unzipped(
    stream: Buffered, source: str, largest: int, names: Mapping[str, str], depth: int
) -> Iterator[Raw | SetAside]:
    if depth == DEEPEST:
        yield SetAside(source, "an archive in an archive in an archive")
        return
    inner = io.BufferedReader(gzip.GzipFile(fileobj=stream))
    yield from _pages(inner, source, largest, names, depth + 1, is_unpacked=True)


def _members(
    stream: Buffered, source: str, largest: int, names: Mapping[str, str], depth: int
) -> Iterator[Raw | SetAside]:
    if depth == DEEPEST:
        yield SetAside(source, "an archive in an archive in an archive")
        return
    with zipfile.ZipFile(_seekable(stream, largest)) as archive:
        if OFFICE in archive.namelist():
            yield SetAside(source, "not text but an Office document", AS_TEXT)
            return
        for member in archive.infolist():
            where = f"{source}/{member.filename}"
            name = member.filename.replace("\\", "/").rpartition("/")[2]
            if member.is_dir() or name.startswith("."):
                continue
            if (ending := os.path.splitext(name)[1].lower()) not in ENDINGS:
                yield not_a_page(where, ending)
                continue
            try:
                with archive.open(member) as file:
                    yield from _pages(io.BufferedReader(file), where, largest, names, depth + 1)
            except BROKEN as error:
                yield SetAside(where, _told(error))


def _seekable(stream: Buffered, largest: int) -> IO[bytes]:
    """The stream, or what is in it where it can't be gone back in."""
    if isinstance(stream.raw, io.FileIO) and stream.seekable():
        return stream
    data = stream.read(largest + 1)
    if len(data) > largest:
        raise ValueError(f"larger than {largest:,} bytes")
    return io.BytesIO(data)


def _stem(name: str) -> str:
    """A name without its ending, that of packing too."""
    return os.path.splitext(name.removesuffix(".gz"))[0]
