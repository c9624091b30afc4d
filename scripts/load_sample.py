"""Load the graph of the sample pages into an empty Neo4j: `python scripts/load_sample.py bolt://localhost:7687`.

A database that holds something is left as it is, so that a container that is started again replaces nobody's graph.
"""

from __future__ import annotations

import sys

from kg import pipeline
from kg.errors import KgError
from kg.resources import samples_dir
from kg.store.neo4j import Neo4jStore


def main(uri: str) -> str:
    """What was done, as a line."""
    with Neo4jStore(uri) as store:
        held = store.counts()
        if held.nodes:
            return f"{uri} holds {held.nodes} nodes already and is left as it is."
        counts = store.load(pipeline.build([samples_dir()], pipeline.Run()))
        return f"{uri}: {counts.nodes} nodes, {counts.relationships} relationships of the sample pages."


if __name__ == "__main__":
    try:
        print(main(sys.argv[1]))
    except KgError as error:
        sys.exit(f"load_sample: {error}")
