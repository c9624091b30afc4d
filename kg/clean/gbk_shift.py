"""Repairs text that was read out of step with its GBK bytes: `艱巨?!毕嚓P` was `艱巨。”相關`.

`gbk_sites` says which bytes are known. For those that are not, the most likely characters are taken, and only where
the whole is far more likely than the text as it stands. A character that stays open becomes U+FFFD.
"""

from __future__ import annotations

from functools import cache
from itertools import islice, product
from typing import NamedTuple

from kg.clean.characters import Judge, is_known
from kg.clean.gbk_sites import ANNOTATION, Byte, Site, find_sites, pair
from kg.clean.pinyin import has_reading
from kg.model import Edit

REASON = "GBK bytes out of step"

# Costs are in nats (minus the logarithm of a probability). A character of prose costs about five, one of text that is
# out of step more than ten. The bounds below were set on pages damaged on purpose, so that few repairs are wrong.
ORDINARY = 5.5
HIGHEST = 7.0
"""The mean cost of a character up to which a repair is believed."""
GAIN = 3.0
"""How much less a repair must cost, as a mean of its characters, than the text as it stands."""
MARGIN = 2.5
"""How much more the second choice for a character must cost than the first."""
UNLIKELY = 7.0
"""The cost of a character from which on a lost pair of bytes is looked for before it."""
LOST = 5.0
"""What must be gained by assuming one."""
FEW = 4
"""Characters among which a pair of bytes is as good as known."""
WIDTH, NARROW = 12, 4
"""Ways to read the bytes that are followed at a time, and those that are followed into a lost pair."""
MOST = 300
"""Sites of a page that are looked at; what is beyond them stays as it is."""
MOSTLY = 3
"""One character in so many may stay open."""
OPEN = "\ufffd"

# Pairs of bytes that stand for no character. Read out of step they were dropped without a sign.
LOST_PAIRS: tuple[tuple[Byte, Byte], ...] = (
    ((*range(0xAA, 0xB0), *range(0xF8, 0xFF)), tuple(range(0xA1, 0xFF))),
    (tuple(range(0xA6, 0xAA)), tuple(range(0xA1, 0xFF))),
    (tuple(range(0xA1, 0xA8)), tuple(range(0x40, 0xA1))),
)


class Path(NamedTuple):
    """A way to read the bytes."""

    excess: float
    """What it costs above ordinary prose, so that ways of different length compare."""
    text: str


Barred = tuple[int, str]
"""A position in the repaired text, and a character that may not be there."""


def gbk_shift(text: str) -> tuple[Edit, ...]:
    """The edits that put text back in step, where what comes out is plainly right."""
    found = (site for site in find_sites(text) if any(_options(leads, trails) <= FEW for leads, trails in site.pairs))
    sites = list(islice(found, MOST))
    if not sites:
        return ()
    judge, edits, at = Judge(_sound(text, sites)), [], 0
    for site in sites:
        if site.start >= at and (repaired := _repair(text, site, judge)):
            edits.append(Edit(site.start, site.end, repaired, REASON))
            at = site.end
    return tuple(edits)


def _sound(text: str, sites: list[Site]) -> str:
    """The text without its sites and its readings in brackets."""
    parts, at = [], 0
    for site in sites:
        parts.append(text[at : site.start])
        at = max(at, site.end)
    return ANNOTATION.sub("", "\n".join((*parts, text[at:])))


def _repair(text: str, site: Site, judge: Judge) -> str | None:
    """What the site was, or None where nothing is likely enough."""
    after = text[site.end : site.end + 1]
    best = _best(site, after, judge)
    if best is None:
        return None
    length = len(best.text) + len(after)
    cost = best.excess + ORDINARY * length
    shown = judge.run(site.before, ANNOTATION.sub("", text[site.start : site.end]) + after)
    if cost > HIGHEST * length or cost + GAIN * length > shown:
        return None
    known = {pair(*leads, *trails) for leads, trails in site.pairs if _options(leads, trails) == 1}
    characters = list(best.text)
    for position, character in enumerate(best.text):
        if character not in known:
            other = _best(site, after, judge, (position, character))
            if other is not None and other.excess < best.excess + MARGIN:
                characters[position] = OPEN
    return "".join(characters) if characters.count(OPEN) * MOSTLY <= len(characters) else None


def _options(leads: Byte, trails: Byte) -> int:
    return len(leads) * len(trails)


def _best(site: Site, after: str, judge: Judge, barred: Barred | None = None) -> Path | None:
    """The most likely way to read the site's bytes: a search that keeps the best way to each last character."""
    paths, begin, last = [Path(0.0, site.before)], len(site.before), len(site.pairs) - 1
    for position, (leads, trails) in enumerate(site.pairs):
        reading = site.reading if position == last else None
        steps = _extended(paths, _characters(leads, trails, reading), judge)
        if 2 * position + 1 >= site.shifted and not (position == last and site.is_open):
            _add_lost_pairs(steps, paths, leads, trails, reading, judge)
        if barred is not None:
            at, character = begin + barred[0], barred[1]
            steps = {key: path for key, path in steps.items() if path.text[at : at + 1] != character}
        paths = sorted(steps.values())[: WIDTH if position < last else None]
    if after:
        paths = list(_extended(paths, (after,), judge).values())
    best = min(paths, default=None)
    return best and Path(best.excess, best.text[begin : len(best.text) - len(after)])


def _extended(paths: list[Path], characters: tuple[str, ...], judge: Judge, extra: float = 0.0) -> dict[str, Path]:
    """The best path to each of the characters."""
    steps: dict[str, Path] = {}
    for path in paths:
        before = path.text[-1:]
        for character in characters:
            excess = path.excess + judge.cost(before, character) - ORDINARY + extra
            if character not in steps or excess < steps[character].excess:
                steps[character] = Path(excess, path.text + character)
    return steps


def _add_lost_pairs(
    steps: dict[str, Path], paths: list[Path], leads: Byte, trails: Byte, reading: str | None, judge: Judge
) -> None:
    """Adds the paths on which a pair of bytes was dropped inside a character, where that is an unlikely one."""
    best = min(steps.values(), default=None)
    if best is not None and judge.cost(best.text[-2:-1], best.text[-1]) <= UNLIKELY:
        return
    for firsts, seconds in LOST_PAIRS:
        between = sorted(_extended(paths, _characters(leads, firsts, None), judge, LOST).values())[:NARROW]
        for character, path in _extended(between, _characters(seconds, trails, reading), judge).items():
            if character not in steps or path < steps[character]:
                steps[character] = path


@cache
def _characters(leads: Byte, trails: Byte, reading: str | None) -> tuple[str, ...]:
    """All characters that two bytes may be, of those that have the reading where one is told.

    Where there are many, those that the model does not know are left out.
    """
    found = [character for lead, trail in product(leads, trails) if (character := pair(lead, trail))]
    if reading is not None:
        found = [character for character in found if has_reading(character, reading)]
    return tuple(found if len(found) <= FEW else filter(is_known, found))
