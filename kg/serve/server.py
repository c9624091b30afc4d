"""The explorer as a server: bound before it is said to be, and only where it is safe."""

from __future__ import annotations

import socket
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import uvicorn

from kg.errors import UsageError
from kg.ontology import load
from kg.serve.app import application
from kg.serve.guard import Door, is_loopback
from kg.serve.index import Index, Kept
from kg.serve.pool import Limits, Pool


@dataclass(frozen=True, slots=True)
class Address:
    """Where a server listens, and for whom."""

    host: str = "127.0.0.1"
    port: int = 8321
    """0 takes a free one."""
    names: tuple[str, ...] = ()
    """Further names by which the server is called."""
    token: str | None = None


def serve(
    folder: Path, address: Address, kept: Kept, limits: Limits, ontology: Path | None, ready: Callable[[str], None]
) -> None:
    """Serve a store's folder until it is interrupted; `ready` is told the address to open.

    Raises `UsageError` where the address can't be used or is not safe, `StoreError` where there is no graph.
    """
    if not is_loopback(address.host) and not address.token:
        raise UsageError(
            f"{address.host} can be reached from other machines, so a token is needed.",
            "Add --token WORD, or leave out --host.",
        )
    bound = _bound(address)
    try:
        index = Index(folder, load(ontology), kept)
        door = Door.of(address.host, address.names, address.token)
        app = application(index, Pool(folder, limits, ontology), door)
        ready(_shown(address, bound.getsockname()[1]))
        config = uvicorn.Config(
            app, log_level="error", server_header=False, access_log=False, timeout_graceful_shutdown=2
        )
        with suppress(KeyboardInterrupt):  # how it is meant to end
            uvicorn.Server(config).run(sockets=[bound])
    finally:
        bound.close()


def _bound(address: Address) -> socket.socket:
    try:
        family, kind, _, _, target = socket.getaddrinfo(address.host, address.port, type=socket.SOCK_STREAM)[0]
        bound = socket.socket(family, kind)
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind(target)
        bound.listen(128)  # who comes before the pages are ready waits
    except OSError as error:
        reason = error.strerror or str(error)
        raise UsageError(
            f"{address.host}:{address.port} can't be used: {reason}.", "--port 0 takes a free port."
        ) from error
    return bound


def _shown(address: Address, port: int) -> str:
    host = f"[{address.host}]" if ":" in address.host else address.host
    return f"http://{host}:{port}/{f'?token={quote(address.token)}' if address.token else ''}"
