"""A page with all that the finders found in it: what the fact rules look at."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, field

from kg.extract.quantity import Figure
from kg.extract.sentence import Sentence
from kg.extract.source import Source
from kg.model import Entity, Evidence, Mention, Span, Text, Value
from kg.places import Gazetteer

_OWN = re.compile(
    r"(?P<of>我们|我|全|本|该)(?P<level>自治区|省|市|县|区|州|盟|旗|镇|乡|村)(?![级直委内外属域场民府长政人城])"
    r"|(?<![\u4e00-\u9fff])(?P<here>村)里|(?<=[给到在向为年])(?P<there>村)里|全国|当地|两地"
)
_LEVELS = {
    "省": ("province",),
    "自治区": ("province",),
    "市": ("province", "prefecture", "county"),
    "县": ("county",),
    "州": ("prefecture",),
    "区": ("county", "province"),
    "盟": ("prefecture",),
    "旗": ("county",),
    "镇": ("town",),
    "乡": ("town",),
    "村": ("village",),
}
_TO_US = re.compile(
    r"[^，。；]{0,12}?(?:[向为对给来到帮]|帮助|帮扶|支援|结对|援助|与)[我本](?:们|省|市|县|区|州|自治区)"
)
_LONGEST_BYLINE = 100
_COUNTRY = "100000"


@dataclass(frozen=True, slots=True)
class Naming:
    """A person's name where the text introduces it."""

    name: str
    span: Span
    post: str | None
    """The posts before the name, parted by 、."""
    post_span: Span | None
    noun: str | None
    """What the person is called before the name: 村民, 小伙."""
    rule: str
    place: Entity | None = None
    """The place before the name that the person is of."""


@dataclass(slots=True)
class Reading:
    """A page's text, its sentences and mentions, all in order, and whom the page is about."""

    text: Text
    source: Source
    sentences: list[Sentence]
    places: list[Mention[Entity]]
    organisations: list[Mention[Entity]]
    quantities: list[Figure]
    cues: list[tuple[int, int, str]]
    gazetteer: Gazetteer
    tables: list[Span]
    """Where tables are: `table` reads them, not the rules for sentences."""
    namings: list[Naming] = field(default_factory=list)
    persons: list[Mention[Entity]] = field(default_factory=list)
    home: str | None = None
    """The id of the place that 我市 or 全县 means: the page's own."""
    pairings: list[tuple[str, str]] = field(default_factory=list)
    """Ids or names of (giver, receiver) that the page states."""

    @property
    def clean(self) -> str:
        """The clean text."""
        return self.text.clean

    @property
    def title(self) -> str:
        """The page's title: its markup's, else its first line."""
        return self.text.title or next((line for line in self.clean.splitlines() if line.strip()), "")

    @property
    def report_year(self) -> int | None:
        """The year that the title says the page reports on."""
        year = re.search(r"((?:19|20)\d\d)\s?年", self.title)
        return int(year[1]) if year else None

    def within(self, mentions: list[Mention[Value]], span: Span) -> list[Mention[Value]]:
        """The mentions that begin in a span; they are in the order of the text."""
        first = bisect_left(mentions, span[0], key=lambda mention: mention.start)
        return mentions[first : bisect_left(mentions, span[1], first, key=lambda mention: mention.start)]

    def cues_within(self, span: Span) -> list[tuple[int, int, str]]:
        """The cue words that begin in a span."""
        first = bisect_left(self.cues, (span[0],))
        return self.cues[first : bisect_left(self.cues, (span[1],), first)]

    def own_lines(self) -> list[Span]:
        """The short lines in which the page gives its date, publisher or authors: their numbers are no figures."""
        source = self.source
        stated = [each for each in (source.published, source.publisher, *source.authors) if each]
        lines = []
        for each in stated:
            start = self.clean.rfind("\n", 0, each.span[0]) + 1
            end = self.clean.find("\n", each.span[1])
            end = len(self.clean) if end < 0 else end
            if end - start <= _LONGEST_BYLINE and "。" not in self.clean[start:end]:
                lines.append((start, end))
        return lines

    def full_name(self, organisation: str) -> str:
        """An organisation's name with 省 or 市 made the page's own place: 市人社局 is 铜川市人社局."""
        level = organisation[0]
        if level not in _LEVELS or not self.home or level in "镇乡村":
            return organisation
        line = (self.home, *self.gazetteer.ancestors(self.home))
        place = next((p for p in line if _has_level(self.gazetteer, p, level)), None)
        return self.gazetteer.places[place].name + organisation[1:] if place else organisation

    def evidence(self, span: Span, rule: str) -> tuple[Evidence, ...]:
        """A span of the clean text as evidence."""
        start, end = span
        quote = self.clean[start:end].strip().rstrip("，,。；;、：:")
        return (Evidence(self.text.page.id, *self.text.raw_span(span), quote, rule),)

    def in_organisation(self, mention: Mention[Entity]) -> bool:
        """Whether a place is part of an organisation's name."""
        return any(org.start <= mention.start and mention.end <= org.end for org in self.organisations)


def find_home(reading: Reading) -> str | None:
    """The id of the place that the page speaks for: by its publisher, its title, and how often it is named.

    A receiver of aid is likelier to write of itself than a giver, and who helps 我省 is not 我省.
    """
    votes = _votes(reading)
    publisher = _publisher_place(reading)
    if publisher:
        inner = [p for p in votes if reading.gazetteer.is_within(p, publisher) and p != publisher]
        best = max(inner, key=lambda p: votes[p], default=publisher)
        return best if votes[best] > 2 * votes[publisher] and len(inner) == 1 else publisher
    return max(sorted(votes), key=lambda p: votes[p], default=None)


def _votes(reading: Reading) -> dict[str, float]:
    """How much speaks for each place as the page's own."""
    votes: dict[str, float] = defaultdict(float)
    title_end = reading.sentences[0].end if reading.sentences else 0
    for mention in reading.places:
        if not mention.value.id:
            continue
        place_id = mention.value.id.partition("/")[0]
        weak = mention.rule == "letter" or reading.in_organisation(mention)
        votes[place_id] += 0.5 if weak else 1
        if mention.start < title_end and mention.rule != "letter":
            votes[place_id] += 3
        if _TO_US.match(reading.clean, mention.end):
            votes[place_id] -= 4
    for giver, receiver in reading.pairings:
        if receiver in votes:
            votes[receiver] *= 1.5
        if giver in votes:
            votes[giver] *= 0.7
    return votes


def _publisher_place(reading: Reading) -> str | None:
    """The place in the publisher's name, where it has one."""
    publisher = reading.source.publisher
    if not publisher:
        return None
    for match in reading.gazetteer.find(publisher.value):
        ids = {candidate.id for candidate in match.candidates if not candidate.risky}
        known = ids & {mention.value.key for mention in reading.places}
        if ids and len(known or ids) == 1:
            return (known or ids).pop()
    return None


def own_places(reading: Reading) -> list[Mention[Entity]]:
    """我市, 全县, 该镇, 当地, 全国 as mentions of what they stand for, by the page's home and what was named before."""
    found = []
    for match in _OWN.finditer(reading.clean):
        before = [mention for mention in reading.places if mention.end <= match.start()]
        place_id = _meant(reading, match, before)
        if place_id:
            entity = entity_of(reading.gazetteer, place_id)
            found.append(Mention("place", match.start(), match.end(), entity, "own"))
    return found


def entity_of(gazetteer: Gazetteer, place_id: str) -> Entity:
    """A place by id as an entity; a town's or village's id is its path."""
    if "/" in place_id:
        return Entity("Place", place_id.rpartition("/")[2], place_id)
    return Entity("Place", gazetteer.places[place_id].name, place_id)


def _meant(reading: Reading, match: re.Match[str], before: list[Mention[Entity]]) -> str | None:
    words = match.group()
    if words == "全国":
        return _COUNTRY
    if words == "两地":
        return None
    if words == "当地":
        givers = {giver for giver, _ in reading.pairings}
        near = [
            m
            for m in before
            if m.rule != "letter" and m.value.id and m.value.id not in givers and not reading.in_organisation(m)
        ]
        return near[-1].value.id if near else None
    suffix = match["level"] or "村"
    if match["of"] != "该" and reading.home and suffix not in "镇乡村":
        for place_id in (reading.home, *reading.gazetteer.ancestors(reading.home)):
            if _has_level(reading.gazetteer, place_id, suffix):
                return place_id
    for mention in reversed(before):
        named = mention.value.id
        if named and mention.rule != "letter":
            for candidate in (named, *reading.gazetteer.ancestors(named)):
                if _has_level(reading.gazetteer, candidate, suffix):
                    return candidate
    return None


def _has_level(gazetteer: Gazetteer, place_id: str, suffix: str) -> bool:
    if "/" in place_id:
        return place_id.endswith(suffix)
    place = gazetteer.places[place_id]
    if place.level not in _LEVELS[suffix]:
        return False
    if suffix == "区" and place.level == "province":
        return place.name.endswith("自治区")
    return place.name.endswith(suffix) or (suffix == "省" and place.level == "province" and place.name.endswith("省"))
