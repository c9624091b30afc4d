"""The command that shows a graph in a browser: `serve`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.app import app
from kg.cli.options import Folder, OwnOntology
from kg.cli.told import say


@app.command(rich_help_panel="Graph")
def serve(
    store: Folder = Path("graph"),
    host: Annotated[
        str, typer.Option("--host", help="Another address than this machine's own needs --token.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="0 takes a free one.")] = 8321,
    token: Annotated[
        str | None, typer.Option("--token", envvar="KG_TOKEN", help="What readers must show; the address has it.")
    ] = None,
    allow_host: Annotated[
        list[str] | None, typer.Option("--allow-host", metavar="NAME", help="A further name of this server.")
    ] = None,
    reviews: Annotated[
        Path | None,
        typer.Option(
            "--reviews", metavar="FILE", help="Where reviews are kept.", show_default="reviews.jsonl beside DIR"
        ),
    ] = None,
    reviewer: Annotated[
        str | None, typer.Option("--reviewer", metavar="NAME", help="Who reviews, for the file.")
    ] = None,
    seconds: Annotated[float, typer.Option("--seconds", min=0.1, max=600, help="When a query is ended.")] = 10.0,
    ontology: OwnOntology = None,
) -> None:
    """Show the graph in a browser: places, pairings, pages with their facts, queries, and reviews of facts.

    Examples: `kg serve`; `kg serve --store graph --port 0`; `kg serve --host 0.0.0.0 --token "$(openssl rand -hex 16)"`
    """
    from kg.cli.reviewed import after_reviewing
    from kg.records import read_graph
    from kg.serve.index import Kept
    from kg.serve.pool import Limits
    from kg.serve.server import Address, serve

    kept = Kept(reviews or store.absolute().parent / "reviews.jsonl", reviewer)
    address = Address(host, port, tuple(allow_host or ()), token)
    serve(store, address, kept, Limits(seconds), ontology, lambda url: say(f"Open {url} (Ctrl-C ends it)."))
    if line := after_reviewing(kept.path, read_graph(store)):
        say(line)
