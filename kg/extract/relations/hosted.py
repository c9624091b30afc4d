"""Who hosts an event that the paragraph names: …招聘会在衢州市举行，由A和B联合主办; 主办方是A和B."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.reading import Reading
from kg.extract.relations.thing import Kind
from kg.extract.sentence import Sentence
from kg.model import Entity, Mention, Relation, Span

_NO_NAME = re.compile(r"本[次届场]|此次|这次|该|上述")
_TOLD = re.compile(r"^.*(?:[举主]办|举行|召开|参加)了?")
"""Before an event's name: what is told of it."""
_SHORTEST = 6
GATHERING = "(?:(?:招聘|推介|洽谈|展销|展示|博览|对接|双选|交流|座谈)会|(?:招聘|对接|推介)活动|展销周|专场直播)"
_HOSTED = (
    re.compile(rf"(?:{GATHERING}|活动|会议)(?P<by>由)(?P<hosts>[^。；]{{2,60}}?)(?:联合|共同)?(?:主办|举办|承办)"),
    re.compile(r"(?P<by>主办)(?:方|单位|者)(?:是|为|有|[：:])(?P<hosts>[^。；]{2,60}?)(?=[。；，,]|[承协]办|$)"),
    re.compile(
        r"(?P<by>)(?P<hosts>[^。；，,]{4,60}?)(?:[是为]|作为)(?:本[次届场]|此次|这次)?[^，。；]{0,6}?主办(?:方|单位)"
    ),
)


def is_hosted(reading: Reading, start: int, end: int) -> bool:
    """Whether a stretch of text says who hosts an event."""
    return any(pattern.search(reading.clean, start, end) for pattern in _HOSTED)


def hosts_follow(reading: Reading, sentence: Sentence) -> bool:
    """Whether the paragraph goes on to say who hosts the event."""
    index = reading.sentences.index(sentence)
    after = reading.sentences[index + 1 : index + 3]
    return any(each.paragraph == sentence.paragraph and is_hosted(reading, each.start, each.end) for each in after)


def hosts_in(reading: Reading, span: Span) -> list[Mention[Entity]]:
    """The organisations that a span names, else its places."""
    return reading.within(reading.organisations, span) or reading.within(reading.places, span)


def find_hosts(reading: Reading, sentence: Sentence, held: Kind) -> Iterator[Relation]:
    """The hosts that a sentence names, of the event that the page named last."""
    found = (pattern.search(reading.clean, sentence.start, sentence.end) for pattern in _HOSTED)
    match = next((each for each in found if each), None)
    start = reading.paragraph_start(sentence)
    event = _event_before(reading, held, start, match) if match else None
    if not match or not event:
        return
    days = reading.dated((start, match.start()), lambda period: period.rule == "day")
    for host in hosts_in(reading, match.span("hosts")):
        evidence = reading.evidence(match.span(), "hosted by")
        yield Relation(host.value, "held", Entity("Event", event), evidence, days[-1] if days else None)


def _event_before(reading: Reading, held: Kind, start: int, match: re.Match[str]) -> str | None:
    """The event that the paragraph names last before its hosts, else the fullest name of one of the kind that the page
    names before; None where the words with its hosts name it themselves."""
    here = _events(reading, held, start, match.start("by"))
    if here:
        return None if here[-1][0] == match.start("by") and match["by"] else here[-1][1]
    kind = re.search(GATHERING, match.group())
    before = (name for _, name in _events(reading, held, 0, start) if not kind or name.endswith(kind.group()))
    return max(before, key=len, default=None)


def _events(reading: Reading, held: Kind, start: int, end: int) -> list[tuple[int, str]]:
    """The events that a part of the page names, each with the end of its name."""
    found = held.shape.finditer(reading.clean, start, end)
    named = ((words.end("name"), held.named(reading, words, is_specific=True)) for words in found)
    own = ((at, _TOLD.sub("", name)) for at, name in named if name)
    return [(at, name) for at, name in own if len(name) >= _SHORTEST and not _NO_NAME.match(name)]
