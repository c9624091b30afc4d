"""What a word sounds like, and what a mistyped one was probably meant to be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher, get_close_matches

MOST = 3
"""Words that are named at the most."""


def nearest(word: str, known: Iterable[str]) -> list[str]:
    """The known words that are like a word, the likest first: those that sound alike before those that look alike."""
    known = list(known)
    alike = sorted(_sounding_alike(word, known), key=lambda other: -SequenceMatcher(None, word, other).ratio())
    return list(dict.fromkeys([*alike, *get_close_matches(word, known, MOST)]))[:MOST]


def did_you_mean(word: str, known: Mapping[str, str] | Iterable[str]) -> str:
    """A question with what the nearest of the known words stand for, or with these themselves; empty for none."""
    if not isinstance(known, Mapping):
        known = {each: each for each in known}
    meant = dict.fromkeys(known[each] for each in nearest(word, known))
    return f"Did you mean {' or '.join(meant)}?" if meant else ""


def sound(word: str) -> str:
    """The pinyin of a word without tones, then its initials: `shizhuxian szx`."""
    from pypinyin import lazy_pinyin

    syllables = lazy_pinyin(word)
    return f"{''.join(syllables)} {''.join(each[:1] for each in syllables)}".casefold()


def _sounding_alike(word: str, known: Iterable[str]) -> list[str]:
    """The known words with the same readings, their tones aside. 石住县 is 石柱县 with another character."""
    if word.isascii():
        return []
    from pypinyin import lazy_pinyin

    sound = lazy_pinyin(word)
    return [each for each in known if len(each) == len(word) and lazy_pinyin(each) == sound]
