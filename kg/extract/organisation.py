"""Organisations: a place, or 省, 市, 县 for the page's own, with a department or an ending that only they have."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kg.extract.wordlists import alternation
from kg.model import Entity, Mention

_LEVELS = "(?:自治区|[省市州县区盟旗])"
_STOP = "[的了在和与及等由把将从到向对为是有已个名家]"
_COMMON = re.compile(r"人民政府|人民医院|县委|市委|总工会|职业|中学|日报")
_VERBS = "设立|成立|组建|建立|开设|召开|举办|举行|启动|签订|派出|选派|组织|联合|投入|帮助|实施|来到|前往"
_MIDDLE = rf"(?:(?!{_STOP}|{_VERBS})[\u4e00-\u9fff]){{0,14}}?"


class OrganisationFinder:
    """Finds the organisations of a page. Made once."""

    def __init__(self) -> None:
        department = rf"(?:{alternation('departments.txt')})(?:{alternation('department_bodies.txt')})"
        suffix = rf"(?:{alternation('organisation_suffixes.txt')})"
        self._after_place = re.compile(rf"{_LEVELS}?(?:{department}|{_MIDDLE}{suffix})(?!书记|副书记|常委|委员|讯)")
        self._alone = re.compile(rf"(?<![全我本该各两级])(?P<level>{_LEVELS}){department}")

    def find(self, text: str, places: Iterable[Mention[Entity]]) -> list[Mention[Entity]]:
        """The organisations of a text in order; each value is an Organization entity as the text names it."""
        found = list(self._with_places(text, places))
        taken = [(mention.start, mention.end) for mention in found]
        for match in self._alone.finditer(text):
            if not any(start <= match.start() < end for start, end in taken):
                entity = Entity("Organization", match.group())
                found.append(Mention("organisation", match.start(), match.end(), entity, "department"))
        found += _named_again(text, found)
        return sorted(found, key=lambda mention: mention.start)

    def _with_places(self, text: str, places: Iterable[Mention[Entity]]) -> Iterator[Mention[Entity]]:
        end = -1
        for place in places:
            match = self._after_place.match(text, place.end)
            if match and place.start >= end:
                end = match.end()
                entity = Entity("Organization", text[place.start : end])
                yield Mention("organisation", place.start, end, entity, "place and suffix")


def _named_again(text: str, found: list[Mention[Entity]]) -> Iterator[Mention[Entity]]:
    """Organisations by their names without the place, once the page has named them with it: 海澜医院."""
    short = {}
    for mention in found:
        name = mention.value.name
        tail = re.sub(r"^.*?[省市州县区盟旗]", "", name)
        if mention.rule == "place and suffix" and 4 <= len(tail) < len(name) and not _COMMON.match(tail):
            short[tail] = name
    taken = {position for mention in found for position in range(mention.start, mention.end)}
    for match in re.finditer("|".join(map(re.escape, short)), text) if short else ():
        if match.start() not in taken:
            entity = Entity("Organization", short[match.group()])
            yield Mention("organisation", match.start(), match.end(), entity, "named again")


_AGENCY = re.compile(r"(?:[局厅办]|委员会|[省市州县区]委|政府|办公室|领导小组|工作[组队]|指挥部|(?<!铁路)部门)$")


def is_agency(organisation: Entity) -> bool:
    """Whether an organisation is a body of government, which acts for its place: 县人社局, not 县人民医院."""
    return bool(_AGENCY.search(organisation.name))
