"""Places that are no division: groups (东部8省市, 25个省份), regions (三峡库区), zones of a city (济南高新区).

Such a place has no id; its name tells it from others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.quantities.number import HAN_VALUES
from kg.extract.wordlists import table
from kg.model import Entity, Mention
from kg.places import Gazetteer

_OF = "省区市|省市区|省份|省市|省区|省"
_SIDES = "东中部|中西部|东部|西部|中部|苏[南中北]|[粤皖鲁]北|湘西|川[东南西北]|[闽陕]南"
_GROUP = re.compile(
    rf"(?P<side>{_SIDES})(?P<count>\d{{1,2}}|[两三四五六七八九])个?(?P<of>{_OF}|[县区]?市(?![场级民属]))"
)
_GROUP_AGAIN = re.compile(
    r"(?<![中东])(?:东部|西部|中部)(?!地区|沿海|\d|大开发|协作|扶贫|劳务|计划|省|县|企业|就业|产业|陆海|、|“)"
)
_DOES = (
    r"(?=已|共|累计|均|全部|全都|20\d\d年|今年|去年|截至|"
    r"[\u4e00-\u9fff]{0,6}?(?:安置|认定|吸纳|采购|销售|投入|选派|转移|实现|务工|就业|输出|开发|建成|建设|设立|扶持|动员|组织|派出|完成"
    r"|培训|新增|发放|落实|脱贫|摘帽|达到|引进|开工|提供|帮助|争取|拨付|安排))"
)
_PROVINCES = rf"(?<!\d)\d{{1,2}}个(?:{_OF})(?![的级辖内外]|对口)"
_COUNTIES = (
    r"(?<!\d)\d{1,4}个(?:挂牌督战|国家级?贫困|国定贫困|深度贫困|脱贫|乡村振兴重点帮扶|重点帮扶)县(?![的级域区市])"
)
_COUNTED = re.compile(
    rf"(?:(?<![^。；;：:，,\n“])|(?<![涉及盖在对为等的全省市州国和与向到由]))(?P<name>{_PROVINCES}|{_COUNTIES}){_DOES}"
)
"""A counted group that a clause is about: 48个挂牌督战县外出务工…, and not 覆盖25个省份."""
ZONE = re.compile(r"(?:国家级?)?(?:高新区|经开区|高新技术(?:产业)?开发区|经济技术开发区|经济开发区|开发区|综保区)")
"""What follows a city's name in that of its development zone."""
_GOAL = re.compile(r"(?:[在到赴往去向至来于驻]|来自)$")
_REGIONS = {row["name"]: row for row in table("regions.tsv")}
_REGION = re.compile("|".join(sorted(_REGIONS, key=len, reverse=True)))


def zone_kind(words: str) -> str:
    """What kind a city's zone is of, by its long or short name: 经开区 is 经济技术开发区."""
    return "高新" if "高新" in words else "经" if "经" in words else words[-3:]


def groups(text: str) -> Iterator[Mention[Entity]]:
    """Groups of provinces or counties: 东部8个省市, 东部 alone once the page has named its group, and 25个省份."""
    names: dict[str, str] = {}
    for match in _GROUP.finditer(text):
        count = HAN_VALUES.get(match["count"], match["count"])
        name = f"{match['side']}{count}{match['of']}"
        names.setdefault(match["side"], name)
        yield _mention(match.span(), name, "group")
    for match in _GROUP_AGAIN.finditer(text):
        if match.group() in names:
            yield _mention(match.span(), names[match.group()], "group")
    for match in _COUNTED.finditer(text):
        yield _mention(match.span("name"), match["name"], "group")


def regions(text: str) -> Iterator[Mention[Entity]]:
    """Regions and new areas by name; some count only where somebody goes or is."""
    for match in _REGION.finditer(text):
        row = _REGIONS[match.group()]
        if row["where"] == "any" or _GOAL.search(text, max(0, match.start() - 2), match.start()):
            yield _mention(match.span(), row["stands_for"], "region")


def _mention(span: tuple[int, int], name: str, rule: str) -> Mention[Entity]:
    return Mention("place", *span, Entity("Place", name), rule)


def seat(gazetteer: Gazetteer, name: str) -> str | None:
    """The id of the province or city that a region or zone is a part of: 西海岸新区 of 青岛, 常州经开区 of 常州."""
    of = next((row["of"] for row in _REGIONS.values() if row["stands_for"] == name), "-")
    if of != "-":
        return of
    return place_first_in(gazetteer, name) if ZONE.search(name) else None


def place_first_in(gazetteer: Gazetteer, name: str) -> str | None:
    """The id of the place with which a name begins: of 常州 in 常州经开区, 长乐区总工会."""
    first = next(iter(gazetteer.find(name)), None)
    return first.candidates[0].id if first and first.start == 0 else None
