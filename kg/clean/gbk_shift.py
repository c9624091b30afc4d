"""Repairs text that was read out of step with its GBK bytes: `艱巨?!毕嚓P` was `艱巨。”相關`.

`gbk_sites` says which bytes are known. For those that are not, the most likely characters are taken, and only where
the whole is far more likely than the text as it stands. A character that stays open becomes U+FFFD.
"""

from __future__ import annotations

from functools import cache
from itertools import product
from typing import NamedTuple

from kg.clean.characters import Judge
from kg.clean.gbk_sites import ANNOTATION, Byte, Site, find_sites, pair
from kg.clean.pinyin import has_reading
from kg.model import Edit

REASON = "GBK bytes out of step"

# Costs are in nats (minus the logarithm of a probability). A character of prose costs about five, one of text that is
# out of step more than ten.
ORDINARY = 5.5
HIGHEST = 7.5
"""The mean cost of a character up to which a repair is believed."""
GAIN = 3.0
"""How much less a repair must cost, as a mean of its characters, than the text as it stands."""
MARGIN = 2.0
"""How much more the second choice for a character must cost than the first."""
UNLIKELY = 9.0
"""The cost of a character from which on a lost pair of bytes is looked for."""
LOST_PAIR = 3.0
"""What must be gained by assuming one."""
OPEN = "\ufffd"

# Pairs of bytes that stand for no character. Read out of step they were dropped without a sign.
LOST_PAIRS: tuple[tuple[Byte, Byte], ...] = (
    ((*range(0xAA, 0xB0), *range(0xF8, 0xFF)), tuple(range(0xA1, 0xFF))),
    (tuple(range(0xA6, 0xAA)), tuple(range(0xA1, 0xFF))),
    (tuple(range(0xA1, 0xA8)), tuple(range(0x40, 0xA1))),
)


class Path(NamedTuple):
    """A way to read the bytes."""

    cost: float
    text: str
    worst: float
    """The cost of its least expected character."""


def gbk_shift(text: str) -> tuple[Edit, ...]:
    """The edits that put text back in step, where what comes out is plainly right."""
    sites = list(find_sites(text))
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
    if not any(_known(site.stream)):
        return None
    after = text[site.end : site.end + 1]
    stream, path = _with_lost_pair(site, after, judge)
    if path is None:
        return None
    shown = judge.run(site.before, ANNOTATION.sub("", text[site.start : site.end]) + after)
    length = len(path.text) + len(after)
    if path.cost > HIGHEST * length or path.cost + GAIN * length > shown:
        return None
    characters = list(path.text)
    for position, is_known in enumerate(_known(stream)):
        if not is_known:
            other = _best(site, stream, after, judge, (position, path.text[position]))
            if other is not None and other.cost < path.cost + MARGIN:
                characters[position] = OPEN
    return "".join(characters)


def _known(stream: tuple[Byte, ...]) -> list[bool]:
    """For each pair of bytes whether it can be one character only."""
    return [len(leads) * len(trails) == 1 for leads, trails in zip(stream[::2], stream[1::2], strict=True)]


def _with_lost_pair(site: Site, after: str, judge: Judge) -> tuple[tuple[Byte, ...], Path | None]:
    """The best way to read the site; where that has an unlikely place, also with a pair of bytes put back."""
    stream, best = site.stream, _best(site, site.stream, after, judge)
    if (best is not None and best.worst <= UNLIKELY) or len(stream[-1]) > 1:
        return stream, best
    for at in range(site.shifted, len(site.stream), 2):
        for lost in LOST_PAIRS:
            longer = (*site.stream[:at], *lost, *site.stream[at:])
            path = _best(site, longer, after, judge)
            if path and (best is None or _excess(path) + LOST_PAIR < _excess(best)):
                stream, best = longer, path
    return stream, best


def _excess(path: Path) -> float:
    """The cost above that of ordinary prose of the same length."""
    return path.cost - ORDINARY * len(path.text)


def _best(
    site: Site, stream: tuple[Byte, ...], after: str, judge: Judge, banned: tuple[int, str] | None = None
) -> Path | None:
    """The most likely way to read the bytes; `banned` is a character that may not be at a position."""
    last, paths = len(stream) // 2 - 1, [Path(0.0, site.before, 0.0)]
    for position in range(last + 1):
        characters = _characters(stream[2 * position], stream[2 * position + 1])
        paths = [
            min(_step(path, character, judge) for path in paths)
            for character in characters
            if (position, character) != banned
            and (position < last or not site.reading or has_reading(character, site.reading))
        ]
        if not paths:
            return None
    cost, text, worst = min(_step(path, after, judge) for path in paths)
    return Path(cost, text[len(site.before) : len(text) - len(after)], worst)


def _step(path: Path, character: str, judge: Judge) -> Path:
    cost = judge.cost(path.text[-1:], character)
    return Path(path.cost + cost, path.text + character, max(path.worst, cost))


@cache
def _characters(leads: Byte, trails: Byte) -> tuple[str, ...]:
    """All characters that two bytes may be."""
    return tuple(character for lead, trail in product(leads, trails) if (character := pair(lead, trail)))
