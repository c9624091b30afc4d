"""Marks that a site put in before others: 天津市,、青岛市 and 情况,。"""

from __future__ import annotations

import re

from kg.model import Edit

_IMPOSSIBLE = re.compile(r"[,，](?=[、。；：！？])")
"""No text has a comma before these."""
_DOUBLED = re.compile(r"[,，](?=[,，、。；：！？])")
_LEAST = 3
"""So many on a page are the site's doing, and then its doubled commas are too."""


def marks(text: str) -> tuple[Edit, ...]:
    """Takes out the commas before other marks, on a page that has several."""
    if len(_IMPOSSIBLE.findall(text)) < _LEAST:
        return ()
    return tuple(Edit(match.start(), match.end(), "", "a comma before a mark") for match in _DOUBLED.finditer(text))
