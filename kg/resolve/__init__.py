"""Facts of many pages to one graph: each thing once, each fact once, with all its evidence."""

from kg.resolve.graph import resolve

__all__ = ["resolve"]
