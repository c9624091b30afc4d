"""The graph as GEXF 1.3, which Gephi opens: names, kinds, weights, and when each thing holds."""

from __future__ import annotations

from typing import IO, Any

from kg.model import Graph
from kg.ontology import Ontology
from kg.store.files import property_graph


def write_gexf(graph: Graph, out: IO[bytes], ontology: Ontology | None = None) -> None:
    """The property graph as GEXF; the period of a fact is its start and end, so that Gephi's timeline filters it.

    Equal graphs give equal files: the date of writing is left out.
    """
    from networkx.readwrite.gexf import GEXFWriter

    whole = property_graph(graph, ontology)
    for node, data in whole.nodes(data=True):
        data["id"] = node  # GEXF knows a node by one id, which is unique over all kinds
        _without_characters(data)
    for _, _, key, data in whole.edges(keys=True, data=True):
        del data["type"]  # which says in GEXF whether an edge is directed
        data["id"] = key
    writer = GEXFWriter(encoding="utf-8", prettyprint=True, version="1.3")
    writer.add_graph(whole)
    writer.xml.find("meta").attrib.pop("lastmodifieddate")
    writer.graph_element.attrib.pop("name")
    for edge in writer.graph_element.iter("edge"):
        edge.set("kind", edge.get("label"))  # so that edges of two kinds between two nodes stay two
    writer.write(out)


def _without_characters(data: dict[str, Any]) -> None:
    """An evidence's start and end are characters of a page, which GEXF would take for times."""
    if data["kind"] == "Evidence":
        data["first_character"], data["last_character"] = data.pop("start"), data.pop("end")
