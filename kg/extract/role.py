"""What part a place plays in its clause: where workers go, whom aid is for, with whom, or whom the clause is about."""

from __future__ import annotations

import re
from enum import Enum

from kg.extract.reading import Reading
from kg.model import Mention


class Role(Enum):
    """The part a place plays."""

    TOPIC = "topic"
    """What the clause is about: no preposition says otherwise."""
    GOAL = "goal"
    """Where someone or something goes."""
    RECIPIENT = "recipient"
    """For whom or to whom."""
    PARTNER = "partner"
    """With whom."""
    LOCATION = "location"
    """Where it happens."""


_WORK = r"务工|就业|打工|上岗|返岗|工作|从业|创业"
_BEFORE = [
    (re.compile(r"(?:来到|前往|奔赴|奔向|送往|发往|开往|抵达|输送到|转移到|转移至|输送至|赴|往|到|去|至|飞往|来)$"), Role.GOAL),
    (re.compile(r"(?:转移|输送|输出)$"), Role.GOAL),
    (re.compile(r"(?:与|和|同|跟|及)$"), Role.PARTNER),
    (re.compile(r"(?:向|给|对|为|帮助|帮扶|支援|援助|结对|支持|援建|助力|对接|帮)$"), Role.RECIPIENT),
    (re.compile(r"(?:在|于)$"), Role.LOCATION),
]
_REACH = 4


def role_of(reading: Reading, mention: Mention) -> Role:
    """The role that the words around a place give it."""
    text = reading.clean
    before = text[max(0, mention.start - _REACH) : mention.start]
    if re.search(r"来自$", before):
        return Role.TOPIC
    for pattern, role in _BEFORE:
        if pattern.search(before):
            if role is Role.LOCATION and re.match(rf"[^，。；,;]{{0,8}}?(?:{_WORK})", text[mention.end : mention.end + 12]):
                return Role.GOAL
            return role
    return Role.TOPIC
