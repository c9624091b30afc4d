"""Saved queries: `cypher/queries/*.cypher`. The comment at a file's head says the question and what it takes.

    // zh: 谁在帮扶这个地方？
    // en: Who assists a place?
    // param place string (重庆市): its full, short or English name, or its id
    // param limit integer = 50: how many rows at most
    // columns: giver, giver_id

A parameter with `= value` has a default; one with `(value)` must be given, and the value is an example.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from kg.errors import QueryError
from kg.resources import cypher_dir
from kg.store.protocol import Answer, CypherStore

_PARAMETER = re.compile(r"(\w+) (string|integer|number)(?: = (.*?)| \((.*?)\)): (.+)")
_TYPES = {"string": str, "integer": int, "number": float}


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a query must or may be given."""

    name: str
    type: str
    """string, integer or number."""
    about: str
    default: Any = None
    """Its value where none is given; None where one must be."""
    example: Any = None

    def typed(self, value: Any) -> Any:
        """The value in the parameter's type. Raises `QueryError` where it is not of it."""
        try:
            return _TYPES[self.type](value)
        except ValueError as error:
            raise QueryError(f"{self.name} must be of type {self.type}, not {value!r}.") from error


@dataclass(frozen=True, slots=True)
class SavedQuery:
    """A question with its Cypher."""

    name: str
    text: str
    question_zh: str = ""
    question_en: str = ""
    parameters: tuple[Parameter, ...] = ()
    columns: tuple[str, ...] = field(default=())

    def bind(self, given: Mapping[str, Any]) -> dict[str, Any]:
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
        return {name: each.typed(given[name]) if name in given else each.default for name, each in known.items()}

    def ask(self, store: CypherStore, given: Mapping[str, Any] | None = None) -> Answer:
        """The store's answer; an empty one has the columns too."""
        answer = store.query(self.text, self.bind(given or {}))
        return Answer(answer.columns or list(self.columns), answer.rows)

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
        near = get_close_matches(name_or_path, names, 1)
        advice = f"Did you mean {near[0]}?" if near else f"There are: {', '.join(names)}."
        raise QueryError(f"There is no saved query {name_or_path}.", advice)
    return read_query(cypher_dir() / "queries" / f"{name_or_path}.cypher")


def read_query(path: Path) -> SavedQuery:
    """The query in a file. Raises `QueryError` where it can't be read or a parameter's line is not understood."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeError) as error:
        raise QueryError(f"{path} can't be read: {error}") from error
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
    parameter = Parameter(name, type, about, example=example)
    return parameter if default is None else Parameter(name, type, about, default=parameter.typed(default))
