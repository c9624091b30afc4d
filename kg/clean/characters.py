"""How likely a run of Chinese characters is: pairs inside and between words, and the pairs of the page itself.

The table is made by `scripts/build_character_model.py`. It knows simplified characters only.
"""

from __future__ import annotations

import math
import zlib
from array import array
from collections import Counter
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import NamedTuple

from kg.clean.script import convert, to_simplified

STEPS_PER_E = 8
UNKNOWN = 0.5
"""The count that a character outside the table is given."""
OWN_SHARE = 0.3
"""How much the page's own pairs count against those of the table."""
OWN_START = 4
"""Times that a character must be in the page for its own pairs to be half as telling as they can be."""
SIMPLIFIED_ONLY = 4.0
"""What a form that traditional text does not have costs more."""

FORMS = dict(zip(",.:;?!()", "，。：；？！（）", strict=True))
ASCII = "0"
"""Stands for a letter, a digit, a space or no character at all."""


class Model(NamedTuple):
    """Counts from words: of characters (there, first, last) and of pairs inside words."""

    there: dict[str, float]
    first: dict[str, float]
    last: dict[str, float]
    pairs: dict[str, float]
    words: float

    def chance(self, before: str, character: str) -> float:
        """The probability of `character` after `before`."""
        known = self.there.get(before, UNKNOWN) + 1
        inside = self.pairs.get(before + character, 0.0) / known
        between = (self.last.get(before, 0.0) + 0.1) / known * (self.first.get(character, 0.0) + 1) / self.words
        alone = (self.there.get(character, 0.0) + UNKNOWN) / self.words
        return 0.98 * min(inside + between, 1.0) + 0.02 * alone


@cache
def model() -> Model:
    """The model, read once."""
    data = zlib.decompress((files("kg.clean") / "characters.bin").read_bytes())
    characters, pairs = int.from_bytes(data[:4], "little"), int.from_bytes(data[4:8], "little")
    at = 8 + 2 * characters
    names = data[8:at].decode("utf-16-le")
    counts = [0.0, *(math.exp((code - 1) / STEPS_PER_E) for code in range(1, 256))]
    tables = []
    for _ in range(3):
        tables.append({name: counts[code] for name, code in zip(names, data[at : at + characters], strict=True)})
        at += characters
    steps = array("I", data[at : at + 4 * pairs])
    key, kept = 0, {}
    for step, code in zip(steps, data[at + 4 * pairs :], strict=True):
        key += step
        kept[names[key >> 16] + names[key & 0xFFFF]] = counts[code]
    there, first, last = tables
    return Model(there, first, last, kept, sum(first.values()))


def is_known(character: str) -> bool:
    """Whether the model has the character, in its simplified form."""
    return _form(character) in model().there


class Judge:
    """The model and the page's own pairs together. `sound` is what of the page is not in doubt."""

    def __init__(self, sound: str) -> None:
        """Counts the page's own pairs."""
        plain = convert(sound)
        self._traditional = plain != sound
        self._own = Counter(plain)
        self._own_pairs = Counter(map("".join, pairwise(plain)))
        self._costs: dict[str, float] = {}

    def cost(self, before: str, character: str) -> float:
        """How much `character` is unexpected after `before`: minus the logarithm of its probability."""
        pair = before + character
        cost = self._costs.get(pair)
        if cost is None:
            first, second = _form(before), _form(character)
            cost = _cost(first, second)
            if own := self._own_pairs.get(first + second):
                own_chance = OWN_SHARE * own / (self._own[first] + OWN_START)
                cost = -math.log(math.exp(-cost) + own_chance)
            if self._traditional and second == character and not _is_traditional(character):
                cost += SIMPLIFIED_ONLY
            self._costs[pair] = cost
        return cost

    def run(self, before: str, run: str) -> float:
        """The cost of a run of characters after `before`."""
        return sum(self.cost(*pair) for pair in zip(before + run, run, strict=False))


@lru_cache(maxsize=1 << 18)
def _cost(before: str, character: str) -> float:
    """The cost of a character that is new after `before` in the page."""
    return -math.log((1 - OWN_SHARE) * model().chance(before, character))


@cache
def _form(character: str) -> str:
    """The form under which the model knows a character."""
    if not character or character.isascii():
        return FORMS.get(character, ASCII)
    return to_simplified(character)


@cache
def _is_traditional(character: str) -> bool:
    """Whether text in traditional characters has this one."""
    try:
        character.encode("big5hkscs")
    except UnicodeEncodeError:
        return False
    return True
