"""The saved queries in Cypher, `cypher/queries/*.cypher`, and asking a store with them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kg import saved
from kg.ontology import Ontology
from kg.records import number
from kg.resources import cypher_dir
from kg.saved import Language
from kg.store.protocol import Answer, CypherStore

CYPHER = Language("Cypher", ".cypher", "//", "kg query")


@dataclass(frozen=True, slots=True)
class SavedQuery(saved.SavedQuery):
    """A question with its Cypher."""

    def ask(
        self, store: CypherStore, given: Mapping[str, str] | None = None, ontology: Ontology | None = None
    ) -> Answer:
        """The store's answer, whole numbers as integers; an empty one has the columns too."""
        answer = store.query(self.text, self.bind(given or {}, store, ontology))
        return Answer(answer.columns or list(self.columns), [[number(value) for value in row] for row in answer.rows])


def saved_queries() -> list[SavedQuery]:
    """All saved queries, by name."""
    return saved.all_queries(cypher_dir() / "queries", CYPHER, SavedQuery)


def find_query(name_or_path: str) -> SavedQuery:
    """The saved query of a name, or the query in a `.cypher` file. Raises `QueryError` where there is none."""
    return saved.find_query(name_or_path, cypher_dir() / "queries", CYPHER, SavedQuery)


def read_query(path: Path) -> SavedQuery:
    """The query in a file. Raises `QueryError` where it can't be read or a parameter's line is not understood."""
    return saved.read_query(path, CYPHER, SavedQuery)
