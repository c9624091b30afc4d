"""Who hosts an event that the paragraph names: …招聘会在衢州市举行，由A和B联合主办; 主办方是A和B."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.reading import Reading
from kg.extract.sentence import Sentence
from kg.model import Entity, Relation

GATHERING = "(?:(?:招聘|推介|洽谈|展销|展示|博览|对接|双选|交流|座谈)会|(?:招聘|对接|推介)活动|展销周|专场直播)"
_HOSTED = (
    re.compile(rf"(?:{GATHERING}|活动|会议)(?P<by>由)(?P<hosts>[^。；]{{2,60}}?)(?:联合|共同)?(?:主办|举办|承办)"),
    re.compile(r"(?P<by>主办)(?:方|单位|者)(?:是|为|有|[：:])(?P<hosts>[^。；]{2,60}?)(?=[。；，,]|[承协]办|$)"),
)
_NAMED_EVENT = re.compile(
    rf"(?P<name>(?:20\d\d年)?[^，。；：！？\s、\d,:;]{{4,30}}?{GATHERING})(?=在|于|[近今昨]日|正式|成功|如期|举行|举办|开)"
)


def is_hosted(reading: Reading, start: int, end: int) -> bool:
    """Whether a stretch of text says who hosts an event."""
    return any(pattern.search(reading.clean, start, end) for pattern in _HOSTED)


def hosts_follow(reading: Reading, sentence: Sentence) -> bool:
    """Whether the paragraph goes on to say who hosts the event."""
    index = reading.sentences.index(sentence)
    after = reading.sentences[index + 1 : index + 3]
    return any(each.paragraph == sentence.paragraph and is_hosted(reading, each.start, each.end) for each in after)


def find_hosts(reading: Reading, sentence: Sentence) -> Iterator[Relation]:
    """The hosts that a sentence names, of the event that the paragraph named last."""
    found = (pattern.search(reading.clean, sentence.start, sentence.end) for pattern in _HOSTED)
    match = next((each for each in found if each), None)
    if not match:
        return
    start = reading.paragraph_start(sentence)
    named = [m for m in _NAMED_EVENT.finditer(reading.clean, start, sentence.end) if m.end() != match.start("by")]
    if not named:
        return
    hosts = reading.within(reading.organisations, match.span("hosts")) or reading.within(
        reading.places, match.span("hosts")
    )
    days = reading.dated((start, match.start()), lambda period: period.rule == "day")
    for host in hosts:
        event, evidence = Entity("Event", named[-1]["name"]), reading.evidence(match.span(), "hosted by")
        yield Relation(host.value, "held", event, evidence, days[-1] if days else None)
