"""What was signed, issued, launched, held or set up, and by whom.

A verb of the ontology's, the name of the thing after it (in quotation marks, 《》 or up to a noun that such things end
in), and the places or organisations before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from kg.extract.reading import Reading, entity_of
from kg.extract.role import Role, roles_of
from kg.extract.sentence import Sentence
from kg.extract.side import BOTH_SIDES
from kg.extract.wordlists import table
from kg.model import Entity, Relation
from kg.ontology import Ontology, RelationType

_OWN_BODIES = ("专班", "领导小组", "工作小组", "推进小组", "协议", "协议书", "备忘录")
"""Endings of names that need neither marks nor a place."""
_OWN_DOCUMENT = re.compile(
    r"(?:印发的?|出台的?|下发的?)?《(?P<name>[^》]{4,60}(?:意见|通知|措施|办法|方案|规划|计划|细则|规定|政策|纲要))》"
)
_BETWEEN_ISSUERS = ("、", "和", "与", " ", "会同")
_GATHERING = "(?:招聘会|推介会|洽谈会|展销会|对接会)"
_HOSTED = re.compile(
    rf"(?:{_GATHERING}|活动|会议)(?P<by>由)(?P<hosts>[^。；]{{2,60}}?)(?:联合|共同)?(?:主办|举办|承办)"
)
_NAMED_EVENT = re.compile(rf"(?P<name>(?:20\d\d年)?[^，。；：！？\s、\d,:;]{{4,30}}?{_GATHERING})(?=在)")
_BOTH_BODIES = re.compile(r"两(?:局|院|校|部门|家单位|单位)")
_BODIES_OF_BOTH = re.compile(r"两[地省市县区州](?P<body>[^，。；的、,;]{0,8}?(?:部门|局|厅|委|中心))")
_BOTH = re.compile(rf"{BOTH_SIDES}|共同|联合")
_LEADING = re.compile(r"^(?:了|着|过|的|首场|首届|首次|一场|一次|线下|线上|此次|全|各类|系列|《|和)+")
_QUOTED = re.compile(r"^“([^“”]*)”$")
_PLANNED = re.compile(r"计划|尚未|没有|未能|不再|准备|打算|拟|(?:即将|将|将于)$")
_NAME = r"[^，。；：！？,;:!?\s、（）()]"


@dataclass(frozen=True, slots=True)
class _Kind:
    """A relation, the type of its object, and how the object's name is found after a verb."""

    relation: RelationType
    object_type: str
    after_verb: re.Pattern[str]
    from_organisation_only: bool


class EventFinder:
    """Finds acts that make or start something. Made once for an ontology."""

    def __init__(self, ontology: Ontology) -> None:
        rows = table("named_things.tsv")
        self._kinds = [
            _kind(ontology.relations[name], [row for row in rows if row["relation"] == name])
            for name in dict.fromkeys(row["relation"] for row in rows)
        ]

    def find(self, reading: Reading) -> list[Relation]:
        """The acts that a page tells of, one relation for each actor, each once."""
        found: dict[tuple[str, str, str], Relation] = {}
        for sentence in reading.sentences:
            by_verbs = (relation for kind in self._kinds for relation in self._of_kind(reading, sentence, kind))
            for relation in (*by_verbs, *self._documents(reading, sentence), *_hosted(reading, sentence)):
                if isinstance(relation.object, Entity):
                    found.setdefault((relation.subject.name, relation.predicate, relation.object.name), relation)
        return list(found.values())

    def _documents(self, reading: Reading, sentence: Sentence) -> Iterator[Relation]:
        """Documents named right after the organisations that issued them: 省人社厅、省扶贫办《…意见》."""
        organisations = reading.within(reading.organisations, (sentence.start, sentence.end))
        for index, organisation in enumerate(organisations):
            match = _OWN_DOCUMENT.match(reading.clean, organisation.end)
            if not match:
                continue
            first = index
            while (
                first and reading.clean[organisations[first - 1].end : organisations[first].start] in _BETWEEN_ISSUERS
            ):
                first -= 1
            evidence = reading.evidence((organisations[first].start, match.end()), "organisation and its document")
            for issuer in organisations[first : index + 1]:
                yield Relation(issuer.value, "issued", Entity("Document", match["name"]), evidence)

    def _of_kind(self, reading: Reading, sentence: Sentence, kind: _Kind) -> Iterator[Relation]:
        for match in kind.after_verb.finditer(reading.clean, sentence.start, sentence.end):
            name = _LEADING.sub("", _without_attribute(match["name"])).strip("《》")
            before = reading.clean[_clause_start(sentence, match.start()) : match.start()]
            if not self._is_name(reading, name, match) or _PLANNED.search(before):
                continue
            name = _QUOTED.sub(r"\1", name)
            period = _period(reading, sentence, match.start())
            thing = Entity(kind.object_type, name)
            evidence = reading.evidence(
                (_clause_start(sentence, match.start()), match.end()), f"{kind.relation.name}: {match['verb']}"
            )
            for actor in _actors(reading, sentence, match.start(), kind.from_organisation_only):
                yield Relation(actor, kind.relation.name, thing, evidence, period)

    def _is_name(self, reading: Reading, name: str, match: re.Match[str]) -> bool:
        """Whether the words name one thing: in marks, or with a place or a year; 34场招聘会 and 六大行动 do not."""
        if len(name) < 4 or re.search(r"\d+[场期个次]", name):
            return False
        has_place = bool(reading.within(reading.places, match.span("name")))
        return has_place or bool(re.search(r"[“《]|20\d\d年", match["name"])) or match["name"].endswith(_OWN_BODIES)


def _hosted(reading: Reading, sentence: Sentence) -> Iterator[Relation]:
    """招聘会由A和B联合主办: of the event that the paragraph named last."""
    match = _HOSTED.search(reading.clean, sentence.start, sentence.end)
    if not match:
        return
    start = reading.paragraph_start(sentence)
    named = [m for m in _NAMED_EVENT.finditer(reading.clean, start, sentence.end) if m.end() != match.start("by")]
    if not named:
        return
    hosts = reading.within(reading.organisations, match.span("hosts")) or reading.within(
        reading.places, match.span("hosts")
    )
    periods = reading.periods_before(start, match.start())
    dated = [mention.value.edtf for mention in periods if mention.value.edtf and mention.rule == "day"]
    for host in hosts:
        event, evidence = Entity("Event", named[-1]["name"]), reading.evidence(match.span(), "hosted by")
        yield Relation(host.value, "held", event, evidence, dated[-1] if dated else None)


def _kind(relation: RelationType, rows: list[dict[str, str]]) -> _Kind:
    verbs = "|".join(map(re.escape, sorted(relation.cues, key=len, reverse=True)))
    endings = "|".join(re.escape(row["ending"]) for row in rows if row["ending"] != "《》")
    shapes = []
    if any(row["ending"] == "《》" for row in rows):
        shapes.append(r"《[^》]{4,60}》")
    if endings:
        shapes.append(
            rf"(?:{_NAME}{{0,10}}?“[^”]{{2,20}}”(?:的)?{_NAME}{{0,8}}?(?:{endings})|“[^”]{{2,16}}(?:{endings})”|{_NAME}{{2,24}}?(?:{endings}))(?!等|{_NAME}?[各的])"
        )
    gap = r"[^，。；,;《“]{0,12}?" if shapes[0].startswith("《") else r"(?:[^，。；,;“]{0,16}——)?"
    pattern = re.compile(rf"(?P<verb>{verbs}){gap}(?P<name>{'|'.join(shapes)})")
    return _Kind(relation, rows[0]["type"], pattern, rows[0]["actors"] == "organisations")


def _without_attribute(name: str) -> str:
    """A name without the description before it: 由县长任组长的稳岗就业工作专班."""
    head, mark, tail = name.rpartition("的")
    return tail if mark and len(tail) >= 4 and "“" not in tail and "“" not in head and "《" not in name else name


def _actors(reading: Reading, sentence: Sentence, verb: int, only_organisations: bool) -> list[Entity]:
    """Who acts: the organisations of the verb's clause, else its places, both sides for 两地, else those before it."""
    start = _clause_start(sentence, verb)
    of_both = _BODIES_OF_BOTH.search(reading.clean, start, verb)
    if of_both:
        return [Entity("Organization", f"{side.name}{of_both['body']}") for side in reading.pair_before(verb) or ()]
    organisations = [m.value for m in reading.within(reading.organisations, (start, verb))]
    if organisations or only_organisations:
        return organisations
    if _BOTH_BODIES.search(reading.clean, start, verb):
        return [mention.value for mention in islice(reading.before(reading.organisations, verb), 2)][::-1]
    places = reading.within(reading.places, (start, verb))
    letters = [m.value for m in places if m.rule == "letter"]
    if letters:
        return letters[:2]
    roles = zip(places, roles_of(reading, sentence, places), strict=True)
    topics = [m.value for m, role in roles if role in (Role.TOPIC, Role.PARTNER)]
    if topics:
        return topics
    if _BOTH.search(reading.clean, start, verb + 4):
        return list(reading.pair_before(verb) or ())
    before = reading.within(reading.organisations, (sentence.start, start))
    if before:
        return [before[0].value]
    named = reading.within(reading.places, (sentence.start, start))
    topics = [m.value for m in named if m.rule != "letter" and not reading.in_organisation(m)]
    if topics:
        return topics[:1]
    return [entity_of(reading.gazetteer, reading.home)] if reading.home else []


def _clause_start(sentence: Sentence, position: int) -> int:
    return sentence.clauses[sentence.clause_at(position)][0]


def _period(reading: Reading, sentence: Sentence, verb: int) -> str | None:
    periods = reading.periods_before(sentence.start, verb)
    dated = [mention.value.edtf for mention in periods if mention.value.edtf and not mention.value.is_up_to_now]
    return dated[-1] if dated else None
