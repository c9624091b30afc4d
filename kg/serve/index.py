"""The graph as reading pages look it up: facts by what they are about, by measure and by page, and things by name."""

from __future__ import annotations

import gc
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from kg.errors import StoreError
from kg.model import PAIRING, Document, Entity, Fact, Graph, Observation, Relation
from kg.near import sound
from kg.ontology import Ontology
from kg.records import read_graph
from kg.reviews import Review, Reviews, append_review, read_reviews
from kg.texts import Texts


@dataclass(frozen=True, slots=True)
class Item:
    """A fact with its id."""

    id: str
    fact: Fact


class Name(NamedTuple):
    """What a thing is found by: its names and their sounds, in small letters."""

    type: str
    id: str
    name: str
    sounds: str
    facts: int


@dataclass(slots=True)
class Kept:
    """Where reviews are kept, and who says them."""

    path: Path
    who: str | None = None


class Index:
    """A store's folder, read once. Reviews are added while it is served."""

    def __init__(self, folder: Path, ontology: Ontology, kept: Kept) -> None:
        """Raises `StoreError` where there is no graph, `UsageError` where the reviews can't be read."""
        if not (folder / "arcadedb").is_dir():
            raise StoreError(f"There is no graph in {folder}.", "Build one first: kg build PATH...")
        self.ontology, self.kept = ontology, kept
        self.reviews = read_reviews(kept.path) if kept.path.exists() else Reviews()
        self.texts = Texts(folder)
        gc.disable()  # nothing that is read here goes again, and looking for it takes half of the time
        self.graph: Graph = read_graph(folder)
        self._fill()
        gc.enable()
        gc.freeze()

    def _fill(self) -> None:
        self.items = {id: Item(id, fact) for id, fact in self.graph.facts.items()}
        self.of_thing: dict[str, list[Item]] = defaultdict(list)
        """By type and id: the facts whose subject it is."""
        self.of_other: dict[str, list[Item]] = defaultdict(list)
        """The facts whose object or counterpart it is."""
        self.of_measure: dict[str, list[Item]] = defaultdict(list)
        self.of_page: dict[str, list[Item]] = defaultdict(list)
        self.pairings: dict[tuple[str, str], list[Item]] = defaultdict(list)
        """By the ids of giver and receiver."""
        self.parts: dict[str, list[str]] = defaultdict(list)
        """By a place's id: the ids of those that are part of it."""
        for item in sorted(self.items.values(), key=_order):
            fact = item.fact
            self.of_thing[fact.subject.typed_id].append(item)
            if other := fact.other:
                self.of_other[other.typed_id].append(item)
            if isinstance(fact, Observation):
                self.of_measure[fact.predicate].append(item)
            elif fact.predicate == PAIRING and fact.subject.type == "Place" == getattr(fact.object, "type", None):
                self.pairings[str(fact.subject.id), str(fact.object.id)].append(item)  # type: ignore[union-attr]
            for page in {each.doc for each in fact.evidence}:
                self.of_page[page].append(item)
        self.unsure = sorted(self.items.values(), key=_surety)
        """All facts, the least sure first, and those of a page in its order."""
        for id, place in self.graph.places.items():
            if place.parent:
                self.parts[place.parent].append(id)
        self.names = sorted(self._names(), key=lambda each: (-each.facts, each.name, each.id))

    def _names(self) -> Iterator[Name]:
        things = {key: (entity.type, str(entity.id), entity.name) for key, entity in self.graph.entities.items()}
        things |= {f"Place/{id}": ("Place", id, place.name) for id, place in self.graph.places.items()}
        things |= {f"Document/{id}": ("Document", id, page.title or id) for id, page in self.graph.documents.items()}
        for key, (type, id, name) in things.items():
            place = self.graph.places.get(id) if type == "Place" else None
            spoken = sound(name) if len(name) < 40 else ""
            count = len(self.of_thing.get(key, ())) + len(self.of_other.get(key, ()))
            english = (place.name_en or "").casefold() if place else ""
            yield Name(type, id, name, f"{name.casefold()} {english} {spoken} {id}", count)

    def entity(self, type: str, id: str) -> Entity | None:
        """The thing of a type and id; a place or a page that no fact names is one too."""
        if found := self.graph.entities.get(f"{type}/{id}"):
            return found
        if type == "Place" and (place := self.graph.places.get(id)):
            return Entity("Place", place.name, id)
        return Entity("Document", id, id) if type == "Document" and id in self.graph.documents else None

    def document(self, id: str) -> Document:
        """What is known of a page."""
        return self.graph.documents.get(id) or Document(id, id)

    def above(self, id: str) -> list[str]:
        """The ids of the places that a place is part of, the largest first."""
        path: list[str] = []
        place = self.graph.places.get(id)
        while place and place.parent and place.parent not in path:
            path.append(place.parent)
            place = self.graph.places.get(place.parent)
        return path[::-1]

    def find(self, words: str, types: tuple[str, ...] = ()) -> list[Name]:
        """The things whose names or sounds have all the words: those of that very name first, then by facts."""
        wanted = words.casefold().split()
        found = [
            each
            for each in self.names
            if (not types or each.type in types) and all(word in each.sounds for word in wanted)
        ]
        return sorted(found, key=lambda each: (words != each.name, not each.name.startswith(words)))

    def review(self, review: Review) -> None:
        """Keep a review in the file and from now on. Raises OSError where it can't be written."""
        append_review(self.kept.path, review)
        self.reviews.put(review)


def _surety(item: Item) -> tuple[float, str, int, str]:
    first = item.fact.evidence[0]
    return item.fact.confidence, first.doc, first.start, item.id


def _order(item: Item) -> tuple[bool, str, str, str, str]:
    """Relations before figures, of a kind by date."""
    fact = item.fact
    target = "" if isinstance(fact, Observation) or isinstance(fact.object, str) else fact.object.name
    return not isinstance(fact, Relation), fact.predicate, target, fact.period or "", item.id
