from kg.shape.lines import Line, lines
from kg.shape.rdf import triples
from kg.shape.serialise import FORMATS, dump

__all__ = ["FORMATS", "Line", "dump", "lines", "triples"]
