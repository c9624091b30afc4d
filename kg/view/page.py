"""One HTML file that opens offline: the pairings on a map, as a network and in a table, each with its sentences.

Nothing that a page said becomes markup. The facts are a block of JSON in which no `<` is left, the script writes them
as text only, and the page's policy runs no other script than its own and asks nothing of the network.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from importlib.resources import files
from pathlib import Path
from typing import IO, Any

from kg import ontology as ontologies
from kg.model import Graph
from kg.ontology import Ontology
from kg.view.basemap import Outlines, read_outlines, tile_outlines
from kg.view.content import content
from kg.view.layout import as_network, on_earth, on_tiles
from kg.view.still import map_picture
from kg.view.tilemap import tiles

SCRIPTS = ("words", "state", "facts", "dom", "picture", "chart", "panel", "table", "page")
"""The page's own script, in the order in which its files stand."""
_ESCAPES = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}
_SURROGATE = re.compile(r"[\ud800-\udfff]")


def write_html(graph: Graph, out: IO[bytes], ontology: Ontology | None = None, basemap: Path | None = None) -> None:
    """Write the page; the measures' names are the ontology's, the map is the tile grid or the outlines of a file.

    Raises UsageError where the file of outlines can't be used.
    """
    outlines = read_outlines(basemap) if basemap else None
    told = content(graph, ontology or ontologies.load())
    out.write(html(told | _drawn(graph, told, outlines), map_picture(graph, outlines)).encode())


def _drawn(graph: Graph, told: dict[str, Any], outlines: Outlines | None) -> dict[str, Any]:
    """What is drawn on, and where everything stands."""
    pairs = sorted({(each["from"], each["to"]) for each in told["pairings"]})
    shown = {end for pair in pairs for end in pair} | {each["place"] for each in told["figures"]}
    provinces = {id: place["province"] for id, place in told["places"].items()}
    grouped = sorted({(provinces[giver] or giver, provinces[receiver] or receiver) for giver, receiver in pairs})
    alone = dict.fromkeys((end for pair in grouped for end in pair), "")
    return {
        "tiles": {id: {"zh": tile.zh, "en": tile.en} for id, tile in tiles().items()},
        **(outlines or tile_outlines())._asdict(),
        "on_map": on_earth(shown, graph.places) if outlines else on_tiles(shown, provinces),
        "in_network": as_network(pairs, provinces),
        "in_groups": as_network(grouped, alone),
    }


def html(told: dict[str, Any], still: str) -> str:
    """The page that tells this content (`kg.view.content`), with a still picture for where no script runs."""
    style = _asset("page.css")
    scripts = {"echarts": _asset("echarts.js"), "script": "\n".join(_asset(f"{name}.js") for name in SCRIPTS)}
    digests = " ".join(f"'{_digest(script)}'" for script in scripts.values())
    parts = {
        "policy": f"default-src 'none'; style-src '{_digest(style)}'; script-src {digests}; base-uri 'none'; "
        "form-action 'none'",
        "style": style,
        **scripts,
        "still": still,
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
