"""Where a text may be out of step with its GBK bytes, and what is known of the bytes there.

A site replaced bytes without regard to where a character begins. Three ways are seen, each with a byte lost as `?`:

- a reading was put in: `當地` is AE94 B5D8; 94B5 in the middle is `數`, so `(shù)` came between B5 and D8: `當?shù)`
- full-width punctuation was made ASCII: `。”相` is A1A3 A1B1 CFE0; A3A1 in the middle is `！`: `?!毕`
- the first byte of `。` or `、` was just lost: `?９ぷ魅藛T` is `。工作人員` from its second byte on

From there on the characters are wrong, until an ASCII letter, or a `?` for another lost byte, puts the text in step
again. So nearly all bytes between are known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import product
from typing import NamedTuple

from kg.clean.pinyin import LETTERS, has_reading, plain_readings, readings

Byte = bytes
"""The values that a byte may have."""

LEADS: Byte = bytes(range(0x81, 0xFF))
TRAILS: Byte = bytes(value for value in range(0x40, 0xFF) if value != 0x7F)
CUT_OFF: Byte = b"\x80" + LEADS
"""The second byte of a character that shows as `?`: it was taken for a first one, and what followed was none."""
WIDE: Byte = b"\xa3"
"""The first byte of full-width ASCII, as the second of the character before it."""
SIGNS = b"\xa2" + WIDE
"""The same, of numbered signs too."""
LONGEST = 60
"""Characters out of step in one site."""

_READING = rf"[{LETTERS}]{{1,6}}"
START = re.compile(rf"\?(?:(?P<reading>{_READING})\)|(?P<mark>[!-/:-@\[-`\x7b-~]))?")
END = re.compile(rf"(?P<trail>[@-~])(?:\((?P<told>{_READING})\))?|\?(?:(?P<reading>{_READING})\))?")
LONE = re.compile(rf"(?<![?!])\?\?(?P<after>[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff)])\?(?P<reading>{_READING})\)")
ANNOTATED = re.compile(rf"(.)\(({_READING})\)")
ANNOTATION = re.compile(rf"\({_READING}\)")


class Site(NamedTuple):
    """A stretch of text that may be out of step."""

    start: int
    end: int
    stream: tuple[Byte, ...]
    """Its bytes, an even number; a lost one has all values that it may have had."""
    shifted: int
    """How many of the bytes come before the first character that is shown."""
    reading: str | None
    """The reading that the page gives of its last character."""
    is_open: bool = False
    """Whether its last byte is lost."""
    drops: bool = True
    """Whether pairs that stand for no character were dropped in it, rather than ending it."""

    @property
    def is_told(self) -> bool:
        """Whether a reading tells that it is out of step: its first byte is not just any."""
        return self.stream[0] is not LEADS

    @property
    def pairs(self) -> list[tuple[Byte, Byte]]:
        """Its bytes, two for each character."""
        return list(zip(self.stream[::2], self.stream[1::2], strict=True))


def find_sites(text: str) -> Iterator[Site]:
    """All stretches that may be out of step, in order; they may overlap."""
    for start in starts(text):
        if site := site_at(text, start, _before(text, start)):
            yield site


def find_lone(text: str) -> Iterator[Site]:
    """Single characters that are lost, both bytes or all but the reading. Clean text may look so too."""
    for start in starts(text):
        match = LONE.match(text, start)
        if match is None:
            continue
        if match["reading"]:
            yield Site(match.start(), match.end(), (LEADS, TRAILS), 2, match["reading"], False, False)
        elif after := encoded(match["after"]):
            yield Site(match.start(), match.start() + 2, (LEADS, _cut_off(after[0])), 2, None, True, False)


def starts(text: str) -> Iterator[int]:
    """Where a stretch may begin."""
    start = text.find("?")
    while start >= 0:
        yield start
        start = text.find("?", start + 1)


@cache
def pair(lead: int, trail: int) -> str:
    """The character of two bytes; empty where there is none."""
    try:
        character = bytes((lead, trail)).decode("gbk")
    except UnicodeDecodeError:
        return ""
    return character if len(character) == 1 else ""


def site_at(text: str, start: int, before: str) -> Site | None:
    """The site that begins with the `?` at `start`, or None where no run of bytes fits. `before` is the character
    before it, as it was."""
    match = START.match(text, start)
    if match is None:
        return None
    if match["reading"]:
        pushed = encoded(before)
        if pushed is None or not (leads := _pushed_trails(pushed[1], match["reading"])):
            return None
        stream = [leads]
    elif match["mark"]:
        stream = [LEADS, WIDE, bytes([ord(match["mark"]) + 0x80])]
    elif (shown := encoded(text[match.end() : match.end() + 1])) and shown[0] in SIGNS:
        stream = [LEADS]
    else:
        return None
    shifted = len(stream)
    at = _shown(text, match.end(), stream)
    end = END.match(text, at)
    if end is None:
        return None
    if end["trail"]:
        stream.append(end["trail"].encode())
        return Site(match.start(), end.end("trail"), tuple(stream), shifted, end["told"])
    if end["reading"]:
        trails = _trails_read(end["reading"])  # a dropped pair may have had the byte before it
        stream.append(trails)
        return Site(match.start(), end.end(), tuple(stream), shifted, end["reading"]) if trails else None
    after = encoded(text[end.end() : end.end() + 1])
    lost = _cut_off(after[0]) if after else CUT_OFF
    return Site(match.start(), end.end(), (*stream, lost), shifted, None, is_open=True, drops=after is None)


def _shown(text: str, at: int, stream: list[Byte]) -> int:
    """Adds the bytes of the characters shown from `at` on; returns where they end. Readings among them are skipped."""
    for _ in range(LONGEST):
        shown = encoded(text[at : at + 1])
        if shown is None:
            break
        stream += [shown[:1], shown[1:]]
        annotated = ANNOTATED.match(text, at)
        at = annotated.end() if annotated and has_reading(annotated[1], annotated[2]) else at + 1
    return at


def _before(text: str, at: int) -> str:
    """The character before a place, its reading passed over."""
    if text[at - 1 : at] == ")" and (begin := text.rfind("(", max(at - 8, 0), at)) > 0:
        at = begin if ANNOTATION.fullmatch(text, begin, at) else at
    return text[at - 1 : at] if at else ""


@cache
def encoded(character: str) -> bytes | None:
    """A character's two bytes in GBK."""
    try:
        encoded = character.encode("gbk")
    except UnicodeEncodeError:
        return None
    return encoded if len(encoded) == 2 else None


@cache
def _cut_off(after: int) -> Byte:
    """What a byte may be that made no Chinese character with the first byte of the next one, and so shows as `?`."""
    return bytes(value for value in CUT_OFF if not "\u4e00" <= (pair(value, after) or " ") <= "\u9fff")


@cache
def _pushed_trails(lead: int, reading: str) -> Byte:
    """The second bytes with which `lead` makes a character of that reading.

    Readings were put in after the characters that a conversion to traditional ones had changed, so none of GB 2312,
    which has simplified ones, is among them.
    """
    found = ((trail, pair(lead, trail)) for trail in TRAILS)
    return bytes(trail for trail, character in found if has_reading(character, reading) and not _in_gb2312(character))


@cache
def _trails_read(reading: str) -> Byte:
    """The second bytes of the characters of a reading, whatever their first."""
    return bytes(sorted(set().union(*(_trails().get(plain, ()) for plain in plain_readings(reading)))))


@cache
def _trails() -> dict[str, set[int]]:
    """The same for every toneless reading. One table: a search for each reading takes as long as making it."""
    found: dict[str, set[int]] = {}
    for lead, trail in product(LEADS, TRAILS):
        character = pair(lead, trail)
        if character and not _in_gb2312(character):
            for plain in readings(character):
                found.setdefault(plain, set()).add(trail)
    return found


def _in_gb2312(character: str) -> bool:
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True
