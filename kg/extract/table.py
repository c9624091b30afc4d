"""Tables: rows of cells under a header that says what each column measures and in which unit.

A header cell gives the measure by the same words as a sentence does, else with the table's title. Its unit stands in
brackets (消费帮扶金额（万元）), above the table (金额单位：万元) or beside the numbers (4120万元).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.cue import CueFinder
from kg.extract.decision import Decision
from kg.extract.fate import Fate
from kg.extract.grid import NUMBER, Grid, grids
from kg.extract.number import tidy, value_of
from kg.extract.quantity import Figure, Quantity
from kg.extract.reading import Reading, entity_of
from kg.extract.sentence import Sentence
from kg.extract.side import direction
from kg.extract.view import View, spots_of
from kg.model import Entity, Mention, Observation, Relation, Span
from kg.ontology import Measure, Ontology, Unit
from kg.places import is_id

_UNIT = re.compile(r"[（(](?:单位[:：])?\s*(?P<scale>[万亿]?)(?P<counter>[^（()）\d]{1,4})[)）]")
_PAGE_UNIT = re.compile(r"(?:金额)?单位\s?[:：]\s?(?P<scale>[万亿]?)(?P<counter>元|人|个)")
_NO_MEASURES = ((Fate.ORDINAL, re.compile(r"序号|编号|排名|名次")), (Fate.DATE, re.compile(r"年份|年度|日期|时间")))
"""What numbers are under headers that name no measure."""
_TOTAL = re.compile(r"合\s?计|总\s?计|全[市州县省区]|小\s?计")
_PAIRED = re.compile(r"结对|帮扶[方市区县]|支援|协作[方市区县]|对口")
_IN_CELL = 0.9
"""Confidence in what a cell says."""
_SCALE = {"": 1, "万": 10_000, "亿": 100_000_000}


@dataclass(frozen=True, slots=True)
class Column:
    """What a column measures, in which unit and scale."""

    measure: Measure
    unit: Unit
    scale: int
    period: str | None
    population: str | None
    destination: Entity | None


class TableFinder:
    """Finds the facts of tables. Made once for an ontology."""

    def __init__(self, ontology: Ontology, cues: CueFinder) -> None:
        self._units = ontology.unit_of
        self._money, self._count, self._ratio = (ontology.units[symbol] for symbol in ("yuan", "count", "ratio"))
        self._cues = cues

    def find(self, reading: Reading) -> list[Decision | Relation]:
        """What the numbers in cells of the page's tables are, and the pairings that its rows state."""
        return [each for grid in grids(reading.clean) for each in self._in_table(reading, grid)]

    def _in_table(self, reading: Reading, grid: Grid) -> Iterator[Decision | Relation]:
        if not grid.header:
            yield from (decision for row in grid.rows for decision in _unread(reading.clean, row, "no header"))
            return
        if _has_places_across(reading, grid):
            grid = grid.transposed()
        columns = [self._column(reading, grid, index) for index in range(len(grid.header))]
        partners = [any(_PAIRED.search(reading.clean, *cell) for cell in parts) for parts in grid.header]
        for row in grid.rows:
            yield from self._row(reading, row, columns, partners)

    def _row(
        self,
        reading: Reading,
        row: list[Span],
        columns: list[Column | tuple[Fate, str]],
        partners: list[bool],
    ) -> Iterator[Decision | Relation]:
        subject, givers = self._parties(reading, row, partners)
        if subject is None:
            yield from _unread(reading.clean, row, "no subject")
            return
        evidence = reading.evidence((min(row)[0], max(row)[1]), "table row")
        for giver in givers:
            if direction(reading.gazetteer, giver.key, subject.key) >= 0 and giver.key != reading.home:
                yield Relation(giver, "assists", subject, evidence)
        for cell, column in zip(row, columns, strict=True):
            match = self._number(reading.clean, cell)
            if not match:
                continue
            if not isinstance(column, Column):
                yield Decision(match.span("number"), *column)
                continue
            scale = _SCALE[match["scale"]] if match["counter"] else column.scale
            value = tidy(value_of(match["number"]) * scale / (100 if column.unit is self._ratio else 1))
            role = column.measure.counterpart_role
            counterpart = column.destination if role == "destination" else (givers[0] if givers and role else None)
            observation = Observation(
                subject=subject,
                predicate=column.measure.name,
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
            yield Decision(match.span("number"), Fate.UNSURE, "", observation)

    def _parties(self, reading: Reading, row: list[Span], partners: list[bool]) -> tuple[Entity | None, list[Entity]]:
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

    def _number(self, text: str, cell: Span) -> re.Match[str] | None:
        """The number that a cell holds, alone or with a counter that is known."""
        match = NUMBER.fullmatch(text, *cell)
        return match if match and (not match["counter"] or match["counter"] in self._units) else None

    def _column(self, reading: Reading, grid: Grid, index: int) -> Column | tuple[Fate, str]:
        """What a column's header says, weighed as the sentence `HEADER N个` would be; else what its numbers are."""
        parts = grid.header[index]
        label = "".join(reading.clean[start:end] for start, end in parts)
        stated = _UNIT.search(label) or _PAGE_UNIT.search(reading.clean, 0, grid.rows[0][0][0])
        in_cells = (match for row in grid.rows if (match := self._number(reading.clean, row[index])))
        counter = next((match["counter"] for match in in_cells if match["counter"]), "")
        of_header = ((fate, "by its column") for fate, words in _NO_MEASURES if words.search(label))
        if not parts or (out := next(of_header, None)):
            return out if parts and out else (Fate.UNCLAIMED, "no measure")
        name = _UNIT.sub("", label)
        for words in (name, _title(reading.clean, grid) + name):
            for unit, scale in self._units_of(label, stated, counter):
                measure, population = self._measure(words, unit, stated["counter"] if stated else counter)
                if measure:
                    places = [mention.value for cell in parts for mention in reading.within(reading.places, cell)]
                    period = _stated_period(reading, parts) or _period(reading, grid.rows[0][0][0])
                    return Column(
                        measure, measure.unit_for(unit), scale, period, population, places[0] if places else None
                    )
        return Fate.UNCLAIMED, "no measure"

    def _measure(self, words: str, unit: Unit, counter: str) -> tuple[Measure | None, str | None]:
        """The measure and the population that the words of a header give to numbers of a unit."""
        sentence = Sentence(0, len(words), 0, ((0, len(words)),))
        quantity = Quantity(1, unit, counter, "exact", 1, 1)
        figure: Figure = Mention("quantity", len(words), len(words), (quantity,), "cell")
        view = View(words, sentence, figure, quantity, (), spots_of(self._cues.find(words)))
        scored = self._cues.measures(view) or self._cues.measures(view, by_noun=True)
        return (scored[0].measure if scored else None), self._cues.population(view).population

    def _units_of(self, label: str, stated: re.Match[str] | None, counter: str) -> list[tuple[Unit, int]]:
        """The units that a column can have: its cells', the stated one, else money where that is the page's, or any."""
        if counter:
            return [(self._units[counter], 1)]
        if stated and stated["counter"] in self._units and _UNIT.search(label):
            return [(self._units[stated["counter"]], _SCALE[stated["scale"]])]
        scale = _SCALE[stated["scale"]] if stated else 1
        money = [(self._money, scale)] if stated else []
        return [*money, (self._count, 1), (self._units["人"], 1), (self._ratio, 1)]


def _unread(text: str, row: list[Span], reason: str) -> Iterator[Decision]:
    """The numbers in cells of a row that tells no facts."""
    for cell in row:
        if match := NUMBER.fullmatch(text, *cell):
            yield Decision(match.span("number"), Fate.UNCLAIMED, reason)


def _has_places_across(reading: Reading, grid: Grid) -> bool:
    """Whether the header names the places and the rows the measures."""
    across = [parts for parts in grid.header[1:] if parts and reading.within(reading.places, parts[-1])]
    down = [row for row in grid.rows if reading.within(reading.places, row[0]) or _TOTAL.search(reading.clean, *row[0])]
    return len(across) > 1 and not down and not any(_UNIT.search(reading.clean, *parts[-1]) for parts in across)


def _title(text: str, grid: Grid) -> str:
    """The short line above a table, or the words before its header where it was flattened with them."""
    start = text.rfind("\n", 0, max(0, grid.span[0] - 1)) + 1
    words = text[start : min((cell[0] for parts in grid.header for cell in parts), default=start)]
    return words if len(words) <= _LONGEST_TITLE else ""


_LONGEST_TITLE = 60
_ABOVE = 300
"""How many characters above a table may name its period."""


def _known_givers(reading: Reading) -> list[Entity]:
    """The place whose parts assist the home's parts: the provinces that the page's pairings name for it."""
    assert reading.home
    gazetteer = reading.gazetteer
    line = {reading.home, *gazetteer.ancestors(reading.home)}
    givers = [giver for giver, receiver in reading.pairings if receiver in line and is_id(giver)]
    return [entity_of(gazetteer, giver) for giver in givers[:1]]


def _stated_period(reading: Reading, parts: list[Span]) -> str | None:
    """The period that a column's own header names: 2019年扶贫车间."""
    dates = [date for part in parts for date in reading.dated(part)]
    return dates[-1] if dates else None


def _period(reading: Reading, start: int) -> str | None:
    """The period that the words just above the data give last, the title's or the section's."""
    dates = reading.dated((max(0, start - _ABOVE), start), lambda period: period.rule not in ("day", "iso_day"))
    return dates[-1] if dates else None
