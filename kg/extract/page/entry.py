"""Entries of a list of organisations: a line that begins with one behind its mark, and the labels below it.

1.某县驻某市劳务工作站
负责人：…　电话：…
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.han import MARKS
from kg.extract.reading import Reading
from kg.model import Entity, Mention, Span

_MARK = re.compile(rf"[ 　]*(?:[（(]?(?:\d{{1,2}}|[一二三四五六七八九十]{{1,3}})[)）.．、]|[①-⑳{MARKS}])[ 　]*")
_LABEL = re.compile(r"\n[ 　]*[\u4e00-\u9fff]{2,8}[：:][^\n]*")
_STATIONED = re.compile(r"驻.{2,}(?:站|处|点|中心)$")
"""How the name of a place's station elsewhere goes on after its place."""


@dataclass(frozen=True, slots=True)
class Station:
    """A place's station elsewhere."""

    founder: Entity
    goal: Entity | None
    """Where it is."""


def find_entries(reading: Reading) -> Iterator[tuple[Mention[Entity], Span]]:
    """The organisations with which entries begin, each with its entry."""
    for body in reading.organisations:
        line = reading.clean.rfind("\n", 0, body.start) + 1
        if not _MARK.fullmatch(reading.clean, line, body.start):
            continue
        end = reading.clean.find("\n", body.end)
        end = len(reading.clean) if end < 0 else end
        while label := _LABEL.match(reading.clean, end):
            end = label.end()
        yield body, (line, end)


def station_of(reading: Reading, body: Mention[Entity]) -> Station | None:
    """Whose station an organisation is by its name, and where."""
    places = reading.within(reading.places, (body.start, body.end))
    if not places or places[0].start > body.start or not _STATIONED.search(reading.clean, places[0].end, body.end):
        return None
    goal = places[-1].value if len(places) > 1 else None
    return Station(places[0].value, goal)
