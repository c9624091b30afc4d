"""Which lines of an HTML document are the page's own text, and what its title is.

trafilatura finds the main text but gives no positions. So its lines are looked up among the page's, and what it does
not have is cut. Where it finds nothing, or far too little, all lines stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from kg.clean.html import DITTO, markup
from kg.model import Edit, Layer

LARGEST = 2_000_000
"""Characters of the largest page that trafilatura is asked about: above that it is slow, and then returns nothing."""
LONG = 15
"""Characters from which on a line is recognised inside another; shorter ones must be equal."""
ENOUGH = 0.3
"""The least share of a page's prose that the main text must have to be believed."""
NEAR = 4
"""Lines around the main text in which its date, source and author are looked for."""

SHORT = 30
"""Characters below which a line is no prose."""
STOP = re.compile("[。！？；]")
BYLINE = re.compile(
    r"来源|來源|作者|记者|記者|通讯员|通訊員|编辑|編輯|发布|發布|發佈|时间|時間|日期"
    r"|(?:19|20)\d\d\s?[-年./]\s?\d{1,2}\s?[-月./]\s?\d{1,2}"
)
BYLINE_LENGTH = 120
CAPTION = re.compile(
    r"^附?表[\d一二三四五六七八九十]|(?:表|如下|一览|名单|明细|清单|台账|情况|统计|安排|单位[:：][^，。]{1,8})(?:[（(][^（()）]*[）)])?[：:]?$"
)
"""What stands above a table that belongs to the text."""
HEADING = re.compile(r"<h1\b[^<>]*>(.{1,1000}?)</h1\s*>", re.IGNORECASE | re.DOTALL)
TITLE = re.compile(r"<title\b[^<>]*>(.{1,1000}?)</title\s*>", re.IGNORECASE | re.DOTALL)
SITE = re.compile(r"\s*(?:[_|｜]|\s[-–—]\s|--|——).*", re.DOTALL)
"""What a <title> has after the page's own title: the names of the section and the site."""


def title(raw: str) -> str | None:
    """The page's title: the heading that its <title> begins with, else its only heading, else its <title>."""
    named = _flat(match[1]) if (match := TITLE.search(raw)) else ""
    headings = [_flat(heading) for heading in HEADING.findall(raw)]
    for heading in headings:
        if heading and _key(heading) in _key(named):
            return heading
    if len(headings) == 1 and headings[0]:
        return headings[0]
    return SITE.sub("", named) or named or None


def main_text(text: str, raw: str) -> tuple[Edit, ...]:
    """The edits that cut the lines that are not the main text; `raw` is the document that `text` was made from."""
    lines = list(_lines(text))
    keys = [_key(text[start:end]) for start, end in lines]
    rows = ["\t" in text[start:end] for start, end in lines]
    kept = _kept(keys, rows, [_key(line) for line in _extract(raw).splitlines()], title(raw) or "")
    edits: list[Edit] = []
    for (start, end), keep in zip(lines, kept, strict=True):
        if keep:
            continue
        if edits and edits[-1].end == start:
            start = edits.pop().start
        edits.append(Edit(start, end, "", "not main text"))
    return tuple(edits)


def _kept(keys: list[str], rows: list[bool], main: list[str], heading: str) -> list[bool]:
    """For each line whether it stays; `rows` says which lines are rows of tables: a table stays or goes as a whole."""
    known, joined = {key for key in main if key}, "".join(main)
    found = [bool(key) and (key in known or (len(key) >= LONG and key in joined)) for key in keys]
    prose = [len(key) >= SHORT and STOP.search(key) is not None for key in keys]
    share = sum(len(key) for key, is_found in zip(keys, found, strict=True) if is_found)
    if not any(prose):  # a page of tables or lists alone: nothing tells them from its frame
        found = [is_found or is_row for is_found, is_row in zip(found, rows, strict=True)]
    if not share or share < ENOUGH * sum(len(key) for key, is_prose in zip(keys, prose, strict=True) if is_prose):
        return [True] * len(keys)
    first, last = found.index(True), len(found) - 1 - found[::-1].index(True)
    top = max((index for index, key in enumerate(keys[:first]) if key and key == _key(heading)), default=None)
    near = [index for index, key in enumerate(keys) if key]
    around = set(near[max(near.index(first) - NEAR, 0) : near.index(last) + NEAR + 1])
    for index, key in enumerate(keys):
        inside = first < index < last and (prose[index] or rows[index])
        byline = len(key) <= BYLINE_LENGTH and index in around and BYLINE.search(key) is not None
        found[index] = found[index] or index == top or inside or byline
    for above, index in pairwise(near):
        found[index] = found[index] or (rows[index] and found[above] and CAPTION.search(keys[above]) is not None)
    for order in (near, near[::-1]):
        for neighbour, index in pairwise(order):
            found[index] = found[index] or (rows[index] and rows[neighbour] and found[neighbour])
    return found


def _extract(raw: str) -> str:
    """What trafilatura takes for the main text; nothing where it fails."""
    if len(raw) > LARGEST:
        return ""
    import trafilatura

    try:
        return trafilatura.extract(raw, include_comments=False) or ""
    except Exception:  # a broken page must not end the run, and the parsers below raise many kinds
        return ""


def _lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for line in text.splitlines(keepends=True):
        yield start, start + len(line)
        start += len(line)


def _key(line: str) -> str:
    """A line without what the two ways of flattening a page do differently."""
    return "".join(line.replace("|", "").replace(DITTO, "").split())


def _flat(fragment: str) -> str:
    """A fragment of markup as one line of text."""
    return " ".join(Layer("markup", markup(fragment)).apply(fragment).split())
