"""Names that were official once, and which of today's places they stand for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from .sources import is_statistical, level, rows
from .stems import bare

_GENERIC = {"市辖区", "县", "郊区", "城区", "矿区", "区", "市"}
_SEPARATED = {"50": "51", "46": "44"}
"""Provinces by the province that they were a part of."""


@dataclass(frozen=True, slots=True)
class Past:
    """A name of a code, its first and last year (None is before 1981, or still), and today's place."""

    code: str
    name: str
    since: int | None
    until: int | None
    id: str


def read(revisions: Mapping[str, Mapping[str, str]], current: Mapping[str, str]) -> list[Past]:
    """The codes and names in revisions of GB/T 2260 that are not today's, with today's place.

    Those whose place the stem, the code and `renames.csv` do not tell are left out.
    """
    spans = _spans(revisions)
    today = _Today(current, spans)
    known = {(row["code"], row["name"]): row for row in rows("renames.csv")}
    found = []
    for (code, name), (since, until) in sorted(spans.items()):
        row = known.get((code, name))
        place = row["id"] if row and row["id"] else today.find(code, name)
        if place and (place, current[place]) != (code, name):
            found.append(Past(code, name, since, int(row["until"]) if row and row["until"] else until, place))
    return found


def positions(
    coordinates: Mapping[str, tuple[float, float]], past: Iterable[Past], current: Mapping[str, str]
) -> dict[str, tuple[float, float]]:
    """Coordinates by today's adcode; a place with a new code has those of an old one."""
    moved = {one.id: coordinates[one.code] for one in past if one.code in coordinates and one.code not in current}
    return {**moved, **{code: place for code, place in coordinates.items() if code in current}}


def _spans(revisions: Mapping[str, Mapping[str, str]]) -> dict[tuple[str, str], tuple[int | None, int | None]]:
    """First and last year of each code and name."""
    dates = sorted(revisions)
    seen: dict[tuple[str, str], tuple[str, str]] = {}
    for date in dates:
        for code, name in revisions[date].items():
            if name not in _GENERIC and "直辖" not in name and not is_statistical(code):
                seen[code, name] = (seen.get((code, name), (date, date))[0], date)
    following = dict(pairwise(dates))
    return {
        key: (None if first == dates[0] else int(first[:4]), int(following[last][:4]) if last in following else None)
        for key, (first, last) in seen.items()
    }


class _Today:
    """Finds today's place of an old code and name."""

    def __init__(self, current: Mapping[str, str], old: Iterable[tuple[str, str]]) -> None:
        self._current = current
        self._by_stem: dict[tuple[str, str, str], list[str]] = {}
        for code, name in current.items():
            self._by_stem.setdefault((code[:2], level(code), bare(name) or name), []).append(code)
        counties: dict[str, Counter[str]] = {}
        for code, name in old:
            if level(code) == "county" and (county := self._same_stem(code, name, "county")):
                counties.setdefault(code[:4], Counter())[county[:4] + "00"] += 1
        self._prefectures = {code: votes.most_common(1)[0][0] for code, votes in counties.items()}

    def find(self, code: str, name: str) -> str | None:
        """The adcode of today's place: the same stem nearby, else the same code, else the same stem in the province."""
        rank = level(code)
        near = self._same_stem(code, name, rank, code[:4])
        if near or (code in self._current and code[2:4] != "90"):
            return near or code
        found = self._same_stem(code, name, rank)
        if rank == "prefecture":
            voted = self._prefectures.get(code[:4])
            return found or (voted if voted in self._current else None)
        return found or self._same_stem(code, name, "prefecture")

    def _same_stem(self, code: str, name: str, rank: str, within: str = "") -> str | None:
        """The one place of that stem and level in the code's province, or within a prefecture."""
        stem = bare(name) or name
        provinces = [code[:2], *(new for new, old in _SEPARATED.items() if old == code[:2])]
        found = [one for province in provinces for one in self._by_stem.get((province, rank, stem), ())]
        found = [one for one in found if one.startswith(within)]
        return found[0] if len(found) == 1 else None
