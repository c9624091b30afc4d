"""The command that writes a graph to a file: `export`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.app import app
from kg.cli.options import Folder, OwnOntology, ReviewFile
from kg.cli.told import say
from kg.errors import UsageError
from kg.export import FORMATS
from kg.files import STDOUT


@app.command(rich_help_panel="Files")
def export(
    format: Annotated[
        str, typer.Argument(metavar="FORMAT", help=f"One of {', '.join(FORMATS)} (csv is UTF-8 with a BOM).")
    ],
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="Where to write; - is stdout. For neo4j-import a folder.")
    ],
    store: Folder = Path("graph"),
    picture: Annotated[
        str, typer.Option("--picture", metavar="KIND", help="Of svg and png: a map of provinces, or a network.")
    ] = "map",
    basemap: Annotated[
        Path | None,
        typer.Option("--basemap", metavar="FILE", help="Draw on these outlines (GeoJSON in degrees), not on tiles."),
    ] = None,
    font: Annotated[
        Path | None, typer.Option("--font", metavar="FILE", help="Of png: a font that has Chinese characters.")
    ] = None,
    reviews: ReviewFile = None,
    ontology: OwnOntology = None,
) -> None:
    """Write the graph to a file, or for neo4j-import to a folder: CSV files and the script that imports them.

    html is a page with map, network, table and every sentence; svg and png are for papers, gexf and graphml for Gephi.

    Examples: `kg export html aid.html`; `kg export png network.png --picture network`; `kg export triples - | sort`;
    `kg export gold gold.jsonl --reviews reviews.jsonl`
    """
    from kg.export import Picture, check, write
    from kg.ontology import load
    from kg.records import read_graph
    from kg.reviews import read_reviews

    drawn = Picture(picture, basemap, font)
    check(format, drawn)
    if format == "gold" and reviews is None:
        raise UsageError("Gold is what readers accepted.", "Add --reviews FILE, which `kg serve` writes.")
    reviewed = read_reviews(reviews) if reviews else None
    write(read_graph(store), format, file, load(ontology) if ontology else None, reviewed, drawn)
    if file != STDOUT:
        say(f"Wrote {file}.")
