"""How often Chinese characters, pairs and triples of them are.

The tables are made by `scripts/build_character_model.py`. They know simplified characters only.
"""

from __future__ import annotations

import zlib
from array import array
from bisect import bisect_left
from functools import cache
from importlib.resources import files
from itertools import accumulate
from math import exp
from typing import NamedTuple

from kg.clean.script import to_simplified

STEPS_PER_E, LEAST = 8, 0.06
"""How counts are stored: see the script."""
BITS = 13
"""Of a character's number in a key."""

BEGINNING = 0.3
"""The share of characters after an unknown context that are taken to begin a word."""
UNKNOWN = 2e-7
"""The chance of a character outside the table."""
PAIR_DOUBT, TRIPLE_DOUBT = 20.0, 6.0
"""The counts that a context needs for its own successors to be half of what is believed."""
MARK_DOUBT = 100.0
"""The same for triples that begin with a mark or a digit: what ends before it says little of what comes after."""
MARKS = "。，、；：？！“”（）《》\n0"
FORMS = dict(zip(",.:;?!()\n", "，。：；？！（）\n", strict=True))
ASCII, LINE_END = "0", "\n"
"""Stands for a letter, a digit or a space."""


class Table(NamedTuple):
    """Runs by their keys in rising order, how often each is there, and how much of that no longer run accounts for."""

    keys: array[int]
    counts: bytes
    rest: bytes

    def after(self, start: int) -> dict[int, int]:
        """The characters that follow the run of the number `start`, each with the row of the longer run."""
        keys = self.keys
        low = bisect_left(keys, start << BITS)
        high = bisect_left(keys, start + 1 << BITS, low)
        mask = (1 << BITS) - 1
        return {keys[row] & mask: row for row in range(low, high)}


class Model(NamedTuple):
    """The tables; counts are looked up by their code."""

    number: dict[str, int]
    there: bytes
    rest: bytes
    alone: list[float]
    """The chance of each character where nothing is known of what is before it, an unknown one's last."""
    pairs: Table
    triples: Table
    counts: tuple[float, ...]


class Character(NamedTuple):
    """A character as the model knows it."""

    shown: str
    form: str
    number: int
    """-1 where the model has it not."""
    is_simplified_only: bool
    """Whether text in traditional characters does not have it."""


NOBODY = Character("", "", -1, False)
"""Where there is no character."""


@cache
def model() -> Model:
    """The model, read once."""
    data = zlib.decompress((files("kg.clean") / "characters.bin").read_bytes())
    counts = (0.0, *(LEAST * exp((code - 1) / STEPS_PER_E) for code in range(1, 256)))
    characters, pairs, triples = (int.from_bytes(data[at : at + 4], "little") for at in (0, 4, 8))
    at = 12

    def take(size: int) -> bytes:
        nonlocal at
        at += size
        return data[at - size : at]

    names = take(2 * characters).decode("utf-16-le")
    there, first, rest = take(characters), take(characters), take(characters)
    pair_table = Table(_keys(take(4 * pairs)), take(pairs), take(pairs))
    triple_table = Table(_keys(take(4 * triples)), take(triples), b"")
    all_there, all_first = (sum(counts[code] for code in codes) for codes in (there, first))
    alone = [
        max(BEGINNING * counts[f] / all_first + (1 - BEGINNING) * counts[t] / all_there, UNKNOWN)
        for t, f in zip(there, first, strict=True)
    ]
    alone.append(UNKNOWN)
    number = {name: position for position, name in enumerate(names)}
    return Model(number, there, rest, alone, pair_table, triple_table, counts)


def _keys(steps: bytes) -> array[int]:
    """The keys from the distances between them."""
    return array("I", accumulate(array("I", steps)))


@cache
def after_character(number: int) -> dict[int, int]:
    """The rows of the pairs that begin with a character, by the number of the second."""
    return model().pairs.after(number)


@cache
def after_pair(row: int) -> dict[int, int]:
    """The rows of the triples that begin with the pair of a row, by the number of the third character."""
    return model().triples.after(row)


@cache
def known(character: str) -> Character:
    """A character with what is looked up of it."""
    form = _form(character)
    return Character(character, form, model().number.get(form, -1), form == character and not _in_big5(character))


def chance_of(before: str, before_number: int, last: int, number: int) -> float:
    """The chance by the tables of the character `number` after the characters `before_number`, whose form is `before`,
    and `last`; -1 stands for one that they have not."""
    _, there, rest, alone, pairs, triples, counts = model()
    if last < 0:
        return alone[number]
    row = after_character(last).get(number)
    chance = (counts[rest[last]] + PAIR_DOUBT) * alone[number]
    if row is not None:
        chance += counts[pairs.counts[row]]
    chance /= counts[there[last]] + PAIR_DOUBT
    if before_number < 0 or (at := after_character(before_number).get(last)) is None:
        return chance
    doubt = MARK_DOUBT if before in MARKS else TRIPLE_DOUBT
    chance *= counts[pairs.rest[at]] + doubt
    if (row := after_pair(at).get(number)) is not None:
        chance += counts[triples.counts[row]]
    return chance / (counts[pairs.counts[at]] + doubt)


@cache
def _form(character: str) -> str:
    """The form under which the model knows a character."""
    if character.isascii():
        return FORMS.get(character, ASCII)
    return FORMS.get(character) or to_simplified(character)


@cache
def _in_big5(character: str) -> bool:
    try:
        character.encode("big5")
    except UnicodeEncodeError:
        return False
    return True
