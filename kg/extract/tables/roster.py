"""Tables of persons: a name in a column, and in the others where the person works and in which post."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.names.name import NAME, is_name
from kg.extract.reading import Reading
from kg.extract.tables.grid import Grid
from kg.extract.tables.role import EMPLOYER, FIRM, GOAL, PERSON, PLACE, SITE, label_of
from kg.model import Entity, Evidence, Relation, Span

_IS_NAME = re.compile(r"姓名|名字")
"""The header of names of persons of whom other columns tell the posts; any other is the post itself."""
_WHERE = {GOAL: "works_in", PLACE: "comes_from", SITE: "comes_from"}
_LEAST_NAME = 2
_LONGEST_POST = 14


def persons_of(
    reading: Reading, grid: Grid, row: list[Span], parts: list[str], evidence: tuple[Evidence, ...]
) -> Iterator[Relation]:
    """What a row says of the persons that it names."""
    firm: Entity | None = None
    cells = list(zip(row, parts, grid.header, strict=True))
    for cell, part, _ in cells:
        if part == FIRM and (words := reading.clean[slice(*cell)].strip()):
            firm = firm or Entity("Organization", words)
    for cell, part, header in cells:
        name = "".join(reading.clean[slice(*cell)].split())
        if part != PERSON or not NAME.fullmatch(name) or not is_name(name, is_official=True):
            continue
        person, label = Entity("Person", name), label_of(reading.clean, header)
        if not _IS_NAME.search(label):
            yield Relation(person, "holds_position", label.removesuffix("姓名"), evidence)
            if firm:
                yield Relation(person, "works_at", firm, evidence)
            continue
        for place_cell, place_part, _ in cells:
            places = reading.within(reading.places, place_cell)
            if places and place_part in _WHERE:
                yield Relation(person, _WHERE[place_part], places[-1].value, evidence)
        for post_cell, _, _ in (each for each in cells if each[1] == EMPLOYER):
            yield from _post(reading, person, post_cell, evidence)


def _post(reading: Reading, person: Entity, cell: Span, evidence: tuple[Evidence, ...]) -> Iterator[Relation]:
    """Where a person works and the posts there, as a cell says one or both: 大连市中山区商务局副局长."""
    bodies = reading.within(reading.organisations, cell)
    end = cell[0]
    if bodies:
        end = bodies[-1].end
        yield Relation(person, "works_at", bodies[-1].value, evidence)
    for post in re.split("[、，,；;]", reading.clean[end : cell[1]].strip()):
        if _LEAST_NAME <= len(post) <= _LONGEST_POST and (bodies or not reading.within(reading.places, cell)):
            yield Relation(person, "holds_position", post, evidence)
