"""The saved queries about figures, answered a second time in plain Python."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import pairwise
from math import inf
from typing import Any

from world import Rows, World, begin, docs, first_day, ids, is_of_whole, last_day, role, year

from kg.model import Observation


def measure_over_time(world: World, place: str, measure: str) -> Rows:
    figures = [(id, o) for id, o in world.figures_of_places if o.subject.id == place and o.predicate == measure]
    return [
        [o.subject.name, place, o.period, o.value, o.unit, o.approx, o.population, _name(o), id]
        for id, o in sorted(figures, key=lambda item: (begin(item[1]), item[0]))
    ]


def place_figures(world: World, place: str) -> Rows:
    figures = [(id, o) for id, o in world.figures_of_places if o.subject.id == place]
    return [
        [o.subject.name, place, o.predicate, o.period, o.value, o.unit, o.approx, o.population, _name(o), id]
        for id, o in sorted(figures, key=lambda item: (item[1].predicate, begin(item[1]), item[0]))
    ]


def measure_ranking(world: World, measure: str, level: str, limit: int) -> Rows:
    rows = [
        [place.name, place.name_en, place.id, o.value, o.unit, o.approx, o.period, id]
        for place, id, o in world.latest(measure)
        if level in ("", place.level)
    ]
    return sorted(rows, key=lambda row: (-row[3], row[2]))[:limit]


def workshops_and_helpers(world: World) -> Rows:
    rows = []
    for place, id, o in world.latest("has_workshops"):
        up = world.upwards(place.id, 0, 3)
        helpers = {(giver, whole) for giver, whole in world.pairs if whole in up} or {(None, None)}
        for giver, whole in helpers:
            rows.append(
                [
                    place.name,
                    place.name_en,
                    place.id,
                    o.value,
                    o.approx,
                    o.period,
                    giver and giver.name,
                    giver and giver.id,
                    whole and whole.name,
                    id,
                ]
            )
    return sorted(rows, key=lambda row: (-row[3], row[2], row[7] or "", row[8] or ""))


def workshops_by_assisting_province(world: World) -> Rows:
    found: dict[tuple[Any, str], dict[str, float]] = defaultdict(dict)
    for place, _, o in world.latest("has_workshops"):
        for giver, whole in world.pairs:
            if whole in world.upwards(place.id):
                for province in world.provinces(giver):
                    found[province, place.level][place.id] = o.value
    rows = [[a.name, a.name_en, a.id, level, len(of), sum(of.values())] for (a, level), of in found.items()]
    return sorted(rows, key=lambda row: (row[2], row[3]))


def worker_flows(world: World) -> Rows:
    rows = []
    ties = {(world.place(fact.subject), world.place(fact.object)) for _, fact in world.ties("sends_workers_to")}
    for a, b in sorted(ties, key=ids):
        figures = [
            (id, o)
            for id, o in world.figures_of_places
            if o.subject.id == a.id and o.unit == "person" and role(o) == "destination" and o.counterpart.id == b.id
        ]
        for id, o in sorted(figures, key=lambda item: (begin(item[1]), item[0])):
            rows.append([a.name, a.id, b.name, b.id, o.predicate, o.value, o.approx, o.period, o.population, id])
        if not figures:
            rows.append([a.name, a.id, b.name, b.id, *[None] * 6])
    return rows


def workers_by_province_pair(world: World, **given: str) -> Rows:
    greatest: dict[tuple[Any, ...], float] = {}
    for _, o in world.figures_of_places:
        if o.unit == "person" and role(o) == "destination" and given["year"] in ("", year(o)):
            key = (world.place(o.subject), world.place(o.counterpart), year(o), o.predicate, o.population)
            greatest[key] = max(o.value, greatest.get(key, -inf))
    found = defaultdict(list)
    for (p, q, *others), value in greatest.items():
        for a in world.provinces(p):
            for b in world.provinces(q):
                found[a, b, *others].append((value, (p, q) == (a, b)))
    rows = []
    for (a, b, *others), values in found.items():
        of_parts = [value for value, is_whole in values if not is_whole]
        of_whole = [value for value, is_whole in values if is_whole]
        rows.append([a.name, a.id, b.name, b.id, *others, max(of_whole, default=None), sum(of_parts), len(of_parts)])
    return sorted(rows, key=lambda row: (row[1], row[3], row[4], row[5], row[6] or ""))


def funds_a_head(world: World, funds: str, people: str) -> Rows:
    rows = []
    for id, money in world.figures_of_places:
        for other, head in world.figures_of_places:
            is_of_one = head.subject == money.subject and head.period == money.period is not None
            is_asked = (money.predicate, money.unit, head.predicate, head.unit) == (funds, "yuan", people, "person")
            if is_of_one and is_asked and head.value > 0:
                place = money.subject
                rows.append(
                    [
                        place.name,
                        place.id,
                        money.period,
                        money.value,
                        head.value,
                        head.population,
                        money.value / head.value,
                        id,
                        other,
                    ]
                )
    return sorted(rows, key=lambda row: (row[1], row[2], row[7], row[8]))


def funds_by_giver(world: World, measure: str, giver: str) -> Rows:
    rows = []
    for id, o in world.figures_of_places:
        if (o.predicate, o.unit, role(o)) != (measure, "yuan", "giver"):
            continue
        if not giver or world.is_within(world.place(o.counterpart), giver):
            a, b = o.counterpart, o.subject
            rows.append(([a.name, a.id, b.name, b.id, o.period, o.value, o.approx, id], begin(o)))
    return [row for row, begin in sorted(rows, key=lambda item: (item[0][1], item[0][3], item[1], item[0][7]))]


def growth(world: World, measure: str, place: str) -> Rows:
    seasons: dict[tuple[str, str, str], dict[tuple[str, str], float]] = defaultdict(dict)
    for _, o in world.figures_of_places:
        if o.predicate != measure or place not in ("", o.subject.id) or not is_of_whole(o) or not last_day(o):
            continue
        values = seasons[o.subject.id, o.unit, _season(o)]
        values[last_day(o), o.period] = max(o.value, values.get((last_day(o), o.period), -inf))
    rows = []
    for (id, unit, season), values in seasons.items():
        for ((_, before), old), ((_, after), new) in pairwise(sorted(values.items())):
            change = (new - old) / old if old else None
            row = [world.graph.places[id].name, id, unit, before, old, after, new, new - old, change]
            rows.append((row, season))
    return [row for row, _ in sorted(rows, key=lambda item: (item[0][1:3], item[1], item[0][5], item[0][3]))]


def _season(o: Observation) -> str:
    first, last = first_day(o), last_day(o)
    return f"{first[5:]}{last[4:7]} {int(last[:4]) - int(first[:4])}" if first else "up to"


def conflicting_figures(world: World, measure: str) -> Rows:
    groups = defaultdict(list)
    for id, o in world.figures:
        if measure in ("", o.predicate) and o.period:
            groups[o.subject, o.predicate, o.unit, o.period, o.population, o.counterpart].append((id, o))
    rows = []
    for (subject, *others, counterpart), figures in groups.items():
        lows = [o.value if o.approx == "exact" else -inf if o.low is None else o.low for _, o in figures]
        highs = [o.value if o.approx == "exact" else inf if o.high is None else o.high for _, o in figures]
        if max(lows) > min(highs):
            pages = sorted({page for _, o in figures for page in docs(o)})
            values, facts = [o.value for _, o in figures], [id for id, _ in figures]
            rows.append([subject.name, subject.id, *others, counterpart and counterpart.name, values, pages, facts])
    return sorted(rows, key=lambda row: row[-1])


def sums_of_parts(world: World, measure: str) -> Rows:
    of_measure = [(id, o) for id, o in world.figures_of_places if o.predicate == measure and not o.population]
    rows = []
    for id, o in of_measure:
        parts: dict[str, float] = {}
        for _, p in of_measure:
            up = world.upwards(p.subject.id, 0, 1)
            if len(up) == 2 and up[1].id == o.subject.id and p.unit == o.unit and p.period == o.period is not None:
                parts[p.subject.id] = max(p.value, parts.get(p.subject.id, -inf))
        if parts:
            total = sum(parts.values())
            share = total / o.value if o.value else None
            rows.append([o.subject.name, o.subject.id, o.period, o.unit, o.value, len(parts), total, share, id])
    return sorted(rows, key=lambda row: (row[1], row[2], row[8]))


def coverage_by_year(world: World) -> Rows:
    years = defaultdict(list)
    for _, o in world.figures:
        years[year(o)].append(o)
    return [
        [each, len(of), len({o.predicate for o in of}), len({(o.subject.type, o.subject.id) for o in of})]
        for each, of in sorted(years.items())
    ]


def least_sure_figures(world: World, limit: int) -> Rows:
    figures = sorted(world.figures, key=lambda item: (item[1].confidence, item[0]))[:limit]
    return [
        [
            o.subject.name,
            o.subject.id,
            o.predicate,
            o.value,
            o.unit,
            o.period,
            o.confidence,
            min(o.evidence, key=lambda each: each.id).quote,
            id,
        ]
        for id, o in figures
    ]


def page_measures(world: World, page: str) -> Rows:
    groups = defaultdict(list)
    for _, o in world.figures:
        if page in docs(o):
            groups[o.predicate, o.unit].append(o)
    return [
        [
            page,
            *key,
            len(of),
            len({(o.subject.type, o.subject.id) for o in of}),
            min(o.value for o in of),
            max(o.value for o in of),
        ]
        for key, of in sorted(groups.items())
    ]


def places_within(world: World, place: str) -> Rows:
    figures = Counter(o.subject.id for _, o in world.figures_of_places)
    # A pairing of a place with itself is met from both its ends, and counted once.
    pairings = Counter(end for _, fact in world.pairings for end in {fact.subject.id, world.place(fact.object).id})
    parts = [each for each in world.graph.places.values() if world.is_within(each, place, least=1)]
    return sorted(
        ([each.name, each.name_en, each.id, each.level, figures[each.id], pairings[each.id]] for each in parts),
        key=lambda row: row[2],
    )


def _name(o: Observation) -> str | None:
    return o.counterpart and o.counterpart.name
