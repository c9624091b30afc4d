"""The reading pages, each a function of the index and of what the address asks for; None where there is none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from kg.serve.document import document
from kg.serve.index import Index, Item
from kg.serve.lists import LISTS, listed, measures, overview, pairings, search
from kg.serve.page import Asked, Page, cut, fact_page, facts
from kg.serve.things import filtered, pairing, things, year_of


def measure(index: Index, asked: Asked) -> Page | None:
    """A measure: all its figures, the greatest first or by place, of a year or of all."""
    name = asked.get("name", "")
    items = index.of_measure.get(name)
    if items is None:
        return None
    shown = filtered(items, {"year": asked.get("year", "")})
    shown = sorted(shown, key=lambda item: (-item.fact.value, item.id))  # type: ignore[union-attr]
    known = index.ontology.measures.get(name)
    data = {
        "measure": name, "units": [unit.symbol for unit in known.units] if known else [],
        "figures": cut(shown, asked), "years": tuple(sorted({year_of(item) for item in items} - {""})),
    }  # fmt: skip
    return fact_page("measure", name, data, index, shown)


def fact(index: Index, asked: Asked) -> Page | None:
    """A fact with all its words, and the verdict on it."""
    item = index.items.get(asked.get("id", ""))
    if item is None:
        return None
    review = index.reviews.of(item.id)
    data = {
        "fact": facts(index, [item], asked)["items"][0],
        "note": review.note if review else None,
        "kept": index.kept.path.name,
    }
    return fact_page("fact", item.fact.subject.name, data, index, [item])


def review(index: Index, asked: Asked) -> Page:
    """The facts without a verdict, the least sure first, or those with one."""
    wanted = asked.get("show", "open")
    items = [item for item in index.unsure if _verdict(index, item) == wanted]
    verdicts = Counter(each.verdict.value for each in index.reviews if each.fact in index.items)
    counts = {
        "open": len(index.items) - verdicts.total(),
        "accepted": verdicts["accepted"],
        "rejected": verdicts["rejected"],
    }
    data = {"show": wanted, "counts": counts, "facts": facts(index, items, asked), "kept": index.kept.path.name}
    return fact_page("review", "review", data, index, items)


def _verdict(index: Index, item: Item) -> str:
    found = index.reviews.of(item.id)
    return found.verdict.value if found else "open"


PAGES: dict[str, Callable[[Index, Asked], Page | None]] = {
    "overview": overview, "search": search, "pairings": pairings, "pairing": pairing, "measures": measures,
    "measure": measure, "document": document, "fact": fact, "review": review,
    **{name: listed(name) for name in LISTS},
    **{type.casefold(): things(type) for types in LISTS.values() for type in types if type != "Document"},
}  # fmt: skip
"""By the name that stands in the address."""
