"""What a page says of persons: where they come from, work and learnt, their posts, what they founded and received."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.person import TITLE, current_person, last_person
from kg.extract.reading import Naming, Reading
from kg.extract.sentence import Sentence
from kg.extract.wordlists import alternation
from kg.model import Entity, Mention, Relation, Span

_HAN = "[\u4e00-\u9fff]"
_LONGEST_DEPARTMENT = 6
"""Characters of a department between an organisation and a post: 人民医院妇产科医生."""
_TO_WORK = re.compile(r"(?:在|到|来到|前往|赴)$")
_WORKING = re.compile(
    r"[^。；]{0,24}?(?:打工|务工|就业|上班|工作|当[^地]|做[^好]|从事|车间|工厂|厂|公司|酒店|餐馆|工地|跑|销售|经商|学徒|创业|开店|干了)"
)
_FROM = re.compile(r"(?:是|来自|家住)$")
_GRADUATED = re.compile(r"(?:毕业于|就读于|从)$")
_EMPLOYED = re.compile(r"在$|是$|为$|(?:就职|供职|任职|入职|来到|进入)于?$")
_BECAME = re.compile(
    rf"(?:当上|担任|升任|成为|升到|[当做任])了?(?:一[名位个])?"
    rf"(?P<post>{_HAN}{{0,5}}?(?:员|长|师|经理|主任|书记|司机|护工|月嫂|主播|厨师|教师|医生|保安))(?![\u4e00-\u9fff]{{0,2}}会)"
)
_FOUNDED = re.compile(
    rf"(?:创办|办起|成立|开办|创立|开起|注册)了?(?:一[家个])?(?P<name>{_HAN}{{2,14}}?(?:合作社|公司|农场|养殖场|工坊|加工厂))"
)
_AWARDED = re.compile(r"(?:被评为|评为|被授予|荣获|获评|获得了?|当选为?|入选)[^，。“]{0,8}“(?P<name>[^”]{2,16})”")
_GRANTED = re.compile(
    rf"(?:获得|拿到|申请到|领到|贷到|申领到?)了?{_HAN}{{0,14}}?(?P<name>创业担保贷款|小额信贷|一次性创业补贴|创业补贴)"
)
_KIND_OF_BODY = re.compile(r"公司|中心|医院|学校|园区|合作社|集团|协会|工厂")
_SERVES = re.compile(
    rf"(?:担任|任|挂职)(?P<body>{_HAN}{{0,12}}?)(?P<posts>{TITLE}(?:、{TITLE})*)(?!{_HAN}{{0,3}}(?:会|制))"
)
_VILLAGER = re.compile(rf"(?:{alternation('villagers.txt')})$")


def find_lives(reading: Reading) -> list[Relation]:
    """The relations of a page's persons, each once, in the order of the rules."""
    found: dict[tuple[str, str, str], Relation] = {}
    for relation in (*_introductions(reading), *_in_sentences(reading)):
        target = relation.object if isinstance(relation.object, str) else relation.object.name
        found.setdefault((relation.subject.name, relation.predicate, target), relation)
    return list(found.values())


def _introductions(reading: Reading) -> Iterator[Relation]:
    """What a person is introduced with: a post and its organisation or place, a place, 村民."""
    for naming in reading.namings:
        person = Entity("Person", naming.name)
        if naming.post and naming.post_span:
            yield from _post(reading, naming, person, naming.post_span)
        if naming.place:
            evidence = reading.evidence((naming.span[0] - 1, naming.span[1]), "place's person")
            yield Relation(person, "comes_from", naming.place, evidence)
        elif naming.noun and _VILLAGER.search(naming.noun):
            village = _last_village(reading, naming.span[0])
            if village:
                yield Relation(person, "comes_from", village, reading.evidence(naming.span, "villager"))


def _post(reading: Reading, naming: Naming, person: Entity, post_span: Span) -> Iterator[Relation]:
    """The posts before a name, and the organisation or place that they are held at."""
    start = post_span[0]
    posts = (naming.post or "").split("、")
    near = reading.within(reading.organisations, (start - 40, start))
    organisation = near[-1] if near and 0 <= start - near[-1].end <= _LONGEST_DEPARTMENT else None
    between = reading.clean[organisation.end : start] if organisation else ""
    if organisation and re.fullmatch(f"(?:(?![派选任]){_HAN})*", between):
        evidence = reading.evidence((organisation.start, naming.span[1]), "organisation, post, name")
        yield Relation(person, "works_at", organisation.value, evidence)
        posts[0] = between + posts[0]
    else:
        organisation = _meant_by(reading, start)
        if organisation:
            evidence = reading.evidence((start - 2, naming.span[1]), "the organisation before, post, name")
            yield Relation(person, "works_at", organisation.value, evidence)
    places = [place for place in reading.within(reading.places, (start - 30, start)) if place.end == start]
    if places and not organisation:
        evidence = reading.evidence((places[0].start, naming.span[1]), "place, post, name")
        yield Relation(person, "works_in", places[0].value, evidence)
    for post in posts:
        yield Relation(person, "holds_position", post, reading.evidence((start, naming.span[1]), "post, name"))


def _meant_by(reading: Reading, position: int) -> Mention[Entity] | None:
    """The organisation named last that 公司, 中心 or the like right before a position stands for."""
    word = _KIND_OF_BODY.search(reading.clean, max(0, position - 3), position)
    if not word or word.end() != position:
        return None
    before = reading.before(reading.organisations, word.start())
    return next((body for body in before if word.group() in body.value.name), None)


def _last_village(reading: Reading, position: int) -> Entity | None:
    before = reading.before(reading.places, position)
    return next((place.value for place in before if place.value.key.count("/") > 1), None)


def _in_sentences(reading: Reading) -> Iterator[Relation]:
    for sentence in reading.sentences:
        for place in reading.within(reading.places, (sentence.start, sentence.end)):
            if place.rule != "own" and not reading.in_organisation(place):
                yield from _with_place(reading, sentence, place)
        for organisation in reading.within(reading.organisations, (sentence.start, sentence.end)):
            yield from _with_organisation(reading, sentence, organisation)
        yield from _services(reading, sentence)
        yield from _deeds(reading, sentence)


def _services(reading: Reading, sentence: Sentence) -> Iterator[Relation]:
    """担任县人民医院副院长, 任区委常委、副区长."""
    for match in _SERVES.finditer(reading.clean, sentence.start, sentence.end):
        person = current_person(reading, sentence, match.start())
        if not person:
            continue
        evidence = reading.evidence(match.span(), "serves as")
        bodies = reading.within(reading.organisations, match.span("body"))
        if bodies:
            yield Relation(person.value, "works_at", bodies[0].value, evidence)
        for post in match["posts"].split("、"):
            yield Relation(person.value, "holds_position", post, evidence)


def _with_place(reading: Reading, sentence: Sentence, place: Mention[Entity]) -> Iterator[Relation]:
    """X是…人, X在…打工."""
    person = current_person(reading, sentence, place.start)
    if not person:
        return
    before = reading.clean[max(sentence.start, place.start - 6) : place.start]
    after = reading.clean[place.end : place.end + 1]
    span = max(sentence.start, min(person.start, place.start)), place.end
    if _FROM.search(before) and (after in ("人", "的") or before.endswith("来自")):
        yield Relation(person.value, "comes_from", place.value, reading.evidence(span, "is from"))
    elif _TO_WORK.search(before) and _WORKING.match(reading.clean, place.end, sentence.end):
        yield Relation(person.value, "works_in", place.value, reading.evidence(span, "works in"))


def _with_organisation(reading: Reading, sentence: Sentence, organisation: Mention[Entity]) -> Iterator[Relation]:
    """X毕业于…, X在…工作, X是…的班长."""
    before = reading.clean[max(sentence.start, organisation.start - 6) : organisation.start]
    after = reading.clean[organisation.end : sentence.end]
    graduated = _GRADUATED.search(before)
    if graduated and (graduated.group() != "从" or after.startswith("毕业")):
        later = reading.within(reading.persons, (organisation.end, sentence.end))
        learner = later[0] if later else current_person(reading, sentence, sentence.end)
        if learner:
            span = organisation.start, max(organisation.end, learner.end)
            yield Relation(learner.value, "studied_at", organisation.value, reading.evidence(span, "graduated from"))
        return
    person = current_person(reading, sentence, organisation.start)
    if person and _EMPLOYED.search(before):
        evidence = reading.evidence((sentence.start, organisation.end), "employed at")
        yield Relation(person.value, "works_at", organisation.value, evidence)
        title = re.match(rf"的?(?:一[名位])?(?P<post>{_HAN}{{0,5}}?{TITLE})", after)
        if title and before.endswith(("是", "为")):
            yield Relation(person.value, "holds_position", title["post"], evidence)


def _deeds(reading: Reading, sentence: Sentence) -> Iterator[Relation]:
    """What a person became, founded, received."""
    for predicate, pattern, rule in (
        ("holds_position", _BECAME, "became"),
        ("founded", _FOUNDED, "founded"),
        ("received", _AWARDED, "awarded"),
        ("received", _GRANTED, "granted"),
    ):
        for match in pattern.finditer(reading.clean, sentence.start, sentence.end):
            group = "post" if predicate == "holds_position" else "name"
            person = current_person(reading, sentence, match.start()) or last_person(reading, sentence)
            if not person or person.rule == "official":
                continue
            target: Entity | str = match[group]
            if predicate == "founded":
                target = Entity("Organization", match[group])
            yield Relation(person.value, predicate, target, reading.evidence(match.span(), rule))
