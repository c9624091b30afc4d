"""A real Neo4j Community with Browser, run from its published jars: no Docker, no installation, nothing left behind.

with Neo4jServer(Path("home")) as server:    # started; stopped at the end, and with this process however it ends
    server.uri, server.user, server.password, server.browser
    server.stop()
    server.admin("database", "import", "full", "neo4j", "--overwrite-destination", "--nodes=...")
    server.start()                           # the same ports and data
"""

from __future__ import annotations

import os
import random
import secrets
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import compose
from neo4j_jars import HERE, jars

START_SECONDS = 240
"""A start takes about 7 seconds, and many times that on a busy machine."""

PORTS = range(20_000, 32_000)
"""Where ports are taken from. No outgoing connection is given one of these, so they stay free while it is stopped."""

ADMIN = "org.neo4j.server.startup.Neo4jAdminCommand"
SERVER = "org.neo4j.server.CommunityEntryPoint"
OPENED = ("java.nio", "java.io", "sun.nio.ch", "java.util.concurrent", "java.lang", "java.util")
"""Packages of Java that Neo4j reaches into."""

BRIEF = ("-XX:TieredStopAtLevel=1",)
"""Options of Java for what is up for minutes: it starts in half the time, as nothing is compiled to its best. A server
that is measured goes without."""

SETTINGS = {
    "server.default_listen_address": "127.0.0.1",
    # 256 MB of zeros for each database, else.
    "db.tx_log.preallocate": "false",
    # Bolt's threads are waited for at a stop, idle as they are: 5 seconds, else.
    "internal.server.bolt.thread_pool_shutdown_wait_time": "1s",
}
"""Besides those of `docker-compose.yml`."""


class Neo4jServer:
    """A server with a home folder and ports of its own."""

    user = "neo4j"

    def __init__(
        self,
        home: Path,
        settings: Mapping[str, str] | None = None,
        password: str | None = None,
        ports: tuple[int, int] | None = None,
        java: Sequence[str] = (),
    ) -> None:
        """Nothing is started. `settings` are lines of `neo4j.conf` beside or in place of the usual ones.

        `ports` are those of Bolt and of HTTP, any that are free where none are given; `java` are options of Java.
        Raises `Neo4jMissing` where the machine lacks Java or Maven, or Maven can't fetch the jars.
        """
        self.home = home
        self.password = password or secrets.token_hex(12)
        self.bolt_port, self.http_port = ports or free_ports(_any_two())
        self.uri = f"bolt://127.0.0.1:{self.bolt_port}"
        self.browser = f"http://127.0.0.1:{self.http_port}/browser/"
        self._settings = compose.settings() | SETTINGS | dict(settings or {})
        self._jars, self._java = jars(), java
        self._process: subprocess.Popen[bytes] | None = None
        self._make_home()

    def start(self) -> Self:
        """Start, and wait until Bolt and HTTP answer. Raises `RuntimeError` with the log's end where they don't."""
        if self.running:
            return self
        heap = self._settings["server.memory.heap.max_size"]
        command = [
            sys.executable, str(HERE / "leash.py"), *_java(self._jars, self._java), f"-Xmx{heap}",
            "-Dfile.encoding=UTF-8", SERVER, f"--home-dir={self.home}", f"--config-dir={self.home}/conf",
        ]  # fmt: skip
        with (self.home / "logs" / "console.log").open("ab") as console:
            # In a session of its own, so that Ctrl+C is ours to answer and not the server's.
            self._process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=console, stderr=console, start_new_session=True
            )
        self._wait_until_it_answers()
        return self

    def stop(self) -> None:
        """Stop in good order; the data stays. A server that is stopped already stays so."""
        if self._process is None:
            return
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait()
        self._process = None

    def kill(self) -> None:
        """End as a power cut does; the data stays as it then is. For tests of what survives."""
        if self._process is None:
            return
        # The leash is the leader of its session, and the server the other process in it.
        os.killpg(self._process.pid, 9)
        self._process.wait()
        self._process = None

    @property
    def running(self) -> bool:
        """Whether the process is there."""
        return self._process is not None and self._process.poll() is None

    def admin(self, *arguments: str) -> str:
        """What `neo4j-admin ARGUMENTS` prints. Raises `RuntimeError` with that where it fails.

        Of a running server only some commands may be asked; `database import full` needs it stopped.
        """
        environment = os.environ | {"NEO4J_HOME": str(self.home), "NEO4J_CONF": str(self.home / "conf")}
        done = subprocess.run(
            [*_java(self._jars), ADMIN, *arguments], env=environment, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise RuntimeError(f"neo4j-admin {' '.join(arguments)} failed:\n{done.stdout}{done.stderr}")
        return done.stdout

    def environment(self) -> dict[str, str]:
        """The variables by which `kg` knows the server."""
        return {"NEO4J_URI": self.uri, "NEO4J_USER": self.user, "NEO4J_PASSWORD": self.password}

    def __enter__(self) -> Self:
        """The started server."""
        return self.start()

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Stop it, whatever happened."""
        self.stop()

    def _make_home(self) -> None:
        for name in ("conf", "data", "logs", "run", "import", "plugins"):
            (self.home / name).mkdir(parents=True, exist_ok=True)
        own = {
            "server.bolt.listen_address": f":{self.bolt_port}",
            "server.bolt.advertised_address": f"127.0.0.1:{self.bolt_port}",
            "server.http.listen_address": f":{self.http_port}",
            "server.http.advertised_address": f"127.0.0.1:{self.http_port}",
        }
        lines = [f"{name}={value}\n" for name, value in sorted((self._settings | own).items())]
        (self.home / "conf" / "neo4j.conf").write_text("".join(lines), encoding="utf-8")
        self.admin("dbms", "set-initial-password", self.password)

    def _wait_until_it_answers(self) -> None:
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until and self.running:
            # HTTP is the last that comes up.
            if _answers_http(self.http_port):
                return
            time.sleep(0.1)
        self.stop()
        logs = sorted((self.home / "logs").glob("[cn]*.log"))
        ends = "\n".join(path.read_text(encoding="utf-8", errors="replace")[-2000:] for path in logs)
        raise RuntimeError(f"Neo4j did not start within {START_SECONDS} seconds. The end of its logs:\n{ends}")


def _java(jars: Path, options: Sequence[str] = BRIEF) -> list[str]:
    opened = [f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in OPENED]
    return ["java", *options, *opened, "-Dio.netty.tryReflectionSetAccessible=true", "-cp", f"{jars}/*"]


def free_ports(wanted: tuple[int, int]) -> tuple[int, int]:
    """The wanted ports; where somebody listens at one of them, others."""
    try:
        for port in wanted:
            socket.create_server(("127.0.0.1", port)).close()
    except OSError:
        return free_ports(_any_two())
    return wanted


def _any_two() -> tuple[int, int]:
    bolt, http = random.sample(PORTS, 2)
    return bolt, http


def _answers_http(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5):
            return True
    except (urllib.error.URLError, OSError):
        return False
