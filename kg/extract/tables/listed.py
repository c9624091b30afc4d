"""Lists that are tables: items with their figures behind dots or a colon, and cards of labels with what they name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.han import MARKS
from kg.extract.tables.grid import LINE, Grid, heading_above
from kg.model import Span

_BULLET = rf"[ 　]*+(?:[-*{MARKS}]\s*|[（(]?\d{{1,2}}[)）.．、]\s*)?"
_LEADERS = re.compile(
    rf"{_BULLET}(?P<name>(?=\S)[^\n\d…。，；:：]{{2,16}}?)\s*"
    r"(?:(?:…{2,}|[.．]{3,}|[·•]{3,}|[—\-_]{4,})\s*(?P<counted>[\d.,]+[^\s\d]{0,3})|[:：]\s*(?P<bare>[\d.,]+%?))\s*"
)
"""An item with its figure behind a row of dots, or a mere number behind a colon: 林西县……427人, ● 林西县：427."""
_FIELD = re.compile(
    r"[ 　]*(?:其中[:：，,]\s*)?(?P<label>[\u4e00-\u9fff（()）]{2,14})\s?[:：]\s*(?P<value>[^\n。]{1,60})"
)
"""A line of a card: 项目地点：联珠镇."""
_LEAST_FIELDS = 2


def dotted(text: str) -> Iterator[Grid]:
    """Two or more neighbouring lines of an item and its figure under a heading."""
    block: list[list[Span]] = []
    end = -1
    for line in [*LINE.finditer(text), None]:
        item = _LEADERS.fullmatch(text, *line.span()) if line else None
        if block and (not item or text[end : item.start()].strip(" 　") != "\n"):
            heading = heading_above(text, block[0][0][0])
            if len(block) > 1 and heading:
                yield Grid((block[0][0][0], block[-1][-1][1]), [[], heading], block)
            block = []
        if item:
            block.append([item.span("name"), item.span("counted" if item["counted"] else "bare")])
            end = item.end()


def cards(text: str) -> Iterator[Grid]:
    """Two or more cards one after the other that begin with the same label: 项目名称：… 项目地点：…"""
    run: list[re.Match[str]] = []
    for line in [*LINE.finditer(text), None]:
        field = _FIELD.fullmatch(text, *line.span()) if line else None
        if field:
            run.append(field)
        elif run:
            yield from _cards_of(run)
            run = []


def _cards_of(run: list[re.Match[str]]) -> Iterator[Grid]:
    labels = [field["label"] for field in run]
    first = next((label for label in labels if labels.count(label) > 1), None)
    if first is None:
        return
    starts = [index for index, label in enumerate(labels) if label == first]
    parts = [run[at:end] for at, end in zip(starts, [*starts[1:], len(run)], strict=True)]
    if any(len(part) < _LEAST_FIELDS for part in parts):
        return
    header = {field["label"]: field.span("label") for part in parts for field in reversed(part)}
    columns = list(dict.fromkeys(field["label"] for part in parts for field in part))
    rows = []
    for part in parts:
        values = {field["label"]: field.span("value") for field in part}
        rows.append([values.get(label, (part[-1].end(), part[-1].end())) for label in columns])
    yield Grid((parts[0][0].start(), parts[-1][-1].end()), [[header[label]] for label in columns], rows)
