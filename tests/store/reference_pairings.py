"""The saved queries about who assists whom, answered a second time in plain Python."""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable

import networkx
from world import Rows, World, docs, first_day, ids, last_day

from kg.model import Place, Relation


def _grouped(world: World, keep: Callable[[Place, Place], bool]) -> Iterable[tuple[Place, Place, list[str], int]]:
    """Each pair with its periods and how many pages say it."""
    groups = defaultdict(list)
    for _, fact in world.pairings:
        groups[world.place(fact.subject), world.place(fact.object)].append(fact)
    for (giver, receiver), facts in sorted(groups.items(), key=lambda item: ids(item[0])):
        pages = {page for fact in facts for page in docs(fact)}
        if keep(giver, receiver) and pages:
            yield giver, receiver, sorted({fact.period for fact in facts if fact.period}), len(pages)


def pairing_map(world: World, level: str) -> Rows:
    return [
        [a.name, a.name_en, a.id, b.name, b.name_en, b.id, b.level, periods, pages]
        for a, b, periods, pages in _grouped(world, lambda a, b: level in ("", b.level))
    ]


def who_assists(world: World, place: str) -> Rows:
    return [
        [b.name, b.id, a.name, a.name_en, a.id, periods, pages]
        for a, b, periods, pages in _grouped(world, lambda a, b: b.id == place)
    ]


def whom_assists(world: World, place: str) -> Rows:
    return [
        [a.name, a.id, b.name, b.name_en, b.id, periods, pages]
        for a, b, periods, pages in _grouped(world, lambda a, b: a.id == place)
    ]


def county_pairings(world: World, province: str) -> Rows:
    rows = []
    for a, b, periods, pages in _grouped(world, lambda a, b: True):
        for part, role, other in ((a, "assists", b), (b, "is assisted by", a)):
            # A place that assists itself is met once.
            if world.is_within(part, province, least=1) and not (a == b and role != "assists"):
                rows.append([part.name, part.id, part.level, role, other.name, other.id, periods, pages])
    return sorted(rows, key=lambda row: (row[1], row[3], row[5]))


def pairing_evidence(world: World, giver: str, receiver: str) -> Rows:
    rows = []
    for id, fact in world.pairings:
        if (fact.subject.id, world.place(fact.object).id) != (giver, receiver):
            continue
        for evidence in sorted(set(fact.evidence), key=lambda each: each.id):
            page = world.page(evidence.doc)
            rows.append(
                [
                    fact.subject.name,
                    world.place(fact.object).name,
                    fact.period,
                    evidence.quote,
                    evidence.rule,
                    page.id,
                    page.title,
                    page.url,
                    id,
                    evidence.id,
                ]
            )
    return rows


def pairing_chains(world: World, place: str) -> Rows:
    stated = set(map(ids, world.pairs))
    rows = []
    for giver, receiver in world.pairs:
        if place and not world.is_within(receiver, place):
            continue
        above = [
            f"{a.name} → {b.name}"
            for b in reversed(world.upwards(receiver.id, 1))
            for a in reversed(world.upwards(giver.id, 1))
            if (a.id, b.id) in stated
        ]
        if above:
            chain = [*above, f"{giver.name} → {receiver.name}"]
            rows.append([giver.name, giver.id, receiver.name, receiver.id, receiver.level, len(chain), chain])
    return rows


def givers_of_several(world: World, minimum: int) -> Rows:
    receivers = defaultdict(list)
    for giver, receiver in world.pairs:
        receivers[giver].append(receiver.name)
    rows = [[a.name, a.name_en, a.id, a.level, b, len(b)] for a, b in receivers.items() if len(b) >= minimum]
    return sorted(rows, key=lambda row: (-row[5], row[2]))


def receivers_of_several(world: World, minimum: int) -> Rows:
    givers = defaultdict(list)
    for giver, receiver in world.pairs:
        givers[receiver].append(giver.name)
    rows = [[b.name, b.name_en, b.id, b.level, a, len(a)] for b, a in givers.items() if len(a) >= minimum]
    return sorted(rows, key=lambda row: (-row[5], row[2]))


def pairings_by_province(world: World) -> Rows:
    found: dict[tuple[Place, Place], Counter[str]] = defaultdict(Counter)
    for x, y in world.pairs:
        for a in world.provinces(x):
            for b in world.provinces(y):
                found[a, b][y.level] += 1
    main = ("province", "prefecture", "county")
    return [
        [
            a.name,
            a.id,
            b.name,
            b.id,
            *(levels[each] for each in main),
            sum(levels.values()) - sum(levels[each] for each in main),
            sum(levels.values()),
        ]
        for (a, b), levels in sorted(found.items(), key=lambda item: ids(item[0]))
    ]


def pairings_in_year(world: World, year: str) -> Rows:
    def holds(fact: Relation) -> bool:
        first, last = first_day(fact), last_day(fact)
        return bool(first or last) and (first or "")[:4] <= year and (last or "9999")[:4] >= year

    rows = [
        [
            fact.subject.name,
            fact.subject.id,
            world.place(fact.object).name,
            world.place(fact.object).id,
            fact.period,
            len(docs(fact)),
            id,
        ]
        for id, fact in world.pairings
        if holds(fact)
    ]
    return sorted(rows, key=lambda row: (row[1], row[3], row[6]))


def unpaired_counties(world: World, province: str) -> Rows:
    paired = {place.id for pair in world.pairs for place in pair}
    rows = []
    for place in world.graph.places.values():
        if place.level != "county" or place.id in paired:
            continue
        if province and not world.is_within(place, province, least=1):
            continue
        above = world.upwards(place.id, 1)
        whole = above[0] if above else None
        rows.append(
            [
                place.name,
                place.name_en,
                place.id,
                whole and whole.name,
                whole and whole.id,
                any(each.id in paired for each in above),
            ]
        )
    return sorted(rows, key=lambda row: row[2])


def workers_to_givers(world: World) -> Rows:
    flows, pairings = defaultdict(list), defaultdict(list)
    for id, fact in world.ties("sends_workers_to"):
        flows[world.place(fact.subject), world.place(fact.object)].append(id)
    for id, fact in world.pairings:
        pairings[world.place(fact.object), world.place(fact.subject)].append(id)
    return [
        [place.name, place.id, giver.name, giver.id, pairings[place, giver], flows[place, giver]]
        for place, giver in sorted(flows.keys() & pairings.keys(), key=ids)
    ]


def path(world: World, **ends: str) -> Rows:
    """By networkx. Steps of one kind between two places are one way, however many facts say them."""
    graph = networkx.MultiGraph()
    graph.add_nodes_from(world.graph.places)
    for place in world.graph.places.values():
        if len(up := world.upwards(place.id, 0, 1)) == 2:
            graph.add_edge(place.id, up[1].id, "PART_OF")
    for _, fact in world.ties("assists", "sends_workers_to"):
        graph.add_edge(fact.subject.id, world.place(fact.object).id, fact.predicate.upper())
    start, end = ends["from"], ends["to"]
    if start == end or not {start, end} <= graph.nodes or not networkx.has_path(graph, start, end):
        return []
    rows = {}
    for way in networkx.all_shortest_paths(networkx.Graph(graph), start, end):
        ties = [[]]
        for a, b in itertools.pairwise(way):
            ties = [[*before, tie] for before in ties for tie in graph[a][b]]
        names = [world.graph.places[id].name for id in way]
        rows.update({(len(way) - 1, tuple(names), tuple(each)): None for each in ties})
    return [[steps, list(names), list(ties)] for steps, names, ties in sorted(rows) if steps <= 10][:20]
