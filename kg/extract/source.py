"""What a page says of itself: who published it, when, and who wrote it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.wordlists import alternation
from kg.model import Span, Text

_HAN = r"[\u4e00-\u9fff·]"
_DATE = r"(?P<year>(?:19|20)\d\d)\s?[年./-]\s?(?P<month>\d{1,2})\s?[月./-]\s?(?P<day>\d{1,2})\s?日?"
_HEAD, _TAIL = 10, 6
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
        label = alternation("publisher_labels.txt")
        media = alternation("media_suffixes.txt")
        self._publishers = {
            "label": re.compile(rf"(?:{label})\s?[:：]\s*(?P<name>[^\s:：,，。、|()（）\d]{{2,24}})"),
            "byline": re.compile(
                rf"(?P<name>{_HAN}{{2,10}}?(?:{media}))(?:客户端)?(?:消息|讯|电)?\s?[(（]?(?:见习|首席|特约)?(?:全媒体)?记者"
            ),
            "date line": re.compile(
                rf"{_DATE}(?:\s+\d\d?:\d\d(?::\d\d)?)?\s+(?P<name>(?!星期|第.{{1,2}}版){_HAN}{{3,16}})\s*$", re.M
            ),
            "masthead": re.compile(rf"^\s*(?P<name>{_HAN}{{2,14}}?(?:{media}))\s+{_DATE}", re.M),
            "signature": re.compile(rf"^\s*(?P<name>{_HAN}{{3,24}})\s+{_DATE}(?:\s*星期.)?\s*$", re.M),
        }
        self._author = re.compile(
            rf"(?:作者|记者|通讯员|撰稿|撰文)(?:\s?[:：]\s*|\s+)(?P<names>{_HAN}{{2,4}}(?:[\s、]+{_HAN}{{2,3}})*)(?=[\s,，)）;；。/|]|$)"
            rf"|[(（](?:{_HAN}{{0,8}})?(?:记者|通讯员)\s?(?P<inner>{_HAN}{{2,4}}(?:[\s、]+{_HAN}{{2,3}})*)[)）]",
        )
        self._not_names = re.compile(alternation("not_names.txt"))

    def find(self, text: Text) -> Source:
        """What the page's text, and where it has nothing the crawl, says of the page."""
        clean = text.clean
        zones = list(_zones(clean))
        published = self._published(clean, zones)
        today = published.value if published else text.page.published or _implied_date(clean)
        return Source(self._publisher(clean, zones), published, tuple(self._authors(clean, zones)), today)

    def _publisher(self, text: str, zones: list[Span]) -> Stated | None:
        for rule, pattern in self._publishers.items():
            for zone in zones:
                match = pattern.search(text, *zone)
                if match and not _is_headline(text, match, rule):
                    return Stated(match["name"].strip('“”"《》'), match.span(), f"publisher: {rule}")
        return None

    def _published(self, text: str, zones: list[Span]) -> Stated | None:
        labelled = re.compile(rf"(?:发布|发表|填报|更新|编辑)?(?:时间|日期)\s?[:：]\s*{_DATE}")
        alone = re.compile(rf"(?:^|(?<=\s)){_DATE}(?=\s|$|　)", re.M)
        for rule, pattern in (("label", labelled), ("date alone", alone)):
            for zone in zones:
                match = pattern.search(text, *zone)
                if match and int(match["month"]) <= 12 and int(match["day"]) <= 31:
                    return Stated(_iso(match), match.span(), f"published: {rule}")
        return None

    def _authors(self, text: str, zones: list[Span]) -> Iterator[Stated]:
        seen = set()
        for zone in zones:
            for match in self._author.finditer(text, *zone):
                group = "names" if match["names"] else "inner"
                for name in re.finditer(rf"{_HAN}+", match[group]):
                    if name.group() not in seen and not self._not_names.search(name.group()):
                        seen.add(name.group())
                        yield Stated(name.group(), match.span(), "author")


_PUBLISHER_ENDS = re.compile(r"(?:局|厅|委|办|室|政府|网|报|社|中心|部|院|站|台|发布|在线|客户端|公司|集团)[”》]?$")


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


def _iso(match: re.Match[str]) -> str:
    return f"{match['year']}-{int(match['month']):02}-{int(match['day']):02}"


_NEWS_DAY = re.compile(r"(?<![\d月至-])(?P<month>1[0-2]|[1-9])月(?P<day>3[01]|[12]?\d)日")
_FULL_DATE = re.compile(_DATE)
_SENTENCE_YEAR = re.compile(r"(?P<year>20\d\d)\s?年")


def _implied_date(text: str) -> str | None:
    """The date that the news itself gives: the first day named in the text, with the year of its sentence."""
    beginning = text[:600]
    day = _NEWS_DAY.search(beginning)
    if not day:
        return None
    full = _FULL_DATE.search(beginning)
    if full and full.start() <= day.start() < full.end():
        return _iso(full)
    end = beginning.find("。", day.end())
    year = _SENTENCE_YEAR.search(beginning, day.end(), end if end > 0 else len(beginning))
    return f"{year['year']}-{int(day['month']):02}-{int(day['day']):02}" if year else None


_MEDIUM = re.compile(rf"(?:{alternation('media_suffixes.txt')}|记者)$")


def is_medium(name: str) -> bool:
    """Whether a name is a newspaper's, a station's or a site's."""
    return bool(_MEDIUM.search(name))
