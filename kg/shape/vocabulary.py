"""The ontology as RDF, with what follows from its classes spelt out.

`schemas/ontology.ttl` says once, at a class, what each member is (`rdfs:subClassOf`) and has (`owl:hasValue`): that a
measure is a `qb:MeasureProperty`, that a population is a concept of a code list. Here each member gets it written down,
so that a reader needs no reasoner. These are the rules cax-sco and cls-hv1 of OWL 2 RL.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import IO, Any

from pyoxigraph import NamedNode, RdfFormat, Triple, parse, serialize

from kg.errors import OntologyError
from kg.files import state_of
from kg.ontology import Ontology
from kg.shape.cube import structures
from kg.shape.namespaces import PREFIXES
from kg.shape.terms import Said, term

_Statements = dict[Any, dict[tuple[NamedNode, Any], None]]
"""What is said of each subject, in the order of the file. Subjects and objects may be blank."""

_BRIEF = {"rdf:type", "rdfs:label", "rdfs:range", "qb:codeList", "skos:inScheme", "skos:prefLabel"}
"""What data repeat of a term that they use: its kind, its names, and what the checks of a data cube need."""


def described(path: Path, subject: NamedNode) -> Iterator[Said]:
    """What data say of a term of the ontology in `path`. Nothing where the term is not there."""
    stated, implied = _read(path, state_of(path))
    brief = set(map(term, _BRIEF))
    for said in (stated, implied):
        yield from (each for each in said.get(subject, ()) if each[0] in brief)


def named(path: Path, subject: NamedNode) -> Iterator[Said]:
    """The labels of a term."""
    yield from (each for each in described(path, subject) if each[0] == term("rdfs:label"))


def write_ontology(ontology: Ontology, out: IO[bytes]) -> None:
    """Write the ontology as it is, and below it what each term is by its class, and the structure of each measure."""
    cubes = [Triple(subject, *each) for subject, said in structures(ontology.measures) for each in said]
    follows = [*implied(ontology.path), *cubes]
    out.write(ontology.path.read_bytes() + b"\n# What follows from the above, spelt out\n\n")
    serialize(follows, out, RdfFormat.TURTLE, prefixes=PREFIXES)


def implied(path: Path) -> Iterator[Triple]:
    """What follows from the ontology in `path` and is not stated, grouped by subject, in the order of the file."""
    for subject, said in _read(path, state_of(path))[1].items():
        yield from (Triple(subject, *each) for each in said)


@lru_cache(maxsize=4)
def _read(path: Path, state: tuple[object, ...]) -> tuple[_Statements, _Statements]:
    """What a file of Turtle states, and what else follows. Raises OntologyError where it is not valid Turtle."""
    stated: _Statements = defaultdict(dict)
    try:
        for quad in parse(path=str(path), format=RdfFormat.TURTLE):
            stated[quad.subject][quad.predicate, quad.object] = None
    except SyntaxError as error:  # kg.ontology's reader lets more pass
        raise OntologyError(f"{path}: not valid Turtle: {error.msg}.", "Mend it there.") from error
    implied: _Statements = {}
    for subject, said in list(stated.items()):
        types = _values(said, "rdf:type")
        new = dict.fromkeys(each for of_class in types for each in _of_a_member(stated, of_class))
        if term("skos:Concept") in _values({**said, **new}, "rdf:type"):
            new |= dict.fromkeys((term("skos:prefLabel"), label) for label in _values(said, "rdfs:label"))
        implied[subject] = {each: None for each in new if each not in said}
    return stated, implied


def _of_a_member(stated: _Statements, of_class: Any) -> Iterator[tuple[NamedNode, Any]]:
    """What each member of a class is and has."""
    for above in _values(stated.get(of_class, {}), "rdfs:subClassOf"):
        if isinstance(above, NamedNode):
            yield term("rdf:type"), above
            yield from _of_a_member(stated, above)
        for property in _values(stated.get(above, {}), "owl:onProperty"):
            yield from ((property, value) for value in _values(stated[above], "owl:hasValue"))


def _values(said: dict[tuple[NamedNode, Any], None], predicate: str) -> list[Any]:
    return [object for each, object in said if each == term(predicate)]
