"""Persons: where a text introduces them by name, and whom a position of it is about.

A name is a family name with one or two characters after it, between what introduces a person (a post, 村民, a place
with 的) and what may follow a name. Names of other build are told by what stands around them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.extract.quantity import Figure
from kg.extract.reading import Naming, Reading
from kg.extract.sentence import Sentence
from kg.extract.wordlists import alternation, lines
from kg.extract.words import is_of_words
from kg.model import Entity, Mention

TITLE = rf"(?:驻村|常务|党支部|[省市州县区旗]委|党委|党组)?(?:{alternation('posts.txt')})"
"""A post as titles give it: 驻村第一书记, 常务副市长."""

_LONGEST_USUAL = 3
_LONGEST_PLACE, _LONGEST_ORGANISATION = 12, 24
_HAN = "[\u4e00-\u9fff]"
_MARK = r"[\s，。；：、！？,.;:!?（）()“”\"《》]|$"
_FOLLOWS = rf"(?={_MARK}|{alternation('name_followers.txt')})"
_SPEAKS = r"(?=说[，：。]|介绍[，：。]|表示|主持|讲话|告诉|指出|强调|通报)"
_SAYS = r"(?=说|介绍|表示|主持|讲话|告诉|坦言|指出|强调|通报|透露|，|。|）|\))"
_NOT_SAYING = f"(?![说是介表告坦称指在的]){_HAN}"
_SURNAME = f"(?:{alternation('surnames.txt')})"
_GIVEN = f"[{''.join(lines('given_name_characters.txt'))}]"
_NOUN = f"(?:{alternation('person_nouns.txt')})"
_USUAL = rf"(?P<name>{_SURNAME}(?:{_HAN}{_NOT_SAYING}{_SAYS}|{_HAN}{_SAYS}|{_GIVEN}{{1,2}}))"
_SURE = rf"(?P<name>{_SURNAME}{_GIVEN}{{1,2}}){_FOLLOWS}"

_OF_PLACE = (
    re.compile(rf"籍的?{_NOUN}(?P<name>(?:(?![了的回到送在有是和])[\u4e00-\u9fff·]){{2,6}}?)(?={_MARK}|说|是|在)"),
    re.compile(rf"(?:的|籍的|籍|人)(?:{_NOUN})?{_SURE}|{_NOUN}{_SURE.replace('name', 'bare')}"),
)
"""After a place: 昭觉籍工人沙马木呷, 龙潭镇的冉俊松, 九寨沟小伙付友友."""

_RULES: list[tuple[str, re.Pattern[str]]] = [
    ("introduced", re.compile(rf"(?:(?P<post>{TITLE}(?:、{TITLE})*)|(?P<noun>{_NOUN}))[\s“]?{_USUAL}")),
    ("speaker", re.compile(rf"(?P<post>{TITLE})(?P<name>{_HAN}{{3,5}}?){_SPEAKS}")),
    (
        "two names",
        re.compile(
            rf"(?<![^的，。、\s“岁是叫员民])(?P<name>(?:(?![的岁]){_HAN}){{2,6}}·{_HAN}{{2,4}}?)"
            rf"(?={_MARK}|[说是在有和今去刚也家从到正就做为用把被这那的])"
        ),
    ),
    (
        "full name",
        re.compile(
            rf"(?<![^的，。、“”\s岁])(?P<name>{_SURNAME}{_GIVEN}{{2}})(?=，是|，[他她]|说，|说：|是[^，。]{{1,20}}人)"
        ),
    ),
    ("living in", re.compile(rf"(?:住在|家住|来自|[是在])[^，。；：\n]{{1,16}}的{_SURE}(?<=.)(?=[，。、])")),
    ("described", re.compile(rf"(?<![^，。 \n的“”、]){_USUAL}(?=是)")),
]

_LEADS = re.compile(r"长|书记|主任|委员|常委|主席|负责人|发言人|总|巡视员|指挥|组织者|主持人")
_PRONOUN = re.compile(r"[他她](?!们)|自己")
_PLURAL = re.compile(r"人均|户均|平均|均收入|他们|大家|群众|劳动力|员工")


def find_namings(reading: Reading) -> list[Naming]:
    """Where a text introduces persons, in order; the page's authors are left out."""
    authors = {author.value for author in reading.source.authors}
    found: dict[int, Naming] = {}
    for naming in (*_by_rules(reading), *_by_places(reading)):
        if naming.name in authors or _is_in_other_name(reading, naming):
            continue
        known = found.setdefault(naming.span[0], naming)
        if naming.place and not known.place:
            found[naming.span[0]] = replace(known, place=naming.place)
    return sorted(found.values(), key=lambda naming: naming.span)


def _by_rules(reading: Reading) -> Iterator[Naming]:
    for rule, pattern in _RULES:
        for match in pattern.finditer(reading.clean):
            if rule == "described" and is_of_words(match["name"]):
                continue  # 原先是
            groups = match.groupdict()
            post_span = match.span("post") if groups.get("post") else None
            yield Naming(match["name"], match.span("name"), groups.get("post"), post_span, groups.get("noun"), rule)


def _by_places(reading: Reading) -> Iterator[Naming]:
    for place in reading.places:
        for pattern in _OF_PLACE:
            match = pattern.match(reading.clean, place.end)
            if match:
                group = "name" if match["name"] else "bare"
                if len(match[group]) > _LONGEST_USUAL and is_of_words(match[group]):
                    continue
                yield Naming(match[group], match.span(group), None, None, None, "of a place", place.value)
                break


def find_persons(reading: Reading) -> list[Mention[Entity]]:
    """Every place where the text names a person whom it introduces; the rule tells officials from others."""
    officials = {naming.name for naming in reading.namings if naming.post and _LEADS.search(naming.post)}
    names = sorted({naming.name for naming in reading.namings}, key=len, reverse=True)
    found = []
    for match in re.finditer("|".join(map(re.escape, names)), reading.clean) if names else ():
        rule = "official" if match.group() in officials else "person"
        found.append(Mention("person", match.start(), match.end(), Entity("Person", match.group()), rule))
    return found


def current_person(reading: Reading, sentence: Sentence, position: int) -> Mention[Entity] | None:
    """The person that a position of a sentence is about, named before it there or taken up by a pronoun."""
    here = reading.within(reading.persons, (sentence.start, position))
    if here:
        return here[-1]
    has_pronoun = _PRONOUN.search(reading.clean, sentence.start, position)
    return last_person(reading, sentence) if has_pronoun else None


def last_person(reading: Reading, sentence: Sentence) -> Mention[Entity] | None:
    """The person whom the paragraph named last before a sentence."""
    start = reading.paragraph_start(sentence)
    earlier = reading.within(reading.persons, (start, sentence.start))
    return earlier[-1] if earlier else None


def figure_person(reading: Reading, sentence: Sentence, figure: Figure, from_before: bool) -> Mention[Entity] | None:
    """The person whose figure it is, or None where it is about many or about an official's matters.

    A wage may be of a person named sentences ago (`from_before`), another sum only of one whom its sentence is about.
    """
    clause_start = sentence.clauses[sentence.clause_at(figure.start)][0]
    if _PLURAL.search(reading.clean, clause_start, figure.end):
        return None
    person = current_person(reading, sentence, figure.start)
    if not person and from_before:
        person = last_person(reading, sentence)
        between = reading.within(reading.places, (person.end, figure.start)) if person else []
        if any(place.rule == "own" for place in between):
            return None  # 全县, 我市: the text has gone on to the place
    return person if person and person.rule == "person" else None


def _is_in_other_name(reading: Reading, naming: Naming) -> bool:
    """Whether the name begins in a place's or an organisation's name, or is a pair of provinces (鲁渝).

    A place in a name (杨永胜) is none.
    """
    start, end = naming.span
    if set(naming.name) <= reading.gazetteer.paired_letters:
        return True
    places = reading.within(reading.places, (start - _LONGEST_PLACE, start + 1))
    organisations = reading.within(reading.organisations, (start - _LONGEST_ORGANISATION, end))
    return any(other.start < end and start < other.end for other in (*places, *organisations))
