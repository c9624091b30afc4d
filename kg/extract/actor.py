"""Who does what a clause tells: its organisations, else its places, both sides for 两地 and 双方."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.extract.reading import Reading, entity_of
from kg.extract.role import Role, roles_of
from kg.extract.sentence import Sentence
from kg.extract.side import BOTH_SIDES
from kg.model import Entity, Mention, Span

_BOTH_BODIES = re.compile(r"两(?:局|院|校|会|厅|部门|单位|家(?:单位|医院))")
_BODIES_OF_BOTH = re.compile(r"(?:两[地省市县区州]|双方)(?P<body>[^，。；的、,;]{0,8}?(?:部门|局|厅|委|中心))")
_BOTH = re.compile(rf"{BOTH_SIDES}|共同|联合")
_NO_PARTY = re.compile(
    r"的?(?:相关|各|有关|部分|多家|贫困户|脱贫户|农户|群众|村民|企业|客商|学校|医院|公司|商会|合作社|贫困|[一二三四五六七八九十\d])"
)
"""After a place: what is of it acts, not the place."""
_NO_ACTOR = re.compile(r"(?:常务|常委|专题|全体)?会(?:议|[^员长计同])|常务会|负责人|相关负责")
_JOINED = re.compile(r"[与和同、及]$")
_VISITS = re.compile(r"(?:到|赴|来|前往|来到)$")
_PLACE_OF = re.compile(r"在$")


def actors(reading: Reading, sentence: Sentence, verb: int, act: str, is_attribute: bool = False) -> list[Entity]:
    """Who acts at a verb, for a relation by its name; `is_attribute`: the verb is one of what took place (举行的)."""
    start = sentence.clause(verb)[0]
    of_both = _BODIES_OF_BOTH.search(reading.clean, start, verb)
    if of_both:
        return [Entity("Organization", f"{side.name}{of_both['body']}") for side in reading.pair_before(verb) or ()]
    places = [
        place
        for place in reading.within(reading.places, (start, verb))
        if not reading.in_organisation(place) and not _NO_PARTY.match(reading.clean, place.end)
    ]
    organisations = distinct(_acting(reading, (start, verb)))
    if organisations:
        joined = [p.value for p in places if _JOINED.search(reading.clean, start, p.start)] if act == "signed" else []
        return distinct([*organisations, *joined])
    if _BOTH_BODIES.search(reading.clean, start, verb):
        return distinct(m.value for m in reading.before(reading.organisations, verb))[:2][::-1]
    if is_attribute and places and places[-1].end == verb and _PLACE_OF.search(reading.clean, start, places[-1].start):
        return [places[-1].value]
    if is_attribute and not places:
        return []
    return _acting_places(reading, sentence, places, verb, act)


def _acting_places(
    reading: Reading, sentence: Sentence, places: list[Mention[Entity]], verb: int, act: str
) -> list[Entity]:
    start = sentence.clause(verb)[0]
    letters = [m.value for m in places if m.rule == "letter"]
    if letters:
        return letters[:2]
    roles = zip(places, roles_of(reading, sentence, places), strict=True)
    topics = [m.value for m, role in roles if role in (Role.TOPIC, Role.PARTNER)]
    if topics:
        return _with_other_side(reading, sentence, verb, topics) if act == "signed" else topics
    if _BOTH.search(reading.clean, start, verb + 4) and reading.pair_before(verb):
        return list(reading.pair_before(verb) or ())
    before = _acting(reading, (sentence.start, start))
    if before:
        return before[:1]
    named = reading.within(reading.places, (sentence.start, start))
    topics = [m.value for m in named if m.rule != "letter" and not reading.in_organisation(m)]
    if topics:
        return _with_other_side(reading, sentence, verb, topics[:1]) if act == "signed" else topics[:1]
    return [entity_of(reading.gazetteer, reading.home)] if reading.home and act != "issued" else []


def _acting(reading: Reading, span: Span) -> list[Entity]:
    """The organisations of a span that can act: not those whose meeting is told."""
    found = reading.within(reading.organisations, span)
    return [m.value for m in found if not _NO_ACTOR.match(reading.clean, m.end)]


def _with_other_side(reading: Reading, sentence: Sentence, verb: int, side: list[Entity]) -> list[Entity]:
    """A party to an agreement with the one that it visits for it: 巫溪县到我市调研，签署协议."""
    if len(side) > 1:
        return side
    for place in reading.within(reading.places, (sentence.start, verb)):
        is_visited = _VISITS.search(reading.clean, max(sentence.start, place.start - 3), place.start)
        pair = (place.value.key, side[0].key)
        is_pair = place.rule == "own" or pair in reading.pairings or pair[::-1] in reading.pairings
        if is_visited and is_pair and not reading.are_nested(place.value.key, side[0].key):
            return [*side, place.value]
    return side


def distinct(entities: Iterable[Entity]) -> list[Entity]:
    """Each entity once, in order."""
    return list(dict.fromkeys(entities))
