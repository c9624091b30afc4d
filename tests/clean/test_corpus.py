"""Damaged pages of the development set against their originals, where that set is at hand."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

from kg.clean import clean
from kg.clean.gbk_shift import gbk_shift
from kg.model import Page
from kg.read import read

BENCH = runpy.run_path(str(Path(__file__).parents[2] / "bench" / "levenshtein.py"))
letters, distance = BENCH["letters"], BENCH["distance"]
DEV = Path(__file__).parents[3] / "shared" / "corpus" / "dev"
ORIGINALS = sorted((DEV / "clean").glob("*.txt"))
UNDAMAGED = [DEV / f"{name}.txt" for name in ("d01_county_bulletin", "d05_policy_explainer", "d10_table", "d12_sports")]
WORST = 0.003
"""The highest share of wrong characters that is borne."""

pytestmark = pytest.mark.skipif(not ORIGINALS, reason=f"the development pages are not at {DEV}")


def test_damaged_pages_come_near_their_originals(capsys: pytest.CaptureFixture[str]) -> None:
    rates = {}
    for original in ORIGINALS:
        damaged = next(path for path in DEV.glob("d*.*") if path.stem == original.stem)
        wanted, found = letters(original.read_text(encoding="utf-8")), letters(clean(_page(damaged)).clean)
        rates[original.stem] = distance(wanted, found) / len(wanted)
    with capsys.disabled():
        print("\ncharacter error rate: " + ", ".join(f"{name} {rate:.2%}" for name, rate in rates.items()))
    assert max(rates.values()) <= WORST, rates


@pytest.mark.parametrize("path", [*ORIGINALS, *UNDAMAGED], ids=lambda path: path.stem)
def test_clean_page_is_left_alone(path: Path) -> None:
    text = clean(_page(path))
    changed = {layer.step for layer in text.layers} - {"widths", "layout"}
    assert not changed
    assert gbk_shift(_traditional(text.clean)) == ()


def _page(path: Path) -> Page:
    page = next(read([path]))
    assert isinstance(page, Page)
    return page


def _traditional(text: str) -> str:
    import opencc

    return str(opencc.OpenCC("s2t").convert(text)).replace("？", "?").replace("。", "?")
