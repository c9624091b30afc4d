"""Merges what pages say into a graph, and takes it apart again. The order in which pages come does not matter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby
from typing import Any, TypeVar

from kg.errors import StoreError
from kg.model import Document, Entity, Evidence, Fact, Graph, Own, Place, Text
from kg.places import Gazetteer
from kg.resolve.page import (
    Judge,
    PageFacts,
    collect_names,
    entities,
    merged,
    page_facts,
    with_entities,
)

Part = TypeVar("Part")
_LEVELS = {1: "town", 2: "village"}
_OWN = ("confidence", "low", "high")
"""What a page may say of a fact otherwise than the graph does."""


def resolve(
    pages: Iterable[tuple[Text, list[Fact]]], gazetteer: Gazetteer, judge: Judge = lambda id, fact: fact
) -> Graph:
    """The graph of pages with their facts."""
    return merge((page_facts(text, facts, judge) for text, facts in pages), gazetteer)


def merge(parts: Iterable[PageFacts], gazetteer: Gazetteer) -> Graph:
    """The graph of pages' parts. Of a page that comes twice the later part counts."""
    pages = {part.document.id: part for part in parts}
    facts: dict[str, Fact] = {}
    names: dict[str, Entity] = {}
    for part in pages.values():
        for id, fact in part.facts.items():
            facts[id] = merged(facts.get(id), fact)
            collect_names(fact, names)
    for id, fact in facts.items():
        facts[id] = with_entities(fact, lambda entity: names[entity.typed_id])
    places: dict[str, Place] = {}
    for entity in names.values():
        if entity.type == "Place" and entity.id:
            _add_place(places, entity, gazetteer)
    documents = {id: replace(part.document, own=_own(part, facts) or None) for id, part in pages.items()}
    return Graph(_sorted(documents), _sorted(names), _sorted(places), _sorted(facts))


def take_apart(graph: Graph) -> Iterator[PageFacts]:
    """The parts that a graph was merged from. Raises `StoreError` where a fact names a page that the graph lacks."""
    parts = {id: PageFacts(replace(document, own=None)) for id, document in graph.documents.items()}
    for id, fact in graph.facts.items():
        for page, evidence in groupby(sorted(fact.evidence, key=lambda each: each.doc), lambda each: each.doc):
            if page not in parts:
                advice = "Build it again: kg build PATH..."
                raise StoreError(f"The graph lacks the page {page}, whose words say the fact {id}.", advice)
            parts[page].facts[id] = _as_said(id, fact, tuple(evidence), graph.documents[page])
    return iter(parts.values())


def update(
    graph: Graph,
    gazetteer: Gazetteer,
    changed: Iterable[PageFacts] = (),
    gone: Iterable[str] = (),
    judge: Judge = lambda id, fact: fact,
) -> Graph:
    """The graph with other parts for the pages that changed, and without those that are gone: as if built anew.

    `judge` is of the facts of the other pages; those of pages that changed are judged already.
    """
    without = set(gone)
    kept = (_judged(part, judge) for part in take_apart(graph) if part.document.id not in without)
    return merge((*kept, *changed), gazetteer)


def _judged(part: PageFacts, judge: Judge) -> PageFacts:
    judged = ((id, judge(id, fact)) for id, fact in part.facts.items())
    return PageFacts(part.document, {id: fact for id, fact in judged if fact})


def _own(part: PageFacts, facts: dict[str, Fact]) -> Own:
    """What the part says otherwise than the merged facts."""
    own: Own = {}
    for id, said in part.facts.items():
        fact = facts[id]
        for mine, name in zip(entities(said), entities(fact), strict=True):
            if mine.name != name.name:
                own[mine.typed_id] = {"name": mine.name}
        if len(fact.evidence) == len(said.evidence):
            continue  # no other page says it
        values = {name: getattr(said, name) for name in _OWN if getattr(said, name, None) != getattr(fact, name, None)}
        if values:
            own[id] = values
    return dict(sorted(own.items()))


def _as_said(id: str, fact: Fact, evidence: tuple[Evidence, ...], page: Document) -> Fact:
    """The fact as a page says it."""
    own: dict[str, Any] = page.own or {}
    said: Fact = replace(fact, evidence=evidence, **own.get(id, {}))
    return with_entities(said, lambda entity: replace(entity, **own.get(entity.typed_id, {}))) if own else said


def _sorted(part: dict[str, Part]) -> dict[str, Part]:
    return dict(sorted(part.items()))


def _add_place(places: dict[str, Place], entity: Entity, gazetteer: Gazetteer) -> None:
    """Puts a place and all that it is part of into the table."""
    assert entity.id
    county, *below = entity.id.split("/")
    if county not in gazetteer.places:
        places[entity.id] = Place(entity.id, entity.name, "group", None)
        return
    for id in (county, *gazetteer.ancestors(county)):
        places[id] = gazetteer.places[id]
    path = county
    for depth, name in enumerate(below, 1):
        parent, path = path, f"{path}/{name}"
        places[path] = Place(path, name, _LEVELS[min(depth, 2)], parent)
