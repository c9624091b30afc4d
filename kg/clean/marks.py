"""Marks that a site put in before others (天津市,、青岛市 and 情况,。), and full stops for points (6。83亿元)."""

from __future__ import annotations

import re

from kg.model import Edit

_IMPOSSIBLE = re.compile(r"[,，](?=[、。；：！？])")
"""No text has a comma before these."""
_DOUBLED = re.compile(r"[,，](?=[,，、。；：！？])")
_LEAST = 3
"""So many on a page are the site's doing, and then its doubled commas are too."""
_POINT = re.compile(r"。(?<=\d。)(?=\d{1,2}(?:[万亿%％元]|个百分点))")
"""6。83亿元: no sentence ends with a number that counts nothing. Its first sign is what the search goes by."""
_NO_WHOLE = re.compile(r"(?:^|[\n。！？；])\s*\d{1,2}$|(?<!\d)(?:19|20)\d\d$")
"""Before it: the number of a paragraph, or a year."""
_LONGEST_WHOLE = 16


def _is_stop(text: str, position: int) -> bool:
    """Whether a full stop behind a number is one."""
    return _NO_WHOLE.search(text[max(0, position - _LONGEST_WHOLE) : position]) is not None


def marks(text: str) -> tuple[Edit, ...]:
    """Takes out the commas before other marks, on a page that has several; full stops within figures to points."""
    points = (match for match in _POINT.finditer(text) if not _is_stop(text, match.start()))
    edits = [Edit(match.start(), match.end(), ".", "a full stop within a figure") for match in points]
    if len(_IMPOSSIBLE.findall(text)) >= _LEAST:
        commas = _DOUBLED.finditer(text)
        edits += [Edit(match.start(), match.end(), "", "a comma before a mark") for match in commas]
    return tuple(sorted(edits, key=lambda edit: edit.start))
