"""The ontology, the standards and exported data as one graph, for reasoners to find contradictions in."""

import io
from pathlib import Path

import rdflib
from rdflib import OWL, RDF

from kg import ontology
from kg.model import Graph
from kg.shape import dump, write_ontology
from kg.shape.namespaces import PREFIXES

STANDARDS = Path(__file__).with_name("standards.ttl")
PROLOGUE = "".join(f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in PREFIXES.items())
AID, QB = rdflib.Namespace(PREFIXES["aid"]), rdflib.Namespace(PREFIXES["qb"])


def with_data(graph: Graph) -> rdflib.Graph:
    """The standards, the ontology as it is written out but what only the extractor reads of it, and an export."""
    out = io.BytesIO()
    write_ontology(ontology.load(), out)
    terms = rdflib.Graph().parse(STANDARDS).parse(data=out.getvalue(), format="turtle")
    for remark in list(terms.subjects(RDF.type, OWL.AnnotationProperty)):
        terms.remove((None, remark, None))
    out = io.BytesIO()
    dump(graph, "turtle", out)
    return terms.parse(data=out.getvalue(), format="turtle")


def say(data: rdflib.Graph, *changes: str) -> None:
    """Put more triples into a graph."""
    data.update("".join(f"{PROLOGUE} INSERT DATA {{ {change} }} ;" for change in changes))
