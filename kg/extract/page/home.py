"""The place that a page speaks for."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import permutations

from kg.extract.names.organisation import is_national
from kg.extract.page.side import AIDED_REGIONS, direction
from kg.extract.page.source import is_medium
from kg.extract.places.own_place import SAVES, in_line
from kg.extract.reading import Reading, seat_of
from kg.model import Entity, Mention, Span
from kg.places import COUNTRY, is_id

_OUR = re.compile(rf"我(?:们)?(?P<level>自治区|[省市县区州盟旗]){SAVES}")
_TO_US = re.compile(
    r"[^，。；]{0,12}?(?:[向为对给来到帮]|帮助|帮扶|支援|结对|援助|与)[我本](?:们|省|市|县|区|州|自治区)"
)
"""Who helps 我省 is not 我省."""
_NEVER_AIDED = (COUNTRY, "710000", "810000", "820000")
_MEDIUM = re.compile(r"(?:新闻)?网|[日晚晨早]报|融媒|电视台|广播")
"""After a place: the name of a newspaper or station."""
_GOES, _TO_WORK = (
    re.compile("(?:赴|到|去|往|抵)$"),
    re.compile(r"[^，。；]{0,4}?(?:务工|返岗|打工|就业|复工|上岗|\d[\d.]*[万千]?[余多]?人)"),
)
_REGION = re.compile(rf"(?:援|到|入|在)(?P<region>[{''.join(AIDED_REGIONS)}])(?![\u4e00-\u9fff]?[区族])")
"""援疆 and its like speak for their region where no part of it is named often."""
_NUMBERED = re.compile(
    r"(?<![\u4e00-\u9fff])(?P<letter>[\u4e00-\u9fff])[\u4e00-\u9fff]{1,6}[〔\[(（]20\d\d[〕\])）]\s?\d+\s?号"
)
"""The number of an official document begins with the letter of its province: 晋乡振〔2023〕44号."""
_IN_TITLE = 3
_LONGEST_HEADLINE, _LONGEST_TITLE, _MOST_HEADLINES = 40, 60, 3
_HEADLINE = re.compile(r"(?=[^\n]*\d|[^\n]*(?:帮扶|协作|支援|就业|务工|对口|振兴|脱贫|扶贫))[^\n>»›|:：/]{10,60}")
"""A title: no trail of sections, and no label."""
_MANY = 3
"""Who gives to so many places is likelier than each of them to write of it."""
_OFTEN = 4
"""Of so many places named most, the national pairings tell the sides."""
_PUBLISHES, _RECEIVES, _GIVES, _OF_PARTS = 2, 1.5, 0.7, 0.7
_LEAST_OF_ONE = 2
"""The votes of a place from which on a page that names a ministry is not the nation's own."""
_AS_OFTEN = 0.6
_NATION = re.compile("全国|我国")
_PROVINCES_OF_NATION, _MOST_OF_ONE = 6, 0.25
"""How many provinces a page names that is the nation's own, and the most of the votes that one place has there."""
_LEAST_OF_REGION = 3
"""How often a part of a region is named for the region not to be the page's own place."""


def find_home(reading: Reading) -> str | None:
    """The id of the place that the page speaks for: by its publisher, its title, and how often it is named."""
    whole = _of_part(reading)
    if whole:
        return whole
    votes = _votes(reading)
    if _is_of_nation(reading, votes):
        return COUNTRY
    votes = _of_own_level(reading, _with_parts(reading, _by_sides(reading, votes)))
    source, publisher = reading.source.publisher, _publisher_place(reading)
    if publisher and _is_our_level(reading, publisher):
        return publisher
    if source and publisher:
        within = {place: votes[place] for place in votes if reading.gazetteer.is_within(place, publisher)}
        if is_medium(source.value):
            most = max(sorted(votes), key=votes.__getitem__, default=publisher)
            is_part = most in reading.line(publisher)[1:]  # 右江日报 is 百色市's, whose seat is 右江区
            votes = votes if is_part else within or votes
        else:
            votes = {**within, publisher: _PUBLISHES * votes.get(publisher, 1)}
    home = max(sorted(votes), key=lambda place: (votes[place], len(reading.line(place))), default=None)
    return _with_equals(reading, votes, home) if home else None


def _with_equals(reading: Reading, votes: dict[str, float], home: str) -> str:
    """What a place is part of with the others that its giver helps, where the page names one of those as often."""
    givers = {giver for giver, receiver in reading.pairings if receiver == home}
    line = set(reading.line(home))
    for giver, receiver in reading.pairings:
        is_other = giver in givers and receiver not in line and home not in reading.line(receiver)
        if is_other and votes.get(receiver, 0) >= _AS_OFTEN * votes[home]:
            shared = next((key for key in reading.line(home) if key in reading.line(receiver)), COUNTRY)
            return home if shared == COUNTRY else shared
    return home


def _is_of_nation(reading: Reading, votes: dict[str, float]) -> bool:
    """Whether the page names groups of provinces, or a ministry, and no place often, or many alike, or none."""
    names_groups = any(place.rule == "group" for place in reading.places)
    names_ministry = any(is_national(body.value.name) for body in reading.organisations)
    most = max(votes.values(), default=0)
    provinces = sum(reading.gazetteer.places[place].level == "province" for place in votes)
    if provinces >= _PROVINCES_OF_NATION and most <= _MOST_OF_ONE * sum(votes.values()):
        return _publisher_place(reading) is None
    if names_groups or names_ministry:
        return most < _LEAST_OF_ONE
    return not votes and _NATION.search(reading.clean) is not None


def _of_part(reading: Reading) -> str | None:
    """The place that the page calls its own where it names a part of it: 我市江宁区."""
    for own in _OUR.finditer(reading.clean):
        part = next(iter(reading.within(reading.places, (own.end(), own.end() + 1))), None)
        if part and part.rule != "letter" and is_id(part.value.key):
            whole = in_line(reading.gazetteer, part.value.key, own["level"])
            if whole and whole != part.value.key:
                return whole
    return None


def _votes(reading: Reading) -> dict[str, float]:
    """How much speaks for each place as the page's own."""
    votes: dict[str, float] = defaultdict(float)
    heads, own_lines = _headlines(reading), reading.own_lines()
    for mention in reading.places:
        place_id = (mention.value.id or seat_of(reading, mention) or "").partition("/")[0]
        if not place_id or any(start <= mention.start < end for start, end in own_lines):
            continue
        weak = mention.rule == "letter" or reading.in_organisation(mention) or _is_weak(reading.clean, mention)
        votes[place_id] += 0.5 if weak else 1
        is_titled = any(start <= mention.start < end for start, end in heads)
        if not weak and (is_titled or _is_label(reading.clean, mention)):
            votes[place_id] += _IN_TITLE
        elif is_titled and reading.in_organisation(mention):
            votes[place_id] += _IN_TITLE / 2
        if _TO_US.match(reading.clean, mention.end):
            votes[place_id] -= 4
    letters = reading.gazetteer.province_letters
    for match in _NUMBERED.finditer(reading.clean):
        if match["letter"] in letters:
            votes[letters[match["letter"]]] += _IN_TITLE
    for match in _REGION.finditer(reading.clean):
        region = AIDED_REGIONS[match["region"]]
        if not any(votes[place] >= _LEAST_OF_REGION for place in votes if reading.gazetteer.is_within(place, region)):
            votes[region] += 1
    for place in _NEVER_AIDED:
        votes.pop(place, None)
    return votes


def _is_weak(clean: str, mention: Mention[Entity]) -> bool:
    """Whether a place is named by its newspaper, or as the one where workers go."""
    goes = _GOES.search(clean, max(0, mention.start - 3), mention.start) and _TO_WORK.match(clean, mention.end)
    return bool(goes or _MEDIUM.match(clean, mention.end))


def _headlines(reading: Reading) -> list[Span]:
    """The page's first sentence, and short lines like a title's before its text and its tables, each once."""
    if not reading.sentences:
        return []
    found, seen = [_first_line(reading)], set()
    for line in re.finditer(r"[^\n]+", reading.clean):
        words = line.group().strip()
        is_row = any(start <= line.start() < end for start, end in reading.tables)
        if "。" in words or is_row or len(found) > _MOST_HEADLINES:
            break
        if words not in seen and _HEADLINE.fullmatch(words) and line.start() >= found[0][1]:
            found.append(line.span())
        seen.add(words)
    return found


def _first_line(reading: Reading) -> Span:
    """The page's first sentence, or its first line where that is short and has no full stop: 给力！五年投入350亿元."""
    start, sentence_end = reading.sentences[0].start, reading.sentences[0].end
    end = max(reading.clean.find("\n", start), sentence_end)
    is_title = end - start <= _LONGEST_TITLE and "。" not in reading.clean[start:end]
    return start, end if is_title else sentence_end


def _is_label(clean: str, mention: Mention[Entity]) -> bool:
    """Whether a headline begins with a place and a colon: 建瓯：220名农民工坐上专车."""
    start, end = clean.rfind("\n", 0, mention.start) + 1, clean.find("\n", mention.end)
    is_short = 0 <= end - start <= _LONGEST_HEADLINE
    return is_short and not clean[start : mention.start].strip() and clean.startswith(("：", ":"), mention.end)


def _by_sides(reading: Reading, votes: dict[str, float]) -> dict[str, float]:
    """The votes with a receiver's raised and a giver's lowered: who gets aid is likelier to write of it."""
    often = sorted(votes, key=lambda place: (-votes[place], place))[:_OFTEN]
    told = {pair for pair in permutations(often, 2) if direction(reading.gazetteer, *pair) == 1}
    pairs = told | set(reading.pairings)
    apart = {pair for pair in pairs if not any((pair[0], whole) in pairs for whole in reading.line(pair[1])[1:])}
    helped = Counter(giver for giver, _ in apart)
    pairs = {(giver, receiver) for giver, receiver in pairs if helped[giver] < _MANY}
    givers, receivers = {giver for giver, _ in pairs}, {key for _, place in pairs for key in reading.line(place)}
    return {
        place: count * (_RECEIVES if place in receivers else 1) * (_GIVES if place in givers else 1)
        for place, count in votes.items()
    }


def _with_parts(reading: Reading, votes: dict[str, float]) -> dict[str, float]:
    """The votes with those of a place's parts but its foremost: a page of several counties is its prefecture's.

    What holds the foremost, or lies in it, and has fewer votes is no other part.
    """
    found = {}
    for place, count in votes.items():
        parts = [part for part in votes if part != place and reading.gazetteer.is_within(part, place)]
        foremost = max(parts, key=lambda part: (votes[part], part), default=place)
        others = [
            votes[part]
            for part in parts
            if part != foremost and not (votes[part] < votes[foremost] and reading.gazetteer.are_nested(part, foremost))
        ]
        found[place] = count + _OF_PARTS * sum(others)
    return found


def _of_own_level(reading: Reading, votes: dict[str, float]) -> dict[str, float]:
    """The votes for the places that can say what the page says of itself, if any: 我省 is no 自治区's."""
    levels = {own["level"] for own in _OUR.finditer(reading.clean)}
    fit = {place for place in votes if all(in_line(reading.gazetteer, place, level) for level in levels)}
    return {place: votes[place] for place in votes if place in fit} or votes


def _is_our_level(reading: Reading, place: str) -> bool:
    """Whether the page says 我省 or the like, and of no other level than the place's own."""
    levels = {own["level"] for own in _OUR.finditer(reading.clean)}
    return bool(levels) and all(in_line(reading.gazetteer, place, level) == place for level in levels)


def _publisher_place(reading: Reading) -> str | None:
    """The place in the publisher's name, where it has one, the narrowest that is part of the first."""
    publisher, gazetteer = reading.source.publisher, reading.gazetteer
    named = {mention.value.key for mention in reading.places}
    found: str | None = None
    for match in gazetteer.find(publisher.value) if publisher else ():
        ids = {
            candidate.id
            for candidate in match.candidates
            if candidate.id in named
            or not (candidate.risky or (candidate.kind == "bare" and gazetteer.places[candidate.id].level == "county"))
        }
        ids.discard(COUNTRY)
        one = (ids & named or ids).pop() if len(ids & named or ids) == 1 else None
        if one and (found is None or gazetteer.is_within(one, found)):
            found = one  # 贵州省台江县 is the county
    return found
