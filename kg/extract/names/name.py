"""What the names of persons are built of: a family name with one or two characters after it, two parts with ·, or
characters that write a foreign sound; each up to what may follow a name."""

from __future__ import annotations

import re

from kg.extract.han import HAN
from kg.extract.wordlists import alternation, lines, words_of
from kg.extract.words import frequency

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
SURNAMED = re.compile(rf"{_SURNAME}(?![到了着过的得]){HAN}{{1,2}}")
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
_LEAST_OF_SOUND = 0.5
_NO_PERSON = re.compile(r"[组队班站市县区镇乡村会局部处科院校厂团]长$|书记$|主任$|委员$|[村镇乡县]$|[余多][人名户家]$")
"""How a post, a place or a count ends."""
_NONE = FOLLOWERS.union(lines("not_persons.txt"))
_LAST = "地得着过了的们时里上中下"


def is_name(text: str, is_official: bool, most: int = COMMON) -> bool:
    """Whether a text of a name's build is no word: 相继, 安全感 and 明确地 are words. After a post it may be one."""
    if "·" in text:
        return _LEAST_OF_SOUND * len(text) <= sum(character in _SOUNDS for character in text)
    if len(text) > 3 or text[:2] in _SURNAMES:
        return True
    if text in _NONE or text[:2] in _NONE:
        return False
    if (text[-1] in _LAST and frequency(text[:-1])) or _NO_PERSON.search(text):
        return False
    if len(text) == 2:
        return is_official or frequency(text) < _LEAST_OF_PAIR
    begins = frequency(text[:2])
    return is_official or (begins < most and not (begins and frequency(text) >= _LEAST_OF_THREE))
