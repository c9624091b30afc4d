"""The way back: layers replay to the clean text, and every span of it leads to a place in the raw one."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.clean import clean
from kg.explain import changes, lines
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


@settings(max_examples=150)
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


@settings(max_examples=150)
@given(raw_texts)
def test_every_character_leads_to_the_raw_text_in_order(raw: str) -> None:
    text = cleaned(raw)
    spans = [text.raw_span((at, at + 1)) for at in range(len(text.clean))]
    assert all(0 <= start < end <= len(raw) for start, end in spans)
    assert all(a[0] <= b[0] and a[1] <= b[1] for a, b in pairwise(spans))
    whole = text.raw_span((0, len(text.clean)))
    assert not spans or whole == (spans[0][0], spans[-1][1])


@settings(max_examples=100)
@given(raw_texts, st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16"]))
def test_every_span_leads_to_its_bytes(raw: str, encoding: str) -> None:
    data = raw.encode(encoding)
    text = clean(Page("page", "page", data, encoding, raw))
    for at in range(len(text.clean)):
        (start, end), (begin, stop) = text.raw_span((at, at + 1)), text.byte_span((at, at + 1))
        plain = encoding if encoding != "utf-16" else "utf-16-le"
        assert data[begin:stop].decode(plain).replace("\ufeff", "") == raw[start:end].replace("\ufeff", "")


@settings(max_examples=100)
@given(raw_texts)
def test_every_edit_is_told_and_lines_hold_the_whole_page(raw: str) -> None:
    text = cleaned(raw)
    told = list(changes(text))
    assert {each.step for each in told} == {layer.step for layer in text.layers}
    for each in told:
        assert 0 <= each.raw[0] <= each.raw[1] <= len(raw)
        assert 0 <= each.data[0] <= each.data[1] <= len(text.page.data)
    shown = list(lines(text))
    assert "".join(part for line in shown for part, _ in line.clean) == text.clean.replace("\n", "")
    left = "".join(part for line in shown for part, _ in line.raw)
    assert "".join(left.split()) == "".join(raw.split())


edit_logs = st.lists(st.tuples(st.integers(0, 5), st.integers(1, 4), st.text("甲乙丙", max_size=4)), max_size=5)


@given(st.text("甲乙丙丁", max_size=40), st.lists(edit_logs, max_size=4))
def test_any_edit_log_leads_there_and_back(raw: str, logs: list[list[tuple[int, int, str]]]) -> None:
    layers, current = [], raw
    for log in logs:
        edits, at = [], 0
        for gap, length, replacement in log:
            start = at + gap
            at = start + length
            if at > len(current):
                break
            edits.append(Edit(start, at, replacement, "made up"))
        layers.append(Layer("step", tuple(edits)))
        current = layers[-1].apply(current)
    text = Text(Page("page", "page", raw.encode(), "utf-8", raw), current, tuple(layers))
    for at in range(len(current)):
        start, end = text.raw_span((at, at + 1))
        assert 0 <= start <= end <= len(raw)
        span = (start, end)
        for layer in layers:
            span = layer.output_span(span)
        assert span[0] <= at < span[1]


def test_bytes_of_a_page_with_bytes_that_are_no_character() -> None:
    data = "甲".encode() + b"\xff" + "乙丙".encode()
    page = Page("page", "page", data, "utf-8", data.decode("utf-8", "replace"))
    assert [page.byte_span((at, at + 1)) for at in range(4)] == [(0, 3), (3, 4), (4, 7), (7, 10)]


def test_damaged_places_are_told_in_the_clean_text() -> None:
    text = cleaned("扶(fu)貧。每月(yuè)都有補(bǔ)貼(tiē)?！彼?說(shuō)")  # he or she
    assert [text.clean[start:end] for start, end in text.damaged] == ["。”�"]
    assert cleaned("扶(fu)貧").damaged == ()


@settings(max_examples=100)
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
