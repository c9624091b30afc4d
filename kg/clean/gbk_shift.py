"""Repairs text that was read out of step with its GBK bytes: `艱巨?!毕嚓P` was `艱巨。”相關`.

`gbk_sites` says which bytes are known. For those that are not, `gbk_ways` finds the most likely characters. They
are taken only where the whole is far more likely than the text as it stands and than any other way to read it. Else the
place stays as it is, with a mark that it is damaged.
"""

from __future__ import annotations

from itertools import islice
from math import exp

from kg.clean.gbk_sites import ANNOTATION, Site, find_lone, find_sites, site_at, starts
from kg.clean.gbk_ways import Path, likeliest_ways, mean_cost
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
MOSTLY = 2
"""One character in so many may stay open."""
CONTEXT = 24
"""Characters that hold two, whatever readings stand between them."""
MOST = 300
"""Sites of a page that are looked at; what is beyond them stays as it is."""


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
    ways = likeliest_ways(site, judge, before, after)
    if not ways:
        return None
    length, cost = len(ways[0][1]) + len(after), mean_cost(ways, after)
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
