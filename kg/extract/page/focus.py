"""Whom a page is about: its own place, a town or village of it, a zone, or an organisation."""

from __future__ import annotations

import re
from collections import Counter
from operator import itemgetter

from kg.extract.names.organisation import is_agency, kind_of
from kg.extract.page.source import is_medium
from kg.extract.reading import Reading, place_of, seat_of
from kg.model import Entity

_TEAM = re.compile("[^，。；、]{0,8}?(?:工作[队组]|帮扶[队组])")
"""After a place: a team that is posted there."""
_LEAST_FOCUS, _FOCUS, _FOCUS_BODY = 3, 1.25, 2
"""How often a town is named at least, and how many times as often as its county, to be the page's own place.

The last is the like for an organisation and all places.
"""


def find_focus(reading: Reading) -> Entity | None:
    """Whom the page is about: its own place, a town or village that it names far oftener, or an organisation."""
    body = _own_body(reading)
    if body or not reading.home:
        return body
    posted = _posted(reading)
    if posted:
        return posted
    own = (m for m in reading.places if reading.home in (m.value.key.partition("/")[0], seat_of(reading, m)))
    named = Counter(m.value.key for m in own if not reading.in_organisation(m))
    place, often = max(sorted(named.items()), key=itemgetter(1), default=(reading.home, 0))
    is_focus = often >= _LEAST_FOCUS and often >= _FOCUS * named[reading.home]
    return place_of(reading.gazetteer, place if is_focus else reading.home)


def _posted(reading: Reading) -> Entity | None:
    """The part of the page's own place where a team is posted that the page begins with: 驻金石镇帮扶工作队."""
    start = reading.sentences[0].end if reading.sentences else 0
    for mention in reading.within(reading.places, (0, start)):
        is_posted = reading.clean.startswith("驻", mention.start - 1) and _TEAM.match(reading.clean, mention.end)
        if is_posted and reading.is_own(mention.value):
            return mention.value
    return None


def _own_body(reading: Reading) -> Entity | None:
    """The organisation that the page names far oftener than any place: an enterprise's page, the 兵团's."""
    bodies = Counter(m.value for m in reading.organisations if not (is_agency(m.value) or is_medium(m.value.name)))
    places = Counter(m.value.key for m in reading.places if not reading.in_organisation(m))
    body, often = max(bodies.items(), key=_by_count, default=(None, 0))
    is_own = often >= _LEAST_FOCUS and often >= _FOCUS_BODY * max(places.values(), default=0)
    return body if is_own else _titled_body(reading, bodies, max(places.values(), default=0)) or _firm_of_title(reading)


def _titled_body(reading: Reading, bodies: Counter[Entity], most: int) -> Entity | None:
    """The organisation with which the title begins, where the page names it no less often than any place."""
    start = reading.sentences[0].start if reading.sentences else 0
    first = reading.within(reading.organisations, (start, start + 1))
    often = bodies[first[0].value] if first else 0
    return first[0].value if often >= max(_LEAST_FOCUS, most) else None


def _firm_of_title(reading: Reading) -> Entity | None:
    """The firm with which a title begins that names no place, where the text names it again: its own report."""
    title_end = reading.sentences[0].end if reading.sentences else 0
    if any(not reading.in_organisation(place) for place in reading.within(reading.places, (0, title_end))):
        return None
    named = (m.value for m in reading.organisations if m.start >= title_end and kind_of(m.value.name) == "company")
    return next((firm for firm in named if reading.clean.startswith(firm.name)), None)


def _by_count(counted: tuple[Entity, int]) -> tuple[int, str]:
    return counted[1], counted[0].name
