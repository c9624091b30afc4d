"""When an act was that a sentence tells, and whether it is still to come."""

from __future__ import annotations

import re

from kg.extract.reading import Reading
from kg.extract.sentence import Sentence
from kg.model import Span

_PLANNED = re.compile(
    r"随着|计划|尚未|没有|未能|不再|准备|打算|拟|(?:即将|将|将于)$|将(?:[于在会由与同]|继续|进一步|组织|联合|共同|陆续|适时|分别|积极|持续)"
)
"""What is still to come, or only taken up again (随着…签署)."""
_NEXT = re.compile(r"下一?步|接下来|下一?阶段|今后")
_GOES_ON = re.compile(r"同时|并|还|也")
"""A clause that begins so is planned where the one before is."""


def is_planned(reading: Reading, sentence: Sentence, start: int, end: int) -> bool:
    """Whether what a clause tells up to a position is still to come, by its words or those that it goes on from."""
    goes_on = _GOES_ON.match(reading.clean, start)
    is_next = _NEXT.search(reading.clean, sentence.start, end)
    return bool(is_next or _PLANNED.search(reading.clean, sentence.start if goes_on else start, end))


def is_planned_thing(reading: Reading, sentence: Sentence, start: int, name: str, verb: Span) -> bool:
    """The same of a thing that is named right before the verb, whose name may tell of a plan: “春雨计划”启动."""
    return any(is_planned(reading, sentence, *span) for span in ((start, max(start, verb[0] - len(name))), verb))


def period_of(reading: Reading, sentence: Sentence, verb: int) -> str | None:
    """The period that a sentence names last before a verb; one up to now is none."""
    dates = reading.dated((sentence.start, verb), lambda period: not period.value.is_up_to_now)
    return dates[-1] if dates else None
