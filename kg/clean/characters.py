"""How likely a run of Chinese characters is: triples, pairs, and what the page itself says.

The tables are made by `scripts/build_character_model.py`. They know simplified characters only.
"""

from __future__ import annotations

import math
import zlib
from array import array
from bisect import bisect_left
from collections import Counter
from functools import cache, lru_cache
from importlib.resources import files
from itertools import accumulate, pairwise
from typing import NamedTuple

from kg.clean.script import convert, to_simplified

STEPS_PER_E, LEAST = 8, 0.25
"""How counts are stored: see the script."""
BITS = 13
"""Of a character's number in a key."""

BEGINNING = 0.7
"""The share of characters after an unknown context that are taken to begin a word."""
UNKNOWN = 2e-7
"""The chance of a character outside the table."""
PAIR_DOUBT, TRIPLE_DOUBT = 8.0, 3.0
"""The counts that a context needs for its own successors to be half of what is believed."""
OWN_PAIR, OWN_TRIPLE = 0.15, 0.3
"""How much the page's own pairs and triples count against the tables."""
OWN_DOUBT = 3
SIMPLIFIED_ONLY = 8.0
"""What a form that traditional text does not have costs more."""

FORMS = dict(zip(",.:;?!()\n", "，。：；？！（）\n", strict=True))
ASCII, LINE_END = "0", "\n"
"""Stands for a letter, a digit or a space."""


class Table(NamedTuple):
    """Runs by their keys in rising order, how often each is there, and how much of that no longer run accounts for."""

    keys: array[int]
    counts: bytes
    rest: bytes

    def find(self, key: int) -> int:
        """The row of a key, or -1."""
        row = bisect_left(self.keys, key)
        return row if row < len(self.keys) and self.keys[row] == key else -1


class Model(NamedTuple):
    """The tables; counts are looked up by their code."""

    number: dict[str, int]
    there: bytes
    first: bytes
    rest: bytes
    pairs: Table
    triples: Table
    counts: tuple[float, ...]
    all_there: float
    all_first: float

    def chance(self, context: str, character: str) -> float:
        """The probability of `character` after the one or two characters of `context`."""
        counts, last, own = self.counts, self.number.get(context[-1]), self.number.get(character)
        chance = UNKNOWN if own is None else self._alone(own)
        if last is None:
            return chance
        row = -1 if own is None else self.pairs.find(last << BITS | own)
        found = counts[self.pairs.counts[row]] if row >= 0 else 0.0
        chance = (found + (counts[self.rest[last]] + PAIR_DOUBT) * chance) / (counts[self.there[last]] + PAIR_DOUBT)
        before = self.number.get(context[0]) if len(context) > 1 else None
        pair = -1 if before is None else self.pairs.find(before << BITS | last)
        if pair < 0:
            return chance
        row = -1 if own is None else self.triples.find(pair << BITS | own)
        found = counts[self.triples.counts[row]] if row >= 0 else 0.0
        known, rest = counts[self.pairs.counts[pair]], counts[self.pairs.rest[pair]]
        return (found + (rest + TRIPLE_DOUBT) * chance) / (max(known, found + rest) + TRIPLE_DOUBT)

    def _alone(self, number: int) -> float:
        first = self.counts[self.first[number]] / self.all_first
        there = self.counts[self.there[number]] / self.all_there
        return max(BEGINNING * first + (1 - BEGINNING) * there, UNKNOWN)


@cache
def model() -> Model:
    """The model, read once."""
    data = zlib.decompress((files("kg.clean") / "characters.bin").read_bytes())
    counts = (0.0, *(LEAST * math.exp((code - 1) / STEPS_PER_E) for code in range(1, 256)))
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
    totals = (sum(counts[code] for code in codes) for codes in (there, first))
    number = {name: position for position, name in enumerate(names)}
    return Model(number, there, first, rest, pair_table, triple_table, counts, *totals)


def _keys(steps: bytes) -> array[int]:
    """The keys from the distances between them."""
    return array("I", accumulate(array("I", steps)))


def is_common(character: str, most: int) -> bool:
    """Whether the character, in its simplified form, is one of the `most` that are most frequent."""
    return model().number.get(_form(character), most) < most


class Judge:
    """The model and the page's own runs together. `sound` is what of the page is not in doubt."""

    def __init__(self, sound: str) -> None:
        """Counts the page's own pairs and triples."""
        plain = convert(sound)
        self._traditional = plain != sound
        self._own = Counter(plain)
        self._own.update(map("".join, pairwise(plain)))
        self._own.update(map("".join, zip(plain, plain[1:], plain[2:], strict=False)))
        self._costs: dict[tuple[str, str], float] = {}

    def cost(self, context: str, character: str) -> float:
        """How much `character` is unexpected after `context`, the one or two characters before it.

        Minus the logarithm of its probability, in nats.
        """
        key = context, character
        cost = self._costs.get(key)
        if cost is None:
            form, before = _form(character), "".join(map(_form, context)) or LINE_END
            chance = _chance(before, form)
            own = self._own
            if own[before[-1] + form]:
                chance += OWN_PAIR * own[before[-1] + form] / (own[before[-1]] + OWN_DOUBT)
                if len(before) > 1:
                    chance += OWN_TRIPLE * own[before + form] / (own[before] + OWN_DOUBT)
            cost = -math.log(chance)
            if self._traditional and form == character and not _is_traditional(character) and not own[character]:
                cost += SIMPLIFIED_ONLY
            self._costs[key] = cost
        return cost

    def run(self, before: str, run: str) -> float:
        """The cost of a run of characters after `before`."""
        whole = before[-2:] + run
        start = len(whole) - len(run)
        return sum(self.cost(whole[max(at - 2, 0) : at], whole[at]) for at in range(start, len(whole)))


@lru_cache(maxsize=1 << 17)
def _chance(context: str, character: str) -> float:
    return model().chance(context, character) * (1 - OWN_PAIR)


@cache
def _form(character: str) -> str:
    """The form under which the model knows a character."""
    if character.isascii():
        return FORMS.get(character, ASCII)
    return FORMS.get(character) or to_simplified(character)


@cache
def _is_traditional(character: str) -> bool:
    """Whether text in traditional characters has this one."""
    try:
        character.encode("big5")
    except UnicodeEncodeError:
        return False
    return True
