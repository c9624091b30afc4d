"""A page with all that the finders found in it: what the fact rules look at."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby
from operator import attrgetter

from kg.extract.figures.view import Cue
from kg.extract.page.source import Source
from kg.extract.places.region import seat
from kg.extract.quantities.quantity import Figure
from kg.extract.sentence import Sentence
from kg.extract.tables.grid import Grid
from kg.extract.times.clock import Clock, writing_year
from kg.extract.times.period import find_periods, report_period
from kg.extract.times.time_meaning import Period
from kg.model import Entity, Evidence, Mention, Span, Text, Value
from kg.places import Gazetteer, is_id

_START = attrgetter("start")
_LONGEST_BYLINE = 100
_LONGEST_ORGANISATION = 40
_LONGEST_TITLE = 80
_SUMS_UP = re.compile(r"总结|小结|汇报|报告|通报|公报|情况|综述|成绩单|数[看读说]|图[解说]|一图读懂")
"""In a title: the page tells what was done in the time that the title names."""


@dataclass(frozen=True, slots=True)
class Naming:
    """A person's name where the text introduces it."""

    name: str
    span: Span
    rule: str
    post: str | None = None
    """The posts before the name, parted by 、."""
    post_span: Span | None = None
    place: Entity | None = None
    """The place before the name that the person is of."""


@dataclass
class Reading:
    """A page's text, its sentences and mentions, all in order, and whom the page is about."""

    text: Text
    source: Source
    sentences: list[Sentence]
    places: list[Mention[Entity]]
    organisations: list[Mention[Entity]]
    quantities: list[Figure]
    passed_over: list[Figure]
    """What only looks like a figure."""
    cues: list[Cue]
    gazetteer: Gazetteer
    grids: list[Grid]
    """The page's tables."""
    namings: list[Naming] = field(default_factory=list)
    persons: list[Mention[Entity]] = field(default_factory=list)
    home: str | None = None
    """The id of the place that the page speaks for, of a county or above."""
    focus: Entity | None = None
    """Whom it is about: the same place, a town or village of it, or an organisation."""
    sections: list[Mention[Entity]] = field(default_factory=list)
    """The parts of the page that a heading gives to somebody else."""
    pairings: list[tuple[str, str]] = field(default_factory=list)
    """Ids or names of (giver, receiver) that the page states."""

    @cached_property
    def tables(self) -> list[Span]:
        """Where tables are: `table` reads them, not the rules for sentences."""
        return [grid.span for grid in self.grids]

    @property
    def clean(self) -> str:
        """The clean text."""
        return self.text.clean

    @cached_property
    def title(self) -> str:
        """The page's title: its markup's, else its first line."""
        return self.text.title or next((line for line in self.clean.splitlines() if line.strip()), "")

    @cached_property
    def report_year(self) -> int | None:
        """The year that the title says the page reports on, or at least names."""
        if self.reported and re.fullmatch(r"\d{4}", self.reported.edtf or ""):
            return int(str(self.reported.edtf))
        year = re.search(r"((?:19|20)\d\d)\s?年", self.title)
        return int(year[1]) if year else None

    @cached_property
    def reported(self) -> Period | None:
        """The period that the title says the page reports on."""
        return report_period(self.title, self.source.today) if len(self.title) <= _LONGEST_TITLE else None

    @cached_property
    def sums_up(self) -> bool:
        """Whether the page sums up the time that its title names (2022年工作总结)."""
        return self.reported is not None and bool(_SUMS_UP.search(self.title))

    @cached_property
    def periods(self) -> list[Mention[Period]]:
        """The times that the page names."""
        today, is_stated = self.source.today, bool(self.source.published or self.text.page.published)
        this_year = writing_year(self.clean, today if is_stated else None, self.title)
        if today and this_year and not is_stated:
            today = f"{this_year}{today[4:]}"
        clock, own = Clock(today, this_year, self.report_year, self.sums_up), self.own_lines()
        told = [s for s in self.sentences if not any(start <= s.start < end for start, end in own)]
        found: list[Mention[Period]] = []
        for _, paragraph in groupby(told, key=attrgetter("paragraph")):
            clock.next_paragraph()
            found += [each for s in paragraph for each in find_periods(self.clean, s.start, s.end, clock)]
        return found

    def periods_before(self, start: int, end: int) -> list[Mention[Period]]:
        """The times that a part of the page names as a whole."""
        return [period for period in self.within(self.periods, (start, end)) if period.end <= end]

    def dated(self, span: Span, suits: Callable[[Mention[Period]], bool] = lambda period: True) -> list[str]:
        """The dates (EDTF) of the times that suit, of those that a part of the page names as a whole, in order."""
        periods = self.periods_before(*span)
        return [period.value.edtf for period in periods if period.value.edtf and suits(period)]

    @cached_property
    def _paragraph_starts(self) -> dict[int, int]:
        starts: dict[int, int] = {}
        for sentence in self.sentences:
            starts.setdefault(sentence.paragraph, sentence.start)
        return starts

    def paragraph_start(self, sentence: Sentence) -> int:
        """Where the sentence's paragraph begins."""
        return self._paragraph_starts[sentence.paragraph]

    def within(self, mentions: list[Mention[Value]], span: Span) -> list[Mention[Value]]:
        """The mentions that begin in a span; they are in the order of the text."""
        if not mentions:
            return []
        first = bisect_left(mentions, span[0], key=_START)
        return mentions[first : bisect_left(mentions, span[1], first, key=_START)]

    def before(self, mentions: list[Mention[Value]], position: int) -> Iterator[Mention[Value]]:
        """The mentions that end before a position, the nearest first."""
        last = bisect_left(mentions, position, key=_START)
        return (mentions[index] for index in range(last - 1, -1, -1) if mentions[index].end <= position)

    def line(self, key: str) -> tuple[str, ...]:
        """A place's id and those of what it is part of, nearest first; a group of places is part of nothing."""
        if is_id(key):
            return (key, *self.gazetteer.ancestors(key))
        whole = seat(self.gazetteer, key)
        return (key, whole, *self.gazetteer.ancestors(whole)) if whole else (key,)

    def is_own(self, place: Entity) -> bool:
        """Whether a place is the page's own or a part of it."""
        return self.home is not None and self.home in self.line(place.key)

    def are_nested(self, one: str, other: str) -> bool:
        """`Gazetteer.are_nested` of two keys, which may be names of regions or groups."""
        return one in self.line(other) or other in self.line(one)

    def section_at(self, position: int) -> Mention[Entity] | None:
        """The section that holds a position."""
        return next((each for each in self.sections if each.start <= position < each.end), None)

    def cues_within(self, span: Span) -> list[Cue]:
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

    def evidence(self, span: Span, rule: str) -> tuple[Evidence, ...]:
        """A span of the clean text as evidence."""
        start, end = span
        words = self.clean[start:end].strip()
        quote = words.rstrip("，,。；;、：:")
        prefix, suffix = self._around(start, end)
        # Marks that the quote leaves off stay in the sentence.
        suffix = words[len(quote) :] + suffix
        return (Evidence(self.text.page.id, *self.text.raw_span(span), quote, rule, prefix, suffix),)

    def _around(self, start: int, end: int) -> tuple[str, str]:
        """What stands before and after a span in the sentences, or sentence, that it is of."""
        first = bisect_right(self.sentences, start, key=_START) - 1
        last = bisect_left(self.sentences, end, key=_START) - 1
        if first < 0 or self.sentences[first].end <= start:
            first = last  # it begins between sentences, or before the first
        if last < 0:
            return "", ""
        before = self.clean[min(self.sentences[first].start, start) : start].lstrip()
        return before, self.clean[end : self.sentences[last].end].rstrip()

    def organisation_of(self, mention: Mention[Entity]) -> Entity | None:
        """The organisation of whose name a place is part."""
        near = self.within(self.organisations, (mention.start - _LONGEST_ORGANISATION, mention.start + 1))
        return next((body.value for body in near if mention.end <= body.end), None)

    def in_organisation(self, mention: Mention[Entity]) -> bool:
        """Whether a place is part of an organisation's name."""
        return self.organisation_of(mention) is not None


def place_of(gazetteer: Gazetteer, key: str) -> Entity:
    """A place by id, or a group of places by its name, as an entity."""
    return entity_of(gazetteer, key) if is_id(key) else Entity("Place", key)


def entity_of(gazetteer: Gazetteer, place_id: str) -> Entity:
    """A place by id as an entity; a town's or village's id is its path."""
    if "/" in place_id:
        return Entity("Place", place_id.rpartition("/")[2], place_id)
    return Entity("Place", gazetteer.places[place_id].name, place_id)


def seat_of(reading: Reading, mention: Mention[Entity]) -> str | None:
    """What a region or zone is a part of, as the page's own place may be: 三峡重庆库区, 常州经开区."""
    return seat(reading.gazetteer, mention.value.key) if mention.rule in ("region", "zone") else None
