"""RDF files to triples: Turtle, N-Triples, JSON-LD, TriG and N-Quads, plain or of RDF 1.2."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, parse

from kg.errors import DataError, UsageError
from kg.shape.index import RDF

REIFIES = NamedNode(f"{RDF}reifies")
PARTS = tuple(NamedNode(f"{RDF}{part}") for part in ("subject", "predicate", "object"))
SUFFIXES = (".ttl", ".nt", ".jsonld", ".json", ".trig", ".nq")


def read_triples(path: Path) -> Iterator[Quad | Triple]:
    """The triples of a file, of all its graphs; a triple term of RDF 1.2 comes as a statement of RDF 1.1.

    Raises `UsageError` where the file is not there or of no known format, `DataError` where it is not well formed.
    """
    format = RdfFormat.from_extension(path.suffix.removeprefix("."))
    if path.suffix not in SUFFIXES or format is None:
        raise UsageError(f"{path} is of no known format.", f"Name a file that ends in one of {', '.join(SUFFIXES)}.")
    try:
        with path.open("rb") as file:
            for quad in parse(file, format=format):
                if quad.predicate == REIFIES and isinstance(quad.object, Triple):
                    yield from (Triple(quad.subject, *part) for part in zip(PARTS, quad.object, strict=True))
                else:
                    yield quad
    except OSError as error:
        raise UsageError(f"{path} can't be read: {error.strerror or error}.", "Name a file of RDF.") from error
    except SyntaxError as error:
        advice = "Up to there it was read, and nothing of it is kept. Mend that line, or export the graph again."
        reason = error.msg.partition(": ")[2] or error.msg
        raise DataError(f"{path}, line {error.lineno}: not valid {format.name}: {reason}.", advice) from error
