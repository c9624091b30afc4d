"""Processes that answer queries, each killed at its deadline or when it takes too much memory, and then replaced."""

from __future__ import annotations

import asyncio
import json
import os
import sys
import tempfile
import time
from asyncio.subprocess import DEVNULL, PIPE, Process
from dataclasses import dataclass
from pathlib import Path
from typing import Any

WORKERS = 2
HEAP = "256m"
"""What a query's data may take in Java."""
MEGABYTES = 1024
"""What a worker may take in all: its Java, its Python and the answer."""
ROWS, CHARACTERS = 1_000, 4_000_000
"""Of an answer, the most."""
_LINE = 32 << 20
"""Bytes of an answer on its way, the most."""
_START, _PAUSE = 60, 2
"""Seconds that a worker may take to start, and until another is tried."""
_PATIENCE = 20
"""Seconds that a query waits for a worker."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a query may take."""

    seconds: float = 10.0
    rows: int = ROWS


class Pool:
    """`WORKERS` processes over a store's folder. A query that finds all of them at work waits for one."""

    def __init__(self, folder: Path, limits: Limits, ontology: Path | None = None) -> None:
        self._arguments = [str(folder.absolute()), str(MEGABYTES), *([str(ontology.absolute())] if ontology else [])]
        self.limits = limits
        self._free: asyncio.Queue[Process] = asyncio.Queue()
        self._all: set[Process] = set()
        self._starts: set[asyncio.Task[None]] = set()
        self._elsewhere = tempfile.TemporaryDirectory(prefix="kg-serve-")

    def start(self) -> None:
        """Have the workers started; they are not waited for."""
        for _ in range(WORKERS):
            self._replace()

    async def stop(self) -> None:
        """End all workers."""
        for task in self._starts:
            task.cancel()
        await asyncio.gather(*self._starts, return_exceptions=True)
        await asyncio.gather(*map(_end, list(self._all)))
        self._elsewhere.cleanup()

    async def ask(self, saved: str, cypher: str, given: dict[str, str]) -> dict[str, Any]:
        """The answer, as `worker` gives it, or `error` with what went wrong; with the seconds that it took."""
        try:
            worker = await asyncio.wait_for(self._ready(), _PATIENCE)
        except TimeoutError:
            return {"error": "No process is free for the query. Try again in a moment."}
        request = {"saved": saved, "cypher": cypher, "given": given, "seconds": self.limits.seconds}
        request |= {"rows": self.limits.rows, "characters": CHARACTERS}
        started = time.monotonic()
        answer = await self._answer(worker, request)
        return answer | {"seconds": round(time.monotonic() - started, 3)}

    async def _answer(self, worker: Process, request: dict[str, Any]) -> dict[str, Any]:
        answer = None
        try:
            answer = await asyncio.wait_for(_asked(worker, request), self.limits.seconds)
        except TimeoutError:
            return {"error": f"The query was ended after {self.limits.seconds:g} seconds. Ask for less: add LIMIT."}
        finally:
            # One that did not answer, or whose asker went away, is not used again.
            if answer:
                self._free.put_nowait(worker)
            else:
                await _end(worker)
                self._all.discard(worker)
                self._replace()
        return answer or {"error": f"The query was ended: it needed more memory than {HEAP}. Ask for less: add LIMIT."}

    async def _ready(self) -> Process:
        """A worker that is free and alive."""
        while (worker := await self._free.get()).returncode is not None:
            self._all.discard(worker)
            self._replace()
        return worker

    def _replace(self) -> None:
        task = asyncio.create_task(self._start())
        self._starts.add(task)
        task.add_done_callback(self._starts.discard)

    async def _start(self) -> None:
        """Start a worker; where it ends at once, as where the machine has no room for it, another after a pause."""
        while not await self._started():
            await asyncio.sleep(_PAUSE)

    async def _started(self) -> bool:
        worker = await asyncio.create_subprocess_exec(
            sys.executable, "-P", "-m", "kg.serve.worker", *self._arguments,
            stdin=PIPE, stdout=PIPE, stderr=DEVNULL, env=_environment(), cwd=self._elsewhere.name, limit=_LINE,
        )  # fmt: skip
        self._all.add(worker)
        assert worker.stdout
        try:
            if await asyncio.wait_for(worker.stdout.readline(), _START):
                self._free.put_nowait(worker)
                return True
        except TimeoutError:
            pass
        await _end(worker)
        self._all.discard(worker)
        return False


def _environment() -> dict[str, str]:
    """What a worker is told of the machine: no more than it needs to start."""
    kept = {
        name: os.environ[name] for name in ("PATH", "PYTHONPATH", "LD_LIBRARY_PATH", "SYSTEMROOT") if name in os.environ
    }
    java = "-XX:+ExitOnOutOfMemoryError -XX:MaxDirectMemorySize=64m -XX:ErrorFile=/dev/null -XX:-CreateCoredumpOnCrash"
    return {**kept, "KG_HEAP": HEAP, "JAVA_TOOL_OPTIONS": java, "PYTHONUTF8": "1"}


async def _asked(worker: Process, request: dict[str, Any]) -> dict[str, Any] | None:
    """The worker's answer, or None where it ended."""
    assert worker.stdin
    assert worker.stdout
    try:
        worker.stdin.write(json.dumps(request).encode() + b"\n")
        await worker.stdin.drain()
        line = await worker.stdout.readline()
        return json.loads(line) if line else None
    except (OSError, ValueError):
        return None


async def _end(worker: Process) -> None:
    if worker.returncode is None:
        worker.kill()
    await worker.wait()
