"""Readings that a site put in brackets after its characters: `幫扶(fu)(fu)`, `勞務(wù)`.

Only what is a reading of the character before it is cut, so `(GDP)`, `(a)` and English in brackets stay.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from kg.model import Edit

LETTERS = "a-züêāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ"
HAN = "\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
# The bracket comes first and the character before it after that: brackets are rare, and so found fast.
BRACKETED = re.compile(rf"[(（](?<=[{HAN}].)[{LETTERS}]{{1,6}}[)）](?:[(（][{LETTERS}]{{1,6}}[)）])*")
BRACKET = re.compile(r"[(（]([^)）]+)[)）]")
REASON = "reading of the character before it"


def pinyin(text: str) -> tuple[Edit, ...]:
    """The edits that cut readings in brackets, toned or toneless, once or repeated."""
    spans = [match.span() for match in BRACKETED.finditer(text)]
    return tuple(
        [
            Edit(start, start + length, "", REASON)
            for start, end in spans
            if (length := _readings_length(text[start - 1 : end]))
        ]
    )


@lru_cache(maxsize=1 << 16)
def _readings_length(bracketed: str) -> int:
    """How much of what follows the first character is readings of it, whole brackets from the left."""
    length = 0
    for reading in BRACKET.findall(bracketed):
        if not has_reading(bracketed[0], reading):
            break
        length += len(reading) + 2
    return length


def has_reading(character: str, reading: str) -> bool:
    """Whether a character may be read so; tones are not compared."""
    return not plain_readings(reading).isdisjoint(readings(character))


@cache
def _table() -> dict[int, str]:
    """Code points to their readings with tones, joined by commas."""
    from pypinyin.pinyin_dict import pinyin_dict

    table: dict[int, str] = pinyin_dict
    return table


@lru_cache(maxsize=1 << 14)
def readings(character: str) -> frozenset[str]:
    """All toneless readings of a character; none for anything but one character."""
    toned = _table().get(ord(character), "") if len(character) == 1 else ""
    return frozenset().union(*map(plain_readings, toned.split(",")))


@lru_cache(maxsize=1 << 12)
def plain_readings(reading: str) -> frozenset[str]:
    """A reading without its tone; `ü` in each way it is written."""
    letters = unicodedata.normalize("NFD", reading)
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter) or letter == "\u0308")
    if not plain:
        return frozenset()
    if "u\u0308" not in plain:
        return frozenset((plain,))
    return frozenset(plain.replace("u\u0308", letter) for letter in ("v", "u", "ü"))
