"""What Neo4j Browser is given: a style, a guide, and the saved queries in the form that it imports.

Browser knows no parameters of ours, so a saved query comes to it with its examples written in, to be overwritten. The
queries of `cypher/browser/graphs` return what it draws, nodes and relationships; those of `cypher/queries` return rows.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from html import escape
from io import BytesIO
from pathlib import Path
from typing import Any

from kg.parameters import Parameter, place_id
from kg.resources import cypher_dir
from kg.store.saved import SavedQuery, read_query, saved_queries

STYLE, GUIDE, QUERIES = "aid.grass", "guide.html", "saved-queries.zip"
"""The names under which the files are served and written."""

PORT = 7475
"""The one after Browser's own."""
ADDRESS = f"http://localhost:{PORT}"

FOLDERS = {"图 graphs": "{graphs}", "表 tables": "{tables}"}
"""The folders that Browser shows the queries in, and what in the guide they stand in place of."""

_RUNNABLE = '<pre class="runnable">'
_WRAPPED = '<pre class="runnable" style="white-space: pre-wrap; overflow: visible; margin: 0 0 16px 8px">'
"""Browser's side bar is narrow, and hides half of the sign before the query, else."""

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time of a zip file; equal queries give equal bytes."""


def files(address: str = ADDRESS) -> dict[str, bytes]:
    """Each file's name and content. The address is where Browser gets them; the guide names it."""
    folder = cypher_dir() / "browser"
    guide = (folder / GUIDE).read_text(encoding="utf-8").replace("{address}", address)
    for name, queries in by_folder().items():
        guide = guide.replace(FOLDERS[name], "\n".join(map(_in_guide, queries)))
    guide = guide.replace(_RUNNABLE, _WRAPPED)
    return {STYLE: (folder / STYLE).read_bytes(), GUIDE: guide.encode(), QUERIES: _zipped()}


def write_files(folder: Path) -> list[Path]:
    """Write the files into a folder, which is made where it is missing."""
    folder.mkdir(parents=True, exist_ok=True)
    made = files()
    for name, content in made.items():
        (folder / name).write_bytes(content)
    return [folder / name for name in made]


def by_folder() -> dict[str, list[SavedQuery]]:
    """The saved queries, by the folder that Browser shows them in."""
    graphs = [read_query(path) for path in sorted((cypher_dir() / "browser" / "graphs").glob("*.cypher"))]
    return dict(zip(FOLDERS, (graphs, saved_queries()), strict=True))


def inlined(query: SavedQuery) -> str:
    """The query as Browser runs it. Its first line, a comment, is the name that Browser gives it."""
    values = {each.name: _example(each) for each in query.parameters}
    body = [line for line in query.text.splitlines() if not line.startswith("//")]
    text = re.sub(r"\$(\w+)", lambda match: _literal(values[match[1]]), "\n".join(body))
    told = [f"// {each.name}: {_told(each, values[each.name])}" for each in query.parameters]
    return "\n".join([f"// {query.question_zh} {query.question_en}", *told, text]) + "\n"


def _example(parameter: Parameter) -> Any:
    value = parameter.example if parameter.default is None else parameter.default
    return place_id(value, None) if parameter.type == "place" and value else value


def _told(parameter: Parameter, value: Any) -> str:
    """What to write in place of the value."""
    if parameter.type == "place" and value:
        return f"{value} is {parameter.default or parameter.example}; another place's id in its place"
    return parameter.about.replace(", by its name or a label", ", by its name")


def _literal(value: Any) -> str:
    """The value as Cypher writes it."""
    if isinstance(value, str):
        return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'"
    return str(value)


def _zipped() -> bytes:
    whole = BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in _members():
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), text)
    return whole.getvalue()


def _members() -> Iterator[tuple[str, str]]:
    for folder, queries in by_folder().items():
        yield from ((f"{folder}/{query.name}.cypher", inlined(query)) for query in queries)


def _in_guide(query: SavedQuery) -> str:
    title = f"<p>{escape(query.question_zh)}<br>{escape(query.question_en)}</p>"
    return f"{title}\n{_RUNNABLE}{escape(inlined(query))}</pre>"
