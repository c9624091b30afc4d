"""Serves to Neo4j Browser what `kg.store.browser` has: three files, read-only, of fixed names."""

from __future__ import annotations

from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from kg.errors import StoreError
from kg.store.browser import GUIDE, PORT, QUERIES, STYLE, files

_TYPES = {"grass": "text/plain; charset=utf-8", "html": "text/html; charset=utf-8", "zip": "application/zip"}


class BrowserServer(ThreadingHTTPServer):
    """Listens at once; `serve_forever` answers. Each request gets the files as they are then."""

    daemon_threads = True

    def __init__(self, host: str = "127.0.0.1", port: int = PORT) -> None:
        """Port 0 takes any that is free. Raises `StoreError` where the port can't be had."""
        try:
            super().__init__((host, port), _Handler)
        except OSError as error:
            reason = error.strerror or str(error)
            raise StoreError(f"Port {port} of {host} can't be had: {reason}.", "Name another by --port.") from error
        self.url = f"http://localhost:{self.server_address[1]}"
        """Browser lets in what comes from localhost; 127.0.0.1 would have to be allowed in the server's settings."""

    def commands(self) -> list[str]:
        """What to type in Browser."""
        return [f":style {self.url}/{STYLE}", f":guide {self.url}/{GUIDE}"]


class _Handler(BaseHTTPRequestHandler):
    server: BrowserServer

    def do_GET(self) -> None:
        """Send a file, or the list of them."""
        found = files(self.server.url)
        name = self.path.partition("?")[0].lstrip("/")
        if name == "":
            found[""] = "".join(f'<a href="{each}">{each}</a><br>' for each in (GUIDE, STYLE, QUERIES)).encode()
        if name not in found:
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        content = found[name]
        self.send_response(HTTPStatus.OK)
        self._allow()
        self.send_header("Content-Type", _TYPES[name.rpartition(".")[2] or "html"])
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def do_OPTIONS(self) -> None:
        """Browser asks first, as it sends headers of its own."""
        self.send_response(HTTPStatus.NO_CONTENT)
        self._allow()
        self.end_headers()

    def log_message(self, format: str, *arguments: object) -> None:
        """Nothing is told of a request."""

    def _allow(self) -> None:
        # Another origin than Browser's; what is served is the same for everybody and secret to nobody.
        self.send_header("Access-Control-Allow-Origin", "*")
        self.send_header("Access-Control-Allow-Headers", "*")
