"""Facts as plain data, which JSON and the templates share, and the words that people write for figures and periods."""

from __future__ import annotations

from typing import Any

from kg.model import Entity, Evidence, Observation
from kg.records import number
from kg.serve.index import Index, Item

FACT_COLUMNS = [
    "fact", "subject", "subject_id", "predicate", "object", "object_id", "value", "unit", "approx", "period",
    "population", "counterpart", "counterpart_id", "confidence", "verdict", "page", "quote",
]  # fmt: skip


def told(index: Index, item: Item) -> dict[str, Any]:
    """A fact: what it says, the words that say it, how sure the rules are, and the verdict on it."""
    fact = item.fact
    review = index.reviews.of(item.id)
    out: dict[str, Any] = {"id": item.id, "subject": thing(fact.subject), "predicate": fact.predicate}
    if isinstance(fact, Observation):
        out |= {"value": number(fact.value), "unit": fact.unit, "approx": fact.approx}
        out |= {"low": number(fact.low), "high": number(fact.high), "population": fact.population}
        out["counterpart"] = thing(fact.counterpart) if fact.counterpart else None
    else:
        out["object"] = thing(fact.object) if isinstance(fact.object, Entity) else fact.object
        out |= {"population": None, "counterpart": None}
    out |= {"period": fact.period, "confidence": fact.confidence, "verdict": review.verdict.value if review else None}
    return out | {"evidence": [_evidence(index, each) for each in fact.evidence]}


def thing(entity: Entity) -> dict[str, str | None]:
    """An entity: type, id and name."""
    return {"type": entity.type, "id": entity.id, "name": entity.name}


def fact_row(item: Item, verdict: str | None) -> list[Any]:
    """A fact as a row with the columns `FACT_COLUMNS`."""
    fact = item.fact
    entity = fact.object if not isinstance(fact, Observation) and isinstance(fact.object, Entity) else None
    object = entity.name if entity else None if isinstance(fact, Observation) else fact.object
    figure = (number(fact.value), fact.unit, fact.approx) if isinstance(fact, Observation) else (None,) * 3
    population, other = (fact.population, fact.counterpart) if isinstance(fact, Observation) else (None, None)
    first = fact.evidence[0]
    return [
        item.id, fact.subject.name, fact.subject.id, fact.predicate, object, entity and entity.id, *figure, fact.period,
        population, other and other.name, other and other.id, fact.confidence, verdict, first.doc, first.quote,
    ]  # fmt: skip


def _evidence(index: Index, evidence: Evidence) -> dict[str, Any]:
    page = index.document(evidence.doc)
    return {
        "page": evidence.doc, "title": page.title or evidence.doc, "start": evidence.start, "end": evidence.end,
        "quote": evidence.quote, "rule": evidence.rule,
    }  # fmt: skip


def digits(value: float) -> str:
    """A number as people write it: `159,000,000`, `0.5`."""
    return f"{value:,.10f}".rstrip("0").rstrip(".") if isinstance(value, float) else f"{value:,}"
