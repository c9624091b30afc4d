"""What a person became, founded and received: 当上组长, 创办合作社, 获评“先进个人”."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.han import HAN
from kg.extract.names.doer import founder
from kg.extract.names.organisation import LED, kind_of
from kg.extract.names.person import THEY, current_person, last_person
from kg.extract.reading import Reading
from kg.extract.sentence import Sentence
from kg.extract.wordlists import alternation
from kg.model import Entity, Relation

_BECOMES = (
    rf"{alternation('becoming_verbs.txt')}|[请聘][他她]当|当(?!地|起|上)|做(?!好)"
    r"|干(?=了?[^，。；,;]{1,8}工)|(?<!主)任|[是为]一[名位]|[^，。；,;]{2,16}的一[名位]"
)
_WORKER = "(?<![务民打员职分手加施竣开做散零临])工(?![作程人艺资厂地])"
_TRADE = rf"[员长师]|[月育][嫂儿]嫂?|{_WORKER}|{alternation('trades.txt')}"
_COMES_TO_BE = re.compile(
    rf"(?:{_BECOMES})[了过]?(?:[一二两三四五六七八九十几\d]+[多余]?年多?的?)?(?:[这那]\S{{1,8}}的)?(?:一[名位个])?"
    rf"(?P<name>(?:(?![的年了过]){HAN}){{0,5}}?(?:{_TRADE}))(?!{HAN}{{0,2}}会)"
)
_FOUNDED = re.compile(
    rf"(?:{alternation('own_business_verbs.txt')})+了?(?:一[家个])?(?:自己的)?"
    rf"“?(?P<name>(?![的这该]){HAN}{{0,18}}?(?:厂(?![房区里长家商])|{alternation('own_businesses.txt')}))"
)
_RECEIVES = "(?:被?评[为上]|被?评选为|被?授予|荣获|获评|获得了?|获颁|摘得|捧回|当选为?|入选|荣登|荣立|获)"
_AWARDED = re.compile(rf"{_RECEIVES}[^，。“”,]{{0,10}}“(?P<name>[^”]{{2,16}})”")
_TITLE_OF_HONOUR = rf"[特一二三]等[功奖]|优秀[^，。；称]{{2,10}}|{alternation('honours.txt')}"
_HONOURED = re.compile(
    rf"{_RECEIVES}(?:了)?(?P<name>(?:(?!称号|[的了]){HAN}){{0,14}}?(?:{_TITLE_OF_HONOUR}))"
    r"(?=等?(?:荣誉)?称号|[，。；、）,;]|$)"
)
"""A title without quotation marks."""
_GRANT = (
    rf"(?P<name>(?:(?![了的元笔得到取份过]){HAN}){{2,12}}?(?:{alternation('grants.txt')}))(?!政策|资金|标准|申请|款)"
)
_GRANTED = re.compile(
    rf"(?:获得|拿到|申请到?|领到|领取|收到|贷到|贷了|申领到?|享受到?)了?[^，。；,;]{{0,16}}?"
    rf"{_GRANT}"
)
_GIVEN = re.compile(
    rf"[给为帮替]{THEY.pattern}[^，。；,;]{{0,3}}?(?:发放|办理|办[下好]|申请|申领|争取|协调|落实|送[来上去]|提供|批|兑现|贷)[了到下来]*"
    rf"{_GRANT}"
)
"""The like, from who gives it: 县就业局为她发放创业担保贷款15万元."""
BECAME = "became"
"""The rule of a post that a person came to hold."""
_DEEDS = (
    ("holds_position", _COMES_TO_BE, BECAME),
    ("founded", _FOUNDED, "founded"),
    ("received", _AWARDED, "awarded"),
    ("received", _HONOURED, "awarded"),
    ("received", _GRANTED, "granted"),
    ("received", _GIVEN, "granted"),
)
"""Predicate, words, rule."""


def find_deeds(reading: Reading, sentence: Sentence) -> Iterator[Relation]:
    """What a person became, founded, received."""
    yield from _founders(reading, sentence)
    for predicate, pattern, rule in _DEEDS:
        for match in pattern.finditer(reading.clean, sentence.start, sentence.end):
            if predicate == "holds_position" and reading.within(reading.organisations, match.span("name")):
                continue  # 担任县一中副校长
            named = current_person(reading, sentence, match.start("name"))
            person = named or last_person(reading, sentence)
            if not person or (person.rule == "official" and (rule != "awarded" or not named)):
                continue
            target = Entity("Organization", match["name"]) if predicate == "founded" else match["name"]
            yield Relation(person.value, predicate, target, reading.evidence(match.span(), rule))


def _founders(reading: Reading, sentence: Sentence) -> Iterator[Relation]:
    """Who founded the firm that a clause begins with or leads to: 公司是返乡青年陈立军创办的."""
    for clause in sentence.clauses:
        person = founder(reading, clause)
        named = reading.within(reading.organisations, (sentence.start, person.start)) if person else []
        own = [each for each in named if kind_of(each.value.name) in LED]
        if person and own:
            yield Relation(
                person.value, "founded", own[-1].value, reading.evidence((own[-1].start, clause[1]), "founded by")
            )
