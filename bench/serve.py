"""The explorer under readers: place pages of a large graph, and queries that never end.

python bench/serve.py                       200,000 figures, 50 readers at once, on this machine only
python bench/serve.py --figures 20000 --readers 10 --seconds 3
python bench/serve.py --check               and fail beyond the bounds
"""

from __future__ import annotations

import argparse
import asyncio
import http.client
import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import quote

from made_graph import made_graph

from kg.store.embedded import EmbeddedStore

MEDIAN_MS = 50
"""What a place page may take, in the middle of all."""
GRACE = 1.0
"""Seconds after its deadline until a query must be gone."""
DEADLINE = 3.0
ENDLESS = "MATCH (a),(b),(c),(d) WHERE a.id + b.id + c.id + d.id = 'none' RETURN count(*)"
"""Of 200,000 figures it would take longer than anyone lives."""


def main() -> int:
    """Print the figures; with --check, return 1 where a bound does not hold."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--figures", type=int, default=200_000)
    parser.add_argument("--readers", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=10.0, help="how long they read")
    parser.add_argument("--check", action="store_true", help="fail beyond the bounds")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "graph"
        places = build(store, asked.figures)
        started = time.perf_counter()
        server, port = serve(store)
        try:
            memory = rss(server.pid)
            print(f"{asked.figures:,} figures: ready after {time.perf_counter() - started:.1f} s, {memory:.0f} MB")
            errors, times = asyncio.run(readers(port, places, asked.readers, asked.seconds))
            median = statistics.median(times) * 1000
            slow = statistics.quantiles(times, n=100)[98] * 1000
            print(
                f"{asked.readers} readers at once for {asked.seconds:g} s: {len(times):,} pages, {errors} errors, "
                f"median {median:.1f} ms, 99 of 100 under {slow:.0f} ms, then {rss(server.pid):.0f} MB"
            )
            gone, then = endless(port)
            print(
                f"a query without end: gone {gone - DEADLINE:+.2f} s after its deadline of {DEADLINE:g} s; then {then}"
            )
        finally:
            server.terminate()
            server.wait(10)
    is_good = not errors and median < MEDIAN_MS and gone < DEADLINE + GRACE and then == 200
    return 0 if is_good or not asked.check else 1


def build(store: Path, figures: int) -> list[str]:
    """Put a graph of so many figures into a new folder, and return the ids of its places."""
    graph = made_graph(figures)
    with EmbeddedStore(store) as opened:
        opened.load(graph)
    return list(graph.places)


def serve(store: Path) -> tuple[subprocess.Popen[str], int]:
    """A server on a free port of this machine, once it is ready."""
    command = [
        sys.executable, "-m", "kg.cli", "serve", "--store", str(store), "--port", "0", "--seconds", str(DEADLINE)
    ]  # fmt: skip
    server = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    assert server.stderr
    line = server.stderr.readline()
    return server, int(line.split("http://127.0.0.1:")[1].split("/")[0])


async def readers(port: int, places: list[str], count: int, seconds: float) -> tuple[int, list[float]]:
    """Errors, and how long each page took. A reader asks for a place after the other over one connection."""
    times: list[float] = []
    errors = 0
    until = time.perf_counter() + seconds

    async def read(number: int) -> None:
        nonlocal errors
        chosen = random.Random(number)
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        while time.perf_counter() < until:
            started = time.perf_counter()
            path = f"/{chosen.choice(('en', 'zh'))}/place?id={quote(chosen.choice(places))}"
            writer.write(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
            head = await reader.readuntil(b"\r\n\r\n")
            length = int(head.lower().split(b"content-length: ")[1].split(b"\r\n")[0])
            body = await reader.readexactly(length)
            times.append(time.perf_counter() - started)
            errors += not head.startswith(b"HTTP/1.1 200") or not body.endswith(b"</html>")
        writer.close()

    await asyncio.gather(*map(read, range(count)))
    return errors, times


def endless(port: int) -> tuple[float, int]:
    """The seconds until the answer to a query that never ends, and the status of a page after it."""
    ask(port, "/en/query?cypher=" + quote("RETURN 1 AS one"))  # a worker is ready
    started = time.perf_counter()
    ask(port, "/en/query?cypher=" + quote(ENDLESS))
    return time.perf_counter() - started, ask(port, "/en/overview")


def ask(port: int, path: str) -> int:
    """The status of a page."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", path)
    answer = connection.getresponse()
    answer.read()
    return answer.status


def rss(process: int) -> float:
    """The memory of a process, in megabytes; Linux tells it."""
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


if __name__ == "__main__":
    sys.exit(main())
