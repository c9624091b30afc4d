"""What headlines tell in short, and the text with its actor or in full: told once."""

from __future__ import annotations

import re

from kg.extract.reading import Reading
from kg.model import Entity, Relation

TAKES_PLACE = "held: takes place"
"""The rule by which an event is found that only takes place somewhere."""
_LEFT_OUT = re.compile(r"[市县区省州·—“”\s]")


def without_headlines(reading: Reading, found: list[Relation]) -> list[Relation]:
    """Leaves out what only a headline names, in short, where the text names it in full: 签订协议."""
    acts = [_core(r.object.name) for r in found if isinstance(r.object, Entity) and not _takes_place(r)]
    places = [r.object.name for r in found if isinstance(r.object, Entity) and _takes_place(r)]
    found = [
        r
        for r in found
        if not (isinstance(r.object, Entity) and _takes_place(r) and _is_told_else(r.object.name, acts, places))
    ]
    told = {}
    for relation in found:
        is_short = "。" not in reading.title  # the first line may be a paragraph
        is_headline = relation.predicate == "signed" and is_short and relation.evidence[0].quote in reading.title
        told[id(relation)] = (relation.subject.name, relation.predicate, is_headline)
    in_text = {(name, act) for name, act, is_headline in told.values() if not is_headline}
    return [r for r in found if not (told[id(r)][2] and (r.subject.name, r.predicate) in in_text)]


def _takes_place(relation: Relation) -> bool:
    return relation.evidence[0].rule == TAKES_PLACE


def _core(name: str) -> str:
    """A name without what headlines leave out: 湖州白山 of 湖州市·白山市."""
    return _LEFT_OUT.sub("", name)


def _is_told_else(name: str, acts: list[str], places: list[str]) -> bool:
    """Whether what takes place is told with its actor too, or by a longer name."""
    core = _core(name)
    is_act = any(core in act or act in core for act in acts)
    return is_act or any(len(name) < len(other) and core in _core(other) for other in places)
