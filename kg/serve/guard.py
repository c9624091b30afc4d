"""What stands before every page: the list of hosts, the token, where a review comes from, and the headers of safety."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from http.cookies import SimpleCookie
from ipaddress import ip_address
from urllib.parse import parse_qsl, urlencode, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK = ("localhost", "127.0.0.1", "::1")
COOKIE = "kg_token"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",  # with none at all a browser would not say where a review comes from
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


@dataclass(frozen=True, slots=True)
class Door:
    """Who may come in: by which names the server is called, and with which token, if any."""

    hosts: frozenset[str]
    any_address: bool = False
    """Whether any number of an address will do as a name: a page of the web can't take one as its own."""
    token: str | None = None

    @classmethod
    def of(cls, host: str, names: Iterable[str] = (), token: str | None = None) -> Door:
        """The door of a server bound to a host, which has these names besides."""
        return cls(frozenset((*LOOPBACK, host, *names)), host in ("0.0.0.0", "::"), token)

    def knows(self, host: str) -> bool:
        """Whether a `Host` header names this server; else a page of the web may have pointed its own name here."""
        name = (urlsplit(f"//{host}").hostname or "") if host.count("@") == 0 else ""
        return name in self.hosts or (self.any_address and _is_address(name))


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach a server bound to a host."""
    return host == "localhost" or (_is_address(host) and ip_address(host).is_loopback)


class Guard:
    """An ASGI application before another."""

    def __init__(self, app: ASGIApp, door: Door) -> None:
        self._app, self._door = app, door

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what may come in, and put the headers on every answer."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        refused = self._refusal(scope)
        await (refused or self._app)(scope, receive, send_safely)

    def _refusal(self, scope: Scope) -> Response | None:
        headers = Headers(scope=scope)
        if not self._door.knows(headers.get("host", "")):
            return Response(
                "This server is not called so. Start it with --allow-host NAME.\n", 421, media_type="text/plain"
            )
        if scope["method"] not in ("GET", "HEAD") and not _is_own(headers):
            return Response("A review comes from the explorer's own pages.\n", 403, media_type="text/plain")
        return self._token(scope, headers) if self._door.token else None

    def _token(self, scope: Scope, headers: Headers) -> Response | None:
        """None for who has the token. In an address it becomes a cookie, and the address loses it."""
        token = self._door.token or ""
        asked = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        given = dict(asked).get("token")
        if given is not None and _same(given, token):
            rest = urlencode([(name, value) for name, value in asked if name != "token"])
            path = scope["path"].encode().decode("latin-1")
            answer = RedirectResponse(f"{_local(path)}{'?' if rest else ''}{rest}", 303)
            answer.set_cookie(COOKIE, token, httponly=True, samesite="strict", path="/")
            return answer
        cookie = SimpleCookie(headers.get("cookie", "")).get(COOKIE)
        bearer = headers.get("authorization", "").removeprefix("Bearer ")
        if (cookie and _same(cookie.value, token)) or _same(bearer, token):
            return None
        if scope["path"].startswith("/assets/"):
            return None
        return Response(
            "This explorer asks for a token: add ?token=... to the address.\n", 401, media_type="text/plain"
        )


def _is_own(headers: Headers) -> bool:
    """Whether a request comes from a page of this server: browsers say so, and no page of another can."""
    origin = urlsplit(headers.get("origin", ""))
    return origin.scheme in ("http", "https") and origin.netloc == headers.get("host")


def _local(path: str) -> str:
    """A path that stays on this server: // would begin the name of another."""
    return "/" + path.lstrip("/\\")


def _same(given: str, token: str) -> bool:
    return secrets.compare_digest(given.encode(), token.encode())


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True
