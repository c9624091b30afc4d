"""The units that the numbers of a column can have.

A unit stands beside the numbers (4120万元), in the header's brackets (消费帮扶金额（万元）) or above the table
(金额单位：万元); else the header's noun tells it.
"""

from __future__ import annotations

import re

from kg.extract.reading import Reading
from kg.extract.tables.cell import SCALES
from kg.extract.tables.grid import Grid
from kg.extract.tables.wording import title_of
from kg.ontology import Ontology, Unit

IN_BRACKETS = re.compile(r"[（(](?:单位[:：])?\s*(?P<scale>[万亿]?)(?P<counter>[^（()）\d]{1,4})[)）]")
"""A unit in a header's brackets."""
_COUNTER = r"(?:[万亿]?元|万?人次?|[个家场户名项期]|[%％])"
_ABOVE = re.compile(rf"单位\s?[:：]\s?(?P<units>{_COUNTER}(?:\s?[、，,/／和]\s?{_COUNTER})*)")
_SCALED = re.compile(r"(?P<scale>[万亿]?)(?P<counter>元|人次|人|[个家场户名项期]|[%％])")
_PEOPLE = re.compile(
    r"人数|人次|劳动力数|人口数|[（(]人[)）]|(?:劳动力|人口|人员|群众|学生|干部|人才|教师|医生|务工|就业|[男女]性?)$"
)
_HOUSEHOLDS = re.compile(r"(?:[农贫脱困]户|户数|家庭)$")
_WAGE = re.compile(r"工资|月薪|薪资|薪酬|薪水|工价|月收入|待遇")
"""A header of sums that go without a unit."""
_SUM = re.compile(r"(?:资金|经费|收入|投资|[额款])$")
_RATE = re.compile(r"[率比重幅]$|占|增[长减]|进度")

Scaled = tuple[Unit, int]
"""A unit and its scale: 万元 is yuan by 10,000."""


class UnitReader:
    """Reads units. Made once for an ontology."""

    def __init__(self, ontology: Ontology) -> None:
        self._of_counter = ontology.unit_of
        self._ratio, self._money, self._count = (ontology.units[name] for name in ("ratio", "yuan", "count"))

    def units(self, reading: Reading, grid: Grid, label: str, counter: str) -> list[Scaled]:
        """The units that a column can have: its cells', its header's, else those stated above the table, or any."""
        if counter:
            return [(self._of_counter[counter], 1)]
        own = IN_BRACKETS.search(label)
        if own and own["counter"] in self._of_counter:
            return [(self._of_counter[own["counter"]], SCALES[own["scale"]])]
        stated = self._stated(reading, grid)
        if _PEOPLE.search(label):
            people = next((scale for unit, scale in stated if unit.unit_class == "people"), 1)
            return [(self._of_counter["人"], people)]
        if _HOUSEHOLDS.search(label):
            return [(self._of_counter["户"], 1)]
        if _WAGE.search(label):
            return [(self._money, 1)]
        if _SUM.search(label) and not any(unit is self._money for unit, _ in stated):
            return []
        rate = [(self._ratio, 1)] if _RATE.search(label) else []
        open_ones = [*rate, (self._count, 1), (self._of_counter["人"], 1)]
        return [*stated, *(each for each in open_ones if each not in stated)]

    def _stated(self, reading: Reading, grid: Grid) -> list[Scaled]:
        """The units that the table's title or a line above it says: 单位：万元、人."""
        above = [each["units"] for each in _ABOVE.finditer(reading.clean, 0, grid.rows[0][0][0])]
        of_title = IN_BRACKETS.search(title_of(reading, grid))
        said = of_title["scale"] + of_title["counter"] if of_title else above[-1] if above else ""
        return [(self._of_counter[each["counter"]], SCALES[each["scale"]]) for each in _SCALED.finditer(said)]
