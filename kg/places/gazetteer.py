"""China's divisions by adcode, and every place name in a text.

Clean text comes in, and names with all the places that each may mean go out; which one is meant, the page's context
tells, and that is the extractor's work. `scripts/build_gazetteer.py` makes the tables that this module reads.
"""

from __future__ import annotations

import gzip
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, cached_property
from importlib.resources import files
from typing import NamedTuple

import daachorse

from kg.model import Place

COUNTRY = "100000"
"""The id of China."""
Years = tuple[int | None, int | None]
"""The first and the last year of a name; None is open."""

_WORDS_FROM_SUFFIX = {"市场", "市级", "市直", "市民", "县级", "县域", "县市", "县区", "区域", "区级", "区县", "区间"}
"""Words that begin with what looks like a name's last character: 合作市场 names no 合作市."""
_LEVEL_WEIGHT = {"country": 3, "province": 3, "prefecture": 1, "county": 0}
_RISK_WEIGHT = -2
_TOWN_KINDS = {"乡": ("镇", "街道"), "镇": ("街道",)}
"""What a town of a kind became."""
_SHORTEST_RENAMED = 3
_AUTONOMOUS = re.compile("自治[区州县旗]")
"""What a full name ends in, and texts say without the peoples' names before it: 务川自治县."""
_EAST_AND_WEST = re.compile("东西部")
"""Behind a name, of whose end with 东 it makes no other: 秀山东西部协作 is no 山东."""


def is_id(key: str) -> bool:
    """Whether a key is a place's id, and not the name of a group of places (25个省份)."""
    return key[:6].isdigit()


class Candidate(NamedTuple):
    """A place that a name may mean."""

    id: str
    kind: str
    """full (酉阳土家族苗族自治县), short (酉阳县), bare (酉阳), alias (锡盟), historical (开县) or letter (渝)."""
    risk: str = ""
    """Why the name alone is weak evidence: word, cross, district or shared (see README.md); empty: it is not."""
    years: Years | None = None
    """When a historical name was the official one."""

    @property
    def risky(self) -> bool:
        """Whether the extractor should ask for more than the name."""
        return bool(self.risk)


class NameMatch(NamedTuple):
    """A place name at `start:end` of a text, and the places that it may mean, those of the highest level first."""

    start: int
    end: int
    name: str
    candidates: tuple[Candidate, ...]


class Gazetteer:
    """Places by id, and the names that find them. `load()` gives the one that ships."""

    def __init__(self, places: Mapping[str, Place], names: Mapping[str, tuple[Candidate, ...]]) -> None:
        """Takes places by id, and names with the places that each may mean, none for a word that is no name."""
        self.places = places
        self._names = names
        self._ancestors: dict[str, tuple[str, ...]] = {}
        self._patterns = list(names)
        self._weights = [self._weight(name) for name in names]
        self._automaton = daachorse.CharwiseDoubleArrayAhoCorasick(self._patterns)

    def ancestors(self, place_id: str) -> tuple[str, ...]:
        """The ids of all that a place is part of, nearest first; a town's or village's id (`500242/龙潭镇`) will do.

        Raises KeyError for an unknown adcode.
        """
        if place_id not in self._ancestors:
            above, slash, _ = place_id.rpartition("/")
            parent = above if slash else self.places[place_id].parent
            self._ancestors[place_id] = (parent, *self.ancestors(parent)) if parent else ()
        return self._ancestors[place_id]

    def is_within(self, place_id: str, ancestor: str) -> bool:
        """Whether a place is `ancestor` or a part of it."""
        return place_id == ancestor or ancestor in self.ancestors(place_id)

    def are_nested(self, one: str, other: str) -> bool:
        """Whether two places are the same or one is a part of the other."""
        return self.is_within(one, other) or self.is_within(other, one)

    def candidates(self, name: str) -> tuple[Candidate, ...]:
        """The places that a whole name may mean; empty for an unknown name."""
        return self._names.get(name, ())

    def meanings(self) -> dict[str, str]:
        """Every name with the full name of the place that it means, or with itself where it may mean several."""
        named = ((name, candidates) for name, candidates in self._names.items() if candidates)
        return {name: name if others else self.places[first.id].name for name, (first, *others) in named}

    def find(self, text: str) -> list[NameMatch]:
        """Every place name in a text, in order and without overlap.

        Where names overlap, the set with the greatest weight is taken: longer names before shorter, provinces before
        counties, so that 其中山东 gives 山东 and not 中山. Names within words that name no place (落落大方,
        新疆生产建设兵团) are left out.
        """
        found = self._automaton.find_overlapping(text)
        words = {at for start, end, pattern in found if not self._weights[pattern] for at in range(start, end)}
        ends = {end for _, end, pattern in found if self._weights[pattern]}
        names = [
            (start, end, pattern)
            for start, end, pattern in found
            if self._weights[pattern] and not (end - 1 in ends and _EAST_AND_WEST.match(text, end - 1))
        ]
        matches = (self._match(text, *match) for match in self._heaviest(names))
        return [match for match in matches if not words.issuperset(range(match.start, match.end))]

    def _weight(self, name: str) -> int:
        """What a name weighs against those that it overlaps; 0 for a word.

        The square keeps a name above the sum of those within it.
        """
        candidates = self._names[name]
        if not candidates:
            return 0
        level = self.places[candidates[0].id].level
        return 2 * len(name) ** 2 + _LEVEL_WEIGHT[level] + _RISK_WEIGHT * all(c.risk for c in candidates)

    def _heaviest(self, found: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
        """Of matches in the order of their ends, the ones without overlap that weigh most together."""
        ends = [end for _, end, _ in found]
        best = [0]  # best[i]: the weight of the best choice among the first i matches
        before = []  # before[i]: how many matches end before match i starts
        for index, (start, _, pattern) in enumerate(found):
            before.append(bisect_right(ends, start, 0, index))
            best.append(max(best[index], best[before[index]] + self._weights[pattern]))
        chosen, index = [], len(found)
        while index:
            if best[index] == best[index - 1]:
                index -= 1
            else:
                chosen.append(found[index - 1])
                index = before[index - 1]
        return chosen[::-1]

    def _match(self, text: str, start: int, end: int, pattern: int) -> NameMatch:
        name = self._patterns[pattern]
        if text[end - 1 : end + 1] in _WORDS_FROM_SUFFIX:
            stem = self._names.get(name[:-1])
            if stem and all(candidate.risk for candidate in stem):
                return NameMatch(start, end - 1, name[:-1], stem)
        autonomous = _AUTONOMOUS.match(text, end)
        ending = autonomous.group() if autonomous else ""
        meant = tuple(each for each in self._names[name] if self.places[each.id].name.endswith(ending))
        if not meant:
            return NameMatch(start, end, name, self._names[name])
        return NameMatch(start, end + len(ending), name + ending, meant)

    @cached_property
    def province_letters(self) -> Mapping[str, str]:
        """Provinces' ids by their one-character names: 鲁 is 370000, 川 and 蜀 are 510000."""
        return {letter: place_id for letter, place_id, _ in _rows("letters.tsv")}

    @cached_property
    def paired_letters(self) -> frozenset[str]:
        """The letters that are usual in pairs such as 鲁渝."""
        return frozenset(letter for letter, _, is_paired in _rows("letters.tsv") if is_paired == "1")

    @cached_property
    def city_letters(self) -> Mapping[str, str]:
        """Ids of cities by the letter that stands for them where workers go there: 来杭务工."""
        return dict(_rows("city_letters.tsv"))

    @cached_property
    def _pairing(self) -> re.Pattern[str]:
        run = f"(?P<run>[{''.join(sorted(self.paired_letters))}]{{2,5}})"
        words: dict[str, list[str]] = {"before": [], "after": []}
        for side, word in _rows("cooperation.tsv"):
            words[side].append(word)
        before = "|".join(f"(?<={word})" for word in words["before"])
        return re.compile(f'{run}(?=[“”‘’"》]?(?:{"|".join(words["after"])}))|(?:{before}){run.replace("run", "end")}')

    def find_letters(self, text: str) -> list[NameMatch]:
        """Runs of two to four province letters beside a word of co-operation (鲁渝协作), in order.

        The candidates of each match are no choice but all meant, one a letter, in the letters' order.
        """
        found = []
        for match in self._pairing.finditer(text):
            start, end = match.span()
            start += text[max(start - 1, 0) : start + 1] in self._names  # 江苏苏陕协作: the first 苏 ends 江苏
            end -= bool(match["end"]) and text[end - 1 : end + 1] in self._names  # 携手苏陕西安康: 陕 begins 陕西
            run = text[start:end]
            if 2 <= len(run) == len(set(run)) <= 4 and run not in self._names:
                ids = (self.province_letters[letter] for letter in run)
                found.append(NameMatch(start, end, run, tuple(Candidate(place_id, "letter") for place_id in ids)))
        return found

    @cached_property
    def _towns(self) -> Mapping[str, list[tuple[str, str]]]:
        """Counties and official names of towns by those names and by shorter ones."""
        towns: dict[str, list[tuple[str, str]]] = {}
        for county, names in _rows("towns.tsv.gz"):
            for entry in names.split("|"):
                forms = entry.split("/")
                for form in forms:
                    towns.setdefault(form, []).append((county, forms[0]))
        return towns

    def towns_named(self, name: str, within: Iterable[str] = (COUNTRY,)) -> list[Place]:
        """The towns (townships, subdistricts) of that name in the given provinces, prefectures or counties, by id.

        A township of a people is found without the people's name too: 喇叭沟门乡 is 喇叭沟门满族乡.
        """
        return [Place(f"{county}/{town}", town, "town", county) for county, town in self._within(name, within)]

    def towns_once_named(self, name: str, within: Iterable[str]) -> list[Place]:
        """The towns of that name in the given places, of another kind today: 陈家坝乡 that became 陈家坝镇."""
        kind = name[-1:]
        if kind not in _TOWN_KINDS or len(name) < _SHORTEST_RENAMED:
            return []
        places = {county for later in _TOWN_KINDS[kind] for county, _ in self._within(name[:-1] + later, within)}
        return [Place(f"{county}/{name}", name, "town", county) for county in sorted(places)]

    def _within(self, name: str, within: Iterable[str]) -> Iterator[tuple[str, str]]:
        wanted = set(within)
        for county, town in self._towns.get(name, ()):
            if county in wanted or not wanted.isdisjoint(self.ancestors(county)):
                yield county, town

    def has_towns(self, place_id: str) -> bool:
        """Whether towns are right below a place: a county, or a city without counties such as 东莞."""
        return place_id in self._above_towns

    @cached_property
    def _above_towns(self) -> frozenset[str]:
        return frozenset(county for towns in self._towns.values() for county, _ in towns)


def _rows(table: str) -> Iterator[list[str]]:
    data = files("kg.places").joinpath(table).read_bytes()
    if table.endswith(".gz"):
        data = gzip.decompress(data)
    return (line.split("\t") for line in data.decode("utf-8").splitlines()[1:])


def _place(row: list[str]) -> Place:
    place_id, name, level, parent, name_en, lat, lon = row
    position = (float(lat), float(lon)) if lat else (None, None)
    return Place(place_id, name, level, parent or None, name_en or None, *position)


@cache
def load() -> Gazetteer:
    """The gazetteer that ships with the package; read once."""
    places = {row[0]: _place(row) for row in _rows("places.tsv.gz")}
    names: dict[str, tuple[Candidate, ...]] = {}
    for name, place_id, kind, risk, since, until in _rows("names.tsv.gz"):
        if not place_id:  # a word that holds a name, such as 落落大方: found as well, so that the name in it is not
            names[name] = ()
            continue
        years = (int(since) if since else None, int(until) if until else None) if kind == "historical" else None
        names[name] = (*names.get(name, ()), Candidate(place_id, kind, risk, years))
    return Gazetteer(places, names)
