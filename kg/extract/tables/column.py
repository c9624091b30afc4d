"""What a column of a table measures: its header's words, weighed as a sentence would be, and its unit.

The unit stands in brackets (消费帮扶金额（万元）), above the table (金额单位：万元) or beside the numbers (4120万元).
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace

from kg.extract.fate import Fate
from kg.extract.figures.cue import CueFinder
from kg.extract.figures.view import View, spots_of
from kg.extract.quantities.quantity import Figure, Quantity
from kg.extract.reading import Reading
from kg.extract.sentence import Sentence
from kg.extract.tables.grid import NUMBER, Grid
from kg.model import Entity, Mention, Span
from kg.ontology import Measure, Ontology, Unit

_UNIT = re.compile(r"[（(](?:单位[:：])?\s*(?P<scale>[万亿]?)(?P<counter>[^（()）\d]{1,4})[)）]")
_PAGE_UNIT = re.compile(r"(?:金额)?单位\s?[:：]\s?(?P<scale>[万亿]?)(?P<counter>元|人|个)")
_UNIT_LINE = re.compile(r"\s*[（(]?(?:计量|金额)?单位\s?[:：].*")
_PART = re.compile(r"\s*(?:#|＃|其中|含)[:：]?")
"""At the beginning of a header: a part of the column before."""
_NO_MEASURES = ((Fate.ORDINAL, re.compile(r"序号|编号|排名|名次")), (Fate.DATE, re.compile(r"年份|年度|日期|时间")))
"""What numbers are under headers that name no measure."""
_PEOPLE = re.compile(r"人数|人次|劳动力数|人口数|[（(]人[)）]")
_COUNTERS = ("个", "家", "场", "期", "所", "项", "条", "名")
"""What a column of counts may count by where nothing says it."""
_WHOLE = ("count", "person")
"""Classes of units of which there are whole ones alone."""
SCALES = {"": 1, "万": 10_000, "亿": 100_000_000}
_LONGEST_TITLE = 60
_ABOVE = 300
"""How many characters above a table may name its period."""


@dataclass(frozen=True, slots=True)
class Column:
    """What a column measures, in which unit and scale."""

    measure: Measure
    unit: Unit
    scale: int
    period: str | None
    population: str | None
    place: Entity | None
    """The place that its header names: a destination, or whom it is about."""


Read = Column | tuple[Fate, str]
"""A column, or what its numbers are instead."""


class ColumnReader:
    """Reads headers. Made once for an ontology."""

    def __init__(self, ontology: Ontology, cues: CueFinder) -> None:
        self.units = ontology.unit_of
        self.ratio = ontology.units["ratio"]
        self._money, self._count = ontology.units["yuan"], ontology.units["count"]
        self._cues = cues

    def columns(self, reading: Reading, grid: Grid) -> list[Read]:
        """What each column of a table is."""
        columns: list[Read] = []
        for index in range(len(grid.header)):
            column, before = self._column(reading, grid, index), columns[-1] if columns else None
            columns.append(_part_of(reading, grid.header[index], column, before))
        return columns

    def number(self, text: str, cell: Span) -> re.Match[str] | None:
        """The number that a cell holds, alone or with a counter that is known."""
        match = NUMBER.fullmatch(text, *cell)
        return match if match and (not match["counter"] or match["counter"] in self.units) else None

    def _column(self, reading: Reading, grid: Grid, index: int) -> Read:
        parts = grid.header[index]
        label = "".join(reading.clean[start:end] for start, end in parts)
        unit_cell = grid.units[index] if grid.units else None
        if unit_cell and (words := reading.clean[slice(*unit_cell)].strip()):
            label += f"（{words}）"
        stated = _UNIT.search(label) or _PAGE_UNIT.search(reading.clean, 0, grid.rows[0][0][0])
        of_header = ((fate, "by its column") for fate, words in _NO_MEASURES if words.search(label))
        if not parts or (out := next(of_header, None)):
            return out if parts and out else (Fate.UNCLAIMED, "no measure")
        in_cells = Counter(
            match["counter"] or "" for row in grid.rows if (match := self.number(reading.clean, row[index]))
        )
        has_fractions = any("." in reading.clean[slice(*row[index])] for row in grid.rows)
        counter = max(in_cells, key=lambda each: (in_cells[each], each), default="")
        for words in (_UNIT.sub("", label), _title(reading.clean, grid) + _UNIT.sub("", label)):
            for unit, scale in self._units_of(label, stated, counter):
                if has_fractions and scale == 1 and unit.unit_class in _WHOLE:
                    continue
                said = counter or (stated["counter"] if stated and _UNIT.search(label) else "")
                measure, population = self.measure(words, unit, said)
                if measure:
                    places = [mention.value for cell in parts for mention in reading.within(reading.places, cell)]
                    period = _stated_period(reading, parts) or _period(reading, grid.rows[0][0][0])
                    place = places[0] if places else None
                    return Column(measure, measure.unit_for(unit), scale, period, population, place)
        return Fate.UNCLAIMED, "no measure"

    def measure(self, words: str, unit: Unit, counter: str) -> tuple[Measure | None, str | None]:
        """The measure and the population that words give to numbers of a unit; counts without a counter try several."""
        sentence = Sentence(0, len(words), 0, ((0, len(words)),))
        spots = spots_of(self._cues.find(words))
        for each in (counter, *_COUNTERS) if unit is self._count and not counter else (counter,):
            quantity = Quantity(1, unit, each, "exact", 1, 1)
            figure: Figure = Mention("quantity", len(words), len(words), (quantity,), "cell")
            view = View(words, sentence, figure, quantity, (), spots)
            scored = self._cues.measures(view) or self._cues.measures(view, by_noun=True)
            if scored:
                return scored[0].measure, self._cues.population(view).population
        return None, None

    def _units_of(self, label: str, stated: re.Match[str] | None, counter: str) -> list[tuple[Unit, int]]:
        """The units that a column can have: its cells', the stated one, else money where that is the page's, or any."""
        if counter:
            return [(self.units[counter], 1)]
        is_money = stated and self.units.get(stated["counter"]) is self._money
        if stated and stated["counter"] in self.units and (_UNIT.search(label) or not is_money):
            return [(self.units[stated["counter"]], SCALES[stated["scale"]])]
        if _PEOPLE.search(label):
            return [(self.units["人"], 1)]
        scale = SCALES[stated["scale"]] if stated else 1
        money = [(self._money, scale)] if stated else []
        return [*money, (self._count, 1), (self.units["人"], 1), (self.ratio, 1)]


def _part_of(reading: Reading, parts: list[Span], column: Read, before: Read | None) -> Read:
    """A column, of the measure of the one before it where its header says that it is a part of that: 其中脱贫劳动力."""
    is_part = bool(parts) and _PART.match(reading.clean, *parts[-1]) is not None
    if not is_part or not isinstance(column, Column) or not isinstance(before, Column):
        return column
    same = column.unit.unit_class == before.unit.unit_class and before.measure.takes(column.unit, "")
    return replace(column, measure=before.measure) if same else column


def dates(reading: Reading, cell: Span) -> list[str]:
    """The times that a cell names, as EDTF; the space behind one belongs to it."""
    return reading.dated((cell[0], cell[1] + 1))


def _title(text: str, grid: Grid) -> str:
    """The short line above a table and its unit, or the words before its header where it was flattened with them."""
    start = text.rfind("\n", 0, max(0, grid.span[0] - 1)) + 1
    if start and _UNIT_LINE.fullmatch(text, start, max(start, grid.span[0] - 1)):
        start = text.rfind("\n", 0, start - 1) + 1
    words = text[start : min((cell[0] for parts in grid.header for cell in parts), default=start)]
    return words if len(words) <= _LONGEST_TITLE else ""


def _stated_period(reading: Reading, parts: list[Span]) -> str | None:
    """The period that a column's own header names: 2019年扶贫车间."""
    found = [date for part in parts for date in dates(reading, part)]
    return found[-1] if found else None


def _period(reading: Reading, start: int) -> str | None:
    """The period that the words just above the data give last, the title's or the section's."""
    found = reading.dated((max(0, start - _ABOVE), start), lambda period: period.rule not in ("day", "iso_day"))
    return found[-1] if found else None
