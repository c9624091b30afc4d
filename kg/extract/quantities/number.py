"""Numbers as Chinese pages write them: digits, Chinese numerals, and both mixed with 万 and 亿."""

from __future__ import annotations

import re

DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
HAN_DIGITS = "零〇一二两三四五六七八九"
_SCALES = {"十": 10, "百": 100, "千": 1_000, "万": 10_000, "亿": 100_000_000}
HAN_VALUES = {
    "零": 0,
    "〇": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}

MORE = "[余多几]"
"""Says that the number before it, or the scale after it, is only a lower bound: 三千余, 800余万."""

NUMBER = (
    rf"(?:(?:(?>{DIGITS})[ 　]?{MORE}?[十百千万亿]*+)++"  # 2.16万, 1亿2000万, 800余万
    rf"|[{HAN_DIGITS}十百千万亿]++{MORE}?[万亿]*+)"  # 两万六千, 三千余万
)

_ALIKE = str.maketrans("○O元", "〇〇一")
_SHORT = re.compile(rf"[{HAN_DIGITS}十][百千万]([{HAN_DIGITS}])$")
"""五千六, 三万五: the last digit is of the next lower scale."""
_PART = re.compile(rf"({DIGITS}|[{HAN_DIGITS}])|([十百千万亿])")


def value_of(text: str) -> float:
    """The number that a match of `NUMBER` stands for; 余, 多 and 几 are passed over.

    A scale multiplies what stands before it in its section; 万 and 亿 close the section.
    """
    total = section = current = 0.0
    has_current = False
    for match in _PART.finditer(text):
        digits, scale = match.groups()
        if digits:
            current = _digit_value(digits, current, has_current)
            has_current = True
            continue
        factor = _SCALES[scale]
        if factor < 10_000:
            section += (current if has_current else 1) * factor
        else:
            section += current if has_current else 0
            if factor == 100_000_000 and total and total < factor:  # 一万二千亿
                section, total = total + section, 0.0
            is_bare = not (section or has_current or total)  # 万 alone: ten thousand
            total += (1 if is_bare else section) * factor
            section = 0.0
        current, has_current = 0.0, False
    if short := _SHORT.search(text):
        current *= _SCALES[text[short.start(1) - 1]] // 10
    return tidy(total + section + current)


def whole(text: str) -> int:
    """A year, a month, a day or the like, also with a circle or an O for 〇, and 元 for the first: 二○二○, 元月."""
    return int(value_of(text.translate(_ALIKE)))


def _digit_value(digits: str, before: float, continues: bool) -> float:
    """A digit group; Chinese digits in a row are read place by place: 二〇二一."""
    if digits in HAN_VALUES:
        return before * 10 + HAN_VALUES[digits] if continues else HAN_VALUES[digits]
    return float(digits.replace(",", ""))


def tidy(value: float) -> float:
    """Without the dust of binary fractions: 67.9亿 is 6790000000, an int where it is whole."""
    value = float(f"{value:.15g}")
    return int(value) if value.is_integer() else value
