"""What the references of the saved queries look at: the graph's facts, without stores, projection and Cypher."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from kg.model import Document, Entity, Graph, Observation, Place, Relation
from kg.ontology import load
from kg.periods import period_bounds

Row = list[Any]
Rows = list[Row]
PAGE_TIES = {"published_by": "publisher", "published_on": "published", "written_by": "author"}


class World:
    """A graph, asked by plain Python."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph

    @cached_property
    def figures(self) -> list[tuple[str, Observation]]:
        """By id."""
        return sorted((id, fact) for id, fact in self.graph.facts.items() if isinstance(fact, Observation))

    @cached_property
    def figures_of_places(self) -> list[tuple[str, Observation]]:
        return [(id, fact) for id, fact in self.figures if fact.subject.type == "Place"]

    @cached_property
    def relations(self) -> list[tuple[str, Relation]]:
        """By id; those between two things."""
        facts = sorted((id, fact) for id, fact in self.graph.facts.items() if isinstance(fact, Relation))
        return [(id, fact) for id, fact in facts if isinstance(fact.object, Entity)]

    @cached_property
    def pairings(self) -> list[tuple[str, Relation]]:
        return self.ties("assists")

    def ties(self, *predicates: str) -> list[tuple[str, Relation]]:
        return [(id, fact) for id, fact in self.relations if fact.predicate in predicates]

    @cached_property
    def pairs(self) -> list[tuple[Place, Place]]:
        """Giver and receiver of each pairing once, by id."""
        return sorted({(self.place(fact.subject), self.place(fact.object)) for _, fact in self.pairings}, key=ids)

    def place(self, entity: Entity | str) -> Place:
        return self.graph.places[str(entity.id)]  # type: ignore[union-attr]

    def upwards(self, id: str | None, least: int = 0, most: int = 4) -> list[Place]:
        """The place and what it is part of, nearest first; from `least` to `most` steps up, below the country."""
        found, places = list[Place](), self.graph.places
        while id in places and not (found and places[id].level == "country"):
            found.append(places[id])
            id = places[id].parent
        return found[least : most + 1]

    def is_within(self, place: Place, whole: str, least: int = 0, most: int = 4) -> bool:
        return any(each.id == whole for each in self.upwards(place.id, least, most))

    def provinces(self, entity: Entity | Place) -> list[Place]:
        """The province that a place is or is in; a list, as there may be none."""
        return [each for each in self.upwards(entity.id) if each.level == "province"]

    def page(self, id: str) -> Document:
        """The page, with publisher and date as facts have them where it has none itself."""
        page = self.graph.documents[id]
        known = {name: getattr(page, name, None) for name in ("publisher", "published")}
        for _, fact in self._page_ties:
            name = PAGE_TIES[fact.predicate]
            if name in known and known[name] is None and id in docs(fact):
                known[name] = fact.object.name if isinstance(fact.object, Entity) else fact.object
        return Document(page.id, page.source, page.title, known["publisher"], known["published"], page.url)

    @cached_property
    def _page_ties(self) -> list[tuple[str, Relation]]:
        facts = sorted((id, fact) for id, fact in self.graph.facts.items() if fact.predicate in PAGE_TIES)
        return [(id, fact) for id, fact in facts if isinstance(fact, Relation)]

    def latest(self, measure: str) -> Iterator[tuple[Place, str, Observation]]:
        """Each place's last figure of a measure about the whole of it; of two for one period the greater."""
        of_place: dict[str, list[tuple[str, Observation]]] = {}
        for id, fact in self.figures_of_places:
            if fact.predicate == measure and is_of_whole(fact):
                of_place.setdefault(str(fact.subject.id), []).append((id, fact))
        for place, figures in sorted(of_place.items()):
            figures.sort(key=lambda item: item[0])
            figures.sort(key=lambda item: (*recency(item[1]), item[1].value), reverse=True)
            yield self.graph.places[place], *figures[0]


def ids(pair: tuple[Place, Place]) -> tuple[str, str]:
    return pair[0].id, pair[1].id


def docs(fact: Observation | Relation) -> list[str]:
    return sorted({evidence.doc for evidence in fact.evidence})


def role(fact: Observation) -> str | None:
    """What the counterpart is to the figure."""
    measure = load().measures.get(fact.predicate)
    return measure.counterpart_role if measure and fact.counterpart else None


def is_of_whole(fact: Observation) -> bool:
    return not fact.population and role(fact) != "destination"


def first_day(fact: Observation | Relation) -> str | None:
    return period_bounds(fact.period)[0]


def last_day(fact: Observation | Relation) -> str | None:
    return period_bounds(fact.period)[1]


def recency(fact: Observation) -> tuple[str, str]:
    return last_day(fact) or first_day(fact) or "", first_day(fact) or ""


def begin(fact: Observation) -> str:
    """What figures over time are sorted by."""
    return first_day(fact) or last_day(fact) or ""


def year(fact: Observation) -> str:
    """The year in which the period ends, or begins where it is open."""
    return (last_day(fact) or first_day(fact) or "")[:4]
