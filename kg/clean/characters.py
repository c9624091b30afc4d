"""How likely a run of Chinese characters is: triples, pairs, and what the page itself says.

The tables are made by `scripts/build_character_model.py`. They know simplified characters only.
"""

from __future__ import annotations

import zlib
from array import array
from bisect import bisect_left
from collections import Counter
from functools import cache
from importlib.resources import files
from itertools import accumulate
from math import exp, log
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
MARK_DOUBT = 100.0
"""The same for triples that begin with a mark or a digit: what ends before it says little of what comes after."""
MARKS = "。，、；：？！“”（）《》\n0"
OWN_PAIR, OWN_TRIPLE = 0.2, 0.3
"""How much the page's own pairs and triples count against the tables."""
OWN_DOUBT = 3
SIMPLIFIED_ONLY = 8.0
"""What a form that traditional text does not have costs more."""

FORMS = dict(zip(",.:;?!()\n", "，。：；？！（）\n", strict=True))
ASCII, LINE_END = "0", "\n"
"""Stands for a letter, a digit or a space."""
NOTHING: dict[str, float] = {}
PLAIN_FORMS = {code: FORMS.get(chr(code), ASCII) for code in range(128)} | {ord("?"): "?"}
"""For a page's own text. A `?` of a damaged page is no evidence of question marks."""


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


class Context(NamedTuple):
    """What the tables and the page say of the characters that come after one or two others."""

    pairs: dict[int, int]
    """The rows of the pairs, by the number of the second character."""
    weight: float
    """What the chance of a character alone counts for, beside the pair's count."""
    total: float
    triples: dict[int, int]
    triple_weight: float
    triple_total: float
    own: dict[str, float]
    """What the page itself adds to the chance of each form that it has after the last of the two, and after both."""
    own_twice: dict[str, float]


class Character(NamedTuple):
    """A character as the model knows it."""

    shown: str
    form: str
    number: int
    """-1 where the model has it not."""
    is_simplified_only: bool
    """Whether text in traditional characters does not have it."""


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
def _after_character(number: int) -> dict[int, int]:
    return model().pairs.after(number)


@cache
def _after_pair(row: int) -> dict[int, int]:
    return model().triples.after(row)


@cache
def known(character: str) -> Character:
    """A character with what is looked up of it."""
    form = _form(character)
    return Character(character, form, _number(character), form == character and not _in_big5(character))


class Judge:
    """The model and the page's own runs together. `sound` is what of the page is not in doubt."""

    def __init__(self, sound: str) -> None:
        """Notes the page's own characters. Its pairs and triples are counted when they are asked for."""
        plain = convert(sound)
        self._plain = plain.translate(PLAIN_FORMS)
        self._traditional = plain != sound
        self.seen = frozenset(sound)
        self.likely: dict[int, tuple[Character, ...]] = {}
        """For whoever judges: of many characters, those that are likely on this page."""
        self._contexts: dict[str, Context] = {}

    def costs(self, context: str, characters: tuple[Character, ...]) -> list[float]:
        """How much each of the characters is unexpected after `context`, the one or two characters before it.

        Minus the logarithm of its probability, in nats.
        """
        found = self._contexts.get(context)
        if found is None:
            found = self._contexts[context] = self._context(context or LINE_END)
        pairs, weight, total, triples, triple_weight, triple_total, own, twice = found
        _, _, _, alone, pair_table, triple_table, counts = model()
        pair_counts, triple_counts = pair_table.counts, triple_table.counts
        costs = []
        for shown, form, number, is_simplified_only in characters:
            row = pairs.get(number)
            chance = weight * alone[number] if row is None else (counts[pair_counts[row]] + weight * alone[number])
            chance /= total
            if triple_total:
                chance *= triple_weight
                if (row := triples.get(number)) is not None:
                    chance += counts[triple_counts[row]]
                chance /= triple_total
            if own:
                chance = (1 - OWN_PAIR) * chance + own.get(form, 0.0) + twice.get(form, 0.0)
            cost = -log(chance)
            if is_simplified_only and self._traditional and shown not in self.seen:
                cost += SIMPLIFIED_ONLY
            costs.append(cost)
        return costs

    def run(self, before: str, run: str) -> float:
        """The cost of a run of characters after `before`."""
        whole = before[-2:] + run
        start = len(whole) - len(run)
        return sum(self.costs(whole[max(at - 2, 0) : at], (known(whole[at]),))[0] for at in range(start, len(whole)))

    def _context(self, context: str) -> Context:
        tables, forms = model(), "".join(map(_form, context))
        counts, number = tables.counts, _number(context[-1])
        pairs: dict[int, int] = {}
        triples: dict[int, int] = {}
        weight = total = PAIR_DOUBT
        triple_weight = triple_total = 0.0
        if number >= 0:
            pairs = _after_character(number)
            weight, total = counts[tables.rest[number]] + PAIR_DOUBT, counts[tables.there[number]] + PAIR_DOUBT
        if len(context) > 1 and number >= 0 and (before := _number(context[0])) >= 0:
            row = _after_character(before).get(number)
            if row is not None:
                triples = _after_pair(row)
                rest, count = counts[tables.pairs.rest[row]], counts[tables.pairs.counts[row]]
                doubt = MARK_DOUBT if forms[0] in MARKS else TRIPLE_DOUBT
                triple_weight, triple_total = rest + doubt, count + doubt
        own, twice = self._own(forms)
        return Context(pairs, weight, total, triples, triple_weight, triple_total, own, twice)

    def _own(self, forms: str) -> tuple[dict[str, float], dict[str, float]]:
        """What the page's own counts of what comes after the last of one or two forms, and after both, add to the
        chances of each form."""
        before, *after = self._plain.split(forms[-1])
        if not after:
            return NOTHING, NOTHING
        once = [part[:1] for part in after]
        twice = []
        if len(forms) > 1:
            twice = [form for part, form in zip((before, *after), once, strict=False) if part[-1:] == forms[0]]
        return _shares(once, OWN_PAIR), _shares(twice, OWN_TRIPLE)

    def is_of_its_script(self, character: Character) -> bool:
        """Whether the page may have a character: one in traditional characters has none that is simplified only."""
        return not (character.is_simplified_only and self._traditional) or character.shown in self.seen


def _shares(forms: list[str], share: float) -> dict[str, float]:
    """How often each form is there, of `share` in all, less where there are few."""
    if not forms:
        return NOTHING
    each = share / (len(forms) + OWN_DOUBT)
    return {form: count * each for form, count in Counter(forms).items()}


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
