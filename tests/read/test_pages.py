"""From bytes to pages: encodings, ids, and input that is no page."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest

from kg.model import Page, SetAside
from kg.read import read

SIMPLIFIED = "今年上半年，全市新增转移脱贫劳动力到江苏就业612人，完成全年任务的102%。"
TRADITIONAL = "今年上半年，全市新增轉移脫貧勞動力到江蘇就業612人，完成全年任務的102%。"
META = '<html><head><meta http-equiv="Content-Type" content="text/html; charset={}"></head><body>'


def read_bytes(tmp_path: Path, data: bytes, **settings: int) -> Page | SetAside:
    path = tmp_path / "page.txt"
    path.write_bytes(data)
    (found,) = read([path], **settings)
    return found


@pytest.mark.parametrize(
    ("text", "encoding", "known_as"),
    [
        (SIMPLIFIED, "utf-8", "utf-8"),
        (SIMPLIFIED, "utf-8-sig", "utf-8-sig"),
        (SIMPLIFIED, "utf-16", "utf-16"),
        (SIMPLIFIED, "gb2312", "gb18030"),
        (TRADITIONAL, "gbk", "gb18030"),
        (SIMPLIFIED + "𠮷", "gb18030", "gb18030"),
        (TRADITIONAL, "big5", "big5hkscs"),
        (META.format("gb2312") + SIMPLIFIED, "gbk", "gb18030"),
        (META.format("big5") + TRADITIONAL, "big5", "big5hkscs"),
        (META.format("gb2312") + SIMPLIFIED, "utf-8", "utf-8"),
        (META.format("utf-8") + SIMPLIFIED, "gbk", "gb18030"),
        (META.format("iso-8859-1") + SIMPLIFIED, "gbk", "gb18030"),
        (META.format("no-such-thing") + SIMPLIFIED, "utf-8", "utf-8"),
        ("Workers from Wushan went to Yantai.", "ascii", "utf-8"),
    ],
)
def test_encodings(tmp_path: Path, text: str, encoding: str, known_as: str) -> None:
    page = read_bytes(tmp_path, text.encode(encoding))
    assert isinstance(page, Page)
    assert (page.encoding, page.raw) == (known_as, text)


@pytest.mark.parametrize("encoding", ["utf-8", "gbk"])
def test_character_cut_off_at_the_end_does_not_lose_the_page(tmp_path: Path, encoding: str) -> None:
    page = read_bytes(tmp_path, (SIMPLIFIED * 3 + "县").encode(encoding)[:-1])
    assert isinstance(page, Page)
    assert page.raw.rstrip("\ufffd") == SIMPLIFIED * 3


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le"])
def test_lone_surrogate_becomes_replacement_characters(tmp_path: Path, encoding: str) -> None:
    page = read_bytes(tmp_path, (SIMPLIFIED * 3 + "\ud83d" + SIMPLIFIED).encode(encoding, "surrogatepass"))
    assert isinstance(page, Page)
    assert page.raw.replace("\ufffd", "") == SIMPLIFIED * 4


def test_bad_byte_inside_becomes_a_replacement_character(tmp_path: Path) -> None:
    data = (SIMPLIFIED * 3).encode()
    page = read_bytes(tmp_path, data[:60] + b"\xff" + data[60:])
    assert isinstance(page, Page)
    assert page.encoding == "utf-8"
    assert page.raw.replace("\ufffd", "") == SIMPLIFIED * 3


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty file"),
        (b" \n\t\r\n", "empty file"),
        (codecs.BOM_UTF8 + b"\n", "empty file"),
        (b"\x89PNG\r\n\x1a\n" + bytes(40), "PNG"),
        (b"%PDF-1.7\n", "PDF"),
        (b"PK\x03\x04abc", "ZIP"),
        (b"\x1f\x8b\x08", "gzip"),
        (b"page\x00with\x00NUL", "NUL"),
        (bytes(range(128, 256)) * 20, "unreadable encoding"),
        ("Привет, мир и люди. ".encode("cp1251") * 9, "unreadable encoding"),
    ],
)
def test_what_is_no_page_is_set_aside_in_one_line(tmp_path: Path, data: bytes, reason: str) -> None:
    found = read_bytes(tmp_path, data)
    assert isinstance(found, SetAside)
    assert reason in found.reason
    assert "\n" not in found.reason + found.advice


def test_too_large_a_file_is_set_aside(tmp_path: Path) -> None:
    assert isinstance(read_bytes(tmp_path, b"a" * 100, largest=100), Page)
    found = read_bytes(tmp_path, b"a" * 101, largest=100)
    assert isinstance(found, SetAside)
    assert "larger than 100 bytes" in found.reason


def test_same_name_gets_an_id_made_from_its_content(tmp_path: Path) -> None:
    for folder, text in (("a", "甲县"), ("b", "乙县"), ("c", "甲县")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "page.txt").write_text(text, encoding="utf-8")
    first, second, third = read([tmp_path])
    assert isinstance(first, Page)
    assert isinstance(second, Page)
    assert isinstance(third, SetAside)
    assert first.id == "page"
    assert second.id.startswith("page-")
    assert len(second.id) == len("page-") + 8
    assert third.reason == f"same content as {first.source}"


def test_pages_come_one_at_a_time(tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / f"{name}.txt").write_text(name, encoding="utf-8")
    pages = read([tmp_path])
    assert isinstance(next(pages), Page)
    (tmp_path / "b.txt").unlink()
    assert isinstance(next(pages), SetAside)
