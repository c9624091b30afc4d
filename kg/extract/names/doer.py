"""Whose doing a clause tells: the person with whom it begins, or whom a pronoun or no word at all takes up."""

from __future__ import annotations

import re
from bisect import bisect_left

from kg.extract.han import HAN
from kg.extract.names.person import ME, THEY, current_person, is_doing, narrator, speaker
from kg.extract.names.title import TITLE
from kg.extract.quantities.quantity import Figure
from kg.extract.reading import Reading
from kg.extract.sentence import Sentence
from kg.extract.wordlists import alternation
from kg.model import Entity, Mention, Span

_THEY = re.compile(rf"[^，。；：,:;]{{0,10}}?(?P<they>{THEY.pattern})")
_I = re.compile(rf"[^，。；：“,:;]{{0,10}}?{ME}")
_SAYS = re.compile(r"(?:说|表示|介绍|告诉\S{1,3}|指出|强调|透露|坦言|认为|称|讲|回忆|算账?|道)[着道]?[，：,:“]*$")
"""A clause that ends so leads to what somebody says, which may be of anybody."""
LEAD = (
    r"[“\s　]?(?:[\d年月日底初末中]|[今去前当]年|前[\d一二三四五六七八九十两]+个?(?:月|季度)|[上下]半年|[一二三四]季度"
    rf"|上个?月|当月|如今|目前|现在|眼下|后来|随后|同时|此外|另外|还|又|也|已|都|{HAN}{{1,3}}年来|期间|以来)*"
)
"""What a clause may have before the word that it is about, without a mark: a time, 也, 已."""
_LEAD = re.compile(LEAD)
_OTHERS = re.compile(rf"{LEAD}(?:{alternation('others_subjects.txt')})")
_FOUNDED = re.compile(
    rf"(?:{HAN}{{0,4}}?(?:回乡|返乡|回村|自己|独自|一手|牵头|发起|领头))?(?:{alternation('own_business_verbs.txt')}|办)(?:起来)?"
    r"(?=[的于，。；]|$)"
)
_BY = re.compile(r"[是由][^，。；]*$")
"""Between what a clause is about and who did it."""
_APPOSED = re.compile(rf"{TITLE}[，,]$")
"""A clause that only says what post the person before holds."""
_LONGEST_LEAD = 6
"""Characters, such as a time's, before what a clause begins with."""
_AT = re.compile(r"[在到赴往去来回从向给于自是任入进]$")
_SENTENCES_ON = 4
"""How many sentences may go on about a person without a word for them."""


def turns_to_others(reading: Reading, sentence: Sentence, since: int, position: int) -> bool:
    """Whether a clause between two positions of a sentence begins with others: 周鑫说，公司去年卖出香菇9吨."""
    clauses = (clause for clause in sentence.clauses if since <= clause[0] < position)
    return any(_OTHERS.match(reading.clean, start, min(end, position)) for start, end in clauses)


def doer(reading: Reading, sentence: Sentence, position: int) -> Mention[Entity] | None:
    """The person of whose doing, or having, a position tells, or None where it is somebody else's."""
    index = bisect_left(reading.sentences, sentence.start, key=lambda each: each.start)
    for here in reversed(reading.sentences[max(0, index - _SENTENCES_ON) : index + 1]):
        if here.paragraph != sentence.paragraph:
            return None
        is_known, person = _in_sentence(reading, here, min(position, here.end))
        if is_known:
            return person if here is sentence or (person and person.rule == "person") else None
    return None


def speaker_of_own(reading: Reading, sentence: Sentence, figure: Figure) -> Mention[Entity] | None:
    """Who says of themself what stands in quotation marks, where the sentence begins with nobody else."""
    if turns_to_others(reading, sentence, sentence.start + 1, figure.start) or _OTHERS.match(
        reading.clean, sentence.start
    ):
        return None
    return speaker(reading, figure)


def founder(reading: Reading, clause: Span) -> Mention[Entity] | None:
    """The person who founded what a clause is about: 合作社由陈立军发起成立, 公司是陈立军创办的."""
    for person in reading.within(reading.persons, clause):
        if _FOUNDED.match(reading.clean, person.end) and _BY.search(reading.clean, clause[0], person.start):
            return person
    return None


def _in_sentence(reading: Reading, sentence: Sentence, position: int) -> tuple[bool, Mention[Entity] | None]:
    """Whether a sentence says up to a position who does what it tells, and the person who does."""
    for at in range(sentence.clause_at(min(position, sentence.end - 1)), -1, -1):
        start, end = sentence.clauses[at]
        span = start, min(end, position)
        person = _begins(reading, sentence, span)
        if person:
            is_said = end <= position and _SAYS.search(
                reading.clean, person.end if person.start >= start else start, end
            )
            return True, None if is_said else person
        if _is_of_others(reading, span):
            return True, None
    return False, None


def _begins(reading: Reading, sentence: Sentence, clause: Span) -> Mention[Entity] | None:
    """The person who does what a clause tells, named or meant by a pronoun in it."""
    named = reading.within(reading.persons, clause)
    doing = [each for each in named if is_doing(reading, sentence, each)]
    if doing:
        return doing[-1]
    they = _THEY.match(reading.clean, *clause)
    if they:
        return current_person(reading, sentence, they.end())
    return narrator(reading) if _I.match(reading.clean, *clause) else None


def _is_of_others(reading: Reading, clause: Span) -> bool:
    """Whether a clause begins with another than a person: a place, an organisation, 村民们."""
    start = clause[0]
    if _APPOSED.search(reading.clean, *clause):
        return False
    leads = (
        *reading.within(reading.organisations, (start, min(clause[1], start + _LONGEST_LEAD))),
        *(each for each in reading.within(reading.places, clause) if _LEAD.fullmatch(reading.clean, start, each.start)),
    )
    is_led = any(not _AT.search(reading.clean, start, each.start) for each in leads)
    return is_led or bool(_OTHERS.match(reading.clean, *clause))
