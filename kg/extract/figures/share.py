"""Figures that each of several places has: 平安区、循化县各100万元."""

from __future__ import annotations

import re

from kg.extract.figures.view import View
from kg.extract.reading import Reading
from kg.model import Entity

_EACH = re.compile(r"(?:均|分别|都)?各自?(?![类项级族地界方省市县区乡镇村种部单行大])")
_LISTED = re.compile(r"\s*(?:、|[和与及]|以及)\s*")


def sharers(reading: Reading, view: View) -> list[Entity]:
    """The places of a list that ends at 各 before a figure; none where there is no such list."""
    word = next(iter(reversed(list(_EACH.finditer(view.text, view.clause[0], view.mention.start)))), None)
    places = reading.within(reading.places, (view.clause[0], word.start())) if word else []
    listed, end = [], word.start() if word else 0
    for place in reversed(places):
        if place.end != end and not _LISTED.fullmatch(view.text, place.end, end):
            break
        listed.append(place.value)
        end = place.start
    return listed[::-1] if len(listed) > 1 else []
