"""Every type that flows from one stage to the next.

    Page --clean--> Text --extract--> Fact --resolve--> Graph

Plain slotted classes: a page makes thousands of them. What comes from or goes to a file is checked by `kg.records`.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Generic, NamedTuple, TypeVar

Span = tuple[int, int]
"""Characters from (inclusive) and to (exclusive)."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it was read: its bytes, and those bytes decoded."""

    id: str
    """The file's name without its ending."""
    source: str
    """Where it was read: a path, or a path and a member's name."""
    data: bytes
    encoding: str
    raw: str
    url: str | None = None
    published: str | None = None
    """EDTF date that the crawl, not the page's text, gives."""


@dataclass(frozen=True, slots=True)
class SetAside:
    """An input that was not used, and why. The run goes on without it."""

    source: str
    reason: str
    advice: str = ""


class Edit(NamedTuple):
    """Replaces `start:end` of a step's input. Where both sides are equally long, positions map one to one."""

    start: int
    end: int
    replacement: str
    reason: str


@dataclass(slots=True)
class Layer:
    """One cleaning step: the edits, in order and without overlap, that make its output from its input."""

    step: str
    edits: tuple[Edit, ...]
    _starts: list[int] = field(init=False, repr=False, compare=False)
    """Where each edit's replacement starts in the output."""

    def __post_init__(self) -> None:
        shift, self._starts = 0, []
        for edit in self.edits:
            self._starts.append(edit.start + shift)
            shift += len(edit.replacement) - (edit.end - edit.start)

    def apply(self, text: str) -> str:
        """The output of the step for its input."""
        parts: list[str] = []
        at = 0
        for edit in self.edits:
            parts += text[at : edit.start], edit.replacement
            at = edit.end
        parts.append(text[at:])
        return "".join(parts)

    def input_span(self, span: Span) -> Span:
        """The span of the input that the output's span came from; a part of a replacement stands for all of it."""
        start, end = span
        if end <= start:
            return (self._input_position(start, False),) * 2
        return self._input_position(start, False), self._input_position(end - 1, True)

    def _input_position(self, position: int, is_last: bool) -> int:
        """The input position of an output character, or the position after it where it is the last of a span."""
        index = bisect_right(self._starts, position) - 1
        if index < 0:
            return position + is_last
        edit, into = self.edits[index], position - self._starts[index]
        if into >= len(edit.replacement):
            return edit.end + into - len(edit.replacement) + is_last
        if len(edit.replacement) == edit.end - edit.start:
            return edit.start + into + is_last
        return edit.end if is_last else edit.start


@dataclass(frozen=True, slots=True)
class Text:
    """A page's text as the extractors see it, with the way back to the page."""

    page: Page
    clean: str
    layers: tuple[Layer, ...] = ()
    """From the raw text to the clean one: `clean` is `page.raw` with all layers applied in order."""
    title: str | None = None
    """The page's title where its markup names it; plain text has it as its first line."""

    def raw_span(self, span: Span) -> Span:
        """The span of `page.raw` that a span of `clean` came from."""
        for layer in reversed(self.layers):
            span = layer.input_span(span)
        return span


Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Mention(Generic[Value]):
    """A place, quantity, period, person or organisation that the clean text names at `start:end`."""

    kind: str
    start: int
    end: int
    value: Value
    rule: str
    """The name of the pattern that found it."""


@dataclass(frozen=True, slots=True)
class Entity:
    """A thing that facts are about."""

    type: str
    """Place, Organization, Person, Project, Event, Agreement or Document."""
    name: str
    id: str | None = None
    """A place's adcode (GB/T 2260), below county level the county's adcode, `/` and the names down to it."""

    @property
    def key(self) -> str:
        """What tells it from others of its type: its id, or its name where it has none."""
        return self.id or self.name


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words of a page that say a fact."""

    doc: str
    start: int
    end: int
    """Characters of the raw page."""
    quote: str
    """The words, repaired and in simplified characters."""
    rule: str


@dataclass(frozen=True, slots=True)
class Relation:
    """Two things tied, or a thing and a string (a date, a post)."""

    subject: Entity
    predicate: str
    object: Entity | str
    evidence: tuple[Evidence, ...]
    period: str | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Observation:
    """A figure: what was measured of the subject, in base units."""

    subject: Entity
    predicate: str
    value: float
    unit: str
    evidence: tuple[Evidence, ...]
    approx: str = "exact"
    """exact, about, more_than, less_than or up_to."""
    low: float | None = None
    high: float | None = None
    """The bounds that the words allow; None is open."""
    period: str | None = None
    """EDTF (ISO 8601-2), at the text's own precision."""
    population: str | None = None
    counterpart: Entity | None = None
    confidence: float = 1.0


Fact = Relation | Observation


@dataclass(frozen=True, slots=True)
class Document:
    """A page in the graph: what is known of it as a source."""

    id: str
    source: str
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A row of the gazetteer."""

    id: str
    name: str
    level: str
    """country, province, prefecture, county, town or village."""
    parent: str | None
    name_en: str | None = None
    lat: float | None = None
    lon: float | None = None


@dataclass(frozen=True, slots=True)
class Graph:
    """Facts of many pages made one: each thing once, each fact once with all its evidence.

    Every id is made from content, so the same pages always give the same graph.
    """

    documents: dict[str, Document]
    entities: dict[str, Entity]
    """By id; each entity's own `id` is set."""
    places: dict[str, Place]
    """The places among the entities, and all that they are part of."""
    facts: dict[str, Fact]
    """By id; subjects, objects and counterparts are values of `entities`."""
