"""What was signed, issued, launched, held or set up, and by whom.

A verb of the ontology's with the thing after it (汶川县举办…招聘会), the thing with 由 and its makers after it, or the
place where it took place; documents also right after their issuers, or in the title of the notice that issues them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.names.person import THEY
from kg.extract.reading import Reading
from kg.extract.relations.act_time import is_planned, is_planned_thing, period_of
from kg.extract.relations.actor import actors, distinct
from kg.extract.relations.ceremony import find_ceremonies
from kg.extract.relations.headline import without_headlines
from kg.extract.relations.hosted import find_hosts, hosts_in
from kg.extract.relations.issued import documents_after_issuers, documents_of_names, documents_of_notice
from kg.extract.relations.once import once
from kg.extract.relations.taking_place import find_at_events, find_taking_place
from kg.extract.relations.thing import Kind, is_plural, kinds
from kg.extract.sentence import Sentence
from kg.extract.wordlists import alternation
from kg.model import Entity, Relation
from kg.ontology import Ontology

_BY = r"(?P<by>由)(?P<hosts>[^。；;，,]{{2,60}}?)(?:联合|共同|牵头|统一|组织)*(?P<verb>{verbs})"
_PRESS = re.compile("发布会$")
_ONLY_HELPS = re.compile(rf"(?:{alternation('helping_verbs.txt')})[^，。；]{{0,4}}$")
"""Before a verb: another does it."""
_ONCE = re.compile(r"近[日期]|日前|[今昨前当]天|[今昨]日|[上下]午|现场|成功|隆重|如期|首[场届次]")
"""Before a verb: it tells of one time."""
_COUNTED = re.compile(r"”?等?\d+[余多]?[个家所支处]")
"""After a name: a kind of thing of which there are several."""
_FOLLOWS = re.compile(r"[和、及与]|(?=[《“])")
"""Between things that are listed."""
_LONGEST_LIST = 3
_LONGEST_VERB = 8


class EventFinder:
    """Finds acts that make or start something. Made once for an ontology."""

    def __init__(self, ontology: Ontology) -> None:
        self._kinds = {kind.relation.name: kind for kind in kinds(ontology)}
        self._launching = ontology.relations["launched"].cues
        self._before_name = re.compile(rf"(?P<verb>{self._kinds['set_up'].verbs})[了的]?“?$")
        self._by = {name: re.compile(_BY.format(verbs=kind.verbs)) for name, kind in self._kinds.items()}

    def find(self, reading: Reading) -> list[Relation]:
        """The acts that a page tells of, one relation for each actor, each once."""
        in_sentences = (each for sentence in reading.sentences for each in self._in_sentence(reading, sentence))
        return without_headlines(reading, once((*in_sentences, *documents_of_notice(reading))))

    def _in_sentence(self, reading: Reading, sentence: Sentence) -> Iterator[Relation]:
        for kind in self._kinds.values():
            yield from self._after_verbs(reading, sentence, kind)
            yield from self._passive(reading, sentence, kind)
        yield from documents_after_issuers(reading, sentence)
        yield from documents_of_names(reading, sentence)
        yield from find_hosts(reading, sentence, self._kinds["held"])
        yield from self._set_up(reading, sentence)
        yield from find_ceremonies(reading, sentence, self._kinds["signed"])
        yield from find_taking_place(reading, sentence, self._kinds["held"], self._kinds["launched"])
        yield from find_at_events(reading, sentence, self._kinds["held"])

    def _after_verbs(self, reading: Reading, sentence: Sentence, kind: Kind) -> Iterator[Relation]:
        """汶川县举办…招聘会, and the things listed after the first."""
        act = kind.relation.name
        for match in kind.after_verb.finditer(reading.clean, sentence.start, sentence.end):
            start = sentence.clause(match.start())[0]
            if is_planned(reading, sentence, start, match.start()) or _is_founders(reading, sentence, match, act):
                continue
            if _ONLY_HELPS.search(reading.clean, start, match.start()):
                continue
            period = period_of(reading, sentence, match.start())
            is_attribute = match.group()[len(match["verb"]) :].startswith("的")
            is_one = bool(period and period.count("-") >= 2) or is_attribute
            is_one = is_one or bool(_ONCE.search(reading.clean, start, match.end("verb")))
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
            if start == by and by > sentence.start:  # …公司，由…设立
                by -= 1
                start = sentence.clause(by - 1)[0]
            thing = kind.ending_at(reading, start, by)
            if thing and not is_planned_thing(reading, sentence, start, thing.name, match.span()):
                evidence = reading.evidence((start, match.end()), f"{act} by")
                for host in distinct(host.value for host in hosts_in(reading, match.span("hosts"))):
                    yield Relation(host, act, thing, evidence, period_of(reading, sentence, match.end()))

    def _set_up(self, reading: Reading, sentence: Sentence) -> Iterator[Relation]:
        """成立了厦临公司: an organisation by its name right after the verb."""
        for named in reading.within(reading.organisations, (sentence.start, sentence.end)):
            start = sentence.clause(named.start)[0]
            verb = self._before_name.search(reading.clean, max(start, named.start - _LONGEST_VERB), named.start)
            if not verb or named.rule == "said again" or is_planned(reading, sentence, start, verb.start()):
                continue
            if _ONLY_HELPS.search(reading.clean, start, verb.start()) or _COUNTED.match(reading.clean, named.end):
                continue
            if _is_founders(reading, sentence, verb, "set_up"):
                continue
            evidence = reading.evidence((start, named.end), f"set_up: {verb['verb']}")
            period = period_of(reading, sentence, verb.start())
            for actor in actors(reading, sentence, verb.start(), "set_up", "的" in verb.group()):
                if actor != named.value:
                    yield Relation(actor, "set_up", named.value, evidence, period)


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


def _is_founders(reading: Reading, sentence: Sentence, verb: re.Match[str], act: str) -> bool:
    """Whether a person sets something up, which `life` tells."""
    span = sentence.start, verb.start()
    persons = [person for person in reading.within(reading.persons, span) if person.rule != "official"]
    return act == "set_up" and bool(persons or THEY.search(reading.clean, *span))
