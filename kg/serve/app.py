"""The explorer as a web application: addresses to pages. All is read by GET; only a review is sent by POST."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from functools import cached_property, lru_cache
from importlib.resources import files
from urllib.parse import parse_qs, parse_qsl, urlencode

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from kg.gold import gold_records
from kg.reviews import Review, Verdict
from kg.serve.guard import Door, Guard
from kg.serve.index import Index
from kg.serve.page import Page
from kg.serve.pages import PAGES
from kg.serve.pool import Pool
from kg.serve.query import query_page
from kg.serve.render import LANGUAGES, Renderer, as_csv, as_json
from kg.view import still

TYPES = {"html": "text/html; charset=utf-8", "json": "application/json", "csv": "text/csv; charset=utf-8"}
ASSETS = {"explorer.css": "text/css", "explorer.js": "text/javascript", "icon.svg": "image/svg+xml"}
KEPT_PAGES = 500
"""Pages that are kept as they were written, the last that were asked for."""
_LONGEST_REVIEW = 16_384
"""Bytes."""


class Explorer:
    """What the pages are made from, and the addresses' way to them."""

    def __init__(self, index: Index, pool: Pool) -> None:
        self.index, self.pool = index, pool
        self._renderers = {language: Renderer(language, index) for language in LANGUAGES}
        self._written = lru_cache(KEPT_PAGES)(self._write)

    async def home(self, request: Request) -> Response:
        """To the overview in the reader's language."""
        return RedirectResponse(f"/{_language(request)}/overview", 307)

    async def map(self, request: Request) -> Response:
        """The map of pairings between provinces, drawn once."""
        return Response(self._map, media_type="image/svg+xml", headers={"Cache-Control": "private, max-age=300"})

    @cached_property
    def _map(self) -> str:
        return still(self.index.graph)

    async def page(self, request: Request) -> Response:
        """A page in the form that its address ends with."""
        language, name = request.path_params.get("language"), request.path_params["name"]
        name, _, form = name.partition(".")
        form = form or "html"
        if language is None and form == "html":
            asked = request.url.query
            return RedirectResponse(f"/{_language(request)}/{name}{'?' if asked else ''}{asked}", 307)
        language = language if language in LANGUAGES else "en"
        query = request.scope["query_string"].decode(errors="replace")
        if form not in TYPES:
            return self._answer(_missing(), language, "html", name, query)
        # What may be large is written in a thread, so that others do not wait for it, and is not kept.
        if name == "query":
            found = await query_page(self.pool, dict(parse_qsl(query)))
            return await run_in_threadpool(self._answer, found, language, form, name, query)
        if form == "html":
            body, status = self._written(language, name, form, query)
        else:
            body, status = await run_in_threadpool(self._write, language, name, form, query)
        return Response(body, status, media_type=TYPES[form], headers={"Cache-Control": "private, no-cache"})

    async def review(self, request: Request) -> Response:
        """Keep a verdict, and go back to the page that it was given on."""
        body = b""
        async for part in request.stream():
            body += part
            if len(body) > _LONGEST_REVIEW:
                return Response("The review is too long.\n", 413, media_type="text/plain")
        said = {name: values[0] for name, values in parse_qs(body.decode(errors="replace")).items()}
        item, verdict = self.index.items.get(said.get("fact", "")), said.get("verdict", "")
        if item is None or verdict not in list(Verdict):
            return Response("There is no such fact or verdict.\n", 400, media_type="text/plain")
        when = datetime.now(UTC).isoformat(timespec="seconds")
        records = gold_records(item.fact) if verdict != Verdict.OPEN else []
        who, note = self.index.kept.who, said.get("note", "").strip()[:2000] or None
        try:
            self.index.review(Review(item.id, Verdict(verdict), when, item.fact.confidence, records, who, note))
        except OSError as error:
            return Response(
                f"{self.index.kept.path} can't be written: {error.strerror}.\n", 500, media_type="text/plain"
            )
        self._written.cache_clear()
        language = request.path_params["language"]
        back = urlencode(parse_qsl(said.get("back", "")))
        path = f"/{language}/{'review' if said.get('to') == 'review' else 'fact'}"
        return RedirectResponse(f"{path}?{back}" if back else path, 303)

    def _write(self, language: str, name: str, form: str, query: str) -> tuple[bytes, int]:
        make = PAGES.get(name)
        page = make(self.index, dict(parse_qsl(query))) if make else None
        return self._form(page or _missing(), language, form, name, query)

    def _answer(self, page: Page, language: str, form: str, name: str, query: str) -> Response:
        body, status = self._form(page, language, form, name, query)
        return Response(body, status, media_type=TYPES[form], headers={"Cache-Control": "no-store"})

    def _form(self, page: Page, language: str, form: str, name: str, query: str) -> tuple[bytes, int]:
        if form == "json":
            return as_json(page, self.index), page.status
        if form == "csv":
            return as_csv(page), page.status
        here = {"here": name, "asked": dict(parse_qsl(query)), "query_string": query}
        return self._renderers[language].html(page, **here), page.status


def application(index: Index, pool: Pool, door: Door) -> Starlette:
    """The application of an index, whose queries a pool answers, behind a door."""
    explorer = Explorer(index, pool)

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        pool.start()
        yield
        await pool.stop()

    routes = [
        Route("/", explorer.home),
        Route("/assets/{name}", _asset),
        Route("/pairings.svg", explorer.map),
        Route("/{language:str}/review", explorer.review, methods=["POST"]),
        Route("/{language:str}/", explorer.home),
        Route("/{language:str}/{name:str}", explorer.page),
        Route("/{name:str}", explorer.page),
    ]
    return Starlette(routes=routes, middleware=[Middleware(Guard, door=door)], lifespan=lifespan)


async def _asset(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in ASSETS:
        return Response("There is no such file.\n", 404, media_type="text/plain")
    body = files("kg.serve").joinpath("assets", name).read_bytes()
    return Response(body, media_type=ASSETS[name], headers={"Cache-Control": "max-age=300"})


def _missing() -> Page:
    return Page(
        "missing", "not_found", {"error": "There is no such page."}, ["error"], [["There is no such page."]], 404
    )


def _language(request: Request) -> str:
    """Chinese where the browser asks for it first."""
    return "zh" if request.headers.get("accept-language", "").casefold().startswith("zh") else "en"
