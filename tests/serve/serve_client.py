"""A client of the explorer in this process, and the explorer as a server."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from starlette.testclient import TestClient

from kg.ontology import load
from kg.serve.app import application
from kg.serve.guard import Door
from kg.serve.index import Index, Kept
from kg.serve.pool import Limits, Pool

HOST = "http://127.0.0.1:8000"
SECONDS = 60.0
"""What a query may take that is to be answered, and a server to end: many times what it takes, for a busy machine."""


def client_of(folder: Path, reviews: Path, door: Door | None = None, seconds: float = SECONDS) -> TestClient:
    """A client of a folder's explorer. Its pool starts where the client is used as a context."""
    index = Index(folder, load(), Kept(reviews, "R"))
    app = application(index, Pool(folder, Limits(seconds)), door or Door.of("127.0.0.1"))
    return TestClient(app, base_url=HOST, follow_redirects=False)


@contextmanager
def served(folder: Path, reviews: Path) -> Iterator[str]:
    """The address of a server over a folder, which ends with the block."""
    command = [
        sys.executable,
        "-m",
        "kg.cli",
        "serve",
        "--store",
        str(folder),
        "--port",
        "0",
        "--reviews",
        str(reviews),
    ]
    server = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    try:
        assert server.stderr
        yield server.stderr.readline().split()[1].rstrip("/")
    finally:
        server.terminate()
        server.wait(SECONDS)
