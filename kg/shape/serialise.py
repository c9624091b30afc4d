"""The graph to a stream: Turtle, N-Triples, JSON-LD, TriG, and plain lines for people.

The same graph gives the same bytes on every machine. The triples are made and written one subject at a time; beside the
graph, a list of its subjects is in memory.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby
from pathlib import Path
from typing import IO, Any

from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, serialize

from kg.model import Graph
from kg.ontology import Ontology
from kg.shape.jsonld import write_jsonld
from kg.shape.lines import write_lines
from kg.shape.namespaces import PREFIXES
from kg.shape.rdf import parts, triples
from kg.shape.read import PARTS, REIFIES


def dump(graph: Graph, format: str, out: IO[bytes], ontology: Ontology | None = None) -> None:
    """Write the graph to a stream in one of `FORMATS`, with the names that the ontology has for its terms."""
    FORMATS[format](graph, out, ontology.path if ontology else None)


def _turtle(graph: Graph, out: IO[bytes], path: Path | None) -> None:
    serialize(triples(graph, path), out, RdfFormat.TURTLE, prefixes=PREFIXES)


def _turtle12(graph: Graph, out: IO[bytes], path: Path | None) -> None:
    serialize(_reified(triples(graph, path)), out, RdfFormat.TURTLE, prefixes=PREFIXES)


def _reified(grouped: Iterator[Triple]) -> Iterator[Triple]:
    """Each statement as a reifier of RDF 1.2: what it states is one triple term, not three triples."""
    for subject, group in groupby(grouped, key=lambda triple: triple.subject):
        stated: dict[NamedNode, Any] = {}
        for triple in group:
            if triple.predicate not in PARTS:
                yield triple
                continue
            stated[triple.predicate] = triple.object
            if len(stated) == len(PARTS):
                yield Triple(subject, REIFIES, Triple(*(stated[part] for part in PARTS)))


def _trig(graph: Graph, out: IO[bytes], path: Path | None) -> None:
    quads = (Quad(s, p, o, page) for page, part in parts(graph, path) for s, p, o in part)
    serialize(quads, out, RdfFormat.TRIG, prefixes=PREFIXES)


def _ntriples(graph: Graph, out: IO[bytes], path: Path | None) -> None:
    serialize(_in_line_order(triples(graph, path)), out, RdfFormat.N_TRIPLES)


def _in_line_order(grouped: Iterator[Triple]) -> Iterator[Triple]:
    """The order that `LC_ALL=C sort` gives the lines. Subjects come sorted, so only each one's lines are left."""
    for _, group in groupby(grouped, key=lambda triple: triple.subject):
        yield from sorted(group, key=str)


FORMATS: dict[str, Callable[[Graph, IO[bytes], Path | None], None]] = {
    "turtle": _turtle,
    "ntriples": _ntriples,
    "turtle12": _turtle12,
    "trig": _trig,
    "jsonld": lambda graph, out, path: write_jsonld(triples(graph, path), out),
    "triples": lambda graph, out, _: write_lines(graph, out),
}
"""The name of each format, and what writes it."""
