"""Sections of a page: what stands under a heading that names a place or an organisation is about that one.

A heading is a line of its own (【隆林】, 二、东乡县, ◆理塘县 “飞地”效益显, 国家电网：连续八年获好评), or the words
with which a paragraph begins (（一）镇雄县。长宁区选派…, 永靖县：建成…).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.extract.han import MARKS
from kg.extract.names.organisation import is_agency, kind_of
from kg.extract.page.side import direction
from kg.extract.places.own_place import OWN, in_line
from kg.extract.reading import Reading
from kg.model import Entity, Mention, Span

_MARK = re.compile(
    rf"\s*(?:(?P<bullet>[{MARKS}])+|(?P<aside>[（(][一二三四五六七八九十\d]{{1,3}}[)）])"
    r"|(?P<han>[一二三四五六七八九十]{1,3}[、.．])|(?P<digit>\d{1,2}(?:[、．]|\.(?!\d)))|(?P<ring>[①-⑳]))?\s*"
    r"(?P<bracket>[【〔〖\[])?\s*"
)
"""With what a heading begins before its name; the group that matches is its form."""
_LABELS = re.compile(r"[ 　]*(?:[】〕〗\]：:]|$)", re.MULTILINE)
"""After the name of a heading without a mark."""
_ENDS_NAME = re.compile(r"[ 　]*(?:[】〕〗\]：:。|丨·]|——|$)|[ 　]+", re.MULTILINE)
"""After the name of one with a mark."""
_SPEAKS = re.compile(
    r"[^，。；：:\n、]{0,12}(?:书记|[省市州县区旗镇乡]长|主任|局长|部长|队长|负责人|负责同志|领导|代表|干部|嘉宾)[^，。；：:\n、]{0,4}[：:]"
)
"""After the place of somebody who speaks in what follows: 红河县副县长李伟：."""
_TALKS = re.compile(r"(?:[^，。；：:\n（()]{0,12}?[ 　])?(?P<name>[\u4e00-\u9fff·]{2,5})(?:先生|女士|同志)?[：:]")
"""A line of what somebody says whom the page has introduced: 李伟：我县去年…"""
_ASKS = re.compile(r"(?:主持人|[^，。；：:\n]{0,12}?记者[^，。；：:\n]{0,16}|问|提问)[：:]")
_LEAST_TALK = 2
"""Of so many lines that ask or talk a page is a talk, in which each goes on until the next."""
_TO = re.compile(r"\s*(?:[-—－~～→]+|(?:对口)?(?:帮扶|支援|协作)|结对|与|和|·)\s*")
"""Between the two names of a heading: 拱墅区—宣恩县."""
_BY = re.compile(r"[在向为给对占居与和同到赴]$")
_LONGEST_HEADING, _LONGEST_LEAD = 40, 16


@dataclass(frozen=True, slots=True)
class _Heading:
    whose: Entity
    form: str
    line: Span
    runs_in: bool
    """Whether the text goes on in the same line."""
    rule: str = "heading"
    """Or `speaker`: who speaks calls it 我县."""


def find_sections(reading: Reading) -> list[Mention[Entity]]:
    """The sections that a heading gives to a place or an organisation, each with whom it is about, in order."""
    found: list[Mention[Entity]] = []
    current: _Heading | None = None
    above: _Heading | None = None
    lines = [match.span() for match in re.finditer(r"\S[^\n]*\S|\S", reading.clean)]
    is_talk = sum(_ASKS.match(reading.clean, *line) is not None for line in lines) >= _LEAST_TALK
    for line in lines[1:]:
        heading = _speaker(reading, line) if is_talk else None
        heading = heading or _heading(reading, line)
        is_over = current and (_is_turn(reading, line) if is_talk else _ends(reading, current, line))
        if current and (heading or is_over):
            found.append(Mention("section", current.line[0], line[0], current.whose, current.rule))
            current = None
        is_list = above and heading and not above.runs_in and not heading.runs_in
        current = None if is_list else heading or current
        above = heading
    if current:  # what follows the last of several that run in sums up
        end = current.line[1] if current.runs_in else len(reading.clean)
        found.append(Mention("section", current.line[0], end, current.whose, current.rule))
    return found


def _heading(reading: Reading, line: Span) -> _Heading | None:
    """The heading with which a line begins."""
    form, at = _form(reading, line)
    is_alone = _is_line(reading, line)
    body = next(iter(reading.within(reading.organisations, (at, at + 1))), None)
    if body:
        is_whole = bool(form) and body.end >= line[1] and kind_of(body.value.name) == "company"  # 1.某某公司
        is_label = not form and reading.clean[body.end : body.end + 1] in ("：", ":")
        is_heading = is_alone and not is_agency(body.value) and (is_whole or is_label)
        return _Heading(body.value, form, line, False) if is_heading else None
    name = next((m for m in reading.within(reading.places, (at, at + 1)) if m.rule not in ("letter", "own")), None)
    if name is None or any(start <= line[0] < end for start, end in reading.tables):
        return None
    name = _second(reading, name) or name
    ends = _ENDS_NAME if form else _LABELS
    speaks = _SPEAKS.match(reading.clean, name.end, line[1]) is not None
    has_figure = bool(reading.within(reading.quantities, line))
    is_bare = form not in ("", "bracket") and is_alone and reading.is_own(name.value) and not has_figure
    is_heading = is_bare or speaks or ends.match(reading.clean, name.end) is not None
    rule = "speaker" if speaks else "heading"
    is_section = is_heading and not _gives(reading, name.value)
    return _Heading(name.value, form, line, not is_alone, rule) if is_section else None


def _speaker(reading: Reading, line: Span) -> _Heading | None:
    """The place of somebody who speaks in a line, whom the page introduced as of it: 哈密市副市长李伟."""
    talks = _TALKS.match(reading.clean, *line)
    for known in re.finditer(re.escape(talks["name"]), reading.clean[: line[0]]) if talks else ():
        start = max(reading.clean.rfind(mark, 0, known.start()) for mark in "，。；：\n") + 1
        places = [m for m in reading.within(reading.places, (start, known.start())) if m.rule != "letter"]
        if places and places[-1].value.id and not _gives(reading, places[-1].value):
            return _Heading(places[-1].value, "", line, True, "speaker")
    return None


def _is_turn(reading: Reading, line: Span) -> bool:
    """Whether somebody else asks or talks in a line."""
    return bool(_ASKS.match(reading.clean, *line) or _TALKS.match(reading.clean, *line))


def _gives(reading: Reading, place: Entity) -> bool:
    """Whether a place gives to the page's own."""
    return bool(reading.home) and direction(reading.gazetteer, place.key, str(reading.home)) == 1


def _form(reading: Reading, line: Span) -> tuple[str, int]:
    """The kind of mark with which a line begins, and where the words after it do."""
    mark = _MARK.match(reading.clean, *line)
    assert mark  # it may be empty
    return mark.lastgroup or "", mark.end()


def _second(reading: Reading, first: Mention[Entity]) -> Mention[Entity] | None:
    """The receiver where a heading names the two places of a pairing; the second where nothing tells."""
    between = _TO.match(reading.clean, first.end)
    second = next(iter(reading.within(reading.places, (between.end(), between.end() + 1))), None) if between else None
    if second is None or not _LABELS.match(reading.clean, second.end):
        return None
    is_giver = direction(reading.gazetteer, second.value.key, first.value.key) == 1
    return Mention("place", second.start, second.end, first.value, "name") if is_giver else second


def _is_line(reading: Reading, line: Span) -> bool:
    """Whether a line is short and does not end as a sentence does."""
    words = reading.clean[slice(*line)].strip()
    return len(words) <= _LONGEST_HEADING and not words.endswith(("。", "；", "，", "！", "？", "”"))


def _ends(reading: Reading, current: _Heading, line: Span) -> bool:
    """Whether a line without such a heading ends a section: it has the heading's mark, or begins with a wider place."""
    form, _ = _form(reading, line)
    if form == current.form and (form or current.runs_in or _is_line(reading, line)):
        return True
    lead = line[0], min(line[1], line[0] + _LONGEST_LEAD)
    own = OWN.search(reading.clean, *lead)
    first = next((m for m in reading.within(reading.places, lead) if m.rule != "letter"), None)
    wider = reading.line(current.whose.key)[1:]
    if own and own["level"] and own["of"] != "该" and (first is None or own.start() < first.start):
        return in_line(reading.gazetteer, current.whose.id, own["level"]) in wider
    return bool(first and not _BY.search(reading.clean, line[0], first.start) and first.value.key in wider)
