"""The page's own facts: its publisher, its date, its authors."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.reading import Reading
from kg.model import Entity, Relation


def document_facts(reading: Reading) -> Iterator[Relation]:
    """What the page says of itself, as facts about a Document entity with the page's id as name."""
    page, source = Entity("Document", reading.text.page.id), reading.source
    if source.publisher:
        evidence = reading.evidence(source.publisher.span, source.publisher.rule)
        yield Relation(page, "published_by", Entity("Organization", source.publisher.value), evidence)
    if source.published:
        evidence = reading.evidence(source.published.span, source.published.rule)
        yield Relation(page, "published_on", source.published.value, evidence)
    for author in source.authors:
        yield Relation(page, "written_by", Entity("Person", author.value), reading.evidence(author.span, author.rule))
