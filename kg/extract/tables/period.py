"""The times that a table's cells, its headers and the words around it name, as EDTF: 2019, 2021-06."""

from __future__ import annotations

import re

from kg.extract.reading import Reading
from kg.extract.tables.grid import Grid
from kg.model import Span

_ABOVE = 300
"""How many characters above a table may name its period."""
_NOTE = re.compile(r"[|\s]*(?:备?注|说明|[（(])(?=[^\n]{0,30}(?:数据|统计|截[至止]))[^\n]*")
"""A note below a table that tells its time."""


def dates(reading: Reading, cell: Span) -> list[str]:
    """The times that a cell names, in order; the space behind one belongs to it."""
    return reading.dated((cell[0], cell[1] + 1))


def period_of(reading: Reading, grid: Grid, header: list[Span]) -> str | None:
    """The period of a column: the last that its header names (2019年扶贫车间), else the table's."""
    stated = [date for part in header for date in dates(reading, part)]
    return stated[-1] if stated else _period_of_table(reading, grid)


def _period_of_table(reading: Reading, grid: Grid) -> str | None:
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


def whole_year(period: str | None) -> str | None:
    """The year of a period, for what is aimed at: a target that 截至6月30日 tells is that of the year."""
    years = set(re.findall(r"\d{4}", period or ""))
    return years.pop() if len(years) == 1 else period
