"""The pages of things: a place, an organisation, a person, and of two places that are paired."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from kg.model import FLOW, PAIRING, Entity, Observation, Relation
from kg.serve.index import Index, Item
from kg.serve.page import Asked, Page, cut, fact_page
from kg.serve.told import thing


def things(type: str) -> Callable[[Index, Asked], Page | None]:
    """The page of a thing of a type: its ties, its figures, and where else it is named."""

    def page(index: Index, asked: Asked) -> Page | None:
        entity = index.entity(type, asked.get("id", ""))
        if entity is None:
            return None
        key = entity.typed_id
        own, named = index.of_thing.get(key, []), index.of_other.get(key, [])
        figures = [item for item in own if isinstance(item.fact, Observation)]
        shown = filtered(figures, asked)
        others = [
            item for item in own if isinstance(item.fact, Relation) and item.fact.predicate not in (PAIRING, FLOW)
        ]
        naming = [
            item for item in named if isinstance(item.fact, Observation) or item.fact.predicate not in (PAIRING, FLOW)
        ]
        data = {
            "thing": thing(entity), "place": _place(index, str(entity.id)) if type == "Place" else None,
            "assists": _tied(own, PAIRING, False), "assisted_by": _tied(named, PAIRING, True),
            "workers_to": _tied(own, FLOW, False), "workers_from": _tied(named, FLOW, True),
            "figures": cut(shown, asked), "relations": cut(others, asked, "relations"),
            "named": cut(naming, asked, "named"),
            "measures": tuple(sorted({item.fact.predicate for item in figures})),
            "years": tuple(sorted({year_of(item) for item in figures} - {""})),
        }  # fmt: skip
        rows = shown if asked.get("measure") or asked.get("year") else [*own, *named]
        return fact_page("thing", entity.name, data, index, rows)

    return page


def pairing(index: Index, asked: Asked) -> Page | None:
    """Two places: the words that say that one assists the other, and the figures between them."""
    giver, receiver = (index.entity("Place", asked.get(side, "")) for side in ("giver", "receiver"))
    if giver is None or receiver is None:
        return None
    said = index.pairings.get((str(giver.id), str(receiver.id)), [])
    back = index.pairings.get((str(receiver.id), str(giver.id)), [])
    both = {giver.typed_id, receiver.typed_id}
    between = [
        item for item in index.of_thing[giver.typed_id] + index.of_thing[receiver.typed_id] if _is_between(item, both)
    ]
    if not said and not back and not between:
        return None
    data = {
        "giver": thing(giver), "receiver": thing(receiver), "pairing": cut(said, asked),
        "back": cut(back, asked, "back"), "between": cut(between, asked, "between"),
    }  # fmt: skip
    return fact_page("pairing", f"{giver.name} → {receiver.name}", data, index, [*said, *back, *between])


def _is_between(item: Item, both: set[str]) -> bool:
    fact = item.fact
    is_tied = fact.other is not None and {fact.subject.typed_id, fact.other.typed_id} == both
    return is_tied and fact.predicate != PAIRING


def filtered(figures: list[Item], asked: Asked) -> list[Item]:
    """The figures of the measure and the year that the address asks for."""
    measure, year = asked.get("measure"), asked.get("year")
    if not measure and not year:
        return figures
    return [
        item
        for item in figures
        if (not measure or item.fact.predicate == measure) and (not year or year_of(item) == year)
    ]


def year_of(item: Item) -> str:
    """The last year of a fact's period."""
    ends = [part[:4] for part in (item.fact.period or "").split("/") if part[:4].isdecimal()]
    return ends[-1] if ends else ""


def _tied(items: list[Item], predicate: str, is_back: bool) -> list[dict[str, Any]]:
    """The things that relations of a predicate lead to, or come from, each once with its periods."""
    tied: dict[str, dict[str, Any]] = {}
    for item in items:
        fact = item.fact
        if isinstance(fact, Relation) and fact.predicate == predicate and isinstance(fact.object, Entity):
            other = fact.subject if is_back else fact.object
            known = tied.setdefault(other.typed_id, {**thing(other), "periods": [], "facts": 0})
            known["facts"] += 1
            if fact.period and fact.period not in known["periods"]:
                known["periods"].append(fact.period)
    return list(tied.values())


def _place(index: Index, id: str) -> dict[str, Any] | None:
    place = index.graph.places.get(id)
    if place is None:
        return None
    known = [
        each
        for each in index.parts.get(id, ())
        if index.of_thing.get(f"Place/{each}") or index.of_other.get(f"Place/{each}")
    ]
    parts = [{"type": "Place", "id": each, "name": index.graph.places[each].name} for each in sorted(known)]
    above = [
        {"type": "Place", "id": each, "name": index.graph.places[each].name}
        for each in index.above(id)
        if each in index.graph.places
    ]
    return {
        "level": place.level,
        "name_en": place.name_en,
        "lat": place.lat,
        "lon": place.lon,
        "above": above,
        "parts": parts,
    }
