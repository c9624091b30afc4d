"""Which names need more than themselves to be taken for a place, and why.

Evidence is jieba's dictionary: how often each word occurs, and as what part of speech.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from pathlib import Path

import jieba

from .sources import rows

RANK = {"country": 0, "province": 1, "prefecture": 2, "county": 3}

_NAME_TAGS = ("ns", "nr")
_COMMON = 30
"""A word of another part of speech that is rarer than this is mostly a place that jieba does not know as one."""
_BY_CHANCE = 5.0
"""How many times as often as itself two characters may be expected to meet at the border of two words."""
_RARE = 3
_LONGEST_WORD = 5
_DIVISION_ENDS = "省市区县州盟旗乡镇村"


class Risk:
    """Tells for each name why it is risky."""

    def __init__(self) -> None:
        """Reads the dictionary and the names that were judged by hand."""
        lines = Path(jieba.__file__).with_name("dict.txt").read_text(encoding="utf-8").splitlines()
        self._words = {word: (int(count), tag) for word, count, tag in (line.split() for line in lines)}
        self._ends: Counter[str] = Counter()
        self._starts: Counter[str] = Counter()
        for word, (count, _) in self._words.items():
            self._ends[word[-1]] += count
            self._starts[word[0]] += count
        self._total = self._ends.total()
        self._judged = {row["name"]: row["risk"] for row in rows("risky.csv")}

    def of(self, name: str, kind: str, level: str, place_name: str) -> str:
        """`word`, `cross` or `district`; empty where nothing is known against the name.

        A row of `risky.csv` overrules what the dictionary says.
        """
        if level in ("country", "province"):
            return ""
        if name in self._judged:
            return self._judged[name]
        if kind != "alias":
            if level == "county" and len(name) == 2 and self.by_chance(name) > _BY_CHANCE:
                return "cross"
            if kind in ("bare", "historical") and self._is_word(name):
                return "word"
        return "district" if kind == "bare" and level == "county" and place_name.endswith("区") else ""

    def _is_word(self, name: str) -> bool:
        count, tag = self._words.get(name, (0, ""))
        return count >= _COMMON and not tag.startswith(_NAME_TAGS)

    def by_chance(self, name: str) -> float:
        """How often the end of a word and the start of the next make this name, for each time that it is a word."""
        expected = self._ends[name[0]] * self._starts[name[1]] / self._total
        return expected / max(self._words.get(name, (0, ""))[0], 1)

    def words_with(self, risky: AbstractSet[str], names: AbstractSet[str]) -> Iterator[str]:
        """Ordinary words such as 落落大方 that hold a risky name, and no other: where they stand, no place is named."""
        for word, (count, tag) in self._words.items():
            if 3 <= len(word) <= _LONGEST_WORD and count >= _RARE and not tag.startswith("nr"):
                inside = {word[i:j] for i in range(len(word) - 1) for j in range(i + 2, len(word) + 1)} & names
                if inside and inside <= risky and word[-1] not in _DIVISION_ENDS:
                    yield word
        yield from (row["word"] for row in rows("not_places.csv"))
