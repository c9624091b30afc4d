"""What a page says of itself: who published it, when, and who wrote it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.page.byline import authors
from kg.extract.page.page_date import DATE, TIME, implied_date, stated_date
from kg.extract.wordlists import alternation, lines, words_of
from kg.model import Span, Text

_HAN = r"[\u4e00-\u9fff·]"
_MARKS = r"[\s•-]*"
_COLON = "[:：/／|｜丨︱]"
_HEAD, _TAIL = 10, 10
"""Lines at a page's beginning and end in which it speaks of itself."""


@dataclass(frozen=True, slots=True)
class Stated:
    """A value with the words that state it."""

    value: str
    span: Span
    rule: str


@dataclass(frozen=True, slots=True)
class Source:
    """What a page says of itself; `today` is its date as far as it is known, stated or not."""

    publisher: Stated | None
    published: Stated | None
    authors: tuple[Stated, ...]
    today: str | None


class SourceFinder:
    """Finds the lines in which a page speaks of itself. Made once."""

    def __init__(self) -> None:
        after, body = alternation("next_labels.txt"), f"(?:{alternation('publishing_bodies.txt')})"
        label, dated = alternation("publisher_labels.txt"), alternation("date_labels.txt")
        media = f"(?:{alternation('media_suffixes.txt')})"
        long = [word for word in lines("media_suffixes.txt") if len(word) > 2]
        whole, papers = words_of(long), [word for word in lines("media_suffixes.txt") if re.fullmatch(".报", word)]
        roles = r"文|作者|记者|通讯员|编辑|责任编辑|责编|供稿|撰稿|采写|发[表布]于"
        medium = rf"(?P<name>{_HAN}{{2,12}}?{media}|{whole})"
        sure = rf"(?P<name>{_HAN}{{2,12}}?(?:{words_of([*long, *papers])})|{whole})"
        day, told = r"(?:\d{1,2}月\d{1,2}日(?:\d{1,2}时)?)?", r"(?:消息|(?<!通)讯|电(?![子商视影话力器脑]))"
        self._publishers = {
            "label": re.compile(rf"(?:{label})\s?{_COLON}\s*(?P<name>[^\s:：,，。、|()（）\[\]【】\d]{{2,24}})"),
            "named label": re.compile(
                rf"(?:原载于?|转载?自|摘自|首发于|来源于|来源[ \t　]+|(?<!{_HAN})据)[“《]?{medium}"
            ),
            "masthead": re.compile(
                rf"^{_MARKS}(?:原创\s+(?:{_HAN}{{2,4}}\s+)?)?(?P<name>{_HAN}{{2,14}}?{media}|{_HAN}{{2,4}}(?:人社|就业|教育|卫健|妇联|工会)"
                rf"|{_HAN}{{2,10}}(?=\s+20\d\d\S+(?:\s+\d\d?[:：]\d\d(?:[:：]\d\d)?)?\s+(?:{roles})))[\s|｜丨•·/-]+(?:{DATE}|https?:|(?:{dated})\s?[:：])",
                re.M,
            ),
            "head line": re.compile(rf"^{_MARKS}{sure}[ \t　]*(?:$|[|｜])", re.M),
            "dateline": re.compile(rf"^\s*{medium}(?:[-—·]?{_HAN}{{2,10}}?)?{day}\s?{told}", re.M),
            "full dateline": re.compile(rf"^\s*{medium}\s?{DATE}\s?{told}", re.M),
            "byline": re.compile(
                rf"{medium}(?:客户端)?(?:消息|讯|电)?\s?[(（|｜︱丨/]?\s?(?:见习|首席|特约)?(?:全媒体)?记者"
            ),
            "date line": re.compile(
                rf"{DATE}{TIME}(?:\s*[|｜丨·•]|\s+来自|\s)\s*(?P<name>(?!星期|第.{{1,2}}版|发[表布]于|{after}){_HAN}{{3,16}})"
                rf"(?=\s*$|[\s|｜丨·]+(?:{roles}))",
                re.M,
            ),
            "label of a body": re.compile(
                rf"(?:作者|编者|发布人?|编[印发制写]|撰稿|信息提供|提供单位)\s?{_COLON}\s*(?P<name>{_HAN}{{2,20}}{body})(?=[\s)）】]|$)"
            ),
            "supplied": re.compile(
                rf"(?<!{_HAN})(?P<name>{_HAN}{{2,20}}{body})(?:供稿|编印|编发|整理|宣)(?=[\s)）】]|$)"
            ),
            "medium and author": re.compile(
                rf"^{_MARKS}{sure}[ \t　]+{_HAN}{{2,4}}(?:[ \t、　]+{_HAN}{{2,4}}){{0,3}}[ \t　]*$", re.M
            ),
            "signature": re.compile(rf"^\s*(?P<name>{_HAN}{{3,24}})\s+{DATE}(?:\s*星期.)?\s*$", re.M),
            "signature in the line": re.compile(
                rf"(?<!{_HAN})(?P<name>{_HAN}{{4,24}}(?:局|厅|委|委员会|办公室|政府|中心|医院|部|公司)){DATE}(?=\s|$|【)",
                re.M,
            ),
        }
        self._next_label = re.compile(rf"(?:{after}).*")
        self._no_publisher = re.compile(rf"(?:{alternation('no_publishers.txt')})$")

    def find(self, text: Text) -> Source:
        """What the page's text, and where it has nothing the crawl, says of the page."""
        clean = text.clean
        zones = list(_zones(clean))
        stated = stated_date(clean, zones)
        published = Stated(*stated) if stated else None
        today = published.value if published else text.page.published or implied_date(clean)
        return Source(self._publisher(clean, zones), published, tuple(_authors(clean, zones)), today)

    def _publisher(self, text: str, zones: list[Span]) -> Stated | None:
        for rule, pattern in self._publishers.items():
            for zone in zones[:1] if rule == "head line" else zones:
                for match in pattern.finditer(text, *zone):
                    name = match["name"].strip('“”"《》.·-—')
                    if "label" in rule:
                        name = self._next_label.sub("", name).strip('“”"《》')
                    is_name = len(re.findall(_HAN, name)) > 1 and not self._no_publisher.match(name)
                    is_name = is_name and not _OWN.search(name)
                    if is_name and not _is_headline(text, match, rule):
                        return Stated(name, match.span(), f"publisher: {rule}")
        return None


def _authors(text: str, zones: list[Span]) -> Iterator[Stated]:
    seen = set()
    for zone in zones:
        for name, span in authors(text, zone):
            if name not in seen:
                seen.add(name)
                yield Stated(name, span, "author")


_OWN = re.compile("本[报网刊台站]$")
_PUBLISHER_ENDS = re.compile(
    r"(?:局|厅|委|办|室|政府|网|(?<![简快通汇喜战捷播公情])报|社|中心|部|院|站|台|发布|在线|客户端|公司|集团)[”》]?$"
)


def _is_headline(text: str, match: re.Match[str], rule: str) -> bool:
    """Whether a line next to a date's line is the page's headline: it is at the top and ends like no publisher."""
    is_beside = rule not in ("signature", "date line") or "\n" not in match.group().strip()
    is_top = not text[: match.start()].strip() or rule == "date line"
    return is_top and not is_beside and not _PUBLISHER_ENDS.search(match["name"])


def _zones(text: str) -> Iterator[Span]:
    """The head and the tail of a text."""
    lines = [match.span() for match in re.finditer(r"[^\n]+", text) if match.group().strip()]
    if lines:
        yield lines[0][0], lines[min(_HEAD, len(lines)) - 1][1]
        yield lines[-min(_TAIL, len(lines))][0], lines[-1][1]


_MEDIUM = re.compile(rf"(?:{alternation('media_suffixes.txt')}|记者)$")


def is_medium(name: str) -> bool:
    """Whether a name is a newspaper's, a station's or a site's."""
    return bool(_MEDIUM.search(name))
