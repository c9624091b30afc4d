"""Facts as JSON lines, in the form of the gold standard. The door for facts that come from or go to a file."""

from __future__ import annotations

from typing import Any

from kg.model import Entity, Fact, Observation


def record_of(fact: Fact) -> dict[str, Any]:
    """A fact as a JSON object: kind, subject, predicate, object or value, and what else the words say."""
    evidence = fact.evidence[0]
    record: dict[str, Any] = {"doc": evidence.doc, "kind": "relation", "subject": _entity(fact.subject), "predicate": fact.predicate}
    if isinstance(fact, Observation):
        record |= {"kind": "observation", "value": fact.value, "unit": fact.unit, "approx": fact.approx}
        record |= {"low": fact.low, "high": fact.high, "population": fact.population}
        record["counterpart"] = _entity(fact.counterpart) if fact.counterpart else None
    else:
        record["object"] = _entity(fact.object) if isinstance(fact.object, Entity) else fact.object
    record |= {"period": fact.period, "confidence": fact.confidence}
    record |= {"quote": evidence.quote, "start": evidence.start, "end": evidence.end, "rule": evidence.rule}
    return {key: value for key, value in record.items() if value is not None}


def _entity(entity: Entity) -> dict[str, str]:
    record = {"type": entity.type, "name": entity.name}
    return record | {"id": entity.id} if entity.id else record
