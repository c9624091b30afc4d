"""Pages in archives, in lines of JSON and from stdin, and what is wrong with them."""

from __future__ import annotations

import gzip
import io
import json
import resource
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from kg.model import Page, SetAside
from kg.read import read

TEXT = "今年上半年，全市新增转移脱贫劳动力到江苏就业612人，完成全年任务的102%。"
MB = 1 << 20


def pages(path: Path, **settings: object) -> list[Page]:
    return [found for found in read([path], **settings) if isinstance(found, Page)]  # type: ignore[arg-type]


def reasons(path: Path, **settings: object) -> list[str]:
    return [found.reason for found in read([path], **settings) if isinstance(found, SetAside)]  # type: ignore[arg-type]


def lines(*records: object) -> bytes:
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records).encode()


def test_lines_of_json_give_text_and_what_is_said_of_it(tmp_path: Path) -> None:
    path = tmp_path / "crawl.jsonl"
    path.write_bytes(
        lines(
            {"id": 7, "text": TEXT, "url": "http://a.example/1", "date": "2023-5-4 09:15", "publisher": "某报"},
            {"content": TEXT + "二", "title": "标题", "发布时间": "2023年5月"},
        )
    )
    first, second = pages(path)
    assert (first.id, first.raw, first.url) == ("7", TEXT, "http://a.example/1")
    assert (first.published, first.publisher, first.source) == ("2023-05-04", "某报", f"{path}:1")
    assert (second.id, second.raw, second.published) == ("crawl-2", f"标题\n{TEXT}二", "2023-05")


def test_fields_of_other_names_are_told(tmp_path: Path) -> None:
    path = tmp_path / "crawl.jsonl"
    path.write_bytes(lines({"t": TEXT, "u": "http://a.example/1"}))
    (page,) = pages(path, names={"text": "t", "url": "u"})
    assert (page.raw, page.url) == (TEXT, "http://a.example/1")


def test_bad_lines_are_set_aside_and_the_rest_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "crawl.jsonl"
    bad = b'{"text": "x"\n[1]\n"x"\n{"url": "a"}\n{"text": "\\ud800"}\n' + b"[" * 100_000 + b"\n\xff\xfe\n"
    path.write_bytes(bad + lines({"text": TEXT}))
    found = list(read([path]))
    assert [page.raw for page in found if isinstance(page, Page)] == ["\ufffd", TEXT]
    said = [item.reason for item in found if isinstance(item, SetAside)]
    assert said == ["not a line of JSON", "not a JSON object", "not a JSON object", "no text in it", *said[4:]]
    assert said[4:] == ["not a line of JSON"] * 2


def test_line_beyond_the_limit_is_set_aside(tmp_path: Path) -> None:
    path = tmp_path / "crawl.jsonl"
    path.write_bytes(lines({"text": "长" * 1000}, {"text": TEXT}))
    assert reasons(path, largest=500) == ["line longer than 500 bytes"]
    assert [page.raw for page in pages(path, largest=500)] == [TEXT]


def test_packed_page_and_packed_lines(tmp_path: Path) -> None:
    (tmp_path / "page.txt.gz").write_bytes(gzip.compress(TEXT.encode("gbk")))
    (tmp_path / "crawl.jsonl.gz").write_bytes(gzip.compress(lines({"text": TEXT + "二"})))
    assert [(page.id, page.encoding) for page in pages(tmp_path)] == [("crawl-1", "utf-8"), ("page", "gb18030")]


@pytest.mark.parametrize(
    ("name", "kind"),
    [("a.gz", "gzip"), ("a.html.GZ", "gzip"), ("a.zip", "ZIP"), ("a.warc", "WARC"), ("a.warc.gz", "gzip")],
)
def test_what_is_no_archive_of_its_name_is_set_aside(tmp_path: Path, name: str, kind: str) -> None:
    (tmp_path / name).write_text("没有这样的文件", encoding="utf-8")
    assert reasons(tmp_path) == [f"no {kind} archive, though its name says so"]
    (tmp_path / name).write_bytes(b"")
    assert reasons(tmp_path) == ["empty file"]


def test_archive_gives_its_members_whatever_their_names(tmp_path: Path) -> None:
    path = tmp_path / "pages.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("../../evil.txt", TEXT)
        archive.writestr("/abs/b.html", f"<html><p>{TEXT}二</p></html>")
        archive.writestr("c\\d.txt", TEXT + "三")
        archive.writestr("picture.png", b"x")
        archive.writestr("folder/", b"")
    before = sorted(tmp_path.parent.rglob("*"))
    assert [page.id for page in pages(path)] == ["evil", "b", "d"]
    assert reasons(path) == ["ending '.png' is not one of a page"]
    assert sorted(tmp_path.parent.rglob("*")) == before


def test_office_document_is_no_archive_of_pages(tmp_path: Path) -> None:
    path = tmp_path / "report.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", "")
    assert reasons(path) == ["not text but an Office document"]


def warc(*pages: tuple[str, str, bytes], packed: bool = True) -> bytes:
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=packed)
    for status, kind, body in pages:
        headers = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
        record = writer.create_warc_record("http://a.example/x", "response", io.BytesIO(body), http_headers=headers)
        writer.write_record(record)
    return out.getvalue()


@pytest.mark.parametrize("packed", [True, False])
def test_web_archive(tmp_path: Path, packed: bool) -> None:
    path = tmp_path / ("crawl.warc.gz" if packed else "crawl.warc")
    html = "text/html; charset=gbk"
    found = warc(
        ("200 OK", html, TEXT.encode("gbk")),
        ("404 Not Found", html, b"no"),
        ("200 OK", "image/png", b"x"),
        ("200 OK", "text/plain", f"{TEXT}二".encode()),
        packed=packed,
    )
    path.write_bytes(found)
    first, second = pages(path)
    assert (first.id, first.raw, first.url) == ("crawl-1", TEXT, "http://a.example/x")
    assert (second.id, second.raw) == ("crawl-4", TEXT + "二")
    path.write_bytes(found[:-40])
    assert next(page.id for page in pages(path)) == "crawl-1"


def test_stdin() -> None:
    program = "from kg.read import read\nfor page in read(['-']): print(page.source, page.id, len(page.raw))"
    for data, said in (
        (TEXT.encode(), f"stdin stdin {len(TEXT)}"),
        (lines({"text": TEXT}), f"stdin:1 stdin-1 {len(TEXT)}"),
        (gzip.compress(TEXT.encode("gbk")), f"stdin stdin {len(TEXT)}"),
    ):
        done = subprocess.run([sys.executable, "-c", program], input=data, capture_output=True, check=True)
        assert done.stdout.decode().strip() == said


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_wide_characters_without_a_mark(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes(f"{TEXT}\nsecond line\n{TEXT}".encode(encoding))
    (page,) = pages(path)
    assert (page.encoding, page.raw) == (encoding, f"{TEXT}\nsecond line\n{TEXT}")


def test_a_few_nuls_do_not_lose_the_page(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes((TEXT * 30).encode() + b"\0" + TEXT.encode())
    (page,) = pages(path)
    assert page.raw.replace("\0", "") == TEXT * 31


def test_bomb_is_set_aside_in_little_memory(tmp_path: Path) -> None:
    bomb = tmp_path / "bomb.txt.gz"
    with gzip.open(bomb, "wb", compresslevel=9) as file:
        for _ in range(300):
            file.write(bytes(b"x" * MB))
    inner = tmp_path / "bomb.zip"
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as archive:
        with archive.open("bomb.txt", "w") as member:
            for _ in range(200):
                member.write(b"x" * MB)
        archive.writestr("good.txt", TEXT)
    started, before = time.process_time(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert ["larger than" in reason for reason in reasons(bomb)] == [True]
    assert [page.id for page in pages(inner)] == ["good"]
    assert time.process_time() - started < 10
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 400 * 1024


def test_file_that_changes_while_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "crawl.jsonl"
    path.write_bytes(lines({"text": TEXT}, {"text": TEXT + "二"}))
    found = read([path])
    assert isinstance(next(found), Page)
    with path.open("ab") as file:
        file.write(lines({"text": "三"}))
    (last,) = found
    assert isinstance(last, SetAside)
    assert last.reason == "changed while it was read"


@pytest.mark.parametrize("data", [b"\x1f\x8b\x08", gzip.compress(TEXT.encode() * 50)[:-30], b"PK\x03\x04" + bytes(50)])
def test_damaged_archive_is_one_line(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "page.gz"
    path.write_bytes(data)
    (reason,) = reasons(path)
    assert reason.startswith("damaged ")
    assert "\n" not in reason
