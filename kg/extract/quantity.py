"""Figures: a number with its counter, and how exact it is. Counters and words of approximation are the ontology's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.extract.number import DIGITS, HAN_DIGITS, HAN_VALUES, MORE, NUMBER, tidy, value_of
from kg.model import Mention
from kg.ontology import Ontology, Unit


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure in base units, with the bounds that its words allow (None is open)."""

    value: float
    unit: Unit
    counter: str
    """The counter as written; empty for a bare sum (交通补贴195万)."""
    approx: str
    low: float | None
    high: float | None


Figure = Mention[tuple[Quantity, ...]]
"""A figure where it stands; two quantities are the ends of a range."""

# What a number must not follow (第37次, B2-2012; 数十家, but 总人数649人) or a counter lead into (3个月, 5人制).
_NOT_AFTER = rf"(?<![第几\dA-Za-z.\-—十百千万亿{HAN_DIGITS}])(?<!(?<![人户次件个总])数)"
_NOT_BEFORE = r"(?!月|多月|小时|工作日|星期|季度|世纪|百分点|半|部分|体工商|体户|(?<=家庭)(?:工坊|作坊|农场|牧场|医生))"
_NOT_IN_WORD = "(?<![签节合条契公线网车路附就最临邻])"
"""What a word of approximation must not follow: 签约, 线上, 附近."""
_RATE = re.compile(
    r"每人每(?P<per>月|年|天|日)|每(?P<alone>月|年|天|日)每人|(?P<person>每人|每名)|(?P<day>每天|一天|日均|一日|日工资|日薪)|(?P<month>每月|每个月)"
)
_PER = {"月": "yuan/month", "年": "yuan/year", "天": "yuan/day", "日": "yuan/day"}
_EITHER = re.compile(
    rf"(?P<head>(?:[{HAN_DIGITS}]?[十百千万亿])*)(?P<low>[{HAN_DIGITS}])(?P<high>[{HAN_DIGITS}])(?P<scale>[十百千万亿]*)"
)
"""七八万, 十七八, 三五百: one to the other."""
_RATE_REACH = 14
"""Characters before a sum in which 每人每月 makes it a rate."""
_SINGLE = re.compile(rf"[{HAN_DIGITS}]")
_PEOPLE = r"(?:务工|农村|脱贫|贫困|劳动|返乡|就业|外出)[\u4e00-\u9fff]{0,4}?(?:人|劳动力|群众|大军)"
"""What may follow a number of people that has no counter: 217万务工人."""
_PARTS = {"成": 10, "倍": 1}
"""What a ratio's counter divides by, where it is not a hundred."""
_COUNTS_SURELY = ("名", "家", "座", "趟", "列", "所", "户", "场", "倍", "期", "人", "位")
"""Counters that make a figure of a single Chinese numeral but 一: 两名医生, not 三个方面."""
_SCALE_ALONE = re.compile(r"[十百千万亿]+")
_WORDS = {"一半": 0.5, "半数": 0.5, "翻了一番": 1.0, "翻一番": 1.0, "翻番": 1.0}
"""Ratios that are words."""


class QuantityFinder:
    """Finds figures. Made once for an ontology."""

    def __init__(self, ontology: Ontology) -> None:
        self._units = {counter: unit for unit in ontology.units.values() for counter in unit.counters}
        self._money = ontology.units["yuan"]
        self._ratio = ontology.units["ratio"]
        self._person = ontology.units["person"]
        self._by_symbol = ontology.units
        prefixes = {word: a.name for a in ontology.approximations for word in a.prefixes}
        suffixes = {word: a.name for a in ontology.approximations for word in a.suffixes}
        self._approx_of = {**suffixes, **prefixes}
        counter = rf"(?:{_any(self._units)})"
        self._pattern = re.compile(
            rf"{_NOT_AFTER}(?P<prefix>{_NOT_IN_WORD}(?:{_any(prefixes)}))?(?P<core>"
            rf"(?:(?P<from>{NUMBER})(?P<from_counter>{counter})?[-－—–~～至到]+)?"
            rf"(?P<number>{NUMBER})[ 　]?(?P<more>{MORE})?"
            rf"(?P<counter>{counter})(?:(?<=成)(?P<tenth>[{HAN_DIGITS}]))?{_NOT_BEFORE}"
            rf"(?P<suffix>(?:{_any(suffixes)})(?![步点来程]))?)"
            rf"|(?P<bare_prefix>{_any(prefixes)})?(?P<bare>(?:{DIGITS})[余多]?[万亿])(?=[)）、，。；,;\s]|$|(?P<people>{_PEOPLE}))"
            rf"|(?P<half>{_any(_WORDS)})"
        )

    def find(self, text: str) -> list[Figure]:
        """The figures of a text, in order."""
        return [figure for figure in self.scan(text) if figure.value]

    def scan(self, text: str) -> Iterator[Figure]:
        """The figures of a text, in order, and what only looks like one: it has no quantity, and its rule says why."""
        for match in self._pattern.finditer(text):
            quantities = self._read(match, text)
            start = match.start("core") if match["core"] else match.start()
            rule = "range" if match["from"] else "quantity"
            if not quantities:
                rule = "range of two counters" if match["from"] else "determiner"
            yield Mention("quantity", start, match.end(), quantities, rule)

    def _read(self, match: re.Match[str], text: str) -> tuple[Quantity, ...]:
        if match["half"]:
            return (self._ratio_word(match["half"]),)
        if match["bare"]:
            unit = self._person if match["people"] else self._money
            return (self._quantity(match["bare"], unit, "", self._approx(match["bare_prefix"], match["bare"], None)),)
        number, counter = match["number"], match["counter"]
        if _is_determiner(match):
            return ()
        unit = self._rate(self._units[counter], text, match.start())
        if match["from"]:
            if match["from_counter"] and self._units[match["from_counter"]] != self._units[counter]:
                return ()
            low = self._quantity(_scaled(match["from"], number), unit, counter, "more_than")
            return low, self._quantity(number, unit, counter, "up_to")
        either = _EITHER.fullmatch(number)
        if either and _is_range(either["low"], either["high"]):
            head, scale = either["head"], either["scale"]
            low = self._quantity(head + either["low"] + scale, unit, counter, "more_than")
            return low, self._quantity(head + either["high"] + scale, unit, counter, "up_to")
        if match["tenth"]:  # 四成五
            number, counter = number + match["tenth"], "%"
        surface = number + (match["more"] or "")
        return (self._quantity(surface, unit, counter, self._approx(match["prefix"], surface, match["suffix"])),)

    def _ratio_word(self, word: str) -> Quantity:
        return Quantity(_WORDS[word], self._ratio, "", "exact", _WORDS[word], _WORDS[word])

    def _rate(self, unit: Unit, text: str, start: int) -> Unit:
        """The unit of a sum, a rate where 每人 or 每人每月 stands before it."""
        if unit != self._money:
            return unit
        rates = list(_RATE.finditer(text, max(0, start - _RATE_REACH), start))
        if not rates or re.search(r"[，,。；;、：]", text[rates[-1].end() : start]):
            return unit
        per = rates[-1]["per"] or rates[-1]["alone"] or _alone(rates[-1])
        return self._by_symbol[_PER[per] if per else "yuan/person"]

    def _approx(self, prefix: str | None, number: str, suffix: str | None) -> str:
        if prefix:
            return self._approx_of[prefix]
        if re.search(MORE, number):
            return self._approx_of["余"]
        return self._approx_of[suffix] if suffix else "exact"

    def _quantity(self, number: str, unit: Unit, counter: str, approx: str) -> Quantity:
        value = value_of(number)
        if unit is self._ratio:
            value = tidy(value / _PARTS.get(counter, 100))
        low = None if approx in ("less_than", "up_to", "about") else value
        high = None if approx in ("more_than", "about") else value
        return Quantity(value, unit, counter, approx, low, high)


def _is_range(low: str, high: str) -> bool:
    """Whether two digits are the ends of a range: 七八, 两三 and 三五 are, 二八 is not."""
    return 0 < HAN_VALUES[low] < HAN_VALUES[high] <= HAN_VALUES[low] + 2


def _alone(rate: re.Match[str]) -> str | None:
    """The time of a rate that names no person: 每天, 每月."""
    return "天" if rate["day"] else "月" if rate["month"] else None


def _is_determiner(match: re.Match[str]) -> bool:
    """一家, 两地, 百家: determiners and idioms more often than figures. 三成, 近百家, 两名 and 万元 are figures."""
    number, counter = match["number"], match["counter"]
    if match["more"] or match["from"] or counter == "成":
        return False
    if _SCALE_ALONE.fullmatch(number) and not (number == "十" and counter in _COUNTS_SURELY and counter != "人"):
        return not match["prefix"] and number[0] + number[1:2] not in ("十万", "十亿") and number + counter != "万元"
    return bool(_SINGLE.fullmatch(number)) and (number == "一" or counter not in _COUNTS_SURELY)


def _scaled(low: str, high: str) -> str:
    """The low end of 3至5万元 with the scale that only the high end carries."""
    scale = re.search(r"[万亿]+$", high)
    return low + scale.group() if scale and not re.search(r"[万亿]", low) else low


def _any(words: Iterable[str]) -> str:
    """An alternation in which a longer word comes before its beginning."""
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))
