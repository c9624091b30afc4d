"""Damage to a graph, made from a seed: triples dropped, altered and added, as an edit by hand or a bad tool would."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

from pyoxigraph import Literal, NamedNode, Triple

XSD = "http://www.w3.org/2001/XMLSchema#"
AID = "https://w3id.org/kg-aid/ontology#"
VALUES = [
    Literal(""),
    Literal("province"),
    Literal("汶川", language="zh"),
    Literal("Wenchuan", language="en"),
    *(Literal(value, datatype=NamedNode(XSD + "integer")) for value in ("0", "-7", "9" * 12, "01", "many", "1.5")),
    *(Literal(value, datatype=NamedNode(XSD + "decimal")) for value in ("0.5", "21.0", "1000000000000.5", "x")),
    Literal("INF", datatype=NamedNode(XSD + "double")),
    Literal("2020-01-01", datatype=NamedNode(XSD + "date")),
    Literal("2020", datatype=NamedNode("http://id.loc.gov/datatypes/edtf/EDTF")),
    NamedNode("https://example.org/elsewhere"),
    NamedNode(AID + "Place"),
    NamedNode(AID + "assists"),
]
Triples = list[Triple]


def mutated(triples: Sequence[Triple], seed: int) -> Triples:
    """The triples with one to six damages."""
    random, damaged = Random(seed), list(triples)
    for _ in range(random.randint(1, 6)):
        random.choice(MUTATIONS)(random, damaged)
    return damaged


def _drop(random: Random, triples: Triples) -> None:
    triples.pop(random.randrange(len(triples)))


def _drop_subject(random: Random, triples: Triples) -> None:
    gone = random.choice(triples).subject
    triples[:] = [triple for triple in triples if triple.subject != gone] or triples


def _alter_object(random: Random, triples: Triples) -> None:
    at = random.randrange(len(triples))
    triples[at] = Triple(triples[at].subject, triples[at].predicate, random.choice(VALUES))


def _swap_object(random: Random, triples: Triples) -> None:
    at = random.randrange(len(triples))
    triples[at] = Triple(triples[at].subject, triples[at].predicate, random.choice(triples).object)


def _alter_predicate(random: Random, triples: Triples) -> None:
    at = random.randrange(len(triples))
    triples[at] = Triple(triples[at].subject, random.choice(triples).predicate, triples[at].object)


def _alter_subject(random: Random, triples: Triples) -> None:
    at = random.randrange(len(triples))
    triples[at] = Triple(random.choice(triples).subject, triples[at].predicate, triples[at].object)


def _add_value(random: Random, triples: Triples) -> None:
    known = random.choice(triples)
    triples.append(Triple(known.subject, known.predicate, random.choice(VALUES)))


def _add_known(random: Random, triples: Triples) -> None:
    known = random.choice(triples)
    triples.append(Triple(known.subject, known.predicate, random.choice(triples).object))


MUTATIONS: list[Callable[[Random, Triples], None]] = [
    _drop, _drop_subject, _alter_object, _swap_object, _alter_predicate, _alter_subject, _add_value, _add_known,
]  # fmt: skip
