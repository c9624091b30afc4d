"""What cleaning did to a page, told from its layers: each edit as a row, and the page's lines before and after."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from kg.model import Edit, Span, Text

COLUMNS = ("step", "reason", "characters", "bytes", "before", "after")
LONGEST = 60
"""Characters of a cell; the middle of a longer one is left out."""
SAME, CHANGED, DAMAGED = "", "changed", "damaged"


class Change(NamedTuple):
    """An edit, and where in the page it is."""

    step: str
    reason: str
    raw: Span
    data: Span
    """In bytes of the page."""
    before: str
    after: str


class Line(NamedTuple):
    """A line of the page and what became of it, each in parts with the kind of the part."""

    raw: list[tuple[str, str]]
    clean: list[tuple[str, str]]


def changes(text: Text) -> Iterator[Change]:
    """Every edit in the order of the steps. One that keeps the length is told as the runs in which it differs."""
    current = text.page.raw
    for index, layer in enumerate(text.layers):
        for edit in layer.edits:
            for start, end, after in _runs(current, edit):
                raw = (start, end)
                for earlier in reversed(text.layers[:index]):
                    raw = earlier.input_span(raw)
                yield Change(layer.step, edit.reason, raw, text.page.byte_span(raw), current[start:end], after)
        current = layer.apply(current)


def rows(text: Text) -> list[list[str]]:
    """The changes as cells of a table with `COLUMNS`; what has no shape is written as an escape."""
    return [
        [each.step, each.reason, _span(each.raw), _span(each.data), _cell(each.before), _cell(each.after)]
        for each in changes(text)
    ]


def lines(text: Text) -> Iterator[Line]:
    """The page's lines beside those of the clean text. A line that was cut has nothing beside it."""
    damaged = {at for start, end in text.damaged for at in range(start, end)}
    at, start = 0, 0
    for clean in text.clean.split("\n"):
        end = start + len(clean)
        if start < end:
            begin, stop = text.raw_span((start, end))
            yield from _cut(text.page.raw[at:begin])
            yield _line(text, (begin, stop), (start, end), damaged)
            at = stop
        start = end + 1
    yield from _cut(text.page.raw[at:])


def _runs(text: str, edit: Edit) -> Iterator[tuple[int, int, str]]:
    """(start, end, replacement) of the parts of an edit that differ; a mark that changes nothing is one part."""
    before = text[edit.start : edit.end]
    if len(before) != len(edit.replacement) or edit.is_damage:
        yield edit.start, edit.end, edit.replacement
        return
    pairs = enumerate(zip(before, edit.replacement, strict=True))
    for differs, run in groupby(pairs, lambda pair: pair[1][0] != pair[1][1]):
        if differs:
            places = [place for place, _ in run]
            first, last = places[0], places[-1] + 1
            yield edit.start + first, edit.start + last, edit.replacement[first:last]


def _cut(raw: str) -> Iterator[Line]:
    for line in raw.splitlines():
        if line.strip():
            yield Line([(line.strip(), CHANGED)], [])


def _line(text: Text, raw: Span, clean: Span, damaged: set[int]) -> Line:
    left: list[tuple[str, str]] = []
    right: list[tuple[str, str]] = []
    at = raw[0]
    for place in range(*clean):
        character = text.clean[place]
        begin, end = text.raw_span((place, place + 1))
        kind = DAMAGED if place in damaged else SAME if text.page.raw[begin:end] == character else CHANGED
        left += (text.page.raw[at:begin], CHANGED), (text.page.raw[max(at, begin) : end], kind)
        right.append((character, kind))
        at = max(at, end)
    return Line(_joined([*left, (text.page.raw[at : raw[1]], CHANGED)]), _joined(right))


def _joined(parts: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Neighbours of one kind as one part, on one line."""
    filled = [(" ".join(text.splitlines()), kind) for text, kind in parts if text]
    return [("".join(text for text, _ in run), kind) for kind, run in groupby(filled, lambda part: part[1])]


def _span(span: Span) -> str:
    return f"{span[0]}-{span[1]}"


def _cell(text: str) -> str:
    if len(text) > LONGEST:
        text = f"{text[: LONGEST // 2]} … {text[-LONGEST // 2 :]}"
    return "".join(
        character if character.isprintable() else character.encode("unicode_escape").decode("ascii")
        for character in text
    )
