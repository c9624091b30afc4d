"""The command that writes the ontology to a file: `ontology`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.app import app
from kg.cli.options import OwnOntology
from kg.cli.told import say
from kg.files import STDOUT, writing


@app.command(rich_help_panel="Files")
def ontology(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Where to write; - is stdout.")],
    ontology: OwnOntology = None,
) -> None:
    """Write the ontology as Turtle, with all that follows from it spelt out.

    That is what each term is by its class, and the data structure of each measure: what the shipped file says once, at
    the class. Example: `kg ontology ontology.ttl`
    """
    from kg.ontology import load
    from kg.shape import write_ontology

    terms = load(ontology)
    with writing(file) as out:
        write_ontology(terms, out)
    if file != STDOUT:
        say(f"Wrote {file}.")
