"""Pages in lines of JSON: which fields are the page, and what each line gives."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import IO, Any

from kg.model import SetAside
from kg.read.raw import Raw

FIELDS: dict[str, tuple[str, ...]] = {
    "id": ("id", "doc_id", "docid", "uuid", "_id"),
    "text": ("text", "content", "raw_content", "body", "article", "html", "正文", "内容"),
    "title": ("title", "headline", "标题"),
    "url": ("url", "uri", "link", "source_url", "链接"),
    "date": ("date", "published", "publish_date", "pubdate", "publish_time", "datetime", "日期", "发布时间"),
    "publisher": ("publisher", "site_name", "site", "media", "source", "来源"),
}
"""The names under which each is looked for, in this order."""

DATE = re.compile(r"\s*((?:19|20)\d\d)(?:[-/.年](\d{1,2})(?!\d)(?:[-/.月](\d{1,2})(?!\d))?)?")
SURROGATE = re.compile("[\ud800-\udfff]")
CHUNK = 1 << 20


def read_lines(
    stream: IO[bytes], source: str, name: str, largest: int, names: Mapping[str, str]
) -> Iterator[Raw | SetAside]:
    """The page of each line. `names` says which field is the text, url, date, ... where it is none of the usual."""
    number = 0
    while line := stream.readline(largest + 1):
        number += 1
        where = f"{source}:{number}"
        if len(line) > largest and not line.endswith(b"\n"):
            _skip_line(stream)
            yield SetAside(where, f"line longer than {largest:,} bytes", "Give it a file of its own, in parts.")
        elif line.strip(b"\xef\xbb\xbf \t\r\n"):
            yield _page(line, where, f"{name}-{number}", names)


def published(value: Any) -> str | None:
    """A date as EDTF, to the day, the month or the year; None where there is none."""
    match = DATE.match(str(value)) if value else None
    return "-".join(part.zfill(2) for part in match.groups() if part) if match else None


def _page(line: bytes, where: str, name: str, names: Mapping[str, str]) -> Raw | SetAside:
    try:
        record = json.loads(line.removeprefix(b"\xef\xbb\xbf"))
    except (ValueError, RecursionError):
        return SetAside(where, "not a line of JSON")
    if not isinstance(record, dict):
        return SetAside(where, "not a JSON object")
    text = _field(record, "text", names)
    if not isinstance(text, str) or not text.strip():
        return SetAside(where, "no text in it", f"Its fields are {', '.join(map(str, record))[:80]}.")
    title = _field(record, "title", names)
    if isinstance(title, str) and title.strip() and title.strip() not in text[:1000]:
        text = f"{title.strip()}\n{text}"
    given, url, publisher = (_field(record, field, names) for field in ("id", "url", "publisher"))
    return Raw(
        source=where,
        name=str(given) if isinstance(given, str | int) and str(given).strip() else name,
        data=SURROGATE.sub("\ufffd", text).encode(),
        url=url if isinstance(url, str) else None,
        published=published(_field(record, "date", names)),
        publisher=publisher if isinstance(publisher, str) else None,
    )


def _field(record: dict[str, Any], field: str, names: Mapping[str, str]) -> Any:
    candidates = (names[field],) if field in names else FIELDS[field]
    return next((record[name] for name in candidates if record.get(name)), None)


def _skip_line(stream: IO[bytes]) -> None:
    """Reads to the line's end, whatever its length."""
    while (rest := stream.readline(CHUNK)) and not rest.endswith(b"\n"):
        pass
