"""Every name that finds a place: full, short, bare, alias, historical; and which of them are risky."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from .history import Past
from .risk import RANK, Risk
from .sources import COUNTRY, level, rows
from .stems import bare, short

_OLD_STEMS_SINCE = 1995
"""Bare stems of names that went out of use earlier are left out: they are more often something else."""


class Name(NamedTuple):
    """A row of the table."""

    name: str
    id: str
    kind: str
    risk: str = ""
    since: int | None = None
    until: int | None = None


def table(current: Mapping[str, str], past: Iterable[Past]) -> list[Name]:
    """All names, and then words that hold one and name no place, with no id.

    A name's rows stand together, the likeliest place first (see `_order`).
    """
    places = {COUNTRY.id: COUNTRY.name, **current}
    found: dict[tuple[str, str], Name] = {}
    for name in _today(places):
        found.setdefault((name.name, name.id), name)
    ranks: dict[str, int] = {}
    for name in found.values():
        ranks[name.name] = min(RANK[_level(name.id)], ranks.get(name.name, RANK["county"]))
    for name in _historical((one for one in past if one.name != current[one.id]), ranks):
        found[name.name, name.id] = _joined(found.get((name.name, name.id)), name)
    by_name: dict[str, list[Name]] = {}
    for name in sorted(found.values(), key=lambda one: (one.name, _order(one), one.id)):
        by_name.setdefault(name.name, []).append(name)
    risk = Risk()
    rows = [row for group in by_name.values() for row in _with_risk(group, risk, places)]
    risky = by_name.keys() - {row.name for row in rows if not row.risk}
    words = set(risk.words_with(risky, by_name.keys())) - by_name.keys()
    return [*rows, *(Name(word, "", "word") for word in sorted(words))]


def _order(name: Name) -> tuple[bool, int]:
    """Today's names before historical ones, then higher levels before lower ones."""
    return name.kind == "historical", RANK[_level(name.id)]


def _joined(known: Name | None, name: Name) -> Name:
    """A historical name that two codes had, with the years of both; a name that is still in use stays as it is."""
    if known is None or known.kind != "historical":
        return known or name
    since = None if known.since is None or name.since is None else min(known.since, name.since)
    until = None if known.until is None or name.until is None else max(known.until, name.until)
    return name._replace(since=since, until=until)


def _level(code: str) -> str:
    return COUNTRY.level if code == COUNTRY.id else level(code)


def _today(places: Mapping[str, str]) -> Iterator[Name]:
    for code, name in places.items():
        yield Name(name, code, "full")
        if shorter := short(name):
            yield Name(shorter, code, "short")
        if stem := bare(name):
            yield Name(stem, code, "bare")
    for row in rows("aliases.csv"):
        yield Name(row["name"], row["id"], row["kind"], row["risk"])


def _historical(past: Iterable[Past], today: Mapping[str, int]) -> Iterator[Name]:
    """Old names that today's names (and their highest rank) leave free; 遵义 is the city and never the old county."""
    for one in past:
        rank = RANK[level(one.code)]
        forms = [form for form in (one.name, short(one.name)) if form and today.get(form, rank) >= rank]
        stem = bare(one.name)
        if stem and today.get(stem, rank + 1) > rank and (one.until is None or one.until >= _OLD_STEMS_SINCE):
            forms.append(stem)
        for form in forms:
            yield Name(form, one.id, "historical", "", one.since, one.until)


def _with_risk(group: list[Name], risk: Risk, places: Mapping[str, str]) -> Iterator[Name]:
    """The rows of one name, each with the reason why it is risky."""
    first = _order(group[0])
    is_first_alone = len(group) == 1 or _order(group[1]) != first
    for index, one in enumerate(group):
        reason = one.risk or risk.of(one.name, one.kind, _level(one.id), places[one.id])
        is_shared = len(group) > 1 and not (index == 0 and is_first_alone)
        yield one._replace(risk=reason or ("shared" if is_shared else ""))
