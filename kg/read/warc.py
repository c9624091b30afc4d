"""Pages in web archives. The only module that knows warcio."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Any

from kg.model import SetAside
from kg.read.raw import Raw

KINDS = ("response", "resource", "conversion")
TEXT = ("text/", "application/xhtml")


def read_records(stream: IO[bytes], source: str, name: str, largest: int) -> Iterator[Raw | SetAside]:
    """The pages of an archive: answers with status 200 and text in them. the rest is skipped."""
    from warcio.archiveiterator import ArchiveIterator

    records = iter(ArchiveIterator(stream))
    number = 0
    while True:
        try:
            record = next(records, None)
            if record is None:
                return
            number += 1
            if record.rec_type in KINDS and (found := _page(record, f"{source}#{number}", f"{name}-{number}", largest)):
                yield found
        except Exception as error:  # warcio and the decoders below raise many kinds on a damaged archive
            yield SetAside(f"{source}#{number + 1}", f"damaged archive: {error}".splitlines()[0])
            return


def _page(record: Any, source: str, name: str, largest: int) -> Raw | SetAside | None:
    headers = record.http_headers
    if headers is not None and headers.get_statuscode() not in ("200", ""):
        return None
    kind = (headers or record.rec_headers).get_header("Content-Type") or ""
    if not kind.startswith(TEXT):
        return None
    data = record.content_stream().read(largest + 1)
    if len(data) > largest:
        return SetAside(source, f"larger than {largest:,} bytes", "Save its text in parts, as .txt.")
    return Raw(
        source=source,
        name=name,
        data=data,
        declared=kind.partition("charset=")[2].strip("\"' ;") or None,
        url=record.rec_headers.get_header("WARC-Target-URI"),
    )
