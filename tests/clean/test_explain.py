"""What `kg clean --explain` tells."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from kg.clean import clean
from kg.explain import CHANGED, DAMAGED, changes, lines, rows
from kg.model import Page, Text

RAW = "扶(fu)貧車間２１個\n推荐阅读\n某地招聘"


def cleaned(raw: str, encoding: str = "utf-8") -> Text:
    return clean(Page("page", "page", raw.encode(encoding), encoding, raw))


def test_each_edit_has_its_place_in_characters_and_bytes() -> None:
    told = {each.before: each for each in changes(cleaned(RAW))}
    assert (told["(fu)"].raw, told["(fu)"].data, told["(fu)"].after) == ((1, 5), (3, 7), "")
    assert (told["２１"].step, told["２１"].after) == ("widths", "21")
    assert (told["貧車間"].raw, told["貧車間"].after) == ((5, 8), "贫车间")
    assert told["個"].raw == (10, 11)


def test_bytes_are_those_of_the_page() -> None:
    text = cleaned(RAW, "gb18030")
    for each in changes(text):
        begin, end = each.data
        assert text.page.data[begin:end].decode("gb18030") == text.page.raw[slice(*each.raw)]


def test_cells_are_one_line() -> None:
    assert all("\n" not in cell for row in rows(cleaned(RAW)) for cell in row)


def test_lines_stand_side_by_side() -> None:
    first, *cut = list(lines(cleaned("甲(jiǎ)縣\n正文\n分享到: 微信")))
    assert first.raw == [("甲", ""), ("(jiǎ)縣", CHANGED)]
    assert first.clean == [("甲", ""), ("县", CHANGED)]
    assert [line.clean for line in cut] == [[("正文", "")], []]


def test_damaged_parts_are_told() -> None:
    (line,) = lines(cleaned("應(yīng)保盡(jìn)保?！?,山東(dōng)率先"))
    assert DAMAGED in {kind for _, kind in line.clean}


def test_the_command(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_text(RAW, encoding="utf-8")
    command = [sys.executable, "-m", "kg.cli", "clean", "--explain", str(path)]
    done = subprocess.run(command, capture_output=True, check=True)
    out = done.stdout.decode()
    assert "reading of the character before it" in out
    assert "1-5" in out
    assert "3-7" in out
