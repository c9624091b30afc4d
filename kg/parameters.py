"""What a saved query is given, in its own terms: the id of a place by any of its names, a measure by its label."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any, Protocol

from kg import places
from kg.errors import QueryError
from kg.model import Place
from kg.near import did_you_mean
from kg.ontology import Measure, Ontology, load

LEVELS = {
    "country": "国家", "province": "省", "prefecture": "市", "county": "县", "town": "乡镇", "village": "村",
    "group": "群体",
}  # fmt: skip
"""English and Chinese names, the highest first."""


class Holder(Protocol):
    """What a query is asked of: it knows which places it holds."""

    def held_places(self, ids: Collection[str], name: str) -> set[str]:
        """The ids of the places that have one of the ids, or the name as their name or id."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a query must or may be given."""

    name: str
    type: str
    """One of `TYPES`."""
    about: str
    default: Any = None
    """Its value where none is given; None where one must be."""
    example: Any = None

    def typed(self, value: str, store: Holder, ontology: Ontology | None) -> Any:
        """The value in the parameter's type. Raises `QueryError` where it is not of it."""
        if value == self.default:
            return value
        try:
            return TYPES[self.type](value, store, ontology)
        except ValueError:
            raise QueryError(f"{self.name} must be of type {self.type}, not {value!r}.") from None


def place_id(name: str, store: Holder | None, ontology: Ontology | None = None) -> str:
    """The id of the place of a name: full, short, bare, former or English, a province's letter, or an id.

    Of several places of the name those that the graph holds are meant, and of these the one of the highest level.
    Without a store it is the gazetteer's.
    Raises `QueryError`: with the candidates where that leaves more than one, with near names where there is none.
    """
    gazetteer = places.load()
    ids = {candidate.id for candidate in gazetteer.candidates(name)} or _named(name, gazetteer.places.values())
    letter = gazetteer.province_letters.get(name)
    held = store.held_places(ids, name) if store else set()
    ids = held or ids or ({letter} if letter else set())
    highest = min(map(_rank, ids), default=0)
    meant = sorted(id for id in ids if _rank(id) == highest)
    if len(meant) == 1:
        return meant[0]
    if meant:
        told = ", ".join(f"{id} ({_path(id)})" for id in meant)
        raise QueryError(f"{name} is the name of several places.", f"Give the id of one: {told}.")
    english = {place.name_en: place.name_en for place in gazetteer.places.values() if place.name_en}
    advice = did_you_mean(name, gazetteer.meanings() | english) or "Give its full name, such as 石柱县, or its id."
    raise QueryError(f"There is no place {name!r}.", advice)


def measure(name: str, store: Holder, ontology: Ontology | None = None) -> str:
    """The measure of a name or a label. Raises `QueryError`, with what is near, where there is none."""
    measures = (ontology or load()).measures.values()
    labels = {label.casefold(): each.name for each in measures for label in (each.label_en, each.label_zh, each.name)}
    found = labels.get(name.casefold())
    if found is None:
        advice = f"{did_you_mean(name, _words_of(measures) | labels)} `kg measures` lists them.".strip()
        raise QueryError(f"There is no measure {name!r}.", advice)
    return found


def _words_of(measures: Iterable[Measure]) -> dict[str, str]:
    """The words that say measures. One of several measures is the measure's that it says by itself."""
    triggers = [(each.name, trigger) for each in measures for trigger in each.triggers]
    triggers.sort(key=lambda item: sum(map(bool, (item[1].heads, item[1].cues, item[1].contexts))))
    words: dict[str, str] = {}
    for measure, trigger in triggers:
        for word in (*trigger.heads, *trigger.cues):
            words.setdefault("".join(word), measure)
    return words


def level(name: str, store: Holder, ontology: Ontology | None = None) -> str:
    """The level of a name, English or Chinese. Raises `QueryError` where there is none."""
    for english, chinese in LEVELS.items():
        if name in (english, chinese):
            return english
    raise QueryError(f"There is no level {name!r}.", f"Use one of {', '.join(LEVELS)}.")


TYPES: dict[str, Callable[[str, Holder, Ontology | None], Any]] = {
    "string": lambda value, *_: value,
    "integer": lambda value, *_: int(value),
    "place": place_id,
    "measure": measure,
    "level": level,
}


def _named(name: str, known: Iterable[Place]) -> set[str]:
    """The ids of places by id or by English name, in which case, spaces and apostrophes don't count."""
    plain = _plain(name)
    return {place.id for place in known if place.id == name or _plain(place.name_en or "") == plain != ""}


def _plain(name: str) -> str:
    return "".join(character for character in name.casefold() if character.isalnum())


def _rank(id: str) -> int:
    """The place's level as a number, the highest first; one that only the graph knows comes last."""
    place = places.load().places.get(id)
    return list(LEVELS).index(place.level) if place else len(LEVELS)


def _path(id: str) -> str:
    gazetteer = places.load()
    names = (gazetteer.places[each].name for each in reversed(gazetteer.ancestors(id)[:-1]) if each in gazetteer.places)
    own = gazetteer.places[id].name if id in gazetteer.places else id.rpartition("/")[2]
    return "".join((*names, own))
