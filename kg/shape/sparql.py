"""Questions in SPARQL to an export, in memory, with the ontology beside it. Only reading: there is no way to update.

`sparql/queries/*.rq` answer the questions of the Cypher queries of the same names, in the same columns. The prefixes of
an export need not be declared. A `$name` of a parameter is put in as a literal.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from pyoxigraph import (
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QuerySolutions,
    RdfFormat,
    Store,
    Triple,
    Variable,
)

from kg import saved
from kg.errors import QueryError
from kg.ontology import Ontology
from kg.records import number
from kg.resources import sparql_dir
from kg.saved import Language
from kg.shape.check.values import value_of
from kg.shape.namespaces import PREFIXES, compact

SPARQL = Language("SPARQL", ".rq", "#", "kg sparql")
_PARAMETER = re.compile(r"\$(\w+)")
_HELD = """SELECT DISTINCT ?id WHERE { ?place a aid:Place ; dcterms:identifier ?id ; rdfs:label ?label
    FILTER (STR(?id) IN (%s) || STR(?label) = $name) }"""


class Answer(NamedTuple):
    """What a query returns: strings, numbers, booleans, None and lists of these."""

    columns: list[str]
    rows: list[list[Any]]


class Dataset:
    """The triples of an export, ready to be asked."""

    def __init__(self, triples: Iterable[Quad | Triple], ontology: Path) -> None:
        self._store = Store()
        quads = (Quad(each.subject, each.predicate, each.object) for each in triples)
        self._store.bulk_extend(quads)
        self._store.bulk_load(path=str(ontology), format=RdfFormat.TURTLE)

    def query(self, text: str, parameters: Mapping[str, Any] | None = None) -> Answer:
        """Answer a query. Raises `QueryError` where it is not valid SPARQL, or fails."""
        given = parameters or {}
        text = _PARAMETER.sub(lambda match: _literal(given[match[1]]) if match[1] in given else match[0], text)
        try:
            found = self._store.query(text, prefixes=PREFIXES)
            if isinstance(found, QueryBoolean):
                return Answer(["answer"], [[bool(found)]])
            if isinstance(found, QuerySolutions):
                columns = [variable.value for variable in found.variables]
                return Answer(columns, [[_plain(row[Variable(name)]) for name in columns] for row in found])
            return Answer(["subject", "predicate", "object"], [[_plain(node) for node in triple] for triple in found])
        except (SyntaxError, ValueError, OSError, RuntimeError) as error:
            raise QueryError(f"The query failed: {_reason(error)}.", "`kg sparql` lists the saved ones.") from error

    def held_places(self, ids: Collection[str], name: str) -> set[str]:
        """The ids of the places that have one of the ids, or the name as their name or id."""
        known = ", ".join(_literal(each) for each in sorted({*ids, name}))
        return {row[0] for row in self.query(_HELD % known, {"name": name}).rows}


def _reason(error: Exception) -> str:
    """What is wrong, without the list of all that could have stood there."""
    said = str(error).removeprefix("error at ")
    place = re.match(r"(\d+):(\d+): expected ", said)
    return f"Syntax error at line {place[1]}, column {place[2]}" if place else said


def _literal(value: Any) -> str:
    return str(value) if isinstance(value, int) else str(Literal(str(value)))


def _plain(node: Any) -> Any:
    """A term as an answer has it: a number, true or false, a text, or the prefixed name of an IRI."""
    if node is None:
        return None
    if isinstance(node, NamedNode):
        return compact(node.value)
    kind, value = value_of(node) or ("", None)
    if kind == "number":
        return number(float(str(value)))
    return value if isinstance(value, bool) else str(getattr(node, "value", node))


@dataclass(frozen=True, slots=True)
class SavedQuery(saved.SavedQuery):
    """A question with its SPARQL."""

    def ask(self, data: Dataset, given: Mapping[str, str] | None = None, ontology: Ontology | None = None) -> Answer:
        """The answer; what the head calls lists is split at its spaces, and sorted."""
        answer = data.query(self.text, self.bind(given or {}, data, ontology))
        lists = {answer.columns.index(name) for name in self.lists}
        rows = [
            [sorted((cell or "").split()) if at in lists else cell for at, cell in enumerate(row)]
            for row in answer.rows
        ]
        return Answer(answer.columns, rows)


def saved_queries() -> list[SavedQuery]:
    """All saved queries, by name."""
    return saved.all_queries(sparql_dir() / "queries", SPARQL, SavedQuery)


def find_query(name_or_path: str) -> SavedQuery:
    """The saved query of a name, or the query in a `.rq` file. Raises `QueryError` where there is none."""
    return saved.find_query(name_or_path, sparql_dir() / "queries", SPARQL, SavedQuery)
