"""Tables: rows of cells under a header that says what each column measures and in which unit.

`grid` finds where tables are, `column` what a column measures. A table may have its places down its side or across its
top, its years across, or one figure a row beside the words that name it (指标, 数值, 单位).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.extract.fate import Fate
from kg.extract.figures.cue import CueFinder
from kg.extract.figures.decision import Decision
from kg.extract.page.side import direction
from kg.extract.parties.scene import DESTINATION
from kg.extract.quantities.number import tidy, value_of
from kg.extract.reading import Reading, entity_of
from kg.extract.tables.column import SCALES, Column, ColumnReader, Read, dates
from kg.extract.tables.grid import NUMBER, Grid, grids
from kg.model import PAIRING, Entity, Evidence, Observation, Relation, Span
from kg.ontology import Ontology
from kg.places import is_id

_IN_BRACKETS = re.compile(r"[（(][^（()）]*[)）]")
_TOTAL = re.compile(r"合\s?计|总\s?计|全[市州县省区]|小\s?计")
_PAIRED = re.compile(r"结对|帮扶[方省市区县]|支援|援助[方省市]|协作[方省市区县]|对口|东部")
_INDICATOR = re.compile(r"指标|项目名称|统计项|统计内容")
_VALUE = re.compile(r"(?:指标)?(?:数值|数量|数据|值)")
_UNIT_OF = re.compile(r"(?:计量)?单位")
_SCALED = re.compile(r"(?P<scale>[万亿]?)(?P<counter>.+)")
_IN_CELL = 0.9
"""Confidence in what a cell says."""


@dataclass(frozen=True, slots=True)
class _Indicators:
    """The columns of a table whose rows are figures of their own."""

    measure: int
    value: int
    unit: int | None


class TableFinder:
    """Finds the facts of tables. Made once for an ontology."""

    def __init__(self, ontology: Ontology, cues: CueFinder) -> None:
        self._reader = ColumnReader(ontology, cues)
        self._fallback = next((measure for measure in ontology.measures.values() if measure.is_fallback), None)

    def find(self, reading: Reading) -> list[Decision | Relation]:
        """What the numbers in cells of the page's tables are, and the pairings that its rows state."""
        return [each for grid in grids(reading.clean) for each in self._in_table(reading, grid)]

    def _in_table(self, reading: Reading, grid: Grid) -> Iterator[Decision | Relation]:
        if not grid.header:
            yield from (decision for row in grid.rows for decision in _unread(reading.clean, row, "no header"))
            return
        if indicators := _indicators(reading.clean, grid):
            yield from (each for row in grid.rows for each in self._indicator(reading, row, indicators))
            return
        if _has_places_across(reading, grid) or _has_years_across(reading, grid):
            grid = grid.transposed(_units_column(reading.clean, grid))
        columns = self._reader.columns(reading, grid)
        partners = [any(_PAIRED.search(reading.clean, *cell) for cell in parts) for parts in grid.header]
        for row in grid.rows:
            yield from self._row(reading, row, columns, partners)

    def _row(
        self, reading: Reading, row: list[Span], columns: list[Read], partners: list[bool]
    ) -> Iterator[Decision | Relation]:
        subject, givers = _parties(reading, row, partners)
        of_row = next(iter(dates(reading, row[0])), None)
        if subject is None and of_row and reading.home:
            subject = entity_of(reading.gazetteer, reading.home)
        if subject is None:
            yield from _unread(reading.clean, row, "no subject")
            return
        evidence = reading.evidence((min(row)[0], max(row)[1]), "table row")
        for giver in givers:
            if direction(reading.gazetteer, giver.key, subject.key) >= 0 and giver.key != reading.home:
                yield Relation(giver, PAIRING, subject, evidence)
        for cell, column, is_partner in zip(row, columns, partners, strict=True):
            match = self._reader.number(reading.clean, cell)
            if not match:
                continue
            if not isinstance(column, Column):
                yield Decision(match.span("number"), *column)
                continue
            scale = SCALES[match["scale"]] if match["counter"] else column.scale
            role = column.measure.counterpart_role
            is_destination = role == DESTINATION and not of_row
            of_pairing = givers[0] if givers and role and (is_partner or not is_destination) else None
            counterpart = (column.place or of_pairing) if is_destination else of_pairing
            yield self._decision(
                match,
                column.place if of_row and column.place else subject,
                replace(column, scale=scale, period=of_row or column.period),
                counterpart,
                evidence,
            )

    def _indicator(self, reading: Reading, row: list[Span], columns: _Indicators) -> Iterator[Decision]:
        """The figure of a row that names its measure and its unit: 文山州, 劳务输出, 98.6, 万人, 2022年."""
        match = NUMBER.fullmatch(reading.clean, *row[columns.value])
        if not match:
            return
        places = [m.value for cell in row for m in reading.within(reading.places, cell)]
        home = entity_of(reading.gazetteer, reading.home) if reading.home else None
        subject = places[0] if places else home
        if columns.unit is None:
            words = match["scale"] + (match["counter"] or "")
        else:
            words = reading.clean[slice(*row[columns.unit])]
        scaled = _SCALED.fullmatch(words.strip())
        unit = self._reader.units.get(scaled["counter"]) if scaled else None
        name = reading.clean[slice(*row[columns.measure])]
        measure, population = self._reader.measure(name, unit, scaled["counter"]) if unit and scaled else (None, None)
        if subject is None or measure is None or unit is None or scaled is None:
            yield Decision(match.span("number"), Fate.UNCLAIMED, "no measure" if subject else "no subject")
            return
        times = [date for index, cell in enumerate(row) if index != columns.value for date in dates(reading, cell)]
        evidence = reading.evidence((row[0][0], row[-1][1]), "table row")
        period = times[-1] if times else None
        column = Column(measure, measure.unit_for(unit), SCALES[scaled["scale"]], period, population, place=None)
        yield self._decision(match, subject, column, None, evidence)

    def _decision(
        self,
        match: re.Match[str],
        subject: Entity,
        column: Column,
        counterpart: Entity | None,
        evidence: tuple[Evidence, ...],
    ) -> Decision:
        """A cell's number as an observation; of no measure where it can't be as much of that one."""
        value = tidy(value_of(match["number"]) * column.scale / (100 if column.unit is self._reader.ratio else 1))
        fitting = column.measure if column.measure.is_plausible(value) or self._fallback is None else self._fallback
        observation = Observation(
            subject=subject,
            predicate=fitting.name,
            value=value,
            unit=column.unit.symbol,
            evidence=evidence,
            low=value,
            high=value,
            period=column.period,
            population=column.population,
            counterpart=counterpart,
            confidence=_IN_CELL,
        )
        return Decision(match.span("number"), Fate.UNSURE, "", observation)


def _parties(reading: Reading, row: list[Span], partners: list[bool]) -> tuple[Entity | None, list[Entity]]:
    """The place that a row is about, and the places that assist it."""
    subject, givers = None, []
    for cell, is_partner in zip(row, partners, strict=True):
        places = [mention.value for mention in reading.within(reading.places, cell)]
        if places and is_partner:
            givers += places
        elif places and subject is None:
            subject = places[-1]
    label = next((cell for cell in row if reading.clean[cell[0] : cell[1]].strip()), row[0])
    if subject is None and _TOTAL.search(reading.clean, *label) and reading.home:
        subject = entity_of(reading.gazetteer, reading.home)
        givers = _known_givers(reading)
    return subject, givers


def _unread(text: str, row: list[Span], reason: str) -> Iterator[Decision]:
    """The numbers in cells of a row that tells no facts."""
    for cell in row:
        if match := NUMBER.fullmatch(text, *cell):
            yield Decision(match.span("number"), Fate.UNCLAIMED, reason)


def _indicators(text: str, grid: Grid) -> _Indicators | None:
    """The columns of the measure's name, the value and the unit, where each row is a figure of its own."""
    labels = ["".join(text[start:end] for start, end in parts).strip() for parts in grid.header]
    names, values, units = (
        [index for index, label in enumerate(labels) if words.fullmatch(label) or words.match(label)]
        for words in (_INDICATOR, _VALUE, _UNIT_OF)
    )
    values = [index for index in values if index not in names]
    return _Indicators(names[0], values[0], units[0] if units else None) if names and values else None


def _units_column(text: str, grid: Grid) -> int | None:
    """The column that names the unit of each row: 指标 单位 2021年 2022年."""
    labels = ("".join(text[start:end] for start, end in parts).strip() for parts in grid.header)
    return next((index for index, label in enumerate(labels) if index and _UNIT_OF.fullmatch(label)), None)


def _has_places_across(reading: Reading, grid: Grid) -> bool:
    """Whether the header names the places and the rows the measures."""
    across = [parts for parts in grid.header[1:] if parts and reading.within(reading.places, parts[-1])]
    down = [row for row in grid.rows if reading.within(reading.places, row[0]) or _TOTAL.search(reading.clean, *row[0])]
    return len(across) > 1 and not down and not any(_IN_BRACKETS.search(reading.clean, *parts[-1]) for parts in across)


def _has_years_across(reading: Reading, grid: Grid) -> bool:
    """Whether the header names years and the rows measures: 指标 2021年 2022年."""
    across = [parts for parts in grid.header[1:] if parts and dates(reading, parts[-1])]
    return len(across) > 1 and not any(_IN_BRACKETS.search(reading.clean, *parts[-1]) for parts in across)


def _known_givers(reading: Reading) -> list[Entity]:
    """The place whose parts assist the home's parts: the provinces that the page's pairings name for it."""
    assert reading.home
    gazetteer = reading.gazetteer
    line = {reading.home, *gazetteer.ancestors(reading.home)}
    givers = [giver for giver, receiver in reading.pairings if receiver in line and is_id(giver)]
    return [entity_of(gazetteer, giver) for giver in givers[:1]]
