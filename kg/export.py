"""The graph to a file in each format: the one list of formats, and the way to what writes each."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import IO

from kg.errors import UsageError
from kg.files import STDOUT, replacing, writing
from kg.model import Graph
from kg.ontology import Ontology
from kg.records import GRAPH
from kg.reviews import Reviews

RDF = ("turtle", "ntriples", "jsonld", "trig", "turtle12")
FILES = (*RDF, "triples", "graphml", "gexf", "csv", "html", "svg", "png", "gold")
FORMATS = (*FILES, "neo4j-import")
DRAWN = ("html", "svg", "png")
"""The formats that are pictures."""


@dataclass(frozen=True, slots=True)
class Picture:
    """How a picture is drawn."""

    kind: str = "map"
    """Of svg and png: map or network. The page has both."""
    basemap: Path | None = None
    """GeoJSON of outlines to draw on, instead of tiles."""
    font: Path | None = None
    """Of png: a font with Chinese characters, where the system has none."""


def check(format: str, picture: Picture | None = None) -> None:
    """Raise `UsageError` where the format is not known, or does not take what is asked of the picture."""
    if format not in FORMATS:
        raise UsageError(f"The format {format!r} is not known.", f"Use one of {', '.join(FORMATS)}.")
    picture = picture or Picture()
    if picture.kind not in ("map", "network"):
        raise UsageError(f"The picture {picture.kind!r} is not known.", "Use map or network.")
    for option, is_given, formats in (
        ("--picture", picture.kind != "map", ("svg", "png")),
        ("--basemap", picture.basemap, DRAWN),
        ("--font", picture.font, ("png",)),
    ):
        if is_given and format not in formats:
            raise UsageError(f"{option} is for {' and '.join(formats)}, not for {format}.", "Leave it out.")
    if picture.basemap and picture.kind == "network":
        raise UsageError("A network is not drawn on a map.", "Leave out --basemap.")


def write(
    graph: Graph,
    format: str,
    path: Path,
    ontology: Ontology | None = None,
    reviews: Reviews | None = None,
    picture: Picture | None = None,
) -> None:
    """Write the graph to a file in one of `FORMATS`; the file is there only once it is whole, and `-` is stdout.

    Files for Neo4j's import go to a folder. Gold is of the facts that `reviews` accept. Raises `UsageError` where the
    format is not known or the file can't be written.
    """
    check(format, picture)
    if format == "neo4j-import":
        _write_import_files(graph, path, ontology)
        return
    with writing(path) as out:
        if format in DRAWN:
            _draw(graph, format, out, ontology, picture or Picture())
        else:
            _dump(graph, format, out, ontology, reviews or Reviews())


def _draw(graph: Graph, format: str, out: IO[bytes], ontology: Ontology | None, picture: Picture) -> None:
    from kg.view import still, write_html

    if format == "html":
        write_html(graph, out, ontology, picture.basemap)
    elif format == "svg":
        out.write(still(graph, picture.kind, picture.basemap).encode())
    else:
        from kg.view.png import to_png

        out.write(to_png(still(graph, picture.kind, picture.basemap), picture.font))


def _write_import_files(graph: Graph, folder: Path, ontology: Ontology | None) -> None:
    from kg.store.import_files import write_import_files
    from kg.store.projection import project

    if folder == STDOUT or (folder / GRAPH).exists():
        what = "is no folder" if folder == STDOUT else "holds a graph and is not replaced"
        raise UsageError(f"{folder} {what}.", "Name a new or an empty folder for the files.")
    with replacing(folder) as fresh:
        write_import_files(project(graph, ontology), fresh)


def _dump(graph: Graph, format: str, out: IO[bytes], ontology: Ontology | None, reviews: Reviews) -> None:
    if format == "gexf":
        from kg.store.gexf import write_gexf

        write_gexf(graph, out, ontology)
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
