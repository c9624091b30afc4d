"""What looks like a figure and is a determiner or an idiom: 一家, 百家, 三个方面."""

from __future__ import annotations

import re

from kg.extract.quantities.number import HAN_DIGITS

_SINGLE = re.compile(rf"[{HAN_DIGITS}]")
_NOUN_BEFORE = re.compile(
    r"(?:[站点厂社村班店馆所园室队]|车间|基地|中心|项目|企业|公司|学校|岗位|工坊|平台|机构|支部|医院|协议|品牌|大棚)$"
)
_ENDS = re.compile(r"[，。；、）)\s]|$")
"""Before and after 两个 where it counts what stands before it: 设立劳务工作站两个，…."""
_ONE_MADE = re.compile(r"(?:[建办设盖修]起|[建办设创]成|新[建设增办]|开办|援建|捐建|设立|建设)了?$")
"""Before 一间, 一座: one that was made, and no 'a'."""
_COUNTED = re.compile(
    r"(?:贫困|脱贫|重点|深度|[东中西]部)*(?:[省县州旗乡镇盟]|市(?!场|民)|区(?!域|间)|村|街道|社区|帮扶车间|扶贫车间|车间|园区|产业园|项目)"
)
"""After 两个, 七个: what is counted for its own sake, not 三个方面."""
_COUNTS_SURELY = ("名", "家", "座", "趟", "列", "所", "户", "场", "倍", "期", "人", "位", "辆", "艘", "架")
"""Counters that make a figure of a single Chinese numeral but 一: 两名医生, not 三个方面."""
_SCALE_ALONE = re.compile(r"[十百千万亿]+")


def is_determiner(match: re.Match[str]) -> bool:
    """一家, 百家: determiners and idioms more often than figures; 三成, 近百家, 两名, 七个县, 万元 are figures."""
    number, counter, text = match["number"], match["counter"], match.string
    if match["more"] or match["from"] or counter == "成":
        return False
    if _SCALE_ALONE.fullmatch(number) and not (number == "十" and counter in _COUNTS_SURELY and counter != "人"):
        return not match["prefix"] and number[0] + number[1:2] not in ("十万", "十亿") and number + counter != "万元"
    if not _SINGLE.fullmatch(number):
        return False
    if number == "一":
        is_made = counter in "间座所栋" and _ONE_MADE.search(text, max(0, match.start() - 4), match.start())
        return counter != "倍" and not is_made
    if counter == "个" and _ENDS.match(text, match.end()):
        return not _NOUN_BEFORE.search(text, max(0, match.start() - 4), match.start())
    return counter not in _COUNTS_SURELY and not (counter == "个" and _COUNTED.match(text, match.end()))
