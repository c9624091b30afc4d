"""`make neo4j`, as a person runs it and ends it."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import urllib.request

import neo4j
from compose import FILE
from neo4j_server import Neo4jServer


def test_make_neo4j_has_the_sample_graph_until_ctrl_c(neo4j_server: Neo4jServer) -> None:
    """The fixture only tells whether a server can run here."""
    command = ["make", "--no-print-directory", "neo4j"]
    with subprocess.Popen(
        command, cwd=FILE.parent, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True
    ) as made:
        assert made.stdout is not None
        try:
            told = ""
            while "Ctrl+C" not in told:
                line = made.stdout.readline()
                assert line, told
                told += line
            uri, user, password, browser = (
                re.search(rf"{name} +(\S+)", told)[1]  # type: ignore[index]
                for name in ("Connect", "User", "Password", "Browser")
            )
            with neo4j.GraphDatabase.driver(uri, auth=(user, password)) as driver:
                assert driver.execute_query("MATCH (:Place)-[p:ASSISTS]->() RETURN count(p) AS n").records[0]["n"] > 20
            with urllib.request.urlopen(browser, timeout=60) as page:
                assert page.status == 200
        finally:
            # As the terminal does at Ctrl+C: to all that it started, and the server is not among them.
            os.killpg(made.pid, signal.SIGINT)
        assert "Stopped." in made.stdout.read()
