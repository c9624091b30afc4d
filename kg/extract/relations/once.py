"""Each relation once."""

from __future__ import annotations

from collections.abc import Iterable

from kg.model import Entity, Relation

Tie = tuple[str, str, str]


def tie(relation: Relation) -> Tie:
    """What a relation ties and how: the key of its subject, its predicate, the key of its object or the string."""
    target = relation.object.key if isinstance(relation.object, Entity) else relation.object
    return relation.subject.key, relation.predicate, target


def once(relations: Iterable[Relation]) -> list[Relation]:
    """The relations in order, of those that tie the same only the first."""
    found: dict[Tie, Relation] = {}
    for relation in relations:
        found.setdefault(tie(relation), relation)
    return list(found.values())
