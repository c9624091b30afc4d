"""Graphs made of any strings: each as a name, an id, a title, a quote, a rule, a unit, an object."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from kg.model import Document, Entity, Evidence, Fact, Graph, Observation, Place, Relation

TYPES = ("Organization", "Person", "Event", "Project", "Agreement", "Document", "Weather")
PERIODS = (None, "2020", "2020-01/2020-10", "2021/..", "../2020-04-24", "XXXX-01/XXXX-10", "2022-05-06")
VALUES = (21.0, 1.09, 0.1 + 0.2, 1e-7, 1e22, -3.5, 0.0)


def random_graph(strings: Sequence[str], seed: int) -> Graph:
    """A graph as `kg.resolve` makes them, but for its strings. The same strings and seed give the same graph."""
    random = Random(seed)
    documents = {each: Document(each, *(random.choice(strings) for _ in range(2))) for each in _some(random, strings)}
    documents |= {each: Document(each, "x", each, each, "2021-03-02", each) for each in _some(random, strings)}
    places = {each: _place(random, each, strings) for each in strings}
    things = [Entity("Place", place.name, place.id) for place in places.values()]
    for type in TYPES:
        ids = [each for each in _some(random, strings) if type != "Document" or each not in documents]
        things += [Entity(type, random.choice(strings), id) for id in ids]
    things += [Entity("Document", id, id) for id in documents]
    facts: dict[str, Fact] = {}
    for number, each in enumerate(strings):
        facts[each] = _fact(random, things, strings, list(documents), number)
    used = {id(thing) for fact in facts.values() for thing in _things(fact)}
    of_their_own = [each for each in things if id(each) in used or each.type not in ("Place", "Document")]
    return Graph(documents, {f"{each.type}/{each.id}": each for each in of_their_own}, places, facts)


def _things(fact: Fact) -> list[object]:
    return [fact.subject, fact.counterpart if isinstance(fact, Observation) else fact.object]


def _some(random: Random, strings: Sequence[str]) -> list[str]:
    return random.sample(strings, random.randint(1, len(strings)))


def _place(random: Random, id: str, strings: Sequence[str]) -> Place:
    level = random.choice(("province", "county", "village", "group"))
    parent = random.choice((None, *strings))
    where = random.choice(((None, None), (31.47463, 103.58067), (30.0, 100.0)))
    return Place(id, random.choice(strings), level, parent, random.choice((None, *strings)), *where)


def _fact(random: Random, things: Sequence[Entity], strings: Sequence[str], pages: Sequence[str], number: int) -> Fact:
    told = {
        Evidence(random.choice(pages), start, start + 5, random.choice(strings), random.choice(strings))
        for start in random.sample(range(100), random.randint(1, 3))
    }
    evidence = tuple(sorted(told, key=lambda each: (each.doc, each.start, each.end, each.rule)))
    period, confidence = random.choice(PERIODS), random.choice((1.0, 0.85))
    subject, other = random.choice(things), random.choice(things)
    if number % 2:
        relation = random.choice(("assists", "received", "held"))
        return Relation(subject, relation, random.choice((other, random.choice(strings))), evidence, period, confidence)
    return Observation(
        subject, "has_workshops", random.choice(VALUES), random.choice(("yuan/month", "count", *strings)), evidence,
        random.choice(("exact", "about")), random.choice((None, 3.0)), random.choice((None, 7.25)), period,
        random.choice((None, "registered_poor")), random.choice((None, other)), confidence,
    )  # fmt: skip
