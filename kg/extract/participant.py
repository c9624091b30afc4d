"""Whose a figure is, and who the second place is: by the roles of the places around it and the pairings' sides."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.person import figure_person
from kg.extract.quantity import Figure
from kg.extract.reading import Reading, entity_of, place_of
from kg.extract.role import Role, roles_of
from kg.extract.sentence import Sentence
from kg.extract.side import BOTH_SIDES, direction
from kg.model import Entity, Mention
from kg.ontology import Measure


@dataclass(frozen=True, slots=True)
class Parties:
    """Whose a figure is, and who the second place is."""

    subject: Entity
    counterpart: Entity | None
    way: str
    """How the subject was found."""
    surety: float
    """How sure it is, up to 1."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What a figure was, for the ones that lean on it."""

    measure: Measure
    subject: Entity
    counterpart: Entity | None
    population: str | None
    period: str | None


_LONGEST_TITLE = 24
_BEFORE_OWNER = 8
"""Characters, such as a date's, that a clause may have before the organisation whose figures it tells."""
_BREAK = re.compile(r"[，。；：！？\n]")
_LISTED = re.compile(r"\s*[、和及与]\s*")
_COUNTED = re.compile(r"等?(?:[两三四五六七八九十多]|\d{1,2})个?(?:省|市|县|区|州|旗|镇|乡|村|地)")
_IN_ALL = re.compile(r"共|合计|总计")
_ATTRIBUTE = re.compile(r"企业|客商|市场|订单")
"""After a place: where firms are from is not whose figure it is."""
_PEOPLE = re.compile(
    r"籍|的?(?:农村|脱贫|贫困|富余|建档立卡)*(?:务工|外出|劳动力|农民工|工人|群众|村民|学员|老乡|老表|乡亲)"
)
"""After a place: people who come from it."""
_BESIDE = (Role.PARTNER, Role.RECIPIENT)
"""Roles of a place right before a figure that do not keep it from being the subject: 支援新疆12个地州."""
_RESPECTIVELY = re.compile(r"分别|各自|依次")
_BOTH = re.compile(BOTH_SIDES)
_SIDES = re.compile(r"双方|两地")
"""The two sides of whatever pairing was named last, and not of the page's own."""
_GIVER, _RECEIVER, _PARTNER, _DESTINATION = "giver", "receiver", "partner", "destination"
"""Roles, as the ontology names them."""
_SURETY = {
    "clause": 1.0,
    "person": 0.95,
    "organisation": 0.95,
    "antecedent": 0.95,
    "sentence": 0.9,
    "paragraph": 0.8,
    "partner": 0.75,
    "home": 0.75,
}
"""How sure a subject is by the way it was found."""
_ADJACENT = re.compile(r"(?:有|约|的|则有|为|达)?")


class Participants:
    """Follows a page sentence by sentence and tells the subject and the counterpart of its figures."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._sides = _sides(reading)
        self._home = entity_of(reading.gazetteer, reading.home) if reading.home else None
        self._paragraph = -1
        self._topic: Entity | None = None
        self._sentence: Sentence | None = None
        self._places: list[tuple[Mention[Entity], Role]] = []
        self._giver: Entity | None = None
        self._last: tuple[Figure, Entity] | None = None
        """The last figure of the sentence that is no part of a total, with its subject."""
        self._heading: Entity | None = None
        """The organisation whose line the paragraph is: 某某公司：普工50名，月薪4500元起."""
        self._counterparts: dict[str, Entity | None] = {}
        """The counterpart that the sentence last gave a measure."""
        self._parts_end = 0
        """Where the last part of a total ends: the places that parts name are no subject of what follows."""

    def enter(self, sentence: Sentence) -> None:
        """Goes on to the next sentence."""
        if sentence.paragraph != self._paragraph:
            self._paragraph, self._topic, self._giver = sentence.paragraph, None, None
            self._heading = self._organisation_heading(sentence)
        self._sentence = sentence
        mentions = self._reading.within(self._reading.places, (sentence.start, sentence.end))
        mentions = [mention for mention in mentions if not self._is_speakers(mention)]
        self._places = list(zip(mentions, roles_of(self._reading, sentence, mentions), strict=True))
        self._last, self._parts_end = None, 0
        if self._reading.clean[sentence.start - 1 : sentence.start] not in ("；", ";"):
            self._counterparts = {}
        topics = [
            m
            for m, role in self._places
            if role is Role.TOPIC and m.rule != "letter" and not self._reading.in_organisation(m)
        ]
        topics = [mention for mention in topics if not self._is_one_of_many(mention)]
        if topics and (self._topic is None or topics[0].start == sentence.start or topics[0].rule == "own"):
            self._topic = topics[0].value
        givers = [m.value for m, _ in self._places if self._side(m.value) == _GIVER]
        if givers:
            self._giver = givers[0]

    def _is_speakers(self, mention: Mention[Entity]) -> bool:
        """Whether a place only says what post a speaker holds: 越西县副县长陈立军介绍."""
        persons = self._reading.within(self._reading.persons, (mention.end, mention.end + _LONGEST_TITLE))
        between = self._reading.clean[mention.end : persons[0].start] if persons else "，"
        return bool(persons) and persons[0].rule == "official" and not _BREAK.search(between)

    def of(self, measure: Measure, figure: Figure, antecedent: Frame | None) -> Parties | None:
        """Whose a figure is; `antecedent` is the figure that it leans on. None where nothing tells."""
        subject, way = next(self._subjects(measure, figure, antecedent), (None, ""))
        if subject is None:
            return None
        if antecedent:
            self._parts_end = figure.end
        else:
            self._last = figure, subject
        counterpart = self._counterpart(measure, figure, antecedent, subject)
        sender = self._sender(measure, subject, counterpart)
        if sender:
            subject, way = sender, "partner"
        self._counterparts[measure.name] = counterpart
        return Parties(subject, counterpart, way, _SURETY[way])

    def _sender(self, measure: Measure, subject: Entity, goal: Entity | None) -> Entity | None:
        """The partner of a giver to whose own region workers go: 潍坊 has moved 266 people to work in 山东."""
        if measure.counterpart_role != _DESTINATION or goal is None or self._side(subject) != _GIVER:
            return None
        return self._partner(subject, _GIVER) if goal.key in self._reading.line(subject.key) else None

    def _side(self, entity: Entity) -> str | None:
        """giver or receiver: by the page's pairings, else by the nation's pairings with the page's own place."""
        stated = self._sides.get(entity.key) or self._sides.get(entity.key.partition("/")[0])
        if stated or not self._reading.home or entity.type != "Place":
            return stated
        return {1: _GIVER, -1: _RECEIVER}.get(direction(self._reading.gazetteer, entity.key, self._reading.home))

    def _in_clause(self, figure: Figure) -> list[tuple[Mention[Entity], Role]]:
        """The places of the figure's clause: those before it from the nearest, then those after it."""
        assert self._sentence
        start, end = self._sentence.clauses[self._sentence.clause_at(figure.start)]
        own = [(m, role) for m, role in self._places if start <= m.start < end]
        before = [pair for pair in own if pair[0].start < figure.start]
        return before[::-1] + [pair for pair in own if pair[0].start > figure.start]

    def _subjects(self, measure: Measure, figure: Figure, antecedent: Frame | None) -> Iterator[tuple[Entity, str]]:
        """Whose the figure can be, the surest first, each with the way it was found."""
        assert self._sentence
        person = figure_person(self._reading, self._sentence, figure, measure.is_of_person)
        is_money = figure.value[0].unit.unit_class == "money"
        if person and is_money:
            yield person.value, "person"
        source = self._source(figure)
        if source:
            yield source, "clause"
        owner = self._owner(measure, figure)
        if owner:
            yield owner, "organisation"
        distributed = self._distributed(figure)
        if distributed:
            yield distributed, "clause"
        in_clause = [(m, role) for m, role in self._in_clause(figure) if m.rule != "letter"]
        for mention, role in in_clause:
            is_adjacent = _ADJACENT.fullmatch(self._reading.clean, mention.end, figure.start)
            if is_adjacent and self._may_own(measure, mention, Role.TOPIC if role in _BESIDE else role):
                yield mention.value, "clause"
        before = [pair for pair in in_clause if pair[0].start < figure.start][::-1]
        after = [pair for pair in in_clause if pair[0].start > figure.start]
        yield from ((m.value, "clause") for m, role in [*before, *after] if self._may_own(measure, m, role))
        if self._heading:
            yield self._heading, "organisation"
        if antecedent:
            yield antecedent.subject, "antecedent"
        yield from self._carried(measure, figure)

    def _owner(self, measure: Measure, figure: Figure) -> Entity | None:
        """The organisation that the figure's clause begins with: 林业部门开发公益性岗位1504个."""
        assert self._sentence
        reading = self._reading
        start, _ = self._sentence.clauses[self._sentence.clause_at(figure.start)]
        organisations = reading.within(reading.organisations, (start, figure.start))
        if not organisations or organisations[0].start - start > _BEFORE_OWNER or measure.subject_role == _RECEIVER:
            return None
        follows = reading.clean[organisations[0].end : organisations[0].end + 2]
        if self._is_speakers(organisations[0]) or follows[:1] in tuple("的、和与及负") or follows == "相关":
            return None
        return organisations[0].value

    def _organisation_heading(self, sentence: Sentence) -> Entity | None:
        """The organisation that a paragraph begins with, with a colon after it."""
        first = self._reading.within(self._reading.organisations, (sentence.start, sentence.start + _BEFORE_OWNER))
        has_colon = first and self._reading.clean[first[0].end : first[0].end + 1] in ("：", ":")
        return first[0].value if has_colon else None

    def _source(self, figure: Figure) -> Entity | None:
        """The place that a figure's people are said to come from: 其余98人来自那坡县, 180名云南务工人员."""
        is_from = self._reading.clean.startswith("来自", figure.end)
        after = self._reading.within(self._reading.places, (figure.end, figure.end + 3 if is_from else figure.end + 1))
        return after[0].value if after and (is_from or _PEOPLE.match(self._reading.clean, after[0].end)) else None

    def _distributed(self, figure: Figure) -> Entity | None:
        """The place that 分别 gives the figure: of as many places before it as there are figures in the clause."""
        assert self._sentence
        start, end = self._sentence.clauses[self._sentence.clause_at(figure.start)]
        word = _RESPECTIVELY.search(self._reading.clean, self._sentence.start, figure.start)
        if not word:
            return None
        listed = self._sentence.clauses[self._sentence.clause_at(word.start())][0]
        places = [m.value for m, _ in self._places if listed <= m.start < word.start() and m.rule != "letter"]
        figures = self._reading.within(self._reading.quantities, (max(start, word.end()), end))
        return places[figures.index(figure)] if len(places) == len(figures) > 1 else None

    def _may_own(self, measure: Measure, mention: Mention[Entity], role: Role) -> bool:
        """Whether a figure of the measure can be of this place, by its role and its side."""
        if _ATTRIBUTE.match(self._reading.clean, mention.end) or self._is_one_of_many(mention):
            return False
        if role in (Role.GOAL, Role.PARTNER) or (role is Role.ORIGIN and measure.counterpart_role != "destination"):
            return False
        if measure.subject_role == _RECEIVER:
            return self._side(mention.value) != _GIVER
        return role is not Role.RECIPIENT

    def _is_one_of_many(self, mention: Mention[Entity]) -> bool:
        """Whether a place is one of a list that is counted: 隆子、贡嘎、扎囊、桑日四县."""
        end = mention.end
        for other, _ in self._places:
            if other.start > end and _LISTED.fullmatch(self._reading.clean, end, other.start):
                end = other.end
        return bool(_COUNTED.match(self._reading.clean, end))

    def _carried(self, measure: Measure, figure: Figure) -> Iterator[tuple[Entity, str]]:
        """The subjects that the words before the clause give, then the page's own place."""
        since = max(self._last[0].end if self._last else 0, self._parts_end)
        topics = [m for m, role in self._places if m.start < figure.start and role is Role.TOPIC and m.rule != "letter"]
        topics = [m for m in topics if not (self._reading.in_organisation(m) or self._is_one_of_many(m))]
        candidates = [(m.value, "sentence") for m in reversed(topics) if m.start >= since]
        candidates += [(self._last[1], "sentence")] if self._last else []
        candidates += [(self._topic, "paragraph")] if self._topic else []
        assert self._sentence
        if measure.subject_role == _RECEIVER:
            giver = next((m.value for m, _ in self._in_clause(figure) if self._side(m.value) == _GIVER), None)
            partner = self._partner(giver, _GIVER)
            if partner:
                yield partner, "partner"
            yield from self._aided(figure)
        clause = self._sentence.clauses[self._sentence.clause_at(figure.start)]
        span = clause[0], figure.start
        if _BOTH.search(self._reading.clean, *span):
            both = self._reading.pair_before(figure.start) if self._places else None
            if self._home and (both is None or self._home in both or not _SIDES.search(self._reading.clean, *span)):
                yield self._home, "home"
            yield from [(both[1], "partner")] if both else []
        if self._home and not self._places and _IN_ALL.search(self._reading.clean, self._sentence.start, figure.start):
            yield self._home, "home"
        takes_giver = measure.subject_role not in (_RECEIVER, _PARTNER)
        yield from ((entity, way) for entity, way in candidates if takes_giver or self._side(entity) != _GIVER)
        if not takes_giver and (self._home is None or self._side(self._home) == _GIVER):
            partner = self._partner(self._giver or self._home, _GIVER)
            if partner:
                yield partner, "partner"
        if self._home:
            yield self._home, "home"

    def _aided(self, figure: Figure) -> Iterator[tuple[Entity, str]]:
        """The places outside the page's own with which a giver does something in the sentence: 山东与甘肃开发项目."""
        before = [(m.value, role) for m, role in self._places if m.start < figure.start and m.rule != "letter"]
        topics = [value for value, role in before if role is Role.TOPIC]
        for value, role in reversed(before):
            gives = role is Role.PARTNER and any(
                direction(self._reading.gazetteer, topic.key, value.key) == 1 for topic in topics
            )
            if gives and self._reading.home not in self._reading.line(value.key)[1:]:
                yield value, "sentence"

    def _partner(self, entity: Entity | None, side: str) -> Entity | None:
        """The other place of the only pairing that a place takes part in on a side."""
        if entity is None:
            return None
        key = entity.key
        partners = (
            {r for g, r in self._reading.pairings if g == key}
            if side == _GIVER
            else {g for g, r in self._reading.pairings if r == key}
        )
        if len(partners) != 1:
            return None
        partner = partners.pop()
        return place_of(self._reading.gazetteer, partner)

    def _counterpart(
        self, measure: Measure, figure: Figure, antecedent: Frame | None, subject: Entity
    ) -> Entity | None:
        if measure.counterpart_role is None:
            return None
        role_wanted = measure.counterpart_role
        near = [
            m for m, role in self._in_clause(figure) if m.value != subject and self._fits(role_wanted, m, role, subject)
        ]
        if near:
            return near[0].value
        since = self._previous_end(figure)
        before = [(m, role) for m, role in self._places if m.start < figure.start and m.value != subject]
        for mention, role in reversed(before):
            if mention.start >= since and self._fits(role_wanted, mention, role, subject):
                return mention.value
        before_it = antecedent.counterpart if antecedent else self._counterparts.get(measure.name)
        if before_it and before_it != subject:
            return before_it
        for mention, role in reversed(before):
            if self._fits(role_wanted, mention, role, subject):
                return mention.value
        assert self._sentence
        next_figure = self._reading.within(self._reading.quantities, (figure.end, self._sentence.end))
        until = next_figure[0].start if next_figure else self._sentence.end
        for mention, role in self._places:
            if role_wanted == _DESTINATION and role is Role.GOAL and figure.end <= mention.start < until:
                return mention.value
        if role_wanted == _PARTNER or _BOTH.search(self._reading.clean, self._sentence.start, figure.start):
            return self._partner(subject, _RECEIVER) or self._partner(subject, _GIVER)
        is_of_giver = self._home and (self._home.key, subject.key) in self._reading.pairings
        return self._home if role_wanted == _GIVER and is_of_giver else None

    def _previous_end(self, figure: Figure) -> int:
        """Where the figure before one ends in the sentence, else where the sentence begins."""
        assert self._sentence
        before = self._reading.within(self._reading.quantities, (self._sentence.start, figure.start))
        return before[-1].end if before else self._sentence.start

    def _fits(self, role_wanted: str, mention: Mention[Entity], role: Role, subject: Entity) -> bool:
        """Whether a place can be the counterpart that a measure has."""
        if role_wanted == _DESTINATION:
            return role in (Role.GOAL, Role.RECIPIENT)
        if role_wanted == _GIVER:
            return self._side(mention.value) == _GIVER
        return self._side(mention.value) not in (None, self._side(subject))


def _sides(reading: Reading) -> dict[str, str]:
    """giver or receiver by place, for the places of the page's pairings and what they are part of."""
    sides: dict[str, set[str]] = {}
    for pair in reading.pairings:
        for place, side in zip(pair, (_GIVER, _RECEIVER), strict=True):
            for key in reading.line(place):
                sides.setdefault(key, set()).add(side)
    return {key: found.pop() for key, found in sides.items() if len(found) == 1}
