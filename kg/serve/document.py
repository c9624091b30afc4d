"""The page of a document: its text with every fact marked in it, its facts, and its ledger."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import Any

from kg.model import Span
from kg.serve.index import Index, Item
from kg.serve.page import Asked, Page, fact_page
from kg.serve.told import told
from kg.texts import PageText


def document(index: Index, asked: Asked) -> Page | None:
    """A page that the graph was made from. One without a kept text has the words of its facts only."""
    id = asked.get("id", "")
    if id not in index.graph.documents and id not in index.of_page:
        return None
    known, text = index.document(id), index.texts.of(id)
    items = sorted(index.of_page.get(id, []), key=lambda item: (_start(item, id), item.id))
    data: dict[str, Any] = {
        "id": id, "title": known.title or id, "publisher": known.publisher, "published": known.published,
        "url_of_page": known.url if (known.url or "").startswith(("https://", "http://")) else None,
        "source": known.source, "facts": [told(index, item) for item in items], "paragraphs": None, "ledger": None,
    }  # fmt: skip
    if text:
        data["paragraphs"] = paragraphs(text, items)
        data["ledger"] = [row._asdict() for row in text.ledger]
    return fact_page("document", data["title"], data, index, items)


def paragraphs(text: PageText, items: list[Item]) -> list[list[dict[str, Any]]]:
    """The text as paragraphs of pieces: the words, the facts that they say, whether they are a number that became none.

    `first` are the facts whose words begin with the piece.
    """
    facts: dict[Span, list[str]] = defaultdict(list)
    for item in items:
        for evidence in item.fact.evidence:
            if evidence.doc == text.page and (span := text.marks.get((evidence.start, evidence.end))):
                facts[span].append(item.id)
    numbers = [(row.start, row.end) for row in text.ledger if row.fate == "unclaimed" and row.start is not None]
    out: list[list[dict[str, Any]]] = []
    at = 0
    for line in text.clean.splitlines(keepends=True):
        if line.strip():
            out.append(
                _pieces(text.clean, (at, at + len(line.rstrip())), facts, [(a, b) for a, b in numbers if b is not None])
            )
        at += len(line)
    return out


def _pieces(clean: str, line: Span, facts: dict[Span, list[str]], numbers: list[Span]) -> list[dict[str, Any]]:
    near = {span: ids for span, ids in facts.items() if _meet(span, line)}
    near_numbers = [span for span in numbers if _meet(span, line)]
    borders = sorted({*line, *(max(line[0], min(line[1], at)) for span in (*near, *near_numbers) for at in span)})
    pieces = []
    for start, end in pairwise(borders):
        over = [(span, ids) for span, ids in near.items() if _meet(span, (start, end))]
        pieces.append(
            {
                "text": clean[start:end],
                "facts": [id for _, ids in over for id in ids],
                "first": [id for span, ids in over if max(span[0], line[0]) == start for id in ids],
                "unclaimed": any(_meet(span, (start, end)) for span in near_numbers),
            }
        )
    return pieces


def _meet(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _start(item: Item, page: str) -> int:
    return min(each.start for each in item.fact.evidence if each.doc == page)
