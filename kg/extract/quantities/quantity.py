"""Figures: a number with its counter, and how exact it is. Counters and words of approximation are the ontology's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TypeVar

from kg.extract.quantities.determiner import is_determiner
from kg.extract.quantities.number import DIGITS, HAN_DIGITS, HAN_VALUES, MORE, NUMBER, tidy, value_of
from kg.extract.wordlists import alternation, table, words_of
from kg.model import Mention, Observation
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


Counted = TypeVar("Counted", Quantity, Observation)

Figure = Mention[tuple[Quantity, ...]]
"""A figure where it stands; two quantities are the ends of a range."""

# What a number must not follow (第37次, B2-2012; 数十家, but 总人数649人) or a counter lead into (3个月, 5人制).
_NOT_AFTER = rf"(?<![第几\dA-Za-z.\-—十百千万亿{HAN_DIGITS}])(?<!(?<![人户次件个总])数)"
_NOT_BEFORE = (
    rf"(?!(?<=期)间|(?<=个)多?亿|(?<=成)[就果绩为立功效都群本品套交熟]|{alternation('after_counters.txt')}|制(?!衣|鞋|造|药)"
    r"|(?<=家庭)(?:工坊|作坊|农场|牧场|医生))"
)
_NOT_BETWEEN = rf"(?<![第几\d.\-—十百千万亿{HAN_DIGITS}])"
"""What a word of approximation must not follow as a number must not, but it may follow letters: LNG近4600吨."""
_NOT_IN_WORD = "(?<![签节合条契公线网车路附就最临邻])"
"""What a word of approximation must not follow: 签约, 线上, 附近."""
_RATE = re.compile(
    r"每人每(?P<per>月|年|天|日)|每(?P<alone>月|年|天|日)每人|(?P<person>每人|每名|每[\u4e00-\u9fff]{2,8}[1一][人名])"
    r"|(?P<day>每天|一天|日均|一日|日工资|日薪)|(?P<month>每月|每个月)|(?P<year>每年(?!累计)|年均)"
)
_PER = {"月": "yuan/month", "年": "yuan/year", "天": "yuan/day", "日": "yuan/day"}
_EITHER = re.compile(
    rf"(?P<head>(?:[{HAN_DIGITS}]?[十百千万亿])*)(?P<low>[{HAN_DIGITS}])(?P<high>[{HAN_DIGITS}])(?P<scale>[十百千万亿]*)"
)
"""七八万, 十七八, 三五百: one to the other."""
_RATE_REACH = 14
"""Characters before a sum in which 每人每月 makes it a rate."""
_BOUND_OF = re.compile(r"(不低于|不少于|不超过|不高于)[^，,。；;、\d]{1,20}的\s?$")
_BOUND_REACH = 26
_KIND = (
    "务工|农村|脱贫|贫困|劳动|返乡|就业|外出|建档立卡|困难|农牧区?|各族|搬迁|失业|残疾|富余|剩余|"
    "当地|本地|少数民族|高校"
)
_PEOPLE = (
    rf"(?:{_KIND}){{0,4}}(?:{alternation('people_nouns.txt')})"
    rf"|(?:{_KIND}){{1,4}}人"
)
_ONE_OF_PEOPLE = re.compile(
    rf"(?:{_KIND}){{0,4}}(?:劳动力|劳力|群众|农民工?|牧民|村民|居民|毕业生|大学生|学生|工人|职工|妇女|青年|残疾人|孩子|老人|乡亲)"
    r"(?!合作社|创业|工[坊会]|专业|之家|驿站|培训|中心|协会|夜校|车间|服务|技能|小区|社区|集中|安置|文化|组织|公寓|宿舍|食堂|就业[基车服示]"
    r"|小组|市场|突击队|[\u4e00-\u9fff]{0,3}(?:[屋室站馆园厅堂院营]|中心|基地|平台|专[列车场]|品牌|项目|工程|居住?点))"
)
"""After 个, which counts people then: 50个贫困劳动力."""
_PEOPLE_BEFORE = re.compile(
    r"(?:农民工|劳动力|人员|群众|人口|人数)(?:总数|总量|规模|人数)?(?:[已约近超将]|达到?|为|有|超过|突破)*$"
)
_VISITS_BEFORE = re.compile(
    r"(?:人次|(?:门诊|门急诊|急诊|接诊|诊疗|就诊|客流|游客)量)(?:[已约近超将]|达到?|为|有|超过|突破)*$"
)
_HOUSEHOLDS = rf"(?:{_KIND}){{0,4}}[贫脱农牧]?[困贫民]?户(?!籍|外|均)"
_OF_HOUSEHOLDS = re.compile(_HOUSEHOLDS + "|(?:[农牧贫脱困]|贫困|脱贫)*家庭")
"""After 家, which counts households then: 6万家农户."""
_AREAS = (
    r"(?:省[份区市](?!级)|团场|[县区市州旗乡][县区市州镇]|[县镇村旗](?![级长委域城民里干])"
    r"|市(?![级长委场民值属政直辖]))"
)
"""What may follow a number of people, households or areas that has no counter: 217万务工人, 6县区."""
_YEAR = re.compile(r"(?:19|20)\d\d")
_OF_MONEY = re.compile(r"(?:资|款|投入|补[贴助]|金额|贷|捐|产值|收入|销售额?|奖)[\u4e00-\u9fff]{0,5}$")
"""Before a sum that has no 元 and leads on: 投入5000万的资金, 补贴十五万."""
_PARTS = {"成": 10, "倍": 1}
"""What a ratio's counter divides by, where it is not a hundred."""
_RATIO_WORDS = {row["word"]: (float(row["value"]), row["approx"]) for row in table("ratio_words.tsv")}
_FRACTION = (
    rf"(?P<whole>百|千|万|[{HAN_DIGITS}十]+)分之(?P<part>[{HAN_DIGITS}十百]+(?:点[{HAN_DIGITS}]+)?)"
    r"|(?<=[的占到约近过达])(?P<over>[1-9])/(?P<under>[2-9]|10)(?![\d/月])"
)
"""百分之八十五, 三分之二, 占到总资金的1/3."""


class QuantityFinder:
    """Finds figures. Made once for an ontology."""

    def __init__(self, ontology: Ontology) -> None:
        self._units = ontology.unit_of
        self._money = ontology.units["yuan"]
        self._ratio = ontology.units["ratio"]
        self._by_symbol = ontology.units
        prefixes = {word: a.name for a in ontology.approximations for word in a.prefixes}
        suffixes = {word: a.name for a in ontology.approximations for word in a.suffixes}
        self._approx_of = {**suffixes, **prefixes, "过": "more_than", "破": "more_than", "来": "about"}
        counter = rf"(?:{words_of(self._units)})"
        first = {word[0] for word in (*prefixes, *_RATIO_WORDS)}
        self._begin = re.compile(rf"[\d{HAN_DIGITS}十百千万亿过破\-－−{re.escape(''.join(sorted(first)))}]")
        begin, before, after = (
            _NOT_BETWEEN + _NOT_IN_WORD,
            words_of(prefixes),
            rf"(?:{words_of(suffixes)})(?![步点来程])",
        )
        self._pattern = re.compile(
            rf"(?:(?P<prefix>{begin}(?:{before})[ 　]?|(?<![通超经不突难])[过破](?=[百千万亿]))|{_NOT_AFTER})(?P<core>"
            rf"(?:(?P<from>{NUMBER})(?P<from_counter>{counter})?[-－—–~～至到]+"
            rf"|(?P<low>[{HAN_DIGITS}])、(?=[{HAN_DIGITS}][十百千万]))?"
            rf"(?P<minus>(?<=[为是率速至到：:（(])[-－−](?=\d))?"
            rf"(?P<number>{NUMBER})[ 　]?(?P<more>{MORE}|来)?"
            rf"(?P<counter>{counter})(?:(?<=成)(?P<tenth>[{HAN_DIGITS}]))?{_NOT_BEFORE}"
            rf"(?P<suffix>{after})?)"
            rf"|(?:(?P<bare_prefix>{begin}(?:{before})[ 　]?)|{_NOT_AFTER})(?:"
            rf"(?P<bare>(?>{DIGITS})(?:个多?(?=亿)|[余多])?[万亿](?:\d+万)?[余多]?)(?=(?P<end>[)）、，。；,;\s]|$|的))"
            rf"|(?P<crowd>(?>{DIGITS})[余多]?[万亿]?[余多]?)"
            rf"(?=(?P<people>{_PEOPLE})|(?P<households>{_HOUSEHOLDS})|(?P<areas>{_AREAS})))"
            rf"|(?P<han>(?<=[款资贴助奖贷捐入力口])[{HAN_DIGITS}十百千]+[万亿]"
            rf"|(?:(?<=[薪挣月入])|(?<=[挣赚领卖]了))[{HAN_DIGITS}十百千]+[千万][{HAN_DIGITS}]?)(?=[)）、，。；,;\s]|$)"
            rf"|(?P<ratio_prefix>{before})?(?P<ratio>{words_of(_RATIO_WORDS)}|{_FRACTION})(?P<ratio_suffix>{after})?"
        )

    def find(self, text: str) -> list[Figure]:
        """The figures of a text, in order."""
        return [figure for figure in self.scan(text) if figure.value]

    def scan(self, text: str) -> Iterator[Figure]:
        """The figures of a text, in order, and what only looks like one: it has no quantity, and its rule says why."""
        before: Figure | None = None
        for match in self._matches(text):
            quantities = self._read(match, text)
            if quantities and before:
                quantities = self._as_listed(quantities, before, text[before.end : match.start()])
            start = match.start("core") if match["core"] else match.start()
            rule = "range" if match["from"] else "quantity"
            if not quantities:
                rule = "range of two counters" if match["from"] else "determiner"
            figure = Mention("quantity", start, match.end(), quantities, rule)
            before = figure if quantities else before
            yield figure

    def _matches(self, text: str) -> Iterator[re.Match[str]]:
        """What the pattern finds; tried only where a figure can begin, as that takes a third of the time."""
        at = 0
        while begin := self._begin.search(text, at):
            match = self._pattern.match(text, begin.start())
            at = match.end() if match else begin.start() + 1
            if match:
                yield match

    def _as_listed(self, quantities: tuple[Quantity, ...], before: Figure, between: str) -> tuple[Quantity, ...]:
        """Sums after a rate in a list are rates too: 每人补助600元、400元."""
        rate = before.value[-1].unit
        is_listed = between in ("、", "和", "或") and rate.unit_class == self._money.unit_class
        return tuple(replace(q, unit=rate) if is_listed and q.unit == self._money else q for q in quantities)

    def _read(self, match: re.Match[str], text: str) -> tuple[Quantity, ...]:
        if match["ratio"]:
            return (self._ratio_of(match),)
        if match["crowd"]:
            return self._crowd(match)
        if match["bare"] or match["han"]:
            return self._sum(match, text)
        number, counter = match["number"], match["counter"]
        if is_determiner(match) or (counter == "起" and _YEAR.fullmatch(number)):
            return ()
        unit = self._rate(self._units[counter], text, match.start())
        if counter == "家" and _OF_HOUSEHOLDS.match(text, match.end("counter")):
            unit = self._by_symbol["household"]
        elif counter == "个" and _ONE_OF_PEOPLE.match(text, match.end("counter")):
            unit, counter = self._by_symbol["person"], "个人"
        if match["from"]:
            from_unit = self._units.get(match["from_counter"] or counter)
            if from_unit is None or from_unit.unit_class != unit.unit_class:
                return ()
            low = self._quantity(_scaled(match["from"], number), unit, counter, "more_than")
            return low, self._quantity(number, unit, counter, "up_to")
        either = _EITHER.fullmatch((match["low"] or "") + number)
        if either and _is_range(either["low"], either["high"]):
            head, scale = either["head"], either["scale"]
            low = self._quantity(head + either["low"] + scale, unit, counter, "more_than")
            return low, self._quantity(head + either["high"] + scale, unit, counter, "up_to")
        if match["tenth"]:  # 四成五
            number, counter = number + match["tenth"], "%"
        suffix = match["suffix"] or ("来" if match["more"] == "来" else None)
        surface = number + (match["more"] or "")
        prefix = match["prefix"] or (self._bound_of(text, match.start()) if unit is self._ratio else None)
        quantity = self._quantity(surface, unit, counter, self._approx(prefix, surface, suffix))
        return (negated(quantity) if match["minus"] and unit is self._ratio else quantity,)

    def _crowd(self, match: re.Match[str]) -> tuple[Quantity, ...]:
        """A number of people, households or areas whose noun follows without a counter."""
        symbol = "person" if match["people"] else "household" if match["households"] else "count"
        if _YEAR.fullmatch(match["crowd"]):
            return ()
        approx = self._approx(match["bare_prefix"], match["crowd"], None)
        return (self._quantity(match["crowd"], self._by_symbol[symbol], "个" if match["areas"] else "", approx),)

    def _sum(self, match: re.Match[str], text: str) -> tuple[Quantity, ...]:
        """A sum of money without 元, or a number of people without 人 where those stand before it: 农民工达到7800万."""
        leads_on = match["end"] == "的"
        if leads_on and not _OF_MONEY.search(text, max(0, match.start() - 9), match.start()):
            return ()
        surface = match["bare"] or match["han"]
        before = max(0, match.start() - _RATE_REACH), match.start()
        unit = self._money
        if _PEOPLE_BEFORE.search(text, *before):
            unit = self._by_symbol["person"]
        elif _VISITS_BEFORE.search(text, *before):
            unit = self._by_symbol["person-time"]
        return (self._quantity(surface, unit, "", self._approx(match["bare_prefix"], surface, None)),)

    def _ratio_of(self, match: re.Match[str]) -> Quantity:
        """A ratio in words, or a fraction."""
        value, approx = _RATIO_WORDS.get(match["ratio"], (None, "exact"))
        if value is None:
            whole = match["whole"] or match["under"]
            part, _, decimals = (match["part"] or match["over"]).partition("点")
            number = float(f"{value_of(part)}.{value_of(decimals) if decimals else 0}")
            value = tidy(number / value_of(whole))
        stated = self._approx(match["ratio_prefix"], "", match["ratio_suffix"])
        return _bounded(value, self._ratio, "", stated if stated != "exact" else approx)

    def _rate(self, unit: Unit, text: str, start: int) -> Unit:
        """The unit of a sum, a rate where 每人 or 每人每月 stands before it."""
        if unit != self._money:
            return unit
        rates = list(_RATE.finditer(text, max(0, start - _RATE_REACH), start))
        if not rates or re.search(r"[，,。；;、：]", text[rates[-1].end() : start]):
            return unit
        per = rates[-1]["per"] or rates[-1]["alone"] or _alone(rates[-1])
        return self._by_symbol[_PER[per] if per else "yuan/person"]

    def _bound_of(self, text: str, start: int) -> str | None:
        """The word of approximation before what a ratio is a share of: 不低于总资金的10%."""
        bound = _BOUND_OF.search(text, max(0, start - _BOUND_REACH), start)
        return bound[1] if bound else None

    def _approx(self, prefix: str | None, number: str, suffix: str | None) -> str:
        if prefix:
            return self._approx_of[prefix.rstrip()]
        if re.search(MORE, number):
            return self._approx_of["余"]
        return self._approx_of[suffix] if suffix else "exact"

    def _quantity(self, number: str, unit: Unit, counter: str, approx: str) -> Quantity:
        value = value_of(number)
        if unit is self._ratio:
            value = tidy(value / _PARTS.get(counter, 100))
        return _bounded(value, unit, counter, approx)


def _bounded(value: float, unit: Unit, counter: str, approx: str) -> Quantity:
    """A figure with the bounds that its approximation leaves."""
    low = None if approx in ("less_than", "up_to", "about") else value
    high = None if approx in ("more_than", "about") else value
    return Quantity(value, unit, counter, approx, low, high)


def negated(figure: Counted) -> Counted:
    """A figure below nought, its bounds turned with it: -3.2%, 下降6%."""
    low, high = figure.low, figure.high
    return replace(figure, value=-figure.value, low=None if high is None else -high, high=None if low is None else -low)


def _is_range(low: str, high: str) -> bool:
    """Whether two digits are the ends of a range: 七八, 两三 and 三五 are, 二八 is not."""
    return 0 < HAN_VALUES[low] < HAN_VALUES[high] <= HAN_VALUES[low] + 2


def _alone(rate: re.Match[str]) -> str | None:
    """The time of a rate that names no person: 每天, 每月, 每年."""
    return "天" if rate["day"] else "月" if rate["month"] else "年" if rate["year"] else None


def _scaled(low: str, high: str) -> str:
    """The low end of 3至5万元 with the scale that only the high end carries."""
    scale = re.search(r"[万亿]+$", high)
    return low + scale.group() if scale and not re.search(r"[万亿]", low) else low
