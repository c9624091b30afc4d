"""What the page tells, as plain data: pairings and figures, the words that say them, the pages that these stand on."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from kg.model import Document, Entity, Fact, Graph, Observation, Relation
from kg.ontology import Ontology

PAIRING = "assists"
"""The relation that the picture is of."""

APPROXIMATE = {"about": "about", "more_than": "more than", "less_than": "less than", "up_to": "up to"}


def content(graph: Graph, ontology: Ontology) -> dict[str, Any]:
    """Pairings, the figures of places, places, measures and pages: what JSON can hold, in a fixed order."""
    facts = [fact for _, fact in sorted(graph.facts.items(), key=_order)]
    pairings = _pairings([fact for fact in facts if isinstance(fact, Relation) and fact.predicate == PAIRING])
    figures = [
        _figure(fact, ontology) for fact in facts if isinstance(fact, Observation) and fact.subject.type == "Place"
    ]
    told = pairings + figures
    ids = {fact[role] for fact in told for role in ("from", "to", "place", "counterpart") if fact.get(role)}
    pages = {words["page"] for fact in told for words in fact["words"]}
    return {
        "pairings": pairings,
        "figures": figures,
        "places": {id: _place(graph, id) for id in sorted(ids)},
        "pages": {id: _page(graph.documents.get(id) or Document(id, id)) for id in sorted(pages)},
    }


def province(place: str) -> str:
    """The adcode of the province that a place is in: the first two digits of its own say it."""
    return f"{place[:2]}0000"


def _order(item: tuple[str, Fact]) -> tuple[str, str, str, str]:
    id, fact = item
    other = _id(fact.object) if isinstance(fact, Relation) else fact.predicate
    return _id(fact.subject), other, fact.period or "", id


def _id(thing: Entity | str) -> str:
    return thing if isinstance(thing, str) else thing.id or thing.name


def _pairings(facts: list[Relation]) -> list[dict[str, Any]]:
    """Each two places once, with all the periods and words that the facts about them have."""
    together: dict[tuple[str, str], list[Relation]] = defaultdict(list)
    for fact in facts:
        together[_id(fact.subject), _id(fact.object)].append(fact)
    return [
        {
            "from": giver,
            "to": receiver,
            "period": ", ".join(dict.fromkeys(_period(fact.period) for fact in same if fact.period)),
            "words": _words(*same),
        }
        for (giver, receiver), same in together.items()
    ]


def _figure(fact: Observation, ontology: Ontology) -> dict[str, Any]:
    measure = ontology.measures.get(fact.predicate)
    return {
        "place": _id(fact.subject),
        "en": measure.label_en if measure else fact.predicate.replace("_", " "),
        "zh": measure.label_zh if measure else "",
        "value": _value(fact),
        "period": _period(fact.period),
        "population": (fact.population or "").replace("_", " "),
        "counterpart": _id(fact.counterpart) if fact.counterpart else "",
        "words": _words(fact),
    }


def _value(figure: Observation) -> str:
    """The figure as people write it: `more than 159,000,000 yuan`, `109%`."""
    if figure.unit == "ratio":
        value = f"{figure.value * 100:,.10g}%"
    else:
        number = f"{figure.value:,.10f}".rstrip("0").rstrip(".")
        value = number if figure.unit == "count" else f"{number} {figure.unit}"
    return f"{APPROXIMATE.get(figure.approx, '')} {value}".strip()


def _period(edtf: str | None) -> str:
    """An EDTF period as people write it: `since 2017`, `2020-01 to 2020-10`."""
    start, slash, end = (edtf or "").partition("/")
    if not slash:
        return start
    if end == "..":
        return f"since {start}"
    return f"up to {end}" if start == ".." else f"{start} to {end}"


def _words(*facts: Fact) -> list[dict[str, str]]:
    """Each piece of evidence once: the same words may stand under two rules."""
    found = sorted((each.doc, each.start, each.quote) for fact in facts for each in fact.evidence)
    return [{"page": doc, "quote": quote} for doc, quote in dict.fromkeys((doc, quote) for doc, _, quote in found)]


def _place(graph: Graph, id: str) -> dict[str, str]:
    place = graph.places.get(id)
    entity = place or graph.entities.get(f"Place/{id}")
    return {"zh": entity.name if entity else id, "en": (place and place.name_en) or "", "province": province(id)}


def _page(page: Document) -> dict[str, str]:
    """What is known of a page. Its address is a link only where it is one of the web."""
    url = page.url or ""
    return {
        "title": page.title or page.id,
        "publisher": page.publisher or "",
        "published": page.published or "",
        "url": url if url.startswith(("https://", "http://")) else "",
    }
