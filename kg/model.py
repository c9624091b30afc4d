"""Every type that flows from one stage to the next.

    Page --clean--> Text --extract--> Fact --resolve--> Graph

Plain slotted classes: a page makes thousands of them. What comes from or goes to a file is checked by `kg.records`.
"""

from __future__ import annotations

from bisect import bisect_right
from codecs import getincrementaldecoder
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, NamedTuple, TypeVar
from zlib import crc32

Span = tuple[int, int]
"""Characters from (inclusive) and to (exclusive)."""


DAMAGED = "damaged: "
"""How the reason of an edit begins that marks a place whose characters are not sure."""


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
    publisher: str | None = None
    """Who published it, where the crawl says so."""

    def byte_span(self, span: Span) -> Span:
        """The span of `data` that a span of `raw` was decoded from."""
        return self._byte(span[0]), self._byte(span[1])

    def _byte(self, position: int) -> int:
        """Where the character at `position` begins in `data`; the end of `data` for the one after the last."""
        if position >= len(self.raw):
            return len(self.data)
        before = self.raw[:position].encode(self.encoding, "replace")
        if self.data.startswith(before) and "\ufffd" not in self.raw[:position]:
            return len(before)
        # Some bytes before it belong to no character: walk to it, a byte at a time.
        decoder, characters = getincrementaldecoder(self.encoding)("replace"), 0
        for at in range(len(self.data)):
            characters += len(decoder.decode(self.data[at : at + 1]))
            if characters > position:
                return max(at + 1 - len(self.raw[position].encode(self.encoding, "replace")), 0)
        return len(self.data)


@dataclass(frozen=True, slots=True)
class SetAside:
    """An input that was not used, and why. The run goes on without it."""

    source: str
    reason: str
    advice: str = ""


class Edit(NamedTuple):
    """Replaces `start:end` of a step's input, never an empty span. Where both sides are equally long, positions map one
    to one."""

    start: int
    end: int
    replacement: str
    reason: str

    @property
    def is_damage(self) -> bool:
        """Whether it marks a place whose characters are not sure. Its replacement may be what was there."""
        return self.reason.startswith(DAMAGED)


@dataclass
class Layer:
    """One cleaning step: the edits, in order and without overlap, that make its output from its input.

    Not slotted: what only the way back needs is found when it is asked for.
    """

    step: str
    edits: tuple[Edit, ...]

    @cached_property
    def _starts(self) -> list[int]:
        """Where each edit's replacement starts in the output."""
        shift, starts = 0, []
        for start, end, replacement, _ in self.edits:
            starts.append(start + shift)
            shift += len(replacement) - (end - start)
        return starts

    def apply(self, text: str) -> str:
        """The output of the step for its input."""
        parts: list[str] = []
        at = 0
        for start, end, replacement, _ in self.edits:
            parts += text[at:start], replacement
            at = end
        parts.append(text[at:])
        return "".join(parts)

    def input_span(self, span: Span) -> Span:
        """The span of the input that the output's span came from; a part of a replacement stands for all of it."""
        start, end = span
        if end <= start:
            return (self._input_position(start, False),) * 2
        return self._input_position(start, False), self._input_position(end - 1, True)

    def output_span(self, span: Span) -> Span:
        """The span of the output that the input's span became; a part of an edit stands for all of it."""
        return self._output_position(span[0], False), self._output_position(span[1], True)

    def _output_position(self, position: int, is_end: bool) -> int:
        """The output position of an input border, moved outward where an edit spans it."""
        index = bisect_right(self.edits, position - is_end, key=lambda edit: edit.start) - 1
        if index < 0:
            return position
        edit, begin = self.edits[index], self._starts[index]
        if position >= edit.end:
            return begin + len(edit.replacement) + position - edit.end
        if len(edit.replacement) == edit.end - edit.start:
            return begin + position - edit.start
        return begin + len(edit.replacement) * is_end

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

    def byte_span(self, span: Span) -> Span:
        """The span of the page's bytes that a span of `clean` came from."""
        return self.page.byte_span(self.raw_span(span))

    @property
    def damaged(self) -> tuple[Span, ...]:
        """The spans of `clean` whose characters are not sure."""
        spans: list[Span] = []
        for layer in self.layers:
            spans = [layer.output_span(span) for span in spans]
            marks = [edit for edit in layer.edits if edit.is_damage]
            spans += (layer.output_span((edit.start, edit.end)) for edit in marks)
        return tuple(sorted({(start, end) for start, end in spans if start < end}))


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

    @property
    def typed_id(self) -> str:
        """What a graph knows it by, once it has an id: `Place/370000`."""
        return f"{self.type}/{self.id}"


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
    prefix: str = ""
    """What their sentence has before them ..."""
    suffix: str = ""
    """... and after them; `prefix`, `exact` and `suffix` of a Web Annotation's quote."""

    @property
    def id(self) -> str:
        """Page and span, and digits that stand for the quote and the rule."""
        return f"{self.doc}:{self.start}-{self.end}:{crc32(f'{self.quote} {self.rule}'.encode(errors='replace')):08x}"


@dataclass(frozen=True, slots=True)
class Relation:
    """Two things tied, or a thing and a string (a date, a post)."""

    subject: Entity
    predicate: str
    object: Entity | str
    evidence: tuple[Evidence, ...]
    period: str | None = None
    confidence: float = 1.0

    @property
    def other(self) -> Entity | None:
        """The second thing, where it is no string."""
        return self.object if isinstance(self.object, Entity) else None


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

    @property
    def other(self) -> Entity | None:
        """The second thing, where there is one."""
        return self.counterpart


PAIRING, FLOW = "assists", "sends_workers_to"
"""The relations that tie places: what pictures draw and analysis measures."""

Fact = Relation | Observation

Own = dict[str, dict[str, float | str | None]]
"""What a page says otherwise than the graph that its facts were merged into: by a fact's id its confidence or bounds,
by an entity's `typed_id` its spelling of the name. With it a page's part can be taken out of the graph."""


@dataclass(frozen=True, slots=True)
class Document:
    """A page in the graph: what is known of it as a source."""

    id: str
    source: str
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None
    own: Own | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A row of the gazetteer."""

    id: str
    name: str
    level: str
    """country, province, prefecture, county, town or village; group for several places under one name."""
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
    """By type and id (`Place/370000`), as an id is unique under its type; each entity's own `id` is set."""
    places: dict[str, Place]
    """The places among the entities, and all that they are part of."""
    facts: dict[str, Fact]
    """By id; subjects, objects and counterparts are values of `entities`."""
