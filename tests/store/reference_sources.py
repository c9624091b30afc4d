"""The saved queries about evidence, pages, and what else is tied to a place, answered a second time in plain Python."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from world import PAGE_TIES, Rows, World, docs

from kg.model import Entity, Evidence, Observation, Relation

DEEDS = ("held", "signed", "issued", "launched", "set_up", "founded")


def fact_evidence(world: World, fact: str) -> Rows:
    found = world.graph.facts.get(fact)
    if found is None or (found.predicate in PAGE_TIES and not isinstance(found.object, Entity)):
        return []  # the date of a page is a property of the page
    rows = []
    for each in sorted(set(found.evidence), key=lambda each: each.id):
        page = world.page(each.doc)
        rows.append(
            [
                each.quote,
                each.start,
                each.end,
                each.rule,
                page.id,
                page.title,
                page.publisher,
                page.published,
                page.url,
                each.id,
            ]
        )
    return rows


def pages(world: World) -> Rows:
    rows = []
    for id in sorted(world.graph.documents):
        page, evidence = world.page(id), {each.id for each in _evidence(world) if each.doc == id}
        rows.append([id, page.title, page.publisher, page.published, page.url, page.source, len(evidence)])
    return rows


def pages_about(world: World, place: str) -> Rows:
    figures, ties = defaultdict(set), defaultdict(set)
    for id, o in world.figures_of_places:
        if world.is_within(world.place(o.subject), place):
            for page in docs(o):
                figures[page].add(id)
    for id, fact in world.ties("assists", "sends_workers_to"):
        if any(world.is_within(world.place(end), place) for end in (fact.subject, fact.object)):
            for page in docs(fact):
                ties[page].add(id)
    rows = []
    for id in sorted(figures.keys() | ties.keys()):
        page = world.page(id)
        rows.append([id, page.title, page.publisher, page.published, page.url, len(figures[id]), len(ties[id])])
    return rows


def neighbourhood(world: World, place: str) -> Rows:
    found = defaultdict(list)
    for each in world.graph.places.values():
        up = world.upwards(each.id, 0, 1)
        if len(up) == 2:
            if each.id == place:
                found["PART_OF", "to", "Place", up[1].name, up[1].id] = []
            if up[1].id == place:
                found["PART_OF", "from", "Place", each.name, each.id] = []
    for id, fact in world.relations:
        if fact.predicate in PAGE_TIES:
            continue  # between pages, publishers and authors
        for me, other, direction in ((fact.subject, fact.object, "to"), (fact.object, fact.subject, "from")):
            # A place tied to itself is met once, as its own neighbour.
            if (me.type, me.id) == ("Place", place) and not (fact.subject == fact.object and direction == "from"):
                found[fact.predicate.upper(), direction, other.type, other.name, other.id].append(id)
    rows = [[*key, sorted(facts)] for key, facts in found.items()]
    return sorted(rows, key=lambda row: (row[0], row[1], row[2], row[4]))


def facts_of_several_pages(world: World, minimum: int) -> Rows:
    rows = []
    for id, fact in world.graph.facts.items():
        pages = docs(fact)
        if len(pages) < minimum:
            continue
        if isinstance(fact, Observation):
            rows.append([fact.subject.name, fact.subject.id, fact.predicate, None, fact.period, pages, id])
        elif isinstance(fact.object, Entity) and fact.predicate not in PAGE_TIES:
            rows.append([fact.subject.name, fact.subject.id, fact.predicate, fact.object.name, fact.period, pages, id])
    return sorted(rows, key=lambda row: (-len(row[5]), row[6]))


def facts_by_rule(world: World, limit: int) -> Rows:
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for each in _evidence(world):
        found[each.rule].add((each.id, each.doc))
    rows = [[rule, len(of), len({doc for _, doc in of})] for rule, of in found.items()]
    return sorted(rows, key=lambda row: (-row[1], row[0]))[:limit]


def publishers(world: World) -> Rows:
    found: dict[str | None, tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
    for id in world.graph.documents:
        found[world.page(id).publisher][0].add(id)
    for id, o in world.figures:
        for page in docs(o):
            found[world.page(page).publisher][1].add(id)
    rows = [[name, len(pages), len(figures)] for name, (pages, figures) in found.items()]
    return sorted(rows, key=lambda row: row[0] or "")


def deeds(world: World) -> Rows:
    rows: list[list[Any]] = [
        [
            fact.subject.name,
            fact.subject.id,
            fact.predicate,
            fact.object.name,
            fact.object.type,
            fact.period,
            docs(fact),
            id,
        ]
        for id, fact in world.ties(*DEEDS)
    ]
    return sorted(rows, key=lambda row: (row[1], row[2], row[7]))


def people_of_place(world: World, place: str) -> Rows:
    rows = {}
    for _, fact in world.ties("comes_from", "works_in"):
        if world.is_within(world.place(fact.object), place):
            key = (fact.subject.id, fact.predicate, fact.object.id)
            at = {each.object.name for _, each in world.ties("works_at") if each.subject == fact.subject}
            said = {each.object for each in _statements(world) if each.subject == fact.subject}
            rows[key] = [fact.subject.name, key[0], key[1], fact.object.name, key[2], sorted(at), sorted(said)]
    return [rows[key] for key in sorted(rows)]


def _statements(world: World) -> list[Relation]:
    facts = [fact for fact in world.graph.facts.values() if isinstance(fact, Relation)]
    return [fact for fact in facts if not isinstance(fact.object, Entity) and fact.predicate not in PAGE_TIES]


def _evidence(world: World) -> set[Evidence]:
    return {each for fact in world.graph.facts.values() for each in fact.evidence}
