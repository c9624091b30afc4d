"""Whether a figure can be somebody's: by the measure's role, and by the part and the side of a place."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.extract.names.organisation import LED, is_agency, is_group, kind_of
from kg.extract.page.helping import GIVER, RECEIVER
from kg.extract.parties import attribute
from kg.extract.parties.scene import DESTINATION, PARTNER, SENDER, Frame, Placed, Scene
from kg.extract.places.region import place_first_in
from kg.extract.places.role import Role
from kg.extract.quantities.quantity import Figure
from kg.extract.reading import Reading, entity_of
from kg.model import Entity, Mention
from kg.ontology import Measure
from kg.places import COUNTRY, is_id


@dataclass(frozen=True, slots=True)
class Asked:
    """A figure whose subject is looked for."""

    measure: Measure
    figure: Figure
    antecedent: Frame | None
    """The figure that it leans on."""


def is_any(_: Asked) -> bool:
    """Of every figure."""
    return True


def is_money(asked: Asked) -> bool:
    """Whether it is a sum."""
    return asked.figure.value[0].unit.unit_class == "money"


def is_no_share(asked: Asked) -> bool:
    """Whether it counts or sums up something."""
    return asked.figure.value[0].unit.unit_class != "ratio"


def is_outlay(asked: Asked) -> bool:
    """Whether it is a sum that receivers have."""
    return is_money(asked) and is_receivers(asked)


def is_receivers(asked: Asked) -> bool:
    """Whether receivers have such figures."""
    return asked.measure.subject_role == RECEIVER


def is_partners(asked: Asked) -> bool:
    """Whether it counts what two sides have in common."""
    return asked.measure.subject_role == PARTNER


def is_no_givers(asked: Asked) -> bool:
    """Whether such a figure is a giver's only where its own clause says so."""
    return asked.measure.subject_role in (RECEIVER, PARTNER)


def is_sent(asked: Asked) -> bool:
    """Whether it counts what a sender has sent."""
    return asked.measure.subject_role == SENDER


def is_not_sent(asked: Asked) -> bool:
    """Whether it counts something else."""
    return not is_sent(asked)


def is_at_venue(asked: Asked) -> bool:
    """Whether it is told of an event."""
    return asked.measure.is_at_venue


_GIVING = re.compile(r"[省市区县]?(?:对口)?(?:援建|援助|支援|帮扶|捐[赠助建款资]|资助)")
"""After a place: it gives."""
_IS_SENT = re.compile(r"(?:派[出遣驻]|选派|选送|抽调|组织|动员|邀请|聘请|引进)了?$")
"""Before where people are from whom somebody else sends or fetches: 派出上海7名医生."""
_PEOPLE = re.compile(
    r"籍|的?(?:农村|脱贫|贫困|富余|建档立卡)*(?:务工|外出|劳动力|农民工|工人|员工|职工|女工|群众|村民|学员|妇女|老乡|老表|乡亲)"
)
"""After a place: people who come from it."""


def named(scene: Scene, asked: Asked) -> list[Placed]:
    """The places of the figure's clause that are named by more than a letter, as `Scene.in_clause` orders them."""
    return [(m, role) for m, role in scene.in_clause(asked.figure) if m.rule != "letter"]


def may_own(scene: Scene, asked: Asked, mention: Mention[Entity], role: Role) -> bool:
    """Whether a figure can be a place's, by the place's role and side."""
    measure, side = asked.measure, scene.helping.side(mention.value)
    if mention.rule == "group" and not scene.helping.stated_side(mention.value):
        is_givers = measure.subject_role == RECEIVER and scene.is_guest(mention.value)
        return role is Role.TOPIC and not is_givers
    if mention.value.key == COUNTRY and not scene.is_countrys(mention):
        return False
    clean, body = scene.reading.clean, scene.reading.organisation_of(mention)
    if scene.is_attribute(mention) or scene.is_one_of_many(mention) or (body and not is_agency(body)):
        return False
    if is_sent(asked) and _IS_SENT.search(clean, scene.sentence.start, mention.start):
        return False
    if role is Role.LOCATION and side == GIVER and scene.focus and scene.helping.side(scene.focus) == RECEIVER:
        return False
    if scene.is_site_abroad(mention) or (role is Role.LOCATION and scene.is_listed(mention)):
        return False
    if is_sent(asked) and role is Role.LOCATION and side == RECEIVER:
        return False  # who sends is not where they work
    if role in (Role.GOAL, Role.PARTNER) or (role is Role.ORIGIN and measure.counterpart_role != DESTINATION):
        return False
    if measure.subject_role == RECEIVER:
        return side != GIVER and not only_gives(scene, asked, mention)
    return role is not Role.RECIPIENT


def may_act(scene: Scene, asked: Asked, entity: Entity) -> bool:
    """Whether a figure can be an organisation's: a government body's place has what receivers and fairs have.

    So has, on a receiver's page, an association's of the giver. A body that is sent has such figures, but for its
    outlays.
    """
    is_places = is_no_givers(asked) or is_at_venue(asked)
    is_sent_body = is_group(entity) and not is_outlay(asked)
    is_body = is_agency(entity) or (kind_of(entity.name) == "association" and _is_guests(scene, entity))
    return not (entity.type == "Organization" and is_places and is_body) or is_sent_body


def _is_guests(scene: Scene, body: Entity) -> bool:
    """Whether a body is of a place that gives to the page's own: 长乐区总工会 on a page about 岷县."""
    place = place_first_in(scene.reading.gazetteer, body.name)
    return place is not None and scene.is_guest(entity_of(scene.reading.gazetteer, place))


def takes(scene: Scene, asked: Asked, entity: Entity) -> bool:
    """Whether a topic can have the figure: what receivers have is no giver's, but for an organisation's own page.

    Firms and the like have what they do, but for a helping firm's outlays.
    """
    kind = kind_of(entity.name) if entity.type == "Organization" else ""
    is_own = kind in LED and not (kind == "company" and is_outlay(asked))
    is_own_body = is_own or (kind != "" and entity == scene.focus and not scene.helping.partner(entity, GIVER))
    return is_own_body or not is_no_givers(asked) or scene.helping.side(entity) != GIVER


def only_gives(scene: Scene, asked: Asked, mention: Mention[Entity]) -> bool:
    """Whether a place gives what the figure's receiver has: 辽宁援建的车间."""
    is_receiver = scene.helping.stated_side(mention.value) == RECEIVER
    gives = _GIVING.match(scene.reading.clean, mention.end) and not (is_receiver or scene.is_at(mention))
    return asked.measure.subject_role == RECEIVER and bool(gives)


_LEADS_TO = re.compile(r"有|约|的|则有|为|达")
_HAS = re.compile(r"(?:只|仅|也|均|都|就|还)*(?:有|为|达到?|共|超过?|突破|接近|不到)?有?")


def is_destination(scene: Scene, asked: Asked, mention: Mention[Entity]) -> bool:
    """Whether a place right before a figure is where a part of the people went: 外出务工6.8万人，江苏1.1万人."""
    clean, figure = scene.reading.clean, asked.figure
    is_adjacent = mention.end == figure.start or _LEADS_TO.fullmatch(clean, mention.end, figure.start)
    return bool(is_adjacent and scene.last and scene.beside is None and went_to(scene, asked, mention.value))


def went_to(scene: Scene, asked: Asked, place: Entity) -> bool:
    """Whether a figure can be of the people who went to a place, of a total that the paragraph tells before."""
    told = scene.last or scene.total
    if asked.measure.counterpart_role != DESTINATION or told is None:
        return False
    total, subject = told
    is_part = asked.figure.value[0].value < total.value[0].value
    key, other = subject.key, place.key
    is_elsewhere = is_id(key) and is_id(other) and key[:2] != other[:2] and COUNTRY not in (key, other)
    return is_part and is_elsewhere


def ranked(scene: Scene, asked: Asked) -> Mention[Entity] | None:
    """The place that a figure is said of because it is first or last of several."""
    clean, at = scene.reading.clean, asked.figure.start
    place = next((m for m, _ in reversed(scene.places) if m.end <= at and m.rule != "letter"), None)
    rank_end = attribute.rank_end(clean, place.end) if place else None
    is_its = rank_end and _HAS.fullmatch(clean, rank_end, at)
    return place if place and is_its and not scene.is_one_of_many(place) else None


_BUILDS = re.compile(
    r"[^，。；、]{0,6}?(?:[援新改扩修兴筹]建|建[设成起立]|打造|培育|发展|种植|养殖|流转|开办|设立|创办|落地|实施|义诊|巡诊|坐诊|送[医药教培岗]|走访|慰问|改造|栽[种植])"
)


def is_site(scene: Scene, mention: Mention[Entity], role: Role) -> bool:
    """Whether something is made at a place, and only there: 在西海固援建学校, 到芒康县开展义诊."""
    is_there = role is Role.LOCATION or (role is Role.GOAL and scene.reading.is_own(mention.value))
    is_at = is_there and not scene.is_listed(mention) and not scene.is_site_abroad(mention)
    return is_at and bool(_BUILDS.match(scene.reading.clean, mention.end))


def is_peoples_home(reading: Reading, place: Mention[Entity]) -> bool:
    """Whether a place only says where people come from: 云南务工人员."""
    return bool(_PEOPLE.match(reading.clean, place.end))
