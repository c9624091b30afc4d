"""How quickly an export is checked, beside pySHACL, with equal results: `python bench/check.py [--figures N]`."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import rdflib
from made_graph import made_graph
from pyshacl import validate

from kg.ontology import load
from kg.shape import dump
from kg.shape.check import compiled, shapes, shapes_text, thorough
from kg.shape.check.values import number_of
from kg.shape.index import Index
from kg.shape.read import read_triples

FIGURES = 50_000
LEAST = 15.0
"""How many times as fast as pySHACL the quick check is to be."""


def main() -> int:
    """Print seconds of processor time for each step; with `--check` 1 where the results differ or it is too slow."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--figures", type=int, default=FIGURES, metavar="N", help="how many figures the graph has")
    parser.add_argument("--check", action="store_true", help="fail where the results differ or the ratio is too small")
    given = parser.parse_args()
    ontology = load()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "graph.ttl"
        with file.open("wb") as out:
            dump(made_graph(given.figures), "turtle", out)
        read = Timed("read and index", lambda: Index(read_triples(file)))
        quick = Timed("check", lambda: list(compiled(shapes(ontology)).check(read.made)))
        print(f"{given.figures:,} figures, {read.made.count():,} triples, {len(quick.made):,} results")
        graph = Timed("rdflib reads", lambda: rdflib.Graph().parse(file))
        shape_graph = rdflib.Graph().parse(data=shapes_text(ontology), format="turtle")
        slow = Timed("pySHACL", lambda: validate(graph.made, shacl_graph=shape_graph))
        for each in (read, quick, graph, slow):
            print(f"{each.name:15} {each.seconds:8.2f} s")
        ratio = slow.seconds / quick.seconds
        print(f"check alone: {ratio:.1f} times as fast as pySHACL")
        print(f"with reading: {(slow.seconds + graph.seconds) / (quick.seconds + read.seconds):.1f} times as fast")
        same = told(quick.made) == told(thorough.results(slow.made[1]))
        print(f"results are {'equal' if same else 'different'}")
    return int(given.check and (not same or ratio < LEAST))


class Timed:
    """What a step made, and the seconds of processor time that it took."""

    def __init__(self, name: str, step: object) -> None:
        start = time.process_time()
        self.name, self.made = name, step()  # type: ignore[operator]
        self.seconds = time.process_time() - start


def told(violations: object) -> Counter[tuple[object, ...]]:
    """Results by focus node, path, component and value, but bounds that no number could be compared with."""
    return Counter(
        each[:4]
        for each in violations  # type: ignore[attr-defined]
        if not ("Inclusive" in each.constraint and each.value is not None and number_of(each.value) is None)
    )


if __name__ == "__main__":
    sys.exit(main())
