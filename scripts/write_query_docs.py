"""Write docs/queries.md: each saved query with its questions, parameters, columns and an answer on the sample pages.

`python scripts/write_query_docs.py` writes it anew, `--check` fails where it is not what would be written.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kg import pipeline
from kg.parameters import Parameter
from kg.resources import samples_dir
from kg.store.embedded import EmbeddedStore
from kg.store.saved import SavedQuery, saved_queries

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs" / "queries.md"
DIFFERENCES = ROOT / "tests" / "store" / "known_differences.toml"
SHOWN, LONGEST = 3, 60
"""Rows of an answer, and characters of a cell."""

HEAD = """\
# The saved queries

Written by `make docs`; a test holds that it is current. The answers are those of the sample
pages (`kg build kg/samples`), the first rows of each. `kg query` lists the queries, `kg query NAME -p name=value` asks
one, on the embedded store and, with `--neo4j`, on Neo4j. Only a parameter that "must be given" must. A place may be
given by any of its names or its id, a measure by its name or a label (`kg measures` lists them).
"""


def main() -> int:
    """The exit status: 1 where a check finds the file out of date."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="fail where the file is out of date")
    check = parser.parse_args().check
    text = "\n".join(_lines())
    if not check:
        DOCS.write_text(text, encoding="utf-8")
        return 0
    if DOCS.is_file() and DOCS.read_text(encoding="utf-8") == text:
        return 0
    print(f"{DOCS.relative_to(ROOT)} is out of date. Run: make docs", file=sys.stderr)
    return 1


def _lines() -> Iterator[str]:
    yield HEAD
    queries = saved_queries()
    yield from ("| query | question |", "|---|---|")
    yield from (f"| [{query.name}](#{query.name}) | {query.question_en} |" for query in queries)
    yield ""
    with tempfile.TemporaryDirectory() as folder, EmbeddedStore(Path(folder) / "graph") as store:
        os.chdir(ROOT)  # pages are named as `kg build kg/samples` names them
        store.load(pipeline.build([samples_dir().relative_to(ROOT)], pipeline.Run()))
        for query in queries:
            yield from _section(query, store)
    yield from _differences()


def _section(query: SavedQuery, store: EmbeddedStore) -> Iterator[str]:
    given = {each.name: str(each.example) for each in query.parameters if each.default is None}
    rows = query.ask(store, given).rows
    if not rows:
        raise SystemExit(f"{query.name} answers nothing for its example: give it another in cypher/queries.")
    yield from (f"## {query.name}", "", f"{query.question_zh}  ", query.question_en, "")
    for each in query.parameters:
        yield f"- `{each.name}`, {_kind(each)}: {each.about}"
    if query.parameters:
        yield ""
    call = " ".join(["kg query", query.name, *(f"-p {name}={value}" for name, value in given.items())])
    yield from ("```sh", call, "```", "")
    yield "| " + " | ".join(query.columns) + " |"
    yield "|" + "---|" * len(query.columns)
    yield from ("| " + " | ".join(map(_cell, row)) + " |" for row in rows[:SHOWN])
    yield ""
    if len(rows) > SHOWN:
        yield from (f"and {len(rows) - SHOWN} more.", "")


def _kind(parameter: Parameter) -> str:
    if parameter.default is None:
        return f"a {parameter.type}, which must be given".replace("a integer", "an integer")
    return f"{parameter.type}, `{parameter.default}` by default" if parameter.default != "" else parameter.type


def _cell(value: Any) -> str:
    if isinstance(value, list):
        value = ", ".join(map(str, value))
    text = "" if value is None else str(value).replace("|", "\\|").replace("\n", " ")
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def _differences() -> Iterator[str]:
    differences = tomllib.loads(DIFFERENCES.read_text(encoding="utf-8"))["difference"]
    yield "## Where the stores differ"
    yield ""
    yield "The saved queries, and hundreds made by chance, give the same answers on both stores. These do not:"
    yield ""
    for each in differences:
        refused = {"neo4j": " (Neo4j refuses it)", "embedded": " (the embedded store refuses it)"}
        yield f"- `{each['query']}`{refused.get(each.get('fails_on'), '')}  "
        yield f"  {each['reason']}"
    yield ""


if __name__ == "__main__":
    sys.exit(main())
