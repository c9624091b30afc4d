"""Triples in memory, found by subject and predicate: what the checker, the importer and SHACL's paths read."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from types import MappingProxyType
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

Node = NamedNode | BlankNode | Literal | Triple
Objects = list[Node]
Said = Mapping[Any, Objects]

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
TYPE = NamedNode(f"{RDF}type")
SUBCLASS = NamedNode("http://www.w3.org/2000/01/rdf-schema#subClassOf")
FIRST, REST, NIL = (NamedNode(f"{RDF}{name}") for name in ("first", "rest", "nil"))
_NOTHING: Said = MappingProxyType({})


class Index:
    """The triples of one graph, each once. A data set's graphs are taken as one."""

    def __init__(self, triples: Iterable[Quad | Triple]) -> None:
        self.said: dict[Any, dict[Any, Objects]] = {}
        """What is said of each subject."""
        self._subjects: dict[Node, dict[Node, Objects]] = {}
        self._having: dict[Any, list[Any]] = {}
        """The subjects of each predicate; made when it is first asked for, as those by object are."""
        self._classes: dict[Node, frozenset[Node]] = {}
        for triple in triples:
            subject, predicate, object = triple.subject, triple.predicate, triple.object
            said = self.said.get(subject)
            if said is None:
                self.said[subject] = {predicate: [object]}
            elif predicate in said:
                said[predicate].append(object)
            else:
                said[predicate] = [object]
        for said in self.said.values():
            for predicate, objects in said.items():
                if len(objects) > 1:
                    said[predicate] = list(dict.fromkeys(objects))

    def count(self) -> int:
        """How many triples there are."""
        return sum(len(objects) for said in self.said.values() for objects in said.values())

    def of(self, subject: Node) -> Said:
        """What is said of a subject, by predicate."""
        return self.said.get(subject, _NOTHING)

    def objects(self, subject: Node, predicate: Node) -> Collection[Node]:
        """The objects of a subject and a predicate, each once."""
        return self.said.get(subject, _NOTHING).get(predicate, ())

    def one(self, subject: Node, predicate: Node) -> Node | None:
        """The first object, where there is one."""
        return next(iter(self.objects(subject, predicate)), None)

    def subjects(self, predicate: Node, object: Node) -> Collection[Node]:
        """The subjects of a predicate and an object, each once."""
        if predicate not in self._subjects:
            found: dict[Node, Objects] = {}
            for subject, objects in self.all_of(predicate):
                for each in objects:
                    found.setdefault(each, []).append(subject)
            self._subjects[predicate] = found
        return self._subjects[predicate].get(object, ())

    def all_of(self, predicate: Node) -> Iterable[tuple[Node, Objects]]:
        """Each subject that has the predicate, with its objects."""
        if not self._having:
            for subject, said in self.said.items():
                for each in said:
                    self._having.setdefault(each, []).append(subject)
        return ((subject, self.said[subject][predicate]) for subject in self._having.get(predicate, ()))

    def is_a(self, node: Node, kinds: Collection[Node]) -> bool:
        """Whether a node is of one of the classes."""
        return any(kind in kinds for kind in self.objects(node, TYPE))

    def kinds(self, kind: Node) -> frozenset[Node]:
        """A class with all its subclasses."""
        found = self._classes.get(kind)
        if found is None:
            reached, ahead = {kind}, [kind]
            while ahead:
                below = set(self.subjects(SUBCLASS, ahead.pop())) - reached
                reached |= below
                ahead += below
            found = self._classes[kind] = frozenset(reached)
        return found

    def items(self, head: Node) -> list[Node]:
        """The members of an RDF list."""
        members: list[Node] = []
        while head != NIL and len(members) <= len(self.said):
            members += self.objects(head, FIRST)
            head = self.one(head, REST) or NIL
        return members
