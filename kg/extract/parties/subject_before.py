"""Ways to a figure's subject that look at what the words before its clause left, and at the page as a whole."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.page.both_sides import both_sides, said_of_both
from kg.extract.page.helping import GIVER, RECEIVER
from kg.extract.page.side import AIDED_REGIONS, direction
from kg.extract.parties import acting
from kg.extract.parties.owner import Asked, is_partners, is_sent, takes
from kg.extract.parties.scene import Scene
from kg.extract.places.role import Role
from kg.extract.reading import entity_of
from kg.model import Entity, Mention
from kg.places import COUNTRY


def station(scene: Scene, asked: Asked) -> Iterator[Entity]:
    """Whose station elsewhere the entry of a list is about."""
    if scene.station:
        yield scene.station.founder


def antecedent(scene: Scene, asked: Asked) -> Iterator[Entity]:
    """The subject of the figure that this one is a part of, unless a part of the sentence turns to another between."""
    if asked.antecedent and not (asked.antecedent.at < scene.sentence.start and _turns(scene, asked)):
        yield asked.antecedent.subject


def _turns(scene: Scene, asked: Asked) -> bool:
    """Whether the figure's sentence, or its part after ；, begins with a place that can have it."""
    topics = scene.topics(asked.figure.start)
    return any(scene.begins(each) and scene.helping.side(each.value) != GIVER for each in topics)


def clause_givers_partner(scene: Scene, asked: Asked) -> Iterator[Entity]:
    """The only partner of the giver that the clause names; by letters (苏陕协作资金) the one pairing under theirs."""
    givers = (m for m, _ in scene.in_clause(asked.figure) if scene.helping.side(m.value) == GIVER)
    giver = next(givers, None)
    partner = scene.helping.helped(giver.value) if giver else None
    if giver and partner:
        topic = scene.topic.value if scene.topic else None
        if topic and partner.key in scene.reading.line(topic.key)[1:]:
            yield topic
        is_whole = giver.rule == "letter" and partner != scene.focus
        yield (scene.helping.part_helped(giver.value, partner) if is_whole else None) or partner


_REGION = re.compile(rf"援(?P<region>[{''.join(AIDED_REGIONS)}])(?:资金|项目|干部|工程)")


def region_aided(scene: Scene, asked: Asked) -> Iterator[Entity]:
    """Whom 援疆 and the like aid: whom the sentence tells of, the giver's partner, the page's place, the region."""
    reading, at = scene.reading, asked.figure.start
    match = _REGION.search(reading.clean, *scene.clause(at))
    if not match:
        return
    region = AIDED_REGIONS[match["region"]]
    found = [scene.last[1]] if scene.last else []
    found += [m.value for m in reversed(scene.topics(at))]
    own = None if scene.focus and scene.focus.key == region else scene.focus
    topic = scene.topic.value if scene.topic else None
    others = topic, scene.helping.helped(scene.giver or scene.focus), own, scene.helping.widest_helped(region)
    is_body = scene.focus is not None and scene.focus.type == "Organization"
    found += [each for each in others if each and not is_body]
    parts = (each for each in found if region in reading.line(each.key)[1:])
    whole = scene.focus if scene.focus and is_body else entity_of(reading.gazetteer, region)
    yield next(parts, whole)


def recipient(scene: Scene, asked: Asked) -> Iterator[Entity]:
    """The receiver that the sentence named last, as one (支援秭归县) or, of what two have in common, as one of two."""
    before = [
        (m.value, role)
        for m, role in scene.places
        if m.end <= asked.figure.start and m.rule != "letter" and not scene.is_one_of_many(m)
    ]
    received = [(value, role) for value, role in before if scene.helping.side(value) == RECEIVER]
    if not received:
        return
    last, role = received[-1]
    is_paired = (
        is_partners(asked)
        and role is Role.PARTNER
        and any((value.key, last.key) in scene.reading.pairings for value, _ in before)
    )
    if role is Role.RECIPIENT or is_paired:
        yield last


def topics_partner(scene: Scene, asked: Asked) -> Iterator[Entity]:
    """With whom a giver that the sentence is about does something."""
    gazetteer = scene.reading.gazetteer
    since = scene.last[0].end if scene.last else 0
    before = [
        (m.value, role)
        for m, role in scene.places
        if since <= m.start < asked.figure.start
        and m.rule != "letter"
        and not (scene.is_agent(m) or scene.is_one_of_many(m))
    ]
    topics = [value for value, role in before if role is Role.TOPIC]
    for value, role in reversed(before):
        gives = role is Role.PARTNER and any(direction(gazetteer, topic.key, value.key) == 1 for topic in topics)
        if gives:
            yield value


_MUTUAL = re.compile(r"互[访派动送学]|往来|来往|双向")
"""What both sides do."""


def of_both(scene: Scene, asked: Asked) -> Iterator[Entity]:
    """The receiver of the pairing that 双方, 两地 or 两省 means, or whose sides visit each other."""
    reading, at = scene.reading, asked.figure.start
    start = scene.clause(at)[0]
    said = said_of_both(reading, start, at)
    acts = any(acting.acting_place(scene, clause) for clause in scene.sentence.clauses if clause[0] < at)
    is_mutual = is_sent(asked) and not acts and _MUTUAL.search(reading.clean, start, at)
    if not said and not is_mutual:
        return
    both = both_sides(reading, said.start(), said.group()) if said else both_sides(reading, at, "双方")
    is_one_of_many = both and both[0] == scene.focus and scene.helping.helped(scene.focus) is None
    if both and not is_one_of_many:
        yield both[1]
    if scene.focus:
        yield scene.focus


_IN_ALL = re.compile(r"(?<!公)共(?![建同享用商赢青富谋办育创产治话推享通和党青])|合计|总计")


def in_all(scene: Scene, asked: Asked) -> Iterator[Entity]:
    """Whom the page is about, where a sentence that names no place, and is about no organisation, sums up."""
    sums_up = _IN_ALL.search(scene.reading.clean, scene.sentence.start, asked.figure.start)
    earlier = (clause for clause in scene.sentence.clauses if clause[1] <= asked.figure.start)
    is_of_others = scene.places or any(acting.acting_place(scene, clause) for clause in earlier)
    if scene.focus and sums_up and not is_of_others:
        yield scene.focus


_SENDS = re.compile(r"派|抽调|组织|一行|[队团]|专家|医[生师护]|教师|老师|干部")
"""Words for those who go to work somewhere."""
_LEARNS = re.compile(
    r"[^，。；]{0,8}?(?:考察|学习|培训|跟[岗班]|顶岗|进修|研修|锻炼|参观|观摩|取经|招商|对接|务工|就业|参[加展会])"
)
"""After where people are sent who do nothing for the place."""

_CHANGE = re.compile(r"[比较][^，。；]{0,8}$|增加了?$|减少了?$|后者")
"""Before by how much those who are sent are more than before."""


def sent_to(scene: Scene, asked: Asked) -> Iterator[Entity]:
    """Where the people were sent of whose work it tells: 福州市选派9名医生到隆德县，接诊患者2600人次."""
    since, at, clean = scene.last[0].start if scene.last else 0, asked.figure.start, scene.reading.clean
    before = [(m, role) for m, role in scene.places if since <= m.start < at and m.rule != "letter"]
    if not before or before[-1][1] is not Role.GOAL:
        return
    place = before[-1][0]
    end = scene.clause(place.start)[1]
    acts = any(
        acting.acting_place(scene, clause) for clause in scene.sentence.clauses if end <= clause[0] and clause[1] <= at
    )
    is_change = _CHANGE.search(clean, scene.clause(at)[0], at)
    is_sent = _SENDS.search(clean, scene.sentence.start, place.start) and not _LEARNS.match(clean, place.end, end)
    if end <= at and is_sent and not (acts or is_change) and _is_helped(scene, place):
        yield place.value


def _is_helped(scene: Scene, place: Mention[Entity]) -> bool:
    """Whether a place by itself may be where others help: no giver, nor what holds the page's own place."""
    whole = scene.reading.line(scene.focus.key)[1:] if scene.focus else ()
    is_whole = place.value.key in whole or scene.helping.side(place.value) == GIVER
    return not (is_whole or scene.is_listed(place) or scene.reading.in_organisation(place))


def giver(scene: Scene, asked: Asked) -> Iterator[Entity]:
    """The giver that the paragraph named last, else the one whose help the title tells."""
    giver = scene.giver or scene.helping.titled_giver
    is_mutual = _MUTUAL.search(scene.reading.clean, *scene.clause(asked.figure.start))
    if giver and not is_mutual:
        yield giver


def paragraph(scene: Scene, asked: Asked) -> Iterator[Entity]:
    """What the paragraph is about; a giver on a receiver's page only what its own sentence says."""
    if scene.topic is None or scene.topic.start >= scene.clause(asked.figure.start)[1]:
        return
    topic = scene.topic.value
    if not scene.is_guest(topic) and takes(scene, asked, topic):
        yield topic


def givers_partner(scene: Scene, asked: Asked) -> Iterator[Entity]:
    """The partner of the giver that the paragraph, or the page, is about."""
    if scene.focus is None or scene.helping.side(scene.focus) == GIVER:
        partner = scene.helping.helped(scene.giver or scene.focus)
        if partner:
            yield partner


def focus(scene: Scene, asked: Asked) -> Iterator[Entity]:
    """Whom the page, or its section, is about; on the nation's page the place that the sentence tells of."""
    if scene.focus and scene.focus.key == COUNTRY:
        yield from (m.value for m in reversed(scene.topics(asked.figure.start)))
    if scene.focus:
        yield scene.focus
