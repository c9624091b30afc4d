"""Romanised names: pinyin without what kind of division it is, and customary forms from `english.csv`."""

from __future__ import annotations

from collections.abc import Mapping

from pypinyin import lazy_pinyin

from .sources import rows
from .stems import bare

_IN_PLACES = {"长": "chang", "朝": "chao", "都": "du", "曾": "zeng", "乐": "le", "单": "shan", "尉": "wei", "柏": "bai"}
"""Readings of characters in names of places where dictionaries have another one first."""


def names(current: Mapping[str, str]) -> dict[str, str]:
    """English names by adcode."""
    customary = {row["id"]: row["name_en"] for row in rows("english.csv")}
    return {code: customary.get(code) or pinyin(bare(name) or name) for code, name in current.items()}


def pinyin(name: str) -> str:
    """西安 -> Xi'an: one word, an apostrophe before a syllable within it that begins with a vowel."""
    read = lazy_pinyin(name, v_to_u=True)
    first, *others = (_IN_PLACES.get(character, one) for character, one in zip(name, read, strict=True))
    return (first + "".join("'" + one if one[0] in "aoe" else one for one in others)).capitalize()
