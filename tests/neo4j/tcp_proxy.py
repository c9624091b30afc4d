"""A proxy between a driver and a server that breaks what passes through it, as networks and hung servers do."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterable
from contextlib import suppress
from types import TracebackType
from typing import Self

NEVER = 1 << 60


class TcpProxy:
    """Passes connections on to a port of this machine. With `budgets`, each is cut after so many bytes, either way."""

    def __init__(self, port: int, budgets: Iterable[int] = ()) -> None:
        """Listen at once."""
        self._target, self._budgets = port, iter(budgets)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.uri = f"bolt://127.0.0.1:{self._listener.getsockname()[1]}"
        self.cuts = 0
        self._flows = threading.Event()
        self._flows.set()
        self._sockets: list[socket.socket] = []
        threading.Thread(target=self._accept, daemon=True).start()

    def freeze(self) -> None:
        """Take connections and bytes, and pass nothing on: what a server looks like that hangs."""
        self._flows.clear()

    def thaw(self) -> None:
        """Pass on what was held back, and all that comes."""
        self._flows.set()

    def __enter__(self) -> Self:
        """The proxy itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Let go of the port and of all connections."""
        self._flows.set()
        for each in (self._listener, *self._sockets):
            _close(each)

    def _accept(self) -> None:
        while True:
            try:
                near = self._listener.accept()[0]
            except OSError:
                return
            try:
                far = socket.create_connection(("127.0.0.1", self._target))
            except OSError:
                near.close()
                continue
            self._sockets += near, far
            left = [next(self._budgets, NEVER)]
            for source, target in ((near, far), (far, near)):
                threading.Thread(target=self._pump, args=(source, target, left), daemon=True).start()

    def _pump(self, source: socket.socket, target: socket.socket, left: list[int]) -> None:
        """Pass bytes on until the connection's budget, which both directions share, is used up."""
        try:
            while data := source.recv(4096):
                self._flows.wait()
                target.sendall(data[: left[0]])
                left[0] -= len(data)
                if left[0] <= 0:
                    self.cuts += 1
                    break
        except OSError:
            pass
        _close(source)
        _close(target)


def _close(connection: socket.socket) -> None:
    """End it for both sides, and for a thread that waits in it."""
    with suppress(OSError):
        connection.shutdown(socket.SHUT_RDWR)
    connection.close()
