from kg.shape.lines import Line, lines
from kg.shape.rdf import triples
from kg.shape.serialise import FORMATS, dump
from kg.shape.vocabulary import write_ontology

__all__ = ["FORMATS", "Line", "dump", "lines", "triples", "write_ontology"]
