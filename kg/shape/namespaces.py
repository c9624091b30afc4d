"""The names of the export: where terms and things live, and the standards that are used.

Terms are under `aid:`, things under a section each (`place:513221`), so that no namespace holds another.
"""

from functools import lru_cache
from typing import Final

BASE: Final = "https://w3id.org/kg-aid/"

SECTIONS: Final = {
    "Agreement": "agreement",
    "Document": "document",
    "Event": "event",
    "Organization": "org",
    "Person": "person",
    "Place": "place",
    "Project": "project",
}
"""The section of each type of entity; a type that is not here goes to `thing`."""

OTHER_SECTIONS: Final = (
    "component", "dataset", "evidence", "fact", "geometry", "instant", "level", "period", "population", "programme",
    "run", "software", "structure", "thing", "unit",
)  # fmt: skip

STANDARDS: Final = {
    "aid": f"{BASE}ontology#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "edtf": "http://id.loc.gov/datatypes/edtf/",
    "geo": "http://www.opengis.net/ont/geosparql#",
    "oa": "http://www.w3.org/ns/oa#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "qb": "http://purl.org/linked-data/cube#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "time": "http://www.w3.org/2006/time#",
    "wgs84": "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

PREFIXES: Final = STANDARDS | {section: f"{BASE}{section}/" for section in (*SECTIONS.values(), *OTHER_SECTIONS)}
"""Every prefix of the export."""


@lru_cache(maxsize=1 << 14)
def compact(iri: str) -> str:
    """The prefixed name of an IRI, for readers and for JSON-LD; the IRI itself where no prefix is its."""
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri
