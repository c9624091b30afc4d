"""The page's own facts: its publisher, its date, its authors."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.page.source import Stated
from kg.extract.reading import Reading
from kg.model import Entity, Relation


def document_facts(reading: Reading) -> Iterator[Relation]:
    """What the page says of itself, as facts about a Document entity with the page's id as name."""
    page, source = Entity("Document", reading.text.page.id), reading.source
    if source.publisher:
        evidence = reading.evidence(source.publisher.span, source.publisher.rule)
        yield Relation(page, "published_by", _body(reading, source.publisher), evidence)
    if source.published:
        evidence = reading.evidence(source.published.span, source.published.rule)
        yield Relation(page, "published_on", source.published.value, evidence)
    for author in source.authors:
        yield Relation(page, "written_by", Entity("Person", author.value), reading.evidence(author.span, author.rule))


def _body(reading: Reading, publisher: Stated) -> Entity:
    """The publisher, as the organisation of the page's place where only its level is said: 来源：县人社局."""
    named = reading.within(reading.organisations, publisher.span)
    said = (body.value for body in named if reading.clean[body.start : body.end] == publisher.value)
    return next(said, Entity("Organization", publisher.value))
