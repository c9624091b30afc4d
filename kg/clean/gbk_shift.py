"""Repairs text that was read out of step with its GBK bytes: `艱巨?!毕嚓P` was `艱巨。”相關`.

`gbk_sites` says which bytes are known. For those that are not, the most likely characters are taken, and only where
the whole is far more likely than the text as it stands and than any other way to read it. Else the place stays as it
is, with a mark that it is damaged.
"""

from __future__ import annotations

from functools import cache
from itertools import islice, product

from kg.clean.characters import Judge, is_common
from kg.clean.gbk_sites import ANNOTATION, LEADS, Byte, Site, find_lone, find_sites, pair, site_at, starts
from kg.clean.pinyin import has_reading
from kg.clean.script import convert
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
MARGIN, OPEN_MARGIN, PARTIAL_MARGIN, PRONOUN_MARGIN = 2.0, 2.5, 3.0, 8.0
"""How much more the second choice must cost than the first: where all bytes but one are known, where the last is lost,
where another character of the place stays open, and where the choice is he or she."""
LONE_MARGIN = 1.0
PRONOUNS = str.maketrans("她它", "他他")
UNLIKELY = 7.5
"""The cost of a character from which on a dropped pair of bytes is looked for before it."""
BEAM = 9.0
"""How much more than the best a way may cost to be followed."""
CLOSE = 4.0
"""How much more it may cost to be followed into a dropped pair."""
WIDTH, ALIKE, NARROW = 32, 6, 4
"""Ways to read the bytes that are followed at a time, those of them that end alike, and those that are followed into a
dropped pair."""
COMMON = 2500
"""Among many characters only so many, the most frequent ones, are tried."""
FEW, BRACKETS = 4, "（）《》【】〔〕"
"""Brackets come in two: they are not guessed."""
MOSTLY = 2
"""One character in so many may stay open."""
CONTEXT = 24
"""Characters that hold two, whatever readings stand between them."""
MOST = 300
"""Sites of a page that are looked at; what is beyond them stays as it is."""


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
    length = len(ways[0][1]) + len(after)
    cost = ways[0][0] / length
    gain = judge.run(before, _visible(shown) + after) / length - cost
    if gain < GAIN:
        return None
    repaired = _agreed(site, ways) if cost <= HIGHEST else None
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


def _agreed(site: Site, ways: list[Path]) -> str | None:
    """The best way, with U+FFFD where others that are near to it differ; None where too much is open."""
    best_cost, best_text = ways[0]
    plain = convert(best_text)
    others = [(cost - best_cost, convert(way)) for cost, way in ways[1:]]
    rivals = [rival for more, rival in others if _is_rival(rival, plain, more, _margin(site))]
    if rivals:  # where one character is open, more is asked of the rest
        rivals = [rival for more, rival in others if _is_rival(rival, plain, more, PARTIAL_MARGIN)]
    if any(len(rival) != len(plain) for rival in rivals):
        return None
    agreed = [all(rival[at] == own for rival in rivals) for at, own in enumerate(plain)]
    if agreed.count(False) * MOSTLY > len(agreed):
        return None
    return "".join(own if is_agreed else OPEN for own, is_agreed in zip(best_text, agreed, strict=True))


def _margin(site: Site) -> float:
    if len(site.stream) == site.shifted:  # both bytes of a single character lost, on a page known to be damaged
        return LONE_MARGIN
    return OPEN_MARGIN if site.is_open else MARGIN


def _is_rival(rival: str, best: str, more: float, margin: float) -> bool:
    """Whether a way that costs `more` than the best one is too near to it. Words nearby can't tell he from she."""
    if rival == best:
        return False
    return more < (PRONOUN_MARGIN if rival.translate(PRONOUNS) == best.translate(PRONOUNS) else margin)


def _ways(site: Site, judge: Judge, before: str, after: str) -> list[Path]:
    """The ways to read the site's bytes, the most likely first."""
    paths, last = [(0.0, before)], len(site.pairs) - 1
    for position, (leads, trails) in enumerate(site.pairs):
        reading = site.reading if position == last else None
        may_drop = site.drops and 2 * position + 1 >= site.shifted and not (position == last and site.is_open)
        steps: list[Path] = []
        for rank, path in enumerate(paths):
            ways = _extended(path, _characters(leads, trails, reading), judge)
            steps += ways
            if may_drop and rank < NARROW and path[0] < paths[0][0] + CLOSE and _is_stuck(path, ways):
                steps += _over_dropped(path, leads, trails, reading, judge)
        paths = _pruned(steps)
    for character in after:
        paths = _pruned([way for path in paths for way in _extended(path, (character,), judge)])
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


def _extended(path: Path, characters: tuple[str, ...], judge: Judge) -> list[Path]:
    """The path with each of the characters."""
    so_far, text = path
    costs = judge.costs(text[-2:], characters)
    return [(so_far + cost, text + character) for character, cost in zip(characters, costs, strict=True)]


def _is_stuck(path: Path, ways: list[Path]) -> bool:
    """Whether the path goes on with unlikely characters only."""
    return not ways or min(ways)[0] - path[0] > UNLIKELY


def _over_dropped(
    path: Path, leads: Byte, trails: Byte, reading: str | None, judge: Judge, most: int = 2
) -> list[Path]:
    """The path with what may stand where a pair of bytes, or two, was dropped inside what looks like one character."""
    characters, seconds = _before_dropped(leads)
    between = sorted(zip(_extended(path, characters, judge), seconds, strict=True))[:NARROW]
    found: list[Path] = []
    for rank, (way, leads) in enumerate(between):
        if way[0] > between[0][0][0] + CLOSE:
            break
        ways = _extended(way, _characters(leads, trails, reading), judge)
        found += ways
        if most > 1 and rank < 2 and _is_stuck(way, ways):
            found += _over_dropped(way, leads, trails, reading, judge, most - 1)
    return found


@cache
def _before_dropped(leads: Byte) -> tuple[tuple[str, ...], tuple[Byte, ...]]:
    """The characters that may end with the first byte of a dropped pair, and for each what its second byte may be."""
    found = [
        (character, tuple(second for second in LEADS if not pair(first, second)))
        for first in LEADS
        for character in _characters(leads, (first,), None)
    ]
    found = [(character, seconds) for character, seconds in found if seconds]
    return tuple(character for character, _ in found), tuple(seconds for _, seconds in found)


@cache
def _characters(leads: Byte, trails: Byte, reading: str | None) -> tuple[str, ...]:
    """All characters that two bytes may be, of those that have the reading where one is told.

    Where there are many, only the most frequent ones.
    """
    found = [character for lead, trail in product(leads, trails) if (character := pair(lead, trail))]
    if reading is not None:
        found = [character for character in found if has_reading(character, reading)]
    if len(found) > FEW:
        found = [character for character in found if is_common(character, COMMON) and character not in BRACKETS]
    return tuple(found)
