"""The server under test: what it holds outlives a stop, and it does not outlive the tests."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import neo4j_jars
import pytest
from neo4j_jars import Neo4jMissing
from neo4j_server import Neo4jServer

from kg.store.neo4j import Neo4jStore

HERE = Path(__file__).parent


def listens(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


def test_what_it_holds_outlives_a_stop(neo4j_server: Neo4jServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_PASSWORD", neo4j_server.password)
    with Neo4jStore(neo4j_server.uri) as store:
        store._driver.execute_query("CREATE (:Person {name: 'kept'})")
    neo4j_server.stop()
    assert not listens(neo4j_server.bolt_port)
    try:
        assert "neo4j" in neo4j_server.admin("database", "info", "neo4j")
    finally:
        neo4j_server.start()
    with Neo4jStore(neo4j_server.uri) as store:
        answer = store.query("MATCH (p:Person {name: 'kept'}) RETURN count(p)")
        store._driver.execute_query("MATCH (p:Person {name: 'kept'}) DELETE p")
    assert answer.rows == [[1]]


def test_it_serves_browser(neo4j_server: Neo4jServer) -> None:
    with urllib.request.urlopen(neo4j_server.browser, timeout=60) as page:
        assert b"Neo4j Browser" in page.read()


def test_a_command_on_the_leash_ends_with_its_holder(tmp_path: Path) -> None:
    """The holder is killed so that it can do nothing about it, as pytest may be."""
    port_file = tmp_path / "port"
    held = (
        "import pathlib, socket, time; s = socket.create_server(('127.0.0.1', 0)); "
        f"pathlib.Path({str(port_file)!r}).write_text(str(s.getsockname()[1])); time.sleep(600)"
    )
    holder = (
        "import subprocess, sys, time; "
        f"subprocess.Popen([sys.executable, {str(HERE / 'leash.py')!r}, sys.executable, '-c', {held!r}], "
        "stdin=subprocess.PIPE, start_new_session=True); time.sleep(600)"
    )
    process = subprocess.Popen([sys.executable, "-c", holder])
    _wait_for(lambda: port_file.exists() and port_file.read_text() != "")
    port = int(port_file.read_text())
    assert listens(port)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    _wait_for(lambda: not listens(port))


def test_a_machine_without_java_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Neo4jMissing, match=r"needs java and mvn. On Debian and Ubuntu: apt install"):
        neo4j_jars.check_tools()


def _wait_for(condition: object, seconds: float = 60) -> None:
    until = time.monotonic() + seconds
    while not condition():  # type: ignore[operator]
        assert time.monotonic() < until, "it did not come to be"
        time.sleep(0.05)
