"""Repairs text that was read out of step with its GBK bytes: `艱巨?!毕嚓P` was `艱巨。”相關`.

`gbk_sites` says which bytes are known. For those that are not, the most likely characters are taken, and only where
the whole is far more likely than the text as it stands and than any other way to read it. Else the place stays as it
is, with a mark that it is damaged.
"""

from __future__ import annotations

from functools import cache
from itertools import islice, product
from typing import NamedTuple

from kg.clean.characters import Judge, is_common
from kg.clean.gbk_sites import ANNOTATION, Byte, Site, find_sites, pair, site_at, starts
from kg.clean.pinyin import has_reading
from kg.clean.script import convert
from kg.model import Edit

REASON = "GBK bytes out of step"

# Costs are in nats (minus the logarithm of a probability). A character of prose costs about five, one of text that is
# out of step more than ten. The bounds below were set on pages damaged on purpose, so that few repairs are wrong.
HIGHEST = 7.5
"""The mean cost of a character up to which a repair is believed."""
GAIN = 1.5
"""How much less a repair must cost, as a mean of its characters, than the text as it stands."""
MARGIN = 2.0
"""How much more the second choice must cost than the first."""
UNLIKELY = 8.0
"""The cost of a character from which on a dropped pair of bytes is looked for before it."""
WIDTH, NARROW = 24, 4
"""Ways to read the bytes that are followed at a time, and those that are followed into a dropped pair."""
COMMON = 2500
"""Among many characters only so many, the most frequent ones, are tried."""
FEW = 4
MOST = 300
"""Sites of a page that are looked at; what is beyond them stays as it is."""


class Path(NamedTuple):
    """A way to read the bytes."""

    cost: float
    text: str


def gbk_shift(text: str) -> tuple[Edit, ...]:
    """The edits that put text back in step, where what comes out is plainly right."""
    sites = list(islice(find_sites(text), MOST))
    if not sites:
        return ()
    judge, edits, at, done = Judge(_sound(text, sites)), [], 0, ""
    for start in islice(starts(text), MOST):
        if start < at:
            continue
        before = (done + _visible(text[max(at, start - 24) : start]))[-2:]
        if (site := site_at(text, start, before[-1:])) is None:
            continue
        after = _after(text, site.end)
        if repaired := _repair(text, site, judge, before, after):
            edits.append(Edit(site.start, site.end, repaired, REASON))
            at, done = site.end, repaired
    return tuple(edits)


def _visible(text: str) -> str:
    return ANNOTATION.sub("", text)


def _after(text: str, at: int) -> str:
    """The two characters after a site, as far as they are in step."""
    return _visible(text[at : at + 18])[:2].partition("?")[0]


def _sound(text: str, sites: list[Site]) -> str:
    """The text without its sites and its readings in brackets."""
    parts, at = [], 0
    for site in sites:
        parts.append(text[at : site.start])
        at = max(at, site.end)
    return ANNOTATION.sub("", "\n".join((*parts, text[at:])))


def _repair(text: str, site: Site, judge: Judge, before: str, after: str) -> str | None:
    """What the site was, or None where nothing is likely enough."""
    found = _ways(site, judge, before, after)
    if not found:
        return None
    best = found[0]
    length = len(best.text) + len(after)
    shown = judge.run(before, ANNOTATION.sub("", text[site.start : site.end]) + after)
    if best.cost > HIGHEST * length or best.cost + GAIN * length > shown:
        return None
    other = next((path for path in found[1:] if convert(path.text) != convert(best.text)), None)
    if other is not None and other.cost < best.cost + MARGIN:
        return None
    return best.text


def _ways(site: Site, judge: Judge, before: str, after: str) -> list[Path]:
    """The ways to read the site's bytes, the most likely first."""
    paths, last = [Path(0.0, before)], len(site.pairs) - 1
    for position, (leads, trails) in enumerate(site.pairs):
        reading = site.reading if position == last else None
        may_drop = 2 * position + 1 >= site.shifted and not (position == last and site.is_open)
        steps: list[Path] = []
        for rank, path in enumerate(paths):
            ways = _extended(path, _characters(leads, trails, reading), judge)
            steps += ways
            if may_drop and rank < NARROW and _is_stuck(path, ways):
                steps += _over_dropped(path, leads, trails, reading, judge)
        paths = _pruned(steps)
    for character in after:
        paths = _pruned([way for path in paths for way in _extended(path, (character,), judge)])
    begin, end = len(before), -len(after) or None
    return [Path(path.cost, path.text[begin:end]) for path in paths]


def _pruned(steps: list[Path]) -> list[Path]:
    """The best paths in order, of those with the same last two characters two: the rest of the way is the same."""
    kept: list[Path] = []
    seen: dict[str, int] = {}
    for path in sorted(steps):
        state = path.text[-2:]
        if (count := seen.get(state, 0)) < 2:
            seen[state] = count + 1
            kept.append(path)
            if len(kept) == WIDTH:
                break
    return kept


def _extended(path: Path, characters: tuple[str, ...], judge: Judge) -> list[Path]:
    """The path with each of the characters."""
    (so_far, text), cost = path, judge.cost
    context = text[-2:]
    return [Path(so_far + cost(context, character), text + character) for character in characters]


def _is_stuck(path: Path, ways: list[Path]) -> bool:
    """Whether the path goes on with unlikely characters only."""
    return not ways or min(ways)[0] - path.cost > UNLIKELY


def _over_dropped(
    path: Path, leads: Byte, trails: Byte, reading: str | None, judge: Judge, most: int = 2
) -> list[Path]:
    """The path with what may stand where a pair of bytes, or two, was dropped inside what looks like one character."""
    between = [
        (way, seconds)
        for first, seconds in _dropped().items()
        for way in _extended(path, _characters(leads, (first,), None), judge)
    ]
    found: list[Path] = []
    for rank, (way, seconds) in enumerate(sorted(between)[: NARROW * most]):
        ways = _extended(way, _characters(seconds, trails, reading), judge)
        found += ways
        if most > 1 and rank < 2 and _is_stuck(way, ways):
            found += _over_dropped(way, seconds, trails, reading, judge, most - 1)
    return found


@cache
def _dropped() -> dict[int, Byte]:
    """Pairs of bytes that stand for no character, the second ones by the first."""
    trails = tuple(range(0x81, 0xFF))
    seconds = {first: tuple(second for second in trails if not pair(first, second)) for first in range(0x81, 0xFF)}
    return {first: found for first, found in seconds.items() if found}


@cache
def _characters(leads: Byte, trails: Byte, reading: str | None) -> tuple[str, ...]:
    """All characters that two bytes may be, of those that have the reading where one is told.

    Where there are many, those that the model does not know are left out.
    """
    found = [character for lead, trail in product(leads, trails) if (character := pair(lead, trail))]
    if reading is not None:
        found = [character for character in found if has_reading(character, reading)]
    return tuple(found if len(found) <= FEW else (c for c in found if is_common(c, COMMON)))
