"""What became of each damaged place of a page whose original is known.

The page, as it is before shifted bytes are looked for, is aligned with its original, a reading in brackets taken as one
sign. Where the two differ is a place:

- a reading: brackets that the original has not, doubled ones as one place. It is right where they are gone, and
  nothing else is changed
- shifted bytes: all other differences, what lies close together as one place. A lost byte is of these

A line that is cut as furniture, or as not the main text, is not in the original, so its places are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

from kg.clean import clean
from kg.clean.gbk_shift import OPEN
from kg.clean.gbk_sites import find_sites
from kg.clean.pinyin import LETTERS
from kg.clean.script import convert, widths
from kg.model import Edit, Layer, Page, Span, Text

SHIFTED, READINGS = "shifted bytes", "readings"
RIGHT, WRONG, FLAGGED, UNSEEN = OUTCOMES = ("repaired right", "repaired wrong", "flagged", "unseen")
BEFORE = ("markup", "main text", "invisible")
"""The steps before shifted bytes are looked for."""
STEP = "gbk shift"
NEAR = 2
"""Signs between two places that agree with the original, as some do by chance, and leave them one place."""
READING = re.compile(rf"[(（][{LETTERS}]{{1,6}}[)）]")
SIGN = re.compile(rf"{READING.pattern}|\S")


class Place(NamedTuple):
    """A damaged place: its kind, what became of it, what the page shows, what was there, and what is there now."""

    kind: str
    outcome: str
    shown: str
    truth: str
    found: str


class Range(NamedTuple):
    """Signs from `begin` (inclusive) to `end` (exclusive), and whether they are readings in brackets only."""

    begin: int
    end: int
    is_reading: bool


def damaged_places(page: Page, original: str) -> Iterator[Place]:
    """The places of a page, in order within each kind."""
    text = clean(page)
    given, after = before_shift(text)
    edits = _edits(after)
    signs = [match.span() for match in SIGN.finditer(given) if not _is_cut(after, match.span())]
    shown, wanted = _normal([given[start:end] for start, end in signs]), _normal(SIGN.findall(original))
    steps = SequenceMatcher(None, shown, wanted, autojunk=False).get_opcodes()
    for each in _ranges(steps, shown, signs, edits):
        begin, end = each.begin - each.is_reading, each.end  # with the character that the reading is of
        span = (signs[begin][0], signs[end - 1][1])
        truth = "".join(wanted[_place_of(steps, begin, False) : _place_of(steps, end, True)])
        start, stop = _through(after, span)
        found = "".join(_normal(SIGN.findall(text.clean[start:stop])))
        own = [edit for edit in edits if edit.start < span[1] and span[0] < edit.end]
        kind = READINGS if each.is_reading else SHIFTED
        yield Place(kind, _outcome(own, given, truth, found), given[slice(*span)], truth, found)


def real_places(page: Page) -> dict[str, int]:
    """What became of the places with shifted bytes of a page whose original is not known: how many were repaired, how
    many flagged, and how many fit a run of bytes and were left as they stand."""
    given, after = before_shift(clean(page))
    edits = _edits(after)
    flagged = sum(edit.is_damage for edit in edits)
    left = sum(not any(edit.start <= site.start < edit.end for edit in edits) for site in find_sites(given))
    return {"repaired": len(edits) - flagged, FLAGGED: flagged, "left as it stands": left}


def _edits(layers: list[Layer]) -> tuple[Edit, ...]:
    return next((layer.edits for layer in layers if layer.step == STEP), ())


def _outcome(edits: list[Edit], given: str, truth: str, found: str) -> str:
    if found == truth:
        return RIGHT
    if not edits:
        return UNSEEN
    if all(edit.is_damage and edit.replacement == given[edit.start : edit.end] for edit in edits):
        return FLAGGED
    open_ways = re.escape(found).replace(OPEN, ".{1,2}")
    is_rest_right = OPEN in found and re.fullmatch(open_ways, truth) and all(edit.is_damage for edit in edits)
    return FLAGGED if is_rest_right else WRONG


def before_shift(text: Text) -> tuple[str, list[Layer]]:
    """The page as it is before shifted bytes are looked for, and the layers from there on."""
    given = text.page.raw
    for layer in text.layers:
        if layer.step in BEFORE:
            given = layer.apply(given)
    return given, [layer for layer in text.layers if layer.step not in BEFORE]


def _is_cut(layers: list[Layer], span: Span) -> bool:
    """Whether a span is in cut furniture."""
    for layer in layers:
        if layer.step == "furniture":
            return any(edit.start <= span[0] and span[1] <= edit.end for edit in layer.edits)
        span = layer.output_span(span)
    return False


def _through(layers: list[Layer], span: Span) -> Span:
    """What a span becomes in the clean text."""
    for layer in layers:
        span = layer.output_span(span)
    return span


def _normal(signs: list[str]) -> list[str]:
    """The signs in simplified characters, figures and letters as ASCII; readings stay as they are."""
    plain = "".join(sign for sign in signs if len(sign) == 1)
    characters = iter(convert(Layer("widths", widths(plain)).apply(plain)))
    return [next(characters) if len(sign) == 1 else sign for sign in signs]


Step = tuple[str, int, int, int, int]
"""A step of the alignment: its kind, signs of the page from and to, signs of the original from and to."""


def _ranges(steps: list[Step], shown: list[str], signs: list[Span], edits: tuple[Edit, ...]) -> list[Range]:
    """The ranges of signs that are places: whole edits, close ones joined, and readings outside of them."""
    shifted: list[Range] = []
    readings: list[Range] = []
    for kind, begin, end, _, _ in steps:
        if kind == "equal":
            continue
        if kind == "delete" and all(map(READING.fullmatch, shown[begin:end])):
            readings.append(Range(begin, end, True))
            continue
        start, stop = signs[min(begin, len(signs) - 1)][0], signs[max(end - 1, 0)][1]
        for edit in edits:
            if edit.start < stop and start < edit.end:
                begin = min(begin, sum(sign[1] <= edit.start for sign in signs))
                end = max(end, sum(sign[0] < edit.end for sign in signs))
        while shifted and begin <= shifted[-1].end + NEAR:
            last = shifted.pop()
            begin, end = min(begin, last.begin), max(end, last.end)
        shifted.append(Range(begin, end, False))
    outside = (each for each in readings if not any(of.begin < each.end and each.begin < of.end for of in shifted))
    return [*shifted, *outside]


def _place_of(steps: list[Step], at: int, is_end: bool) -> int:
    """The sign of the original where a range that begins, or ends, at a sign of the page does."""
    for kind, begin, end, start, stop in steps if not is_end else reversed(steps):
        if begin <= at <= end:
            return start + at - begin if kind == "equal" else stop if is_end else start
    return 0
