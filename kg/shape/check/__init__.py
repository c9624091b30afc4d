"""SHACL: the shapes, the quick checker, pySHACL, and findings for readers."""

from collections.abc import Iterator

from kg.shape.check.quick import Violation, compiled
from kg.shape.check.report import FINDING, findings
from kg.shape.check.shapes import shapes, shapes_text
from kg.shape.index import Index

__all__ = ["FINDING", "Violation", "compiled", "findings", "judged", "shapes", "shapes_text"]


def judged(data: Index, shapes: Index, is_thorough: bool = False) -> Iterator[Violation]:
    """What is wrong with the data, by the quick checker or by pySHACL. Raises `ShapesError` for unusable shapes."""
    if is_thorough:
        from kg.shape.check import thorough

        return thorough.check(data, shapes)
    return compiled(shapes).check(data)
