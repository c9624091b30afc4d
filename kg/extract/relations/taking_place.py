"""Events of which a sentence tells that they took place, without a verb for whose they are: …招聘会在衢州市举行."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.page.side import direction
from kg.extract.reading import Reading, entity_of
from kg.extract.relations.act_time import is_planned_thing, period_of
from kg.extract.relations.ceremony import parties_before
from kg.extract.relations.headline import TAKES_PLACE
from kg.extract.relations.hosted import GATHERING, hosts_follow, is_hosted
from kg.extract.relations.thing import Kind, begin_of_words
from kg.extract.sentence import Sentence
from kg.model import Entity, Mention, Relation

_ON_DAY = r"(?:[于今]?[(（]?(?:20\d\d年)?(?:\d{1,2}月)?\d{1,2}[)）]?日(?:[上下]午)?)?"
_TAKES_PLACE = re.compile(
    rf"{_ON_DAY}在[^，。；,;]{{1,20}}?(?:举行|召开|举办|启动|开幕|开班)|(?:成功|顺利|如期|隆重)(?:举行|召开|举办|开幕)"
    r"|(?:正式|全面|同步|今[日天]|近日|日前)*(?:启动|启幕|开幕|拉开[帷序]幕)(?=[，。,！!\s]|$)"
)
_STARTS = re.compile("启动$|启幕$|幕$")
_BEFORE_OWNER = re.compile(r"[\s　“]*(?:20\d\d年)?")
_AT_EVENT = re.compile(rf"在(?P<event>[^，。；,;]{{4,40}}?{GATHERING})(?:上|现场|期间|发布)")
_MARK = re.compile("[·—－–-]")
_LEAST_OF_REST = 8
"""Characters of an event's name without its hosts: 对口协作第三次联席会议, but no mere 劳务协作座谈会."""


def find_taking_place(reading: Reading, sentence: Sentence, held: Kind, launched: Kind) -> Iterator[Relation]:
    """…招聘会在衢州市举行: held by the place where it was, or by the one in its name."""
    for match in _TAKES_PLACE.finditer(reading.clean, sentence.start, sentence.end):
        start = begin_of_words(reading, match.start())
        kinds = (launched, held) if _STARTS.search(match.group()) else (held,)
        told = ((kind.ending_at(reading, start, match.start()), kind.relation.name) for kind in kinds)
        event, act = next(((thing, act) for thing, act in told if thing), (None, ""))
        if not event or is_planned_thing(reading, sentence, start, event.name, match.span()):
            continue
        if is_hosted(reading, start, sentence.end) or hosts_follow(reading, sentence):
            continue
        evidence = reading.evidence((start, match.end()), TAKES_PLACE)
        days = reading.dated((sentence.start, match.start()), lambda period: period.rule == "day")
        period = days[-1] if days else period_of(reading, sentence, match.end())
        joint = _joint_hosts(reading, start, match.start(), event.name)
        if joint:
            hosts, rest = joint
            evidence = reading.evidence((start, match.end()), "held: jointly")
            yield from (Relation(host, act, Entity(event.type, rest), evidence, period) for host in hosts)
            continue
        host = _host_before_name(reading, start, event.name)
        where = host.value if host else _where(reading, start, match)
        if host:
            event = Entity(event.type, event.name.removeprefix(reading.clean[host.start : host.end]))
        if where:
            yield Relation(where, act, event, evidence, period)


def find_at_events(reading: Reading, sentence: Sentence, held: Kind) -> Iterator[Relation]:
    """在…“…”招聘会上: an event at which something is told, held by the place in its name."""
    for match in _AT_EVENT.finditer(reading.clean, sentence.start, sentence.end):
        words = held.shape.search(reading.clean, *match.span("event"))
        name = held.named(reading, words, is_specific=False) if words else None
        host = _host_in_name(reading, match)
        if name and host and "“" in match["event"] and not re.search("举[办行]|召开", match["event"]):
            evidence = reading.evidence(match.span(), "held: at it")
            event = Entity("Event", name.removeprefix(reading.clean[host.start : host.end]))
            yield Relation(host.value, "held", event, evidence, period_of(reading, sentence, match.end()))


def _where(reading: Reading, start: int, match: re.Match[str]) -> Entity | None:
    """Where an event takes place: whose it is by its name, but a giver's is the receiver's; else by the words behind
    it or its name; at home where that names two provinces."""
    in_name = reading.within(reading.places, (start, match.start()))
    named = reading.within(reading.places, match.span()) or in_name
    if named and named[0].rule == "letter":
        return entity_of(reading.gazetteer, reading.home) if reading.home else None
    first = in_name[0] if len(in_name) == 1 else None
    is_owner = first and first.rule != "letter" and _BEFORE_OWNER.fullmatch(reading.clean, start, first.start)
    if first and is_owner and direction(reading.gazetteer, first.value.key, named[0].value.key) != 1:
        return first.value
    return named[0].value if named else None


def _host_before_name(reading: Reading, start: int, name: str) -> Mention[Entity] | None:
    """The organisation that stands before an event's own name: 汶川县总工会“春暖岷江”招聘活动."""
    first = next(iter(reading.within(reading.organisations, (start, start + len(name)))), None)
    is_before = first and reading.clean.find(name, start) == first.start and reading.clean.startswith("“", first.end)
    return first if is_before else None


def _joint_hosts(reading: Reading, start: int, end: int, name: str) -> tuple[list[Entity], str] | None:
    """Those that an event's name begins with as joined, and the rest of it (甲县与乙区东西部协作第七次联席会议), or all
    of it where a mark joins them (甲县—乙区联席会议)."""
    parties = parties_before(reading, start, end)
    first = reading.clean.find(name, start)
    if not parties or parties[0].start != first:
        return None
    is_one_name = _MARK.match(reading.clean, parties[0].end)
    rest = reading.clean[parties[0].start if is_one_name else parties[-1].end : end]
    is_name = len(rest) >= _LEAST_OF_REST and not rest.endswith("仪式")
    return ([party.value for party in parties], rest) if is_name else None


def _host_in_name(reading: Reading, match: re.Match[str]) -> Mention[Entity] | None:
    """The place that an event's name begins with, or the receiver of the pair that it names."""
    start, end = match.span("event")
    places = reading.within(reading.places, (start, end))
    if places and places[0].start == start:
        return places[0]
    keys = {place.value.key for place in places}
    receivers = {receiver for giver, receiver in reading.pairings if {giver, receiver} == keys}
    return next((place for place in places if place.value.key in receivers), None)
