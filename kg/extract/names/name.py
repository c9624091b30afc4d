"""What the names of persons are built of: a family name with one or two characters after it, two parts with ·, or
characters that write a foreign sound; each up to what may follow a name."""

from __future__ import annotations

import re

from kg.extract.han import HAN
from kg.extract.wordlists import alternation, lines, words_of
from kg.extract.words import frequency, word_over, words
from kg.model import Span

_MARK = r"[^\u4e00-\u9fff·]|$"
_LASTING = r"[\u4e00-\u9fff][着著](?![力手重眼陆火急落])"
"""A verb that goes on: 扛着, 拿着."""
FOLLOWS = rf"(?={_MARK}|{_LASTING}|{alternation('name_followers.txt')})"
"""What may stand after a name."""
FOLLOWERS = frozenset(lines("name_followers.txt"))
_WORD_FOLLOWS = rf"(?={_MARK}|{words_of(word for word in FOLLOWERS if len(word) > 1)})"
_SURNAMES = lines("surnames.txt")
_SURNAME = (
    f"(?:[{''.join(each for each in _SURNAMES if len(each) == 1)}]|{words_of(s for s in _SURNAMES if len(s) > 1)})"
)
_GIVEN = f"[{''.join(lines('given_name_characters.txt'))}]"
_MIDDLE = r"(?:[再开有]|会(?![计议长员场同]))"
"""What is given only between a family name and another character: 杨再英, 陈会平."""
_SOUNDS = frozenset(lines("transliteration_characters.txt"))
_SOUND = f"[{''.join(sorted(_SOUNDS))}]"
_NO_GIVEN = "[的了们说是在和与被把从向等也都就还又将会要可能让给对为到着过及并以其不没上下里已他她它我你这那]"
_SECOND = f"(?!{_NO_GIVEN}){HAN}"
_SPEAKING = "介绍|表示|告诉|坦言|指出|强调|透露|主持|出席|任职|担任|打工|拿"
"""Words that follow a name of two characters: 韦忠介绍 is 韦忠."""
_PARTS = rf"(?:(?!的){HAN}){{1,8}}(?:·(?:(?!的){HAN}){{2,7}}?){{1,3}}{FOLLOWS}"
_TIBETAN = alternation("tibetan_names.txt")
_SURE = (
    rf"(?:{_TIBETAN}){{2,3}}|{_SOUND}{{4,7}}{FOLLOWS}|{_SURNAME}{_SECOND}{_WORD_FOLLOWS}"
    rf"|{_SURNAME}(?:{_GIVEN}(?!{_SPEAKING})|{_MIDDLE}){_GIVEN}{FOLLOWS}|{_SURNAME}{_SECOND}{FOLLOWS}"
    rf"|{_SURNAME}{_SECOND}(?!{_SPEAKING}){_SECOND}{FOLLOWS}|{_SOUND}{{3,7}}{FOLLOWS}"
)
NAME = re.compile(rf"(?:{_PARTS}|{_SURE}|{_SURNAME}(?:{_GIVEN}|{_MIDDLE}){_GIVEN}|{_TIBETAN})")
"""A name after words that introduce a person."""
SURE_NAME = re.compile(rf"(?:{_PARTS}|{_SURE})")
"""A name with what may follow one after it."""
SOUNDS = f"{_SOUND}{{3,6}}"
"""Characters that write a foreign sound, for the same."""
SURNAMED = re.compile(rf"{_SURNAME}(?![到了着过的得被把对他她它我你]){HAN}{{1,2}}")
"""A family name with what may be a given name."""
USUAL = rf"{_SURNAME}(?:{_MIDDLE}{_GIVEN}|{_GIVEN}{{1,2}})"
"""A name of the usual build, to be put into a pattern that tells what follows."""
LOOSE = rf"{_SURNAME}{_SECOND}{{1,2}}?"
"""A name of the usual build with any given name, where more than the name tells that it is one."""
APART = rf"{_SURNAME}[ \t　]*{_GIVEN}{{1,2}}"
"""A name of the usual build that a line may set apart: 李 键."""
_LEAST_OF_PAIR, _LEAST_OF_THREE = 50, 30
"""From which frequency in jieba's dictionary a whole text is a word and no name."""
COMMON, ANY = 2000, 50
"""From which frequency the first two characters of three make no name: after a noun for persons, and elsewhere."""
_LEAST_OVER = 20
_LEAST_OF_SOUND = 0.5
_NO_PERSON = re.compile(r"[组队班站市县区镇乡村会局部处科院校厂团]长$|书记$|主任$|委员$|[村镇乡县]$|[余多][人名户家]$")
"""How a post, a place or a count ends."""
SURNAME_WORDS = frozenset(lines("surname_words.txt"))
_GIVEN_WORDS = frozenset(lines("given_name_words.txt"))
_MANY_HAVE = frozenset(_SURNAMES[:200])
_TYPICAL = frozenset(lines("given_name_characters.txt")[:150])
"""What most given names are written with."""
_ADDRESSES = frozenset(lines("addresses.txt"))
_NONE = FOLLOWERS.union(lines("not_persons.txt"), lines("person_nouns.txt"))
_LONGEST = 3
"""Characters of a usual name."""
_GOES_ON = ("说", "称", "是", "在", "于", "的", "和", "与")
"""What a sentence goes on with after a name, whatever words it makes with its last character."""
_HAS_DONE = re.compile("[办做买卖种养教写画讲管送请住坐拿喂织缝修编带][的了过]")
"""A verb at the end of what may be a name: 陈玥办的读书会."""
_TOWARDS, _FOLLOWS = "向于和曾应尚但", re.compile(words_of(FOLLOWERS))
_HEADS = re.compile("(?<![省市县区州镇乡村])长$")
"""The end of a post that is no place's name's: 厂长, but 市长 in 合肥市长江路 may be none."""
_LAST = "地得着过了的们时里上中下"


def is_sure_family(name: str) -> bool:
    """Whether a name begins with a family name that many have: 王 or 李, not 牧."""
    return name[0] in _MANY_HAVE or name[:2] in _SURNAMES


def is_word_after(name: str, least: int = ANY) -> bool:
    """Whether what may be a given name is a word, and no usual name: 高科技, 韩老师; 王建国 is a name."""
    given = name[1:]
    is_usual = given in _GIVEN_WORDS or (_TYPICAL.issuperset(given) and frequency(given) < COMMON)
    return frequency(given) >= least and not is_usual


def is_name(text: str, is_official: bool, most: int = COMMON) -> bool:
    """Whether a text of a name's build is no word: 相继, 安全感 and 明确地 are words. After a post it may be one."""
    if "·" in text:
        return _LEAST_OF_SOUND * len(text) <= sum(character in _SOUNDS for character in text)
    if len(text) > _LONGEST or text[:2] in _SURNAMES:
        return text[:2] not in _SURNAMES or not is_word_after(text[1:])  # 东方文化
    if text in _NONE or text[:2] in _NONE or text[1:] in _ADDRESSES:
        return False
    if (text[-1] in _LAST and frequency(text[:-1])) or _NO_PERSON.search(text):
        return False
    if len(text) == 2:
        return is_official or frequency(text) < _LEAST_OF_PAIR
    begins = frequency(text[:2])
    return is_official or (begins < most and not (begins and frequency(text) >= _LEAST_OF_THREE))


def name_end(text: str, span: Span) -> int | None:
    """Where a name ends of which the build goes over a span, None where that is only a part of words.

    书记刘佳协调资金 is 刘佳; there is no name in 毛主席纪念堂.
    """
    start, end = span
    if "·" in text[start:end]:
        return end
    if _is_in_word(text, start) or _is_phrase(text, span):
        return None
    if end - start == _LONGEST and _HAS_DONE.match(text, end - 1):
        return end - 1
    over = None if text[end : end + 1] in _GOES_ON else word_over(text, end)
    if not over or (over[1] - over[0] == 2 and frequency(text[slice(*over)]) < ANY):
        return end
    if over[0] <= start:
        return None
    if over[0] == start + 1:
        return end
    return over[0] if not frequency(text[start + 1 : end]) else end


def _is_in_word(text: str, position: int) -> bool:
    """Whether a usual word goes on over a position: 成员国, but no 青年党 in 青年党建军."""
    over = word_over(text, position)
    if over and _HEADS.search(text, 0, over[0] + 1) and over[1] - over[0] == 2 and is_sure_family(text[position:]):
        return False  # 厂长江红梅
    return over is not None and (over[1] - over[0] > _LONGEST or frequency(text[slice(*over)]) >= _LEAST_OVER)


def _is_phrase(text: str, span: Span) -> bool:
    """Whether what is built like a name is a verb with its object: 修水渠, 向记者."""
    name = text[slice(*span)]
    is_named = name[0] not in _TOWARDS and _FOLLOWS.match(text, span[1]) is not None
    return name[0] in SURNAME_WORDS and is_word_after(name) and not is_named


def called_before(name: str) -> int:
    """The length of the words before a name with parts that tell who it is: 村民 of 村民买买提·吐尔逊."""
    at = length = 0
    for word in words(name.partition("·")[0]):
        at += len(word)
        length = at if frequency(word) >= ANY and len(word) > 1 and not _SOUNDS.issuperset(word) else length
    return length
