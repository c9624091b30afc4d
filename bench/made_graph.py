"""A graph of any size and of kg's own shape, made from a seed: what the benches of stores load and ask."""

from __future__ import annotations

import random

from kg import ontology, places
from kg.model import Document, Entity, Evidence, Fact, Graph, Observation, Relation
from kg.resolve.identity import digest, fact_id

FIGURES_A_PAGE = 20
_YEARS = range(2016, 2026)
_APPROX = ("exact", "exact", "exact", "more_than", "about")


def made_graph(figures: int, seed: int = 1) -> Graph:
    """A graph of about so many figures: of each two nodes (with its evidence) and three relationships or four.

    Each page is about a county: its figures by year, who helps it, its publisher and its date.
    """
    return _Made(random.Random(seed)).graph(figures)


class _Made:
    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.gazetteer = places.load()
        self.counties = sorted(id for id, place in self.gazetteer.places.items() if place.level == "county")
        self.provinces = sorted(id for id, place in self.gazetteer.places.items() if place.level == "province")
        self.measures = sorted(
            (each for each in ontology.load().measures.values() if each.units), key=lambda each: each.name
        )
        self.made = Graph({}, {}, {}, {})

    def graph(self, figures: int) -> Graph:
        for number in range(-(-figures // FIGURES_A_PAGE)):
            self.page(f"page-{number:06}")
        for entity in list(self.made.entities.values()):
            if entity.type == "Place":
                self.made.places.update((id, self.gazetteer.places[id]) for id in self.lineage(str(entity.id)))
        return self.made

    def lineage(self, id: str) -> tuple[str, ...]:
        return (id, *self.gazetteer.ancestors(id))

    def page(self, id: str) -> None:
        county, giver = self.place(self.chance.choice(self.counties)), self.place(self.chance.choice(self.provinces))
        publisher = self.entity("Organization", f"{county.name}融媒体中心")
        date = f"{self.chance.choice(_YEARS)}-{self.chance.randint(1, 12):02}-{self.chance.randint(1, 28):02}"
        self.made.documents[id] = Document(
            id, f"pages/{id}.txt", f"{giver.name}帮扶{county.name}", publisher.name, date
        )
        page = self.known(Entity("Document", id, id))
        self.add(Relation(page, "published_by", publisher, self.said(id, 0, f"来源：{publisher.name}")))
        self.add(Relation(page, "published_on", date, self.said(id, 30, date)))
        self.add(Relation(giver, "assists", county, self.said(id, 60, f"{giver.name}对口帮扶{county.name}")))
        for number in range(FIGURES_A_PAGE):
            self.add(self.figure(id, county, giver, 100 + 40 * number))

    def figure(self, page: str, county: Entity, giver: Entity, start: int) -> Observation:
        measure, approx = self.chance.choice(self.measures), self.chance.choice(_APPROX)
        value = float(self.chance.randint(1, 50_000))
        return Observation(
            county, measure.name, value, measure.units[0].symbol,
            self.said(page, start, f"{county.name}{measure.label_zh}{value:.0f}"), approx,
            low=None if approx == "about" else value, high=value if approx == "exact" else None,
            period=str(self.chance.choice(_YEARS)), counterpart=giver if self.chance.random() < 0.15 else None,
            confidence=round(self.chance.uniform(0.5, 1), 3),
        )  # fmt: skip

    def said(self, page: str, start: int, quote: str) -> tuple[Evidence, ...]:
        return (Evidence(page, start, start + len(quote), quote, "made"),)

    def place(self, id: str) -> Entity:
        return self.known(Entity("Place", self.gazetteer.places[id].name, id))

    def entity(self, type: str, name: str) -> Entity:
        return self.known(Entity(type, name, digest(type, name)))

    def known(self, entity: Entity) -> Entity:
        return self.made.entities.setdefault(f"{entity.type}/{entity.id}", entity)

    def add(self, fact: Fact) -> None:
        self.made.facts[fact_id(fact)] = fact
