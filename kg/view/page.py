"""One HTML file that opens offline: the pairings on a map, and each with the words that say it.

Nothing that a page said becomes markup. The facts are a block of JSON in which no `<` is left, the script writes them
as text only, and the page's policy runs no other script than its own and asks nothing of the network.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from importlib.resources import files
from typing import IO, Any

from kg import ontology as ontologies
from kg.model import Graph
from kg.ontology import Ontology
from kg.view.content import content
from kg.view.tilemap import svg

_ESCAPES = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}
_SURROGATE = re.compile(r"[\ud800-\udfff]")


def write_html(graph: Graph, out: IO[bytes], ontology: Ontology | None = None) -> None:
    """Write the page; the measures' names are the ontology's."""
    out.write(html(content(graph, ontology or ontologies.load())).encode())


def html(told: dict[str, Any]) -> str:
    """The page that tells this content (`kg.view.content`)."""
    style, script = _asset("page.css"), _asset("page.js")
    places = told["places"]
    parts = {
        "policy": f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; base-uri 'none'",
        "style": style,
        "script": script,
        "map": svg((places[each["from"]]["province"], places[each["to"]]["province"]) for each in told["pairings"]),
        "data": _json(told),
    }
    # One pass, so that nothing in the data can stand for another part.
    return re.sub(r"\{\{(\w+)\}\}", lambda match: parts[match[1]], _asset("page.html"))


def _json(value: Any) -> str:
    """JSON that can stand in a script element, whatever its strings hold."""
    written = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return _SURROGATE.sub("\ufffd", written).translate(_ESCAPES)


def _asset(name: str) -> str:
    return files("kg.view").joinpath("assets", name).read_text(encoding="utf-8")


def _digest(source: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()}"
