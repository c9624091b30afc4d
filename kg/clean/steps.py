"""From a page's raw text to its clean text: a visible list of steps, each of which says what it changed.

A step takes a text and returns its edits, in order and without overlap. `clean` keeps them as layers, so that every
place in the clean text leads back to the page.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from kg.clean.furniture import furniture
from kg.clean.gbk_shift import gbk_shift
from kg.clean.html import is_document, markup
from kg.clean.main_text import main_text, title
from kg.clean.marks import marks
from kg.clean.pinyin import pinyin
from kg.clean.script import invisible, layout, simplified, widths
from kg.model import Edit, Layer, Page, Text

Step = Callable[[str], tuple[Edit, ...]]

MARKUP: tuple[tuple[str, Step], ...] = (("markup", markup),)
"""Tags and entities to plain lines."""

REPAIRS: tuple[tuple[str, Step], ...] = (
    ("invisible", invisible),
    ("gbk shift", gbk_shift),  # before the readings in brackets go: they are its evidence
    ("pinyin", pinyin),
    ("widths", widths),
    ("marks", marks),
    ("simplified", simplified),
)
"""What makes the characters right. Titles pass through these too."""

LAYOUT: tuple[tuple[str, Step], ...] = (
    ("furniture", furniture),
    ("layout", layout),
)
"""What leaves only the page's own lines. Furniture is told by its words, so it comes after the repairs."""


def clean(page: Page) -> Text:
    """The page's text, repaired, in simplified characters, one paragraph a line, without what is not its own.

    `Text.clean` is `page.raw` with `Text.layers` applied in order.
    """
    steps, heading = MARKUP + REPAIRS + LAYOUT, None
    if is_document(page.raw):
        steps = (*MARKUP, ("main text", partial(main_text, raw=page.raw)), *REPAIRS, *LAYOUT)
        heading = title(page.raw)
    text, layers = _run(page.raw, steps)
    return Text(page, text, layers, _run(heading, MARKUP + REPAIRS)[0].strip() or None if heading else None)


def _run(text: str, steps: tuple[tuple[str, Step], ...]) -> tuple[str, tuple[Layer, ...]]:
    layers = []
    for name, step in steps:
        if edits := step(text):
            layer = Layer(name, edits)
            layers.append(layer)
            text = layer.apply(text)
    return text, tuple(layers)
