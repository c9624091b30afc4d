"""Sites in a town or village, such as its workshop, that a story goes on about."""

from __future__ import annotations

import re

from kg.extract.reading import Reading
from kg.extract.sentence import Sentence
from kg.model import Entity, Mention
from kg.places import COUNTRY

_SITE = re.compile(r"车间|工厂|厂[区房里]|基地|合作社|社区|安置[点区]|产业园|园区|大棚|工坊")
_AGAIN = re.compile(rf"(?<![\u4e00-\u9fff])(?:该|这[个家座处片]|在)?({_SITE.pattern})")
"""A site at the beginning of a clause."""
_OF_OTHER = re.compile(rf"的(?![^，。；、\d]{{0,12}}?(?:{_SITE.pattern}))")


def has_other(clean: str, end: int) -> bool:
    """Whether something that is no site is of a place that ends at a position: 固玛镇的老乡."""
    return bool(_OF_OTHER.match(clean, end))


def goes_on(reading: Reading, topic: Mention[Entity], last: Sentence, sentence: Sentence) -> bool:
    """Whether a new paragraph goes on about a site where the topic of the one before is, and names no other place of
    the page's own."""
    if "/" not in topic.value.key:
        return False
    until = reading.clean.find("\n", sentence.start)
    span = sentence.start, until if until >= 0 else len(reading.clean)
    before = _SITE.findall(reading.clean, topic.start, last.end)
    named = (m for m in reading.within(reading.places, span) if not reading.in_organisation(m))
    others = (m.value.key for m in named if m.rule != "letter" and m.value != topic.value)
    is_same = any(site in before for site in _AGAIN.findall(reading.clean, *span))
    return is_same and not any(reading.are_nested(reading.home or COUNTRY, other) for other in others)
