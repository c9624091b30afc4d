"""Whose a figure is: the ways to find it, in the order in which they are believed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kg.extract.organisation import is_agency
from kg.extract.person import figure_person
from kg.extract.quantity import Figure
from kg.extract.reading import Reading, entity_of
from kg.extract.role import Role
from kg.extract.scene import GIVER, NEAREST, PARTNER, RECEIVER, SENDER, Frame, Scene
from kg.extract.side import AIDED_REGIONS, BOTH_SIDES, direction
from kg.model import Entity, Mention
from kg.ontology import Measure


@dataclass(frozen=True, slots=True)
class Asked:
    """A figure whose subject is looked for."""

    measure: Measure
    figure: Figure
    antecedent: Frame | None
    """The figure that it leans on."""

    @property
    def is_money(self) -> bool:
        """Whether it is a sum."""
        return self.figure.value[0].unit.unit_class == "money"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible subject with the way it was found, and how sure that way is, up to 1."""

    entity: Entity
    way: str
    surety: float


Way = Callable[[Scene, Asked], Iterator[Entity]]

_IN_ALL = re.compile(r"共|合计|总计")
_ATTRIBUTE = re.compile(r"企业|客商|市场|订单")
"""After a place: where firms are from is not whose figure it is."""
_PEOPLE = re.compile(
    r"籍|的?(?:农村|脱贫|贫困|富余|建档立卡)*(?:务工|外出|劳动力|农民工|工人|群众|村民|学员|老乡|老表|乡亲)"
)
"""After a place: people who come from it."""
_GIVING = re.compile(r"[省市区县]?(?:对口)?(?:援建|援助|支援|帮扶|捐[赠助建款资]|资助)")
"""After a place: it gives."""
_RESPECTIVELY = re.compile(r"分别|各自|依次")
_BOTH = re.compile(BOTH_SIDES)
_SIDES = re.compile(r"双方|两地")
"""The two sides of whatever pairing was named last, and not of the page's own."""
_ADJACENT = re.compile(r"(?:有|约|的|则有|为|达)?")
_IN_LIST = re.compile(r"[^，。；：\d]{0,8}[、和及与]")
"""Between two figures of a list."""
_REGION = re.compile(rf"援(?P<region>[{''.join(AIDED_REGIONS)}])(?:资金|项目|干部|工程)")
_BUILDS = re.compile(r"[^，。；、]{0,6}?(?:援建|新建|建设|建成|建起|修建)")
_RECEIVERS = (RECEIVER, PARTNER, NEAREST)
"""Roles of a measure whose figure is a receiver's where its clause names nobody."""
_BESIDE = (Role.PARTNER, Role.RECIPIENT)
"""Roles of a place right before a figure that do not keep it from being the subject: 支援新疆12个地州."""


def candidates(scene: Scene, asked: Asked) -> Iterator[Candidate]:
    """The subjects that a figure can have, the surest way's first."""
    for way, (surety, find) in WAYS.items():
        for entity in find(scene, asked):
            yield Candidate(entity, way, surety)


def _person(scene: Scene, asked: Asked) -> Iterator[Entity]:
    """The person whose wage, loan or earnings it is."""
    person = figure_person(scene.reading, scene.sentence, asked.figure, asked.measure.is_of_person)
    if person and asked.is_money:
        yield person.value


def _origin(scene: Scene, asked: Asked) -> Iterator[Entity]:
    """Where a figure's people are said to come from: 其余98人来自那坡县, 180名云南务工人员."""
    reading, figure = scene.reading, asked.figure
    is_from = reading.clean.startswith("来自", figure.end)
    after = reading.within(reading.places, (figure.end, figure.end + 3 if is_from else figure.end + 1))
    if after and (is_from or is_peoples_home(reading, after[0])):
        yield after[0].value


def _actor(scene: Scene, asked: Asked) -> Iterator[Entity]:
    """The organisation that the figure's clause begins with: 林业部门开发公益性岗位1504个."""
    figure = asked.figure
    actor = scene.actor(scene.clause(figure.start), figure.start)
    if actor and _may_act(asked, actor):
        yield actor


def _respectively(scene: Scene, asked: Asked) -> Iterator[Entity]:
    """The place that 分别 gives the figure: of as many places before it as there are figures in the clause."""
    start, end = scene.clause(asked.figure.start)
    word = _RESPECTIVELY.search(scene.reading.clean, scene.sentence.start, asked.figure.start)
    if not word:
        return
    listed = scene.clause(word.start())[0]
    places = [m.value for m, _ in scene.places if listed <= m.start < word.start() and m.rule != "letter"]
    figures = scene.reading.within(scene.reading.quantities, (max(start, word.end()), end))
    if len(places) == len(figures) > 1:
        yield places[figures.index(asked.figure)]


def _beside(scene: Scene, asked: Asked) -> Iterator[Entity]:
    """The place right before the figure: 乐都区819万元."""
    for mention, role in _named(scene, asked):
        is_adjacent = _ADJACENT.fullmatch(scene.reading.clean, mention.end, asked.figure.start)
        if is_adjacent and _may_own(scene, asked, mention, Role.TOPIC if role in _BESIDE else role):
            yield mention.value


def _listed(scene: Scene, asked: Asked) -> Iterator[Entity]:
    """The subject of the figure before it in a list: 铜仁市的122个镇、446个贫困村、542所学校."""
    if scene.beside and _IN_LIST.fullmatch(scene.reading.clean, scene.beside[0].end, asked.figure.start):
        names_place = scene.reading.within(scene.reading.places, (scene.beside[0].end, asked.figure.start))
        yield from () if names_place else (scene.beside[1],)


def _helped(scene: Scene, asked: Asked) -> Iterator[Entity]:
    """Whom the clause helps to do something, or where it builds: 福建帮助宁夏新建学校214所, 福建在西海固援建学校."""
    if asked.measure.subject_role == SENDER:
        return
    for mention, role in _named(scene, asked):
        is_built = role is Role.LOCATION and _BUILDS.match(scene.reading.clean, mention.end)
        is_helped = role is Role.RECIPIENT and scene.side(mention.value) == RECEIVER
        if mention.start < asked.figure.start and (is_helped or is_built):
            yield mention.value


def _clause(scene: Scene, asked: Asked) -> Iterator[Entity]:
    """The places of the figure's clause: those before it in order, then those after it."""
    named = _named(scene, asked)
    before = [pair for pair in named if pair[0].start < asked.figure.start][::-1]
    after = [pair for pair in named if pair[0].start > asked.figure.start]
    yield from (m.value for m, role in (*before, *after) if _may_own(scene, asked, m, role))


def _heading(scene: Scene, asked: Asked) -> Iterator[Entity]:
    """The organisation that heads the paragraph."""
    if scene.heading:
        yield scene.heading


def _antecedent(scene: Scene, asked: Asked) -> Iterator[Entity]:
    """The subject of the figure that this one is a part of."""
    if asked.antecedent:
        yield asked.antecedent.subject


def _aided(scene: Scene, asked: Asked) -> Iterator[Entity]:
    """Whom the giver of the clause helps: its only partner, else a place with which it does something."""
    if asked.measure.subject_role not in (RECEIVER, NEAREST):
        return
    giver = next((m.value for m, _ in scene.in_clause(asked.figure) if scene.side(m.value) == GIVER), None)
    partner = scene.helped(giver)
    if partner:
        yield partner
    yield from _region_aided(scene, asked)
    named = [(m.value, role) for m, role in scene.places if m.end <= asked.figure.start and m.rule != "letter"]
    received = [(value, role) for value, role in named if scene.side(value) == RECEIVER]
    if received and received[-1][1] is Role.RECIPIENT:
        yield received[-1][0]
    gazetteer, home = scene.reading.gazetteer, scene.reading.home
    before = [(m.value, role) for m, role in scene.places if m.start < asked.figure.start and m.rule != "letter"]
    topics = [value for value, role in before if role is Role.TOPIC]
    for value, role in reversed(before):
        gives = role is Role.PARTNER and any(direction(gazetteer, topic.key, value.key) == 1 for topic in topics)
        if gives and home not in scene.reading.line(value.key)[1:]:
            yield value


def _region_aided(scene: Scene, asked: Asked) -> Iterator[Entity]:
    """Whom 援疆 and its like aid: the sentence's topic there, the giver's partner, the page's own place, the region."""
    reading, at = scene.reading, asked.figure.start
    match = _REGION.search(reading.clean, *scene.clause(at))
    if not match:
        return
    region = AIDED_REGIONS[match["region"]]
    found = [m.value for m in reversed(scene.topics(at))]
    found += [each for each in (scene.topic, scene.helped(scene.giver), scene.home) if each]
    yield next((each for each in found if region in reading.line(each.key)), entity_of(reading.gazetteer, region))


def _both_sides(scene: Scene, asked: Asked) -> Iterator[Entity]:
    """The receiver of the pairing that 双方, 两地 or 两省 means."""
    reading, home, at = scene.reading, scene.home, asked.figure.start
    span = scene.clause(at)[0], at
    if not _BOTH.search(reading.clean, *span):
        return
    both = reading.pair_before(at) if scene.places else None
    if home and (both is None or home in both or not _SIDES.search(reading.clean, *span)):
        yield home
    if both:
        yield both[1]


def _in_all(scene: Scene, asked: Asked) -> Iterator[Entity]:
    """The page's own place, where a sentence that names none sums up."""
    sums_up = _IN_ALL.search(scene.reading.clean, scene.sentence.start, asked.figure.start)
    if scene.home and not scene.places and sums_up:
        yield scene.home


def _venue(scene: Scene, asked: Asked) -> Iterator[Entity]:
    """Where the event takes place that the figure tells of: the page's own place where that holds it."""
    if asked.measure.is_at_venue and scene.venue:
        is_home = scene.home and scene.home.key in scene.reading.line(scene.venue.key)
        yield scene.home if scene.home and is_home else scene.venue


def _sentence(scene: Scene, asked: Asked) -> Iterator[Entity]:
    """What the earlier clauses are about: their organisation or place, else the subject of the figure before."""
    since = max(scene.last[0].end if scene.last else 0, scene.parts_end)
    since = 0 if asked.measure.subject_role == SENDER else since  # who sends them sends all
    at = asked.figure.start
    topics = [(m.start, m.value) for m in scene.topics(at) if m.start >= since and not _only_gives(scene, asked, m)]
    clauses = [clause for clause in scene.sentence.clauses if clause[1] <= at and clause[0] >= since]
    actors = [(clause[0], actor) for clause in clauses if (actor := scene.actor(clause, clause[1], is_agent=False))]
    acting = [(start, actor) for start, actor in actors if not is_agency(actor)]
    found = [entity for _, entity in sorted([*topics, *acting], key=_start, reverse=True)]
    found += [scene.last[1]] if scene.last else []
    yield from (entity for entity in found if _takes(scene, asked, entity) and _may_act(asked, entity))


def _sending(scene: Scene, asked: Asked) -> Iterator[Entity]:
    """The giver that the paragraph named last, of people who are sent."""
    if asked.measure.subject_role == SENDER and scene.giver:
        yield scene.giver


def _paragraph(scene: Scene, asked: Asked) -> Iterator[Entity]:
    """What the paragraph is about; a giver on a receiver's page only what its own sentence says."""
    is_guest = scene.topic and scene.home and scene.side(scene.topic) == GIVER != scene.side(scene.home)
    if scene.topic and not is_guest and _takes(scene, asked, scene.topic):
        yield scene.topic


def _givers_partner(scene: Scene, asked: Asked) -> Iterator[Entity]:
    """The partner of the giver that the paragraph, or the page, is about."""
    is_givers = scene.home is None or scene.side(scene.home) == GIVER
    if asked.measure.subject_role in _RECEIVERS and is_givers:
        partner = scene.helped(scene.giver or scene.home)
        if partner:
            yield partner


def _home(scene: Scene, asked: Asked) -> Iterator[Entity]:
    """The page's own place."""
    if scene.home:
        yield scene.home


WAYS: dict[str, tuple[float, Way]] = {
    "person": (0.95, _person),
    "people's origin": (1.0, _origin),
    "organisation": (0.95, _actor),
    "respectively": (1.0, _respectively),
    "beside": (1.0, _beside),
    "listed": (1.0, _listed),
    "helped": (1.0, _helped),
    "clause": (1.0, _clause),
    "heading": (0.95, _heading),
    "antecedent": (0.95, _antecedent),
    "aided": (0.75, _aided),
    "both sides": (0.75, _both_sides),
    "in all": (0.75, _in_all),
    "venue": (0.9, _venue),
    "sentence": (0.9, _sentence),
    "sending": (0.8, _sending),
    "paragraph": (0.8, _paragraph),
    "giver's partner": (0.75, _givers_partner),
    "home": (0.75, _home),
}
"""Each way with how sure it is, the first to be believed first."""


def _start(found: tuple[int, Entity]) -> int:
    return found[0]


def _named(scene: Scene, asked: Asked) -> list[tuple[Mention[Entity], Role]]:
    return [(m, role) for m, role in scene.in_clause(asked.figure) if m.rule != "letter"]


def _takes(scene: Scene, asked: Asked, entity: Entity) -> bool:
    """Whether a topic can have the figure: what receivers have is no giver's."""
    return asked.measure.subject_role not in _RECEIVERS or scene.side(entity) != GIVER


def _only_gives(scene: Scene, asked: Asked, mention: Mention[Entity]) -> bool:
    """Whether a place gives what the figure's receiver has: 辽宁援建的车间."""
    return asked.measure.subject_role == RECEIVER and bool(_GIVING.match(scene.reading.clean, mention.end))


def _may_act(asked: Asked, entity: Entity) -> bool:
    """Whether a figure can be an organisation's: a government body's place has what receivers and fairs have."""
    is_places = asked.measure.subject_role in (RECEIVER, NEAREST) or asked.measure.is_at_venue
    return not (entity.type == "Organization" and is_places and is_agency(entity))


def _may_own(scene: Scene, asked: Asked, mention: Mention[Entity], role: Role) -> bool:
    """Whether a figure can be a place's, by the place's role and side."""
    measure, side = asked.measure, scene.side(mention.value)
    if mention.rule == "group" and not scene.stated_side(mention.value):
        return role is Role.TOPIC
    if _ATTRIBUTE.match(scene.reading.clean, mention.end) or scene.is_one_of_many(mention):
        return False
    if role is Role.LOCATION and side == GIVER and scene.home and scene.side(scene.home) == RECEIVER:
        return False
    if role in (Role.GOAL, Role.PARTNER) or (role is Role.ORIGIN and measure.counterpart_role != "destination"):
        return False
    if measure.subject_role == RECEIVER:
        return side != GIVER and not _only_gives(scene, asked, mention)
    return role is not Role.RECIPIENT


def is_peoples_home(reading: Reading, place: Mention[Entity]) -> bool:
    """Whether a place only says where people come from: 云南务工人员."""
    return bool(_PEOPLE.match(reading.clean, place.end))
