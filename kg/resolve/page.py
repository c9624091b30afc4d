"""What one page gives to a graph: its facts with ids, each once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace

from kg.model import Document, Entity, Evidence, Fact, Observation, Relation, Text
from kg.resolve.identity import entity_id, fact_id, person_anchors

Judge = Callable[[str, Fact], Fact | None]
"""The fact of an id as it goes into the graph; None for one that does not."""


@dataclass(frozen=True, slots=True)
class PageFacts:
    """A page's part of a graph."""

    document: Document
    facts: dict[str, Fact] = field(default_factory=dict)
    """By id. All evidence is of this page, and each entity has one spelling."""


def page_facts(text: Text, facts: list[Fact], judge: Judge = lambda id, fact: fact) -> PageFacts:
    """The part of a page, of which `facts` were found."""
    part = PageFacts(_document(text, facts))
    anchors = person_anchors(facts)
    names: dict[str, Entity] = {}
    for fact in facts:
        known = with_entities(fact, lambda entity: replace(entity, id=entity_id(entity, text.page.id, anchors)))
        id = fact_id(known)
        if judged := judge(id, known):
            part.facts[id] = merged(part.facts.get(id), judged)
            collect_names(judged, names)
    for id, fact in part.facts.items():
        part.facts[id] = with_entities(fact, lambda entity: names[entity.typed_id])
    return part


def merged(known: Fact | None, fact: Fact) -> Fact:
    """Two sayings of one fact as one: all evidence, the surest confidence, the tightest bounds, in whichever order."""
    evidence = tuple(sorted({*(known.evidence if known else ()), *fact.evidence}, key=_place))
    if known is None:
        return fact if evidence == fact.evidence else replace(fact, evidence=evidence)
    confidence = max(known.confidence, fact.confidence)
    if not isinstance(known, Observation) or not isinstance(fact, Observation):
        return replace(known, evidence=evidence, confidence=confidence)
    low = max((bound for bound in (known.low, fact.low) if bound is not None), default=None)
    high = min((bound for bound in (known.high, fact.high) if bound is not None), default=None)
    return replace(known, evidence=evidence, confidence=confidence, low=low, high=high)


def collect_names(fact: Fact, names: dict[str, Entity]) -> None:
    """Put the fact's entities into `names`, by key: of two spellings the shorter, then the first in order."""
    for entity in entities(fact):
        key = entity.typed_id
        names[key] = min(entity, names.get(key, entity), key=lambda each: (len(each.name), each.name))


def entities(fact: Fact) -> Iterator[Entity]:
    """The entities that a fact names."""
    yield fact.subject
    if fact.other:
        yield fact.other


def with_entities(fact: Fact, change: Callable[[Entity], Entity]) -> Fact:
    """The fact with another entity for each of its own."""
    if isinstance(fact, Observation):
        counterpart = change(fact.counterpart) if fact.counterpart else None
        return replace(fact, subject=change(fact.subject), counterpart=counterpart)
    target = change(fact.object) if isinstance(fact.object, Entity) else fact.object
    return replace(fact, subject=change(fact.subject), object=target)


def _place(evidence: Evidence) -> tuple[str, int, int, str, str]:
    return evidence.doc, evidence.start, evidence.end, evidence.rule, evidence.quote


def _document(text: Text, facts: Iterable[Fact]) -> Document:
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
