"""Tables: rows of cells under a header that says what each column measures and in which unit.

`grids` finds where tables are, `column` what a column measures, by its `wording` and `unit`, `role` and `row` who takes
part in a row, `roster` what it says of persons. A table may have its places, its years, or what was planned and done
`across` its top, or one figure a row beside the words that name it (指标, 数值, 单位).
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
from kg.extract.quantities.number import tidy
from kg.extract.reading import Reading, entity_of
from kg.extract.tables.across import UNIT_OF, names_no_measures, units_column
from kg.extract.tables.cell import SCALES, Value
from kg.extract.tables.column import Column, ColumnReader, Read
from kg.extract.tables.grid import NUMBER, Grid
from kg.extract.tables.period import dates
from kg.extract.tables.role import GIVER, parts_of
from kg.extract.tables.roster import persons_of
from kg.extract.tables.row import Parties, parties_of
from kg.model import PAIRING, Entity, Evidence, Observation, Relation, Span
from kg.ontology import Ontology

_INDICATOR = re.compile(r"指标|项目名称|统计项|统计内容|(?:工作|主要|重点)?(?:项目|内容|类别|事项|名称)$")
_VALUE = re.compile(
    r"(?:指标)?(?:数值|数量|数据|值)|(?:全年|年度|累计|实际|已)?完成(?:情况|数量?|值)?|成效|成果|实绩|绩效"
)
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
        return [each for grid in reading.grids for each in self._in_table(reading, grid)]

    def _in_table(self, reading: Reading, grid: Grid) -> Iterator[Decision | Relation]:
        if not grid.header:
            yield from (decision for row in grid.rows for decision in _unread(reading.clean, row, "no header"))
            return
        indicators = _indicators(reading.clean, grid)
        if indicators and _names_measures_alone(reading, grid, indicators):
            grid = grid.transposed(indicators.unit)
        elif indicators:
            yield from (each for row in grid.rows for each in self._indicator(reading, row, indicators))
            return
        elif names_no_measures(reading, grid):
            grid = grid.transposed(units_column(reading.clean, grid))
        columns = self._reader.columns(reading, grid)
        parts = parts_of(reading, grid)
        above: list[Span] = []
        for row in grid.rows:
            own = [cell for cell in row if cell not in above]
            evidence = reading.evidence((min(own)[0], max(own)[1]), "table row")
            yield from persons_of(reading, grid, row, parts, evidence)
            yield from self._row(reading, row, columns, parts, evidence)
            above = row

    def _row(
        self, reading: Reading, row: list[Span], columns: list[Read], parts: list[str], evidence: tuple[Evidence, ...]
    ) -> Iterator[Decision | Relation]:
        parties = parties_of(reading, row, parts)
        if parties.subject is None:
            yield from _unread(reading.clean, row, "no subject")
            return
        if parties.subject.type == "Place":
            for giver in parties.givers:
                if direction(reading.gazetteer, giver.key, parties.subject.key) >= 0 and giver.key != reading.home:
                    yield Relation(giver, PAIRING, parties.subject, evidence)
        label = reading.clean[slice(*row[0])].strip()
        for cell, column, part in zip(row, columns, parts, strict=True):
            for value in self._reader.values(reading.clean, cell):
                if not isinstance(column, Column):
                    yield Decision(value.span, *column)
                    continue
                told = self._reader.told_of(column, label, value)
                if isinstance(told, Column):
                    yield self._figure(reading, value, told, parties, part, evidence)
                else:
                    yield Decision(value.span, *told)

    def _figure(
        self,
        reading: Reading,
        value: Value,
        column: Column,
        parties: Parties,
        part: str,
        evidence: tuple[Evidence, ...],
    ) -> Decision:
        assert parties.subject
        scale = SCALES[value.scale] if value.counter or value.scale else column.scale
        goes = column.measure.counterpart_role == DESTINATION
        subject, counterpart = parties.subject, parties.goal or parties.receiver
        is_part = column.place is not None and subject.key in reading.line(column.place.key)
        if column.place and is_part:
            subject = column.place
        elif column.place and goes:
            counterpart = column.place
        elif parties.giver and column.measure.counterpart_role and (part == GIVER or not goes):
            counterpart = parties.giver
        column = replace(column, scale=scale, period=parties.period or column.period)
        return self._decision(value, subject, column, counterpart, evidence)

    def _indicator(self, reading: Reading, row: list[Span], columns: _Indicators) -> Iterator[Decision]:
        """The figure of a row that names its measure and its unit: 文山州, 劳务输出, 98.6, 万人, 2022年."""
        value = next(iter(self._reader.values(reading.clean, row[columns.value])), None)
        if not value:
            return
        places = [m.value for cell in row for m in reading.within(reading.places, cell)]
        home = entity_of(reading.gazetteer, reading.home) if reading.home else None
        subject = places[0] if places else home
        said = value.scale + value.counter
        words = said if columns.unit is None else reading.clean[slice(*row[columns.unit])]
        scaled = _SCALED.fullmatch(words.strip())
        unit = self._reader.units.get(scaled["counter"]) if scaled else None
        name = reading.clean[slice(*row[columns.measure])]
        measure, population = self._reader.measure(name, unit, scaled["counter"]) if unit and scaled else (None, None)
        if subject is None or measure is None or unit is None or scaled is None:
            yield Decision(value.span, Fate.UNCLAIMED, "no measure" if subject else "no subject")
            return
        times = [date for index, cell in enumerate(row) if index != columns.value for date in dates(reading, cell)]
        evidence = reading.evidence((row[0][0], row[-1][1]), "table row")
        period = times[-1] if times else None
        column = Column(measure, measure.unit_for(unit), SCALES[scaled["scale"]], period, population, place=None)
        yield self._decision(value, subject, column, None, evidence)

    def _decision(
        self,
        said: Value,
        subject: Entity,
        column: Column,
        counterpart: Entity | None,
        evidence: tuple[Evidence, ...],
    ) -> Decision:
        """A cell's number as an observation; of no measure where it can't be as much of that one."""
        value = tidy(said.number * column.scale / (100 if column.unit is self._reader.ratio else 1))
        fitting = column.measure if column.measure.is_plausible(value) or self._fallback is None else self._fallback
        observation = Observation(
            subject=subject,
            predicate=fitting.name,
            value=value,
            unit=column.unit.symbol,
            evidence=evidence,
            approx=said.approx,
            low=None if said.approx in ("up_to", "less_than") else value,
            high=None if said.approx == "more_than" else value,
            period=column.period,
            population=column.population,
            counterpart=counterpart,
            confidence=_IN_CELL,
        )
        return Decision(said.span, Fate.UNSURE, "", observation)


def _unread(text: str, row: list[Span], reason: str) -> Iterator[Decision]:
    """The numbers in cells of a row that tells no facts."""
    for cell in row:
        if NUMBER.fullmatch(text, *cell):
            yield Decision(cell, Fate.UNCLAIMED, reason)


def _indicators(text: str, grid: Grid) -> _Indicators | None:
    """The columns of the measure's name, the value and the unit, where each row is a figure of its own."""
    labels = ["".join(text[start:end] for start, end in parts).strip() for parts in grid.header]
    names, values, units = (
        [index for index, label in enumerate(labels) if words.fullmatch(label) or words.match(label)]
        for words in (_INDICATOR, _VALUE, UNIT_OF)
    )
    values = [index for index in values if index not in names]
    return _Indicators(names[0], values[0], units[0] if units else None) if names and values else None


def _names_measures_alone(reading: Reading, grid: Grid, columns: _Indicators) -> bool:
    """Whether the rows say of what and how much, and nothing of where and when: 项目 数量."""
    said = {columns.measure, columns.value, columns.unit}
    others = [row[index] for row in grid.rows for index in range(len(row)) if index not in said]
    named = [cell for cell in others if reading.within(reading.places, cell) or dates(reading, cell)]
    return not columns.measure and not named
