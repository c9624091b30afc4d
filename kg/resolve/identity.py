"""Ids made from content: what makes two mentions one thing, and what two pages say one fact."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable

from kg.model import Entity, Fact, Observation, Relation

_MARKS = re.compile(r"[\W_]+")
_ANCHORS = ("works_at", "comes_from", "studied_at", "works_in")
"""The relations that tell one person from another of the same name, the surest first."""


def digest(*parts: object) -> str:
    """Sixteen hexadecimal digits that stand for the parts."""
    return hashlib.blake2b("\x1f".join(map(str, parts)).encode(), digest_size=8).hexdigest()


def bare(name: str) -> str:
    """A name without marks and spaces: “蓝鹰工程” and 蓝鹰工程 are one."""
    return _MARKS.sub("", name).lower()


def person_anchors(facts: Iterable[Fact]) -> dict[str, str]:
    """For each person of a page, by name, what tells it from others of that name: where it works or comes from."""
    anchors: dict[str, tuple[int, str]] = {}
    for fact in facts:
        if isinstance(fact, Relation) and fact.predicate in _ANCHORS and isinstance(fact.object, Entity):
            anchor = _ANCHORS.index(fact.predicate), fact.object.id or bare(fact.object.name)
            anchors[fact.subject.name] = min(anchor, anchors.get(fact.subject.name, anchor))
    return {name: anchor for name, (_, anchor) in anchors.items()}


def entity_id(entity: Entity, page: str, anchors: dict[str, str]) -> str:
    """A place's adcode or path, a page's own id, and for all else a digest of type and name.

    A person is told by name and anchor, and where the page gives no anchor by name and page; an event, whose name is
    often general, by name and page.
    """
    if entity.id:
        return entity.id
    if entity.type == "Document" and entity.name == page:
        return page
    if entity.type == "Place":
        return bare(entity.name)
    scope = {"Person": anchors.get(entity.name, page), "Event": page}.get(entity.type, "")
    return digest(entity.type, bare(entity.name), scope)


def fact_id(fact: Fact) -> str:
    """The digest of all that makes a fact what it is; its evidence does not. Entities have their ids."""
    if isinstance(fact, Observation):
        counterpart = fact.counterpart.id if fact.counterpart else None
        parts = (float(fact.value), fact.unit, fact.approx, fact.period, fact.population, counterpart)
        return digest("observation", fact.subject.id, fact.predicate, *parts)
    target = fact.object.id if isinstance(fact.object, Entity) else fact.object
    return digest("relation", fact.subject.id, fact.predicate, target, fact.period)
