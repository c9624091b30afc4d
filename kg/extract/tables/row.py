"""Whose figures a row of a table tells, and who else takes part, by the parts of its columns or by its places."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kg.extract.han import HAN
from kg.extract.names.name import NAME
from kg.extract.reading import Reading, entity_of, place_of
from kg.extract.tables.period import dates
from kg.extract.tables.role import FIRM, GIVER, GOAL, GOAL_OR_SOURCE, PERSON, PLACE, RECEIVER, SITE
from kg.model import Entity, Span
from kg.places import is_id

TOTAL = re.compile(r"合\s*计|总\s*计|小\s*计|累\s*计|总\s*数|共\s*计|全[市州县省区盟旗]")
_UNLISTED = re.compile(rf"\s*(?P<name>{HAN}{{1,8}}(?:镇|乡|街道|村|社区|苏木|嘎查|[区县市旗州]))\s*")
"""A place that no list has."""
_LETTER = re.compile(HAN)
_NAMED = re.compile(rf"{HAN}[^\n]{{2,}}")


@dataclass(slots=True)
class Parties:
    """Who takes part in a row."""

    subject: Entity | None = None
    givers: list[Entity] = field(default_factory=list)
    """Who the row says helps."""
    giver: Entity | None = None
    """Who helps, by the row or by the page."""
    goal: Entity | None = None
    """Where the people go."""
    receiver: Entity | None = None
    """Who is given something."""
    period: str | None = None
    """The time that the row is about."""


def parties_of(reading: Reading, row: list[Span], parts: list[str]) -> Parties:
    """The parties of a row, given the part that each column plays."""
    found = Parties()
    sites: list[Entity] = []
    for cell, part in zip(row, parts, strict=True):
        places = [m.value for m in reading.within(reading.places, cell)]
        if part == GIVER:
            found.givers += places
        elif places and (part == GOAL or (part == GOAL_OR_SOURCE and not reading.is_own(places[-1]))):
            found.goal = places[-1]
        elif places and part == RECEIVER:
            found.receiver = places[-1]
        elif places and part == SITE:
            sites.append(places[-1])
        elif part == FIRM and not found.subject:
            found.subject = _firm(reading, cell)
        elif places and not _is_name(reading, cell) and _is_narrower(reading, places[-1], found.subject):
            found.subject = places[-1]
    label, is_total = _label(reading, row, parts)
    if found.subject is None and not is_total and not found.goal and not reading.within(reading.places, label):
        unlisted = _UNLISTED.fullmatch(reading.clean, *label)
        found.subject = _unlisted(reading, unlisted["name"]) if unlisted else None
        if found.subject is None and (unlisted or PLACE in parts):
            return found
    found.giver = next(iter(found.givers), None)
    found.subject = _person(reading, row, parts) or (sites[0] if sites else found.subject)
    found.period = None if is_total else next(iter(dates(reading, row[0])), None)
    if found.subject is None and is_total and reading.home:
        found.giver = _known_giver(reading)
    if found.subject is None:
        found.subject = _own(reading, is_total or bool(found.goal))
    return found


def _label(reading: Reading, row: list[Span], parts: list[str]) -> tuple[Span, bool]:
    """The cell that says whose row it is, and whether it is the row of totals."""
    named = [cell for cell in row if _LETTER.search(reading.clean, *cell)]
    label = row[parts.index(PLACE)] if PLACE in parts else next(iter(named), row[0])
    return label, any(TOTAL.search(reading.clean, *cell) for cell in {label, *named[:1]})


def _person(reading: Reading, row: list[Span], parts: list[str]) -> Entity | None:
    """The person whose row it is, by the first column that names one before any firm."""
    first = next((index for index, part in enumerate(parts) if part in (PERSON, FIRM)), None)
    if first is None or parts[first] != PERSON:
        return None
    name = "".join(reading.clean[slice(*row[first])].split())
    return Entity("Person", name) if NAME.fullmatch(name) else None


def _own(reading: Reading, is_places: bool) -> Entity | None:
    """Whom a row is about that names nobody: the page's own place, or the organisation that the page is about."""
    if reading.focus and reading.focus.type == "Organization" and not is_places:
        return reading.focus
    return entity_of(reading.gazetteer, reading.home) if reading.home else None


def _unlisted(reading: Reading, name: str) -> Entity | None:
    """A town or village that no list has, of the page's own county."""
    is_below = not name.endswith(tuple("区县市旗州")) or name.endswith("社区")
    is_county = reading.home is not None and not reading.home.endswith("00")
    return Entity("Place", name, f"{reading.home}/{name}") if is_below and is_county else None


def _is_narrower(reading: Reading, place: Entity, than: Entity | None) -> bool:
    """Whether a place is a part of the one before, as a county behind its city; or the first."""
    return than is None or (than.type == "Place" and than.key in reading.line(place.key)[1:])


def _firm(reading: Reading, cell: Span) -> Entity | None:
    """The organisation that a cell names, or the place where it names only one."""
    words = reading.clean[slice(*cell)].strip()
    places = reading.within(reading.places, cell)
    if places and places[-1].end >= cell[0] + len(words):
        return places[-1].value
    is_total = TOTAL.match(words) is not None
    return Entity("Organization", words) if _NAMED.fullmatch(words) and not is_total else None


def _is_name(reading: Reading, cell: Span) -> bool:
    """Whether the places of a cell are only parts of the names of organisations."""
    return all(reading.in_organisation(mention) for mention in reading.within(reading.places, cell))


def _known_giver(reading: Reading) -> Entity | None:
    """The place whose parts assist the home's parts: the provinces that the page's pairings name for it."""
    assert reading.home
    gazetteer = reading.gazetteer
    line = {reading.home, *gazetteer.ancestors(reading.home)}
    givers = [giver for giver, receiver in reading.pairings if receiver in line and is_id(giver)]
    return place_of(gazetteer, givers[0]) if givers else None
