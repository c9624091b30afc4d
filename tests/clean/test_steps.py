"""Each step on its own, by tables of cases."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from clean_cases import read_cases, read_texts, unescaped

from kg.clean import clean
from kg.clean.furniture import furniture
from kg.clean.gbk_shift import gbk_shift
from kg.clean.html import markup
from kg.clean.pinyin import pinyin
from kg.clean.script import invisible, layout, simplified, widths
from kg.model import Edit, Layer, Page

Step = Callable[[str], tuple[Edit, ...]]


def run(text: str, *steps: Step) -> str:
    for step in steps:
        text = Layer("step", step(text)).apply(text)
    return text


def page(raw: str, name: str = "page") -> Page:
    return Page(name, name, raw.encode(), "utf-8", raw)


@pytest.mark.parametrize(("given", "wanted"), read_cases("pinyin.tsv"))
def test_pinyin(given: str, wanted: str) -> None:
    assert run(given, pinyin) == wanted


@pytest.mark.parametrize(("given", "wanted"), read_cases("characters.tsv"))
def test_characters(given: str, wanted: str) -> None:
    assert run(unescaped(given), invisible, widths, simplified, layout) == unescaped(wanted)


@pytest.mark.parametrize(("given", "wanted"), read_cases("markup.tsv"))
def test_markup(given: str, wanted: str) -> None:
    assert run(unescaped(given), markup, widths, layout) == unescaped(wanted)


@pytest.mark.parametrize(("given", "wanted"), read_cases("gbk_shift.tsv"))
def test_gbk_shift(given: str, wanted: str) -> None:
    assert run(given, gbk_shift) == wanted


@pytest.mark.parametrize(("given", "wanted"), read_cases("in_the_wild.tsv"))
def test_in_the_wild(given: str, wanted: str) -> None:
    """Our own sentences, damaged as crawled ones are (`bench/damage.py`)."""
    assert run(given, gbk_shift, pinyin) == wanted


@pytest.mark.parametrize(("given", "wanted"), read_cases("furniture.tsv"))
def test_furniture(given: str, wanted: str) -> None:
    assert run(unescaped(given), furniture, layout) == unescaped(wanted)


@pytest.mark.parametrize("text", read_texts("negative.tsv"))
def test_clean_text_is_left_alone(text: str) -> None:
    assert clean(page(text)).layers == ()
    assert clean(page(f"第一行\n{text}\n第三行")).layers == ()


@pytest.mark.parametrize("text", read_texts("sound.tsv"))
def test_text_in_step_is_neither_repaired_nor_marked(text: str) -> None:
    assert gbk_shift(text) == ()


def test_every_edit_has_a_reason() -> None:
    raw = "<p>山東(dōng)省 </p>\n推荐阅读"
    edits = [edit for layer in clean(page(raw)).layers for edit in layer.edits]
    assert edits
    assert all(edit.reason for edit in edits)


@pytest.mark.parametrize(("given", "wanted"), read_cases("known_failures.tsv"))
@pytest.mark.xfail(strict=True, reason="known; move the row to its step's table when it is mended")
def test_known_failures(given: str, wanted: str) -> None:
    assert run(given, gbk_shift, pinyin) == wanted
