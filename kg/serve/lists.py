"""The pages that list what there is: the overview, the lists of things, the search."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

from kg.serve.index import Index, Name
from kg.serve.page import Asked, Page, cut
from kg.store.saved import saved_queries

LISTS = {
    "places": ("Place",), "organizations": ("Organization",), "persons": ("Person",), "documents": ("Document",),
    "others": ("Project", "Event", "Agreement"),
}  # fmt: skip
"""Lists of things, and the types in each."""
_NAME_COLUMNS = ["type", "id", "name", "facts"]


def overview(index: Index, asked: Asked) -> Page:
    """What the graph holds, and the saved queries."""
    observations = sum(map(len, index.of_measure.values()))
    kinds = Counter(each.type for each in index.names if each.facts or each.type == "Document")
    counts = {
        "documents": len(index.graph.documents), "facts": len(index.items), "figures": observations,
        "pairings": len(index.pairings), "places": kinds["Place"], "organizations": kinds["Organization"],
        "persons": kinds["Person"], "others": sum(kinds[type] for type in LISTS["others"]),
        "measures": len(index.of_measure),
    }  # fmt: skip
    queries = [{"name": each.name, "en": each.question_en, "zh": each.question_zh} for each in saved_queries()]
    data = {
        "counts": counts,
        "queries": queries,
        "measures": _most(index),
        "places": _names(index.find("", ("Place",))[:12]),
    }
    return Page("overview", "", data, ["what", "count"], [list(row) for row in counts.items()])


def _most(index: Index) -> list[dict[str, Any]]:
    """The measures with most figures."""
    ranked = sorted(index.of_measure.items(), key=lambda each: (-len(each[1]), each[0]))
    return [{"name": name, "facts": len(items)} for name, items in ranked[:12]]


def _names(found: list[Name]) -> list[dict[str, Any]]:
    return [{"type": each.type, "id": each.id, "name": each.name, "facts": each.facts} for each in found]


def listed(name: str) -> Callable[[Index, Asked], Page]:
    """The page of a list of `LISTS`: all things of its types that facts name, or those that a word finds."""

    def page(index: Index, asked: Asked) -> Page:
        found = [each for each in index.find(asked.get("q", ""), LISTS[name]) if each.facts or each.type == "Document"]
        part = cut(found, asked)
        rows = [[each.type, each.id, each.name, each.facts] for each in found]
        return Page("list", name, {"shown": part | {"items": _names(part["items"])}, "list": name}, _NAME_COLUMNS, rows)

    return page


def search(index: Index, asked: Asked) -> Page:
    """Things and measures by a word in Chinese, pinyin or English."""
    word = asked.get("q", "").strip()
    found = index.find(word) if word else []
    rows = [[each.type, each.id, each.name, each.facts] for each in found]
    part = cut(found, asked)
    shown = part | {"items": _names(part["items"])}
    data = {"q": word, "shown": shown, "measures": _measures(index, word) if word else []}
    return Page("search", word, data, _NAME_COLUMNS, rows)


def _measures(index: Index, word: str) -> list[dict[str, Any]]:
    word = word.casefold()
    return [
        {"name": each.name, "facts": len(index.of_measure.get(each.name, ()))}
        for each in index.ontology.measures.values()
        if word in f"{each.name} {each.label_en} {each.label_zh}".casefold()
    ]


def pairings(index: Index, asked: Asked) -> Page:
    """All pairings, or those with a word in the name of a side."""
    word = asked.get("q", "").casefold()
    names = {each.id: each for each in index.names if each.type == "Place"}
    rows: list[list[Any]] = []
    for (giver, receiver), items in index.pairings.items():
        if not word or any(word in names[id].sounds for id in (giver, receiver)):
            periods = sorted({each.fact.period for each in items if each.fact.period})
            pages = {evidence.doc for each in items for evidence in each.fact.evidence}
            rows.append([names[giver].name, giver, names[receiver].name, receiver, ", ".join(periods), len(pages)])
    rows.sort(key=lambda row: (-row[5], row[1], row[3]))
    columns = ["giver", "giver_id", "receiver", "receiver_id", "periods", "pages"]
    part = cut(rows, asked)
    shown = part | {"items": [dict(zip(columns, row, strict=True)) for row in part["items"]]}
    return Page("pairings", "pairings", {"shown": shown}, columns, rows)


def measures(index: Index, asked: Asked) -> Page:
    """The measures that figures are of."""
    known = index.ontology.measures
    rows: list[list[Any]] = []
    for name, items in index.of_measure.items():
        measure = known.get(name)
        units = ", ".join(unit.symbol for unit in measure.units) if measure else ""
        rows.append(
            [name, measure.label_zh if measure else name, measure.label_en if measure else name, units, len(items)]
        )
    rows.sort(key=lambda row: (-row[4], row[0]))
    columns = ["measure", "zh", "en", "unit", "facts"]
    shown = {"items": [dict(zip(columns, row, strict=True)) for row in rows]}
    return Page("measures", "measures", {"shown": shown}, columns, rows)
