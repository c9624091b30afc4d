"""The same check by pySHACL: slow, and the judge of the quick one. The only module that uses it."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, serialize

from kg.errors import ShapesError
from kg.shape.check.quick import SH, Violation
from kg.shape.index import Index, Node
from kg.shape.namespaces import compact


def check(data: Index, shapes: Index) -> Iterator[Violation]:
    """What is wrong with the data, as pySHACL finds it. Raises `ShapesError` where it can't use the shapes."""
    logging.getLogger("rdflib.term").setLevel(logging.CRITICAL)  # it tells of each literal that is ill formed
    from pyshacl import validate
    from pyshacl.errors import ReportableRuntimeError, ShapeLoadError

    try:
        _, report, text = validate(_graph(data), shacl_graph=_graph(shapes))
    except (ReportableRuntimeError, ShapeLoadError) as error:
        raise ShapesError(f"pySHACL can't use the shapes: {error}.") from error
    if not hasattr(report, "subject_objects"):
        raise ShapesError(f"pySHACL can't use the shapes: {text.strip()}")
    yield from results(report)


def results(report: Any) -> Iterator[Violation]:
    """The results of a report of pySHACL's."""
    from rdflib import SH as SHACL

    for _, result in report.subject_objects(SHACL.result):
        said = {str(key).removeprefix(SH): value for key, value in report.predicate_objects(result)}
        path = _path(report, said["resultPath"]) if "resultPath" in said else ""
        component = str(said["sourceConstraintComponent"]).removeprefix(SH)
        value = _node(said["value"]) if "value" in said else None
        yield Violation(_node(said["focusNode"]), path, component, value, str(said.get("resultMessage", "")))


def _graph(index: Index) -> Any:
    """The triples as pySHACL's library has them, each literal as it is written."""
    import rdflib

    quads = (
        Quad(subject, predicate, object)
        for subject, said in index.said.items()
        for predicate, objects in said.items()
        for object in objects
    )
    text = serialize(quads, format=RdfFormat.N_TRIPLES)
    normalised, rdflib.NORMALIZE_LITERALS = rdflib.NORMALIZE_LITERALS, False
    try:
        return rdflib.Graph().parse(data=text, format="nt")
    finally:
        rdflib.NORMALIZE_LITERALS = normalised


def _node(node: Any) -> Node:
    import rdflib

    if isinstance(node, rdflib.URIRef):
        return NamedNode(str(node))
    if isinstance(node, rdflib.BNode):
        return BlankNode(str(node))
    if node.language:
        return Literal(str(node), language=node.language)
    return Literal(str(node), datatype=NamedNode(str(node.datatype))) if node.datatype else Literal(str(node))


def _path(report: Any, node: Any) -> str:
    """A path in SPARQL's syntax."""
    import rdflib
    from rdflib import RDF
    from rdflib import SH as SHACL

    if isinstance(node, rdflib.URIRef):
        return compact(str(node))
    if (node, RDF.first, None) in report:
        return "/".join(_path(report, each) for each in report.items(node))
    if inverse := report.value(node, SHACL.inversePath):
        return f"^{_path(report, inverse)}"
    alternatives = report.value(node, SHACL.alternativePath)
    return f"({'|'.join(_path(report, each) for each in report.items(alternatives))})" if alternatives else str(node)
