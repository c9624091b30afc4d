"""The place that a page speaks for, and what 我市, 全县, 该镇, 当地 on it stand for."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import permutations
from operator import itemgetter

from kg.extract.organisation import is_agency, kind_of
from kg.extract.place_list import LIST_MARK
from kg.extract.reading import Reading, entity_of, place_of
from kg.extract.region import seat
from kg.extract.side import AIDED_REGIONS, direction
from kg.extract.source import is_medium
from kg.model import Entity, Mention, Span
from kg.places import COUNTRY, Gazetteer, is_id

_SAVES = "(?!(?<=省)[了下去钱时心力得])"
_NO_LEVEL = f"(?![级直委内外属域场民府长政人城]){_SAVES}"
"""What follows no level: 全市场 is of no city, and who says 我省了钱 saves it."""
_OWN = re.compile(
    rf"(?P<of>我们|我|全|本|该)(?P<level>自治区|地区|省|市|县|区|州|盟|旗|镇|乡|村){_NO_LEVEL}"
    r"|(?<![\u4e00-\u9fff])(?P<here>村)里|(?<=[给到在向为年])(?P<there>村)里|当地|全国(?!(?:对口)?(?:支?援)[疆藏青])"
)
_OUR = re.compile(rf"我(?:们)?(?P<level>自治区|[省市县区州盟旗]){_SAVES}")
_LEVELS = {
    "省": ("province",),
    "自治区": ("province",),
    "市": ("province", "prefecture", "county"),
    "县": ("county",),
    "州": ("prefecture",),
    "地区": ("prefecture",),
    "区": ("county", "province"),
    "盟": ("prefecture",),
    "旗": ("county",),
    "镇": ("town",),
    "乡": ("town",),
    "村": ("village",),
}
_BELOW_COUNTY = "镇乡村"
_TO_US = re.compile(
    r"[^，。；]{0,12}?(?:[向为对给来到帮]|帮助|帮扶|支援|结对|援助|与)[我本](?:们|省|市|县|区|州|自治区)"
)
"""Who helps 我省 is not 我省."""
_NEVER_AIDED = (COUNTRY, "710000", "810000", "820000")
_SPEAKERS = re.compile(r"[委党政府副、\u4e00-\u9fff]{0,4}?(?:[省市州县区镇乡村]长|书记|主任|局长|部长)")
"""After a place: the post of somebody who speaks."""
_MEDIUM = re.compile(r"(?:新闻)?网|[日晚晨早]报|融媒|电视台|广播")
"""After a place: the name of a newspaper or station."""
_REGION = re.compile(rf"(?:援|到|入|在)(?P<region>[{''.join(AIDED_REGIONS)}])(?![\u4e00-\u9fff]?[区族])")
"""援疆 and its like speak for their region where no part of it is named often."""
_NUMBERED = re.compile(
    r"(?<![\u4e00-\u9fff])(?P<letter>[\u4e00-\u9fff])[\u4e00-\u9fff]{1,6}[〔\[(（]20\d\d[〕\])）]\s?\d+\s?号"
)
"""The number of an official document begins with the letter of its province: 晋乡振〔2023〕44号."""
_IN_TITLE = 3
_LONGEST_HEADLINE, _MOST_HEADLINES = 40, 3
_HEADLINE = re.compile(r"(?=[^\n]*\d|[^\n]*(?:帮扶|协作|支援|就业|务工|对口|振兴|脱贫|扶贫))[^\n>»›|:：/]{10,60}")
"""A title: no trail of sections, and no label."""
_NEAR_START = 2
_OFTEN = 4
"""Of so many places named most, the national pairings tell the sides."""
_PUBLISHES, _RECEIVES, _GIVES, _OF_PARTS = 2, 1.5, 0.7, 0.7
_LEAST_FOCUS, _FOCUS, _FOCUS_BODY = 3, 1.25, 2
"""How often a town is named at least, and how many times as often as its county, to be the page's own place.

The last is the like for an organisation and all places.
"""


def find_home(reading: Reading) -> str | None:
    """The id of the place that the page speaks for: by its publisher, its title, and how often it is named."""
    whole = _of_part(reading)
    if whole:
        return whole
    votes = _of_own_level(reading, _with_parts(reading, _by_sides(reading, _votes(reading))))
    source, publisher = reading.source.publisher, _publisher_place(reading)
    if source and publisher:
        within = {place: votes[place] for place in votes if reading.gazetteer.is_within(place, publisher)}
        if is_medium(source.value):
            votes = within or votes
        else:
            votes = {**within, publisher: _PUBLISHES * votes.get(publisher, 1)}
    return max(sorted(votes), key=lambda place: (votes[place], len(reading.line(place))), default=None)


def _of_part(reading: Reading) -> str | None:
    """The place that the page calls its own where it names a part of it: 我市江宁区."""
    for own in _OUR.finditer(reading.clean):
        part = next(iter(reading.within(reading.places, (own.end(), own.end() + 1))), None)
        if part and part.rule != "letter" and is_id(part.value.key):
            whole = in_line(reading.gazetteer, part.value.key, own["level"])
            if whole and whole != part.value.key:
                return whole
    return None


def find_focus(reading: Reading) -> Entity | None:
    """Whom the page is about: its own place, a town or village that it names far oftener, or an organisation."""
    body = _own_body(reading)
    if body or not reading.home:
        return body
    own = (m for m in reading.places if reading.home in (m.value.key.partition("/")[0], _seat(reading, m)))
    named = Counter(m.value.key for m in own if not reading.in_organisation(m))
    place, often = max(sorted(named.items()), key=itemgetter(1), default=(reading.home, 0))
    is_focus = often >= _LEAST_FOCUS and often >= _FOCUS * named[reading.home]
    return place_of(reading.gazetteer, place if is_focus else reading.home)


def _seat(reading: Reading, mention: Mention[Entity]) -> str | None:
    """What a region or zone is a part of, as the page's own place may be: 三峡重庆库区, 常州经开区."""
    return seat(reading.gazetteer, mention.value.key) if mention.rule in ("region", "zone") else None


def _own_body(reading: Reading) -> Entity | None:
    """The organisation that the page names far oftener than any place: an enterprise's page, the 兵团's."""
    bodies = Counter(m.value for m in reading.organisations if not (is_agency(m.value) or is_medium(m.value.name)))
    places = Counter(m.value.key for m in reading.places if not reading.in_organisation(m))
    body, often = max(bodies.items(), key=_by_count, default=(None, 0))
    is_own = often >= _LEAST_FOCUS and often >= _FOCUS_BODY * max(places.values(), default=0)
    return body if is_own else _firm_of_title(reading)


def _firm_of_title(reading: Reading) -> Entity | None:
    """The firm with which a title begins that names no place, where the text names it again: its own report."""
    title_end = reading.sentences[0].end if reading.sentences else 0
    if any(not reading.in_organisation(place) for place in reading.within(reading.places, (0, title_end))):
        return None
    named = (m.value for m in reading.organisations if m.start >= title_end and kind_of(m.value.name) == "company")
    return next((firm for firm in named if reading.clean.startswith(firm.name)), None)


def _by_count(counted: tuple[Entity, int]) -> tuple[int, str]:
    return counted[1], counted[0].name


def _votes(reading: Reading) -> dict[str, float]:
    """How much speaks for each place as the page's own."""
    votes: dict[str, float] = defaultdict(float)
    heads, own_lines = _headlines(reading), reading.own_lines()
    for mention in reading.places:
        place_id = (mention.value.id or _seat(reading, mention) or "").partition("/")[0]
        if not place_id or any(start <= mention.start < end for start, end in own_lines):
            continue
        weak = mention.rule == "letter" or reading.in_organisation(mention) or _MEDIUM.match(reading.clean, mention.end)
        votes[place_id] += 0.5 if weak else 1
        is_titled = any(start <= mention.start < end for start, end in heads)
        if not weak and (is_titled or _is_label(reading.clean, mention)):
            votes[place_id] += _IN_TITLE
        if _TO_US.match(reading.clean, mention.end):
            votes[place_id] -= 4
    letters = reading.gazetteer.province_letters
    for match in _NUMBERED.finditer(reading.clean):
        if match["letter"] in letters:
            votes[letters[match["letter"]]] += _IN_TITLE
    for match in _REGION.finditer(reading.clean):
        region = AIDED_REGIONS[match["region"]]
        if not any(votes[place] >= _LEAST_FOCUS for place in votes if reading.gazetteer.is_within(place, region)):
            votes[region] += 1
    for place in _NEVER_AIDED:
        votes.pop(place, None)
    return votes


def _headlines(reading: Reading) -> list[Span]:
    """The page's first sentence, and short lines like a title's before its text, each once."""
    if not reading.sentences:
        return []
    found, seen = [(reading.sentences[0].start, reading.sentences[0].end)], set()
    for line in re.finditer(r"[^\n]+", reading.clean):
        words = line.group().strip()
        if "。" in words or len(found) > _MOST_HEADLINES:
            break
        if words not in seen and _HEADLINE.fullmatch(words) and line.start() >= found[0][1]:
            found.append(line.span())
        seen.add(words)
    return found


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
    givers, receivers = {giver for giver, _ in pairs}, {receiver for _, receiver in pairs}
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


def _publisher_place(reading: Reading) -> str | None:
    """The place in the publisher's name, where it has one."""
    publisher, gazetteer = reading.source.publisher, reading.gazetteer
    named = {mention.value.key for mention in reading.places}
    for match in gazetteer.find(publisher.value) if publisher else ():
        ids = {
            candidate.id
            for candidate in match.candidates
            if candidate.id in named
            or not (candidate.risky or (candidate.kind == "bare" and gazetteer.places[candidate.id].level == "county"))
        }
        ids.discard(COUNTRY)
        if ids and len(ids & named or ids) == 1:
            return (ids & named or ids).pop()
    return None


def own_places(reading: Reading) -> list[Mention[Entity]]:
    """我市, 全县, 该镇, 村里, 当地, 全国 as mentions of what they stand for."""
    found = []
    for match in _OWN.finditer(reading.clean):
        place_id = _meant(reading, match)
        if place_id:
            entity = entity_of(reading.gazetteer, place_id)
            found.append(Mention("place", match.start(), match.end(), entity, "own"))
    return found


def _meant(reading: Reading, match: re.Match[str]) -> str | None:
    """The id of the place that a word such as 我市 stands for."""
    words, suffix = match.group(), match["level"] or "村"
    if words == "全国":
        return COUNTRY
    if words == "当地":
        return _here(reading, match.start())
    if match["of"] == "全" and (said := _said_before(reading, match.start(), suffix)):
        return said
    if match["of"] != "该" and suffix not in _BELOW_COUNTY and reading.home:
        meant = in_line(reading.gazetteer, reading.home, suffix)
        is_known = meant == reading.home or any(place.value.id == meant for place in reading.places)
        if is_known or match["of"] != "全":
            return meant
        return _named_itself(reading, match.start(), suffix) or meant
    return _named_before(reading, match.start(), suffix)


def _named_before(reading: Reading, position: int, suffix: str) -> str | None:
    """The place of a level that is named last before a position, or that the one named last is part of."""
    for mention in reading.before(reading.places, position):
        if mention.rule != "letter":
            named = in_line(reading.gazetteer, mention.value.id, suffix)
            if named:
                return named
    return None


def _named_itself(reading: Reading, position: int, suffix: str) -> str | None:
    """The place of a level that is named last before a position."""
    before = (m.value.id for m in reading.before(reading.places, position) if m.rule != "letter")
    return next((key for key in before if key and _has_level(reading.gazetteer, key, suffix)), None)


def _said_before(reading: Reading, position: int, suffix: str) -> str | None:
    """The place of a level that a clause begins with: 泰安征集全市企业."""
    start = max(reading.clean.rfind(mark, 0, position) for mark in "，,。；;：\n") + 1
    first = next(iter(reading.within(reading.places, (start, position))), None)
    is_first = first and first.start - start <= _NEAR_START and first.value.id and first.rule == "name"
    return first.value.id if first and is_first and _has_level(reading.gazetteer, str(first.value.id), suffix) else None


def _is_listed(reading: Reading, mention: Mention[Entity]) -> bool:
    """Whether a place is named last of several."""
    before = next(reading.before(reading.places, mention.start), None)
    return before is not None and bool(LIST_MARK.fullmatch(reading.clean, before.end, mention.start))


def _here(reading: Reading, position: int) -> str | None:
    """The place named last before a position that gives no aid on the page."""
    givers = {giver for giver, _ in reading.pairings}
    for mention in reading.before(reading.places, position):
        is_speakers = _SPEAKERS.match(reading.clean, mention.end, position)
        is_name = mention.rule != "letter" and not is_speakers and not reading.in_organisation(mention)
        if is_name and mention.value.id not in (None, COUNTRY, *givers):
            return None if _is_listed(reading, mention) else mention.value.id
    return None


def in_line(gazetteer: Gazetteer, place_id: str | None, suffix: str) -> str | None:
    """A place, or the nearest that it is part of, whose level a suffix names."""
    line = (place_id, *gazetteer.ancestors(place_id)) if place_id else ()
    return next((each for each in line if _has_level(gazetteer, each, suffix)), None)


def _has_level(gazetteer: Gazetteer, place_id: str, suffix: str) -> bool:
    if "/" in place_id:
        return place_id.endswith(suffix)
    place = gazetteer.places[place_id]
    if place.level not in _LEVELS[suffix]:
        return False
    if suffix == "区" and place.level == "province":
        return place.name.endswith("自治区")
    return place.name.endswith(suffix)
