"""The files for `neo4j-admin database import`: the server's own tool makes of them the graph that a load gives."""

from __future__ import annotations

import os
import shlex
import subprocess
from collections.abc import Iterator
from pathlib import Path

import neo4j_server as own
import pytest
from made_graph import made_graph
from neo4j_server import Neo4jServer

from kg.errors import StoreError, UsageError
from kg.export import write
from kg.files import MARKER
from kg.model import Entity, Evidence, Graph, Relation
from kg.records import GRAPH
from kg.store import commands
from kg.store.neo4j import Neo4jStore
from kg.store.projection import project
from kg.store.rows import Node, Rows

HOSTILE = '\'"`\\ ""quoted"" } , ; | \u0001 😀\u2028\r\n\t{id: 1}\\n'


@pytest.fixture
def graph() -> Graph:
    graph = made_graph(100)
    place = next(entity for entity in graph.entities.values() if entity.type == "Place")
    page = next(iter(graph.documents))
    for number, text in enumerate((HOSTILE, "", " ", "NULL")):
        evidence = (Evidence(page, number, number + 1, text, text),)
        graph.facts[f"odd{number}"] = Relation(place, "received", text, evidence)
        other = Entity("Organization", text, f"odd {text}{number}")
        graph.facts[f"tie{number}"] = Relation(place, "supports", other, evidence)
    return graph


@pytest.fixture
def stopped(neo4j_server: Neo4jServer, monkeypatch: pytest.MonkeyPatch) -> Iterator[Neo4jServer]:
    """The server while it is stopped; it is empty and runs afterwards."""
    monkeypatch.setenv("NEO4J_PASSWORD", neo4j_server.password)
    neo4j_server.stop()
    try:
        yield neo4j_server
    finally:
        neo4j_server.start()
        with Neo4jStore(neo4j_server.uri) as store:
            store._driver.execute_query("MATCH (n) DETACH DELETE n")


def test_the_import_gives_the_graph_that_a_load_gives(graph: Graph, stopped: Neo4jServer, tmp_path: Path) -> None:
    folder = tmp_path / "files"
    write(graph, "neo4j-import", folder)
    admin = tmp_path / "neo4j-admin"
    admin.write_text(f'#!/bin/sh\nexec {shlex.join([*own._java(stopped._jars), own.ADMIN])} "$@"\n', encoding="utf-8")
    admin.chmod(0o755)
    environment = {"NEO4J_ADMIN": str(admin), "NEO4J_HOME": str(stopped.home), "NEO4J_CONF": str(stopped.home / "conf")}
    done = subprocess.run(
        ["sh", str(folder / "import.sh")], env=os.environ | environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    stopped.start()
    with Neo4jStore(stopped.uri) as store:
        for command in commands.schema():
            store._driver.execute_query(command)  # type: ignore[arg-type]
        held = store.rows()
        assert held == project(graph)
        names = {row[0] for row in store.query("SHOW CONSTRAINTS YIELD name RETURN name").rows}
        assert commands.constraints() <= names
        told: list[int] = []
        store.load(graph, progress=lambda rows, of: told.append(rows))
        assert (told, store.digest()) == ([], held.digest())


def test_equal_graphs_give_equal_files(graph: Graph, tmp_path: Path) -> None:
    for name in ("one", "two"):
        write(graph, "neo4j-import", tmp_path / name)
    assert files(tmp_path / "one") == files(tmp_path / "two")
    assert {"import.sh", "schema.cypher", MARKER} <= files(tmp_path / "one").keys()


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_folder_of_something_else_stays(graph: Graph, tmp_path: Path) -> None:
    (tmp_path / "graph").mkdir()
    (tmp_path / "graph" / GRAPH).touch()
    for name in (tmp_path / "graph", Path("-")):
        with pytest.raises(UsageError, match="Name a new or an empty folder for the files"):
            write(graph, "neo4j-import", name)


@pytest.mark.parametrize("values", [[["a\x1f"]], [1, 1.0]], ids=["separator", "two types"])
def test_what_the_files_can_not_hold_is_told(values: list[object], tmp_path: Path) -> None:
    from kg.store.import_files import write_import_files

    nodes = [Node(("Place",), str(number), {"x": value}) for number, value in enumerate(values)]
    with pytest.raises(StoreError, match=r"can't (be written|hold)"):
        write_import_files(Rows.of(nodes, []), tmp_path)
