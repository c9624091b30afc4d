"""What is in view at a figure: its sentence's places with their roles, and what the words before it were about."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.extract.names.doer import LEAD
from kg.extract.page.entry import Station, find_entries, station_of
from kg.extract.page.helping import GIVER, RECEIVER, Helping
from kg.extract.parties import attribute
from kg.extract.places.role import ARRIVES, HOSTS, Role, roles_of
from kg.extract.quantities.number import value_of
from kg.extract.quantities.quantity import Figure
from kg.extract.reading import Reading
from kg.extract.sentence import Sentence
from kg.model import Entity, Mention, Span
from kg.ontology import Measure
from kg.places import COUNTRY

PARTNER, SENDER, DESTINATION = "partner", "sender", "destination"
"""Roles, as the ontology names them, beside giver and receiver."""

Placed = tuple[Mention[Entity], Role]
"""A place of the sentence with the part it plays."""

_LONGEST_TITLE, _LONGEST_LIST, _LONGEST_NAME, _LONGEST_MARK = 24, 30, 20, 4
_NO_POST = re.compile(r"[，。；：！？\n]|的[^，。；]*[是由]")
"""Between a place and a person, where it tells more than the person's post there: 来凤县的车间是张俊杰引来的."""
_NEXT_POINT = re.compile(r"\s*[一二三四五六七八九十](?:是|要|抓)")
"""Begins a point of a list that goes on about what the text before it was about: 二是产业协作…"""
_BRACKETS = re.compile(r"[（(][^（()）]*[)）]")
_LISTED = re.compile(r"\s*[、和及与]\s*")
_NEXT_ITEM = re.compile(r"[^，。；：\d]{0,8}?[、，,和及与]\s*")
_ITEMS = re.compile(r"\s*[、，,和及与]\s*")
_AND_OTHERS = re.compile(r"等")
_COUNTED = re.compile(r"(?P<count>[两三四五六七八九十多]|\d{1,2})个?(?:省|市|县|区|州|旗|镇|乡|村|地)")
"""After a list of places that is counted."""
_LEAD = re.compile(rf"{LEAD}[，,]?在?")
"""What a sentence may have before the place that it begins with."""
_IN_PART = re.compile(r"其中|包括|分别是")


@dataclass(frozen=True, slots=True)
class Frame:
    """What a figure was, for the ones that lean on it."""

    measure: Measure
    subject: Entity
    counterpart: Entity | None
    population: str | None
    period: str | None
    value: float
    at: int
    """Where it stands in the clean text."""


@dataclass(frozen=True, slots=True)
class Told:
    """A figure, and what it was found to be."""

    figure: Figure
    measure: Measure
    subject: Entity
    counterpart: Entity | None


class Scene:
    """Follows a page sentence by sentence."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.focus = reading.focus
        """Whom the page, or under a heading its section, is about."""
        self.sentence = Sentence(0, 0, -1, ())
        self.places: list[Placed] = []
        """The sentence's places."""
        self.topic: Mention[Entity] | None = None
        """What the paragraph is about."""
        self.giver: Entity | None = None
        """The giver that the paragraph named last."""
        self.venue: Entity | None = None
        """Where the paragraph says that an event takes place."""
        self.main_venue: Entity | None = None
        """The first venue that the page names."""
        self.last: tuple[Figure, Entity] | None = None
        """The sentence's last figure that is no part of a total, with its subject."""
        self.agent: Entity | None = None
        """By whom something is done to what the sentence is about, where it told a figure of that."""
        self.beside: tuple[Figure, Entity] | None = None
        """The sentence's last figure that stands right beside its subject, or is listed after such a one."""
        self.total: tuple[Figure, Entity] | None = None
        """The like of the paragraph's sentence before."""
        self.before: Told | None = None
        """The sentence's last figure."""
        self.counterparts: dict[str, Entity | None] = {}
        """The counterpart that the sentence last gave a measure."""
        self.going_on: Entity | None = None
        """What the part of the sentence before ；was about."""
        self.parts_end = 0
        """Where the last part of a total ends: the places that parts name are no subject of what follows."""
        self._asides: list[Span] = []
        """What the sentence has in brackets."""
        self._of_many: dict[int, bool] = {}
        """Whether places of the sentence, by where they end, are of many: asked again for each figure."""
        stations = ((span, station_of(reading, body)) for body, span in find_entries(reading))
        self._stations = [(span, station) for span, station in stations if station]
        self.helping = Helping(reading)
        """Who helps whom on the page."""

    def enter(self, sentence: Sentence) -> None:
        """Goes on to the next sentence."""
        reading = self.reading
        self.total = self.last or self.total
        if sentence.paragraph != self.sentence.paragraph:
            is_item = _NEXT_POINT.match(reading.clean, sentence.start)
            self.topic, self.giver, self.venue = self.topic if is_item else None, None, None
            self.total = None
            section = reading.section_at(sentence.start)
            self.focus = self.helping.focus = section.value if section else reading.focus
        goes_on = reading.clean[sentence.start - 1 : sentence.start] in ("；", ";")
        before = self.last[1] if self.last else self.going_on
        is_over = before is None or self.is_guest(before) or self._is_of_part(before)
        self.going_on = before if goes_on and not is_over else None
        self.sentence, self._of_many = sentence, {}
        self._asides = [match.span() for match in _BRACKETS.finditer(reading.clean, sentence.start, sentence.end)]
        mentions = reading.within(reading.places, (sentence.start, sentence.end))
        mentions = [m for m in mentions if not (self.is_speakers(m) or self._is_no_place(m))]
        self.places = list(zip(mentions, roles_of(reading, sentence, mentions), strict=True))
        self.helping.near = {mention.value.key for mention, _ in self.places}
        self.last, self.agent, self.beside, self.before, self.parts_end = None, None, None, None, 0
        self.counterparts = self.counterparts if goes_on else {}
        part = _IN_PART.search(reading.clean, sentence.start, sentence.end)
        topics = [m for m in self.topics(part.start() if part else sentence.end) if self._leads(m)]
        if topics and (self.topic is None or self.begins(topics[0]) or topics[0].rule == "own"):
            self.topic = topics[0]
        self.venue = next((m.value for m, role in self.places if self._is_venue(m, role)), self.venue)
        self.main_venue = self.main_venue or self.venue
        self.giver = next((m.value for m, _ in self.places if self.helping.side(m.value) == GIVER), self.giver)

    def _is_of_part(self, entity: Entity) -> bool:
        """Whether the sentence names a place only for a part of a total: 其中，神林乡3个."""
        part = _IN_PART.search(self.reading.clean, self.sentence.start, self.sentence.end)
        first = next((m for m, _ in self.places if m.value == entity), None)
        return bool(part and first and first.start >= part.end())

    @property
    def station(self) -> Station | None:
        """The station of whose entry in a list the sentence is a part."""
        at = self.sentence.start
        return next((station for (start, end), station in self._stations if start <= at < end), None)

    def begins(self, mention: Mention[Entity]) -> bool:
        """Whether a sentence begins with a place, if no guest also after what says when: 今年以来，在巴青县."""
        start, clean = self.sentence.start, self.reading.clean
        is_led = _LEAD.fullmatch(clean, start, mention.start) and not self.is_guest(mention.value)
        return mention.start == start or bool(is_led)

    def _leads(self, mention: Mention[Entity]) -> bool:
        """Whether the sentences after go on about a place: none of a list, none compared, no town's (固玛镇的老乡)."""
        clean, end = self.reading.clean, mention.end
        is_of_town = "/" in mention.value.key and attribute.has_other(clean, end)
        is_compared = self.is_listed(mention) or attribute.rank_end(clean, end)
        return not (is_compared or (is_of_town and mention.value != self.focus))

    def topics(self, until: int) -> list[Mention[Entity]]:
        """The sentence's places up to a position that it is about, in order."""
        aside = self._aside(until)
        return [
            m
            for m, role in self.places
            if m.start < until
            and self._aside(m.start) == aside
            and role is Role.TOPIC
            and m.rule != "letter"
            and (m.value.key != COUNTRY or self.is_countrys(m))
            and not self.reading.in_organisation(m)
            and not self.is_attribute(m)
            and not self.is_one_of_many(m)
            and not self.is_agent(m)
            and not self.is_site_abroad(m)
        ]

    def is_countrys(self, mention: Mention[Entity]) -> bool:
        """Whether a clause is about the whole country: it begins with 全国."""
        return mention.rule == "own" and mention.start == self.clause(mention.start)[0]

    def is_site_abroad(self, mention: Mention[Entity]) -> bool:
        """Whether a place only is where the page's own place, outside of it, sets something up."""
        reading, home, clean = self.reading, self.reading.home, self.reading.clean
        before = max(self.sentence.start, mention.start - _LONGEST_LIST)
        if not attribute.is_set_up_at(clean, before, mention.start, mention.end):
            return False
        is_own = home is None or reading.are_nested(home, mention.value.key)
        return not is_own and self.helping.side(mention.value) != RECEIVER

    def is_guest(self, entity: Entity) -> bool:
        """Whether a place gives to the page's own: only its own sentence speaks of it."""
        side = self.helping.side
        return self.focus is not None and entity.type == "Place" and side(entity) == GIVER != side(self.focus)

    def is_attribute(self, mention: Mention[Entity]) -> bool:
        """Whether a place only says where firms or orders are from, or who gave something: 组织顺德企业236家进场."""
        after = self.reading.clean, mention.end
        if attribute.gave(*after) and self.helping.side(mention.value) != RECEIVER:
            return True
        return attribute.is_whence(*after) or (self.is_guest(mention.value) and attribute.counts_firms(*after))

    def is_at(self, mention: Mention[Entity]) -> bool:
        """Whether something is or is done at a place."""
        return self.reading.clean[mention.start - 1 : mention.start] in ("在", "于")

    def is_agent(self, mention: Mention[Entity]) -> bool:
        """Whether a place only is one of those that built what the sentence is about: 产业园由历下区与龙山县共建."""
        start, _ = self.clause(mention.start)
        return attribute.names_builder(self.reading.clean, start, mention.start)

    def clause(self, position: int) -> Span:
        """The clause of the sentence that holds a position."""
        return self.sentence.clause(position)

    def in_clause(self, figure: Figure) -> list[Placed]:
        """The places of the figure's clause: those before it from the nearest, then those after it."""
        start, end = self.clause(figure.start)
        own = [(m, role) for m, role in self.places if start <= m.start < end]
        if self._asides:
            own = [(m, role) for m, role in own if self._aside(m.start) == self._aside(figure.start)]
        before = [pair for pair in own if pair[0].start < figure.start]
        return before[::-1] + [pair for pair in own if pair[0].start > figure.start]

    def _aside(self, position: int) -> Span | None:
        """The brackets of the sentence that hold a position: what they name is only of the figures in them."""
        return next((span for span in self._asides if span[0] < position < span[1]), None)

    def _is_venue(self, mention: Mention[Entity], role: Role) -> bool:
        """Whether an event takes place somewhere: 在文市镇举办招聘会."""
        if mention.rule.endswith("letter"):
            return False
        is_at = role is Role.LOCATION or self.is_at(mention)
        start, _ = self.clause(mention.start)
        hosts = (m.value for m, each in self.places if start <= m.start < mention.start and each is Role.TOPIC)
        if self.is_guest(mention.value) and any(not self.is_guest(host) for host in hosts):
            return False  # a receiver holds it in its giver's place
        return is_at and bool(HOSTS.match(self.reading.clean, mention.end))

    def _is_no_place(self, mention: Mention[Entity]) -> bool:
        """Whether a name only names a class of pupils, or a station from which the page's own people set off."""
        clean, home = self.reading.clean, self.reading.home
        is_own = home is not None and self.reading.are_nested(home, mention.value.key)
        sets_off = is_own and not ARRIVES.search(clean, self.sentence.start, mention.start)
        names_station = sets_off and attribute.names_station(clean, mention.end)
        return names_station or attribute.names_class(clean, mention.end)

    def is_speakers(self, mention: Mention[Entity]) -> bool:
        """Whether a name only says what post a speaker holds: 越西县副县长陈立军介绍."""
        persons = self.reading.within(self.reading.persons, (mention.end, mention.end + _LONGEST_TITLE))
        between = self.reading.clean[mention.end : persons[0].start] if persons else "，"
        return bool(persons) and persons[0].rule == "official" and not _NO_POST.search(between)

    def is_one_of_many(self, mention: Mention[Entity]) -> bool:
        """Whether a place is one of a list that is counted, or not whole: 隆子、贡嘎、扎囊、桑日四县, 忠县等地."""
        known = self._of_many.get(mention.end)
        if known is None:
            known = self._of_many[mention.end] = self._is_one_of_many(mention)
        return known

    def is_listed(self, mention: Mention[Entity]) -> bool:
        """Whether a place is one of a list, so that a figure is not all its own: 在顾县镇、坪滩镇新建车间3个."""
        clean = self.reading.clean
        before = any(_LISTED.fullmatch(clean, each.end, mention.start) for each in self._near(mention.start))
        return before or any(_LISTED.fullmatch(clean, mention.end, each.start) for each in self._near(mention.end))

    def _near(self, position: int) -> list[Mention[Entity]]:
        """The places of the sentence that begin near a position."""
        start = max(self.sentence.start, position - _LONGEST_NAME)
        return self.reading.within(self.reading.places, (start, min(self.sentence.end, position + _LONGEST_MARK)))

    def is_item(self, figure: Figure) -> bool:
        """Whether a figure is one of a list in which each has its place: 大安市12.8亿元、马关县9.3亿元."""
        clean, before = self.reading.clean, self.before
        if any(_ITEMS.fullmatch(clean, figure.end, place.start) for place in self._near(figure.end)):
            return True
        own = self._near(figure.start)
        return before is not None and any(_NEXT_ITEM.fullmatch(clean, before.figure.end, m.start) for m in own)

    def _is_one_of_many(self, mention: Mention[Entity]) -> bool:
        clean, places = self.reading.clean, [each for each, _ in self.places]
        end, members = mention.end, 1
        for other in places:
            if other.start >= end and _LISTED.fullmatch(clean, end, other.start):
                end, members = other.end, members + 1
        start = mention.start
        for other in reversed(places):
            if other.end <= start and _LISTED.fullmatch(clean, other.end, start):
                start, members = other.start, members + 1
        counted = _COUNTED.match(clean, end)
        is_counted = members > 1 and counted and value_of(counted["count"]) in (0, members)
        return bool(is_counted or _AND_OTHERS.match(clean, end))
