"""The command for those who work in Neo4j Browser: `neo4j-browser`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.app import app
from kg.cli.told import say

Write = Annotated[
    Path | None, typer.Option("--write", metavar="DIR", help="Write the files into a folder instead of serving them.")
]
Host = Annotated[str, typer.Option("--host", help="The address to listen at; 0.0.0.0 is all of the machine's.")]
Port = Annotated[int, typer.Option("--port", min=0, max=65535, help="The port to listen at; 0 is any that is free.")]


@app.command("neo4j-browser", rich_help_panel="Graph")
def neo4j_browser(write: Write = None, host: Host = "127.0.0.1", port: Port = 7475) -> None:
    """Serve the guide, the style and the saved queries for Neo4j Browser, until Ctrl+C.

    Type in Browser what the command tells. The saved queries are a .zip file: drop it onto Browser's window.

    Examples: `kg neo4j-browser`; `kg neo4j-browser --write browser/`
    """
    if write:
        from kg.files import told_if_unwritable
        from kg.store.browser import write_files

        with told_if_unwritable(write, "Name a folder that is there or can be made."):
            for path in write_files(write):
                say(str(path))
        return
    from kg.store.browser import QUERIES
    from kg.store.browser_server import BrowserServer

    with BrowserServer(host, port) as server:
        say("Type in Neo4j Browser:")
        for command in server.commands():
            say(f"  {command}")
        say(f"The saved queries, to drop onto its window: {server.url}/{QUERIES}")
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            say("Stopped.")
