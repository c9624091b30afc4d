"""Saved queries: the comment at a file's head says the question and what it takes, in whichever language the query is.

    // zh: 谁在帮扶这个地方？
    // en: Who assists a place?
    // param place place (重庆市): any of its names, or its id
    // param limit integer = 50: how many rows at most
    // columns: giver, giver_id

A parameter with `= value` has a default; one with `(value)` must be given, and the value is an example. Its type is one
of `kg.parameters.TYPES`: a place, measure or level comes as people name it, and the query gets its id.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from kg.errors import QueryError
from kg.near import did_you_mean
from kg.ontology import Ontology
from kg.parameters import TYPES, Holder, Parameter

_PARAMETER = re.compile(rf"(\w+) ({'|'.join(TYPES)})(?: = (.*?)| \((.*?)\)): (.+)")


class Language(NamedTuple):
    """A language of queries."""

    name: str
    suffix: str
    comment: str
    """What begins a line of the head."""
    command: str
    """The command that asks."""


@dataclass(frozen=True, slots=True)
class SavedQuery:
    """A question with its query."""

    name: str
    text: str
    question_zh: str = ""
    question_en: str = ""
    parameters: tuple[Parameter, ...] = ()
    columns: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    """Columns whose cells are lists, where the language itself has none."""
    command: str = "kg query"

    def bind(self, given: Mapping[str, str], holder: Holder, ontology: Ontology | None = None) -> dict[str, Any]:
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
            name: each.typed(given[name], holder, ontology) if name in given else each.default
            for name, each in known.items()
        }

    def row(self) -> list[str]:
        """Name, question and parameters, for a list of queries."""
        parameters = (p.name if p.default is None else f"{p.name}={p.default}" for p in self.parameters)
        return [self.name, f"{self.question_zh}\n{self.question_en}", ", ".join(parameters)]

    def _how_to_call(self) -> str:
        needed = [f"--param {each.name}={each.example}" for each in self.parameters if each.default is None]
        others = [each.name for each in self.parameters if each.default is not None]
        call = " ".join([f"For example: {self.command}", self.name, *needed])
        return f"{call} (also takes {', '.join(others)})" if others else call


Query = TypeVar("Query", bound=SavedQuery)
"""The class of a language's queries, with what asks them."""


def all_queries(folder: Path, language: Language, kind: type[Query]) -> list[Query]:
    """All saved queries of a folder, by name."""
    return [read_query(path, language, kind) for path in sorted(folder.glob(f"*{language.suffix}"))]


def find_query(name_or_path: str, folder: Path, language: Language, kind: type[Query]) -> Query:
    """The saved query of a name, or the query in a file. Raises `QueryError` where there is none."""
    if name_or_path.endswith(language.suffix):
        return read_query(Path(name_or_path), language, kind)
    names = [path.stem for path in sorted(folder.glob(f"*{language.suffix}"))]
    if name_or_path not in names:
        advice = did_you_mean(name_or_path, names) or f"There are: {', '.join(names)}."
        raise QueryError(f"There is no saved query {name_or_path}.", advice)
    return read_query(folder / f"{name_or_path}{language.suffix}", language, kind)


def read_query(path: Path, language: Language, kind: type[Query]) -> Query:
    """The query in a file. Raises `QueryError` where it can't be read or a parameter's line is not understood."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise QueryError(f"{path} can't be read: {reason}.", f"Name a file of {language.name}.") from error
    head: dict[str, str] = {}
    parameters = []
    for line in text.splitlines():
        if not line.startswith(language.comment):
            break
        key, _, value = line.removeprefix(language.comment).strip().partition(" ")
        if key == "param":
            parameters.append(_parameter(value, path))
        elif key.endswith(":"):
            head[key[:-1]] = value.strip()
    return kind(
        path.stem, text, head.get("zh", ""), head.get("en", ""), tuple(parameters), _names(head, "columns"),
        _names(head, "lists"), language.command,
    )  # fmt: skip


def _names(head: Mapping[str, str], key: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in head.get(key, "").split(",") if name.strip())


def _parameter(line: str, path: Path) -> Parameter:
    match = _PARAMETER.fullmatch(line)
    if match is None:
        advice = "Write it as: param NAME TYPE = DEFAULT: WHAT IT IS, or with (EXAMPLE) where it must be given."
        raise QueryError(f"The parameter {line!r} of {path} is not understood.", advice)
    name, type, default, example, about = match.groups()
    return Parameter(name, type, about, int(default) if default and type == "integer" else default, example)
