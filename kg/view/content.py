"""What the page tells, as plain data: pairings, figures and other facts of places, each with the words that say it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from kg.model import PAIRING, Document, Entity, Evidence, Fact, Graph, Observation, Relation
from kg.near import sound
from kg.ontology import Ontology
from kg.periods import period_bounds
from kg.places import is_id
from kg.programme import programmes

_SURROGATE = re.compile(r"[\ud800-\udfff]")


def content(graph: Graph, ontology: Ontology) -> dict[str, Any]:
    """Pairings, figures and other relations of places, and what they name, as JSON can hold it; in a fixed order."""
    facts = [fact for _, fact in sorted(graph.facts.items(), key=_order)]
    pairings = [_pairing(graph, each, ontology) for each in pairings_of(facts)]
    figures = [_figure(graph, fact) for fact in facts if isinstance(fact, Observation) and fact.subject.type == "Place"]
    ties = [_tie(graph, fact) for fact in facts if isinstance(fact, Relation) and _is_tie(fact)]
    told = [*pairings, *figures, *ties]
    pages = {words["page"] for fact in told for words in fact["words"]}
    return {
        "pairings": pairings,
        "figures": figures,
        "ties": ties,
        "places": _places(graph, told),
        "pages": {id: _page(graph.documents.get(id) or Document(id, id)) for id in sorted(pages)},
        "terms": (terms := _terms(ontology, told)),
        "sounds": {name: sound(terms[name][0]) for name in sorted({each["measure"] for each in figures})},
    }


def pairings_of(facts: Iterable[Fact]) -> Iterator[Relation]:
    """The facts that say that a place assists another."""
    for fact in facts:
        if isinstance(fact, Relation) and fact.predicate == PAIRING and isinstance(fact.object, Entity):
            yield fact


def province(place: str) -> str | None:
    """The adcode of the province that a place is in, which the first two digits of its own say; None for a group."""
    return f"{place[:2]}0000" if is_id(place) else None


def _is_tie(fact: Relation) -> bool:
    ends = (fact.subject, fact.object)
    return fact.predicate != PAIRING and any(isinstance(end, Entity) and end.type == "Place" for end in ends)


def _order(item: tuple[str, Fact]) -> tuple[str, str, str, str]:
    id, fact = item
    other = _id(fact.object) if isinstance(fact, Relation) else fact.predicate
    return _id(fact.subject), other, fact.period or "", id


def _id(thing: Entity | str) -> str:
    return thing if isinstance(thing, str) else thing.id or thing.name


def _pairing(graph: Graph, fact: Relation, ontology: Ontology) -> dict[str, Any]:
    ends = {"from": _id(fact.subject), "to": _id(fact.object)}
    return ends | {"programmes": programmes(graph, fact, ontology)} | _said(graph, fact)


def _figure(graph: Graph, fact: Observation) -> dict[str, Any]:
    figure = {"place": _id(fact.subject), "measure": fact.predicate, "value": fact.value, "unit": fact.unit}
    if fact.approx != "exact":
        figure["approx"] = fact.approx
    if fact.population:
        figure["population"] = fact.population
    if fact.counterpart:
        figure["counterpart"] = _id(fact.counterpart)
    return figure | _said(graph, fact)


def _tie(graph: Graph, fact: Relation) -> dict[str, Any]:
    """A relation with a place at one end at least; the other end is a place too, or only a name."""
    tie: dict[str, Any] = {"relation": fact.predicate}
    for side, end in (("from", fact.subject), ("to", fact.object)):
        is_place = isinstance(end, Entity) and end.type == "Place"
        tie[side if is_place else f"{side}_name"] = (
            _id(end) if is_place else end.name if isinstance(end, Entity) else end
        )
    return tie | _said(graph, fact)


def _said(graph: Graph, fact: Fact) -> dict[str, Any]:
    """When it holds, and the words that say it."""
    return {"period": fact.period or "", "years": _years(graph, fact), "words": _words(fact.evidence)}


def _years(graph: Graph, fact: Fact) -> list[list[int | None]]:
    """First and last years, None being open: of the period or, where the fact has none, of the pages that say it."""
    dates = [fact.period] if fact.period else [_published(graph, doc) for doc in {e.doc for e in fact.evidence}]
    bounds = (period_bounds(date) for date in dates if date)
    years = {tuple(int(day[:4]) if day else None for day in span) for span in bounds if any(span)}
    return sorted(map(list, years), key=str)


def _published(graph: Graph, doc: str) -> str | None:
    page = graph.documents.get(doc)
    return page.published if page else None


def _words(evidence: Sequence[Evidence]) -> list[dict[str, str]]:
    """Each sentence once with its marked words: the same words may stand under two rules."""
    found = sorted((each.doc, each.start, each.quote, each.prefix, each.suffix) for each in evidence)
    rows = dict.fromkeys((doc, before, quote, after) for doc, _, quote, before, after in found)
    return [{"page": doc, "before": before, "quote": quote, "after": after} for doc, before, quote, after in rows]


def _places(graph: Graph, told: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """The places that facts name, and all that these are part of."""
    named = {fact[role] for fact in told for role in ("from", "to", "place", "counterpart") if fact.get(role)}
    ids = set(named)
    for id in named:
        while (place := graph.places.get(id)) and place.parent and place.parent not in ids:
            ids.add(id := place.parent)
    return {id: _place(graph, id) for id in sorted(ids)}


def _place(graph: Graph, id: str) -> dict[str, Any]:
    place = graph.places.get(id)
    entity = place or graph.entities.get(f"Place/{id}")
    name = entity.name if entity else id
    return {
        "zh": name,
        "en": (place and place.name_en) or "",
        "pinyin": sound(_SURROGATE.sub("\ufffd", name)),
        "level": place.level if place else "group",
        "parent": (place and place.parent) or "",
        "province": province(id) or "",
    }


def _terms(ontology: Ontology, told: list[dict[str, Any]]) -> dict[str, list[str]]:
    """Chinese and English labels of the measures, units, relations, programmes and populations that are told of."""
    keys = ("measure", "unit", "relation", "population", "approx")
    names = {fact[key] for fact in told for key in keys if fact.get(key)}
    names |= {name for fact in told for name in fact.get("programmes", ())} | {PAIRING}
    return {name: list(ontology.labels.get(name, (name, name.replace("_", " ")))) for name in sorted(names)}


def _page(page: Document) -> dict[str, str]:
    """What is known of a page. Its address is a link only where it is one of the web."""
    url = page.url or ""
    return {
        "title": page.title or page.id,
        "publisher": page.publisher or "",
        "published": page.published or "",
        "url": url if url.startswith(("https://", "http://")) else "",
    }
