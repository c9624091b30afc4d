"""Who does what a clause tells: its organisations, else its places, both sides for 两地 and 双方."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from kg.extract.names.title import TITLES
from kg.extract.page.both_sides import BOTH_SIDES, both_sides
from kg.extract.page.side import direction
from kg.extract.page.source import is_medium
from kg.extract.places.role import Role, roles_of
from kg.extract.reading import Reading, entity_of
from kg.extract.sentence import Sentence
from kg.model import Entity, Mention, Span
from kg.places import COUNTRY

_BOTH_BODIES = re.compile(r"两(?:局|院|校|会|厅|部门|单位|家(?:单位|医院))")
_BODIES_OF_BOTH = re.compile(
    rf"(?P<both>{BOTH_SIDES})(?P<body>[^，。；的、,;]{{0,8}}?(?:部门|局|厅|委|中心|工商联|红十字会|总?工会|妇联|残联|商会|协会|政府))"
)
_BOTH = re.compile(rf"{BOTH_SIDES}|共同|联合|[共合联][建办]|携手")
_SIGN = re.compile("签[订署约下]")
"""What both do who then do something else: A与B签订协议，设立服务站."""
_NO_PARTY = re.compile(
    r"的?(?:相关|各|有关|部分|多家|贫困户|脱贫户|农户|群众|村民|企业|客商|学校|医院|公司|商会|合作社|贫困|[一二三四五六七八九十\d])"
)
"""After a place: what is of it acts, not the place."""
_NO_ACTOR = re.compile(r"(?:常务|常委|专题|全体)?会(?:议|[^员长计同])|常务会|负责人|相关负责")
_LETS = re.compile("指导|督促|委托|协调|支持|帮助|推动|引导|邀请|安排")
"""After an organisation: it has the one that is named next do something."""
_WITH = re.compile(r"(?:与|和|同|跟)$")
_AND = re.compile(r"(?:与|和|同)[\u4e00-\u9fff]{0,3}?")
_FAR = 400
"""Characters up to which 双方 stands for two that were named as joined."""
_GENERIC = re.compile(
    r"(?:^|[，,。；])?(?:各|多个|一些|有的|许多|不少|部分|其他|其它)[\u4e00-\u9fff]{1,8}?(?:都|均|也|还|先后|陆续|纷纷)*$"
)
"""Before a verb: many act that have no name (各高校成立)."""
_UNNAMED = re.compile(
    r"(?:团队|专家组|医疗队|队员|中小学|教师|医生|专家|干部|群众|学生|村民|[两各][级地]|(?<![我咱])们)[^，。；]{0,6}$"
)
"""Before a verb: who acts has no name that is known."""
_AND_LISTED, _JOINED_WITH = re.compile(r"、|联合|会同"), re.compile(r"、|联合|会同|[与和同跟及][\u4e00-\u9fff]{0,4}?")
_MADE = re.compile(r"(?:设立|成立|建立|组建|创[建办]|挂牌|开设|揭牌)[了的]?“?$")
"""Before an organisation: it is what is set up."""
_HOSTED_BY = re.compile(r"(?:由|^)(?=[^。；]*?(?:[主举承协联合]办|发起|组织)[，、,的])")
"""Before those who host what a verb with 的 tells of: 由A主办，B承办的招聘会."""
_GOVERNS = re.compile(r"(?:[省市县区州盟旗]委|政府)$")
_POST = re.compile(TITLES)
_LONGEST_BODY, _LONGEST_JOINT = 40, 4
_JOINED = re.compile(r"[与和同、及](?:[\u4e00-\u9fff]{1,6}[省市县区州盟旗])?$")
_TOGETHER = re.compile(r"[与和同跟]")
_VISITS = re.compile(r"(?:到|赴|来|前往|来到)$")
_PLACE_OF = re.compile(r"(?<![现正])在$")


def actors(reading: Reading, sentence: Sentence, verb: int, act: str, is_attribute: bool = False) -> list[Entity]:
    """Who acts at a verb, for a relation by its name; `is_attribute`: the verb is one of what took place (举行的)."""
    start = sentence.clause(verb)[0]
    of_both = _BODIES_OF_BOTH.search(reading.clean, start, verb)
    if of_both:
        sides = both_sides(reading, of_both.start(), of_both["both"]) or ()
        return [Entity("Organization", f"{side.name}{of_both['body']}") for side in sides]
    if is_attribute and (by := _HOSTED_BY.search(reading.clean, sentence.start, verb)):
        start = by.start()
    named = [place for place in reading.within(reading.places, (start, verb)) if not _is_in_actor(reading, place)]
    places = [place for place in named if not _NO_PARTY.match(reading.clean, place.end)]
    organisations = distinct(_acting(reading, (start, verb)))
    if organisations:
        organisations = [*_left_out(reading, sentence, verb, act), *organisations]
        before = [p.value for p in places if _TOGETHER.match(reading.clean, p.end)]
        after = [p.value for p in places if _JOINED.search(reading.clean, start, p.start)]
        joined = (before, after) if act == "signed" else ((), ())
        return distinct([*joined[0], *organisations, *joined[1]])
    if _BOTH_BODIES.search(reading.clean, start, verb):
        return distinct(m.value for m in reading.before(reading.organisations, verb))[:2][::-1]
    if is_attribute and places and places[-1].end == verb and _PLACE_OF.search(reading.clean, start, places[-1].start):
        return [places[-1].value]
    if is_attribute and not places:
        return []
    if named and named[0] not in places:  # what is of a place acts, with one that is named after it
        return []
    return _acting_places(reading, sentence, places, verb, act)


def _acting_places(
    reading: Reading, sentence: Sentence, places: list[Mention[Entity]], verb: int, act: str
) -> list[Entity]:
    start = sentence.clause(verb)[0]
    letters = [m.value for m in places if m.rule == "letter"]
    if letters:
        return letters[:2]
    roles = zip(places, roles_of(reading, sentence, places), strict=True)
    topics = [m.value for m, role in roles if role in (Role.TOPIC, Role.PARTNER)]
    if topics:
        topics = [*_left_out(reading, sentence, verb, act), *topics]
        return _with_other_side(reading, sentence, verb, topics) if act == "signed" else topics
    said = _BOTH.search(reading.clean, _clause_before(sentence, verb), verb + 4)
    is_joint = said or act == "signed" or _SIGN.search(reading.clean, _clause_before(sentence, verb), start)
    joins = _JOINED_WITH if is_joint else _AND_LISTED
    before = _acting_together(reading, (_whole_start(reading, sentence), start), joins)
    if said and len(before) > 1:
        return before
    both = both_before(reading, said) if said else None
    if both:
        return list(both)
    if _UNNAMED.search(reading.clean, start, verb):
        return []
    if before:
        return before
    named = reading.within(reading.places, (sentence.start, start))
    topics = [m.value for m in named if m.rule != "letter" and not reading.in_organisation(m)]
    if topics:
        return _with_other_side(reading, sentence, verb, topics[:1]) if act == "signed" else topics[:1]
    if _GENERIC.search(reading.clean, start, verb):
        return []
    if reading.focus and reading.focus.type == "Organization":
        return [reading.focus]
    if not reading.home or reading.home == COUNTRY or act == "issued":
        return []
    return [entity_of(reading.gazetteer, reading.home)]


def _whole_start(reading: Reading, sentence: Sentence) -> int:
    """Where the sentence begins, and those that it goes on from after a semicolon."""
    index = reading.sentences.index(sentence)
    while index and reading.clean[reading.sentences[index].start - 1] in "；;":
        index -= 1
    return reading.sentences[index].start


def _left_out(reading: Reading, sentence: Sentence, verb: int, act: str) -> list[Entity]:
    """Who does something with those whom the verb's clause names, from what the sentence is about: 市人社局
    积极对接，与A、B签订协议. The page's own place does it with another that the clause names."""
    start = sentence.clause(verb)[0]
    named = [*reading.within(reading.organisations, (start, verb)), *reading.within(reading.places, (start, verb))]
    first = min((mention.start for mention in named), default=start)
    is_joint = act == "signed" or _BOTH.search(reading.clean, first, verb + _LONGEST_JOINT)
    if not is_joint or not _WITH.search(reading.clean, start, first):
        return []
    before = [body for body in _acting(reading, (sentence.start, start)) if not is_medium(body.name)]
    topics = [m.value for m in reading.within(reading.places, (sentence.start, start)) if m.rule != "letter"]
    own = [reading.focus] if reading.focus and _is_others(reading, reading.focus, named) else []
    return (before or topics or own)[:1]


def _is_others(reading: Reading, one: Entity, named: list[Mention[Entity]]) -> bool:
    """Whether an entity is none of those named, nor holds or is part of one."""
    return not any(each.value == one or reading.are_nested(each.value.key, one.key) for each in named)


def _clause_before(sentence: Sentence, verb: int) -> int:
    """Where the clause before a verb's begins, of whose subject it goes on."""
    return sentence.clauses[max(0, sentence.clause_at(verb) - 1)][0]


def both_before(reading: Reading, said: re.Match[str]) -> tuple[Entity, Entity] | None:
    """The two for whom 双方, 两地 or 共同 stands: the sides of a pairing, else the two that were named as joined."""
    words = said.group() if said.group().startswith("两") else "双方"
    return both_sides(reading, said.start(), words) or _joined_before(reading, said.end())


def _joined_before(reading: Reading, position: int) -> tuple[Entity, Entity] | None:
    """The two that the text before a position named last as joined: 沈丘县与福鼎市, A县人社局和B市人社局."""
    places = [place for place in reading.places if place.rule != "letter" and not reading.in_organisation(place)]
    named = sorted([*places, *reading.organisations], key=lambda mention: mention.start)
    for one, other in reversed(list(pairwise(named))):
        is_near = other.end <= position and position - other.end <= _FAR
        if is_near and one.value.type == other.value.type and _AND.fullmatch(reading.clean, one.end, other.start):
            return None if one.value == other.value else (one.value, other.value)
    return None


def _acting(reading: Reading, span: Span) -> list[Entity]:
    """The organisations of a span that can act."""
    return [m.value for m in reading.within(reading.organisations, span) if _can_act(reading, m)]


def _can_act(reading: Reading, body: Mention[Entity]) -> bool:
    """Whether it is not only where something is done (在县医院), whose meeting is told, what is set up, whose official
    acts, or who has another do it (总署指导郑州海关设立)."""
    lets = _LETS.match(reading.clean, body.end)
    if lets and reading.within(reading.organisations, (lets.end(), lets.end() + 1)):
        return False
    is_said = _NO_ACTOR.match(reading.clean, body.end) or _PLACE_OF.search(
        reading.clean, max(0, body.start - 2), body.start
    )
    is_made = _MADE.search(reading.clean, max(0, body.start - _LONGEST_BODY), body.start)
    return not is_said and not is_made and not _is_officials(reading, body)


def _acting_together(reading: Reading, span: Span, joins: re.Pattern[str]) -> list[Entity]:
    """The first organisation of a span that can act, and those that are named with it: 人社部、国务院扶贫办."""
    found: list[Mention[Entity]] = []
    for mention in reading.within(reading.organisations, span):
        if not _can_act(reading, mention):
            continue
        if found and not joins.fullmatch(reading.clean, found[-1].end, mention.start):
            break
        found.append(mention)
    return [mention.value for mention in found]


def _is_officials(reading: Reading, body: Mention[Entity]) -> bool:
    """Whether an organisation only says whose official acts, for the place: 庆云县委书记."""
    return bool(_GOVERNS.search(body.value.name) and _POST.match(reading.clean, body.end))


def _is_in_actor(reading: Reading, place: Mention[Entity]) -> bool:
    """Whether a place is only a part of the name of an organisation that acts."""
    near = reading.within(reading.organisations, (place.start - _LONGEST_BODY, place.start + 1))
    return any(place.end <= body.end and not _is_officials(reading, body) for body in near)


def _with_other_side(reading: Reading, sentence: Sentence, verb: int, side: list[Entity]) -> list[Entity]:
    """A party to an agreement with the one that it visits for it: 巫溪县到我市调研，签署协议."""
    if len(side) > 1:
        return side
    for place in reading.within(reading.places, (sentence.start, verb)):
        is_visited = _VISITS.search(reading.clean, max(sentence.start, place.start - 3), place.start)
        pair = (place.value.key, side[0].key)
        is_pair = place.rule == "own" or pair in reading.pairings or pair[::-1] in reading.pairings
        is_pair = is_pair or bool(direction(reading.gazetteer, *pair))
        if is_visited and is_pair and not reading.are_nested(place.value.key, side[0].key):
            return [*side, place.value]
    return side


def distinct(entities: Iterable[Entity]) -> list[Entity]:
    """Each entity once, in order."""
    return list(dict.fromkeys(entities))
