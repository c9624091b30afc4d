"""Short forms of a division's name: 酉阳土家族苗族自治县 -> 酉阳县 and 酉阳."""

from __future__ import annotations

import re

from .sources import rows

_PEOPLES = "|".join(sorted((row["name"] for row in rows("peoples.csv")), key=len, reverse=True))
_AUTONOMOUS = re.compile(rf"(?P<stem>.{{2,}}?)(?:{_PEOPLES}|族)*自治(?P<suffix>[区州县旗])")
_SUFFIX = re.compile(r"(?P<stem>.{2,}?)(?:特别行政区|地区|(?<=神农架)林区|特区|新区|矿区|[省市区县盟旗])")
_DIRECTED_BANNER = re.compile(r".*[左右前中后]旗")
_OF_A_PEOPLE = re.compile(rf"(?P<stem>.{{2,}}?)(?:{_PEOPLES})+(?P<suffix>[区乡镇])")


def bare(name: str) -> str | None:
    """The name without what kind of division it is, where two characters or more remain: 汶川县 -> 汶川."""
    if _DIRECTED_BANNER.fullmatch(name):
        return None
    match = _AUTONOMOUS.fullmatch(name) or _OF_A_PEOPLE.fullmatch(name) or _SUFFIX.fullmatch(name)
    return match["stem"] if match else None


def short(name: str) -> str | None:
    """The name without the peoples: 阿坝藏族羌族自治州 -> 阿坝州, 东陵满族乡 -> 东陵乡. None where it has none."""
    match = _AUTONOMOUS.fullmatch(name) or _OF_A_PEOPLE.fullmatch(name)
    if match is None:
        return None
    is_province = name.endswith("自治区")
    shortened = match["stem"] + ("自治区" if is_province else match["suffix"])
    return shortened if shortened != name else None
