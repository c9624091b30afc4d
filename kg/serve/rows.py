"""The table of facts, which is most of a page. It is written here, as a template takes ten times as long for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING

from markupsafe import Markup

from kg.model import Entity, Observation
from kg.records import number
from kg.serve.index import Index, Item

if TYPE_CHECKING:
    from kg.serve.render import Renderer

_MOST_WORDS = 2
"""Quotes of a fact; its own page has all."""


class FactTable:
    """Writes tables of facts in a renderer's language. Parts that many rows share are made once."""

    def __init__(self, renderer: Renderer, index: Index) -> None:
        self._index, self._word, self._period = index, renderer.word, renderer.period
        self._figure = renderer.figure
        self.link = lru_cache(20_000)(self._link(renderer))
        self.options = lru_cache(2_000)(self._options)
        self._measure = lru_cache(self._measure_link(renderer))
        self._term = lru_cache(lambda name: escape(renderer.term(name)))
        self._page = lru_cache(20_000)(lambda page: escape(renderer.url("document", id=page)))
        self._fact = escape(renderer.url("fact", id="-")).removesuffix("-")

    def table(self, items: Iterable[Item], label: str, subject: bool = True, predicate: bool = True) -> Markup:
        """The facts as a table, with or without whom they are about and what they say of it."""
        heads = [("subject", subject), ("predicate", predicate), *((each, True) for each in _HEADS)]
        head = "".join(f'<th scope="col">{escape(self._word(name))}</th>' for name, is_shown in heads if is_shown)
        body = "\n".join(self._row(item, subject, predicate) for item in items)
        return Markup(
            f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(label)}"><table>\n<thead><tr>{head}'
            f"</tr></thead>\n<tbody>\n{body}\n</tbody></table></div>"
        )

    def thing(self, thing: dict[str, str]) -> Markup:
        """The link to a thing that is plain data."""
        return Markup(self.link(Entity(thing["type"], thing["name"], thing["id"])))

    def _options(self, values: tuple[str, ...], chosen: str) -> Markup:
        """The choices of a list, as people say them."""
        return Markup("\n").join(
            Markup(f'<option value="{escape(each)}"{" selected" if each == chosen else ""}>{self._term(each)}</option>')
            for each in values
        )

    def _row(self, item: Item, subject: bool, predicate: bool) -> str:
        fact, id = item.fact, escape(item.id)
        about = f"<td>{self.link(fact.subject)}</td>" if subject else ""
        is_figure = isinstance(fact, Observation)
        if predicate:
            about += f"<td>{(self._measure if is_figure else self._term)(fact.predicate)}</td>"
        review = self._index.reviews.of(item.id)
        mark = f'<span class="verdict {review.verdict}">{self._term(review.verdict.value)}</span>' if review else "…"
        other = self.link(fact.counterpart) if is_figure and fact.counterpart else ""  # type: ignore[union-attr]
        return (
            f'<tr>{about}<td class="value">{self._value(item)}</td>'
            f'<td class="when">{escape(self._period(fact.period))}</td><td>{other}</td>'
            f'<td class="words">{self._words(item, id)}</td><td>'
            f'<a href="{self._fact}{id}" aria-label="{escape(self._word("fact"))} {id}">{mark}</a></td></tr>'
        )

    def _value(self, item: Item) -> str:
        fact = item.fact
        if not isinstance(fact, Observation):
            return self.link(fact.object) if isinstance(fact.object, Entity) else f"<bdi>{escape(fact.object)}</bdi>"
        before = "" if fact.approx == "exact" else f'<span class="soft">{self._term(fact.approx)}</span> '
        after = f' <span class="soft">{self._term(fact.population)}</span>' if fact.population else ""
        return f"{before}{escape(self._figure(number(fact.value), fact.unit))}{after}"

    def _words(self, item: Item, id: str) -> str:
        evidence = item.fact.evidence
        quotes = [
            f'<q><a href="{self._page(each.doc)}#w-{id}"><bdi>{escape(each.quote)}</bdi></a></q>'
            for each in evidence[:_MOST_WORDS]
        ]
        more = len(evidence) - _MOST_WORDS
        return "".join(quotes) + (f'<a class="soft" href="{self._fact}{id}">+{more}</a>' if more > 0 else "")

    def _link(self, renderer: Renderer) -> Callable[[Entity], str]:
        def link(entity: Entity) -> str:
            address = renderer.url(entity.type.casefold(), id=entity.id)
            place = self._index.graph.places.get(entity.id or "") if entity.type == "Place" else None
            english = f"{escape(place.name_en)} " if place and place.name_en and renderer.language == "en" else ""
            return f'<a href="{escape(address)}">{english}<bdi lang="zh">{escape(entity.name)}</bdi></a>'

        return link

    def _measure_link(self, renderer: Renderer) -> Callable[[str], str]:
        def link(name: str) -> str:
            return f'<a href="{escape(renderer.url("measure", name=name))}">{escape(renderer.term(name))}</a>'

        return link


_HEADS = ("value", "period", "counterpart", "source", "fact")
