"""Facts of many pages to one graph: each thing once, each fact once, with all its evidence."""

from kg.resolve.graph import merge, resolve, take_apart, update
from kg.resolve.page import PageFacts, page_facts

__all__ = ["PageFacts", "merge", "page_facts", "resolve", "take_apart", "update"]
