"""Pages as HTML, JSON and CSV. Nothing that a page of the web said becomes markup: every value is escaped."""

from __future__ import annotations

import csv
import io
import json
import re
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from kg.files import csv_cell
from kg.serve.index import Index, Item
from kg.serve.page import Page
from kg.serve.rows import FactTable
from kg.serve.told import digits, told

LANGUAGES = ("en", "zh")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f"
"""What turns the direction of the text around it."""


class Renderer:
    """Writes pages in one language."""

    def __init__(self, language: str, index: Index) -> None:
        self.language = language
        self._ontology = index.ontology
        self._words = _words()[language]
        facts = FactTable(self, index)
        self._environment = Environment(
            loader=PackageLoader("kg.serve"), autoescape=True, undefined=StrictUndefined, auto_reload=False,
            trim_blocks=True, lstrip_blocks=True,
        )  # fmt: skip
        self._environment.filters["number"] = lambda value: f"{value:,}"
        self._environment.globals |= {
            "lang": language, "other": next(each for each in LANGUAGES if each != language), "t": self.word,
            "term": self.term, "url": self.url, "thing_url": self.thing_url, "figure": self.figure,
            "period": self.period, "rows": facts.table, "link": facts.thing, "options": facts.options,
            "menu": lru_cache(self._menu),
        }  # fmt: skip

    def html(self, page: Page, **further: Any) -> bytes:
        """The page in the browser; `further` is what the template needs of the request."""
        template = self._environment.get_template(f"{page.template}.html")
        text = template.render({"title": self._words.get(page.title, page.title), **further, **page.data})
        if any(character in text for character in _TURNING):
            text = text.translate(dict.fromkeys(map(ord, _TURNING)))
        try:
            return text.encode()
        except UnicodeEncodeError:
            return _SURROGATE.sub("\ufffd", text).encode()

    def _menu(self, here: str) -> Markup:
        """The list of pages, for a page: the same each time, so it is written once."""
        return Markup(self._environment.get_template("menu.html").render(here=here))

    def word(self, key: str) -> str:
        """A word of the page itself."""
        return self._words[key]

    def term(self, name: str) -> str:
        """A measure, relation, population or unit as people say it."""
        known = self._ontology.measures.get(name) or self._ontology.relations.get(name)
        if known:
            return known.label_zh if self.language == "zh" else known.label_en
        return self._words.get(name, name.replace("_", " "))

    def figure(self, value: float, unit: str) -> str:
        """A figure as people write it: `159,000,000 yuan`, `109%`."""
        if unit == "ratio":
            return f"{value * 100:,.10g}%"
        return digits(value) if unit == "count" else f"{digits(value)} {self._words.get(f'unit:{unit}', unit)}"

    def url(self, page: str, /, **asked: Any) -> str:
        """The address of a page in this language."""
        wanted = {name: value for name, value in asked.items() if value not in (None, "")}
        return f"/{self.language}/{page}" + (f"?{urlencode(wanted, errors='replace')}" if wanted else "")

    def thing_url(self, thing: dict[str, Any]) -> str:
        """The address of a thing's page."""
        return self.url(thing["type"].casefold(), id=thing["id"])

    def period(self, edtf: str | None) -> str:
        """An EDTF period as people write it: `since 2017`, `2020-01 to 2020-10`."""
        start, slash, end = (edtf or "").partition("/")
        if not slash:
            return start
        if end == "..":
            return f"{self.word('since')} {start}"
        if start == "..":
            return f"{self.word('up_to')} {end}"
        return f"{start} {self.word('to')} {end}"


def as_json(page: Page, index: Index) -> bytes:
    """The page's data, with facts as `told` has them."""

    def plain(value: Any) -> Any:
        if isinstance(value, Item):
            return told(index, value)
        raise TypeError(f"{value!r} is no JSON")

    return json.dumps(page.data, ensure_ascii=False, indent=1, default=plain).encode(errors="backslashreplace") + b"\n"


def as_csv(page: Page) -> bytes:
    """The page's table in UTF-8 with the mark that spreadsheets ask for; no cell is run as a formula."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows([page.columns, *([csv_cell(value) for value in row] for row in page.rows)])
    return out.getvalue().encode("utf-8-sig", errors="replace")


@cache
def _words() -> dict[str, dict[str, str]]:
    with files("kg.serve").joinpath("words.csv").open(encoding="utf-8") as rows:
        table = list(csv.DictReader(rows))
    return {language: {row["key"]: row[language] for row in table} for language in LANGUAGES}
