"""What Neo4j Browser is given, as files and as it is served."""

from __future__ import annotations

import html
import io
import threading
import urllib.error
import urllib.request
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from commands import Kg
from store_sample import small_graph

from kg.errors import StoreError
from kg.store.browser import GUIDE, QUERIES, STYLE, by_folder, files, inlined
from kg.store.browser_server import BrowserServer
from kg.store.projection import project
from kg.store.saved import find_query, saved_queries


@pytest.fixture
def server() -> Iterator[BrowserServer]:
    with BrowserServer(port=0) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def test_every_saved_query_is_in_the_archive_and_in_the_guide() -> None:
    made = files()
    with zipfile.ZipFile(io.BytesIO(made[QUERIES])) as archive:
        texts = {Path(name).stem: archive.read(name).decode() for name in archive.namelist() if name.startswith("表")}
    assert texts.keys() == {query.name for query in saved_queries()}
    guide = html.unescape(made[GUIDE].decode())
    for query in saved_queries():
        assert texts[query.name].startswith(f"// {query.question_zh} {query.question_en}\n")
        assert query.question_en in guide
        assert "$" not in texts[query.name]
    assert "{address}" not in guide
    assert made == files()


def test_examples_are_written_in() -> None:
    text = inlined(find_query("who_assists"))
    assert "{id: '500000'}" in text
    assert "// place: 500000 is 重庆市;" in text
    assert "LIMIT 20" in inlined(find_query("measure_ranking"))


def test_the_graphs_say_what_they_ask() -> None:
    for query in by_folder()["图 graphs"]:
        assert query.question_zh
        assert query.question_en
        for parameter in query.parameters:
            assert f"${parameter.name}" in query.text


def test_the_style_knows_every_label_and_tie_of_the_graph() -> None:
    style = files()[STYLE].decode()
    rows = project(small_graph())
    labels = {label for node in rows.nodes for label in node.labels} - {"Page"}
    assert {label for label in labels if f"node.{label} {{" not in style} == set()
    assert "relationship.ASSISTS {" in style


def test_browser_may_read_from_another_origin(server: BrowserServer) -> None:
    asking = urllib.request.Request(f"{server.url}/{STYLE}", method="OPTIONS")
    for request in (asking, f"{server.url}/{STYLE}", f"{server.url}/{GUIDE}", server.url):
        with urllib.request.urlopen(request, timeout=60) as answer:
            assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert server.commands() == [f":style {server.url}/aid.grass", f":guide {server.url}/guide.html"]


@pytest.mark.parametrize("path", ["../pyproject.toml", "/etc/passwd", "%2e%2e/aid.grass", "none"])
def test_nothing_else_is_served(server: BrowserServer, path: str) -> None:
    with pytest.raises(urllib.error.HTTPError, match="404"):
        urllib.request.urlopen(f"{server.url}/{path}", timeout=60)


def test_a_port_that_somebody_has(server: BrowserServer) -> None:
    port = server.server_address[1]
    with pytest.raises(StoreError, match=rf"Port {port} of 127.0.0.1 can't be had: .* Name another by --port."):
        BrowserServer(port=port)


def test_the_command_writes_the_files(kg: Kg, tmp_path: Path) -> None:
    done = kg("neo4j-browser", "--write", tmp_path / "browser")
    assert (done.status, done.out) == (0, "")
    assert {path.name for path in (tmp_path / "browser").iterdir()} == {STYLE, GUIDE, QUERIES}
