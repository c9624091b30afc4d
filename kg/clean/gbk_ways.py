"""The ways to read bytes of which some are not known: likely ones are followed, a few at a time."""

from __future__ import annotations

from functools import cache
from math import inf

from kg.clean.characters import known
from kg.clean.gbk_likely import WIDTH, Likely, likely_characters
from kg.clean.gbk_sites import CUT_OFF, LEADS, Byte, Site, encoded, pair
from kg.clean.judge import Judge

# In nats, as in `gbk_shift`.
BEAM = 9.0
"""How much more than the best a way may cost to be followed."""
ALIKE, NARROW = 6, 3
"""Of the ways that are followed at a time, those that end alike, and those that are followed into a dropped pair."""
PLAIN = 6.0
"""The mean cost up to which no other way is looked for, with pairs dropped, where the bytes do not ask for it."""
UNLIKELY = 7.5
"""The cost of a character from which on a dropped pair of bytes is looked for before it."""
CLOSE = 3.0
"""How much more it may cost to be followed into a dropped pair."""
LEAST = 4.0
"""What a character beside a dropped pair costs at least, all but always: ways that cost too much with it are not
followed."""
NONE = (BEAM, "")
"""What no character costs."""

Path = tuple[float, str]
"""A way to read the bytes: what it costs, and the text so far. A plain tuple: a page makes thousands."""


def likeliest_ways(site: Site, judge: Judge, before: str, after: str) -> list[Path]:
    """The ways to read the site's bytes, the most likely first."""
    ways = _decoded(site, judge, before, after)
    if site.is_open and not site.drops and len(site.stream) > site.shifted and mean_cost(ways, after) > PLAIN:
        # Where pairs are dropped, only this byte shows as `?` before another character.
        other = site._replace(stream=(*site.stream[:-1], CUT_OFF[:1]), drops=True)
        ways = sorted(ways + _decoded(other, judge, before, after))
    return ways


def mean_cost(ways: list[Path], after: str) -> float:
    """The mean cost of the best way's characters, and of those after it; infinite where there is no way."""
    return ways[0][0] / (len(ways[0][1]) + len(after)) if ways else inf


def _decoded(site: Site, judge: Judge, before: str, after: str) -> list[Path]:
    """The ways to read the site's bytes, pairs dropped between them or not, the most likely first."""
    paths, last = [(0.0, before)], len(site.pairs) - 1
    for position, (leads, trails) in enumerate(site.pairs):
        reading = site.reading if position == last else None
        may_drop = site.drops and 2 * position + 1 >= site.shifted and not (position == last and site.is_open)
        likely = likely_characters(leads, trails, reading, judge)
        steps = _followed(paths, likely, judge)
        if may_drop:
            for path in paths[:NARROW]:
                if path[0] < paths[0][0] + CLOSE and min(likely.costs(path[1][-2:], judge), default=NONE)[0] > UNLIKELY:
                    most = min(steps)[0] + BEAM if steps else inf
                    steps += _over_dropped(path, leads, trails, reading, judge, most)
        paths = _pruned(steps)
    for character in after:
        one = known(character)
        paths = _pruned([(cost + judge.cost(text[-2:], one), text + character) for cost, text in paths])
    begin, end = len(before), -len(after) or None
    return [(cost, text[begin:end]) for cost, text in paths]


def _pruned(steps: list[Path]) -> list[Path]:
    """The best paths in order, of those with the same last two characters a few: the rest of the way is the same."""
    kept: list[Path] = []
    seen: dict[str, int] = {}
    for path in sorted(steps):
        if kept and path[0] > kept[0][0] + BEAM:
            break
        state = path[1][-2:]
        if (count := seen.get(state, 0)) < ALIKE:
            seen[state] = count + 1
            kept.append(path)
            if len(kept) == WIDTH:
                break
    return kept


def _followed(paths: list[Path], likely: Likely, judge: Judge) -> list[Path]:
    """The paths with each of the characters, but for those that cost too much to be kept."""
    if likely.only:
        only, shown = likely.only, likely.only.shown
        return [(so_far + judge.cost(text[-2:], only), text + shown) for so_far, text in paths]
    costs = [likely.costs(text[-2:], judge) for _, text in paths]
    best = min((path[0] + min(own, default=NONE)[0] for path, own in zip(paths, costs, strict=True)), default=0.0)
    return [
        (so_far + cost, text + shown)
        for (so_far, text), own in zip(paths, costs, strict=True)
        for cost, shown in own
        if so_far + cost <= best + BEAM
    ]


def _over_dropped(
    path: Path, leads: Byte, trails: Byte, reading: str | None, judge: Judge, most: float, pairs: int = 2
) -> list[Path]:
    """The path with what may stand where a pair of bytes, or two, was dropped inside what looks like one character.
    What is sure to cost more than `most` is not followed."""
    found: list[Path] = []
    if path[0] + 2 * LEAST > most:
        return found
    before = _before_dropped(path, leads, judge)
    for rank, (way, seconds) in enumerate(before):
        if way[0] > min(before[0][0][0] + CLOSE, most - LEAST):
            break
        found += _followed([way], likely_characters(seconds, trails, reading, judge), judge)
        if pairs > 1 and rank < 2:
            found += _over_dropped(way, seconds, trails, reading, judge, most, pairs - 1)
    return found


def _before_dropped(path: Path, leads: Byte, judge: Judge) -> list[tuple[Path, Byte]]:
    """The path with each character that may end with the first byte of a dropped pair, and for each what the second
    byte of that pair may be; the likeliest first."""
    likely = likely_characters(leads, _dropped(), None, judge)
    found = _followed([path], likely, judge)
    return [(way, _dropped_after(way[1][-1])) for way in sorted(found)[:NARROW]]


@cache
def _dropped_with(first: int) -> Byte:
    """The second bytes with which a first byte is no character."""
    return bytes(second for second in LEADS if not pair(first, second))


@cache
def _dropped_after(character: str) -> Byte:
    """The same for the second byte of a character."""
    both = encoded(character)
    return _dropped_with(both[1]) if both else b""


@cache
def _dropped() -> Byte:
    """The first bytes that pairs which are no character may have."""
    return bytes(first for first in LEADS if _dropped_with(first))
