"""Pairings of which a sentence names one side, and the other is the page's own place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.page.side import AID_VERBS, AIDED_LETTERS, direction, is_apt, paired
from kg.extract.places.place_list import PlaceList
from kg.extract.reading import Reading, entity_of
from kg.extract.relations.neighbours import Pair
from kg.extract.relations.pairing_rule import TO
from kg.extract.sentence import Sentence
from kg.model import Entity, Mention
from kg.places import is_id

_AID_OF_GIVER = re.compile(
    rf"(?:省|市|区)?级?[^，。；：:、与和的等]{{0,14}}?援[{AIDED_LETTERS}]"
    rf"|(?:省|市|区)?级?[^，。；、]{{0,14}}?(?:{AID_VERBS})(?:专项|项目|财政)?资金"
    r"|的?[^，。；、]{0,10}?(?:支持|帮扶|帮助|援助|支援)(?:[和与](?:支持|帮扶|帮助|援助|支援))?之?下"
    r"|[与和同]我(?:们|[省市州县区])?[^，。；]{0,6}?(?:结对|对口|帮扶|协作)"
)
_OWES = re.compile(r"(?:多亏|幸亏|得益于|受益于|归功于|离不开|感谢|感恩|依靠|依托|有了)(?:了|着)?$")
_AID = re.compile(r"[^，。；、]{0,10}?(?:支持|帮扶|帮助|援助|支援|援建)")
"""After a place whose aid a page's own place owes something to."""
_NEAR = 25
"""Characters from a receiver to the aid that the sentence tells next."""
GIVERS_AID = "giver's aid"
_GIVEN = re.compile(r"[^，。；、]{0,10}?(?:援建|捐[赠建助]|援助|支援|对口帮扶)")
"""After a place: what is given to it."""
_HELPING = re.compile(rf"(?:对口|结对|定点|挂钩)(?:{AID_VERBS}|合作)(?:了|的)?$")
"""Before a place: it is helped."""


def pairs_by_givers_aid(reading: Reading, places: list[Mention[Entity]]) -> Iterator[Pair]:
    """A place whose aid is named, with the sentence's receiver or the page's own place: 江苏援疆工作组."""
    home = entity_of(reading.gazetteer, reading.home) if reading.home else None
    for mention in places:
        giver = mention.value
        match = _AID_OF_GIVER.match(reading.clean, mention.end)
        if not match:
            thanked = _OWES.search(reading.clean, max(0, mention.start - 8), mention.start)
            match = _AID.match(reading.clean, mention.end) if thanked else None
        if not match or mention.rule == "letter" or not is_id(giver.key):
            continue
        words, region = (mention.start, match.end()), reading.gazetteer.province_letters.get(match.group()[-1])
        if region in reading.line(giver.key):
            continue  # 阿克苏地区安排援疆资金: it has them from others
        others = [m.value for m in places if m.value.key != reading.home and not reading.in_organisation(m)]
        receivers = [place for place in others if region in reading.line(place.key)]
        receivers = [place for place in receivers if _only_giver(reading, place, {giver, *others}) == giver]
        if not receivers:
            near = range(mention.start - _NEAR, mention.start + 1)
            before = [m.value for m in places if m.end in near and not reading.in_organisation(m)]
            receivers = [place for place in before if _gives(reading, giver, place) and is_apt(giver.key, place.key)][
                -1:
            ]
        if not receivers and home:
            receivers = list(_receivers(reading, giver, home, others, region))
        yield from (Pair(giver, receiver, words, GIVERS_AID) for receiver in receivers)


def _only_giver(reading: Reading, receiver: Entity, places: set[Entity]) -> Entity | None:
    """The one of some places that a programme ties to a receiver as its giver, where only one is."""
    givers = [place for place in places if paired(reading.gazetteer, place.key, receiver.key) == 1]
    return givers[0] if len(givers) == 1 else None


def _receivers(
    reading: Reading, giver: Entity, home: Entity, others: list[Entity], region: str | None
) -> Iterator[Entity]:
    """Whom aid goes to that the sentence gives no partner for: the region that 援疆 names, the page's own place."""
    if region and giver.key == home.key and giver.key.endswith("0000"):
        yield entity_of(reading.gazetteer, region)
    line = reading.line(home.key)
    names_receiver = any(_gives(reading, giver, place) for place in others if place.key not in line)
    if region in line or (not names_receiver and _gives(reading, giver, home) and is_apt(giver.key, home.key)):
        yield home


def pairs_with_helped(reading: Reading, sentence: Sentence, lists: list[PlaceList]) -> Iterator[Pair]:
    """Places that a giver's page says are helped, without naming who helps: 在对口帮扶黔西南州的基础上."""
    if not reading.home:
        return
    home = entity_of(reading.gazetteer, reading.home)
    for index, listed in enumerate(lists):
        start = sentence.clause(listed.start)[0]
        is_first = not index or lists[index - 1].end <= start
        is_given = TO.search(reading.clean, start, listed.start) and _GIVEN.match(reading.clean, listed.end)
        if is_first and (is_given or _HELPING.search(reading.clean, start, listed.start)):
            for place in listed.places:
                if _gives(reading, home, place):
                    yield Pair(home, place, (start, listed.end), "receiver of the page's own place")


def _gives(reading: Reading, giver: Entity, receiver: Entity) -> bool:
    """Whether one place is known to give to another."""
    return direction(reading.gazetteer, giver.key, receiver.key) == 1
