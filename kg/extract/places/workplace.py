"""车间, 工坊 and other words for a place of work, where they stand for the village or town that has it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.names.doer import LEAD
from kg.extract.names.organisation import kind_of
from kg.extract.reading import Reading
from kg.extract.sentence import Sentence
from kg.extract.wordlists import alternation, table, words_of
from kg.model import Entity, Mention, Span

_KINDS = {row["word"]: row["kind"] for row in table("workplaces.tsv")}
_PRODUCTS = alternation("products.txt")
_WORD = re.compile(rf"(?:(?P<word>{words_of(_KINDS)})|(?:{_PRODUCTS})(?P<mill>厂))(?![房家商址区矿]|长(?![期年达]))")
_BEGINS = re.compile(
    rf"{LEAD}(?:[该本]|这[家个座间处栋条所片项幢块]|[村镇][里上]的?)?(?:扶贫|帮扶|就业|卫星|社区|乡村|{_PRODUCTS})*$"
)
"""What a clause may have before the word, so that it is about the place of work."""
_GIVEN = re.compile(r"[为给帮替](?:[该本这个家座]|扶贫|帮扶)*$")
"""The like where something is done for it: 为车间买了设备."""
_OTHER = re.compile(rf"{alternation('heads.txt')}|[由为的、和与及]|主办|[\u4e00-\u9fff]{{0,6}}[：:]")
"""After the word: the clause is about something else, or the word is part of a label (项目地点：)."""
_MAKES = re.compile(
    rf"(?:{alternation('own_business_verbs.txt')}|[新改扩兴]?建(?:[成起了]|设了?)|盖起|打造|发展|引[进来]|开[了设])了?[^，。；]{{0,8}}$"
)
"""Before the word: it is made where the clauses before say."""

_PUBLIC = ("school", "hospital", "station")
"""Kinds of institutions that are where the town or village is with whose name theirs begins."""


def workplaces(reading: Reading) -> Iterator[Mention[Entity]]:
    """The words with which clauses begin that stand for the village or town whose such place of work was named last."""
    owners: dict[str, Entity | None] = {}
    for sentence in reading.sentences:
        for match in _WORD.finditer(reading.clean, sentence.start, sentence.end):
            if _is_in_name(reading, sentence, match.start()):
                continue
            kind = _KINDS[match["word"] or match["mill"]]
            start = sentence.clause(match.start())[0]
            is_given = _GIVEN.search(reading.clean, start, match.start())
            owner = None if is_given else _owner(reading, sentence, (start, match.start()), match.end())
            if owner:
                owners[kind] = owner if "/" in owner.key else None
                continue
            of_kind = owners.get(kind)
            is_topic = is_given or _BEGINS.fullmatch(reading.clean, start, match.start())
            is_other = _OTHER.match(reading.clean, match.end())
            if of_kind and is_topic and not (is_other or _turns(reading, of_kind, (sentence.start, match.start()))):
                yield Mention("place", match.start(), match.end(), of_kind, "own")


def _is_in_name(reading: Reading, sentence: Sentence, position: int) -> bool:
    """Whether a position is inside the name of a place: 厂 in 中厂镇."""
    return any(place.end > position for place in reading.within(reading.places, (sentence.start, position)))


def _owner(reading: Reading, sentence: Sentence, before: Span, end: int) -> Entity | None:
    """Whose a place of work is: the organisation or place, but no giver, that the clause names last, or, where it only
    tells that it is made, the sentence."""
    named = _named(reading, before, end)
    if not named and _MAKES.search(reading.clean, *before):
        named = _named(reading, (sentence.start, before[0]), before[0])
    return _place_in(reading, named[-1]) or named[-1].value if named else None


def _place_in(reading: Reading, body: Mention[Entity]) -> Entity | None:
    """The town or village with whose name a public institution's begins: what it has is there."""
    places = reading.within(reading.places, (body.start, body.end)) if kind_of(body.value.name) in _PUBLIC else []
    return next((place.value for place in places if "/" in place.value.key), None)


def _named(reading: Reading, before: Span, end: int) -> list[Mention[Entity]]:
    """The organisations and the places, but givers, that a part of the page names."""
    bodies = [m for m in reading.within(reading.organisations, (before[0], end)) if m.rule != "said again"]
    places = [m for m in reading.within(reading.places, before) if not reading.in_organisation(m)]
    own = [m for m in places if "/" in m.value.key or reading.is_own(m.value)]
    return sorted([*bodies, *own], key=lambda mention: mention.start)


def _turns(reading: Reading, owner: Entity, before: Span) -> bool:
    """Whether a part of the page tells of another part of the page's own place than what has the place of work."""
    own = (place for place in reading.within(reading.places, before) if reading.is_own(place.value))
    return any(place.value.key not in reading.line(owner.key) for place in own)
