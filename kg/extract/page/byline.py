"""Who wrote a page, by its lines of authors: （记者 李明 通讯员 王芳）, 文/李明, 作者：李明."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.names.name import APART, USUAL, is_name
from kg.extract.wordlists import alternation, lines
from kg.model import Span

_HAN = "[\u4e00-\u9fff·]"
_ROLES = sorted(lines("author_roles.txt"), key=len, reverse=True)
_ROLE = f"(?:{'|'.join('[ 　]*'.join(map(re.escape, role)) for role in _ROLES)})"
"""Words before an author's name, their characters set apart too: 记　者."""
_COLON = "[:：/／|｜︱丨∕]"
_NAMES = rf"{_HAN}{{1,4}}(?:[ \t、/　]+{_HAN}{{1,4}})*"
_BYLINES = (
    re.compile(rf"[(（【\[](?P<names>[^()（）【】\[\]\n]{{0,30}}?{_ROLE}[^()（）【】\[\]\n]{{1,60}})[)）】\]]"),
    re.compile(
        rf"(?P<names>(?:{_ROLE}\s?(?:{_COLON}\s?|[ \t　]+)|(?<!{_HAN})文\s?{_COLON}\s?(?:By\s)?)"
        rf"(?:{_HAN}{{2,10}}{_ROLE}\s?)?{_NAMES})(?=[\s,，)）;；。/|｜]|$|{_ROLE})"
    ),
    re.compile(
        rf"(?:讯|电|消息)\s?(?P<names>(?:本报)?{_ROLE}{USUAL}(?:[ \t、　]{USUAL}){{0,3}})"
        rf"(?=[，,]?\s?(?:{_ROLE}|摄影|报道))"
    ),
    re.compile(rf"^[ \t　]*(?P<names>{_ROLE}[ \t　]*\n\s*{_NAMES})[ \t　]*$", re.M),
    re.compile(rf"^[ \t　]*(?P<names>(?:{_HAN}{{0,16}}?{_COLON}?[ \t　]?)(?:{_ROLE}{_NAMES})+)[ \t　]*$", re.M),
)
"""In brackets; after a role and a mark; in the dateline, up to the next role; a line of nothing else."""
SPEAKER = re.compile(
    rf"^[ \t　]*(?P<name>{APART})[ \t　]*\n"
    rf"[ \t　]*(?P<titles>[^\n，。]{{0,24}}(?:{alternation('posts.txt')}))[ \t　]*$",
    re.M,
)
"""A speech's speaker: a line with the name, and one with the posts."""
_LISTED = rf"(?P<names>(?:{USUAL}|{APART})(?:[ \t、　]+(?:{USUAL}|{APART})){{0,4}})"
_SIGNED = (
    re.compile(rf"(?:。[”]?\s?|^[ \t　]*)[(（](?:文[ \t　]+)?{_LISTED}[)）][ \t　|]*$", re.M),
    re.compile(rf"。[”]?\s?[(（]{_HAN}{{2,12}}[办局科部站委室股处队镇乡院校社][ \t　]+{_LISTED}[)）][ \t　|]*$", re.M),
    re.compile(rf"\d日\s?(?:电|讯|消息)\s?[(（]{_LISTED}[)）]"),
    re.compile(rf"^[^，。\n]{{2,12}}(?:消息|讯)\s?[(（]{_LISTED}[)）]", re.M),
    re.compile(rf"^[ \t　]*{_LISTED}[ \t　]*\n\s*(?=20\d\d\s?[年./-]|来源\s?[:：])", re.M),
)
"""Names alone in brackets: after the last sentence, in a line of their own, or in the dateline; and without brackets in
a line before the date's or the source's."""
_PART = re.compile(
    rf"(?:{_ROLE}|文(?=\s?{_COLON}))(?:\s|{_COLON}|By\s)*(?P<names>.*?)(?={_ROLE}|摄影|摄|供图|编辑|校对|审核|发自|$)",
    re.S,
)
_NAME = re.compile(rf"{_HAN}+")
_NO_NAME = re.compile(
    f"{alternation('not_names.txt')}|^[省市县区州旗镇乡本我]|[台报网社局厅办委联]$|(?:科|部|室|办|处)$(?<=^..)|(?:宣传|信息|综合|组织|编辑)[科部处]$"
)
_TAKEN_BY = re.compile(r"(?:报道|摄影|文图|摄|文|图)$")
_APART = re.compile(r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff])[ 　]+([\u4e00-\u9fff])(?![\u4e00-\u9fff])")
"""A name of two characters set apart: 李 键."""


def authors(text: str, zone: Span) -> Iterator[tuple[str, Span]]:
    """The names of the authors that a zone of a text states, each with the span of its byline."""
    for pattern in _BYLINES:
        for match in pattern.finditer(text, *zone):
            for part in _PART.finditer(match["names"]):
                for token in _NAME.finditer(_APART.sub(r"\1\2", part["names"])):
                    name = _TAKEN_BY.sub("", token.group()) if len(token.group()) > 3 else token.group()
                    if (2 <= len(name) <= 4 or "·" in name.strip("·")) and not _NO_NAME.search(name):
                        yield name, match.span()
    for match in SPEAKER.finditer(text, *zone):
        yield re.sub(r"\s", "", match["name"]), match.span("name")
    for pattern in _SIGNED:
        for match in pattern.finditer(text, *zone):
            names = [token.group() for token in _NAME.finditer(_APART.sub(r"\1\2", match["names"]))]
            if all(is_name(name, is_official=False) and not _NO_NAME.search(name) for name in names):
                yield from ((name, match.span()) for name in names)
