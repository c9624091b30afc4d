"""Lists of places: 广东、浙江 as one side of a pairing; runs of province letters, 粤桂黔."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from kg.extract.names.organisation import is_agency, kind_of
from kg.extract.page.side import AID_VERBS, paired
from kg.extract.reading import Reading
from kg.model import Entity, Mention

LIST_MARK = re.compile(r"\s*(?:、|[和与及]|以及|及其?[所下]辖的?)\s*")
"""What stands between the members of a list."""
_IN_LONG_LIST = re.compile(r"(?:[、，,][\u4e00-\u9fff]{2,12}){0,20}等")
"""After a place: a list that has commas between its groups: 广东梅州、清远，福建龙岩，新疆疏附等."""
_GOES_ON = re.compile(r"、|等")
"""After a place: the list that it is in goes on."""

_HELPED = re.compile(r"(?:到|赴|[进入派]驻|前往|支援|帮扶|援助|对口)$")
"""Before the hospital or school to which people are sent: 选派8名医生进驻墨脱县人民医院."""
_HELPS = re.compile(rf"[^，。；、]{{0,6}}?(?:{AID_VERBS}|结对|对口|包联|负责)[^，。；、]{{0,4}}?")
"""Between who helps and who is helped."""
_PAIRS = ("—", "-", "–", "·")
_LAST_FOLLOWS = re.compile(r"(?:[和及]|以及)[\u4e00-\u9fff]{2,10}等")
"""After the last place but one of a list."""


@dataclass(frozen=True, slots=True)
class PlaceList:
    """Places that are named as one: 广东、浙江; most often a single place."""

    members: tuple[Mention[Entity], ...]
    begins: int | None = None
    """Where the place is named that the first only is a part of: 临夏市 in 临夏市的折桥镇."""

    @property
    def start(self) -> int:
        """Where the first is named."""
        return self.members[0].start if self.begins is None else self.begins

    @property
    def end(self) -> int:
        """Where the last one's name ends."""
        return self.members[-1].end

    @property
    def places(self) -> list[Entity]:
        """What the members name."""
        return [mention.value for mention in self.members]


def place_lists(reading: Reading, places: list[Mention[Entity]]) -> list[PlaceList]:
    """Neighbouring places of a sentence as lists; 和 and 与 join only places of one side."""
    lists: list[PlaceList] = []
    for mention in places:
        body = reading.organisation_of(mention)
        is_of_pair = reading.clean[mention.start - 1 : mention.start] in _PAIRS  # 宁波—凉山产业园
        is_apart = is_of_pair or _is_helped(reading, mention, body)
        if mention.rule == "letter" or (body and not (is_agency(body) or is_apart)):
            continue
        if lists and _is_part_of_last(reading, lists[-1].members[-1], mention):
            lists[-1] = replace(lists[-1], members=(*lists[-1].members[:-1], mention), begins=lists[-1].start)
        elif lists and _joins(reading, lists[-1], mention) and not _begins_item(reading, lists, mention):
            lists[-1] = replace(lists[-1], members=(*lists[-1].members, mention))
        else:
            lists.append(PlaceList((mention,)))
    return lists


def _is_helped(reading: Reading, mention: Mention[Entity], body: Entity | None) -> bool:
    """Whether people are sent to a hospital or school of a place, so that it stands for that."""
    is_goal = _HELPED.search(reading.clean, max(0, mention.start - 3), mention.start) is not None
    return (
        body is not None and is_goal and "/" not in mention.value.key and kind_of(body.name) in ("hospital", "school")
    )


def _is_part_of_last(reading: Reading, one: Mention[Entity], other: Mention[Entity]) -> bool:
    """Whether a place only says where the next one is: 临夏市的折桥镇, 三峡库区巴东县."""
    if one.rule == "region" and one.end == other.start:
        return True  # 三峡库区巴东县
    is_of = reading.clean[one.end : other.start] in ("的", "下辖的", "所辖的")
    return is_of and one.value.key in reading.line(other.value.key)[1:]


def _begins_item(reading: Reading, lists: list[PlaceList], other: Mention[Entity]) -> bool:
    """Whether a place begins the next of items that tell the like: 甲市帮扶乙县、丙市帮扶丁县."""
    tie = reading.clean[lists[-2].end : lists[-1].start] if len(lists) > 1 else ""
    return bool(_HELPS.fullmatch(tie) and _HELPS.match(reading.clean, other.end))


def _joins(reading: Reading, listed: PlaceList, other: Mention[Entity]) -> bool:
    one = listed.members[-1]
    between = reading.clean[one.end : other.start]
    if between in ("，", ",") and _IN_LONG_LIST.match(reading.clean, other.end):
        return reading.clean[one.start - 1 : one.start] in ("、", "，", ",")
    if not (between.isspace() or LIST_MARK.fullmatch(between)):
        return False
    is_last = len(listed.members) > 1 and reading.clean.startswith("等", other.end)
    is_listed = "、" in between and reading.clean[one.start - 1 : one.start] == "、"
    if is_last or (is_listed and _LAST_FOLLOWS.match(reading.clean, other.end)):
        return True
    if "、" in between and _GOES_ON.match(reading.clean, other.end):
        return True
    return paired(reading.gazetteer, one.value.key, other.value.key) == 0


def letter_runs(places: list[Mention[Entity]]) -> list[PlaceList]:
    """Province letters that touch each other, as lists."""
    runs: list[PlaceList] = []
    for mention in places:
        if mention.rule != "letter":
            continue
        if runs and runs[-1].end == mention.start:
            runs[-1] = PlaceList((*runs[-1].members, mention))
        else:
            runs.append(PlaceList((mention,)))
    return runs
