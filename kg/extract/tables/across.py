"""What a table's header names where its rows name the measures: places, years, or what was planned and done."""

from __future__ import annotations

import re

from kg.extract.reading import Reading
from kg.extract.tables.column import ASPECT
from kg.extract.tables.grid import Grid
from kg.extract.tables.period import dates
from kg.extract.tables.role import label_of
from kg.extract.tables.row import TOTAL
from kg.model import Span

UNIT_OF = re.compile(r"(?:计量)?单位")
"""The header over the units of the rows."""
_IN_BRACKETS = re.compile(r"[（(][^（()）]*[)）]")


def names_no_measures(reading: Reading, grid: Grid) -> bool:
    """Whether the header names something else than measures, so that the rows do."""
    return any(each(reading, grid) for each in (_has_places_across, _has_years_across, _has_aspects_across))


def units_column(text: str, grid: Grid) -> int | None:
    """The column that names the unit of each row: 指标 单位 2021年 2022年."""
    labels = ("".join(text[start:end] for start, end in parts).strip() for parts in grid.header)
    return next((index for index, label in enumerate(labels) if index and UNIT_OF.fullmatch(label)), None)


def _has_places_across(reading: Reading, grid: Grid) -> bool:
    """Whether the header names the places and the rows the measures."""
    across = [parts for parts in grid.header[1:] if parts and reading.within(reading.places, parts[-1])]
    down = [row for row in grid.rows if _names_place(reading, row[0])]
    return len(across) > 1 and not down and not any(_IN_BRACKETS.search(reading.clean, *parts[-1]) for parts in across)


def _names_place(reading: Reading, cell: Span) -> bool:
    """Whether a row is a place's by its first cell; 苏陕协作资金 is none's."""
    named = any(mention.rule != "letter" for mention in reading.within(reading.places, cell))
    return named or TOTAL.search(reading.clean, *cell) is not None


def _has_aspects_across(reading: Reading, grid: Grid) -> bool:
    """Whether the header tells what was planned and done of the measures of the rows: 指标 计划数 完成数 完成率."""
    across = [label_of(reading.clean, parts) for parts in grid.header[1:]]
    down = [row for row in grid.rows if _names_place(reading, row[0])]
    return sum(ASPECT.fullmatch(label) is not None for label in across) > 1 and not down


def _has_years_across(reading: Reading, grid: Grid) -> bool:
    """Whether the header names years and the rows measures: 指标 2021年 2022年."""
    across = [parts for parts in grid.header[1:] if parts and dates(reading, parts[-1])]
    return len(across) > 1 and not any(_IN_BRACKETS.search(reading.clean, *parts[-1]) for parts in across)
