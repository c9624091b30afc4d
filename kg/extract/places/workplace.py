"""车间, 工坊 and other words for a place of work, where they stand for the village or town that has it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.names.doer import LEAD
from kg.extract.reading import Reading
from kg.extract.wordlists import alternation, table, words_of
from kg.model import Entity, Mention, Span

_KINDS = {row["word"]: row["kind"] for row in table("workplaces.tsv")}
_WORD = re.compile(rf"(?P<word>{words_of(_KINDS)})(?![房长家商址区矿])")
_BEGINS = re.compile(rf"{LEAD}(?:[该本]|这[家个座间处]|[村镇][里上]的?)?(?:扶贫|帮扶|就业|加工|卫星|社区|乡村)*$")
"""What a clause may have before the word, so that it is about the place of work."""
_OTHER = re.compile(rf"{alternation('heads.txt')}|[由为的、和与及]|主办|[\u4e00-\u9fff]{{0,6}}[：:]")
"""After the word: the clause is about something else, or the word is part of a label (项目地点：)."""


def workplaces(reading: Reading) -> Iterator[Mention[Entity]]:
    """The words with which clauses begin that stand for the village or town whose such place of work was named last."""
    owners: dict[str, Entity | None] = {}
    for sentence in reading.sentences:
        for match in _WORD.finditer(reading.clean, sentence.start, sentence.end):
            kind = _KINDS[match["word"]]
            start = sentence.clause(match.start())[0]
            owner = _owner(reading, (start, match.start()), match.end())
            if owner:
                owners[kind] = owner if "/" in owner.key else None
                continue
            of_kind = owners.get(kind)
            is_topic = _BEGINS.fullmatch(reading.clean, start, match.start())
            if of_kind and is_topic and not _OTHER.match(reading.clean, match.end()):
                yield Mention("place", match.start(), match.end(), of_kind, "own")


def _owner(reading: Reading, before: Span, end: int) -> Entity | None:
    """Whose a clause says that a place of work is: the organisation or place, but no giver, that it names last."""
    bodies = reading.within(reading.organisations, (before[0], end))
    places = [m for m in reading.within(reading.places, before) if not reading.in_organisation(m)]
    own = [m for m in places if "/" in m.value.key or reading.is_own(m.value)]
    named = sorted([*bodies, *own], key=lambda mention: mention.start)
    return named[-1].value if named else None
