"""The graph to a file in each format: the one list of formats, and the way to what writes each."""

from __future__ import annotations

from pathlib import Path
from typing import IO

from kg.errors import UsageError
from kg.files import STDOUT, replacing, writing
from kg.model import Graph
from kg.ontology import Ontology
from kg.records import GRAPH
from kg.reviews import Reviews

FILES = ("turtle", "ntriples", "jsonld", "triples", "graphml", "csv", "html", "gold")
FORMATS = (*FILES, "neo4j-import")


def check(format: str) -> None:
    """Raise `UsageError` where the format is not known."""
    if format not in FORMATS:
        raise UsageError(f"The format {format!r} is not known.", f"Use one of {', '.join(FORMATS)}.")


def write(
    graph: Graph, format: str, path: Path, ontology: Ontology | None = None, reviews: Reviews | None = None
) -> None:
    """Write the graph to a file in one of `FORMATS`; the file is there only once it is whole, and `-` is stdout.

    Files for Neo4j's import go to a folder. Gold is of the facts that `reviews` accept. Raises `UsageError` where the
    format is not known or the file can't be written.
    """
    check(format)
    if format == "neo4j-import":
        _write_import_files(graph, path, ontology)
        return
    with writing(path) as out:
        _dump(graph, format, out, ontology, reviews or Reviews())


def _write_import_files(graph: Graph, folder: Path, ontology: Ontology | None) -> None:
    from kg.store.import_files import write_import_files
    from kg.store.projection import project

    if folder == STDOUT or (folder / GRAPH).exists():
        what = "is no folder" if folder == STDOUT else "holds a graph and is not replaced"
        raise UsageError(f"{folder} {what}.", "Name a new or an empty folder for the files.")
    with replacing(folder) as fresh:
        write_import_files(project(graph, ontology), fresh)


def _dump(graph: Graph, format: str, out: IO[bytes], ontology: Ontology | None, reviews: Reviews) -> None:
    if format == "html":
        from kg.view import write_html

        write_html(graph, out, ontology)
    elif format == "graphml":
        from kg.store.files import write_graphml

        write_graphml(graph, out, ontology)
    elif format == "gold":
        from kg.gold import write_gold

        write_gold(graph, reviews, out)
    elif format == "csv":
        from kg.store.files import write_csv

        write_csv(graph, out)
    else:
        from kg.shape import dump

        dump(graph, format, out, ontology)
