"""What the names of organisations are built of: their endings, the fields of departments, and what ends a name."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from kg.extract.han import HAN
from kg.extract.wordlists import alternation, lines, table, words_of
from kg.extract.words import word_over, words
from kg.model import Entity, Mention

LEVELS = "(?:自治区|[省市州县区盟旗])"
STOP = (
    "[的了在和与及由把将从到向是有已个名读某]|(?<!华)为|(?<![高中初])等|对(?![口外])"
    "|(?<!第)[一二两三四五六七八九十几多数各][家所间座]|家家(?!政)|首[家个]"
)
"""Characters and words that no name has in it."""
VERBS = (
    r"组织(?!部)|联合(?!会|社|保险|银行|证券|水泥|大学|集团|公司|体|国)"
    rf"|[新改扩修]建|[担出就兼]任|建设(?![银集工投有局委厅发控股职开])|{alternation('no_name_verbs.txt')}"
)
"""Verbs over which no name goes on: 汶川县引进绵阳市…公司."""
MIDDLE = rf"(?:(?!{STOP}|{VERBS}){HAN}){{0,18}}?"
"""What stands between a place and an ending."""
NO_OFFICE = (
    "(?!生|(?<=[一二三四五六七八九十]中)[学等心]|们|科技园|(?<=发布)会|(?<=社)会|镇|书记|副书记|常委|委员|讯"
    "|[近约超共]?\\d(?!\\d{3}年)|[^\u4e00-\u9fff]{0,2}记者)"
)
PARK = "(?:园区|开发区|高新区|经开区|新区)"


@cache
def kinds() -> dict[str, dict[str, str]]:
    """The rows of the endings of names by the endings."""
    return {row["ending"]: row for row in table("organisations.tsv")}


def endings(is_meant: Callable[[dict[str, str]], bool]) -> str:
    """The endings whose rows are meant, as a group for a pattern."""
    return f"(?:{words_of(word for word, row in kinds().items() if is_meant(row))})"


@cache
def ending_of(name: str) -> dict[str, str] | None:
    """The row of the longest ending that a name has."""
    return next((row for at in range(len(name)) if (row := kinds().get(name[at:]))), None)


@cache
def departments() -> dict[str, str]:
    """The fields of departments by all the words for each: 人社 is 人力资源和社会保障."""
    return {word: row["name"] for row in table("departments.tsv") for word in (row["name"], *row["others"].split())}


FIELD = f"(?:{words_of(departments())})"
DEPARTMENT = rf"{FIELD}(?:{alternation('department_bodies.txt')})(?:(?:帮扶|扶贫)集团)?"
_COLLEGE = rf"(?<=大学)(?![与和及、])(?:(?!{VERBS})(?![的在由把将从到向]){HAN}){{2,14}}?学院"
_BRANCH = rf"(?:(?!{STOP}|{VERBS}){HAN}){{0,6}}?(?:有限责任公司|有限公司|分公司|分行|支行|分院|分局|项目部)"
_RAILWAY = rf"(?!{STOP}){HAN}{{2,4}}?(?:车务|机务|工务|电务|供电|客运|车辆)段"
_AFFILIATED = rf"附属(?:第[一二三四五六七八九十]+)?{HAN}{{0,4}}?(?:医院|中学|小学)"
_OFFICE = rf"管委会|管理委员会|工会|(?<=委)办公室|(?<=政府){FIELD}?办(?:公室)?"
TAIL = f"(?:{_COLLEGE}|{_BRANCH}|{_RAILWAY}|{_AFFILIATED}|{_OFFICE})?"
"""What part of an organisation a name goes on with: 绵阳师范大学教育学院, 中国银行汶川支行."""


def organisation_at(text: str, start: int, end: int, rule: str) -> Mention[Entity]:
    """The organisation that a text names at `start:end`, by the words there."""
    return Mention("organisation", start, end, Entity("Organization", text[start:end]), rule)


_NO_PART = frozenset(lines("no_name_words.txt"))
_NO_PART_ALONE = frozenset("又也都就还并而但或使令让叫请被过往去没不很最更已每各某此哪你他她它欠乘占赴抵挑凭按照至")
_COUNT = re.compile(r"(?!第)[一二两三四五六七八九十百千几数多]+[余多]?[个名家人位所座间批次处种项届]")
_LEADS = re.compile(rf"[长员]|{alternation('posts.txt')}|们")


def name_start(text: str, start: int, end: int, is_brand: bool = False) -> int:
    """Where what may be a name up to `end` begins: after its last word that no name has in it (乘坐, 历届, 三所).

    `is_brand`: single characters are those of a brand.
    """
    begin = at = start
    for word in words(text[start:end]):
        at += len(word)
        if word in _NO_PART or _COUNT.fullmatch(word) or (word in _NO_PART_ALONE and not is_brand):
            begin = at
    return begin


def is_whole(text: str, end: int) -> bool:
    """Whether a name ends where a word does, or a post begins: no 财政协 in 财政协作, but 公安局 in 公安局长."""
    over = word_over(text, end)
    return not over or over[0] < end - 1 or bool(_LEADS.fullmatch(text, end, over[1]))
