"""Loads into Neo4j that are broken on purpose: `python bench/breaks.py [--times 20]`, or `make breaks`.

The server is stopped or killed and started again while the loader is at work, at batches that a seed chooses; then
connections are cut by a proxy, each after a random number of bytes. Nothing may be lost, nothing doubled.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

from made_graph import made_graph

from kg.store import neo4j_load
from kg.store.neo4j import Neo4jStore
from kg.store.projection import project
from kg.store.rows import Rows

ROOT = Path(__file__).parents[1]
sys.path += [str(ROOT / "tests"), str(ROOT / "tests" / "neo4j")]
from breaking import Broken, cut_connections, stopped_and_started  # noqa: E402 - the tests' own
from neo4j_server import Neo4jServer  # noqa: E402 - the tests' own

FIGURES, BATCH = 12_000, 250
"""A load of some 270 batches, each of which takes tens of milliseconds."""
MOST_BYTES = 250_000


def main() -> int:
    """Print what became of the loads; 1 where one holds other rows than were loaded."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=20, help="how often the server stops, and a connection is cut")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    rows = project(made_graph(FIGURES))
    neo4j_load.ROWS = BATCH
    print(f"{len(rows.nodes):,} nodes, {len(rows.relationships):,} relationships, {BATCH} rows a batch")
    with tempfile.TemporaryDirectory() as folder, Neo4jServer(Path(folder)) as server:
        os.environ |= server.environment()
        batches = (len(rows.nodes) + len(rows.relationships)) // BATCH
        begun = time.monotonic()
        ended = [
            told(
                "server stopped and started",
                stopped_and_started(server, rows, batches, options.times, options.seed),
                rows,
            )
        ]
        with Neo4jStore(server.uri) as store:
            store._driver.execute_query("MATCH (n) DETACH DELETE n")
        ended.append(
            told("connection cut", cut_connections(server, rows, options.times, MOST_BYTES, options.seed), rows)
        )
        print(f"{time.monotonic() - begun:.0f} s")
    return 0 if all(ended) else 1


def told(what: str, done: Broken, rows: Rows) -> bool:
    """Print one line; whether the load is whole."""
    is_same = done.digest == rows.digest()
    end = "0 lost, 0 doubled, the same digest" if is_same else "ANOTHER DIGEST"
    print(f"{what:<28}{done.breaks:3} times, resumed {done.resumed:2} times: {end}", flush=True)
    return is_same


if __name__ == "__main__":
    sys.exit(main())
