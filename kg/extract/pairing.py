"""Aid pairings: who assists whom, by a verb or a dash between places, 鲁渝 and its like, a word of co-operation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import combinations, pairwise, product
from operator import itemgetter

from kg.extract.condition import is_denied
from kg.extract.organisation import is_agency
from kg.extract.reading import Reading, entity_of
from kg.extract.sentence import Sentence
from kg.extract.side import AIDED_REGIONS, BOTH_SIDES, direction, is_receiver, paired
from kg.extract.wordlists import lines
from kg.model import Entity, Mention, Relation, Span
from kg.ontology import RelationType
from kg.places import is_id

_LIST = re.compile(r"\s*(?:、|[和与及]|以及)?\s*")
_GOES_ON = re.compile(r"、|等")
"""After a place: the list that it is in goes on."""
_DASH = re.compile(r"\s*(?:——?|[-－–~～→]+|对口|[：:])\s*")
_JOINED = re.compile(r"[^，。；]{0,10}(?:与|和|同|跟|·|携手|联手|牵手)\s*")
_USES = re.compile(r"[^，。；]{0,6}(?:紧抓|抓住|抢抓|依托|借助|借力|利用|用好|争取|立足)")
_AID = re.compile(r"[^，。；]{0,8}(?:协作|帮扶|支援|援助|对口)")
_AID_OF_GIVER = re.compile(
    r"(?:省|市|区)?级?(?:对口)?援[疆藏青川]"
    r"|(?:省|市|区)?级?[^，。；、]{0,14}?(?:帮扶|扶贫|支援|援助|援建|协作)(?:专项|项目|财政)?资金"
)
_BOTH = re.compile(BOTH_SIDES)
_DISTRIBUTES = re.compile(r"分别|依次|各自")
_TO = re.compile(r"(?:为|向|给|对|帮助|支持|助力|在)$")
_GIVING = re.compile(r"资金|援[疆藏青建助]|帮扶|支援|投入|捐|销售|采购|引进|协作")
_EXPLICIT = ("giver verb receiver", "receiver by giver", "giver to receiver", "pair with dash")
"""Rules whose words state the pairing itself."""
_FIRM = re.compile(r"公司|集团|合作社|企业")
_MISSION = re.compile(r"援[疆藏青川黔]|支[医教]|挂职")
_VISITS = re.compile(r"[^，。；]{0,8}?(?:对接|考察|学习|座谈|洽谈|协商)")
_IS = re.compile(r"(?:就|正)?(?:是|为|作为)")
_PARTNER = re.compile(
    r"的?(?:对口|结对|东西部|定点)+(?:帮扶|支援|协作|扶贫|援建)+(?:地区|对象|单位|城市|县|市|州|区|地)?"
)
_PARTNER_IS = re.compile(
    r"的?(?:对口|结对|定点)(?:帮扶|支援|协作|扶贫|援建)(?:地区|对象|县|市|州|区|地)?(?:就|正)?(?:是|为)"
)
_WITH_HELP = re.compile(r"的?[^，。；、]{0,8}(?:支持|帮扶|帮助|援助|支援|援建)(?:之?下)?[，,]?[^，。；、]{0,4}")
_STATIONED = re.compile(r"(?:市|省|区|县)?(?:对口)?(?:驻|援)")
_HELPING = re.compile(r"(?:对口|结对|定点|挂钩)(?:帮扶|支援|协作|合作|扶贫|援助)(?:了|的)?$")
_GIVEN = re.compile(r"[^，。；、]{0,10}?(?:援建|捐[赠建助]|援助|支援|对口帮扶)")
_REGIONS_OF_LETTERS = frozenset(lines("letter_regions.txt"))
_GOES = re.compile(r"[^。；]{0,30}?(?:来到|前往|走进|赶赴|奔赴|深入|到|赴)")
_REACH, _LONGEST_LINK = 40, 40
"""Characters after two places in which a word ties them, and between them."""
_AND_OTHERS = r"等[^，。；]{0,16}?"
_FILLER = r"[^，。；、,;]{0,14}?"


Pair = tuple[Mention[Entity], Mention[Entity], Span, str]
"""Giver, receiver, the words that tie them, and the rule."""


@dataclass(frozen=True, slots=True)
class Group:
    """Places that are named as one: 广东、浙江."""

    members: tuple[Mention[Entity], ...]

    @property
    def start(self) -> int:
        """Where the first is named."""
        return self.members[0].start

    @property
    def end(self) -> int:
        """Where the last one's name ends."""
        return self.members[-1].end


class PairingFinder:
    """Finds aid pairings. Made once for the ontology's `assists`."""

    def __init__(self, assists: RelationType) -> None:
        verbs = "|".join(map(re.escape, sorted(assists.cues, key=len, reverse=True)))
        self._directed = re.compile(
            rf"(?:{_AND_OTHERS})?{_FILLER}(?:{verbs})(?:了|着|过)?(?:“|”|原|我国|西藏|新疆|的是)?"
        )
        self._of = re.compile(rf"{_FILLER}(?:{verbs})的(?:西藏|新疆)?")
        self._by = re.compile(rf"{_FILLER}(?:由|受|接受|得到|在)$")
        self._by_after = re.compile(rf"[^，。；]{{0,6}}?(?:{verbs}|支援|帮扶)")
        self._aid_of = re.compile(rf"{_FILLER}(?:对|对于)$")
        self._symmetric = re.compile("|".join(map(re.escape, sorted(assists.symmetric_cues, key=len, reverse=True))))

    def find(self, reading: Reading) -> list[Relation]:
        """The pairings that a page states, each once, in the order of the text."""
        found: dict[tuple[str, str], list[tuple[bool, Relation]]] = {}
        for sentence in reading.sentences:
            for giver, receiver, span, rule in self._in_sentence(reading, sentence):
                words = _clauses(sentence, span)
                if not _can_pair(reading, giver, receiver) or is_denied(reading.clean[words[0] : words[1]]):
                    continue
                relation = Relation(
                    giver.value, "assists", receiver.value, reading.evidence(words, rule), _since(reading, sentence)
                )
                said = found.setdefault((giver.value.key, receiver.value.key), [])
                said.append((rule not in _EXPLICIT, relation))
        return [_merged([relation for _, relation in sorted(said, key=itemgetter(0))]) for said in found.values()]

    def _in_sentence(self, reading: Reading, sentence: Sentence) -> Iterator[Pair]:
        places = [m for m in reading.within(reading.places, (sentence.start, sentence.end)) if not _is_foreign(m)]
        yield from self._giver_of_home(reading, places)
        groups = _groups(reading, places)
        yield from self._letters(reading, places)
        yield from self._receivers_of_home(reading, sentence, groups)
        for one, other in pairwise(groups):
            if reading.clean[one.end : one.end + 1] in ("(", "（"):
                one = Group(one.members[-1:])  # what brackets say is of the last one
            rule, way = self._rule(reading, sentence, one, other)
            if rule:
                for giver, receiver in self._pairs(reading, one, other, way):
                    yield giver, receiver, (one.start, other.end), rule

    def _rule(self, reading: Reading, sentence: Sentence, one: Group, other: Group) -> tuple[str, int]:
        """The rule that ties two groups, with 1 where the first gives, -1 where the second does, 0 where sides tell."""
        between = reading.clean[one.end : other.start]
        after = reading.clean[other.end : min(other.end + _REACH, sentence.end)]
        told = direction(reading.gazetteer, one.members[0].value.key, other.members[0].value.key)
        if self._directed.fullmatch(between):
            return "giver verb receiver", 1
        if told == 1 and self._of.fullmatch(between):
            return "giver verb 的 receiver", 1
        if self._by.fullmatch(between) and self._by_after.match(after):
            return "receiver by giver", -1
        if self._aid_of.fullmatch(between) and self._by_after.match(after):
            return "giver to receiver", 1
        if told == -1 and _USES.fullmatch(between) and _AID.match(after):
            return "receiver uses giver's aid", -1
        if told == -1 and _IS.fullmatch(between) and _PARTNER.match(after):
            return "receiver is giver's partner", -1
        if told == 1 and (_WITH_HELP.fullmatch(between) or _PARTNER_IS.fullmatch(between)):
            return "receiver by giver's help", 1
        if told == 1 and _STATIONED.fullmatch(between) and _AID.match(after):
            return "giver stationed at receiver", 1
        if told and between in ("（", "(") and after[:1] in ("）", ")"):
            return "pair in brackets", 0
        if _DASH.fullmatch(between):
            return "pair with dash", 0
        if told == 1 and len(between) <= _LONGEST_LINK and _TO.search(between) and _GIVING.search(after):
            return "giver gives to receiver", 1
        is_joined = _JOINED.fullmatch(between) or (between == "、" and _BOTH.match(after))
        if told and not between and _AID.match(after):
            return "named pair", 0
        is_co_operation = self._symmetric.search(reading.clean, sentence.start, sentence.end)
        if is_joined and is_co_operation and not _FIRM.search(between):
            return "co-operation", 0
        is_aid = is_co_operation or _MISSION.search(reading.clean, one.start, sentence.end)
        is_named = one.members[-1].rule != "single letter"
        goes = is_aid and is_named and _GOES.fullmatch(between)
        if goes and (told == 1 or (told == -1 and _VISITS.match(after))):
            return "one side goes to the other", 0
        return "", 0

    def _pairs(
        self, reading: Reading, one: Group, other: Group, way: int
    ) -> Iterator[tuple[Mention[Entity], Mention[Entity]]]:
        """(giver, receiver) of two groups: each with each, or with 分别 one with one."""
        distributes = _DISTRIBUTES.search(reading.clean, one.end, other.start)
        if distributes and len(one.members) == len(other.members):
            tied: Iterable[tuple[Mention[Entity], Mention[Entity]]] = zip(one.members, other.members, strict=True)
        else:
            tied = product(one.members, other.members)
            if len(one.members) > 1 < len(other.members):
                tied = _known(reading, list(tied))
        for first, second in tied:
            given = way or direction(reading.gazetteer, first.value.key, second.value.key)
            if given:
                yield (first, second) if given == 1 else (second, first)

    def _giver_of_home(self, reading: Reading, places: list[Mention[Entity]]) -> Iterator[Pair]:
        """A place whose aid is named, for the sentence's receiver or the page's own place: 江苏援疆工作组."""
        home = Mention("place", 0, 0, entity_of(reading.gazetteer, reading.home), "home") if reading.home else None
        for mention in places:
            match = _AID_OF_GIVER.match(reading.clean, mention.end)
            if not match or mention.rule == "letter" or not is_id(mention.value.key):
                continue
            words, region = (mention.start, match.end()), AIDED_REGIONS.get(match.group()[-1])
            others = [m for m in places if m.value.key != reading.home and not reading.in_organisation(m)]
            paired = [m for m in others if is_receiver(mention.value.key, m.value.key)]
            named = [m for m in paired if region in reading.line(m.value.key)]
            yield from ((mention, other, words, "giver's aid") for other in named)
            if named or not home:
                continue
            if mention.value.key == home.value.key and region:
                aided = Mention("place", *words, entity_of(reading.gazetteer, region), "region")
                yield mention, aided, words, "giver's aid"
            line = reading.line(home.value.key)
            names_receiver = any(_gives(reading, mention, m) for m in others if m.value.key not in line)
            if region in line or (not names_receiver and _gives(reading, mention, home)):
                yield mention, home, words, "giver's aid"

    def _receivers_of_home(self, reading: Reading, sentence: Sentence, groups: list[Group]) -> Iterator[Pair]:
        """Places that a giver's page says are helped, without naming who helps: 在对口帮扶黔西南州的基础上."""
        if not reading.home:
            return
        home = Mention("place", 0, 0, entity_of(reading.gazetteer, reading.home), "home")
        for index, group in enumerate(groups):
            start = sentence.clauses[sentence.clause_at(group.start)][0]
            is_first = not index or groups[index - 1].end <= start
            is_helped = _TO.search(reading.clean, start, group.start) and _GIVEN.match(reading.clean, group.end)
            if is_first and (is_helped or _HELPING.search(reading.clean, start, group.start)):
                for member in group.members:
                    if _gives(reading, home, member):
                        yield home, member, (start, group.end), "receiver of the page's own place"

    def _letters(self, reading: Reading, places: list[Mention[Entity]]) -> Iterator[Pair]:
        """The pairs in runs of province letters: 鲁渝, 粤桂黔."""
        for run in _runs([mention for mention in places if mention.rule == "letter"]):
            if reading.clean[run[0].start : run[-1].end] in _REGIONS_OF_LETTERS:
                continue
            for one, other in combinations(run, 2):
                way = direction(reading.gazetteer, one.value.key, other.value.key)
                if way:
                    giver, receiver = (one, other) if way == 1 else (other, one)
                    yield giver, receiver, (one.start, other.end), "named pair"


def _merged(said: list[Relation]) -> Relation:
    """One pairing of its statements, the most explicit first, with all their evidence and the first known period."""
    period = next((relation.period for relation in said if relation.period), None)
    evidence = tuple(dict.fromkeys(each for relation in said for each in relation.evidence))
    return replace(said[0], evidence=evidence, period=period)


def _runs(mentions: list[Mention[Entity]]) -> list[list[Mention[Entity]]]:
    """Mentions that touch each other, as runs."""
    runs: list[list[Mention[Entity]]] = []
    for mention in mentions:
        if runs and runs[-1][-1].end == mention.start:
            runs[-1].append(mention)
        else:
            runs.append([mention])
    return runs


def _groups(reading: Reading, places: list[Mention[Entity]]) -> list[Group]:
    """Neighbouring places in lists as groups; 和 and 与 join only places of one side."""
    groups: list[Group] = []
    for mention in places:
        body = reading.organisation_of(mention)
        if mention.rule == "letter" or (body and not is_agency(body)):
            continue
        if groups and _joins(reading, groups[-1].members[-1], mention):
            groups[-1] = Group((*groups[-1].members, mention))
        else:
            groups.append(Group((mention,)))
    return groups


def _joins(reading: Reading, one: Mention[Entity], other: Mention[Entity]) -> bool:
    between = reading.clean[one.end : other.start]
    if not _LIST.fullmatch(between) or not between:
        return False
    if "、" in between and _GOES_ON.match(reading.clean, other.end):
        return True
    return paired(reading.gazetteer, one.value.key, other.value.key) == 0


def _is_foreign(mention: Mention[Entity]) -> bool:
    return mention.value.key == "100000"


def _can_pair(reading: Reading, giver: Mention[Entity], receiver: Mention[Entity]) -> bool:
    """Two places of which neither holds the other."""
    one, other = giver.value.key, receiver.value.key
    if not (is_id(one) and is_id(other)):
        return one != other
    return not (reading.gazetteer.is_within(one, other) or reading.gazetteer.is_within(other, one))


def _gives(reading: Reading, giver: Mention[Entity], receiver: Mention[Entity]) -> bool:
    """Whether one place is known to give to another."""
    return direction(reading.gazetteer, giver.value.key, receiver.value.key) == 1


def _known(
    reading: Reading, pairs: list[tuple[Mention[Entity], Mention[Entity]]]
) -> list[tuple[Mention[Entity], Mention[Entity]]]:
    """Of many with many, the pairs that a programme sets; all where it sets none."""
    known = [pair for pair in pairs if paired(reading.gazetteer, pair[0].value.key, pair[1].value.key)]
    return known or pairs


def _since(reading: Reading, sentence: Sentence) -> str | None:
    """The open period since which the pairing stands, where the sentence says 2017年起 or the like."""
    periods = reading.periods_before(sentence.start, sentence.end)
    open_ones = [mention.value.edtf for mention in periods if mention.value.edtf and mention.value.edtf.endswith("/..")]
    return open_ones[0] if open_ones else None


def _clauses(sentence: Sentence, span: Span) -> Span:
    """A span widened to whole clauses."""
    return sentence.clauses[sentence.clause_at(span[0])][0], sentence.clauses[sentence.clause_at(span[1] - 1)][1]
