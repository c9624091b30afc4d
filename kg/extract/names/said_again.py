"""Words that stand for an organisation named before: 公司, 该院, 厂里, 队员们."""

from __future__ import annotations

import re
from bisect import insort
from collections.abc import Iterable, Iterator
from dataclasses import replace
from operator import attrgetter

from kg.extract.han import HAN
from kg.extract.names.doer import LEAD
from kg.extract.names.organisation import LED, is_team, kind_of
from kg.extract.reading import Reading
from kg.extract.wordlists import alternation, table, words_of
from kg.model import Entity, Mention

_START = attrgetter("start")
_FAR = 400
"""Characters after which 公司 alone no longer stands for the one named last of several."""
_KINDS = {row["word"]: set(row["kinds"].split()) for row in table("organisation_words.tsv")}
_WORD = words_of(_KINDS)
_KINDS |= {"这里": set(LED), "这儿": set(LED)}
_NO_BODY = (
    rf"长(?!期|年)|[和与](?![^，。；]{{0,10}}?\d)|[、及等内外前中口门们结房区家商，。；：,:;]"
    rf"|里的|的(?![^，。；]{{0,4}}?(?:{alternation('own_parts.txt')}))|结对|建设|就业|招工|地址|名称"
)
"""After a word that stands for none: 学校、医院, 公司地址."""
_AT_WORK = (
    r"(?:上班|工作|务工|就业|打工|实习|担任|培训|学艺|学技|[当做干任学跑开管守值带时后])(?![^，。；]{0,4}的是)"
    rf"|的(?:一[名位])?{HAN}{{0,5}}?(?:{alternation('posts.txt')}|{alternation('trades.txt')}|[员工师长])"
)
"""After where somebody works: 在公司上班, 进厂学挡车, 是公司的细纱班长."""
_SAID = re.compile(
    rf"(?P<sure>该|本|这[家个所支]|[上前]述|我们)(?P<that>{_WORD})(?![\u4e00-\u9fff]?们)"
    r"|(?<![\u4e00-\u9fff·])(?P<group>前[方线](?:指挥部|工作组))"
    rf"|(?<![^，。；：！？“”、\n　 ,:;]){LEAD}(?:[据由]|在(?!企业|学校|医院))?"
    rf"(?:(?P<phase>[一二三四]期)(?!间)|(?P<bare>{_WORD}))(?!{_NO_BODY})"
    rf"|(?:(?<=[在到进是为])|(?<=进了))(?P<at>{_WORD}|这[里儿])(?=里?(?:{_AT_WORK}))"
)
_IN_PHASES = ("园", "园区", "基地", "公司", "工厂")
"""What is built in phases, by the ends of its name."""
_PASSING = re.compile(r"(?:毕业于|[就入]读于?|考[入上取]了?|来自|[原曾]是|[原曾]在|曾任|早年在)$")
"""Before an organisation that only tells of somebody's past."""
_FOUNDED = re.compile(rf"(?:{alternation('founding_verbs.txt')})了?$")
"""Before the firm whose story a page tells: he 创办了 it, so 公司 is no other."""
_LONGEST_BEFORE = 4
_PART = re.compile(r"(?<=集团|公司|银行|大学|学院|医院|学校)(?:工会|团委|党委|机关|总部|志愿服务队|项目部|驻村工作队)$")
_GROUPS = ("集团", "集团公司")
_GROUP_FORM = re.compile(r"集团(?:股份|控股)?(?:有限)?(?:责任)?公司$")
_ANY_FIRM = ("公司", "企业")
"""Words that firms of any name are called by; 集团 is first one that is called so."""
_WORKS = re.compile(r"[厂场]$")
"""A firm that is called 厂 and not 公司, unless it has a brand alone."""


def said_again(reading: Reading, named: Iterable[Mention[Entity]]) -> Iterator[Mention[Entity]]:
    """该中心, and 公司 at the beginning of a clause, as the organisation of its kind that was named or meant last."""
    known = sorted([*named, *_wholes(named)], key=_START)
    for match in _SAID.finditer(reading.clean):
        word = match["that"] or match["group"] or match["bare"] or match["at"]
        could_be = [each for each in reading.before(known, match.start()) if _may_be(each.value, word)]
        meant = _meant(reading, could_be, word, match.start(), bool(match["sure"]))
        if meant:
            start = match.start() if match["sure"] else match.end() - len(match["phase"] or word)
            mention = Mention("organisation", start, match.end(), meant, "said again")
            insort(known, mention, key=_START)
            yield mention


def _meant(
    reading: Reading, could_be: list[Mention[Entity]], word: str | None, position: int, is_sure: bool
) -> Entity | None:
    """Which organisation a word stands for of those that it may, the nearest first: one that is called so before
    others, one of which the page tells before one of somebody's past, and the firm that somebody founds there."""
    told = [each for each in could_be if not _follows(_PASSING, reading, each)]
    called = [each for each in told or could_be if word and word not in _ANY_FIRM and _is_called(each.value, word)]
    founded = [each for each in told if word in _ANY_FIRM and _follows(_FOUNDED, reading, each)]
    could_be = called or founded or told or could_be
    is_only = len({each.value for each in could_be}) == 1
    is_near = could_be and (is_sure or is_only or position - could_be[0].end <= _FAR)
    return could_be[0].value if is_near else None


def _follows(words: re.Pattern[str], reading: Reading, mention: Mention[Entity]) -> bool:
    return bool(words.search(reading.clean, max(0, mention.start - _LONGEST_BEFORE), mention.start))


def _wholes(named: Iterable[Mention[Entity]]) -> Iterator[Mention[Entity]]:
    """What named parts are parts of: 云顶集团 where the page names 云顶集团工会."""
    for mention in named:
        part = _PART.search(mention.value.name)
        if part and mention.end - mention.start > len(part.group()):
            whole = Entity("Organization", mention.value.name[: part.start()])
            yield replace(mention, end=mention.end - len(part.group()), value=whole)


def _is_called(organisation: Entity, word: str) -> bool:
    """Whether an organisation's name ends in a word, but for its legal form: 集团 in 九江港投集团有限公司."""
    name = organisation.name
    return name.endswith(word) or (word in _GROUPS and bool(_GROUP_FORM.search(name)))


def _may_be(organisation: Entity, word: str | None) -> bool:
    """Whether a word, or a phase, may stand for an organisation: 企业 for any firm, 妇联 for one that is called so."""
    if word is None:
        return organisation.name.endswith(_IN_PHASES)
    name, kinds = organisation.name, _KINDS[word]
    if name.endswith(word) or ("team" in kinds and is_team(organisation)):
        return True
    is_other = word == "公司" and _WORKS.search(name)
    return kind_of(name) in kinds and not is_other
