"""A figure with what stands around it, and how much a word of its sentence counts for it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from kg.extract.quantities.quantity import Figure, Quantity
from kg.extract.sentence import Sentence
from kg.model import Span

# How much a word counts by where it stands; found by trying on the tuning half of the pages worked on.
_BEYOND_FIGURE = 0.45
_BEYOND_LIST_MARK = 0.3
_END_OF_LIST = 0.9
"""Of what ends a list that has no other figure: 60名医生和教师赴绍兴培训."""
_EARLIER_CLAUSE = 0.45
_PER_CLAUSE = 0.75
_PER_CHARACTER = 0.02
_FARTHEST = 20
IN_CLAUSE = 0.5
"""Weight from which on a word is the figure's own."""

_LIST_MARK = re.compile(r"[、；;（(]|[和与及]")
_BESIDE_ANOTHER = 0.3
"""Of a noun right beside another figure, where this one has a noun of its own, or where it only says where they are."""
_NOUN = re.compile(r"(?!以[上下]|左右|[、，。；和与及的]|来自|在)[\u4e00-\u9fff]")
_OF_WHERE = re.compile(r"(?:分别|都|全部|均)?(?:来自|位于|分布|在|到|赴)[^的]*")
"""Between a figure and a noun that it does not count: 61个来自脱贫地区."""
_SAID_OF_NEXT = re.compile(r"[了达到]*")
"""Between a verb and the figure that it is said of."""
_ENDS = re.compile(r"[，,。；;、）)]|$")
"""Behind a figure that has no noun of its own."""
_LISTED = re.compile(
    r"\s*(?:乡镇|镇街|街道|社区|[县市区镇乡村]{1,2}|(?:行政|贫困|脱贫|自然)村|团组|代表团"
    r"|(?:贫困|脱贫|建档立卡|困难|搬迁)*(?:户|群众|人口|农户|家庭))?"
    r"(?:[、；;和与及]|共计?|合计|总计|累计)?\s*"
)
"""Between figures that share the words before them: 12.4%和8.7%, 4期164人, 两期共85人, 9个乡镇2.4万户."""
_ITEM_BETWEEN = re.compile(r"[^，。；：、,;:\d]{0,14}?(?:、|[和与及]|以及)\s*(?:[\u4e00-\u9fff]{1,7}[省市县区州旗盟])?")
"""Between figures that share the words behind the last: 89个街道、150个社区与陇南建立了帮扶关系."""

Spots = dict[str, list[Span]]
"""The spans of each cue word of a sentence, in order."""


class Cue(NamedTuple):
    """A cue word where it stands."""

    start: int
    end: int
    word: str


def spots_of(cues: Iterable[Cue]) -> Spots:
    """Cue words, in order, by word."""
    spots: Spots = defaultdict(list)
    for start, end, word in cues:
        spots[word].append((start, end))
    return dict(spots)


@dataclass(slots=True)
class View:
    """A figure with what stands around it in its sentence."""

    text: str
    sentence: Sentence
    mention: Figure
    quantity: Quantity
    neighbours: tuple[Span, ...]
    """The sentence's other figures."""
    spots: Spots
    """Where the sentence's cue words stand."""
    rivals: tuple[Span, ...] = ()
    """Those of the neighbours that count the same kind of unit."""
    said_before: frozenset[str] = frozenset()
    """The cue words of what the sentence goes on with: 建成车间23个；吸纳就业560人."""
    _weights: dict[Span, float] = field(default_factory=dict)
    """Weights that were asked for."""

    @property
    def clause(self) -> Span:
        """The figure's clause."""
        return self.sentence.clause(self.mention.start)

    @property
    def prefix(self) -> str:
        """The clause up to the figure."""
        return self.text[self.clause[0] : self.mention.start]

    def near(self, words: Iterable[str]) -> list[Span]:
        """Where some words stand near the figure in its clause."""
        return [spot for word in words for spot in self.spots.get(word, ()) if self.weight(*spot) >= IN_CLAUSE]

    def weight(self, start: int, end: int) -> float:
        """How much a word at `start:end` counts for the figure, between 0 and 1."""
        known = self._weights.get((start, end))
        if known is None:
            known = self._weights[start, end] = self._weigh(start, end)
        return known

    def _weigh(self, start: int, end: int) -> float:
        clauses = self.sentence.clause_at(self.mention.start) - self.sentence.clause_at(start)
        if clauses > 0:
            return float(_EARLIER_CLAUSE * _PER_CLAUSE ** (clauses - 1))
        if clauses < 0:
            return 0.0
        if end <= self.mention.start:
            gap, between = self.mention.start - end, (end, self.mention.start)
            base = _BEYOND_FIGURE if self._has_figure(between) and not self._is_listed_after(end) else 1.0
        elif start >= self.mention.end:
            gap, between = start - self.mention.end, (self.mention.end, start)
            base = 1.0
            if self._is_said_of_rival(end):
                return 0.0
            if self.text.startswith("占", self.mention.end):
                base = _BEYOND_LIST_MARK  # 1.08亿元占目标的54%: what follows is the next figure's
            elif self._has_figure(between):
                base = _END_OF_LIST if self._is_listed_before(start) else _BEYOND_LIST_MARK
            elif _LIST_MARK.search(self.text, max(between[0], self.text.rfind("的", *between)), between[1]):
                base = _BEYOND_LIST_MARK if self._has_figure((end, self.clause[1])) else _END_OF_LIST
        else:
            return 0.0
        return base - _PER_CHARACTER * min(gap, _FARTHEST) * base

    def _has_figure(self, span: Span) -> bool:
        return any(span[0] <= start and end <= span[1] for start, end in self.neighbours)

    def _is_said_of_rival(self, position: int) -> bool:
        """Whether a word that ends here is said of some of those that the figure counts: 54个车间复工51个."""
        return any(
            position <= start and _SAID_OF_NEXT.fullmatch(self.text, position, start) and _ENDS.match(self.text, end)
            for start, end in self.rivals
        )

    def _is_listed_after(self, position: int) -> bool:
        """Whether the figures between a word and this one are its list: 分别增长12.4%和8.7%."""
        at = self.mention.start
        for start, end in sorted(self.neighbours, reverse=True):
            if position <= start and end <= at:
                if not _LISTED.fullmatch(self.text, end, at):
                    return False
                at = start
        return True

    def _is_listed_before(self, position: int) -> bool:
        """Whether this figure and those between it and a word are a list, nouns behind them, which the word ends."""
        at = self.mention.end
        for start, end in sorted(self.neighbours):
            if at <= start and end <= position:
                if not _ITEM_BETWEEN.fullmatch(self.text, at, start):
                    return False
                at = end
        return not self._has_figure((position, self.clause[1]))

    def weight_of(self, parts: tuple[str, ...], counted: bool = False) -> float:
        """The greatest weight of a word's places, or of the places of all its parts, in order in one clause.

        What is `counted` weighs less where it stands right beside another figure: 县 in 1778个县和33976个供应商.
        """
        spots = self.spots.get(parts[0], ())
        if len(parts) > 1:
            return max((self._weight_of_all(first, parts[1:]) for first in spots), default=0.0)
        if counted:
            return max((self._weight_of_counted(spot) for spot in spots), default=0.0)
        return max((self.weight(*spot) for spot in spots), default=0.0)

    def _weight_of_counted(self, spot: Span) -> float:
        is_beside = spot[0] == self.mention.end or spot[1] == self.mention.start
        if spot[1] - spot[0] == 1 and not is_beside:
            return 0.0  # 乡 of 返乡, 市 of 市场
        weight = self.weight(*spot)
        if spot[0] >= self.mention.end and self._has_figure((self.mention.end, spot[0])):
            return min(weight, _BEYOND_LIST_MARK)
        if is_beside:
            return weight
        if _OF_WHERE.fullmatch(self.text, self.mention.end, spot[0]):
            return weight * _BESIDE_ANOTHER
        is_after = spot[1] > self.mention.start
        is_others = any(spot[1] == start if is_after else spot[0] == end for start, end in self.neighbours)
        if is_others and _NOUN.match(self.text, self.mention.end):
            return weight * _BESIDE_ANOTHER
        return min(weight, _BEYOND_FIGURE) if is_others else weight

    def _weight_of_all(self, first: Span, parts: tuple[str, ...]) -> float:
        """Parts before the figure need only the nearer one; one after it must be near too."""
        last = self._follow(parts, first)
        if last is None:
            return 0.0
        choose = max if last[1] <= self.mention.start else min
        weight = choose(self.weight(*first), self.weight(*last))
        is_torn = any(first[1] <= start and end <= last[0] for start, end in self.rivals)
        return weight * _BEYOND_FIGURE if is_torn else weight

    def _follow(self, parts: tuple[str, ...], first: Span) -> Span | None:
        """The last of some words that follow a first one in its clause, each the nearest after the one before."""
        last, until = first, self.sentence.clause(first[0])[1]
        for part in parts:
            after = next((spot for spot in self.spots.get(part, ()) if last[1] <= spot[0] < until), None)
            if after is None:
                return None
            last = after
        return last
