"""Merges the facts of pages into a graph. The order in which pages come does not matter."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TypeVar

from kg.model import Document, Entity, Fact, Graph, Observation, Place, Relation, Text
from kg.places import Gazetteer
from kg.resolve.identity import entity_id, fact_id, person_anchors

Part = TypeVar("Part")
_LEVELS = {1: "town", 2: "village"}


Judge = Callable[[str, Fact], Fact | None]
"""The fact of an id as it goes into the graph; None for one that does not."""


def resolve(
    pages: Iterable[tuple[Text, list[Fact]]], gazetteer: Gazetteer, judge: Judge = lambda id, fact: fact
) -> Graph:
    """The graph of pages with their facts."""
    graph = Graph({}, {}, {}, {})
    for text, facts in pages:
        anchors = person_anchors(facts)
        document = _document(text, facts)
        graph.documents[document.id] = document
        for fact in facts:
            known = _identified(fact, document.id, anchors)
            id = fact_id(known)
            if judged := judge(id, known):
                _add(graph, id, judged)
    for id, fact in graph.facts.items():
        # A later page may have brought another spelling of a name.
        graph.facts[id] = _with_entities(fact, lambda entity: graph.entities[_key(entity)])
    for entity in graph.entities.values():
        if entity.type == "Place" and entity.id:
            _add_place(graph.places, entity, gazetteer)
    return Graph(_sorted(graph.documents), _sorted(graph.entities), _sorted(graph.places), _sorted(graph.facts))


def _key(entity: Entity) -> str:
    return f"{entity.type}/{entity.id}"


def _sorted(part: dict[str, Part]) -> dict[str, Part]:
    return dict(sorted(part.items()))


def _document(text: Text, facts: list[Fact]) -> Document:
    """What is known of a page, by its own facts first."""
    said = {
        fact.predicate: fact.object
        for fact in facts
        if isinstance(fact, Relation) and fact.subject.name == text.page.id
    }
    publisher, published = said.get("published_by"), said.get("published_on")
    first_line = next((line.strip() for line in text.clean.splitlines() if line.strip()), None)
    return Document(
        id=text.page.id,
        source=text.page.source,
        title=text.title or (first_line[:80] if first_line else None),
        publisher=publisher.name if isinstance(publisher, Entity) else None,
        published=published if isinstance(published, str) else text.page.published,
        url=text.page.url,
    )


def _identified(fact: Fact, page: str, anchors: dict[str, str]) -> Fact:
    """The fact with entities that have ids."""
    return _with_entities(fact, lambda entity: replace(entity, id=entity_id(entity, page, anchors)))


def _with_entities(fact: Fact, change: Callable[[Entity], Entity]) -> Fact:
    """The fact with another entity for each of its own."""
    if isinstance(fact, Observation):
        counterpart = change(fact.counterpart) if fact.counterpart else None
        return replace(fact, subject=change(fact.subject), counterpart=counterpart)
    target = change(fact.object) if isinstance(fact.object, Entity) else fact.object
    return replace(fact, subject=change(fact.subject), object=target)


def _add(graph: Graph, id: str, fact: Fact) -> None:
    """Puts a fact and its entities into the graph; one that is there already gets the further evidence."""

    def add(entity: Entity) -> Entity:
        # Of two spellings of a name the shorter, then the first in order, so that the pages' order does not tell.
        key = _key(entity)
        spellings = entity, graph.entities.get(key, entity)
        graph.entities[key] = min(spellings, key=lambda each: (len(each.name), each.name))
        return entity

    _with_entities(fact, add)
    known = graph.facts.get(id)
    if known:
        evidence = tuple(sorted({*known.evidence, *fact.evidence}, key=lambda e: (e.doc, e.start, e.end, e.rule)))
        fact = replace(known, evidence=evidence, confidence=max(known.confidence, fact.confidence))
    graph.facts[id] = fact


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
