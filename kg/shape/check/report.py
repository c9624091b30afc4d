"""Violations for a reader: what is wrong, where, and which fact of which page it is about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import unquote

from pyoxigraph import Literal, NamedNode

from kg.shape.check.quick import Violation
from kg.shape.index import RDF, Index, Node
from kg.shape.namespaces import PREFIXES, compact
from kg.shape.terms import term

FINDING = ["what", "where", "path", "value", "fact", "page"]
"""The columns of a report."""
_SUBJECT, _PREDICATE, _OBJECT = (NamedNode(f"{RDF}{name}") for name in ("subject", "predicate", "object"))


def findings(violations: Iterable[Violation], data: Index) -> Iterator[list[str]]:
    """A row of `FINDING` for each violation, in the order of the nodes; equal rows come once."""
    rows = {tuple(_row(each, data)): None for each in violations}
    return (list(row) for row in sorted(rows, key=lambda row: row[1:]))


def _row(found: Violation, data: Index) -> Iterator[str]:
    yield found.message
    yield _shown(found.focus, data)
    yield found.path
    yield "" if found.value is None else _shown(found.value, data)
    fact = _fact(found.focus, data)
    yield "" if fact is None else _told(fact, data)
    yield _page(found.focus if fact is None else fact, data)


def _fact(node: Node, data: Index) -> Node | None:
    """The fact that a node is, or that it is evidence of."""
    if data.objects(node, _SUBJECT):
        return node
    for words in (node, *data.subjects(term("oa:hasSelector"), node)):
        for fact in data.subjects(term("prov:wasDerivedFrom"), words):
            return fact
    return None


def _told(fact: Node, data: Index) -> str:
    """A fact in words: 汶川县 has_workshops 21."""
    parts = (data.one(fact, each) for each in (_SUBJECT, _PREDICATE, _OBJECT))
    return " ".join("?" if part is None else _named(part, data) for part in parts)


def _page(node: Node, data: Index) -> str:
    """The page that a fact or its words are from, by its id and title."""
    for predicate in (term("prov:wasDerivedFrom"), term("oa:hasSource")):
        for source in data.objects(node, predicate):
            if isinstance(source, NamedNode) and source.value.startswith(PREFIXES["document"]):
                title = data.one(source, term("dcterms:title"))
                id = unquote(source.value.removeprefix(PREFIXES["document"]))
                return f"{id}: {title.value}" if isinstance(title, Literal) else id
    return ""


def _named(node: Node, data: Index) -> str:
    """A thing by its name, a term without its namespace, a literal by its text."""
    labels = [each for each in data.objects(node, term("rdfs:label")) if isinstance(each, Literal)]
    if labels and not _is_term(node):
        return min(labels, key=lambda label: (label.language != "zh", label.value)).value
    return compact(str(getattr(node, "value", node))).removeprefix("aid:")


def _is_term(node: Node) -> bool:
    return isinstance(node, NamedNode) and node.value.startswith(PREFIXES["aid"])


def _shown(node: Node, data: Index) -> str:
    """A node by its prefixed name, with its own name beside it; a literal by its text."""
    if not isinstance(node, NamedNode):
        return str(getattr(node, "value", node))
    id, named = compact(node.value), _named(node, data)
    return id if _is_term(node) or named == id else f"{id} ({named})"
