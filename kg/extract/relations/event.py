"""What was signed, issued, launched, held or set up, and by whom.

A verb of the ontology's with the thing after it (汶川县举办…招聘会), the thing with 由 and its makers after it, or the
place where it took place; documents also right after their issuers, or in the title of the notice that issues them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.page.side import direction
from kg.extract.reading import Reading, entity_of
from kg.extract.relations.actor import actors, distinct
from kg.extract.relations.ceremony import find_ceremonies, parties_before
from kg.extract.relations.headline import TAKES_PLACE, without_headlines
from kg.extract.relations.hosted import GATHERING, find_hosts, hosts_follow, is_hosted
from kg.extract.relations.issued import documents_after_issuers, documents_of_names, documents_of_notice
from kg.extract.relations.once import once
from kg.extract.relations.thing import Kind, is_plural, kinds
from kg.extract.sentence import Sentence
from kg.extract.wordlists import alternation
from kg.model import Entity, Mention, Relation
from kg.ontology import Ontology

_ON_DAY = r"(?:[于今]?[(（]?(?:20\d\d年)?(?:\d{1,2}月)?\d{1,2}[)）]?日(?:[上下]午)?)?"
_TAKES_PLACE = re.compile(
    rf"{_ON_DAY}在[^，。；,;]{{1,20}}?(?:举行|召开|举办|启动|开幕|开班)|(?:成功|顺利|如期|隆重)(?:举行|召开|举办|开幕)"
    r"|(?:正式|全面|同步|今[日天]|近日|日前)*(?:启动|启幕|开幕|拉开[帷序]幕)(?=[，。,！!\s]|$)"
)
_STARTS = re.compile("启动$|启幕$|幕$")
_BEFORE_OWNER = re.compile(r"[\s　“]*(?:20\d\d年)?")
_LEAD = re.compile(r"[\s　]*(?:(?:\d{1,2}月)?\d{1,2}日|[上下]午|当[天日]|近日|日前|[昨今][日天]|随后)*")
_MARKS = "，。；：！？,;:!?\n"
_AT_EVENT = re.compile(rf"在(?P<event>[^，。；,;]{{4,40}}?{GATHERING})(?:上|现场|期间|发布)")
_BY = r"(?P<by>由)(?P<hosts>[^。；;，,]{{2,60}}?)(?:联合|共同|牵头|统一|组织)*(?P<verb>{verbs})"
_PRESS = re.compile("发布会$")
_PLANNED = re.compile(
    r"随着|计划|尚未|没有|未能|不再|准备|打算|拟|(?:即将|将|将于)$|将(?:[于在会由与同]|继续|进一步|组织|联合|共同|陆续|适时|分别|积极|持续)"
)
"""What is still to come, or only taken up again (随着…签署)."""
_NEXT = re.compile(r"下一?步|接下来|下一?阶段|今后")
_GOES_ON = re.compile(r"同时|并|还|也")
"""A clause that begins so is planned where the one before is."""
_ONLY_HELPS = re.compile(rf"(?:{alternation('helping_verbs.txt')})[^，。；]{{0,4}}$")
"""Before a verb: another does it."""
_FOUNDER = re.compile(r"[他她](?!们)")
_COUNTED = re.compile(r"”?等?\d+[余多]?[个家所支处]")
"""After a name: a kind of thing of which there are several."""
_FOLLOWS = re.compile(r"[和、及与]|(?=[《“])")
"""Between things that are listed."""
_LONGEST_LIST = 3
_LEAST_OF_REST = 8
"""Characters of an event's name without its hosts: 对口协作第三次联席会议, but no mere 劳务协作座谈会."""
_LONGEST_VERB = 8


class EventFinder:
    """Finds acts that make or start something. Made once for an ontology."""

    def __init__(self, ontology: Ontology) -> None:
        self._kinds = kinds(ontology)
        set_up = next(kind for kind in self._kinds if kind.relation.name == "set_up")
        self._launching = ontology.relations["launched"].cues
        self._signed = next(kind for kind in self._kinds if kind.relation.name == "signed")
        self._held = next(kind for kind in self._kinds if kind.relation.name == "held")
        self._before_name = re.compile(rf"(?P<verb>{set_up.verbs})[了的]?“?$")
        self._by = {kind.relation.name: re.compile(_BY.format(verbs=kind.verbs)) for kind in self._kinds}

    def find(self, reading: Reading) -> list[Relation]:
        """The acts that a page tells of, one relation for each actor, each once."""
        in_sentences = (each for sentence in reading.sentences for each in self._in_sentence(reading, sentence))
        return without_headlines(reading, once((*in_sentences, *documents_of_notice(reading))))

    def _in_sentence(self, reading: Reading, sentence: Sentence) -> Iterator[Relation]:
        for kind in self._kinds:
            yield from self._after_verbs(reading, sentence, kind)
            yield from self._passive(reading, sentence, kind)
        yield from documents_after_issuers(reading, sentence)
        yield from documents_of_names(reading, sentence)
        yield from find_hosts(reading, sentence, self._held)
        yield from self._set_up(reading, sentence)
        yield from find_ceremonies(reading, sentence, self._signed)
        yield from self._taking_place(reading, sentence)

    def _after_verbs(self, reading: Reading, sentence: Sentence, kind: Kind) -> Iterator[Relation]:
        """汶川县举办…招聘会, and the things listed after the first."""
        act = kind.relation.name
        for match in kind.after_verb.finditer(reading.clean, sentence.start, sentence.end):
            start = sentence.clause(match.start())[0]
            if _is_planned(reading, sentence, start, match.start()) or _is_founders(reading, sentence, match, act):
                continue
            if _ONLY_HELPS.search(reading.clean, start, match.start()):
                continue
            period = _period(reading, sentence, match.start())
            is_attribute = match.group()[len(match["verb"]) :].startswith("的")
            is_one = bool(period and period.count("-") >= 2) or is_attribute
            is_one = is_one and not is_plural(reading.clean, start, match.end())
            words: re.Match[str] | None = match
            for _ in range(_LONGEST_LIST):
                name = kind.named(reading, words, is_one) if words else None
                if not words or not name or (act == "held" and self._is_launched(match["verb"], words["name"])):
                    break
                evidence = reading.evidence((start, words.end()), f"{act}: {match['verb']}")
                acting = actors(reading, sentence, match.start(), act, is_attribute)
                if act == "signed":
                    acting = _sides_in_name(reading, words, acting)
                if is_attribute:
                    acting = _own_in_name(reading, words, acting)
                for actor in acting if not (is_attribute and _PRESS.search(name)) else ():
                    yield Relation(actor, act, Entity(kind.object_type, name), evidence, period)
                follows = _FOLLOWS.match(reading.clean, words.end())
                words = kind.shape.match(reading.clean, follows.end(), sentence.end) if follows else None

    def _is_launched(self, verb: str, name: str) -> bool:
        """Whether a verb starts what a name tells, rather than holds it: 开展“…”活动."""
        return verb in self._launching and name.endswith("”活动")

    def _passive(self, reading: Reading, sentence: Sentence, kind: Kind) -> Iterator[Relation]:
        """《…办法》由县人社局印发, 该中心由州人社局设立: the thing stands before 由."""
        act = kind.relation.name
        if reading.clean.find("由", sentence.start, sentence.end) < 0:
            return
        for match in self._by[act].finditer(reading.clean, sentence.start, sentence.end):
            start, by = sentence.clause(match.start())[0], match.start()
            thing = _before(reading, kind, start, by)
            hosts = reading.within(reading.organisations, match.span("hosts")) or reading.within(
                reading.places, match.span("hosts")
            )
            if thing and not _is_planned(reading, sentence, start, match.end()):
                evidence = reading.evidence((start, match.end()), f"{act} by")
                for host in distinct(host.value for host in hosts):
                    yield Relation(host, act, thing, evidence, _period(reading, sentence, match.end()))

    def _set_up(self, reading: Reading, sentence: Sentence) -> Iterator[Relation]:
        """成立了厦临公司: an organisation by its name right after the verb."""
        for named in reading.within(reading.organisations, (sentence.start, sentence.end)):
            start = sentence.clause(named.start)[0]
            verb = self._before_name.search(reading.clean, max(start, named.start - _LONGEST_VERB), named.start)
            if not verb or named.rule == "said again" or _is_planned(reading, sentence, start, verb.start()):
                continue
            if _ONLY_HELPS.search(reading.clean, start, verb.start()) or _COUNTED.match(reading.clean, named.end):
                continue
            evidence = reading.evidence((start, named.end), f"set_up: {verb['verb']}")
            if not _is_founders(reading, sentence, verb, "set_up"):
                for actor in actors(reading, sentence, verb.start(), "set_up", "的" in verb.group()):
                    if actor != named.value:
                        yield Relation(actor, "set_up", named.value, evidence, _period(reading, sentence, verb.start()))

    def _taking_place(self, reading: Reading, sentence: Sentence) -> Iterator[Relation]:
        """…招聘会在衢州市举行: held by the place where it was, or by the one in its name."""
        held = self._held
        launched = next(kind for kind in self._kinds if kind.relation.name == "launched")
        for match in _TAKES_PLACE.finditer(reading.clean, sentence.start, sentence.end):
            start = _begin(reading, match.start())
            kinds = (launched, held) if _STARTS.search(match.group()) else (held,)
            told = ((_before(reading, kind, start, match.start()), kind.relation.name) for kind in kinds)
            event, act = next(((thing, act) for thing, act in told if thing), (None, ""))
            if not event or _is_planned(reading, sentence, start, match.end()):
                continue
            if is_hosted(reading, start, sentence.end) or hosts_follow(reading, sentence):
                continue
            evidence = reading.evidence((start, match.end()), TAKES_PLACE)
            days = reading.dated((sentence.start, match.start()), lambda period: period.rule == "day")
            period = days[-1] if days else _period(reading, sentence, match.end())
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
        for match in _AT_EVENT.finditer(reading.clean, sentence.start, sentence.end):
            words = held.shape.search(reading.clean, *match.span("event"))
            name = held.named(reading, words, is_specific=False) if words else None
            host = _host_in_name(reading, match)
            if name and host and "“" in match["event"] and not re.search("举[办行]|召开", match["event"]):
                evidence = reading.evidence(match.span(), "held: at it")
                event = Entity("Event", name.removeprefix(reading.clean[host.start : host.end]))
                yield Relation(host.value, "held", event, evidence, _period(reading, sentence, match.end()))


def _host_before_name(reading: Reading, start: int, name: str) -> Mention[Entity] | None:
    """The organisation that stands before an event's own name: 汶川县总工会“春暖岷江”招聘活动."""
    first = next(iter(reading.within(reading.organisations, (start, start + len(name)))), None)
    is_before = first and reading.clean.find(name, start) == first.start and reading.clean.startswith("“", first.end)
    return first if is_before else None


def _joint_hosts(reading: Reading, start: int, end: int, name: str) -> tuple[list[Entity], str] | None:
    """Those that an event's name begins with as joined, and the rest of it: 甲县与乙区东西部协作第七次联席会议."""
    parties = parties_before(reading, start, end)
    first = reading.clean.find(name, start)
    if not parties or parties[0].start != first:
        return None
    rest = reading.clean[parties[-1].end : end]
    is_name = len(rest) >= _LEAST_OF_REST and not rest.endswith("仪式")
    return ([party.value for party in parties], rest) if is_name else None


def _own_in_name(reading: Reading, words: re.Match[str], acting: list[Entity]) -> list[Entity]:
    """The place whose event it is by its name, else who acts: 在上海市召开的汶川县推介会, 举行的我县招聘会."""
    named = reading.within(reading.places, words.span("name"))
    first = next((m.value for m in named if m.rule != "letter" and m.start - words.start("name") <= len("的")), None)
    own = next((m.value for m in named if m.rule == "own"), None)
    whose = first or (own if not acting else None)
    return [whose] if whose else acting


def _sides_in_name(reading: Reading, words: re.Match[str], acting: list[Entity]) -> list[Entity]:
    """The two places that an agreement's name names, where one of them signs it with what the other is part of."""
    named = [place.value for place in reading.within(reading.places, words.span("name")) if place.rule != "letter"]
    is_known = len(named) == len(acting) == 2 and len({*named, *acting}) == 3
    return named if is_known and all(place.type == "Place" for place in acting) else acting


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


def _before(reading: Reading, kind: Kind, start: int, end: int) -> Entity | None:
    """The thing of a kind whose name ends at a position: 《…》, an organisation, or a name by its ending."""
    if kind.object_type == "Organization":
        near = reading.within(reading.organisations, (start, end))
        return near[-1].value if near and near[-1].end == end else None
    begin = _begin(reading, end)
    lead = _LEAD.match(reading.clean, begin, end)
    whole = kind.whole.fullmatch(reading.clean, lead.end() if lead else begin, end)
    for words in (whole,) if whole else kind.shape.finditer(reading.clean, start, end):
        if words.end("name") == end:
            name = kind.named(reading, words, is_specific=True)
            return Entity(kind.object_type, name) if name else None
    return None


def _begin(reading: Reading, end: int) -> int:
    """Where the words begin that stand between a mark and a position; a dash is none, as names have it."""
    return max(reading.clean.rfind(mark, 0, end) for mark in _MARKS) + 1


def _host_in_name(reading: Reading, match: re.Match[str]) -> Mention[Entity] | None:
    """The place that an event's name begins with, or the receiver of the pair that it names."""
    start, end = match.span("event")
    places = reading.within(reading.places, (start, end))
    if places and places[0].start == start:
        return places[0]
    keys = {place.value.key for place in places}
    receivers = {receiver for giver, receiver in reading.pairings if {giver, receiver} == keys}
    return next((place for place in places if place.value.key in receivers), None)


def _is_founders(reading: Reading, sentence: Sentence, verb: re.Match[str], act: str) -> bool:
    """Whether a person sets something up, which `life` tells."""
    span = sentence.start, verb.start()
    persons = [person for person in reading.within(reading.persons, span) if person.rule != "official"]
    return act == "set_up" and bool(persons or _FOUNDER.search(reading.clean, *span))


def _is_planned(reading: Reading, sentence: Sentence, start: int, end: int) -> bool:
    """Whether what a clause tells up to a position is still to come, by its words or those that it goes on from."""
    goes_on = _GOES_ON.match(reading.clean, start)
    is_next = _NEXT.search(reading.clean, sentence.start, end)
    return bool(is_next or _PLANNED.search(reading.clean, sentence.start if goes_on else start, end))


def _period(reading: Reading, sentence: Sentence, verb: int) -> str | None:
    dates = reading.dated((sentence.start, verb), lambda period: not period.value.is_up_to_now)
    return dates[-1] if dates else None
