"""Saved queries: `cypher/queries/*.cypher`. The comment at a file's head says the question and what it takes.

    // zh: 谁在帮扶这个地方？
    // en: Who assists a place?
    // param place place (重庆市): any of its names, or its id
    // param limit integer = 50: how many rows at most
    // columns: giver, giver_id

A parameter with `= value` has a default; one with `(value)` must be given, and the value is an example. Its type is one
of `kg.store.parameters.TYPES`: a place, measure or level comes as people name it, and the Cypher gets its id.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.errors import QueryError
from kg.near import did_you_mean
from kg.ontology import Ontology
from kg.records import number
from kg.resources import cypher_dir
from kg.store.parameters import TYPES, Parameter
from kg.store.protocol import Answer, CypherStore

_PARAMETER = re.compile(rf"(\w+) ({'|'.join(TYPES)})(?: = (.*?)| \((.*?)\)): (.+)")


@dataclass(frozen=True, slots=True)
class SavedQuery:
    """A question with its Cypher."""

    name: str
    text: str
    question_zh: str = ""
    question_en: str = ""
    parameters: tuple[Parameter, ...] = ()
    columns: tuple[str, ...] = field(default=())

    def bind(self, given: Mapping[str, str], store: CypherStore, ontology: Ontology | None = None) -> dict[str, Any]:
        """All parameters with typed values. Raises `QueryError` for one that is missing, unknown or of another type.

        A query without a head takes what it is given, as it is.
        """
        if not self.question_en:
            return dict(given)
        known = {parameter.name: parameter for parameter in self.parameters}
        for name in given:
            if name not in known:
                raise QueryError(f"The query {self.name} takes no {name}.", self._how_to_call())
        missing = [name for name, parameter in known.items() if parameter.default is None and name not in given]
        if missing:
            raise QueryError(f"The query {self.name} needs {' and '.join(missing)}.", self._how_to_call())
        return {
            name: each.typed(given[name], store, ontology) if name in given else each.default
            for name, each in known.items()
        }

    def ask(
        self, store: CypherStore, given: Mapping[str, str] | None = None, ontology: Ontology | None = None
    ) -> Answer:
        """The store's answer, whole numbers as integers; an empty one has the columns too."""
        answer = store.query(self.text, self.bind(given or {}, store, ontology))
        return Answer(answer.columns or list(self.columns), [[number(value) for value in row] for row in answer.rows])

    def _how_to_call(self) -> str:
        needed = [f"--param {each.name}={each.example}" for each in self.parameters if each.default is None]
        others = [each.name for each in self.parameters if each.default is not None]
        call = " ".join(["For example: kg query", self.name, *needed])
        return f"{call} (also takes {', '.join(others)})" if others else call


def saved_queries() -> list[SavedQuery]:
    """All saved queries, by name."""
    return [read_query(path) for path in sorted((cypher_dir() / "queries").glob("*.cypher"))]


def find_query(name_or_path: str) -> SavedQuery:
    """The saved query of a name, or the query in a `.cypher` file. Raises `QueryError` where there is none."""
    if name_or_path.endswith(".cypher"):
        return read_query(Path(name_or_path))
    names = [path.stem for path in sorted((cypher_dir() / "queries").glob("*.cypher"))]
    if name_or_path not in names:
        advice = did_you_mean(name_or_path, names) or f"There are: {', '.join(names)}."
        raise QueryError(f"There is no saved query {name_or_path}.", advice)
    return read_query(cypher_dir() / "queries" / f"{name_or_path}.cypher")


def read_query(path: Path) -> SavedQuery:
    """The query in a file. Raises `QueryError` where it can't be read or a parameter's line is not understood."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise QueryError(f"{path} can't be read: {reason}.", "Name a file of Cypher.") from error
    head: dict[str, str] = {}
    parameters = []
    for line in text.splitlines():
        if not line.startswith("//"):
            break
        key, _, value = line[2:].strip().partition(" ")
        if key == "param":
            parameters.append(_parameter(value, path))
        elif key.endswith(":"):
            head[key[:-1]] = value.strip()
    columns = tuple(name.strip() for name in head.get("columns", "").split(",") if name.strip())
    return SavedQuery(path.stem, text, head.get("zh", ""), head.get("en", ""), tuple(parameters), columns)


def _parameter(line: str, path: Path) -> Parameter:
    match = _PARAMETER.fullmatch(line)
    if match is None:
        advice = "Write it as: param NAME TYPE = DEFAULT: WHAT IT IS, or with (EXAMPLE) where it must be given."
        raise QueryError(f"The parameter {line!r} of {path} is not understood.", advice)
    name, type, default, example, about = match.groups()
    return Parameter(name, type, about, int(default) if default and type == "integer" else default, example)
