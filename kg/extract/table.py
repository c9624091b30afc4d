"""Tables: rows of cells under a header that says what each column measures and in which unit.

The clean text has a table as neighbouring lines whose cells are parted by tabs. A header cell gives the measure by the
same words as a sentence does; its unit stands in brackets (消费帮扶金额（万元）) or above the table (金额单位：万元).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.cue import CueFinder
from kg.extract.decision import Decision
from kg.extract.fate import Fate
from kg.extract.number import DIGITS, tidy, value_of
from kg.extract.quantity import Figure, Quantity
from kg.extract.reading import Reading, entity_of
from kg.extract.sentence import Sentence
from kg.extract.side import direction
from kg.extract.view import View, spots_of
from kg.model import Entity, Mention, Observation, Relation, Span
from kg.ontology import Measure, Ontology, Unit

_NUMBER = re.compile(rf"\s*(?P<number>-?(?:{DIGITS}))\s*(?P<percent>[%％])?\s*")
_UNIT = re.compile(r"[（(](?:单位[:：])?\s*(?P<scale>[万亿]?)(?P<counter>[^（()）\d]{1,4})[)）]")
_PAGE_UNIT = re.compile(r"(?:金额)?单位\s?[:：]\s?(?P<scale>[万亿]?)(?P<counter>元|人|个)")
_NO_MEASURES = ((Fate.ORDINAL, re.compile(r"序号|编号|排名|名次")), (Fate.DATE, re.compile(r"年份|年度|日期|时间")))
"""What numbers are under headers that name no measure."""
_TOTAL = re.compile(r"合\s?计|总\s?计|全[市州县省区]|小\s?计")
_PAIRED = re.compile(r"结对|帮扶[方市区县]|支援|协作[方市区县]|对口")
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
        self._units = {counter: unit for unit in ontology.units.values() for counter in unit.counters}
        self._money, self._count, self._ratio = (ontology.units[symbol] for symbol in ("yuan", "count", "ratio"))
        self._measures, self._cues = ontology.measures, cues

    def find(self, reading: Reading) -> list[Decision | Relation]:
        """What the numbers in cells of the page's tables are, and the relations that its rows state."""
        found: list[Decision | Relation] = []
        for rows in _blocks(reading.clean):
            found += self._in_table(reading, rows)
        return found

    def _in_table(self, reading: Reading, rows: list[Span]) -> Iterator[Decision | Relation]:
        cells = [_cells(reading.clean, row) for row in rows]
        first_data = next((i for i, row in enumerate(cells) if _has_number(reading.clean, row)), 0)
        if not first_data:
            yield from (decision for row in cells for decision in _unread(reading.clean, row, "no header"))
            return
        width = max(len(row) for row in cells[first_data:])
        header = _header(reading.clean, cells[:first_data], width)
        columns = [self._column(reading, parts, rows[0]) for parts in header]
        partners = [any(_PAIRED.search(reading.clean, *cell) for cell in parts) for parts in header]
        for row, line in zip(cells[first_data:], rows[first_data:], strict=True):
            padded = [*row, *[(line[1], line[1])] * (width - len(row))]
            yield from self._row(reading, padded, line, columns, partners)

    def _row(
        self,
        reading: Reading,
        row: list[Span],
        line: Span,
        columns: list[Column | tuple[Fate, str]],
        partners: list[bool],
    ) -> Iterator[Decision | Relation]:
        subject, givers = self._parties(reading, row, partners)
        if subject is None:
            yield from _unread(reading.clean, row, "no subject")
            return
        evidence = reading.evidence(line, "table row")
        for giver in givers:
            if direction(reading.gazetteer, giver.key, subject.key) >= 0 and giver.key != reading.home:
                yield Relation(giver, "assists", subject, evidence)
        for cell, column in zip(row, columns, strict=True):
            match = _NUMBER.fullmatch(reading.clean, *cell)
            if not match:
                continue
            if not isinstance(column, Column):
                yield Decision(match.span("number"), *column)
                continue
            value = value_of(match["number"]) * column.scale
            value = tidy(value / 100 if match["percent"] or column.unit is self._ratio else value)
            role = column.measure.counterpart_role
            counterpart = column.destination if role == "destination" else (givers[0] if givers and role else None)
            observation = Observation(
                subject, column.measure.name, value, column.unit.symbol, evidence,
                "exact", value, value, column.period, column.population, counterpart, 0.9,
            )  # fmt: skip
            yield Decision(match.span("number"), Fate.UNSURE, "", observation)
            if column.measure.entails and counterpart:
                yield Relation(subject, column.measure.entails, counterpart, evidence, column.period)

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

    def _column(self, reading: Reading, parts: list[Span], header: Span) -> Column | tuple[Fate, str]:
        """What a column's header says, weighed as the sentence `HEADER N个` would be; else what its numbers are."""
        label = "".join(reading.clean[start:end] for start, end in parts)
        stated = _UNIT.search(label) or _PAGE_UNIT.search(reading.clean, 0, header[0])
        for unit, scale in self._units_of(label, stated):
            name = _UNIT.sub("", label)
            sentence = Sentence(0, len(name), 0, ((0, len(name)),))
            quantity = Quantity(1, unit, stated["counter"] if stated else "", "exact", 1, 1)
            figure: Figure = Mention("quantity", len(name), len(name), (quantity,), "cell")
            view = View(name, sentence, figure, quantity, (), spots_of(self._cues.find(name)))
            scored = self._cues.measures(view) or self._cues.measures(view, by_noun=True)
            if scored:
                places = [mention.value for cell in parts for mention in reading.within(reading.places, cell)]
                period, narrowing = _period(reading, header), self._cues.population(view)
                return Column(
                    scored[0].measure, scored[0].measure.unit_for(unit), scale,
                    period, narrowing.population, places[0] if places else None,
                )  # fmt: skip
        of_header = ((fate, "by its column") for fate, words in _NO_MEASURES if words.search(label))
        return next(of_header, (Fate.UNCLAIMED, "no measure"))

    def _units_of(self, label: str, stated: re.Match[str] | None) -> list[tuple[Unit, int]]:
        """The units that a column can have: the stated one, else money where that is the page's, a count or a ratio."""
        if stated and stated["counter"] in self._units and _UNIT.search(label):
            return [(self._units[stated["counter"]], _SCALE[stated["scale"]])]
        scale = _SCALE[stated["scale"]] if stated else 1
        money = [(self._money, scale)] if stated else []
        return [*money, (self._count, 1), (self._units["人"], 1), (self._ratio, 1)]


def _cells(text: str, row: Span) -> list[Span]:
    """The cells of a row; an empty one is an empty span."""
    cells, at = [], row[0]
    for cell in text[row[0] : row[1]].split("\t"):
        cells.append((at, at + len(cell)))
        at += len(cell) + 1
    return cells


def _unread(text: str, row: list[Span], reason: str) -> Iterator[Decision]:
    """The numbers in cells of a row that tells no facts."""
    for cell in row:
        if match := _NUMBER.fullmatch(text, *cell):
            yield Decision(match.span("number"), Fate.UNCLAIMED, reason)


def _has_number(text: str, row: list[Span]) -> bool:
    return any(_NUMBER.fullmatch(text, *cell) for cell in row)


def _header(text: str, rows: list[list[Span]], width: int) -> list[list[Span]]:
    """For each column the header cells above it, from the top.

    A wide cell stands over the columns after it that are empty in its row. A lower row that is narrower lacks the
    cells of the first columns, which reach down from above.
    """
    header: list[list[Span]] = [[] for _ in range(width)]
    for depth, row in enumerate(rows):
        offset = max(width - len(row), 0) if depth else 0
        above: Span | None = None
        for column, cell in enumerate(row[:width]):
            above = cell if text[cell[0] : cell[1]].strip() else above
            if above and column + offset < width:
                header[column + offset].append(above)
    return header


def table_spans(text: str) -> list[Span]:
    """Where a text has tables: two or more neighbouring lines of three or more cells."""
    return [(rows[0][0], rows[-1][1]) for rows in _blocks(text)]


def _blocks(text: str) -> Iterator[list[Span]]:
    """Runs of neighbouring lines with three or more cells."""
    block: list[Span] = []
    for line in re.finditer(r"[^\n]*\n?", text):
        span = line.start(), line.start() + len(line.group().rstrip("\n"))
        if line.group().count("\t") >= 2:
            block.append(span)
        else:
            if len(block) > 1:
                yield block
            block = []


_ABOVE = 300
"""How many characters above a table may name its period."""


def _known_givers(reading: Reading) -> list[Entity]:
    """The place whose parts assist the home's parts: the provinces that the page's pairings name for it."""
    assert reading.home
    gazetteer = reading.gazetteer
    line = {reading.home, *gazetteer.ancestors(reading.home)}
    givers = [giver for giver, receiver in reading.pairings if receiver in line and giver[0].isdigit()]
    return [entity_of(gazetteer, giver) for giver in givers[:1]]


def _period(reading: Reading, header: Span) -> str | None:
    """The period that the words just above the table give last, its title's or its section's."""
    periods = reading.periods_before(max(0, header[0] - _ABOVE), header[0])
    dated = [m.value.edtf for m in periods if m.value.edtf and m.rule not in ("day", "iso_day")]
    return dated[-1] if dated else None
