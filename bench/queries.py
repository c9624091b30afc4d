"""How long the saved queries take on a large graph: `python bench/queries.py [--figures 200000] [--neo4j URI]`.

Loads a generated graph into the embedded store and into Neo4j (the one named, which is replaced, or one that it
starts), and prints the median of each query in milliseconds on both. Parameters have their defaults, or a value of the
graph. `--check` fails where a median is above the bound and docs/performance.md does not name the query.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from made_graph import made_graph

from kg.model import Graph, Observation, Relation
from kg.store.embedded import EmbeddedStore
from kg.store.neo4j import Neo4jStore
from kg.store.protocol import CypherStore
from kg.store.saved import SavedQuery, saved_queries

ROOT = Path(__file__).parents[1]
SERVER = ROOT / "tests" / "neo4j"
DOCS = ROOT / "docs" / "performance.md"
ROUNDS, BOUND_MS, LONG_SECONDS = 7, 100, 3.0


def main() -> int:
    """The exit status: 1 where a check finds a slow query that the docs do not name."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--figures", type=int, default=200_000)
    parser.add_argument(
        "--neo4j", metavar="URI", help="a server whose database is replaced; without it, one is started"
    )
    parser.add_argument("--only", nargs="*", metavar="NAME", help="these queries")
    parser.add_argument("--check", action="store_true", help="fail for slow queries that docs/performance.md lacks")
    options = parser.parse_args()
    graph = made_graph(options.figures)
    given = Examples(graph)
    queries = [query for query in saved_queries() if not options.only or query.name in options.only]
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        stores: dict[str, CypherStore] = {"embedded": stack.enter_context(EmbeddedStore(folder / "graph"))}
        stores["Neo4j"] = stack.enter_context(server(options.neo4j))
        counts = stores["embedded"].load(graph)
        stores["Neo4j"].load(graph)
        print(f"{counts.nodes:,} nodes, {counts.relationships:,} relationships; medians of {ROUNDS}, in ms")
        print(f"{'':32}{'rows':>8}" + "".join(f"{name:>10}" for name in stores))
        slow = []
        for query in queries:
            parameters = given.parameters(query)
            timed = [median(store, query, parameters) for store in stores.values()]
            print(f"{query.name:32}{timed[0][1]:8,}" + "".join(f"{seconds * 1000:10.1f}" for seconds, _ in timed))
            if max(seconds for seconds, _ in timed) * 1000 > BOUND_MS:
                slow.append(query.name)
    print(f"{len(queries) - len(slow)} of {len(queries)} within {BOUND_MS} ms on both; above: {', '.join(slow)}")
    told = DOCS.read_text(encoding="utf-8")
    return int(options.check and any(f"`{name}`" not in told for name in slow))


def median(store: CypherStore, query: SavedQuery, parameters: dict[str, Any]) -> tuple[float, int]:
    """Seconds, and the number of rows. The first two rounds warm up; a query that takes long is timed once or twice."""
    seconds = list[float]()
    for _ in range(ROUNDS + 2):
        start = time.perf_counter()
        rows = len(store.query(query.text, parameters).rows)
        seconds.append(time.perf_counter() - start)
        if sum(seconds) > LONG_SECONDS:
            break
    return statistics.median(seconds[2:] or seconds[-1:]), rows


class Examples:
    """Values of the parameters that a generated graph knows: of a place in the middle of it."""

    def __init__(self, graph: Graph) -> None:
        facts = list(graph.facts.items())
        id, fact = next((id, fact) for id, fact in facts if fact.predicate == "assists")
        assert isinstance(fact, Relation)
        figure = next(fact for _, fact in facts if isinstance(fact, Observation))
        giver, receiver = str(fact.subject.id), str(getattr(fact.object, "id", ""))
        self.values: dict[str, Any] = {
            "giver": giver, "receiver": receiver, "from": giver, "to": receiver, "place": receiver, "fact": id,
            "province": _province(graph, receiver), "measure": figure.predicate, "year": "2022",
            "page": fact.evidence[0].doc,
        }  # fmt: skip

    def parameters(self, query: SavedQuery) -> dict[str, Any]:
        """The defaults, and for what must be given a value of the graph."""
        return {
            each.name: self.values[each.name] if each.default is None else each.default for each in query.parameters
        }


def _province(graph: Graph, id: str) -> str:
    place = graph.places[id]
    return id if place.level == "province" else _province(graph, str(place.parent))


@contextmanager
def server(uri: str | None) -> Iterator[Neo4jStore]:
    """The Neo4j of an address, or one that runs for this bench alone."""
    if uri:
        with Neo4jStore(uri) as store:
            yield store
        return
    sys.path += [str(SERVER), str(SERVER.parent)]
    from neo4j_server import Neo4jServer  # the tests' own

    with tempfile.TemporaryDirectory() as folder, Neo4jServer(Path(folder)) as started:
        os.environ |= {"NEO4J_USER": started.user, "NEO4J_PASSWORD": started.password}
        with Neo4jStore(started.uri) as store:
            yield store


if __name__ == "__main__":
    sys.exit(main())
