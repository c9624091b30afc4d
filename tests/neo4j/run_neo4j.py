"""`make neo4j`: a Neo4j with the graph of the sample pages, and what Browser needs besides, until Ctrl+C."""

from __future__ import annotations

import os
import signal
import sys
import tempfile
import threading
import time
from pathlib import Path

import load_sample
from neo4j_jars import Neo4jMissing
from neo4j_server import BRIEF, Neo4jServer, free_ports

from kg.errors import KgError, StoreError
from kg.store.browser import PORT
from kg.store.browser_server import BrowserServer

BOLT, HTTP = 7687, 7474
"""Neo4j's own ports; others are taken where these are not free."""


def main() -> None:
    """Start, load, tell, wait."""
    print("Starting Neo4j (the first time it is fetched, 137 MB) ...", flush=True)
    files = browser_files()
    threading.Thread(target=files.serve_forever, daemon=True).start()
    commands = "; ".join(command.removeprefix(":") for command in files.commands())
    with tempfile.TemporaryDirectory(prefix="kg-neo4j-") as home:
        settings = {"browser.post_connect_cmd": commands}
        with Neo4jServer(Path(home), settings, ports=free_ports((BOLT, HTTP)), java=BRIEF) as server:
            os.environ.update(server.environment())
            print(load_sample.main(server.uri))
            print(f"\nBrowser   {server.browser}\nConnect   {server.uri}\nUser      {server.user}")
            print(f"Password  {server.password}\n")
            print(
                f"Guide, style and saved queries are at {files.url}. Ctrl+C stops it, and nothing is kept.", flush=True
            )
            while server.running:
                time.sleep(0.5)
            sys.exit("Neo4j has ended by itself.")


def browser_files() -> BrowserServer:
    """What Browser needs, at the usual port, or at another where somebody has that."""
    try:
        return BrowserServer(port=PORT)
    except StoreError:
        return BrowserServer(port=0)


if __name__ == "__main__":
    # Either way what was started is stopped, even where a shell has told its children to ignore Ctrl+C.
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, signal.default_int_handler)
    try:
        main()
    except KeyboardInterrupt:
        print("Stopped.")
    except (KgError, Neo4jMissing, RuntimeError) as error:
        sys.exit(f"make neo4j: {error}")
