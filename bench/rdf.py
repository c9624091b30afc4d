"""How quickly a graph is written as Turtle, beside rdflib, and in how much memory: `python bench/rdf.py [--check]`."""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pyoxigraph
import rdflib
from made_graph import made_graph

from kg.records import GRAPH, write_graph

sys.path += [str(Path(__file__).parents[1] / "tests"), str(Path(__file__).parents[1] / "tests" / "shape")]
import riot
from maven import MavenMissing

TRIPLES = 1_000_000
A_FIGURE = 35
"""About how many triples a figure of the made graph is."""
LEAST, MOST = 45.0, 200
"""How many times rdflib's rate the writer is to have, and its most memory in MB."""
_WRITE = """
import resource, sys, time
from pathlib import Path
from kg.records import read_graph
from kg.shape import dump
graph = read_graph(Path(sys.argv[1]))
start = time.process_time()
with open(sys.argv[2], "wb") as out:
    dump(graph, "turtle", out)
print(time.process_time() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


def main() -> int:
    """Print rates in triples a second of processor time; with `--check` 1 where a bound does not hold."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--triples", type=int, default=TRIPLES, metavar="N", help="about how many triples there are")
    parser.add_argument("--check", action="store_true", help="fail where a bound does not hold")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_graph(made_graph(given.triples // A_FIGURE), folder)
        file = folder / "graph.ttl"
        seconds, memory = map(float, written(folder, file).split())
        graph = rdflib.Graph().parse(file)
        rate = len(graph) / seconds
        print(f"{len(graph):,} triples, from {GRAPH} to Turtle")
        print(f"kg      {rate:10,.0f} triples a second; {memory:.0f} MB at most, with the graph and all libraries")
        start = time.process_time()
        text = graph.serialize(format="turtle")
        slow = len(graph) / (time.process_time() - start)
        print(f"rdflib  {slow:10,.0f} triples a second")
        print(f"{rate / slow:.1f} times as fast as rdflib")
        same = as_set(file.read_bytes()) == as_set(text.encode())
        print(f"what both wrote is {'equal' if same else 'different'}")
        same &= is_read_by_riot(file)
    print(f"this process, with rdflib: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")
    return int(given.check and (rate / slow < LEAST or memory > MOST or not same))


def written(folder: Path, file: Path) -> str:
    """Write the graph of a folder in a process of its own, which tells its seconds and its memory."""
    command = [sys.executable, "-c", _WRITE, str(folder), str(file)]
    return subprocess.run(command, check=True, capture_output=True, text=True, env=dict(os.environ)).stdout


def is_read_by_riot(file: Path) -> bool:
    """Whether Apache Jena reads the same triples, or can't be run here; tells which."""
    try:
        same = riot.read(file) == riot.as_texts(pyoxigraph.parse(path=file, format=pyoxigraph.RdfFormat.TURTLE))
    except MavenMissing as missing:
        print(f"not read by riot: {missing}")
        return True
    print(f"riot reads {'the same' if same else 'other triples'}")
    return same


def as_set(turtle: bytes) -> set[pyoxigraph.Triple]:
    """The triples of a Turtle file."""
    return {quad.triple for quad in pyoxigraph.parse(turtle, format=pyoxigraph.RdfFormat.TURTLE)}


if __name__ == "__main__":
    sys.exit(main())
