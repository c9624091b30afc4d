"""Ways to a figure's subject by what the earlier clauses of its sentence, or the sentence before, are about."""

from __future__ import annotations

from collections.abc import Iterator
from operator import itemgetter

from kg.extract.names.organisation import LED, is_agency, is_group, is_team, kind_of
from kg.extract.page.helping import GIVER
from kg.extract.parties import acting
from kg.extract.parties.owner import (
    Asked,
    is_money,
    is_no_givers,
    is_no_share,
    is_sent,
    is_site,
    may_act,
    only_gives,
    takes,
)
from kg.extract.parties.scene import Scene
from kg.model import Entity, Span
from kg.places import COUNTRY


def sentence(scene: Scene, asked: Asked) -> Iterator[Entity]:
    """What the earlier clauses are about: their organisation or place, else the subject of the figure before."""
    since = max(scene.last[0].end if scene.last else 0, scene.parts_end)
    since = 0 if is_sent(asked) else since  # who sends them sends all
    at = asked.figure.start
    clauses = [clause for clause in scene.sentence.clauses if clause[1] <= at and clause[0] >= since]
    acts = [
        act
        for clause in clauses
        if (act := acting.acting_place(scene, clause)) and not _turns_to_people(scene, asked, act[1])
    ]
    theirs = [scene.clause(start) for start, who in acts if who.type == "Organization" and not _helps(scene, who)]
    topics = [(m.start, m.value) for m in scene.topics(at) if m.start >= since and not only_gives(scene, asked, m)]
    sites = [m for m, role in scene.places if since <= m.start < at and is_site(scene, m, role)]
    topics += [(m.start, m.value) for m in sites if not is_sent(asked)]
    topics = [(start, place) for start, place in topics if not any(a <= start < b for a, b in theirs)]
    made = ((clause[1], acting.founded(scene, clause) or _helped(scene, asked, clause)) for clause in clauses)
    actors = [*acts, *((end, who) for end, who in made if who)]
    found = [entity for _, entity in sorted([*topics, *actors], key=itemgetter(0), reverse=True)]
    found += [each for each in (scene.last[1] if scene.last else None, scene.going_on, scene.agent) if each]
    if is_no_givers(asked):
        found = [each for each in found if not (is_group(each) and is_agency(each))]  # its place has what it did
    if _is_done_there(scene, asked):
        found = [each for each in found if not scene.is_guest(each)]
    yield from (entity for entity in found if takes(scene, asked, entity) and may_act(scene, asked, entity))


def _is_done_there(scene: Scene, asked: Asked) -> bool:
    """Whether a figure, though told of a giver, may be of what is done for the page's own place: 开展远程会诊420例.

    What a giver pays is its own.
    """
    is_nations = scene.focus is not None and scene.focus.key == COUNTRY
    return is_no_share(asked) and not (is_money(asked) or is_sent(asked) or is_nations)


def _helped(scene: Scene, asked: Asked, clause: Span) -> Entity | None:
    """Whom a clause helps, who sends nobody."""
    return None if is_sent(asked) else acting.helped(scene, clause)


def _turns_to_people(scene: Scene, asked: Asked, body: Entity) -> bool:
    """Whether a clause begins with people who are none of a body's own: 县妇联设立工坊，96名妇女领料回家."""
    is_people = asked.figure.value[0].unit.unit_class == "people"
    begins = asked.figure.start == scene.clause(asked.figure.start)[0]
    return is_people and begins and kind_of(body.name) == "association"


def _helps(scene: Scene, body: Entity) -> bool:
    """Whether an organisation helps others, so that what it builds at a place is the place's."""
    return body == scene.focus or scene.helping.side(body) == GIVER or is_team(body)


def body_before(scene: Scene, asked: Asked) -> Iterator[Entity]:
    """The firm, school or team that the paragraph's sentence before is about, where this one names nobody else."""
    if scene.total and not scene.places and scene.total[1].type == "Organization":
        body = scene.total[1]
        is_led = kind_of(body.name) in LED or is_team(body)
        if is_led and takes(scene, asked, body) and may_act(scene, asked, body):
            yield body
