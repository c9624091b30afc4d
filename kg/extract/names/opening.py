"""Names that open a clause, with what tells that they are names: 王建国毕业于…, 李明辉，东营市人社局干部."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.han import HAN
from kg.extract.names.name import (
    ANY,
    FOLLOWS,
    LOOSE,
    SOUNDS,
    USUAL,
    called_before,
    is_name,
    is_word_after,
    name_end,
)
from kg.extract.names.title import TITLE
from kg.extract.reading import Naming
from kg.extract.wordlists import alternation
from kg.extract.words import frequency, is_of_words

_RARE = 1
"""From which frequency on the first two of three characters make no name that only stands there more than once."""
_COMMON = 600
"""From which frequency what may be a given name is a word, where nothing else tells that it is a name: 科技, 老师."""
_CLAUSE_OPENS = r"(?<=[，。！？；：”“　\s\n,:;])|^"
_POSTS = alternation("posts.txt")
_IS_ONE = rf"是[^，。；,;]{{1,24}}(?:[人户员工民师生长]|{alternation('persons_told_to_be.txt')})"
_IN_BRIEF = (
    r"[，（(,](?:男|女|今年|现年|\d\d岁|(?:19|20)\d\d年(?:\d{1,2}月)?出?生|是[^，。；,;]{1,24}[人民户员])"
    r"|[，,]“?[6-9]0后|今年\d\d"
)
_SAYS = "(?:说[，：。,:]|(?:表示|指出|强调|认为)[，：,:]|介绍[，：,:说])"
_IN_OFFICE = rf"(?:[现曾原历出挂兼担转升调])?任(?![务期命]|职于)[^，。；,;\n]{{0,20}}(?:{_POSTS})"
_WITH_FAMILY = r"[和的](?:丈夫|妻子|爱人|儿子|女儿|父亲|母亲|老伴)|一家[^，。,]{0,3}口"
_APPOSED = (
    r"[，,：:](?:现任|时任)?[^，。；,;\n]{2,24}?"
    rf"(?:干部|职工|教师|医生|村民|员工|工人|专业[^，。]{{0,4}}生|{_POSTS})[，。；、（(,;\n]"
)
_OPENS = re.compile(
    rf"(?:{_CLAUSE_OPENS}|(?<=的)|(?<=其中))(?P<name>{USUAL})(?:[和与、](?P<other>{USUAL})(?=[是都一在说来]))?"
    rf"(?={_IS_ONE}|{_IN_BRIEF}|{_SAYS}|{_IN_OFFICE}|{_WITH_FAMILY}|{_APPOSED}"
    rf"|笑[着了说呵]|正(?![式常确值好当规月逢是因])|作为[^，。,]{{1,24}}[，,]|{alternation('tells_of_persons.txt')})"
)
"""A name that opens a clause on a person: 王建国毕业于…, 李明辉，东营市人社局干部."""
_TELLS = re.compile(
    rf"(?:{_CLAUSE_OPENS})(?P<name>{LOOSE})"
    r"(?=来自|毕业于|家住|家在|出生于|[原现曾历时]任|告诉记者|坦言|感慨|今年\d\d岁|家(?:里)?[有种养]"
    r"|[，（(,](?:男|女)[，、,]|[，（(,]\d\d岁|说[：，。,:]|介绍说|笑着说|回忆)"
)
"""A name of whatever given name that opens a clause and tells of the person."""
_APPOSITION = re.compile(
    rf"[，,：:](?:现任|时任)?(?P<all>[^，。；,;\n]{{0,24}}?(?P<post>{TITLE}(?:、[^，。；,;\n]{{0,24}}?{TITLE})*))(?=[，。；（(,;\n])"
)
_POST_APPOSED = re.compile(rf"[，,](?:现任|时任)?[^，。；,;\n]{{2,24}}?(?:{_POSTS})[，、,]")
"""After a name that may be a common word too: 林海滨，市委办公室主任，."""
_SOUNDS = re.compile(
    rf"(?:{_CLAUSE_OPENS})(?P<name>{SOUNDS})"
    rf"(?={_SAYS}|{_IS_ONE}|告诉记者|笑着说|高兴地|带着|和(?:丈夫|妻子|家人))"
)
"""A name of foreign sound that opens a clause."""
_AGAIN = re.compile(rf"(?:{_CLAUSE_OPENS}|(?:见到|走进|对|让|跟着|找到|遇到|认识))(?P<name>{USUAL})(?={HAN})")
"""What may be a name as a clause opens, if the page has it more than once."""
_EDITOR = re.compile(r"(?:编辑|责编|编审|审核|校对|终审|[一二三]审|监制|摄影?|图)\s?[:：]\s?$")
_LIKE = re.compile(rf"(?:像|和|同)(?P<name>{USUAL})(?=这样|那样|一样)")
_PARTS = re.compile(
    rf"(?:(?<=[的，。、\s“岁是叫员民户人位名,])|^)"
    rf"(?P<name>(?:(?![的岁是叫]){HAN}){{2,6}}·{HAN}{{2,7}}?(?:·{HAN}{{2,7}}?)?){FOLLOWS}"
)
_TIBETAN = re.compile(f"(?:{alternation('tibetan_names.txt')}){{2,3}}")


def opening(clean: str) -> Iterator[Naming]:
    """Names as clauses open, and those that are known by their build or by being said again."""
    yield from _with_parts(clean)
    for match in _TIBETAN.finditer(clean):
        yield Naming(match.group(), match.span(), "two names")
    for match in _AGAIN.finditer(clean):
        name = match["name"]
        is_editor = _EDITOR.search(clean, max(0, match.start("name") - 6), match.start("name"))
        is_again = len(name) > 2 and clean.count(name) > 1 and not is_editor and not is_word_after(name, _COMMON)
        if is_again and is_name(name, False, _RARE) and _is_whole(clean, match):
            yield Naming(name, match.span("name"), "named more than once")
    for match in _SOUNDS.finditer(clean):
        if not is_of_words(match["name"]):
            yield Naming(match["name"], match.span("name"), "opens a clause")
    for pattern, rule in ((_LIKE, "like them"), (_TELLS, "opens a clause")):
        for match in pattern.finditer(clean):
            if is_name(match["name"], False, ANY) and _is_whole(clean, match):
                yield Naming(match["name"], match.span("name"), rule)
    for match in _OPENS.finditer(clean):
        for group in ("name", "other"):
            is_apposed = bool(_POST_APPOSED.match(clean, match.end()))
            is_apposed = is_apposed and frequency(match[group] or "") < _COMMON
            if match[group] and is_name(match[group], is_apposed, ANY) and _is_whole(clean, match, group):
                after = _APPOSITION.match(clean, match.end(group))
                post, at = (after["post"], after.span("post")) if after else (None, None)
                yield Naming(match[group], match.span(group), "opens a clause", post, at)


def _is_whole(clean: str, match: re.Match[str], group: str = "name") -> bool:
    """Whether no word goes on over the end of a name (蓝鹰工程), and none begins a clause with it (但王飞说)."""
    return match[group][0] not in "那但" and name_end(clean, match.span(group)) == match.end(group)


def _with_parts(clean: str) -> Iterator[Naming]:
    """Names with ·, wherever they stand."""
    for match in _PARTS.finditer(clean) if "·" in clean else ():
        start = match.start("name") + called_before(match["name"])
        name = clean[start : match.end("name")]
        if is_name(name, False):
            yield Naming(name, (start, match.end("name")), "name with parts")
