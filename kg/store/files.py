"""The graph as files for other tools: GraphML for Gephi, yEd and Cytoscape, CSV for a spreadsheet."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from io import TextIOWrapper
from typing import IO, Any

from kg.files import csv_cell
from kg.model import Fact, Graph, Observation
from kg.ontology import Ontology
from kg.records import number
from kg.store.projection import project
from kg.store.rows import NodeKey, Properties

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_COLUMNS = (
    "fact", "kind", "subject_type", "subject", "subject_id", "predicate", "object_type", "object", "object_id",
    "value", "unit", "approx", "low", "high", "period", "population", "counterpart", "counterpart_id", "confidence",
    "pages", "quote",
)  # fmt: skip


def write_graphml(graph: Graph, out: IO[bytes], ontology: Ontology | None = None) -> None:
    """The property graph as GraphML. Labels and lists are joined by `;`, as GraphML has no lists."""
    import networkx

    networkx.write_graphml(property_graph(graph, ontology), out, encoding="utf-8")


def property_graph(graph: Graph, ontology: Ontology | None = None) -> Any:
    """The property graph as a `networkx.MultiDiGraph` of plain values, with the names by which Gephi shows it.

    A node's `label` is its name, its `kind` its first label; an edge's `label` is its type, its `weight` the number of
    quotes that say it, 1 for one that needs none.
    """
    import networkx

    rows = project(graph, ontology)
    whole = networkx.MultiDiGraph()
    for node in rows.nodes:
        own = {"id": node.id, "kind": node.key.label, "labels": ";".join(node.labels), **_flat(node.properties)}
        whole.add_node(_node_id(node.key), **own, label=_shown(node.id, own))
    for index, row in enumerate(rows.relationships):
        own = {"type": row.type, "fact": row.id, **_flat(row.properties)}
        weight = float(len(row.properties.get("evidence", ())) or 1)
        whole.add_edge(_node_id(row.start), _node_id(row.end), key=f"r{index}", **own, label=row.type, weight=weight)
    return whole


def _shown(id: str, properties: Properties) -> str:
    """What a node is called: its name, title or words, or what it measures and how much that is."""
    if properties["kind"] == "Observation":
        return f"{properties['measure']} {number(properties['value'])} {properties['unit']}"
    return str(next((properties[name] for name in ("name", "title", "text", "quote") if properties.get(name)), id))


def write_csv(graph: Graph, out: IO[bytes]) -> None:
    """The facts as a table, one a row, in UTF-8 with the mark (BOM) that spreadsheets ask for.

    A text that a spreadsheet would run as a formula gets a `'` before it; numbers stay numbers.
    """
    text = TextIOWrapper(out, encoding="utf-8-sig", newline="")
    writer = csv.DictWriter(text, _COLUMNS)
    writer.writeheader()
    for id, fact in sorted(graph.facts.items()):
        writer.writerow({name: _cell(value) for name, value in _fact_cells(id, fact)})
    text.detach()  # flushes, and leaves the stream open


def _fact_cells(id: str, fact: Fact) -> Iterator[tuple[str, Any]]:
    """The fact's columns that have a value."""
    subject = fact.subject
    yield from (("fact", id), ("subject_type", subject.type), ("subject", subject.name), ("subject_id", subject.id))
    yield from (("predicate", fact.predicate), ("period", fact.period), ("confidence", fact.confidence))
    yield "pages", ";".join(sorted({evidence.doc for evidence in fact.evidence}))
    yield "quote", fact.evidence[0].quote if fact.evidence else None
    if isinstance(fact, Observation):
        yield "kind", "observation"
        for name in ("value", "unit", "approx", "low", "high", "population"):
            yield name, getattr(fact, name)
        if fact.counterpart is not None:
            yield from (("counterpart", fact.counterpart.name), ("counterpart_id", fact.counterpart.id))
        return
    yield "kind", "relation"
    if isinstance(fact.object, str):
        yield "object", fact.object
    else:
        yield from (("object_type", fact.object.type), ("object", fact.object.name), ("object_id", fact.object.id))


def _cell(value: Any) -> Any:
    return csv_cell(number(value))


def _node_id(key: NodeKey) -> str:
    return f"{key.label}/{key.id}"


def _flat(properties: Properties) -> Properties:
    """Properties that GraphML can hold: no lists, and no characters that XML lacks."""
    joined = {name: ";".join(value) if isinstance(value, list) else value for name, value in properties.items()}
    return {name: _NOT_XML.sub("", value) if isinstance(value, str) else value for name, value in joined.items()}
