"""The graph to files: Turtle, N-Triples, JSON-LD, and plain lines for people.

The same graph gives the same bytes on every machine. What is written is streamed: no format is built up in memory.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from itertools import groupby
from pathlib import Path
from typing import IO

from pyoxigraph import RdfFormat, Triple, serialize

from kg.errors import UsageError
from kg.model import Graph
from kg.shape.jsonld import write_jsonld
from kg.shape.lines import write_lines
from kg.shape.namespaces import PREFIXES
from kg.shape.rdf import triples


def write(graph: Graph, format: str, path: Path | str) -> None:
    """Write the graph to a file in one of `FORMATS`; the file is there only once it is whole.

    Raises `UsageError` where the format is not known or the file can't be written.
    """
    path = Path(path)
    writer = _writer(format)
    beside = path.with_name(f"{path.name}.part")
    try:
        with beside.open("wb") as out:
            writer(graph, out)
        os.replace(beside, path)
    except OSError as error:
        reason = error.strerror or error
        raise UsageError(f"{path} can't be written: {reason}.", "Name a file in a folder that exists.") from None
    finally:
        beside.unlink(missing_ok=True)


def dump(graph: Graph, format: str, out: IO[bytes]) -> None:
    """Write the graph to a stream in one of `FORMATS`. Raises `UsageError` where the format is not known."""
    _writer(format)(graph, out)


def _writer(format: str) -> Callable[[Graph, IO[bytes]], None]:
    if format not in FORMATS:
        raise UsageError(f"The format {format!r} is not known.", f"Use one of {', '.join(FORMATS)}.")
    return FORMATS[format]


def _turtle(graph: Graph, out: IO[bytes]) -> None:
    serialize(triples(graph), out, RdfFormat.TURTLE, prefixes=PREFIXES)


def _ntriples(graph: Graph, out: IO[bytes]) -> None:
    serialize(_in_line_order(triples(graph)), out, RdfFormat.N_TRIPLES)


def _in_line_order(grouped: Iterator[Triple]) -> Iterator[Triple]:
    """The order that `LC_ALL=C sort` gives the lines. Subjects come sorted, so only each one's lines are left."""
    for _, group in groupby(grouped, key=lambda triple: triple.subject):
        yield from sorted(group, key=str)


FORMATS: dict[str, Callable[[Graph, IO[bytes]], None]] = {
    "turtle": _turtle,
    "ntriples": _ntriples,
    "jsonld": lambda graph, out: write_jsonld(triples(graph), out),
    "triples": write_lines,
}
"""The name of each format, and what writes it."""
