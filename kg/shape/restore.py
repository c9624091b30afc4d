"""The graph from its RDF: the way back from `kg.shape.rdf`, whatever the format was.

What was read is spelt out again and compared with the file, triple by triple: a file that says less or more than the
graph does is refused, so that no fact is lost or altered in silence. Left aside are what the ontology says of its terms
and which software wrote the file: the next export writes its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from pyoxigraph import Literal, NamedNode

from kg.errors import DataError
from kg.model import Document, Entity, Evidence, Fact, Graph, Observation, Place, Relation
from kg.shape.cube import NO_COUNTERPART, NO_PERIOD, UNSPECIFIED
from kg.shape.index import TYPE, Index
from kg.shape.namespaces import PREFIXES, SECTIONS, compact
from kg.shape.rdf import run_iri, triples
from kg.shape.read import read_triples
from kg.shape.terms import term

MOST = 3
"""How many damages an error tells."""
_OTHERS = ("aid", "component", "dataset", "level", "population", "programme", "software", "structure", "unit")
"""What the ontology or the software says; it is written anew."""


class _Damage(Exception):
    """What a node lacks or has too much of."""

    def __init__(self, node: NamedNode, what: str) -> None:
        super().__init__(what)
        self.node, self.what = node, what


def restored(path: Path, ontology: Path | None = None) -> Graph:
    """The graph of an export of kg's in any format of RDF.

    Raises `UsageError` where the file can't be read, `DataError` where it is damaged or no export of kg's.
    """
    data = Index(read_triples(path))
    try:
        graph = _Reader(data).graph()
    except _Damage as damage:
        raise _refusal(path, [f"{_place(path, damage.node)} {damage.what}"], 1) from None
    if not (graph.documents or graph.entities or graph.places or graph.facts):
        raise DataError(f"{path} is no export of kg's: it has no page, place or fact.", _ADVICE)
    damages = list(_damages(data, graph, ontology))
    if damages:
        raise _refusal(path, [f"{_place(path, node)} {what}" for node, what in damages[:MOST]], len(damages))
    return graph


_ADVICE = "Nothing of it is kept. Import what `kg export` wrote: turtle, ntriples, jsonld, trig or turtle12."


def _refusal(path: Path, told: list[str], count: int) -> DataError:
    more = f" ({count - len(told)} more.)" if count > len(told) else ""
    return DataError(f"{path} is no whole export of kg's: {'; '.join(told)}.{more}", _ADVICE)


def _place(path: Path, node: NamedNode) -> str:
    """A node, with the line where the file begins to tell of it."""
    name = compact(node.value)
    wanted = (f"{name} ", f"<{node.value}> ", f'{{"@id": "{name}"', f"{name}\n")
    with path.open(encoding="utf-8", errors="replace") as file:
        for number, line in enumerate(file, 1):
            if line.replace("\\", "").lstrip("\t").startswith(wanted):
                return f"line {number}: {name}"
    return name


def _damages(data: Index, graph: Graph, ontology: Path | None) -> Iterator[tuple[NamedNode, str]]:
    """Where the file and the graph that was read from it differ."""
    aside, rest = {term("prov:wasAssociatedWith")}, set(data.said)
    if graph.facts and run_iri(graph) not in rest:
        aside.add(term("prov:wasGeneratedBy"))
        rest = {each for each in rest if not _is_run(each)}
        yield run_iri(graph), "would have made these facts from these pages: some are missing, or not the run's own"
    for subject, group in groupby(triples(graph, ontology), key=lambda triple: triple.subject):
        if _is_told_elsewhere(subject) or (_is_run(subject) and subject not in rest):
            continue
        rest.discard(subject)
        expected = {(triple.predicate, triple.object) for triple in group if triple.predicate not in aside}
        there = {(key, each) for key, objects in data.of(subject).items() for each in objects if key not in aside}
        if not there:
            yield subject, "is missing"
            continue
        yield from ((subject, f"lacks {_written(*each)}") for each in sorted(expected - there, key=str))
        more = sorted(there - expected, key=str)
        yield from ((subject, f"has {_written(*each)}, which kg does not write") for each in more)
    for subject in sorted(rest, key=str):
        if not _is_told_elsewhere(subject):
            yield subject, "is nothing that kg writes"


def _is_told_elsewhere(subject: Any) -> bool:
    is_term = isinstance(subject, NamedNode) and compact(subject.value).partition(":")[0] in _OTHERS
    return is_term or subject in (NO_COUNTERPART, NO_PERIOD)


def _is_run(subject: Any) -> bool:
    return isinstance(subject, NamedNode) and subject.value.startswith(PREFIXES["run"])


def _written(predicate: NamedNode, object: Any) -> str:
    shown = compact(object.value) if isinstance(object, NamedNode) else repr(str(getattr(object, "value", object)))
    return f"{compact(predicate.value)} {shown}"


class _Reader:
    """Takes the parts of a graph out of triples."""

    def __init__(self, data: Index) -> None:
        self.data = data
        self.entities: dict[str, Entity] = {}
        """By type and id, as the graph has them."""

    def graph(self) -> Graph:
        subjects = sorted((each for each in self.data.said if isinstance(each, NamedNode)), key=lambda each: each.value)
        documents = [self._document(each) for each in subjects if self._is(each, "prov:Entity", "aid:Document")]
        places = [
            self._place(each) for each in subjects if self._is(each, "aid:Place") and self._has(each, "aid:level")
        ]
        self.pages = {document.id for document in documents}
        facts = {self._id(each): self._fact(each) for each in subjects if self._is(each, "rdf:Statement")}
        known = {"Place": {place.id for place in places}, "Document": self.pages}
        for each in subjects:
            type = self._type(each)
            if type is not None and self._id(each) not in known.get(type, ()):
                self._entity(each)
        return Graph(
            {each.id: each for each in sorted(documents, key=lambda each: each.id)},
            dict(sorted(self.entities.items())),
            {each.id: each for each in sorted(places, key=lambda each: each.id)},
            dict(sorted(facts.items())),
        )

    # Parts

    def _document(self, node: NamedNode) -> Document:
        text = self._text
        return Document(
            id=self._id(node),
            source=self._needed(node, "dc:source").value,
            title=text(node, "dcterms:title"),
            publisher=text(node, "dc:publisher"),
            published=text(node, "dcterms:issued"),
            url=text(node, "schema:url"),
        )

    def _place(self, node: NamedNode) -> Place:
        parent = self._one(node, "dcterms:isPartOf")
        return Place(
            id=self._needed(node, "dcterms:identifier").value,
            name=self._label(node),
            level=self._id(self._needed(node, "aid:level")),
            parent=None if parent is None else self._id(parent),
            name_en=next((each.value for each in self._labels(node) if each.language == "en"), None),
            lat=self._number(node, "wgs84:lat"),
            lon=self._number(node, "wgs84:long"),
        )

    def _fact(self, node: NamedNode) -> Fact:
        subject = self._entity(self._needed(node, "rdf:subject"))
        predicate = self._id(self._needed(node, "rdf:predicate"))
        object = self._needed(node, "rdf:object")
        evidence = sorted(self._evidence(node), key=lambda each: (each.doc, each.start, each.end, each.rule))
        confidence = self._value(node, self._needed(node, "aid:confidence"))
        told: dict[str, Any] = {"period": self._period(node), "confidence": confidence}
        if not self._is(node, "qb:Observation"):
            thing = object.value if isinstance(object, Literal) else self._entity(object)
            return Relation(subject, predicate, thing, tuple(evidence), **told)
        counterpart = self._one(node, "aid:counterpart")
        population, unit, approx = (
            self._id(self._needed(node, f"aid:{each}")) for each in ("population", "unit", "approx")
        )
        return Observation(
            subject, predicate, self._value(node, object), unit.replace("-per-", "/"), tuple(evidence), approx,
            low=self._number(node, "aid:low"), high=self._number(node, "aid:high"),
            population=None if population == UNSPECIFIED else population,
            counterpart=None if counterpart in (None, NO_COUNTERPART) else self._entity(counterpart), **told,
        )  # fmt: skip

    def _evidence(self, fact: NamedNode) -> Iterator[Evidence]:
        for words in self.data.objects(fact, term("prov:wasDerivedFrom")):
            if not self._has(words, "oa:hasSelector"):
                continue
            selectors = list(self.data.objects(words, term("oa:hasSelector")))
            position = self._of_type(words, selectors, "oa:TextPositionSelector")
            quote = self._of_type(words, selectors, "oa:TextQuoteSelector")
            yield Evidence(
                self._id(self._needed(words, "oa:hasSource")),
                int(self._value(position, self._needed(position, "oa:start"))),
                int(self._value(position, self._needed(position, "oa:end"))),
                self._needed(quote, "oa:exact").value,
                self._needed(words, "aid:rule").value,
                self._text(quote, "oa:prefix") or "",
                self._text(quote, "oa:suffix") or "",
            )

    def _period(self, fact: NamedNode) -> str | None:
        period = self._one(fact, "aid:period")
        return None if period in (None, NO_PERIOD) else str(self._needed(period, "aid:edtf").value)

    def _entity(self, node: Any) -> Entity:
        """The entity of a node; a page is named as its id."""
        type, id = self._type(node), self._id(node)
        if type is None:
            raise _Damage(node, "is of no class of kg's")
        is_page = type == "Document" and id in self.pages
        return self.entities.setdefault(f"{type}/{id}", Entity(type, id if is_page else self._label(node), id))

    # Nodes and values

    def _type(self, node: Any) -> str | None:
        """The type of an entity: that of its section, or its own where the section is for any."""
        section = compact(node.value).partition(":")[0] if isinstance(node, NamedNode) else ""
        if section != "thing":
            return next((type for type, each in SECTIONS.items() if each == section), None)
        kinds = (each.value for each in self.data.objects(node, TYPE) if isinstance(each, NamedNode))
        return next((unquote(kind.removeprefix(PREFIXES["aid"])) for kind in kinds if node != NO_COUNTERPART), None)

    def _id(self, node: Any) -> str:
        """The id in an IRI of kg's."""
        name = compact(node.value) if isinstance(node, NamedNode) else ""
        section, _, local = name.partition(":")
        if section not in PREFIXES:
            raise _Damage(node, "is no node of kg's")
        return unquote(local)

    def _is(self, node: Any, *kinds: str) -> bool:
        types = self.data.objects(node, TYPE)
        return all(term(kind) in types for kind in kinds)

    def _has(self, node: Any, predicate: str) -> bool:
        return bool(self.data.objects(node, term(predicate)))

    def _one(self, node: Any, predicate: str) -> Any:
        return self.data.one(node, term(predicate))

    def _needed(self, node: Any, predicate: str) -> Any:
        found = self.data.objects(node, term(predicate))
        if len(found) != 1:
            raise _Damage(node, f"has {len(found) or 'no'} {predicate}")
        return next(iter(found))

    def _of_type(self, node: Any, among: Iterable[Any], kind: str) -> Any:
        for each in among:
            if self._is(each, kind):
                return each
        raise _Damage(node, f"has no {kind}")

    def _labels(self, node: Any) -> list[Literal]:
        return [each for each in self.data.objects(node, term("rdfs:label")) if isinstance(each, Literal)]

    def _label(self, node: Any) -> str:
        """The name; the English one has its language."""
        for each in self._labels(node):
            if each.language != "en":
                return each.value
        raise _Damage(node, "has no rdfs:label")

    def _text(self, node: Any, predicate: str) -> str | None:
        found = self._one(node, predicate)
        return None if found is None else str(found.value)

    def _number(self, node: Any, predicate: str) -> float | None:
        found = self._one(node, predicate)
        return None if found is None else self._value(node, found)

    def _value(self, node: Any, literal: Any) -> float:
        try:
            return float(literal.value)
        except (ValueError, AttributeError):
            raise _Damage(node, f"has {getattr(literal, 'value', literal)!r} where a number is understood") from None
