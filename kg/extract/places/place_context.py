"""Which place a doubtful name means: by what else the page names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from kg.extract.words import frequency, is_word
from kg.places import COUNTRY, Candidate, Gazetteer, NameMatch

_EVERYDAY = 1000
"""How often jieba's dictionary has a word that names its place only on a page that also names that in full: 合作."""


class Context:
    """What a page's own names tell of a doubtful one."""

    def __init__(
        self,
        gazetteer: Gazetteer,
        text: str,
        matches: list[NameMatch],
        hints: Iterable[str],
        with_towns: frozenset[str] = frozenset(),
    ) -> None:
        """`with_towns` are the counties that have a town of a name that the page gives."""
        self.gazetteer, self.text, self.with_towns = gazetteer, text, with_towns
        sure = [m.candidates[0].id for m in matches if len(m.candidates) == 1 and not m.candidates[0].risky]
        self.named = Counter([*sure, *hints])
        full = [m.candidates[0] for m in matches if len(m.candidates) == 1 and m.candidates[0].kind != "bare"]
        self.by_full_name = {candidate.id for candidate in full}
        self.first_named = {candidate.id: order for order, candidate in reversed(list(enumerate(full)))}
        provinces = [m.candidates[0].id for m in matches if gazetteer.places[m.candidates[0].id].level != "county"]
        self.above = {
            region for place_id in (*self.by_full_name, *provinces, *hints) for region in gazetteer.ancestors(place_id)
        } | set(provinces)
        self.regions = {region for place_id in self.named for region in (place_id, *gazetteer.ancestors(place_id))}
        self.regions.discard(COUNTRY)

    def choose(self, match: NameMatch, outer: str | None) -> str | None:
        """The id that the match means, or None where it is doubtful."""
        candidates = match.candidates
        if outer:
            inner = [c for c in candidates if c.id != outer and self.gazetteer.is_within(c.id, outer)]
            if inner:
                return inner[0].id if len({c.id for c in inner}) == 1 else self._best(inner)
        if len({c.id for c in candidates}) == 1:
            return candidates[0].id if self._is_sure(candidates[0], match) else None
        level = self.gazetteer.places[candidates[0].id].level
        if level == "province":
            return candidates[0].id
        best = self._best(list(candidates))
        chosen = next((c for c in candidates if c.id == best), None)
        return best if chosen and self._is_sure(chosen, match) else None

    def _is_sure(self, candidate: Candidate, match: NameMatch) -> bool:
        if not candidate.risky:
            is_home = self.text.startswith("籍", match.end)
            return candidate.kind != "bare" or is_home or self._is_in_view(candidate.id)
        is_everyday = candidate.risk == "word" and frequency(match.name) >= _EVERYDAY
        if candidate.id in self.named and self.text.startswith(("籍", "驻"), match.end):
            return True  # 设立都安驻宝安劳务服务站
        if candidate.id not in self.named and (is_everyday or not self._near(candidate.id)):
            return False
        return is_word(self.text, (match.start, match.end), _clause_around(self.text, match.start, match.end))

    def _is_in_view(self, place_id: str) -> bool:
        """Whether the page names the place by more than its stem, a town of it, or its prefecture or province.

        Counties need it.
        """
        if self.gazetteer.places[place_id].level != "county":
            return True
        above = set(self.gazetteer.ancestors(place_id)) - {COUNTRY}
        return place_id in self.by_full_name or place_id in self.with_towns or bool(above & self.above)

    def _near(self, place_id: str) -> bool:
        """Whether the page names the place's prefecture, or a neighbour in it."""
        parent = self.gazetteer.places[place_id].parent
        return parent in self.regions and parent not in (None, COUNTRY)

    def _best(self, candidates: list[Candidate]) -> str | None:
        """The candidate that the page names surely, else the only one whose parent, or a town of which, it names."""
        named = sorted({c.id for c in candidates if c.id in self.named}, key=lambda i: -self.named[i])
        nested = [c for c in named if any(c != other and self.gazetteer.are_nested(c, other) for other in named)]
        if nested:  # 玉树 is 玉树州 or 玉树市: whichever the page introduced first
            return min(nested, key=lambda place: self.first_named.get(place, len(self.first_named)))
        if named:
            return named[0]
        for depth in (1, 2):
            near = {c.id for c in candidates if set(self.gazetteer.ancestors(c.id)[:depth]) & self.regions}
            if len(near) == 1:
                return near.pop()
        with_town = self.with_towns & {c.id for c in candidates}
        return next(iter(with_town)) if len(with_town) == 1 else None


def _clause_around(text: str, start: int, end: int) -> tuple[int, int]:
    breaks = "，。！？；：、,!?;:\n“”"
    while start > 0 and text[start - 1] not in breaks:
        start -= 1
    while end < len(text) and text[end] not in breaks:
        end += 1
    return start, end
