"""Graphs made by chance from a seed, as awkward as real ones: names that are shared, periods of all kinds, figures that
contradict each other, pairings said twice, groups that are no division, things without figures, open bounds.

Values are whole quarters, so that sums are the same in whichever order a store adds them.
"""

from __future__ import annotations

from random import Random
from typing import Any

from kg.model import Document, Entity, Evidence, Graph, Observation, Place, Relation

PERIODS = (
    None, None, "2019", "2020", "2021", "2022", "2020-01/2020-06", "2021-01/2021-06", "2020-03/2021-02", "2021-04",
    "2021-04-24", "../2020-04-24", "../2021-05", "../2022", "2017/..", "2021/..", "XXXX", "XXXX-01/XXXX-10", "2020-02",
)  # fmt: skip
MEASURES = {
    "has_workshops": "count", "cooperation_funds": "yuan", "donations": "yuan", "transferred_workers": "person",
    "migrant_workers": "person", "trained_people": "person", "growth_rate": "ratio", "other": "count",
}  # fmt: skip
NAMES = ("山东省", "朝阳区", "和平区", "开州区", "'quoted'", "城关镇", "Ünïcode", "甲", "乙", "丙", "a b", "100%")
WORDS = ("帮扶", "务工", "2020年", "it's", '"', "\\", "车间21个", "", "é", "😀")
APPROX = ("exact", "exact", "exact", "about", "more_than", "less_than", "up_to")
TIES = ("held", "signed", "issued", "launched", "set_up")


def random_graph(seed: int, *, pairings: int = 30, figures: int = 90, others: int = 40) -> Graph:
    """The graph of a seed."""
    return _Maker(Random(seed)).graph(pairings, figures, others)


class _Maker:
    def __init__(self, random: Random) -> None:
        self.random = random
        self.places = {place.id: place for place in self._places()}
        self.pages = [f"page{number}" for number in range(random.randint(2, 6))]
        self.things = {
            type: [Entity(type, random.choice(NAMES), f"{type.lower()}{number}") for number in range(count)]
            for type, count in (("Organization", 6), ("Person", 5), ("Event", 3), ("Document", 2), ("Agreement", 2))
        }
        self.of_places = [Entity("Place", place.name, place.id) for place in self.places.values()]

    def graph(self, pairings: int, figures: int, others: int) -> Graph:
        facts: dict[str, Any] = {}
        for number in range(pairings):
            facts[f"p{number:03}"] = self._tie("assists")
        for number in range(pairings // 2):
            facts[f"w{number:03}"] = self._tie("sends_workers_to")
        for number in range(figures):
            facts[f"f{number:03}"] = self._figure()
        for number in range(others):
            facts[f"x{number:03}"] = self._other()
        documents = {
            id: Document(id, f"{id}.txt", self._perhaps("题目"), self._perhaps("某报"), self._perhaps("2021-03-02"))
            for id in self.pages
        }
        entities = [*self.of_places, *(each for group in self.things.values() for each in group)]
        return Graph(documents, {f"{each.type}/{each.id}": each for each in entities}, self.places, facts)

    def _places(self) -> list[Place]:
        """Provinces, cities, counties and towns; one county without a city, one group, one place without a parent."""
        random = self.random
        places = [Place("100000", "中国", "country", None, "China")]
        levels = ("province", "prefecture", "county", "town")
        for level, parent_level, count in zip(levels, ("country", *levels), (4, 6, 14, 5), strict=False):
            parents = [place.id for place in places if place.level == parent_level]
            for number in range(count):
                id = f"{levels.index(level) + 2}{number:02}000"
                name_en = random.choice((None, f"Place {number}", "Chaoyang"))
                where = (30.25, 104.5) if random.random() < 0.5 else (None, None)
                places.append(Place(id, random.choice(NAMES), level, random.choice(parents), name_en, *where))
        provinces = [place.id for place in places if place.level == "province"]
        places.append(Place("900001", "直辖县", "county", random.choice(provinces)))
        places.append(Place("东部8省市", "东部8省市", "group", None))
        places.append(Place("900002", "无上级县", "county", None))
        return places

    def _tie(self, predicate: str) -> Relation:
        giver, receiver = self.random.choice(self.of_places), self.random.choice(self.of_places)
        return Relation(giver, predicate, receiver, self._evidence(), self.random.choice(PERIODS))

    def _figure(self) -> Observation:
        random = self.random
        measure = random.choice(list(MEASURES))
        value = random.choice((0.0, 1.0, 2.0, 12.0, 21.0, 0.25, 1e9, float(random.randint(1, 400)) / 4))
        approx = random.choice(APPROX)
        low = value if approx in ("exact", "more_than") and random.random() < 0.8 else None
        high = value if approx in ("exact", "less_than", "up_to") and random.random() < 0.8 else None
        subject = random.choice(self.of_places if random.random() < 0.9 else self.things["Organization"])
        return Observation(
            subject, measure, value, MEASURES[measure], self._evidence(), approx, low, high, random.choice(PERIODS),
            random.choice((None, None, None, "registered_poor", "veterans")),
            random.choice(self.of_places) if random.random() < 0.6 else None, random.choice((1.0, 0.9, 0.75, 0.5)),
        )  # fmt: skip

    def _other(self) -> Relation:
        random, things = self.random, self.things
        person, organization = random.choice(things["Person"]), random.choice(things["Organization"])
        page = Entity("Document", "page", random.choice(self.pages))
        subject, predicate, object = random.choice(
            (
                (organization, random.choice(TIES), random.choice(things["Event"] + things["Agreement"])),
                (organization, "issued", random.choice(things["Document"])),
                (person, random.choice(("comes_from", "works_in")), random.choice(self.of_places)),
                (person, "works_at", organization),
                (person, "holds_position", random.choice(WORDS)),
                (organization, "received", random.choice(WORDS)),
                (random.choice(self.of_places), "signed", random.choice(things["Agreement"])),
                (page, "published_by", organization),
                (page, "published_on", "2022-05-01"),
            )
        )
        return Relation(subject, predicate, object, self._evidence(), random.choice(PERIODS))

    def _evidence(self) -> tuple[Evidence, ...]:
        """One to three pieces, of one page or several; two facts may share one."""
        random = self.random
        pieces = {
            Evidence(random.choice(self.pages), start := random.randint(0, 90), start + 5, random.choice(WORDS), rule)
            for rule in random.sample(("pairing.verb", "figure.near", "table.cell"), random.randint(1, 2))
        }
        return tuple(sorted(pieces, key=lambda piece: piece.id))

    def _perhaps(self, value: str) -> str | None:
        return value if self.random.random() < 0.5 else None
