"""Aid pairings: who assists whom, by a verb or a dash between places, 鲁渝 and its like, a word of co-operation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import combinations, pairwise, product
from operator import itemgetter

from kg.extract.figures.not_yet import is_denied
from kg.extract.page.side import direction, is_apt, is_national_pair, paired
from kg.extract.places.place_list import PlaceList, letter_runs, place_lists
from kg.extract.reading import Reading
from kg.extract.relations.home_pairing import GIVERS_AID, pairs_by_givers_aid, pairs_with_helped
from kg.extract.relations.neighbours import Neighbours, Pair, told
from kg.extract.relations.pairing_rule import EXPLICIT, GOES_ON, PairingRules
from kg.extract.sentence import Sentence
from kg.extract.wordlists import lines
from kg.model import PAIRING, Entity, Mention, Relation, Span
from kg.ontology import RelationType
from kg.places import COUNTRY, is_id

_ASKS = re.compile(r"(?:哪|谁|吗|什么|怎|多少|几|是否|能否|如何)[^，。；]*[？?][”’]?\s*$")
"""The end of a question, which states no pairing."""
_DISTRIBUTES = re.compile(r"分别|依次|各自")
_DISTRIBUTED = re.compile(r"[^，。；、]{0,6}?(?:分别|依次|各自|一一)")
_LISTS_ON = re.compile(
    r"(?:等?[\d一二三四五六七八九十两]+个?[省市县区州旗地])?[，,](?:以及|和|及|西藏|新疆|青海)?(?:藏族自治区|自治区|维吾尔自治区|省)?"
)
_LIST_ENDS = re.compile(r"(?:等(?:地|[\d一二三四五六七八九十]+个?[省市县区州旗地]+)?)?[，,。；;]?\s*")
_TWO_CHARACTERS = re.compile(
    r"(?!东西|南北|城乡|山海)(?P<one>[\u4e00-\u9fff])(?P<other>[\u4e00-\u9fff])"
    r"(?:(?:东西部?|扶贫|对口|结对|劳务|山海|产业|消费|区域)*(?:协作|合作|帮扶|携手|牵手)|两[地市县区州])"
)
_REGIONS_OF_LETTERS = frozenset(lines("letter_regions.txt"))


class PairingFinder:
    """Finds aid pairings. Made once for the ontology's `assists`."""

    def __init__(self, assists: RelationType) -> None:
        self._rules = PairingRules(assists)

    def find(self, reading: Reading) -> list[Relation]:
        """The pairings that a page states, each once, in the order of the text."""
        found: dict[tuple[str, str], list[tuple[bool, Relation]]] = {}
        stating = (each for each in reading.sentences if not _ASKS.search(reading.clean, each.start, each.end))
        for sentence in stating:
            for giver, receiver, span, rule in _whole(reading, list(self._in_sentence(reading, sentence))):
                words = _clauses(sentence, span)
                is_nested = reading.are_nested(giver.key, receiver.key)
                if is_nested or is_denied(reading.clean[words[0] : words[1]]):
                    continue
                relation = Relation(giver, PAIRING, receiver, reading.evidence(words, rule), _since(reading, sentence))
                said = found.setdefault((giver.key, receiver.key), [])
                said.append((rule not in EXPLICIT, relation))
        kept = [said for tie, said in found.items() if not _is_of_a_part(reading, tie, said, found)]
        return [_merged([relation for _, relation in sorted(said, key=itemgetter(0))]) for said in kept]

    def _in_sentence(self, reading: Reading, sentence: Sentence) -> Iterator[Pair]:
        places = [m for m in reading.within(reading.places, (sentence.start, sentence.end)) if not _is_country(m)]
        listed = place_lists(reading, places)
        yield from pairs_by_givers_aid(reading, places)
        yield from _letters(reading, places)
        yield from _characters(reading, sentence)
        yield from pairs_with_helped(reading, sentence, listed)
        giver: PlaceList | None = None
        for one, other in pairwise(listed):
            if reading.clean[one.end : one.end + 1] in ("(", "（"):
                one = PlaceList(one.members[-1:])  # what brackets say is of the last one
            two = Neighbours(reading, sentence, one, other)
            if giver and _is_listed(two):
                yield from _pairs(Neighbours(reading, sentence, giver, other), EXPLICIT[0], 1)
                continue
            fit = self._rules.first_fit(two)
            if not fit:
                giver = None
                continue
            rule, gives = fit
            if giver and rule == GOES_ON:
                two = Neighbours(reading, sentence, giver, other)
            else:
                giver = one if gives == 1 and rule in EXPLICIT else None
            yield from _pairs(two, rule, gives)


def _is_listed(two: Neighbours) -> bool:
    """Whether a clause only goes on with the list of the clause before: 对口支援策勒县、民丰县，西藏昌都市."""
    clause = two.sentence.clause(two.other.start)
    rest = two.reading.clean[two.other.end : clause[1]]
    return bool(_LISTS_ON.fullmatch(two.between) and _LIST_ENDS.fullmatch(rest))


def _pairs(two: Neighbours, rule: str, gives: int) -> Iterator[Pair]:
    for giver, receiver in _sides(two, rule, gives):
        yield Pair(giver, receiver, (two.one.start, two.other.end), rule)


def _whole(reading: Reading, pairs: list[Pair]) -> Iterator[Pair]:
    """Pairs without those whose receiver is only the town where the giver of another pair gives: 在…镇新建车间."""
    known = {*reading.pairings, *((pair.giver.key, pair.receiver.key) for pair in pairs)}
    for pair in pairs:
        is_where = any((pair.giver.key, place) in known for place in reading.line(pair.receiver.key)[1:])
        if pair.rule in EXPLICIT or "/" not in pair.receiver.key or not is_where:
            yield pair


def _is_country(mention: Mention[Entity]) -> bool:
    return mention.value.key == COUNTRY


def _letters(reading: Reading, places: list[Mention[Entity]]) -> Iterator[Pair]:
    """The pairs in runs of province letters: 鲁渝, 粤桂黔."""
    for run in letter_runs(places):
        if reading.clean[run.start : run.end] in _REGIONS_OF_LETTERS:
            continue
        for one, other in combinations(run.members, 2):
            gives = direction(reading.gazetteer, one.value.key, other.value.key)
            if gives:
                giver, receiver = _ordered(one.value, other.value, gives)
                yield Pair(giver, receiver, (one.start, other.end), "named pair")


def _characters(reading: Reading, sentence: Sentence) -> Iterator[Pair]:
    """The pair that a character of each name stands for, where the page names but one such: 厦临协作, 福定两市."""
    for match in _TWO_CHARACTERS.finditer(reading.clean, sentence.start, sentence.end):
        one, other = match["one"], match["other"]
        if reading.within(reading.places, (match.start("one"), match.end("other"))):
            continue
        named = dict.fromkeys(m.value for m in reading.places if is_id(m.value.key) and "/" not in m.value.key)
        pairs = [
            _ordered(a, b, direction(reading.gazetteer, a.key, b.key))
            for a, b in product(named, named)
            if one in a.name[:2] and other in b.name[:2] and direction(reading.gazetteer, a.key, b.key)
        ]
        pairs = [pair for pair in pairs if is_apt(*(side.key for side in pair))]
        national = [(giver, receiver) for giver, receiver in pairs if is_national_pair(giver.key, receiver.key)]
        for giver, receiver in national or pairs if len(national or pairs) == 1 else ():
            yield Pair(giver, receiver, match.span(), "named pair")


def _sides(two: Neighbours, rule: str, gives: int) -> Iterator[tuple[Entity, Entity]]:
    """(giver, receiver) of two lists: each with each, or with 分别 one with one; `gives` as in `Rule`."""
    gazetteer, ones, others = two.reading.gazetteer, two.one.places, two.other.places
    is_distributed = _DISTRIBUTES.search(two.between) or _DISTRIBUTED.match(two.after)
    if len(ones) == len(others) and is_distributed:
        tied: Iterable[tuple[Entity, Entity]] = zip(ones, others, strict=True)
    else:
        tied = list(product(ones, others))
        is_open = len(tied) > 1 and rule not in EXPLICIT
        if is_open or len(ones) > 1 < len(others):  # of many the pairs that a programme sets, if it sets any
            tied = [(one, other) for one, other in tied if paired(gazetteer, one.key, other.key)] or tied
    for one, other in tied:
        given = gives or told(two.reading, one.key, other.key)
        if given:
            giver, receiver = _ordered(one, other, given)
            if rule in EXPLICIT or is_apt(giver.key, receiver.key):
                yield giver, receiver


def _ordered(one: Entity, other: Entity, gives: int) -> tuple[Entity, Entity]:
    """(giver, receiver)."""
    return (one, other) if gives == 1 else (other, one)


def _is_of_a_part(
    reading: Reading,
    tie: tuple[str, str],
    said: list[tuple[bool, Relation]],
    others: Iterable[tuple[str, str]],
) -> bool:
    """Whether only a giver's aid ties it to a receiver that a part of it is paired with: a province's funds."""
    giver, receiver = tie
    has_part = any(receiver == other[1] and giver in reading.line(other[0])[1:] for other in others)
    return has_part and all(relation.evidence[0].rule == GIVERS_AID for _, relation in said)


def _merged(said: list[Relation]) -> Relation:
    """One pairing of its statements, the most explicit first, with all their evidence and the first known period."""
    period = next((relation.period for relation in said if relation.period), None)
    evidence = tuple(dict.fromkeys(each for relation in said for each in relation.evidence))
    return replace(said[0], evidence=evidence, period=period)


def _since(reading: Reading, sentence: Sentence) -> str | None:
    """The open period since which the pairing stands, where the sentence says 2017年起 or the like."""
    dates = reading.dated((sentence.start, sentence.end))
    return next((date for date in dates if date.endswith("/..")), None)


def _clauses(sentence: Sentence, span: Span) -> Span:
    """A span widened to whole clauses."""
    return sentence.clause(span[0])[0], sentence.clause(span[1] - 1)[1]
