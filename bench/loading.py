"""How quickly a graph goes into each store, beside the plain ways into Neo4j: `python bench/loading.py [--small]`.

The graph is made (`bench/made_graph.py`), the server is the tests' own (`tests/neo4j`); nothing else should run on
the machine. Bare is a loop of `UNWIND ... MERGE` over the same rows in batches of the same size, with the constraints
there, as a manual has it: no mark, no digest, no count. Loader and loop take turns, and the best of each counts.
"""

from __future__ import annotations

import argparse
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from itertools import groupby, islice
from pathlib import Path
from typing import Any

import neo4j
from made_graph import made_graph

from kg.export import write
from kg.model import Graph
from kg.store import commands, embedded
from kg.store.batches import ROWS
from kg.store.neo4j import Neo4jStore
from kg.store.projection import project
from kg.store.rows import Node, Relationship, Rows

ROOT = Path(__file__).parents[1]
sys.path += [str(ROOT / "tests"), str(ROOT / "tests" / "neo4j")]
from neo4j_server import Neo4jServer  # noqa: E402 - the tests' own

FIGURES, FEW_FIGURES = 191_000, 4_000
SAMPLE = 1_500
"""Rows for one `MERGE` a statement, nodes and relationships each."""
AIMS = {"bare": 0.9, "single": 50, "import": 5}
HEAP = "4g"


def main() -> int:
    """Print the rates and ratios; 1 where an aim is missed or a digest differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--small", action="store_true", help="a small graph: to try the script, not to measure")
    parser.add_argument("--figures", type=int, default=FIGURES, help="of each two nodes and three relationships")
    parser.add_argument("--turns", type=int, default=2, help="how often loader and loop take turns")
    options = parser.parse_args()
    graph = made_graph(FEW_FIGURES if options.small else options.figures)
    seconds, rows = timed(lambda: project(graph))
    print(f"{len(rows.nodes):,} nodes, {len(rows.relationships):,} relationships, driver: {driver_kind()}")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    tell("projection", seconds, rows, f"  {memory} MB with the graph")
    with tempfile.TemporaryDirectory() as folder:
        into_embedded(graph, rows, Path(folder))
        settings = {"server.memory.heap.max_size": HEAP, "server.memory.pagecache.size": "1g"}
        with Neo4jServer(Path(folder) / "neo4j", settings) as server:
            return into_neo4j(graph, rows, server, Path(folder), options.turns)


def into_embedded(graph: Graph, rows: Rows, folder: Path) -> None:
    """Print the rates of the embedded store: its database alone, and all that a build writes."""
    seconds, _ = timed(lambda: embedded._build(folder / "database", rows))
    tell("embedded", seconds, rows)
    with embedded.EmbeddedStore(folder / "graph") as store:
        seconds, _ = timed(lambda: store.load(graph))
        tell("embedded, with projection and graph.jsonl", seconds, rows)


def into_neo4j(graph: Graph, rows: Rows, server: Neo4jServer, folder: Path, turns: int) -> int:
    """Print the rates of Neo4j, and return the exit status."""
    driver = neo4j.GraphDatabase.driver(server.uri, auth=(server.user, server.password))
    loads, bares, wanted = [], [], rows.digest()
    with open_store(server) as store:
        few = project(made_graph(FEW_FIGURES))
        bare(driver, few)  # a first time, for the server to compile what it runs
        empty(driver)
        store.load_rows(few)
        for _ in range(turns):
            empty(driver)
            bares.append(timed(lambda: bare(driver, rows))[0])
            empty(driver)
            loads.append(timed(lambda: store.load_rows(rows))[0])
        load, again = min(loads), timed(lambda: store.load_rows(rows))[0]
        reading, held = timed(store.digest)
    tell("Neo4j, loader", load, rows)
    tell("Neo4j, bare UNWIND ... MERGE", min(bares), rows)
    tell("Neo4j, loaded a second time", again, rows)
    tell("Neo4j, read back", reading, rows, "  the same digest" if held == wanted else "  ANOTHER DIGEST")
    empty(driver)
    single, count = timed(lambda: one_by_one(driver, rows))
    print(f"Neo4j, one MERGE a statement          {count / single:>9,.0f} a second, of {count:,}")
    driver.close()
    write(made_graph(FEW_FIGURES), "neo4j-import", folder / "few")
    starting, _ = imported(server, folder / "few")
    exporting, _ = timed(lambda: write(graph, "neo4j-import", folder / "files"))
    importing, held_then = imported(server, folder / "files")
    tell("database import full of few rows", starting, few)
    tell("files for the import, with projection", exporting, rows)
    told = "  the same digest" if held_then == wanted else "  ANOTHER DIGEST"
    tell("database import full", importing, rows, told)
    total = len(rows.nodes) + len(rows.relationships)
    ratios = {"bare": min(bares) / load, "single": (total / load) / (count / single), "import": load / importing}
    print(f"loader to bare loop   {ratios['bare']:6.2f}   (aim: {AIMS['bare']})")
    print(f"loader to one a time  {ratios['single']:6.0f}   (aim: {AIMS['single']})")
    print(f"import to loader      {ratios['import']:6.1f}   (aim: {AIMS['import']})")
    print(f"second load to first  {again / load:6.2f}   of its time (aim: at most 1)")
    is_met = all(ratios[name] >= aim for name, aim in AIMS.items()) and again <= load
    return 0 if is_met and wanted == held == held_then else 1


def bare(driver: neo4j.Driver, rows: Rows) -> None:
    """The loop of a manual."""
    with driver.session() as session:
        for command in commands.schema():
            session.run(command).consume()  # type: ignore[arg-type]
        for command, batch in merges(rows, ROWS):
            session.run(command, rows=batch).consume()  # type: ignore[arg-type]


def one_by_one(driver: neo4j.Driver, rows: Rows) -> int:
    """One MERGE a statement over a sample that has the nodes its relationships need; returns how many."""
    ties = rows.relationships[:: max(1, len(rows.relationships) // SAMPLE)][:SAMPLE]
    ends = {end for row in ties for end in (row.start, row.end)}
    sample = Rows([node for node in rows.nodes if node.key in ends], ties)
    count = 0
    with driver.session() as session:
        for command, batch in merges(sample, 1):
            session.run(command, rows=batch).consume()  # type: ignore[arg-type]
            count += 1
    return count


def merges(rows: Rows, size: int) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Statements of a kind of row each, with so many rows."""
    for labels, nodes in groupby(sorted(rows.nodes, key=lambda row: row.labels), lambda row: row.labels):
        command = f"UNWIND $rows AS row MERGE (n:{':'.join(labels)} {{id: row.id}}) SET n = row.properties"
        while part := [node_values(row) for row in islice(nodes, size)]:
            yield command, part
    for kind, ties in groupby(sorted(rows.relationships, key=kind_of), kind_of):
        type, start, end, has_id = kind
        command = (
            f"UNWIND $rows AS row MATCH (a:{start} {{id: row.start}}) MATCH (b:{end} {{id: row.end}}) "
            f"MERGE (a)-[r:{type}{' {id: row.id}' if has_id else ''}]->(b) SET r = row.properties"
        )
        while part := [tie_values(row) for row in islice(ties, size)]:
            yield command, part


def kind_of(row: Relationship) -> tuple[str, str, str, bool]:
    """What one statement can take."""
    return row.type, row.start.label, row.end.label, bool(row.id)


def node_values(row: Node) -> dict[str, Any]:
    """A node as a statement takes it."""
    return {"id": row.id, "properties": commands.properties(row)}


def tie_values(row: Relationship) -> dict[str, Any]:
    """A relationship as a statement takes it."""
    return {"start": row.start.id, "end": row.end.id, "id": row.id, "properties": commands.properties(row)}


def imported(server: Neo4jServer, files: Path) -> tuple[float, str]:
    """How long the server's own tool takes, the JVM's start included, and the digest of what is there then."""
    lines = (files / "import.sh").read_text(encoding="utf-8").splitlines()
    options = [line.strip().removesuffix(" \\") for line in lines if line.strip().startswith("--")]
    placed = [at_end(option, files) if option.endswith(".csv") else option for option in options]
    server.stop()
    seconds, _ = timed(
        lambda: server.admin("database", "import", "full", "neo4j", f"--report-file={files}/report", *placed)
    )
    server.start()
    with open_store(server) as store:
        return seconds, store.digest()


def at_end(option: str, files: Path) -> str:
    """The option with the whole path of its file."""
    what, _, name = option.rpartition("=")
    return f"{what}={files / name}"


def open_store(server: Neo4jServer) -> Neo4jStore:
    """The server's database."""
    os.environ |= server.environment()
    return Neo4jStore(server.uri)


def empty(driver: neo4j.Driver) -> None:
    """Remove all nodes."""
    with driver.session() as session:
        session.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS").consume()


def driver_kind() -> str:
    """Whether the driver has its quicker half."""
    return "neo4j with neo4j-rust-ext" if find_spec("neo4j._rust") else "neo4j"


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds, and what the work returns."""
    begun = time.perf_counter()
    made = work()
    return time.perf_counter() - begun, made


def tell(what: str, seconds: float, rows: Rows, more: str = "") -> None:
    """One line with the rate."""
    rate = (len(rows.nodes) + len(rows.relationships)) / seconds
    print(f"{what:<42}{seconds:7.1f} s {rate:>9,.0f} a second{more}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
