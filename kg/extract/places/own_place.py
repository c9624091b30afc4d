"""What 我市, 全县, 该镇, 村里, 当地 on a page stand for."""

from __future__ import annotations

import re

from kg.extract.page.side import direction
from kg.extract.places.place_list import LIST_MARK
from kg.extract.reading import Reading, entity_of
from kg.model import Entity, Mention
from kg.places import COUNTRY, Gazetteer

SAVES = "(?!(?<=省)[了下去钱时心力得])"
"""After 我省 it is no province: who says 我省了钱 saves it."""
_NO_LEVEL = f"(?![级直委内外属域场民府长政人城]){SAVES}"
"""What follows no level: 全市场 is of no city."""
_BEGINS = r"(?<![\u4e00-\u9fff])"
_DOES_THERE = (
    "投[入资]|[援新捐]?建|开[办展设]|举办|设立|坐诊|[义巡]诊|指导|考察|调研|对接|招[聘工]|挂职|工作|支[教医]"
    "|培训|帮扶|捐|[，。]"
)
"""After 来县 and the like: what somebody does there."""
_ACTS = "党政(?!办)|主?要?领导(?!小组|干部)|四大班子|级领导|委[、和]?[县市区州省旗]政府"
"""After 县: who acts for it."""
_IN_VILLAGE = "(?<=村)(?:[东西南北]?[头口边]|中(?!心)|民)"
_NO_COMMUNITY = "[工警网矫卫治医养团康图志]|服务|干部|居家|文化|教育|建设|管理|党建"
"""After 社区, where that is no place: 社区卫生院."""
OWN = re.compile(
    rf"(?P<of>我们|我|全|本|该)(?P<level>自治区|地区|社区|街道|省|市|县|区|州|盟|旗|镇|乡|村){_NO_LEVEL}"
    rf"|(?:{_BEGINS}|(?<=[给到在向为年帮助让由从和对被替与跟使据]))"
    rf"(?P<here>[村乡镇县区市州旗]|社区)(?:里(?!程)|上(?![升涨级述下门报访游])|{_IN_VILLAGE})"
    rf"|(?<=[来到在赴给])(?P<at>[村乡镇县市州旗]|社区|街道)(?={_DOES_THERE})"
    rf"|{_BEGINS}(?P<alone>社区(?!{_NO_COMMUNITY})|村(?=集体)|[县市区州省旗](?={_ACTS}))"
    r"|当地|(?P<of_two>[前后])者(?=[^，。；、的]{0,8}\d)|全国(?!(?:对口)?(?:支?援)[疆藏青])"
)
_LEVELS = {
    "省": ("province",),
    "自治区": ("province",),
    "市": ("province", "prefecture", "county"),
    "县": ("county",),
    "州": ("prefecture",),
    "地区": ("prefecture",),
    "区": ("county", "province"),
    "盟": ("prefecture",),
    "旗": ("county",),
    "街道": ("town",),
    "镇": ("town",),
    "乡": ("town",),
    "村": ("village",),
    "社区": ("village",),
}
_BELOW_COUNTY = ("街道", "镇", "乡", "村", "社区")
_SPEAKERS = re.compile(r"[委党政府副、\u4e00-\u9fff]{0,4}?(?:[省市州县区镇乡村]长|书记|主任|局长|部长)")
"""After a place: the post of somebody who speaks."""
_OTHER = re.compile(r"[向赴到往去来与和同跟给对为]$")
"""Before a place that the text is not about: 该市 is not the one to which workers went."""
_NEAR_START = 2


def own_places(reading: Reading) -> list[Mention[Entity]]:
    """我市, 全县, 该镇, 村里, 当地, 全国 as mentions of what they stand for."""
    found = []
    for match in OWN.finditer(reading.clean):
        place_id = _meant(reading, match)
        if place_id and not _names_part(reading, place_id, match.end()):
            entity = entity_of(reading.gazetteer, place_id)
            found.append(Mention("place", match.start(), match.end(), entity, "own"))
    return found


def _names_part(reading: Reading, place_id: str, position: int) -> bool:
    """Whether a part of a place is named right there: 该县洛门镇 is the town."""
    after = reading.within(reading.places, (position, position + 1))
    return bool(after and after[0].value.key != place_id and place_id in reading.line(after[0].value.key))


def _meant(reading: Reading, match: re.Match[str]) -> str | None:
    """The id of the place that a word such as 我市 stands for."""
    words = match.group()
    suffix = match["level"] or match["here"] or match["at"] or match["alone"] or ""
    if words == "全国":
        return COUNTRY
    if match["of_two"]:
        return _of_two(reading, match.start(), match["of_two"] == "前")
    if words == "当地":
        return _here(reading, match.start())
    if match["of"] == "全" and (said := _said_before(reading, match.start(), suffix)):
        return said
    section = reading.section_at(match.start())
    is_sections = section and (match["of"] == "全" or (match["of"] and section.rule == "speaker"))
    if section and is_sections and (meant := in_line(reading.gazetteer, section.value.id, suffix)):
        return meant
    if match["of"] != "该" and suffix not in _BELOW_COUNTY and reading.home:
        meant = in_line(reading.gazetteer, reading.home, suffix)
        is_known = meant == reading.home or any(place.value.id == meant for place in reading.places)
        if is_known or match["of"] != "全":
            return meant
        return _named_itself(reading, match.start(), suffix) or meant
    if words in ("村", "村民"):
        start = reading.clean.rfind("\n", 0, match.start()) + 1
        return _named_before(reading, match.start(), suffix, since=start)
    is_topic = match["of"] == "该"
    return _named_before(reading, match.start(), suffix, is_topic) or _named_before(reading, match.start(), suffix)


def _named_before(reading: Reading, position: int, suffix: str, is_topic: bool = False, since: int = 0) -> str | None:
    """The place of a level that is named last before a position, or that the one named last is part of; `is_topic`:
    of those that the text is about; `since`: and not before another position."""
    for mention in reading.before(reading.places, position):
        if mention.start < since:
            return None
        is_other = is_topic and _OTHER.search(reading.clean, max(0, mention.start - 2), mention.start)
        if mention.rule != "letter" and not is_other:
            named = in_line(reading.gazetteer, mention.value.id, suffix)
            if named:
                return named
    return None


def _named_itself(reading: Reading, position: int, suffix: str) -> str | None:
    """The place of a level that is named last before a position."""
    before = (m.value.id for m in reading.before(reading.places, position) if m.rule != "letter")
    return next((key for key in before if key and _has_level(reading.gazetteer, key, suffix)), None)


def _said_before(reading: Reading, position: int, suffix: str) -> str | None:
    """The place of a level that a clause begins with: 泰安征集全市企业."""
    start = max(reading.clean.rfind(mark, 0, position) for mark in "，,。；;：\n") + 1
    first = next(iter(reading.within(reading.places, (start, position))), None)
    is_first = first and first.start - start <= _NEAR_START and first.value.id and first.rule == "name"
    return first.value.id if first and is_first and _has_level(reading.gazetteer, str(first.value.id), suffix) else None


def _is_listed(reading: Reading, mention: Mention[Entity]) -> bool:
    """Whether a place is named last of several."""
    before = next(reading.before(reading.places, mention.start), None)
    return before is not None and bool(LIST_MARK.fullmatch(reading.clean, before.end, mention.start))


def _of_two(reading: Reading, position: int, is_first: bool) -> str | None:
    """The one of the two places that the sentence names last before a position."""
    start = reading.clean.rfind("。", 0, position)
    named = [m.value.id for m in reading.within(reading.places, (start, position)) if m.rule == "name" and m.value.id]
    return named[-2 if is_first else -1] if len(named) > 1 else None


def _here(reading: Reading, position: int) -> str | None:
    """The place named last before a position that gives no aid on the page."""
    givers = {giver for giver, _ in reading.pairings}
    home = reading.home or COUNTRY
    for mention in reading.before(reading.places, position):
        is_speakers = _SPEAKERS.match(reading.clean, mention.end, position)
        is_name = mention.rule != "letter" and not is_speakers and not reading.in_organisation(mention)
        is_giver = direction(reading.gazetteer, mention.value.key, home) == 1
        is_giver |= any(key in givers for key in reading.line(mention.value.key))
        if is_name and not is_giver and mention.value.id not in (None, COUNTRY):
            return None if _is_listed(reading, mention) else mention.value.id
    return None


def in_line(gazetteer: Gazetteer, place_id: str | None, suffix: str) -> str | None:
    """A place, or the nearest that it is part of, whose level a suffix names."""
    line = (place_id, *gazetteer.ancestors(place_id)) if place_id else ()
    return next((each for each in line if _has_level(gazetteer, each, suffix)), None)


def _has_level(gazetteer: Gazetteer, place_id: str, suffix: str) -> bool:
    if "/" in place_id:
        return place_id.endswith(suffix)
    place = gazetteer.places[place_id]
    if place.level not in _LEVELS[suffix]:
        return False
    if suffix == "区" and place.level == "province":
        return place.name.endswith("自治区")
    return place.name.endswith(suffix)
