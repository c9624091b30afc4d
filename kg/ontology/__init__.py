"""`schemas/ontology.ttl` as typed Python: what may be said, and the words that say it.

The only part that reads the ontology for what it means (`kg/shape/vocabulary.py` copies it as RDF). Nothing here or
elsewhere in Python names a measure.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

from kg import resources
from kg.errors import OntologyError, UsageError
from kg.files import state_of
from kg.ontology.terms import Approximation, Measure, Ontology, RelationType, Trigger, Unit

__all__ = ["Approximation", "Measure", "Ontology", "RelationType", "Trigger", "Unit", "default_path", "load"]


def load(path: Path | None = None) -> Ontology:
    """The ontology in `path`, by default the one that ships (`default_path`).

    It is read once, and again when the file has changed. Raises UsageError where it can't be read, OntologyError where
    it can't be used.
    """
    path = path or default_path()
    return _load(path, state_of(path))


def default_path() -> Path:
    """The ontology that ships."""
    return resources.schemas_dir() / "ontology.ttl"


@contextmanager
def _quiet() -> Iterator[None]:
    """Without what rdflib writes to stderr of a file that it refuses afterwards."""
    log = logging.getLogger("rdflib.term")
    former, log.disabled = log.disabled, True
    try:
        yield
    finally:
        log.disabled = former


@lru_cache(maxsize=4)
def _load(path: Path, state: tuple[object, ...]) -> Ontology:
    from rdflib import Graph
    from rdflib.plugins.parsers.notation3 import BadSyntax

    from kg.ontology.check import check
    from kg.ontology.reader import Reader

    graph = Graph()
    try:
        with _quiet():
            graph.parse(path, format="turtle")
    except OSError as error:
        raise UsageError(f"Can't read the ontology {path}: {error.strerror}.", "Name a file of Turtle.") from error
    except BadSyntax as error:
        # rdflib's own count of lines is off after some statements; its position is not.
        line = error._str.decode()[: error._i].count("\n") + 1
        raise OntologyError(f"{path}, line {line}: not valid Turtle: {error._why}.", "Mend it there.") from error
    except (AssertionError, IndexError) as error:  # how rdflib meets a file that breaks off
        raise OntologyError(f"{path}: not valid Turtle: it breaks off in the middle of a statement.") from error
    check(graph, path)
    return Reader(graph, path).ontology()
