"""Repairs text that was read out of step with its GBK bytes: `艱巨?!毕嚓P` was `艱巨。”相關`.

`gbk_sites` says which bytes are known. For those that are not, the most likely characters are taken, and only where
the whole is far more likely than the text as it stands and than any other way to read it. Else the place stays as it
is, with a mark that it is damaged.
"""

from __future__ import annotations

from functools import cache
from itertools import islice
from math import exp, inf

from kg.clean.characters import known
from kg.clean.gbk_likely import WIDTH, Likely, likely_characters
from kg.clean.gbk_sites import (
    ANNOTATION,
    CUT_OFF,
    LEADS,
    Byte,
    Site,
    encoded,
    find_lone,
    find_sites,
    pair,
    site_at,
    starts,
)
from kg.clean.judge import Judge
from kg.clean.script import to_simplified
from kg.model import DAMAGED, Edit

REASON = "GBK bytes out of step"
OPEN = "\ufffd"
"""Stands for a character, or two, that stays open."""

# Costs are in nats (minus the logarithm of a probability). A character of prose costs about five, one of text that is
# out of step more than ten. The bounds below were set on pages damaged on purpose, so that few repairs are wrong.
HIGHEST = 7.5
"""The mean cost of a character up to which a repair is believed."""
PLAIN = 6.0
"""The mean cost up to which no other way is looked for, with pairs dropped, where the bytes do not ask for it."""
GAIN = 1.5
"""How much less a repair must cost, as a mean of its characters, than the text as it stands."""
MARK_HIGHEST, MARK_GAIN = 7.0, 3.5
"""The same for a mark, unless the place shows a reading: that is evidence by itself."""
SURE, SURE_LONE, SURE_BESIDE = 0.85, 0.55, 0.95
"""The share of the ways, as likely as each is, that must have a repair's character: in most places, where a single
character is lost, and where another one stays open."""
NEGLIGIBLE = 6.0
"""How much more than the best a way may cost to count among them."""
PRONOUNS = str.maketrans("她它", "他他")
"""Words nearby can't tell he from she."""
UNLIKELY = 7.5
"""The cost of a character from which on a dropped pair of bytes is looked for before it."""
BEAM = 9.0
"""How much more than the best a way may cost to be followed."""
CLOSE = 3.0
"""How much more it may cost to be followed into a dropped pair."""
ALIKE, NARROW = 6, 3
"""Of the ways that are followed at a time, those that end alike, and those that are followed into a dropped pair."""
LEAST = 4.0
"""What a character beside a dropped pair costs at least, all but always: ways that cost too much with it are not
followed."""
MOSTLY = 2
"""One character in so many may stay open."""
CONTEXT = 24
"""Characters that hold two, whatever readings stand between them."""
MOST = 300
"""Sites of a page that are looked at; what is beyond them stays as it is."""


NONE = (BEAM, "")
"""What no character costs."""

Path = tuple[float, str]
"""A way to read the bytes: what it costs, and the text so far. A plain tuple: a page makes thousands."""


def gbk_shift(text: str) -> tuple[Edit, ...]:
    """The edits that put text back in step, where what comes out is plainly right, and marks for the other places.

    A character that stays open inside a place that is plain otherwise becomes U+FFFD.
    """
    sites = list(islice(find_sites(text), MOST))
    if not sites:
        return ()
    judge, edits, at, done = Judge(_sound(text, sites)), [], 0, ""
    for start in islice(starts(text), MOST):
        before = (done + _visible(text[max(at, start - CONTEXT) : start]))[-2:]
        site = site_at(text, start, before[-1:]) if start >= at else None
        if site and (edit := _edit(text, site, judge, before)):
            edits.append(edit)
            at, done = edit.end, edit.replacement
    if any(not edit.is_damage for edit in edits):
        edits += _lone(text, edits, judge)
    return tuple(sorted(edits))


def _lone(text: str, edits: list[Edit], judge: Judge) -> list[Edit]:
    """Single characters of which both bytes show as `?`, on a page that is known to be damaged."""
    taken = {at for edit in edits for at in range(edit.start, edit.end)}
    found = (
        _edit(text, site, judge, _visible(text[max(site.start - CONTEXT, 0) : site.start])[-2:])
        for site in find_lone(text)
        if site.start not in taken
    )
    return [edit for edit in found if edit and not edit.is_damage]


def _edit(text: str, site: Site, judge: Judge, before: str) -> Edit | None:
    """The repair of a site, or its mark; None where it may be no site at all."""
    after, shown = _after(text, site.end), text[site.start : site.end]
    ways = _ways(site, judge, before, after)
    if not ways:
        return None
    length, cost = len(ways[0][1]) + len(after), _mean(ways, after)
    gain = judge.run(before, _visible(shown) + after, (cost + MARK_GAIN) * length) / length - cost
    if gain < GAIN:
        return None
    repaired = _agreed(ways, _sure(site)) if cost <= HIGHEST else None
    if repaired and OPEN not in repaired:
        return Edit(site.start, site.end, repaired, REASON)
    if not site.is_told and (cost > MARK_HIGHEST or gain < MARK_GAIN):
        return None
    return Edit(site.start, site.end, repaired or shown, DAMAGED + REASON)


def _visible(text: str) -> str:
    return ANNOTATION.sub("", text)


def _after(text: str, at: int) -> str:
    """The two characters after a site, as far as they are in step."""
    return _visible(text[at : at + CONTEXT])[:2].partition("?")[0]


def _sound(text: str, sites: list[Site]) -> str:
    """The text without its sites and its readings in brackets."""
    parts, at = [], 0
    for site in sites:
        parts.append(text[at : site.start])
        at = max(at, site.end)
    return ANNOTATION.sub("", "\n".join((*parts, text[at:])))


def _agreed(ways: list[Path], sure: float) -> str | None:
    """The best way, with U+FFFD where too many of the others differ; None where too much is open.

    A way counts as much as it is likely, and speaks for each of its characters.
    """
    best_cost, best = ways[0][0], _plain(ways[0][1])
    together, agreeing = 0.0, [0.0] * len(best)
    for cost, way in ways:
        if cost > best_cost + NEGLIGIBLE:
            break
        plain, share = _plain(way), exp(best_cost - cost)
        if plain != best and plain.translate(PRONOUNS) == best.translate(PRONOUNS):
            share = 1.0
        together += share
        if len(plain) == len(best):
            for at, character in enumerate(plain):
                agreeing[at] += share * (character == best[at])
    if min(agreeing) >= sure * together:
        return ways[0][1]
    agreed = [share >= SURE_BESIDE * together for share in agreeing]
    if agreed.count(False) * MOSTLY > len(agreed):
        return None
    return "".join(own if is_agreed else OPEN for own, is_agreed in zip(ways[0][1], agreed, strict=True))


def _sure(site: Site) -> float:
    """The share that the best way needs. Single lost characters are looked for on damaged pages only."""
    return SURE_LONE if len(site.stream) == site.shifted else SURE


def _plain(text: str) -> str:
    """The text in simplified characters."""
    return "".join(map(to_simplified, text))


def _ways(site: Site, judge: Judge, before: str, after: str) -> list[Path]:
    """The ways to read the site's bytes, the most likely first."""
    ways = _decoded(site, judge, before, after)
    if site.is_open and not site.drops and len(site.stream) > site.shifted and _mean(ways, after) > PLAIN:
        # Where pairs are dropped, only this byte shows as `?` before another character.
        other = site._replace(stream=(*site.stream[:-1], CUT_OFF[:1]), drops=True)
        ways = sorted(ways + _decoded(other, judge, before, after))
    return ways


def _mean(ways: list[Path], after: str) -> float:
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
    ways = _followed([path], likely, judge)
    return [(way, _dropped_after(way[1][-1])) for way in sorted(ways)[:NARROW]]


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
