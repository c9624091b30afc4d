"""A graph of any size, made from a seed: what a crawl of many pages would give, without the pages.

Places, measures, units and plausible ranges are those that ship; each page says a dozen facts.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from random import Random

from kg import places
from kg.model import Document, Entity, Evidence, Fact, Graph, Observation, Place, Relation
from kg.ontology import Measure, load
from kg.resolve.identity import digest, fact_id

FACTS_A_PAGE = 12
RELATIONS = 0.2
"""The share of facts that are no figures."""
_WORDS = "据统计截至目前两地签订劳务协作协议累计投入财政帮扶资金选派干部人才建成车间吸纳脱贫劳动力就近就业同比增长"


def generated(figures: int, seed: int = 0) -> Graph:
    """A graph with so many figures, and a fourth as many relations beside them."""
    random = Random(seed)
    counties = [place for place in places.load().places.values() if place.level in ("county", "prefecture", "province")]
    measures = [measure for measure in load().measures.values() if measure.units]
    pages = _pages(random)
    graph = Graph({}, {}, {}, {})
    made = 0
    while made < figures:
        page, document = next(pages)
        graph.documents[page] = document
        at = 0
        for _ in range(FACTS_A_PAGE):
            told = _words(random, page, at)
            at = told.end + random.randrange(40)
            is_relation = random.random() < RELATIONS
            fact = _relation(random, counties, told) if is_relation else _figure(random, counties, measures, told)
            graph.facts.setdefault(fact_id(fact), fact)
            made += not is_relation
    _name_all(graph)
    return graph


def _pages(random: Random) -> Iterator[tuple[str, Document]]:
    for number in count():
        page = f"page{number:06d}"
        date = f"{random.randrange(2016, 2025)}-{random.randrange(1, 13):02d}-{random.randrange(1, 29):02d}"
        title = _phrase(random, 18)
        yield page, Document(page, f"pages/{page}.html", title, "协作日报", date, f"https://example.org/{page}?a=1&b=2")


def _figure(random: Random, counties: list[Place], measures: list[Measure], told: Evidence) -> Observation:
    measure = random.choice(measures)
    low, high = max(measure.minimum, 0), min(measure.maximum, 1e9)
    value = (
        round(random.uniform(low, high), 2)
        if measure.units[0].symbol == "ratio"
        else float(
            random.randint(
                int(low) + (low > int(low)), int(min(high, 10 ** random.randrange(2, 10)) if high > 100 else high)
            )
        )
    )
    value = min(max(value, low), high)
    approx = random.choice(("exact", "exact", "exact", "about", "more_than"))
    return Observation(
        _entity(random.choice(counties)), measure.name, value, random.choice(measure.units).symbol, (told,), approx,
        low=value if approx != "about" else None, high=value if approx == "exact" else None,
        period=random.choice((None, "2020", "2021", "2020-01/2020-10", "2021-06", "../2022-11")),
        population=random.choice((None, None, None, "registered_poor", "lifted_out")),
        counterpart=_entity(random.choice(counties)) if random.random() < 0.3 else None,
        confidence=random.choice((1.0, 0.9, 0.85, 0.72)),
    )  # fmt: skip


def _relation(random: Random, counties: list[Place], told: Evidence) -> Relation:
    giver, receiver = random.sample(counties, 2)
    if random.random() < 0.6:
        return Relation(_entity(giver), "assists", _entity(receiver), (told,), random.choice((None, "2020", "2021")))
    name = f"{receiver.name}{_phrase(random, 4)}公司"
    company = Entity("Organization", name, digest("Organization", name))
    event = Entity("Event", _phrase(random, 8), digest("Event", told.id))
    return Relation(company, "held", event, (told,))


def _entity(place: Place) -> Entity:
    return Entity("Place", place.name, place.id)


def _words(random: Random, page: str, at: int) -> Evidence:
    quote = _phrase(random, random.randrange(12, 60))
    return Evidence(page, at, at + len(quote), quote, random.choice(("figure.count", "figure.money", "pairing.verb")))


def _phrase(random: Random, length: int) -> str:
    return "".join(random.choices(_WORDS, k=length))


def _name_all(graph: Graph) -> None:
    """Put the entities that facts name into the graph, with the places that they are part of."""
    gazetteer = places.load()
    for fact in graph.facts.values():
        other: object = fact.counterpart if isinstance(fact, Observation) else fact.object
        for entity in (fact.subject, other):
            if isinstance(entity, Entity) and entity.id:
                graph.entities[f"{entity.type}/{entity.id}"] = entity
                for id in (entity.id, *gazetteer.ancestors(entity.id)) if entity.type == "Place" else ():
                    graph.places[id] = gazetteer.places[id]


__all__ = ["Fact", "generated"]
