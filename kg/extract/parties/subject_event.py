"""Ways to a figure's subject that look at the event of which it is told: a job fair, a meeting."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.names.organisation import is_agency
from kg.extract.parties.owner import Asked
from kg.extract.parties.scene import Scene
from kg.extract.places.role import HOSTS, Role
from kg.model import Entity, Mention
from kg.places import COUNTRY

_ONE_VENUE = re.compile(r"(?<![设立置了个在])(?P<which>[主分])会?场")
"""One of several venues, each with figures of its own, and not that there are such."""


def one_venue(scene: Scene, asked: Asked) -> Iterator[Entity]:
    """Whose venue the words before tell of, of several: 越西分会场企业51家，岗位3400个; 主会场 may need no name."""
    reading, start = scene.reading, scene.reading.paragraph_start(scene.sentence)
    told = list(_ONE_VENUE.finditer(reading.clean, start, asked.figure.start))
    if not told:
        return
    at = told[-1].start()
    own = (
        [m for m, _ in scene.places if m.end <= at and scene.clause(at)[0] <= m.start]
        if at >= scene.sentence.start
        else []
    )
    if own:
        yield own[-1].value
    elif told[-1]["which"] == "主" and scene.main_venue:
        yield scene.main_venue


def venue(scene: Scene, asked: Asked) -> Iterator[Entity]:
    """Where the event takes place that the figure tells of: whom the page is about where that holds it.

    Else the place with whose office it is held: 指挥部与巴楚县人社局举办招聘会.
    """
    if scene.venue:
        is_held = scene.focus and scene.focus.key != COUNTRY and scene.focus.key in scene.reading.line(scene.venue.key)
        yield scene.focus if scene.focus and is_held else scene.venue
    else:
        yield from (m.value for m, role in scene.places if role is Role.PARTNER and _is_host(scene, m))


def _is_host(scene: Scene, place: Mention[Entity]) -> bool:
    """Whether a place's office holds an event, and the place is no giver."""
    body = scene.reading.organisation_of(place)
    is_office = body is not None and is_agency(body) and not scene.is_guest(place.value)
    return is_office and bool(HOSTS.match(scene.reading.clean, place.end))
