"""Organisations by a name of their own: before an ending that only they have (中铁建集团), before one that others have
too where the words around tell (引进的弘润纺织), and as who helps a place (国机动力定点帮扶淮滨县)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kg.extract.han import HAN
from kg.extract.names.organisation_name import (
    DEPARTMENT,
    NO_OFFICE,
    PARK,
    STOP,
    TAIL,
    VERBS,
    endings,
    is_whole,
    name_start,
    organisation_at,
)
from kg.extract.wordlists import alternation, lines, words_of
from kg.extract.words import frequency
from kg.model import Entity, Mention

_LONGEST, _LONGEST_TOLD = 22, 8
_BREAK = re.compile(
    rf"[^\u4e00-\u9fff]|{STOP}|{VERBS}|[给以据让被于并籍]|等地|[本该我](?=公司|集团|园|院)"
    rf"|[现时曾兼担出]任|(?<=[建办搞兴])起|帮(?!扶)|发展(?!有限|集团|公司|股份|控股|$)|{alternation('no_part_of_names.txt')}"
)
"""What no name goes on over, to the left of its ending."""
_INTRODUCES = re.compile(rf"(?:{alternation('before_names.txt')})[的了]?“?$")
_BEFORE = re.compile(rf"(?:.*(?:{alternation('before_names.txt')}|{alternation('now_words.txt')}))?(?=..)")
"""What says before a name what it is the name of, or when: 会员企业恒泰制衣, 如今桂香绣坊."""
_PROGRAMME = r"(?:定点|对口|结对|挂钩|联系|包[村县保])(?:帮扶|扶贫|支援|援助|帮助)"
_SINCE = r"(?:[自从于在]?\d{4}年[^，。；]{0,8})?(?:以来|开始|起|一直|先后|承担|具体|负责|牵头|[，,])*"
_AGAIN = re.compile(
    r"[^。]{0,40}?[，。、“]\s?(?:[该本这][家个]?|我们?)(?:公司|企业|厂|车间|作坊|绣?坊|园区?|酒店|农场)"
    r"|[^。]{0,40}[，。]\s?(?:厂里|坊里|厂长|公司|企业|车间|绣?坊|作坊|园区)"
)
"""After a name: words that stand for what it is the name of."""
_NO_NAME = rf"我[们省市县区州]|全[省市县区州国]|各|党[委组]|{alternation('no_part_of_helpers.txt')}"
"""What no name of a helper has in it."""


class OwnNames:
    """Finds them. Made once."""

    def __init__(self) -> None:
        sure = endings(lambda row: row["alone"] == "yes")
        told = endings(lambda row: row["alone"] in ("told", "vague"))
        self._sure = re.compile(rf"(?:{sure}(?!{sure}){TAIL}|{PARK}{DEPARTMENT}){NO_OFFICE}")
        self._told = re.compile(
            rf"(?!(?<=[工办建开])厂|(?<=劳)动力)(?:{told})+(?!(?:(?!的){HAN}){{0,4}}?(?:{sure}|{told})|(?!的){HAN}?[部厂店园社站]|[产区户局房家商长矿里])"
        )
        vague = endings(lambda row: row["alone"] == "vague")
        self._vague = re.compile(f"{vague}$")
        self._generic = re.compile(rf"(?:{alternation('now_words.txt')})?(?:{alternation('generic_words.txt')})*")
        self._product = re.compile(rf"(?:{words_of((*lines('generic_words.txt'), *lines('products.txt')))})*$")
        self._acts = re.compile(
            rf"(?:{alternation('adverbs.txt')})?(?:{alternation('after_firms.txt')})|的{HAN}{{0,6}}?(?:{alternation('own_parts.txt')})"
        )
        self._helps = re.compile(
            rf"(?<!{HAN})(?P<name>(?:(?!{STOP}|{VERBS}|{_PROGRAMME}|{_NO_NAME}){HAN}){{3,10}}?)[，,]?{_SINCE}{_PROGRAMME}了?(?=\S{{2}})"
        )

    def find(self, text: str, places: Iterable[Mention[Entity]]) -> Iterator[Mention[Entity]]:
        """Organisations by names without a place; 一家农业公司 is none."""
        taken = {at for place in places if place.rule != "letter" for at in range(place.start, place.end)}
        for match in self._sure.finditer(text):
            start = self._start(text, match.start(), _LONGEST)
            stem = text[start : match.start()]
            if self._is_named(text, start, match) and is_whole(text, match.end()):
                yield organisation_at(text, start, match.end(), "name of its own")
        for match in self._told.finditer(text):
            start = self._start(text, match.start(), _LONGEST_TOLD)
            is_free = taken.isdisjoint(range(start, match.end()))
            if is_free and self.is_told(text, start, match.start(), match.end()):
                yield organisation_at(text, start, match.end(), "told to be a name")
        for match in self._helps.finditer(text):
            start = match.start("name") + len(_BEFORE.match(match["name"]).group())  # type: ignore[union-attr]
            stem = text[start : match.end("name")]
            is_free = taken.isdisjoint(range(start, match.end("name")))
            if is_free and len(stem) > 2 and text.count(stem) > 1 and not self._product.match(stem):
                yield organisation_at(text, start, match.end("name"), "who helps")

    def is_told(self, text: str, start: int, ending: int, end: int) -> bool:
        """Whether the words around tell that a word such as 农业 ends a name, of which the stem is up to `ending`."""
        stem, name = text[start:ending], text[start:end]
        core = self._product.sub("", stem)
        core = stem if len(core) == 1 else core  # 黔牛 is no 牛
        before = text[max(0, start - 1) : start]
        if len(core) < 2 or before in ("家", "个", "所", "+") or not self._is_name(stem, name[len(stem) :], before):
            return False
        is_introduced = _INTRODUCES.search(text, max(0, start - 8), start)
        acts = self._acts.match(text, end) or _AGAIN.match(text, end)
        is_sure = frequency(core) == 0 or not self._vague.search(name)
        is_again = text.count(name) > 1
        return bool(is_introduced or (is_sure and (acts or is_again)) or (acts and is_again))

    def _is_named(self, text: str, start: int, ending: re.Match[str]) -> bool:
        """Whether a name of its own goes up to an ending that only names have, more than what its owner makes."""
        stem = text[start : ending.start()]
        is_product = self._product.fullmatch(stem) and not _INTRODUCES.search(text, max(0, start - 8), start)
        return not is_product and self._is_name(stem, ending.group(), text[max(0, start - 1) : start])

    @staticmethod
    def _start(text: str, end: int, longest: int) -> int:
        """Where the name begins that goes up to an ending."""
        first = max(0, end - longest)
        breaks = [each.end() for each in _BREAK.finditer(text, first, end)]
        start = name_start(text, breaks[-1] if breaks else first, end)
        before = _BEFORE.match(text, start, end)
        return before.end() if before else start

    def _is_name(self, stem: str, ending: str, before: str) -> bool:
        """Whether the words before an ending are a name, by themselves and by the character before them."""
        is_cut = before == "+" or (before.isalnum() and not re.match(HAN, before))
        is_any = (
            before in ("家", "个", "所", "某")
            or (ending == "公司" and len(stem) < 3 and before != "了" and frequency(stem) > 0)
            or ending in stem
        )
        return (
            len(stem) >= 2 and not is_cut and not is_any and (ending == "管委会" or not self._generic.fullmatch(stem))
        )
