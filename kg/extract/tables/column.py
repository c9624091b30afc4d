"""What a column of a table measures: its header's words, weighed as a sentence would be, and its unit.

The unit stands in brackets (消费帮扶金额（万元）), above the table (金额单位：万元) or beside the numbers (4120万元).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
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
from kg.model import Entity, Mention, Span
from kg.ontology import Measure, Ontology, Unit

_UNIT = re.compile(r"[（(](?:单位[:：])?\s*(?P<scale>[万亿]?)(?P<counter>[^（()）\d]{1,4})[)）]")
_COUNTER = r"(?:[万亿]?元|万?人次?|[个家场户名项期]|[%％])"
_PAGE_UNIT = re.compile(rf"单位\s?[:：]\s?(?P<units>{_COUNTER}(?:\s?[、，,/／和]\s?{_COUNTER})*)")
_SCALED = re.compile(r"(?P<scale>[万亿]?)(?P<counter>元|人次|人|[个家场户名项期]|[%％])")
_ASIDE = re.compile(
    r"\s*(?:[（(].*[)）]|[（(]?(?:计量|金额)?单位\s?[:：].*|(?:数据|来源|发布|时间|日期|截至|制表|填报|编辑|附[表件]).{0,40}"
    r"|.{0,30}(?:19|20)\d\d\s?[-年./]\s?\d{1,2}\s?[-月./]\s?\d{1,2}\s?日?\s*)"
)
"""A line between a title and its table: the unit, the source, the date."""
_PART = re.compile(r"\s*(?:#|＃|其中|含)[:：]?")
"""At the beginning of a header: a part of the column before."""
_DONE = re.compile(r"(?:累计|实际|已)*完成(?:数量?|人数|情况|值|量)?|实[绩际]数?")
"""A header that says of what the title names how much was done."""
_PLAN = r"(?:年度|全年|本年)?(?:计划|目标|任务|协议)(?:任务|目标)?(?:数|值|量|人数)?"
ASPECT = re.compile(
    rf"{_PLAN}|{_DONE.pattern}|(?:任务|计划|目标)?完成(?:率|比例|进度|百分比)|占比|比重|(?:同比|比上年|较上年)?(?:增[长减]|增幅)[率量]?"
)
"""A header, or the first cell of a row, that says what is told of the measure that the other names."""
_OF_RATE = re.compile(r"[率比重幅]$|比例|百分比|增[长减]$|进度")
_PLANNING = re.compile(r"目标|任务|计划|完成|情况|进度|进展|排名|排序|[与和及]")
_TAKES_IN = re.compile(r"(?:其中)?(?:吸纳|带动|容纳|从业|用工|在岗)")
"""A header that says who works at what one before it, or the title, names."""
_TAKER = re.compile(r"车间|工厂|工坊|企业|公司|基地|合作社|园区")
_HIRING = re.compile(r"岗位|工种|职位")
"""A header of a table of jobs."""
_SOUGHT = re.compile(r"(?:用工|需求|招工|招聘|拟招|计划)?(?:人数|数量|名额|人员)")
_WHERE = re.compile(r"[到赴往向]|就近|就地|本地|[省市县州][内外]|跨省")
"""A lower header that says where: 赴杭州 under 就业."""
_BARE = re.compile(r"(?:参会|参与|进场)?(?:企业|单位|用人单位|用工单位)(?:数|数量|家数|个数)?")
"""A header of which the title says more: 企业数 under 招聘会统计."""
_UNSAID = re.compile(
    r".{0,4}(?:金额|资金|经费|数额?|数量|人数|户数|总[量数计额]|小计|合计|其中.*|[省市县区州].{0,3}级|本级|情况|规模|安排|到位|"
    r"(?:省|市|县|州)[内外].{0,4}|[男女]性?|.{2,8}(?:省|市|县|区|州|盟|旗)|贫困.{0,5}|脱贫.{0,5}|建档立卡.{0,5})"
    r"|人|万元"
)
"""A header that leaves its measure to the title."""
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
_WHOLE = ("count", "person")
"""Classes of units of which there are whole ones alone."""
_GOES = re.compile(r"[到赴往向至在]$")
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
    goes: bool = False
    """Whether the header says that people go to that place."""


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
            column, before = self._column(reading, grid, index), columns[-1] if columns else None
            columns.append(_part_of(reading, grid.header[index], column, before))
        return columns

    def values(self, text: str, cell: Span) -> list[Value]:
        """The number or the ends of the range that a cell holds."""
        return self._cells.values(text, cell)

    def told_of(self, column: Column, label: str, value: Value) -> Read:
        """A column in a row whose first cell says what it tells of the measure: its plan, its growth."""
        if not ASPECT.fullmatch(label) or _DONE.fullmatch(label):
            return column
        is_rate = value.counter in _PER_CENT or _OF_RATE.search(label) is not None
        unit = self.ratio if is_rate else column.unit
        measure, _ = self.measure(label, unit, "")
        if measure is None or not measure.stands_alone:
            return Fate.UNCLAIMED, "no measure"
        return replace(column, measure=measure, unit=measure.unit_for(unit), scale=1 if is_rate else column.scale)

    def _column(self, reading: Reading, grid: Grid, index: int) -> Read:
        parts = grid.header[index]
        label = "".join(reading.clean[start:end] for start, end in parts)
        unit_cell = grid.units[index] if grid.units else None
        if unit_cell and (words := reading.clean[slice(*unit_cell)].strip()):
            label += f"（{words}）"
        of_header = (
            (fate, "by its column") for fate, words in _NO_MEASURES if words.search(label_of(reading.clean, parts))
        )
        if not parts or (out := next(of_header, None)):
            return out if parts and out else (Fate.UNCLAIMED, "no measure")
        plain = [row for row in grid.rows if not _OF_RATE.search(reading.clean[slice(*row[0])].strip())]
        values = [value for row in plain for value in self.values(reading.clean, row[index])]
        in_cells = Counter(value.counter for value in values)
        counter = max(in_cells, key=lambda each: (in_cells[each], each), default="")
        has_fractions = any("." in reading.clean[slice(*value.span)] for value in values if not value.counter)
        units = self._units_of(reading.clean, grid, label, counter)
        said = counter or (own["counter"] if (own := _UNIT.search(label)) else "")
        for words in _wordings(reading, grid, index, _UNIT.sub("", label).replace("总人数", "人数")):
            for unit, scale in units:
                if has_fractions and scale == 1 and unit.unit_class in _WHOLE:
                    continue
                measure, population = self.measure(words, unit, said)
                population = None if unit.unit_class == "count" else population
                if measure:
                    places = [mention for cell in parts for mention in reading.within(reading.places, cell)]
                    period = _stated_period(reading, parts) or _period(reading, grid.rows[0][0][0])
                    place = places[0].value if places else None
                    goes = bool(places and _GOES.search(reading.clean, max(0, places[0].start - 3), places[0].start))
                    return Column(measure, measure.unit_for(unit), scale, period, population, place, goes)
        if counter in _PER_CENT and self._fallback:
            return Column(self._fallback, self.ratio, 1, _period(reading, grid.rows[0][0][0]), None, None)
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

    def _units_of(self, text: str, grid: Grid, label: str, counter: str) -> list[tuple[Unit, int]]:
        """The units that a column can have: its cells', its header's, else those stated above the table, or any."""
        if counter:
            return [(self.units[counter], 1)]
        own = _UNIT.search(label)
        if own and own["counter"] in self.units:
            return [(self.units[own["counter"]], SCALES[own["scale"]])]
        above = list(_PAGE_UNIT.finditer(text, 0, grid.rows[0][0][0]))
        stated = [
            (self.units[each["counter"]], SCALES[each["scale"]])
            for each in (_SCALED.finditer(above[-1]["units"]) if above else ())
        ]
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


def _wordings(reading: Reading, grid: Grid, index: int, label: str) -> Iterator[str]:
    """The words by which a column may be known, the surest first: its header's, then with those of the title."""
    title, heads = _title(reading, grid), [label_of(reading.clean, parts) for parts in grid.header]
    if any(_HIRING.search(head) for head in heads) and _SOUGHT.fullmatch(heads[index]):
        yield "招聘人数"
    if _TAKES_IN.match(label) and not heads[index].endswith("户"):
        takers = [head for head in (*reversed(heads[:index]), title) if _TAKER.search(head)]
        yield from (f"{taker}，{label}" for taker in takers[:1])
    if _BARE.fullmatch(heads[index]):
        yield title + label
    if _DONE.fullmatch(label.strip()):
        yield _PLANNING.sub("", title)
        return
    lower = label_of(reading.clean, grid.header[index][-1:])
    if len(grid.header[index]) > 1 and _WHERE.match(lower):
        yield lower + label_of(reading.clean, grid.header[index][:-1])
    yield label
    if _UNSAID.fullmatch(heads[index]):
        yield title + label


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


def _title(reading: Reading, grid: Grid) -> str:
    """The short line above a table and what says more of it, or the words before its header where it was flattened with
    them; else the page's title."""
    text = reading.clean
    first = min((cell[0] for parts in grid.header for cell in parts), default=grid.span[0])
    start = text.rfind("\n", 0, max(0, grid.span[0])) + 1
    if text[start:first].strip():
        words = text[start:first]
        return words if len(words) <= _LONGEST_TITLE else ""
    end = start - 1
    while end > 0:
        start = text.rfind("\n", 0, end) + 1
        line = text[start:end].strip()
        if line and not _ASIDE.fullmatch(line):
            return line if len(line) <= _LONGEST_TITLE and not line.endswith("。") else ""
        end = start - 1
    return ""


def _stated_period(reading: Reading, parts: list[Span]) -> str | None:
    """The period that a column's own header names: 2019年扶贫车间."""
    found = [date for part in parts for date in dates(reading, part)]
    return found[-1] if found else None


def _period(reading: Reading, start: int) -> str | None:
    """The period that the words just above the data give last, the title's or the section's."""
    found = reading.dated((max(0, start - _ABOVE), start), lambda period: period.rule not in ("day", "iso_day"))
    return found[-1] if found else None
