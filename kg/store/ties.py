"""A part of the graph, read back from a store: the places, and the facts that tie two of them."""

from __future__ import annotations

from kg.model import Entity, Evidence, Graph, Place, Relation
from kg.store.protocol import CypherStore

_PLACES = (
    "MATCH (p:Place) OPTIONAL MATCH (p)-[:PART_OF]->(whole:Place) "
    "RETURN p.id, p.name, p.level, whole.id, p.name_en, p.lat, p.lon"
)
_TIES = (
    "MATCH (a:Place)-[r]->(b:Place) WHERE r.id IS NOT NULL "
    "RETURN r.id, a.id, type(r), b.id, r.documents, r.period, r.confidence"
)


def read_ties(store: CypherStore) -> Graph:
    """Places and the relations between them. Of a relation's evidence only the pages are read."""
    places = {row[0]: Place(*row) for row in store.query(_PLACES).rows}
    entities = {id: Entity("Place", place.name, id) for id, place in places.items()}
    facts = {
        id: Relation(
            entities[start], type.lower(), entities[end],
            tuple(Evidence(page, 0, 0, "", "") for page in pages), period, confidence,
        )
        for id, start, type, end, pages, period, confidence in store.query(_TIES).rows
    }  # fmt: skip
    return Graph({}, {f"Place/{id}": entity for id, entity in entities.items()}, places, dict(facts))
