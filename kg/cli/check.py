"""The commands that hold a graph to its shapes: `check`, and `shapes` for what they are."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.answers import Format
from kg.cli.app import app
from kg.cli.options import AnswerFormat, Folder, OwnOntology
from kg.cli.told import DONE, FAILED, counted, say, show
from kg.files import STDOUT, writing

MOST = 20
"""How many findings a table shows. The other formats have all."""


@app.command(rich_help_panel="Files")
def check(
    file: Annotated[
        Path | None,
        typer.Argument(metavar="[FILE]", help="A file of RDF: .ttl, .nt, .jsonld, .trig or .nq.", show_default="DIR"),
    ] = None,
    store: Folder = Path("graph"),
    thorough: Annotated[
        bool, typer.Option("--thorough", help="Ask pySHACL: the same findings, far more slowly.")
    ] = False,
    format: AnswerFormat = Format.table,
    ontology: OwnOntology = None,
) -> None:
    """Hold a file of RDF, or the graph in a folder, to the shapes (SHACL).

    Each finding says what is wrong, where, and of which fact and page. The status is 1 where there are any.

    Examples: `kg check aid.ttl`; `kg check --store graph`; `kg check aid.ttl --format csv > findings.csv`
    """
    from kg.ontology import load
    from kg.records import read_graph
    from kg.shape import triples
    from kg.shape.check import FINDING, findings, judged, shapes
    from kg.shape.index import Index
    from kg.shape.read import read_triples

    terms = load(ontology)
    data = Index(read_triples(file) if file else triples(read_graph(store), terms.path))
    rows = list(findings(judged(data, shapes(terms), thorough), data))
    what = f"{file or f'{store}/'}: {data.count():,} triples"
    if not rows:
        say(f"{what}, and they keep to the shapes.")
        raise typer.Exit(DONE)
    show(FINDING, rows[:MOST] if format is Format.table else rows, format, ["where", "fact", "page"])
    if format is Format.table and len(rows) > MOST:
        say(f"{len(rows) - MOST:,} more; --format csv has them.")
    say(f"{what}, {counted(len(rows), 'finding')}.")
    advice = (
        "a file that was edited is made anew by kg export." if file else "then build the graph anew: kg build PATH..."
    )
    say(f"See with `kg extract --explain` how a page's words became a fact; {advice}")
    raise typer.Exit(FAILED)


@app.command(rich_help_panel="Files")
def shapes(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Where to write; - is stdout.")] = STDOUT,
    ontology: OwnOntology = None,
) -> None:
    """Write the shapes that `kg check` holds a graph to, as SHACL for any other processor.

    Example: `kg shapes shapes.ttl`
    """
    from kg.ontology import load
    from kg.shape.check import shapes_text

    with writing(file) as out:
        out.write(shapes_text(load(ontology)).encode())
    if file != STDOUT:
        say(f"Wrote {file}.")
