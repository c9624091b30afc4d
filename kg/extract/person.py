"""Persons: names told by what stands around them, and where they come from, work and learnt, and what posts they hold.

A name is a family name with one or two characters after it, between a word that introduces a person (a post, 村民, a
place with 的) and a word or mark that may follow a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.quantity import Figure
from kg.extract.reading import Reading
from kg.extract.sentence import Sentence
from kg.extract.wordlists import alternation, lines
from kg.model import Entity, Mention, Relation, Span

_HAN = "[\u4e00-\u9fff]"
_TWO_NAMES = re.compile(
    r"(?<![^的，。、\s“岁是叫员民])(?P<name>[\u4e00-\u9fff]{2,6}·[\u4e00-\u9fff]{2,4}?)"
    r"(?=[，。、；：\s”是说在有和今去刚也家从到正就做为用把被这那的]|$)"
)
_SPEAKS = "(?=说[，：。]|介绍[，：。]|表示|主持|讲话|告诉|指出|强调|通报)"
_SAYS = "(?=说|介绍|表示|主持|讲话|告诉|坦言|指出|强调|通报|透露|，|。|）|\\))"
_GIVEN = "(?![说是介表告坦称指在的])[\u4e00-\u9fff]"
_MARK = r"[\s，。；：、！？,.;:!?（）()“”\"《》]|$"
_WORKS_IN = re.compile(r"(?:在|到|来到|前往|赴)$")
_WORKING = re.compile(
    r"[^。；]{0,24}?(?:打工|务工|就业|上班|工作|当[^地]|做[^好]|从事|车间|跑|销售|经商|学徒|创业|开店|进厂)"
)
_PRONOUN = re.compile(r"[他她](?!们)|自己")
_PLURAL = re.compile(r"人均|户均|平均|均收入|他们|大家|群众|劳动力|员工")
_GRADUATED = re.compile(r"毕业于|就读于|从$")
_EMPLOYED = re.compile(r"在$|是$|为$|(?:就职|供职|任职|入职|来到|进入)于?$")


@dataclass(frozen=True, slots=True)
class Naming:
    """A person's name where it is introduced."""

    name: str
    span: Span
    post: str | None
    post_span: Span
    rule: str


class PersonFinder:
    """Finds persons and their facts. Made once."""

    def __init__(self) -> None:
        surname, posts, nouns = (alternation(f"{name}.txt") for name in ("surnames", "posts", "person_nouns"))
        follower = rf"(?={_MARK}|{alternation('name_followers.txt')})"
        given = f"[{''.join(lines('given_name_characters.txt'))}]"
        name = rf"(?P<name>(?:{surname})(?:{_HAN}{_GIVEN}{_SAYS}|{_HAN}{_SAYS}|{given}{{1,2}}))"
        title = rf"(?:驻村|常务|党支部|[省市州县区旗]委|党委|党组|园区|公司|车间)?(?:{posts})"
        self._introduced = re.compile(rf"(?:(?P<post>{title}(?:、{title})*)|(?P<noun>{nouns}))[\s“]?{name}")
        self._native = re.compile(
            rf"籍的?(?:{nouns})(?P<name>(?:(?![了的回到送在有是和])[\u4e00-\u9fff·]){{2,6}}?)(?={_MARK}|说|是|在)"
        )
        self._of_few_names = re.compile(rf"(?P<post>{posts})(?P<name>{_HAN}{{3,5}}?){_SPEAKS}")
        sure_name = rf"(?P<name>(?:{surname}){given}{{1,2}}){follower}"
        self._of_place = re.compile(rf"(?:的|籍的|籍|人)?(?:{nouns})?{sure_name}")
        self._posts = re.compile(rf"(?:{posts})")
        self._full = re.compile(
            rf"(?<![^的，。、“\s岁])(?P<name>(?:{surname}){given}{{2}})(?=，是|，[他她]|说，|说：|是[^，。]{{1,20}}人)"
        )
        self._living = re.compile(rf"(?:住在|家住|来自|[是在])[^，。；：\n]{{1,16}}的{sure_name}(?=[，。、])")
        self._described = re.compile(rf"{name}(?=是|，|,|（|\()")

    def namings(self, reading: Reading) -> list[Naming]:
        """Where persons are introduced, in the order of the text."""
        found = [
            Naming(m["name"], m.span("name"), m["post"], m.span("post") if m["post"] else m.span("name"), "introduced")
            for m in self._introduced.finditer(reading.clean)
        ]
        known = {naming.span[0] for naming in found}
        found += [
            Naming(m["name"], m.span("name"), m["post"], m.span("post"), "speaker of a few names")
            for m in self._of_few_names.finditer(reading.clean)
            if m.start("name") not in known
        ]
        for place in reading.places:
            match = self._native.match(reading.clean, place.end) or self._of_place.match(reading.clean, place.end)
            if match and match.start("name") > place.end:
                found.append(Naming(match["name"], match.span("name"), None, match.span("name"), "of a place"))
        for match in _TWO_NAMES.finditer(reading.clean):
            found.append(Naming(match["name"], match.span("name"), None, match.span("name"), "two names"))
        for match in self._full.finditer(reading.clean):
            found.append(Naming(match["name"], match.span("name"), None, match.span("name"), "full name"))
        for match in self._living.finditer(reading.clean):
            found.append(Naming(match["name"], match.span("name"), None, match.span("name"), "living in"))
        for match in self._described.finditer(reading.clean):
            after = reading.clean[match.end() : match.end() + 1]
            if after == "是" and reading.clean[match.start() - 1 : match.start()] in "，。 \n的“”、":
                found.append(Naming(match["name"], match.span("name"), None, match.span("name"), "described"))
        found = [naming for naming in found if not _is_in_other_name(reading, naming)]
        unique = {naming.span: naming for naming in sorted(found, key=lambda n: (n.span, n.post is None), reverse=True)}
        return sorted(unique.values(), key=lambda naming: naming.span)

    def mentions(self, reading: Reading) -> list[Mention[Entity]]:
        """Every place where the text names a person whom it introduces; the rule tells officials from others."""
        namings = [naming for naming in self.namings(reading) if not _is_author(reading, naming)]
        names = {naming.name for naming in namings}
        if not names:
            return []
        officials = {naming.name for naming in namings if naming.post}
        pattern = re.compile("|".join(map(re.escape, sorted(names, key=len, reverse=True))))
        found = []
        for match in pattern.finditer(reading.clean):
            rule = "official" if match.group() in officials else "person"
            found.append(Mention("person", match.start(), match.end(), Entity("Person", match.group()), rule))
        return found

    def find(self, reading: Reading) -> list[Relation]:
        """What the page says of persons, each fact once."""
        found: dict[tuple[str, str, str], Relation] = {}
        for relation in (*self._posts_held(reading), *self._lives(reading), *self._villagers(reading)):
            target = relation.object if isinstance(relation.object, str) else relation.object.name
            found.setdefault((relation.subject.name, relation.predicate, target), relation)
        return list(found.values())

    def _posts_held(self, reading: Reading) -> Iterator[Relation]:
        for naming in self.namings(reading):
            if not naming.post or _is_author(reading, naming):
                continue
            person = Entity("Person", naming.name)
            organisation = _before(reading.organisations, naming.post_span[0])
            start = organisation.start if organisation else naming.post_span[0]
            span = (start, naming.span[1])
            if organisation:
                yield Relation(
                    person, "works_at", organisation.value, reading.evidence(span, "organisation, post, name")
                )
            for post in naming.post.split("、"):
                yield Relation(person, "holds_position", post, reading.evidence(span, "post, name"))

    def _villagers(self, reading: Reading) -> Iterator[Relation]:
        """村民X is from the village named last."""
        villages = [place for place in reading.places if place.value.key.count("/") > 1]
        for naming in self.namings(reading):
            before = [village for village in villages if village.start < naming.span[0]]
            if before and reading.clean[: naming.span[0]].endswith(
                ("村民", "脱贫户", "贫困户", "建档立卡贫困户", "监测户")
            ):
                evidence = reading.evidence((naming.span[0] - 2, naming.span[1]), "villager")
                yield Relation(Entity("Person", naming.name), "comes_from", before[-1].value, evidence)

    def _lives(self, reading: Reading) -> Iterator[Relation]:
        for sentence in reading.sentences:
            for place in reading.within(reading.places, (sentence.start, sentence.end)):
                if reading.in_organisation(place) or place.rule == "own" or not place.value.key:
                    continue
                yield from self._with_place(reading, sentence, place)
            for organisation in reading.within(reading.organisations, (sentence.start, sentence.end)):
                yield from self._with_organisation(reading, sentence, organisation)

    def _with_place(self, reading: Reading, sentence: Sentence, place: Mention[Entity]) -> Iterator[Relation]:
        clean = reading.clean
        match = self._native.match(clean, place.end) or self._of_place.match(clean, place.end)
        if match and match.start("name") > place.end:
            person = Entity("Person", match["name"])
            yield Relation(
                person, "comes_from", place.value, reading.evidence((place.start, match.end()), "place's person")
            )
            return
        person_mention = current_person(reading, sentence, place.start)
        if not person_mention:
            return
        person, before = person_mention.value, clean[max(sentence.start, place.start - 6) : place.start]
        span = (max(sentence.start, min(person_mention.start, place.start)), place.end)
        if re.search(r"(?:是|来自|家住)$", before) and (
            re.match(r"人|的", clean[place.end : place.end + 1]) or "来自" in before
        ):
            yield Relation(person, "comes_from", place.value, reading.evidence(span, "is from"))
        elif _WORKS_IN.search(before) and _WORKING.match(clean, place.end, sentence.end):
            yield Relation(person, "works_in", place.value, reading.evidence(span, "works in"))

    def _with_organisation(
        self, reading: Reading, sentence: Sentence, organisation: Mention[Entity]
    ) -> Iterator[Relation]:
        person_mention = current_person(reading, sentence, organisation.start)
        before = reading.clean[max(sentence.start, organisation.start - 6) : organisation.start]
        if _GRADUATED.search(before) and (before[-1] != "从" or reading.clean.startswith("毕业", organisation.end)):
            after = reading.within(reading.persons, (organisation.end, sentence.end))
            person_mention = after[0] if after else current_person(reading, sentence, sentence.end)
            if person_mention:
                evidence = reading.evidence(
                    (organisation.start, max(organisation.end, person_mention.end)), "graduated from"
                )
                yield Relation(person_mention.value, "studied_at", organisation.value, evidence)
        elif person_mention and _EMPLOYED.search(before):
            evidence = reading.evidence((sentence.start, organisation.end), "employed at")
            yield Relation(person_mention.value, "works_at", organisation.value, evidence)
            post = self._posts.search(reading.clean, organisation.end, min(organisation.end + 12, sentence.end))
            if post and before.endswith(("是", "为")):
                title = re.match(
                    rf"的?(?:一[名位])?({_HAN}{{0,4}}?{post.group()})", reading.clean[organisation.end : post.end()]
                )
                if title:
                    yield Relation(person_mention.value, "holds_position", title[1], evidence)


def current_person(reading: Reading, sentence: Sentence, position: int) -> Mention[Entity] | None:
    """The person that a position of a sentence is about, named before it there or taken up from the paragraph."""
    here = reading.within(reading.persons, (sentence.start, position))
    if here:
        return here[-1]
    start = next(s.start for s in reading.sentences if s.paragraph == sentence.paragraph)
    earlier = reading.within(reading.persons, (start, sentence.start))
    return earlier[-1] if earlier and _PRONOUN.search(reading.clean, sentence.start, position) else None


def figure_person(reading: Reading, sentence: Sentence, figure: Figure, from_before: bool) -> Mention[Entity] | None:
    """The person whose figure it is, or None where it is about many.

    A wage may be of a person named sentences ago (`from_before`), another sum only of one named in its sentence.
    """
    clause_start = sentence.clauses[sentence.clause_at(figure.start)][0]
    if _PLURAL.search(reading.clean, clause_start, figure.end):
        return None
    person = current_person(reading, sentence, figure.start)
    if person or not from_before:
        return person if person and person.rule == "person" else None
    start = next(s.start for s in reading.sentences if s.paragraph == sentence.paragraph)
    earlier = reading.within(reading.persons, (start, sentence.start))
    between = reading.within(reading.places, (earlier[-1].end, figure.start)) if earlier else []
    if earlier and earlier[-1].rule == "official":
        return None
    return earlier[-1] if earlier and not any(m.value.key != "100000" and m.rule == "own" for m in between) else None


def _is_in_other_name(reading: Reading, naming: Naming) -> bool:
    """Whether the characters belong to a place's or an organisation's name."""
    start, end = naming.span
    others = (
        *reading.within(reading.places, (start - 12, end)),
        *reading.within(reading.organisations, (start - 24, end)),
    )
    return any(other.start < end and start < other.end for other in others)


def _is_author(reading: Reading, naming: Naming) -> bool:
    return any(author.value == naming.name for author in reading.source.authors)


def _before(mentions: list[Mention[Entity]], position: int) -> Mention[Entity] | None:
    """The mention that ends where the position is."""
    return next((mention for mention in mentions if mention.end == position), None)
