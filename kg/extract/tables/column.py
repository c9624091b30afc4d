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
from kg.extract.tables.cell import SCALES, CellReader, Value
from kg.extract.tables.grid import Grid
from kg.extract.tables.role import label_of
from kg.extract.tables.wording import DONE, title_of, wordings
from kg.model import Entity, Mention, Span
from kg.ontology import Measure, Ontology, Unit

_UNIT = re.compile(r"[（(](?:单位[:：])?\s*(?P<scale>[万亿]?)(?P<counter>[^（()）\d]{1,4})[)）]")
_COUNTER = r"(?:[万亿]?元|万?人次?|[个家场户名项期]|[%％])"
_PAGE_UNIT = re.compile(rf"单位\s?[:：]\s?(?P<units>{_COUNTER}(?:\s?[、，,/／和]\s?{_COUNTER})*)")
_SCALED = re.compile(r"(?P<scale>[万亿]?)(?P<counter>元|人次|人|[个家场户名项期]|[%％])")
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
_NO_MEASURES = (
    (Fate.ORDINAL, re.compile(r"序号|编号|排名|名次")),
    (Fate.EXTENT, re.compile(r"年龄|工期|期限|距离|里程|面积|学制|工龄|时长")),
    (Fate.CODE, re.compile(r"电话|联系方式|手机|邮编|代码|邮箱|网址|传真")),
    (Fate.DATE, re.compile(r"年份|年度$|日期|时间|月份")),
)
"""What numbers are under headers that name no measure."""
_PEOPLE = re.compile(
    r"人数|人次|劳动力数|人口数|[（(]人[)）]|(?:劳动力|人口|人员|群众|学生|干部|人才|教师|医生|务工|就业|[男女]性?)$"
)
_HOUSEHOLDS = re.compile(r"(?:[农贫脱困]户|户数|家庭)$")
_WAGE = re.compile(r"工资|月薪|薪资|薪酬|薪水|工价|月收入|待遇")
"""A header of sums that go without a unit."""
_SUM = re.compile(r"(?:资金|经费|收入|投资|[额款])$")
_RATE = re.compile(r"[率比重幅]$|占|增[长减]|进度")
_COUNTERS = ("个", "家", "场", "期", "所", "项", "条", "名")
"""What a column of counts may count by where nothing says it."""
_PER_CENT = ("%", "％")
_ABOVE = 300
"""How many characters above a table may name its period."""
_NOTE = re.compile(r"[|\s]*(?:备?注|说明|[（(])(?=[^\n]{0,30}(?:数据|统计|截[至止]))[^\n]*")
"""A note below a table that tells its time."""


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
        self._cells = CellReader(ontology)
        self._fallback = next((measure for measure in ontology.measures.values() if measure.is_fallback), None)

    def columns(self, reading: Reading, grid: Grid) -> list[Read]:
        """What each column of a table is."""
        columns: list[Read] = []
        for index in range(len(grid.header)):
            before = columns[-1] if columns else None
            column = self._column(reading, grid, index, before if isinstance(before, Column) else None)
            columns.append(_part_of(reading, grid.header[index], column, before))
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
            return Fate.UNCLAIMED, "no measure"
        return replace(column, measure=measure, unit=measure.unit_for(unit), scale=1 if is_rate else column.scale)

    def _column(self, reading: Reading, grid: Grid, index: int, before: Column | None) -> Read:
        parts = grid.header[index]
        label = "".join(reading.clean[start:end] for start, end in parts)
        unit_cell = grid.units[index] if grid.units else None
        if unit_cell and (words := reading.clean[slice(*unit_cell)].strip()):
            label += f"（{words}）"
        head = label_of(reading.clean, parts)
        of_header = ((fate, "by its column") for fate, words in _NO_MEASURES if words.search(head))
        if not parts or (out := next(of_header, None)):
            return out if parts and out else (Fate.UNCLAIMED, "no measure")
        plain = [row for row in grid.rows if not _OF_RATE.search(reading.clean[slice(*row[0])].strip())]
        values = [value for row in plain for value in self.values(reading.clean, row[index])]
        in_cells = Counter(value.counter for value in values)
        counter = max(in_cells, key=lambda each: (in_cells[each], each), default="")
        has_fractions = any("." in reading.clean[slice(*value.span)] for value in values if not value.counter)
        units = self._units_of(reading, grid, label, counter)
        is_subset = bool(before and before.unit.unit_class == "people" and _SUBSET.fullmatch(head))
        if before and is_subset and not counter:
            units = [(before.unit, before.scale)]
        said = counter or (own["counter"] if (own := _UNIT.search(label)) else "")
        known = [(unit, scale) for unit, scale in units if not (has_fractions and scale == 1 and _is_whole(unit))]
        by_words = list(wordings(reading, grid, index, _UNIT.sub("", label).replace("总人数", "人数")))
        found = self._first_fit(by_words, known, said)
        if found is None and is_subset and before:
            found = before.measure, before.unit, before.scale, before.population
        if found is None and counter in _PER_CENT and self._fallback:
            found = self._fallback, self.ratio, 1, None
        if found is None:
            return Fate.UNCLAIMED, "no measure"
        measure, unit, scale, population = found
        period = _stated_period(reading, parts) or _period(reading, grid)
        if unit.unit_class == "people" and measure.subject_role != "sender":
            population = population or self._cues.population_named(title_of(reading, grid))
        places = [mention.value for cell in parts for mention in reading.within(reading.places, cell)]
        return Column(measure, measure.unit_for(unit), scale, period, population, next(iter(places), None))

    def _first_fit(
        self, wordings: list[str], units: list[tuple[Unit, int]], counter: str
    ) -> tuple[Measure, Unit, int, str | None] | None:
        """The first measure that words give to numbers of a unit, with the unit, its scale and the population."""
        for words in wordings:
            for unit, scale in units:
                measure, population = self.measure(words, unit, counter)
                if measure:
                    return measure, unit, scale, None if unit.unit_class == "count" else population
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

    def _units_of(self, reading: Reading, grid: Grid, label: str, counter: str) -> list[tuple[Unit, int]]:
        """The units that a column can have: its cells', its header's, else those stated above the table, or any."""
        if counter:
            return [(self.units[counter], 1)]
        own = _UNIT.search(label)
        if own and own["counter"] in self.units:
            return [(self.units[own["counter"]], SCALES[own["scale"]])]
        above = [each["units"] for each in _PAGE_UNIT.finditer(reading.clean, 0, grid.rows[0][0][0])]
        of_title = _UNIT.search(title_of(reading, grid))
        said = of_title["scale"] + of_title["counter"] if of_title else above[-1] if above else ""
        stated = [(self.units[each["counter"]], SCALES[each["scale"]]) for each in _SCALED.finditer(said)]
        if _PEOPLE.search(label):
            people = next((scale for unit, scale in stated if unit.unit_class == "people"), 1)
            return [(self.units["人"], people)]
        if _HOUSEHOLDS.search(label):
            return [(self.units["户"], 1)]
        if _WAGE.search(label):
            return [(self._money, 1)]
        if _SUM.search(label) and not any(unit is self._money for unit, _ in stated):
            return []
        rate = [(self.ratio, 1)] if _RATE.search(label) else []
        open_ones = [*rate, (self._count, 1), (self.units["人"], 1)]
        return [*stated, *(each for each in open_ones if each not in stated)]


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


def dates(reading: Reading, cell: Span) -> list[str]:
    """The times that a cell names, as EDTF; the space behind one belongs to it."""
    return reading.dated((cell[0], cell[1] + 1))


def _stated_period(reading: Reading, parts: list[Span]) -> str | None:
    """The period that a column's own header names: 2019年扶贫车间."""
    found = [date for part in parts for date in dates(reading, part)]
    return found[-1] if found else None


def _period(reading: Reading, grid: Grid) -> str | None:
    """The period that the words just above the data give last (a title, a section), else the page's or a note's.

    What began once (2016年起) is no table's period where there is another.
    """
    start, below = grid.rows[0][0][0], _NOTE.match(reading.clean, grid.span[1])
    found = reading.dated((max(0, start - _ABOVE), start), lambda period: period.rule not in ("day", "iso_day"))
    closed = [edtf for edtf in found if not edtf.endswith("/..")]
    if closed:
        return closed[-1]
    noted = reading.dated((below.start(), below.end())) if below else []
    return (reading.reported and reading.reported.edtf) or next(iter((*noted, *found[-1:])), None)
