"""What ceremonies show: agreements that are signed (A与B…协议签约仪式), stations that are unveiled (A驻B…站揭牌)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.names.organisation import kind_of
from kg.extract.page.both_sides import BOTH_SIDES
from kg.extract.reading import Reading
from kg.extract.relations.actor import actors, both_before
from kg.extract.relations.thing import Kind
from kg.extract.sentence import Sentence
from kg.model import Entity, Mention, Relation

_CEREMONY = re.compile(r"(?:[、暨]?(?:签约|签订|签署|签字|揭牌|挂牌|授牌|启动))+(?:仪式|活动)")
_AND = re.compile(r"(?:[与和同、·]|[—－–-]+)[\u4e00-\u9fff]{0,3}?")
_OPENED = re.compile(
    r"”?(?:[^，。；、,;]{0,16}?(?:在|于)[^，。；,;]{1,24}?)?(?:正式|隆重|顺利|成功|随即|应运而生|相继|先后|同步|也|就此)*"
    r"(?:(?:签约|签字)?暨?(?:揭牌|挂牌)(?:成立|运营|运行|启用|仪式)?|(?:宣告|宣布)?成立(?!以来|后|之|的|于?[\d一二]|[^，。；]{0,4}周年))"
)
_IN_LIST = re.compile(r"[\s　]+(?:站长|负责人|联[系络][人员]|地址|联系?电话|电话)[：:]")
"""After a station in a list of such."""
_DIRECTS = re.compile(r"(?:领导小组|工作专班|指挥部|工作组|推进小组)$")
_UNVEILED = re.compile(r"(?:共同|一同|一起)?为[^，。；,;]{0,6}?“?$")
_UNVEILING = re.compile(r"”?[^，。；,;]{0,4}?(?:揭牌|挂牌|揭幕)")
_HELD = re.compile(r"(?:举行|举办)了?[“]?$")
_BOTH = re.compile(rf"{BOTH_SIDES}|两[局院校]|共同")


def find_ceremonies(reading: Reading, sentence: Sentence, signed: Kind) -> Iterator[Relation]:
    """The agreements and stations that a sentence tells of by their ceremonies."""
    yield from _signings(reading, sentence, signed)
    for body in reading.within(reading.organisations, (sentence.start, sentence.end)):
        if body.rule != "said again":
            yield from _unveilings(reading, sentence, body)


def _signings(reading: Reading, sentence: Sentence, signed: Kind) -> Iterator[Relation]:
    """沈丘县与福鼎市劳务合作协议签约仪式: both sign what stands between them and the ceremony."""
    for ceremony in _CEREMONY.finditer(reading.clean, sentence.start, sentence.end):
        start = sentence.clause(ceremony.start())[0]
        parties = parties_before(reading, start, ceremony.start())
        words = signed.shape.fullmatch(reading.clean, parties[-1].end, ceremony.start()) if parties else None
        name = signed.named(reading, words, is_specific=True) if words else None
        if name:
            evidence = reading.evidence((parties[0].start, ceremony.end()), "signed: ceremony")
            period = next(reversed(reading.dated((sentence.start, parties[0].start))), None)
            for party in parties:
                yield Relation(party.value, "signed", Entity("Agreement", name), evidence, period)


def parties_before(reading: Reading, start: int, end: int) -> list[Mention[Entity]]:
    """Two or more that a span names as joined, the last ones."""
    places = [place for place in reading.within(reading.places, (start, end)) if place.rule != "letter"]
    named = [
        *(place for place in places if not reading.in_organisation(place)),
        *reading.within(reading.organisations, (start, end)),
    ]
    joined: list[Mention[Entity]] = []
    for mention in sorted(named, key=lambda mention: mention.start):
        is_next = joined and _AND.fullmatch(reading.clean, joined[-1].end, mention.start)
        joined = [*joined, mention] if is_next else [mention]
    return joined if len(joined) > 1 else []


def _unveilings(reading: Reading, sentence: Sentence, body: Mention[Entity]) -> Iterator[Relation]:
    """莱西市驻两当县劳务工作站成立, 双方为…工作站揭牌: set up by whose it is, or by those named who unveil it."""
    clean, start = reading.clean, sentence.clause(body.start)[0]
    is_unveiled = _UNVEILED.search(clean, start, body.start) and _UNVEILING.match(clean, body.end, sentence.end)
    is_listed = _IN_LIST.match(clean, body.end, sentence.end)
    if not is_unveiled and not is_listed and not _OPENED.match(clean, body.end, sentence.end):
        return
    owner = _owner(reading, body)
    founders = [owner] if owner else []
    if not owner and (is_unveiled or _HELD.search(clean, start, body.start)):
        if both := _BOTH.search(clean, start, body.start):
            founders = list(both_before(reading, both) or ())
        elif reading.within(reading.organisations, (sentence.start, body.start)):
            founders = actors(reading, sentence, body.start, "set_up")
    if not founders and kind_of(body.value.name) == "station":  # 汶川籍务工人员服务站揭牌
        named = reading.within(reading.places, (body.start, body.start + 1))
        founders = [place.value for place in named if place.rule != "letter"]
    evidence = reading.evidence((start, body.end), "set_up: unveiled")
    for founder in founders:
        if founder != body.value:
            yield Relation(founder, "set_up", body.value, evidence)


def _owner(reading: Reading, body: Mention[Entity]) -> Entity | None:
    """Whose an organisation is that is stationed somewhere, by what stands before 驻: A驻B…站, A县人社局驻B…站; or
    that directs a place's work: A县…领导小组."""
    name = reading.clean[body.start : body.end]
    if _DIRECTS.search(name):
        first = next(iter(reading.within(reading.places, (body.start, body.end))), None)
        return first.value if first and first.start == body.start else None
    owner, stationed, _ = name.partition("驻")
    places = reading.within(reading.places, (body.start, body.end)) if stationed else []
    if not places or places[0].start > body.start:
        return None
    return places[0].value if places[0].end == body.start + len(owner) else Entity("Organization", owner)
