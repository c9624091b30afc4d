"""The order of extraction: mentions first, then whom the page is about, then facts."""

from __future__ import annotations

import re

from kg.extract.extraction import Extraction
from kg.extract.figures.cue import CueFinder
from kg.extract.figures.decision import LEAST_CONFIDENCE, Decision
from kg.extract.figures.figure import FigureFinder
from kg.extract.figures.view import Cue
from kg.extract.ledger import ledger
from kg.extract.names.naming import find_namings
from kg.extract.names.organisation_finder import OrganisationFinder
from kg.extract.names.person import find_persons
from kg.extract.names.short_name import with_short_names
from kg.extract.page.document import document_facts
from kg.extract.page.focus import find_focus
from kg.extract.page.home import find_home
from kg.extract.page.section import find_sections
from kg.extract.page.source import SourceFinder
from kg.extract.places.own_place import own_places
from kg.extract.places.own_village import own_villages
from kg.extract.places.place import PlaceFinder
from kg.extract.places.workplace import workplaces
from kg.extract.quantities.number import HAN_DIGITS
from kg.extract.quantities.quantity import Figure, QuantityFinder
from kg.extract.reading import Reading
from kg.extract.relations.event import EventFinder
from kg.extract.relations.flow import find_flows
from kg.extract.relations.life import find_lives
from kg.extract.relations.listed_body import find_in_entries
from kg.extract.relations.once import tie
from kg.extract.relations.pairing import PairingFinder
from kg.extract.sentence import sentences
from kg.extract.tables.grids import grids
from kg.extract.tables.table import TableFinder
from kg.extract.wordlists import alternation
from kg.model import PAIRING, Entity, Fact, Mention, Relation, Text
from kg.ontology import Ontology
from kg.places import Gazetteer

_LEAST_AID_WORDS = 2
_ELSEWHERE = 0.95
"""The confidence that a fact needs on a page with fewer aid words: sports and recipes have figures too."""
_LONGEST_NAME = 30
_DATELINE = re.compile(
    rf"(?:[^，。\n]{{0,4}}?(?:{alternation('media_suffixes.txt')})\s*)?(?:\d{{1,2}}月)?\d{{1,2}}日\s*(?:电|讯|消息)"
)
"""After a place: where a report was sent from, or who reports."""
_LEVELS = {"市": re.compile(r"\d\d(?!00)\d\d00"), "县": re.compile(r"\d{4}(?!00)\d\d")}
"""The ids of the places that are of a level."""
_NUMERALS = HAN_DIGITS + "十百千万"
_COUNTED_AREA = re.compile("([市县])(?![市县区州镇])")


class Extractor:
    """Finds the facts of pages. Made once for an ontology and a gazetteer, then called for each page."""

    def __init__(self, ontology: Ontology, gazetteer: Gazetteer, least_confidence: float = LEAST_CONFIDENCE) -> None:
        self._least_confidence = least_confidence
        self._gazetteer = gazetteer
        self._aid_words = re.compile(alternation("aid_words.txt"))
        self._sources = SourceFinder()
        self._places = PlaceFinder(gazetteer)
        self._organisations = OrganisationFinder()
        self._quantities = QuantityFinder(ontology)
        self._cues = CueFinder(ontology)
        self._pairings = PairingFinder(ontology.relations[PAIRING])
        self._events = EventFinder(ontology)
        self._tables = TableFinder(ontology, self._cues)
        self._figures = FigureFinder(ontology, self._cues)

    def read(self, text: Text) -> Reading:
        """A page's mentions, and whom it is about."""
        clean = text.clean
        places = [place for place in self._places.find(clean) if not _DATELINE.match(clean, place.end)]
        scanned = list(self._quantities.scan(clean))
        reading = Reading(
            text=text,
            source=self._sources.find(text),
            sentences=list(sentences(clean)),
            places=places,
            organisations=self._organisations.find(clean, places),
            quantities=_without_groups(clean, [figure for figure in scanned if figure.value], places),
            passed_over=[figure for figure in scanned if not figure.value],
            cues=self._cues.find(clean),
            gazetteer=self._gazetteer,
            grids=grids(clean),
        )
        # Home and pairings need each other: these are the pairings that are found without a home, and `extract` finds
        # them again with it. Until here a finder may use text, source, sentences, mentions without persons, and the
        # gazetteer; each below also what is set above it.
        reading.pairings = _pairs(self._pairings.find(reading))
        reading.home = find_home(reading)
        reading.sections = find_sections(reading)
        reading.places = sorted([*places, *own_villages(reading)], key=lambda each: each.start)
        reading.places = sorted([*reading.places, *own_places(reading)], key=lambda each: each.start)
        reading.organisations = with_short_names(reading)
        reading.cues = _outside_names(reading)
        reading.focus = find_focus(reading)
        reading.places = sorted([*reading.places, *workplaces(reading)], key=lambda each: each.start)
        reading.namings = find_namings(reading)
        reading.persons = find_persons(reading)
        reading.places = [place for place in reading.places if not _is_in_person(reading, place)]
        return reading

    def extract(self, text: Text) -> Extraction:
        """The facts of a page, each kind in the order of the text, and what became of its numbers."""
        reading = self.read(text)
        pairings = self._pairings.find(reading)
        reading.pairings = _pairs(pairings)
        tables = self._tables.find(reading)
        in_tables = [each for each in tables if isinstance(each, Decision)]
        decisions = [*self._figures.decide(reading), *in_tables]
        found = [
            *document_facts(reading),
            *pairings,
            *self._events.find(reading),
            *find_lives(reading),
            *self._figures.facts(decisions),
        ]
        found += _new([each for each in tables if isinstance(each, Relation)], found)
        found += _new(list(find_in_entries(reading)), found)
        found += _new(find_flows(reading), found)
        is_about_aid = len(self._aid_words.findall(reading.clean)) >= _LEAST_AID_WORDS
        least, needed = self._least_confidence, f"{self._least_confidence:g}"
        if not is_about_aid and least < _ELSEWHERE:
            least, needed = _ELSEWHERE, f"{_ELSEWHERE} on a page with fewer than {_LEAST_AID_WORDS} words of aid"
        facts = [fact for fact in found if fact.confidence >= least]
        return Extraction(text, facts, decisions, ledger(reading, decisions, facts, needed))


def _is_in_person(reading: Reading, place: Mention[Entity]) -> bool:
    """Whether a place's name is only a part of a person's: 永胜 in 杨永胜."""
    near = reading.within(reading.persons, (place.start - _LONGEST_NAME, place.start + 1))
    return any(place.end <= person.end for person in near)


def _without_groups(clean: str, figures: list[Figure], places: list[Mention[Entity]]) -> list[Figure]:
    """The figures that are not only a part of the name of a place or a group: 五家渠市, 东部8个省市; 延安、榆林2市."""
    groups = [(place.start, place.end) for place in places if place.rule == "group"]
    named = [
        (place.start, place.end)
        for place in places
        if any(each in _NUMERALS for each in clean[place.start : place.end])
    ]
    ends = {place.end: place.value.id or "" for place in places}

    def is_group(figure: Figure) -> bool:
        counted = _COUNTED_AREA.match(clean, figure.end)
        level = _LEVELS[counted[1]] if counted else None
        is_apposition = level is not None and level.fullmatch(ends.get(figure.start, "")) is not None
        is_named = any(start <= figure.start and figure.end <= end for start, end in named)
        return is_apposition or is_named or any(start <= figure.start < end for start, end in groups)

    return [figure for figure in figures if not is_group(figure)]


def _outside_names(reading: Reading) -> list[Cue]:
    """The cue words that are no mere part of a name: 县 in 镇雄县, 人才 in 人才服务中心, but not what ends 劳务站."""
    places, bodies = _name_ends(reading.places), _name_ends(reading.organisations)
    return [cue for cue in reading.cues if places.get(cue.start, 0) < cue.end and bodies.get(cue.start, 0) <= cue.end]


def _name_ends(names: list[Mention[Entity]]) -> dict[int, int]:
    """For each character of a name where the name ends."""
    ends: dict[int, int] = {}
    for name in names:
        for at in range(name.start, name.end):
            ends[at] = max(ends.get(at, 0), name.end)
    return ends


def _new(relations: list[Relation], found: list[Fact]) -> list[Relation]:
    """The relations that are not yet among the facts found."""
    known = {tie(fact) for fact in found if isinstance(fact, Relation)}
    return [each for each in relations if tie(each) not in known]


def _pairs(pairings: list[Relation]) -> list[tuple[str, str]]:
    """The keys of (giver, receiver)."""
    return [(p.subject.key, p.object.key) for p in pairings if isinstance(p.object, Entity)]
