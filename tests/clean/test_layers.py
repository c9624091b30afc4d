"""The way back: layers replay to the clean text, and every span of it leads to a place in the raw one."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.clean import clean
from kg.model import Edit, Layer, Page, Text

PIECES = [
    *(
        "幫",
        "扶",
        "(fu)",
        "(fu)",
        "（xié）",
        "協",
        "(GDP)",
        "勞務(wù)",
        "乾淨",
        "台州",
        "看著",
        "１２",
        "％",
        "　",
        "\u00a0",
    ),
    *("\u200b", "\ufeff", "\n", "\r\n", "\t", " ", "<p>", "</p>", "<td>", "</td></tr>", "<b", "&nbsp;", "&lt;", "&#0;"),
    *(
        "?",
        "?shù)",
        "?！",
        "?９ぷ魅藛T",
        "|",
        "推荐阅读\n",
        "首页 > 正文\n",
        "©",
        "<!DOCTYPE html><html>",
        "<!--",
        "𠮷",
        "é",
    ),
    "本县共建成车间二十一个，吸纳劳动力三百余人，其中脱贫户四十八人。\n",
]
raw_texts = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=40).map("".join),
    st.text(st.characters(exclude_categories=("Cs",)), max_size=60),
)


def cleaned(raw: str) -> Text:
    return clean(Page("page", "page", raw.encode(), "utf-8", raw))


@settings(max_examples=150, deadline=None)
@given(raw_texts)
def test_layers_replay_to_the_clean_text(raw: str) -> None:
    text = cleaned(raw)
    replayed = raw
    for layer in text.layers:
        assert layer.edits, "a layer without edits"
        assert all(before.end <= after.start for before, after in pairwise(layer.edits))
        assert all(0 <= edit.start < edit.end <= len(replayed) for edit in layer.edits)
        replayed = layer.apply(replayed)
    assert replayed == text.clean


@settings(max_examples=150, deadline=None)
@given(raw_texts)
def test_every_character_leads_to_the_raw_text_in_order(raw: str) -> None:
    text = cleaned(raw)
    spans = [text.raw_span((at, at + 1)) for at in range(len(text.clean))]
    assert all(0 <= start < end <= len(raw) for start, end in spans)
    assert all(a[0] <= b[0] and a[1] <= b[1] for a, b in pairwise(spans))
    whole = text.raw_span((0, len(text.clean)))
    assert not spans or whole == (spans[0][0], spans[-1][1])


@settings(max_examples=100, deadline=None)
@given(raw_texts)
def test_cleaning_twice_changes_no_plain_text(raw: str) -> None:
    once = cleaned(raw).clean
    if "<" not in once and "&" not in once and "?" not in once and "(" not in once and "（" not in once:
        again = cleaned(once).clean
        assert again == cleaned(again).clean


def test_span_of_a_word_with_readings_between() -> None:
    raw = "甲：扶(fu)(fu)貧(pin)車間"
    text = cleaned(raw)
    assert text.clean == "甲：扶贫车间"
    start, end = text.raw_span((2, 4))
    assert raw[start:end] == "扶(fu)(fu)貧"


def test_span_inside_a_conversion_keeps_its_place() -> None:
    layer = Layer("step", (Edit(0, 4, "东西协作", "script"),))
    assert layer.input_span((1, 3)) == (1, 3)
