"""Facts as gold: what a reader holds right, in the form that scores a system's facts.

A line is a fact of one page, without the ids that only the graph gives. Of a page that somebody reviewed, the facts
without a verdict are `optional`: a system is neither asked for them nor punished for them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import IO, Any

from kg.model import Fact, Graph
from kg.records import record_of
from kg.reviews import Reviews, Verdict

_ADCODE = re.compile(r"\d{6}(/.+)?")
_ENTITIES = ("subject", "object", "counterpart")
_NOT_GOLD = ("confidence", "start", "end", "rule", "low", "high")
"""What a system says of its own facts, and no reader does."""


def gold_records(fact: Fact) -> list[dict[str, Any]]:
    """A fact of the graph as gold, once for each page that says it."""
    pages = sorted({each.doc for each in fact.evidence})
    return [
        _gold(record_of(replace(fact, evidence=tuple(each for each in fact.evidence if each.doc == page))))
        for page in pages
    ]


def write_gold(graph: Graph, reviews: Reviews, out: IO[bytes]) -> None:
    """Write the gold of all pages that a review is of, sorted by page; a rejected fact has no line.

    An accepted fact is written as it was reviewed, so that gold does not shrink where a later graph misses it.
    """
    for record in sorted(_lines(graph, reviews), key=lambda each: str(each["doc"])):
        out.write(json.dumps(record, ensure_ascii=False).encode(errors="backslashreplace") + b"\n")


def _lines(graph: Graph, reviews: Reviews) -> Iterator[dict[str, Any]]:
    reviewed = {record["doc"] for review in reviews for record in review.records}
    for review in reviews:
        if review.verdict is Verdict.ACCEPTED:
            yield from review.records
    for id, fact in sorted(graph.facts.items()):
        if reviews.of(id) is None:
            yield from ({**record, "optional": True} for record in gold_records(fact) if record["doc"] in reviewed)


def _gold(record: dict[str, Any]) -> dict[str, Any]:
    kept = {name: value for name, value in record.items() if name not in _NOT_GOLD}
    for name in _ENTITIES:
        if isinstance(kept.get(name), dict) and not _is_adcode(kept[name]):
            kept[name] = {key: value for key, value in kept[name].items() if key != "id"}
    return kept


def _is_adcode(entity: dict[str, str]) -> bool:
    return entity["type"] == "Place" and _ADCODE.fullmatch(entity.get("id", "")) is not None
