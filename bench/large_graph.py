"""A graph as large as one likes, of made-up facts about real places: the same size gives the same graph."""

from __future__ import annotations

import random

from kg import places
from kg.model import Document, Entity, Evidence, Fact, Graph, Observation, Relation
from kg.ontology import load

FIGURES_A_PAGE = 40


def large_graph(figures: int, pairings: int = 3000) -> Graph:
    """Figures of all counties, cities and provinces in turn, and pairings between them."""
    chosen = random.Random(8)
    known = [each for each in places.load().places.values() if each.level in ("province", "prefecture", "county")]
    things = {f"Place/{each.id}": Entity("Place", each.name, each.id) for each in known}
    entities = list(things.values())
    measures = list(load().measures.values())
    facts: dict[str, Fact] = {}
    documents = {}
    for number in range(figures):
        page = f"page{number // FIGURES_A_PAGE:05}"
        documents.setdefault(
            page, Document(page, f"{page}.html", f"第{number // FIGURES_A_PAGE}期通报", "某报", "2021-05-01")
        )
        subject, measure = entities[number % len(entities)], measures[number % len(measures)]
        value, at = float(chosen.randrange(1, 100_000)), number % FIGURES_A_PAGE * 60
        quote = f"{2015 + number % 9}年，{subject.name}{measure.label_zh}为{value:g}"
        facts[f"{number:016x}"] = Observation(
            subject, measure.name, value, measure.units[0].symbol if measure.units else "count",
            (Evidence(page, at, at + len(quote), quote, "cue"),), period=str(2015 + number % 9),
            counterpart=entities[number * 7 % len(entities)] if number % 5 == 0 else None,
            confidence=chosen.randrange(50, 101) / 100,
        )  # fmt: skip
    for number in range(pairings):
        giver, receiver = chosen.choice(entities), chosen.choice(entities)
        page, quote = f"page{number % len(documents):05}", f"{giver.name}对口帮扶{receiver.name}"
        words = (Evidence(page, 3000, 3000 + len(quote), quote, "verb"),)
        facts[f"p{number:015x}"] = Relation(giver, "assists", receiver, words, str(2010 + number % 14))
    return Graph(documents, things, {each.id: each for each in places.load().places.values()}, facts)
