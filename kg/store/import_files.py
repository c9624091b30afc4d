"""The graph as files for `neo4j-admin database import full`, the quickest way into an empty Neo4j database."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import Any

from kg.errors import StoreError
from kg.resources import cypher_dir
from kg.store.rows import Node, Properties, Relationship, Rows

SCRIPT = "import.sh"
SCHEMA = "schema.cypher"

_ITEM_END = "\x1f"
_TYPES = {str: "string", float: "double", int: "long", bool: "boolean", list: "string[]"}
_SCRIPT = """\
#!/bin/sh
# Imports these files into a Neo4j database, 5 or newer, in place of what it holds. The server must be stopped, or the
# database not be there yet. NEO4J_ADMIN names the tool where it is not on the PATH.
#
#     sh {script} [DATABASE]
#
# Then start the server, and make the constraints and indexes, which the import leaves out:
#
#     cypher-shell --database DATABASE --file {schema}
set -eu
cd "$(dirname "$0")"
"${{NEO4J_ADMIN:-neo4j-admin}}" database import full "${{1:-neo4j}}" \\
    {options}
"""


def write_import_files(rows: Rows, folder: Path) -> None:
    """Write a CSV file for each kind of node and relationship, the schema, and a script that imports them.

    Equal rows give equal files. Raises `StoreError` for a value that the files can't hold.
    """
    options = ["--overwrite-destination", "--bad-tolerance=0", "--array-delimiter=U+001F"]
    if any("\n" in value or "\r" in value for value in _strings(rows)):
        options.append("--multiline-fields=true")
    for labels, nodes in _grouped(rows.nodes, attrgetter("labels")):
        name = f"nodes-{'-'.join(labels)}.csv"
        head = f"id:ID({labels[0]})"
        _write(folder / name, [head], ((_quoted(node.id),) for node in nodes), [node.properties for node in nodes])
        options.append(f"--nodes={':'.join(labels)}={name}")
    for (type, start, end), ties in _grouped(
        rows.relationships, lambda row: (row.type, row.start.label, row.end.label)
    ):
        name = f"relationships-{type}-{start}-{end}.csv"
        heads = [f":START_ID({start})", f":END_ID({end})"]
        ends = ((_quoted(row.start.id), _quoted(row.end.id)) for row in ties)
        _write(folder / name, heads, ends, [_with_id(row) for row in ties])
        options.append(f"--relationships={type}={name}")
    text = _SCRIPT.format(script=SCRIPT, schema=SCHEMA, options=" \\\n    ".join(options))
    (folder / SCRIPT).write_text(text, encoding="utf-8", newline="\n")
    shutil.copyfile(cypher_dir() / SCHEMA, folder / SCHEMA)


def _grouped(rows: Sequence[Any], kind: Any) -> Iterator[tuple[Any, list[Any]]]:
    return ((key, list(group)) for key, group in groupby(sorted(rows, key=kind), kind))


def _write(path: Path, heads: list[str], keys: Iterable[tuple[str, ...]], properties: Sequence[Properties]) -> None:
    """A table of keys and properties. A property that a row lacks is an empty cell."""
    types: dict[str, type] = {}
    for each in properties:
        for name, value in each.items():
            if types.setdefault(name, type(value)) is not type(value):
                raise StoreError(f"{path.name} can't hold {name}: it is a {types[name].__name__} and a {value!r}.")
    names = sorted(types)
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(",".join([*heads, *(f"{name}:{_TYPES[types[name]]}" for name in names)]) + "\n")
        for key, values in zip(keys, properties, strict=True):
            file.write(",".join([*key, *(_cell(values.get(name)) for name in names)]) + "\n")


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return _quoted(value)
    if isinstance(value, list):
        if any(_ITEM_END in item for item in value):
            raise StoreError(f"A list can't be written for Neo4j's import, as an item has a U+001F: {value!r}.")
        return _quoted(_ITEM_END.join(value))
    return str(value).lower() if isinstance(value, bool) else repr(value)


def _quoted(value: str) -> str:
    return '"' + value.replace('"', '""') + '"'


def _with_id(row: Relationship) -> Properties:
    return {"id": row.id, **row.properties} if row.id else row.properties


def _strings(rows: Rows) -> Iterator[str]:
    known: Iterable[Node | Relationship] = [*rows.nodes, *rows.relationships]
    for row in known:
        for value in (row.id, *row.properties.values()):
            if isinstance(value, str):
                yield value
            elif isinstance(value, list):
                yield from value
