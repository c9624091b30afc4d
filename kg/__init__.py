"""From damaged web pages about aid between China's regions to a knowledge graph."""

from __future__ import annotations

from pathlib import Path
from typing import Any


def graph(folder: Path | str = "graph") -> Any:
    """The aid network of a graph's folder as a `networkx.MultiDiGraph`; `kg.analyse.aid_network` says what is in it.

    Raises `kg.errors.StoreError` where the folder holds no graph.
    """
    from kg.analyse import aid_network  # networkx takes a moment, and a start is quick
    from kg.records import read_graph

    return aid_network(read_graph(Path(folder)))
