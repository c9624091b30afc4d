"""Ways to a figure's counterpart that look at what the words before its clause left, and at the page as a whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from operator import itemgetter

from kg.extract.page.both_sides import both_sides, said_of_both
from kg.extract.page.helping import GIVER, RECEIVER
from kg.extract.parties import acting
from kg.extract.parties.counterpart_near import bodies, fits, from_head
from kg.extract.parties.owner import is_site
from kg.extract.parties.sought import Sought, came_of_deed, is_no_givers, is_of_whole
from kg.extract.places.role import Role
from kg.model import Entity, Mention


def antecedent(sought: Sought) -> Iterator[Entity | None]:
    """The counterpart of the figure that this one is a part of."""
    if sought.asked.antecedent:
        yield sought.asked.antecedent.counterpart


def body(sought: Sought) -> Iterator[Entity]:
    """The firm or institute that acts in the sentence."""
    return bodies(sought, sought.scene.sentence.start)


def station(sought: Sought) -> Iterator[Entity]:
    """Where the station is that the entry of a list is about."""
    here = sought.scene.station
    if here and here.goal and sought.subject == here.founder:
        yield here.goal


def both_do(sought: Sought) -> Iterator[Entity]:
    """The other one of the two that 双方 or 两省 in the clause means, of which the subject is one."""
    yield from _other_of_both(sought, sought.clause_start)


def other_of_both(sought: Sought) -> Iterator[Entity | None]:
    """The like where the sentence has such words before; else the subject's partner."""
    start = sought.scene.sentence.start
    yield from _other_of_both(sought, start)
    if said_of_both(sought.scene.reading, start, sought.figure.start):
        helping, subject = sought.scene.helping, sought.subject
        yield helping.helper(subject) or helping.partner(subject, GIVER)


def _other_of_both(sought: Sought, since: int) -> Iterator[Entity]:
    """The other one of the two for whom words since a position stand."""
    reading = sought.scene.reading
    said = said_of_both(reading, since, sought.figure.start)
    both = both_sides(reading, said.start(), said.group()) if said else None
    if both and sought.subject == both[1]:
        yield both[0]
    if both and sought.subject == both[0]:  # who helps several does it with all of them
        yield from filter(None, [sought.scene.helping.helped(sought.subject)])


def acting_giver(sought: Sought) -> Iterator[Entity]:
    """The giver of the figure before, where no other place is named since, else the one that the sentence is about.

    What is told of all of a place is nobody's doing, nor is what came of a deed (带动就业326人).
    """
    if not is_no_givers(sought) or came_of_deed(sought):
        return
    gave = [] if sought.measure.is_fallback else _gave_before(sought)
    acts = sorted([*_named(sought), *_actors(sought), *gave], key=itemgetter(0))
    last, who = acts[-1] if acts else (0, None)
    if who and sought.side(who) == GIVER and not is_of_whole(sought, last):
        yield who


def _gave_before(sought: Sought) -> Iterator[tuple[int, Entity]]:
    """Who gave the subject the figure before, where that is whole, and no guest of an event that has other figures."""
    before = sought.scene.before
    if before and before.counterpart and before.subject == sought.subject:
        is_part = before.figure.end <= sought.scene.parts_end
        is_guest = before.measure.is_at_venue and not sought.measure.is_at_venue
        if not is_part and not is_guest:
            yield before.figure.end, before.counterpart


_REACHED = re.compile(r"(?:带动|惠及|覆盖|辐射|使|让|助推|促进|推动)了?$")
"""Before whom something reaches: 带动岳池县群众326人."""


def _named(sought: Sought) -> Iterator[tuple[int, Entity]]:
    """The places up to a figure that the sentence is about, or with or in which something is done."""
    scene, start = sought.scene, sought.scene.sentence.start
    for mention, role in scene.places:
        if mention.start >= sought.figure.start or mention.rule == "letter":
            continue
        is_only_said = scene.is_attribute(mention) or scene.reading.in_organisation(mention)
        is_reached = is_site(scene, mention, role) or _REACHED.search(sought.clean, start, mention.start)
        if role in (Role.TOPIC, Role.PARTNER, Role.LOCATION) and not is_only_said and not is_reached:
            yield mention.start, mention.value


def _actors(sought: Sought) -> Iterator[tuple[int, Entity]]:
    """The organisations that act up to a figure."""
    at = sought.figure.start
    for clause in sought.scene.sentence.clauses:
        actor = acting.actor(sought.scene, clause, min(clause[1], at)) if clause[0] < at else None
        if actor:
            yield clause[0], actor


def titled_giver(sought: Sought) -> Iterator[Entity]:
    """The giver whose help the page tells, by its title."""
    giver = sought.scene.helping.titled_giver
    is_of_all = is_of_whole(sought, sought.scene.sentence.start)
    if giver and giver != sought.subject and is_no_givers(sought) and not (is_of_all or came_of_deed(sought)):
        yield giver


def since_last(sought: Sought) -> Iterator[Entity]:
    """The place that fits and that the sentence names last before a figure, where no other figure stands between."""
    reading, start = sought.scene.reading, sought.scene.sentence.start
    before = reading.within(reading.quantities, (start, sought.figure.start))
    since = before[-1].end if before else start
    yield from (m.value for m in _fitting(sought)[:1] if m.start >= since)


def same_measure(sought: Sought) -> Iterator[Entity]:
    """The counterpart of the sentence's last figure of the measure."""
    stated = sought.scene.counterparts.get(sought.measure.name)
    if stated and stated != sought.subject:
        yield stated


def sentence(sought: Sought) -> Iterator[Entity]:
    """The place that fits and that the sentence names last before a figure."""
    yield from (mention.value for mention in _fitting(sought))


def _fitting(sought: Sought) -> list[Mention[Entity]]:
    """The sentence's places before a figure that fit, the last first, of a list its head."""
    before = [(m, role) for m, role in reversed(sought.scene.places) if m.start < sought.figure.start]
    return from_head(sought.scene, [m for m, role in before if fits(sought, m, role)])


def paid_by_giver(sought: Sought) -> Iterator[Entity]:
    """Where people come from to whom a rule of the giver, where they work, pays an amount."""
    if sought.measure.is_rule and sought.side(sought.subject) == GIVER:
        yield from filter(None, [sought.scene.helping.helped(sought.subject)])


def goal_after(sought: Sought) -> Iterator[Entity | None]:
    """Where the clauses after a figure, up to that of the next one, say that people go; nobody where they do not."""
    scene, figure = sought.scene, sought.figure
    later = scene.reading.within(scene.reading.quantities, (scene.clause(figure.start)[1], scene.sentence.end))
    until = max(figure.end, scene.clause(later[0].start)[0]) if later else scene.sentence.end
    yield from (m.value for m, role in scene.places if role is Role.GOAL and figure.end <= m.start < until)
    yield None


def pairing(sought: Sought) -> Iterator[Entity]:
    """The other side of the subject's pairing; a place gives things only where the paragraph names a giver, or the page
    is one's."""
    scene, helping, subject = sought.scene, sought.scene.helping, sought.subject
    helper = helping.helper(subject) if sought.wanted != RECEIVER else None
    is_of_giver = scene.giver or (scene.focus and sought.side(scene.focus) == GIVER)
    is_thing = sought.wanted == GIVER and sought.figure.value[0].unit.unit_class == "count"
    if is_thing and helper and helper.type == "Place" and not is_of_giver:
        return
    yield from filter(None, [helper or (helping.partner(subject, GIVER) if sought.wanted != GIVER else None)])
