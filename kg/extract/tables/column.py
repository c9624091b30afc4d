"""What a column of a table measures: its header's words, weighed as a sentence would be, and its unit."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import NamedTuple

from kg.extract.fate import Fate
from kg.extract.figures.cue import CueFinder
from kg.extract.figures.view import View, spots_of
from kg.extract.quantities.quantity import Figure, Quantity
from kg.extract.reading import Reading
from kg.extract.sentence import Sentence
from kg.extract.tables.cell import CellReader, Value
from kg.extract.tables.grid import Grid
from kg.extract.tables.period import period_of, whole_year
from kg.extract.tables.role import label_of
from kg.extract.tables.unit import IN_BRACKETS, Scaled, UnitReader
from kg.extract.tables.wording import DONE, is_of_jobs, title_of, wordings
from kg.model import Entity, Mention, Span
from kg.ontology import Measure, Ontology, Unit

_PART = re.compile(r"\s*(?:#|＃|其中|含)[:：]?")
"""At the beginning of a header: a part of the column before."""
_PLAN = r"(?:年度|全年|本年)?(?:计划|目标|任务|协议)(?:任务|目标)?(?:数|值|量|人数)?"
ASPECT = re.compile(
    rf"{_PLAN}|{DONE.pattern}|(?:任务|计划|目标)?完成(?:率|比例|进度|百分比)|占比|比重|(?:同比|比上年|较上年)?(?:增[长减]|增幅)[率量]?"
)
"""A header, or the first cell of a row, that says what is told of the measure that the other names."""
_OF_RATE = re.compile(r"[率比重幅]$|比例|百分比|增[长减]$|进度")
_SUBSET = re.compile(
    r"(?:其中.*|(?:省|市|县|州|区)[内外](?:[省市县州区][内外])?|跨省|[男女]性?|(?:建档立卡)?(?:贫困|脱贫)(?:劳动力|人口|户|人员)?(?:人数)?)"
)
"""A header that tells a part of the people of the one before it."""
_OTHERWISE = (
    (Fate.ORDINAL, re.compile(r"序号|编号|排名|名次")),
    (Fate.EXTENT, re.compile(r"年龄|工期|期限|距离|里程|面积|学制|工龄|时长")),
    (Fate.CODE, re.compile(r"电话|联系方式|手机|邮编|代码|邮箱|网址|传真")),
    (Fate.DATE, re.compile(r"年份|年度$|日期|时间|月份")),
)
"""What numbers are under headers that name no measure."""
_COUNTERS = ("个", "家", "场", "期", "所", "项", "条", "名")
"""What a column of counts may count by where nothing says it."""
_PER_CENT = ("%", "％")


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
_NO_MEASURE: Read = Fate.UNCLAIMED, "no measure"


class _Fit(NamedTuple):
    """A measure that fits a column, and what of it the column's numbers are."""

    measure: Measure
    unit: Unit
    scale: int
    population: str | None


@dataclass(frozen=True, slots=True)
class _Cells:
    """What the cells of a column tell of its unit."""

    counter: str
    """That of most; empty where most have none."""
    has_fractions: bool
    """Whether numbers without a counter have: no whole things are counted in ones then."""


class ColumnReader:
    """Reads headers. Made once for an ontology."""

    def __init__(self, ontology: Ontology, cues: CueFinder) -> None:
        self.units = ontology.unit_of
        self.ratio, self._count = ontology.units["ratio"], ontology.units["count"]
        self._cues = cues
        self._cells, self._units = CellReader(ontology), UnitReader(ontology)
        self._fallback = next((measure for measure in ontology.measures.values() if measure.is_fallback), None)

    def columns(self, reading: Reading, grid: Grid) -> list[Read]:
        """What each column of a table is."""
        columns: list[Read] = []
        for index in range(len(grid.header)):
            before = columns[-1] if columns else None
            column = self._column(reading, grid, index, before if isinstance(before, Column) else None)
            columns.append(_of_whole(_part_of(reading, grid.header[index], column, before), columns))
        return columns

    def values(self, text: str, cell: Span) -> list[Value]:
        """The number or the ends of the range that a cell holds."""
        return self._cells.values(text, cell)

    def told_of(self, column: Column, label: str, value: Value) -> Read:
        """A column in a row whose first cell says what it tells of the measure: its plan, its growth."""
        if not ASPECT.fullmatch(label) or DONE.fullmatch(label):
            return column
        is_rate = value.counter in _PER_CENT or _OF_RATE.search(label) is not None
        unit = self.ratio if is_rate else column.unit
        measure, _ = self.measure(label, unit, "")
        if measure is None or not measure.stands_alone:
            return _NO_MEASURE
        return replace(column, measure=measure, unit=measure.unit_for(unit), scale=1 if is_rate else column.scale)

    def _column(self, reading: Reading, grid: Grid, index: int, before: Column | None) -> Read:
        header = grid.header[index]
        head = label_of(reading.clean, header)
        if not header:
            return _NO_MEASURE
        if fate := next((fate for fate, words in _OTHERWISE if words.search(head)), None):
            return fate, "by its column"
        label, told = _full_label(reading, grid, index), self._cells_of(reading, grid, index)
        is_subset = bool(before and before.unit.unit_class == "people" and _SUBSET.fullmatch(head))
        units = self._units.units(reading, grid, label, told.counter)
        if before and is_subset and not told.counter:
            units = [(before.unit, before.scale)]
        if told.has_fractions:
            units = [(unit, scale) for unit, scale in units if scale > 1 or not _is_whole(unit)]
        own = IN_BRACKETS.search(label)
        words = wordings(reading, grid, index, IN_BRACKETS.sub("", label).replace("总人数", "人数"))
        found = self._first_fit(words, units, told.counter or (own["counter"] if own else ""))
        if found is None and is_subset and before:
            found = _Fit(before.measure, before.unit, before.scale, before.population)
        if found is None and told.counter in _PER_CENT and self._fallback:
            found = _Fit(self._fallback, self.ratio, 1, None)
        if found is None:
            return _NO_MEASURE
        measure, unit, scale, population = found
        if unit.unit_class == "people" and measure.subject_role != "sender":
            population = population or self._cues.population_named(title_of(reading, grid))
        places = [mention.value for cell in header for mention in reading.within(reading.places, cell)]
        period = period_of(reading, grid, header)
        if measure.stands_alone and unit.unit_class != "ratio":
            period = whole_year(period)
        if is_of_jobs(reading, grid):
            period = None
        return Column(measure, measure.unit_for(unit), scale, period, population, next(iter(places), None))

    def _cells_of(self, reading: Reading, grid: Grid, index: int) -> _Cells:
        """What a column's cells tell, those of rows of rates aside."""
        rows = [row for row in grid.rows if not _OF_RATE.search(reading.clean[slice(*row[0])].strip())]
        values = [value for row in rows for value in self.values(reading.clean, row[index])]
        often = Counter(value.counter for value in values)
        counter = max(often, key=lambda each: (often[each], each), default="")
        has_fractions = any("." in reading.clean[slice(*value.span)] for value in values if not value.counter)
        return _Cells(counter, has_fractions)

    def _first_fit(self, wordings: Iterable[str], units: list[Scaled], counter: str) -> _Fit | None:
        """The first measure that words give to numbers of a unit."""
        for words in wordings:
            for unit, scale in units:
                measure, population = self.measure(words, unit, counter)
                if measure:
                    return _Fit(measure, unit, scale, None if unit.unit_class == "count" else population)
        return None

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


def _full_label(reading: Reading, grid: Grid, index: int) -> str:
    """A column's header with the unit that a cell of its own gives it, in brackets."""
    label = "".join(reading.clean[start:end] for start, end in grid.header[index])
    unit_cell = grid.units[index] if grid.units else None
    words = reading.clean[slice(*unit_cell)].strip() if unit_cell else ""
    return f"{label}（{words}）" if words else label


def _is_whole(unit: Unit) -> bool:
    """Whether there are only whole ones of a unit."""
    return unit.unit_class in ("count", "people")


def _part_of(reading: Reading, parts: list[Span], column: Read, before: Read | None) -> Read:
    """A column, of the measure of the one before it where its header says that it is a part of that: 其中脱贫劳动力."""
    is_subset = len(parts) == 1 and _SUBSET.fullmatch(label_of(reading.clean, parts)) is not None
    is_part = is_subset or (bool(parts) and _PART.match(reading.clean, *parts[-1]) is not None)
    if not is_part or not isinstance(column, Column) or not isinstance(before, Column):
        return column
    same = column.unit.unit_class == before.unit.unit_class and before.measure.takes(column.unit, "")
    return replace(column, measure=before.measure) if same else column


def _of_whole(column: Read, before: list[Read]) -> Read:
    """A column, a rate of the same people as the table's first where it tells by itself no population: 完成率."""
    if not isinstance(column, Column) or column.population or column.unit.unit_class != "ratio":
        return column
    people = (each for each in before if isinstance(each, Column) and each.unit.unit_class == "people")
    first = next(people, None)
    return replace(column, population=first.population) if first and column.measure.stands_alone else column
