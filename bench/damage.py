"""Damages clean pages on purpose, in the two ways that sites do, and says what each place was.

Both ways write into GBK bytes without regard to where a character begins, so what follows is read out of step:

- reading: `(shù)` is put behind every pair of bytes that is a traditional character, though it be the second byte of
  one and the first of the next: `當地` AE94 B5D8 holds 94B5 (數) and becomes `當?shù)` and so on
- width: a pair that is a full-width sign (A3..) or a numbered one (A2..) is written anew, as ASCII or as itself, and
  the byte before it is lost: `。”相` A1A3 A1B1 CFE0 holds A3A1 (！) and becomes `?!毕`

A byte that is left over shows as `?`. A pair that stands for no character is dropped without a sign on some pages; on
others its first byte shows as `?`, and its second begins the next character, so that the text is in step again.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

import opencc
from pypinyin.pinyin_dict import pinyin_dict

LONGEST = 100
"""Bytes of one place at most."""
AS_ASCII = 0.5
"""How often, of a hundred signs, one is turned to ASCII rather than left full-width."""


class Place(NamedTuple):
    """A damaged place: where it is in the damaged text, and what it was."""

    start: int
    end: int
    truth: str
    way: str


@dataclass(frozen=True, slots=True)
class Damaged:
    """A page damaged on purpose."""

    text: str
    places: tuple[Place, ...]


def damage(text: str, seed: int, rate: float, annotated: bool, drops: bool) -> Damaged:
    """Converts `text` to traditional characters and damages `rate` of the places where it can be done.

    `annotated` pages have a reading behind each traditional character, as the sites with readings do; `drops` says
    what becomes of a pair that stands for no character.
    """
    chance, text = random.Random(seed), _traditional(text)
    out: list[str] = []
    places: list[Place] = []
    at = length = 0
    while at < len(text):
        shown, used, way = text[at] + _annotation(text[at], annotated), 1, ""
        if chance.random() < rate and (found := _out_of_step(text, at, annotated, drops, chance)):
            shown, used, way = found
        if way:
            places.append(Place(length, length + len(shown), text[at : at + used], way))
        if way and shown[-1].isascii() and shown[-1] not in "?)":
            shown += _annotation(text[at + used - 1], annotated)
        out.append(shown)
        length += len(shown)
        at += used
    return Damaged("".join(out), tuple(places))


def _out_of_step(
    text: str, at: int, annotated: bool, drops: bool, chance: random.Random
) -> tuple[str, int, str] | None:
    """What is shown from the character at `at` on, how many characters that is, and the way; None where none fits."""
    run = _run(text, at)
    if len(run) < 4:
        return None
    before = _bytes(text[at - 1]) if at else None
    hidden = _pair(before[1], run[0]) if before else ""
    middle = _pair(run[1], run[2])
    if hidden and _is_traditional(hidden) and _reading(hidden):
        shown, way, at_byte = f"?{_reading(hidden)})", "reading", 1
    elif run[1] in (0xA2, 0xA3) and middle:
        ascii_form = chr(run[2] - 0x80) if run[1] == 0xA3 else ""
        is_ascii = ascii_form and not ascii_form.isalnum() and chance.random() < AS_ASCII
        shown, way, at_byte = "?" + (ascii_form if is_ascii else middle), "width", 3
    else:
        return None
    while at_byte < len(run):
        # A whole character ends here: a reading behind it puts the text in step again.
        known = text[at + at_byte // 2]
        if run[at_byte] < 0x80:
            return shown + chr(run[at_byte]), at_byte // 2 + 1, way
        if note := _annotation(known, annotated):
            return f"{shown}?{note[1:]}", at_byte // 2 + 1, way
        pair = _pair(run[at_byte], run[at_byte + 1]) if at_byte + 1 < len(run) else ""
        if run[at_byte] == 0x80 or at_byte + 1 == len(run) or not (drops or "\u4e00" <= pair <= "\u9fff"):
            return shown + "?", at_byte // 2 + 1, way
        shown += pair
        at_byte += 2
    return None


def _run(text: str, at: int) -> bytes:
    """The bytes of the characters of two bytes from `at` on."""
    run = b""
    while at < len(text) and len(run) < LONGEST and (pair := _bytes(text[at])):
        run += pair
        at += 1
    return run


def _annotation(character: str, annotated: bool) -> str:
    return f"({_reading(character)})" if annotated and _is_traditional(character) else ""


@cache
def _bytes(character: str) -> bytes:
    """A character's two bytes in GBK; none where it has not two."""
    encoded = character.encode("gbk", "ignore")
    return encoded if len(encoded) == 2 else b""


def _pair(lead: int, trail: int) -> str:
    character = bytes((lead, trail)).decode("gbk", "ignore")
    return character if len(character) == 1 else ""


@cache
def _is_traditional(character: str) -> bool:
    """Whether a conversion from simplified characters would have written it."""
    return (
        bool(character) and not character.encode("gb2312", "ignore") and _simplified().convert(character) != character
    )


def _reading(character: str) -> str:
    return str(pinyin_dict.get(ord(character), "")).split(",")[0]


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("s2t")


@cache
def _simplified() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


def _traditional(text: str) -> str:
    return str(_converter().convert(text))
