"""How likely a run of Chinese characters is: triples, pairs, and what the page itself says.

The tables are made by `scripts/build_character_model.py`. They know simplified characters only.
"""

from __future__ import annotations

import math
import zlib
from array import array
from bisect import bisect_left
from collections import Counter
from functools import cache
from importlib.resources import files
from itertools import accumulate, pairwise
from typing import NamedTuple

from kg.clean.script import convert, to_simplified

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
        keys = self.keys
        row = bisect_left(keys, key)
        return row if row < len(keys) and keys[row] == key else -1


class Model(NamedTuple):
    """The tables; counts are looked up by their code."""

    number: dict[str, int]
    there: bytes
    rest: bytes
    alone: list[float]
    """The chance of each character where nothing is known of what is before it."""
    pairs: Table
    triples: Table
    counts: tuple[float, ...]

    def chances(self, context: str, characters: tuple[str, ...]) -> list[float]:
        """The probability of each of the characters after the one or two of `context`."""
        counts, pairs, triples = self.counts, self.pairs, self.triples
        last = _number(context[-1])
        before = _number(context[0]) if len(context) > 1 else -1
        total = (counts[self.there[last]] if last >= 0 else 0.0) + PAIR_DOUBT
        left = (counts[self.rest[last]] if last >= 0 else 0.0) + PAIR_DOUBT
        pair = pairs.find(before << BITS | last) if last >= 0 and before >= 0 else -1
        chances = []
        for own in map(_number, characters):
            chance = self.alone[own] if own >= 0 else UNKNOWN
            if last >= 0:
                row = pairs.find(last << BITS | own) if own >= 0 else -1
                chance = ((counts[pairs.counts[row]] if row >= 0 else 0.0) + left * chance) / total
            if pair >= 0:
                row = triples.find(pair << BITS | own) if own >= 0 else -1
                found = counts[triples.counts[row]] if row >= 0 else 0.0
                rest = counts[pairs.rest[pair]]
                known = max(counts[pairs.counts[pair]], found + rest)
                chance = (found + (rest + TRIPLE_DOUBT) * chance) / (known + TRIPLE_DOUBT)
            chances.append(chance)
        return chances


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
    all_there, all_first = (sum(counts[code] for code in codes) for codes in (there, first))
    alone = [
        max(BEGINNING * counts[f] / all_first + (1 - BEGINNING) * counts[t] / all_there, UNKNOWN)
        for t, f in zip(there, first, strict=True)
    ]
    number = {name: position for position, name in enumerate(names)}
    return Model(number, there, rest, alone, pair_table, triple_table, counts)


def _keys(steps: bytes) -> array[int]:
    """The keys from the distances between them."""
    return array("I", accumulate(array("I", steps)))


def is_common(character: str, most: int) -> bool:
    """Whether the character, in its simplified form, is one of the `most` that are most frequent."""
    return 0 <= _number(character) < most


class Judge:
    """The model and the page's own runs together. `sound` is what of the page is not in doubt."""

    def __init__(self, sound: str) -> None:
        """Counts the page's own pairs and triples."""
        plain = convert(sound)
        self._traditional = plain != sound
        self._seen = frozenset(sound)
        self._own = Counter(plain)
        self._own.update(map("".join, pairwise(plain)))
        self._own.update(map("".join, zip(plain, plain[1:], plain[2:], strict=False)))
        self._costs: dict[tuple[str, tuple[str, ...]], list[float]] = {}

    def costs(self, context: str, characters: tuple[str, ...]) -> list[float]:
        """How much each of the characters is unexpected after `context`, the one or two characters before it.

        Minus the logarithm of its probability, in nats.
        """
        key = context, characters
        costs = self._costs.get(key)
        if costs is None:
            context = context or LINE_END
            chances = model().chances(context, characters)
            own = self._own
            before = "".join(map(_form, context))
            once, twice = own[before[-1]], own[before] if len(before) > 1 else 0
            costs = self._costs[key] = []
            for character, chance in zip(characters, chances, strict=True):
                form = _form(character)
                chance *= 1 - OWN_PAIR
                if once and (count := own[before[-1] + form]):
                    chance += OWN_PAIR * count / (once + OWN_DOUBT)
                    if twice:
                        chance += OWN_TRIPLE * own[before + form] / (twice + OWN_DOUBT)
                cost = -math.log(chance)
                if self._traditional and form == character and not self._is_traditional(character):
                    cost += SIMPLIFIED_ONLY
                costs.append(cost)
        return costs

    def run(self, before: str, run: str) -> float:
        """The cost of a run of characters after `before`."""
        whole = before[-2:] + run
        start = len(whole) - len(run)
        return sum(self.costs(whole[max(at - 2, 0) : at], (whole[at],))[0] for at in range(start, len(whole)))

    def _is_traditional(self, character: str) -> bool:
        """Whether text in traditional characters may have this one."""
        return character in self._seen or _in_big5(character)


@cache
def _form(character: str) -> str:
    """The form under which the model knows a character."""
    if character.isascii():
        return FORMS.get(character, ASCII)
    return FORMS.get(character) or to_simplified(character)


@cache
def _number(character: str) -> int:
    """The character's number in the model, -1 where it is not there."""
    return model().number.get(_form(character), -1)


@cache
def _in_big5(character: str) -> bool:
    try:
        character.encode("big5")
    except UnicodeEncodeError:
        return False
    return True
