"""Lists of organisations, an entry each: who set it up by its own name, and who works there.

1.某县驻某市劳务工作站
负责人：…　电话：…
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.reading import Naming, Reading
from kg.model import Entity, Mention, Relation

_MARK = re.compile(r"[ 　]*(?:[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）.．、]|[●•·▪◆■①-⑳])[ 　]*")
"""With what an entry begins."""
_NEXT = re.compile(rf"\n{_MARK.pattern}")
_STATIONED = re.compile(r"驻.{2,}(?:站|处|点|中心)$")
"""How the name of a place's station elsewhere goes on."""
_ALONE = "，,。：:；;、（( 　\n\t"
"""Before a post that says not where it is held."""
_LONGEST = 200


def find_entries(reading: Reading) -> Iterator[Relation]:
    """What the entries of a page's lists say."""
    for body in _entries(reading):
        founder = next(iter(reading.within(reading.places, (body.start, body.start + 1))), None)
        if founder and _STATIONED.search(reading.clean, founder.end, body.end):
            yield Relation(founder.value, "set_up", body.value, reading.evidence((body.start, body.end), "listed"))
        for naming in _staff(reading, body):
            evidence = reading.evidence((body.start, naming.span[1]), "listed with")
            yield Relation(Entity("Person", naming.name), "works_at", body.value, evidence)


def _entries(reading: Reading) -> Iterator[Mention[Entity]]:
    """The organisations with which entries begin."""
    for body in reading.organisations:
        line = reading.clean.rfind("\n", 0, body.start) + 1
        if _MARK.fullmatch(reading.clean, line, body.start):
            yield body


def _staff(reading: Reading, body: Mention[Entity]) -> Iterator[Naming]:
    """Who is named in an entry with a post that says not where it is held."""
    following = _NEXT.search(reading.clean, body.end, body.end + _LONGEST)
    end = following.start() if following else body.end + _LONGEST
    for naming in reading.namings:
        is_here = body.end <= naming.span[0] < end and naming.post_span is not None
        if is_here and naming.post_span and reading.clean[naming.post_span[0] - 1] in _ALONE:
            yield naming
