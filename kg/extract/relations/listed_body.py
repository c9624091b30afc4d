"""What the entries of a list of organisations say: who set one up by its own name, and who works there."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.page.entry import find_entries, station_of
from kg.extract.reading import Reading
from kg.model import Entity, Relation

_ALONE = "，,。：:；;、（( 　\n\t"
"""Before a post that says not where it is held."""


def find_in_entries(reading: Reading) -> Iterator[Relation]:
    """The relations of a page's entries."""
    for body, (_, end) in find_entries(reading):
        station = station_of(reading, body)
        if station:
            yield Relation(station.founder, "set_up", body.value, reading.evidence((body.start, body.end), "listed"))
        for naming in reading.namings:
            is_here = body.end <= naming.span[0] < end
            if is_here and naming.post_span and reading.clean[naming.post_span[0] - 1] in _ALONE:
                evidence = reading.evidence((body.start, naming.span[1]), "listed with")
                yield Relation(Entity("Person", naming.name), "works_at", body.value, evidence)
