"""How likely a run of Chinese characters is on a page: by the tables, and by what the page itself says."""

from __future__ import annotations

from math import log
from typing import NamedTuple

from kg.clean.characters import (
    ASCII,
    FORMS,
    LINE_END,
    MARK_DOUBT,
    MARKS,
    NOBODY,
    PAIR_DOUBT,
    TRIPLE_DOUBT,
    Character,
    after_character,
    after_pair,
    chance_of,
    known,
    model,
)
from kg.clean.script import convert

OWN_PAIR, OWN_TRIPLE = 0.2, 0.3
"""How much the page's own pairs and triples count against the tables."""
OWN_DOUBT = 3
SIMPLIFIED_ONLY = 8.0
"""What a form that traditional text does not have costs more."""

NOTHING: dict[str, float] = {}
BYTES = bytes(code if chr(code) in "?\n" or chr(code) in FORMS or code > 127 else ord(ASCII) for code in range(256))
"""Of the bytes of UTF-8, those of letters, digits and spaces become what stands for them."""


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


class Options(NamedTuple):
    """Many characters that one place may have, the likeliest first where nothing is known of what is before them."""

    shown: list[str]
    alone: list[float]
    """The chance of each where nothing is known of what is before it."""
    by_number: dict[int, list[int]]
    """Which of them have a number of the model; the two scripts' forms of a character have the same."""
    by_form: dict[str, list[int]]
    most: int
    """How many of them are asked for."""


def options(characters: tuple[Character, ...], most: int) -> Options:
    """The characters, with what is looked up of them. After any context, the `most` likeliest are asked for."""
    alone = model().alone
    ordered = sorted(characters, key=lambda each: (-alone[each.number], each.shown))
    by_number: dict[int, list[int]] = {}
    by_form: dict[str, list[int]] = {}
    for at, each in enumerate(ordered):
        by_number.setdefault(each.number, []).append(at)
        by_form.setdefault(each.form, []).append(at)
    chances = [alone[each.number] for each in ordered]
    return Options([each.shown for each in ordered], chances, by_number, by_form, most)


class Judge:
    """The model and the page's own runs together. `sound` is what of the page is not in doubt."""

    def __init__(self, sound: str) -> None:
        """Notes the page's own characters. Its pairs and triples are counted when they are asked for."""
        plain = convert(sound)
        self._plain = _in_forms(plain)
        self.is_traditional = plain != sound
        self.seen = frozenset(sound)
        self._contexts: dict[str, Context] = {}
        self._costs: dict[str, float] = {}
        self._many: dict[tuple[str, int], list[tuple[float, str]]] = {}

    def cost(self, context: str, character: Character) -> float:
        """How much a character is unexpected after `context`, the one or two characters before it.

        Minus the logarithm of its probability, in nats.
        """
        shown, form, number, is_simplified_only = character
        key = context + shown
        if (cost := self._costs.get(key)) is not None:
            return cost
        _, last, last_number, _ = known(context[-1:] or LINE_END)
        _, before, before_number, _ = known(context[0]) if len(context) > 1 else NOBODY
        chance = chance_of(before, before_number, last_number, number)
        plain = self._plain
        if last in plain:
            chance *= 1 - OWN_PAIR
            if form != last and form in plain and (count := plain.count(last + form)):
                chance += count * OWN_PAIR / (plain.count(last) + OWN_DOUBT)
                if before and before != last and (count := plain.count(before + last + form)):
                    chance += count * OWN_TRIPLE / (plain.count(before + last) + OWN_DOUBT)
        cost = -log(chance)
        if is_simplified_only and self.is_traditional and shown not in self.seen:
            cost += SIMPLIFIED_ONLY
        self._costs[key] = cost
        return cost

    def costs(self, context: str, among: Options) -> list[tuple[float, str]]:
        """The cost of the likeliest characters, all of the page's script, after `context`, in no order.

        Of those that are not known to follow, the ones that are frequent anywhere are the likeliest: no others are
        looked at.
        """
        key = (context, id(among))  # a cached table: it lives as long as the process
        if (costs := self._many.get(key)) is None:
            costs = self._many[key] = self._costs_of_many(context, among)
        return costs

    def _costs_of_many(self, context: str, among: Options) -> list[tuple[float, str]]:
        found = self._contexts.get(context)
        if found is None:
            found = self._contexts[context] = self._context(context or LINE_END)
        pairs, weight, total, triples, triple_weight, triple_total, own, twice = found
        _, _, _, _, pair_table, triple_table, counts = model()
        shown, alone, by_number, by_form, most = among
        share = 1 - OWN_PAIR if own else 1.0
        scale = share / total * (triple_weight / triple_total if triple_total else 1.0)
        base = scale * weight
        chances = {at: base * chance for at, chance in enumerate(alone[:most])}
        for number in by_number.keys() & pairs.keys():
            count = scale * counts[pair_table.counts[pairs[number]]]
            for at in by_number[number]:
                chances[at] = base * alone[at] + count
        for number in by_number.keys() & triples.keys():
            count = share * counts[triple_table.counts[triples[number]]] / triple_total
            for at in by_number[number]:
                chances[at] = chances.get(at, base * alone[at]) + count
        for shares in (own, twice):
            for form in by_form.keys() & shares.keys():
                for at in by_form[form]:
                    chances[at] = chances.get(at, base * alone[at]) + shares[form]
        return [(-log(chance), shown[at]) for at, chance in chances.items()]

    def run(self, before: str, run: str, most: float) -> float:
        """The cost of a run of characters after `before`, or of so much of it as costs `most`."""
        whole, cost = before[-2:] + run, 0.0
        for at in range(len(whole) - len(run), len(whole)):
            cost += self.cost(whole[max(at - 2, 0) : at], known(whole[at]))
            if cost > most:
                break
        return cost

    def _context(self, context: str) -> Context:
        tables, last = model(), known(context[-1])
        counts, before = tables.counts, known(context[0]) if len(context) > 1 else NOBODY
        pairs: dict[int, int] = {}
        triples: dict[int, int] = {}
        weight = total = PAIR_DOUBT
        triple_weight = triple_total = 0.0
        if last.number >= 0:
            pairs = after_character(last.number)
            weight += counts[tables.rest[last.number]]
            total += counts[tables.there[last.number]]
            row = after_character(before.number).get(last.number) if before.number >= 0 else None
            if row is not None:
                triples = after_pair(row)
                rest, count = counts[tables.pairs.rest[row]], counts[tables.pairs.counts[row]]
                doubt = MARK_DOUBT if before.form in MARKS else TRIPLE_DOUBT
                triple_weight, triple_total = rest + doubt, count + doubt
        own, twice = self._own(before.form + last.form)
        return Context(pairs, weight, total, triples, triple_weight, triple_total, own, twice)

    def _own(self, forms: str) -> tuple[dict[str, float], dict[str, float]]:
        """What the page's own counts of what comes after the last of one or two forms, and after both, add to the
        chances of each form."""
        before, *after = self._plain.split(forms[-1])
        if not after:
            return NOTHING, NOTHING
        once = [part[:1] for part in after]
        twice = []
        if len(forms) > 1 and forms in self._plain:
            twice = [form for part, form in zip((before, *after), once, strict=False) if part[-1:] == forms[0]]
        return _shares(once, OWN_PAIR), _shares(twice, OWN_TRIPLE)


def _in_forms(text: str) -> str:
    """A text in simplified characters as the model knows it. A `?` of a damaged page is no evidence of question
    marks, so it stays."""
    text = text.encode("utf-8", "surrogatepass").translate(BYTES).decode("utf-8", "surrogatepass")
    for mark, form in FORMS.items():
        text = text if mark == "?" else text.replace(mark, form)
    return text


def _shares(forms: list[str], share: float) -> dict[str, float]:
    """How often each form is there, of `share` in all, less where there are few."""
    if not forms:
        return NOTHING
    each, shares = share / (len(forms) + OWN_DOUBT), dict.fromkeys(forms, 0.0)
    for form in forms:
        shares[form] += each
    return shares
