"""Who acts in a clause: the organisation that it begins with, that joins another, or that somebody founds in it."""

from __future__ import annotations

import re

from kg.extract.han import HAN
from kg.extract.names.organisation import LED, is_agency, is_group, kind_of
from kg.extract.names.person import quote_end, speaker
from kg.extract.page.source import is_medium
from kg.extract.parties.scene import Scene
from kg.extract.quantities.quantity import Figure
from kg.extract.wordlists import alternation
from kg.model import Entity, Mention, Span

_BEFORE_OWNER = 8
"""Characters, such as a date's, that a clause may have before the organisation whose figures it tells."""
_NOT_ACTING = re.compile(
    rf"的(?![^，。；、的]{{0,8}}?(?:{alternation('own_parts.txt')}))|[、及负]|[和与](?![^，。；]{{0,10}}?\d+[余多]?[家所]|\d+[余多]?[名位个])|相关|等"
    rf"|的?[大全鼎]?力?(?:帮扶|帮助|支持|指导|协助|推动|牵线|关心|援助)下"
    rf"|(?:(?![收受获得由与用把将])[^，。；、\d]){{0,6}}(?:[援捐共新改]建|建设|投资|投入|引进|帮扶|资助|捐赠|开办|创办|实施|打造)的"
)
"""After an organisation that only describes what the clause is about (华辰集团援建的车间), or is one of several."""
_OBJECT = re.compile(
    r"(?:共建|[援新改扩修]建|建设|建成|建立|支持|扶持|培育|指导|引[进入导]|吸引|招引|走进|来到|前往|走访|依托|依靠|通过|借助|利用"
    r"|帮助|邀请|协调|推动|发动|动员|委托|鼓励|督促|对接|联系|争取|[为给向对把将与和同跟到进是]|(?<![现正])在|来自|毕业于|担任)了?驻?$"
)
"""Before an organisation that does not act itself: 支持共建服务中心."""
_SAID_OF = re.compile(r"(?:(?![与和同跟向为给对把将让往从])[^，。；])*(?:的|企业|[茶酒药民国央车]企|客商|厂家)“?")
"""Before the organisation that a clause is about."""
_MADE_BY = re.compile(rf"[^，。；]*(?:(?:{alternation('founding_verbs.txt')})的|(?:所属|下属|旗下|下辖)的?)“?")
"""The like, where another organisation stands before it: 由国资委牵头设立的产业基金."""
_HEAD = re.compile(rf"的?(?:(?![与和及同由在对向为的等]){HAN}){{0,10}}?(?:{alternation('heads.txt')})(?!们|会)")
_SETTING = re.compile(
    r"(?:的?[^，。；、的]{0,8}?"
    r"(?P<inside>(?:车间|厂房|厂区|生产线|流水线|基地|园区|大棚|展[台位区]|门店|现场)[内里上中]?|[内里上中]))?[，,]"
)
"""After an organisation in which the clauses after it tell what is to be seen: 在云顶公司的车间里，90名工人正在忙碌."""
_ENTERS = re.compile(r"(?:[走迈步踏]进|来到|在)了?$")
_LONGEST_POST, _POST = 40, re.compile(rf"{HAN}{{2,16}}[ 　“]?")
HELPS = re.compile(r"(?:帮助|协助|帮扶|援助|支持|扶持|支援|资助|指导)了?$")
"""Before whom somebody helps."""
_AGENT = re.compile(r"[由被经]$")
_WITH = re.compile("[与和同跟]")
_FOUNDED = re.compile(rf"(?:{alternation('own_business_verbs.txt')})了?(?:一[家个])?(?:自己的)?“?$")
"""Before an organisation: the clauses after it tell of it."""


def actor(scene: Scene, clause: Span, until: int) -> Entity | None:
    """The organisation that a clause begins with."""
    found = acting(scene, clause, until)
    return found.value if found else None


def acting(scene: Scene, clause: Span, until: int, is_agent: bool = True) -> Mention[Entity] | None:
    """The like, where it stands; `is_agent`: also one that only 由 names, as of a passive."""
    reading, (start, _) = scene.reading, clause
    first = _first(scene, start, until)
    if first and not is_agent and _is_setting(scene, first, clause):
        return first
    if first and _OBJECT.search(reading.clean, start, first.start):
        return None  # something is done with it or for it
    if first and (is_agent or not _AGENT.search(reading.clean, start, first.start)):
        is_only_said = _NOT_ACTING.match(reading.clean, first.end) and not _is_joined(scene, first, until)
        is_others = (is_only_said or scene.is_speakers(first)) and not _is_heads(scene, first)
        return None if is_others or is_medium(first.value.name) else first
    return None


def is_by_agent(scene: Scene, figure: Figure) -> bool:
    """Whether a clause only names by whom something is done to what the sentence is about: 由云顶集团投资3亿元建设."""
    return acting(scene, scene.clause(figure.start), figure.start, is_agent=False) is None


def _first(scene: Scene, start: int, until: int) -> Mention[Entity] | None:
    """The organisation with which a clause begins, whatever is said of it before: 落户岳池县的云顶公司."""
    reading = scene.reading
    organisations = reading.within(reading.organisations, (start, until))
    near = organisations[0] if organisations and organisations[0].start - start <= _BEFORE_OWNER else None
    for each in reversed(organisations):
        made = _MADE_BY.fullmatch if near else _SAID_OF.fullmatch
        if made(reading.clean, start, each.start):
            return each
    return near


def _is_setting(scene: Scene, first: Mention[Entity], clause: Span) -> bool:
    """Whether a clause only leads into an organisation: 走进云顶公司, 云顶公司的生产线上."""
    clean = scene.reading.clean
    enters = _ENTERS.search(clean, clause[0], first.start)
    inside = _SETTING.fullmatch(clean, first.end, clause[1])
    return bool(inside and (enters or inside["inside"]) and kind_of(first.value.name) in LED)


def _is_heads(scene: Scene, first: Mention[Entity]) -> bool:
    """Whether a clause names the head of an organisation, who speaks and acts for it: 云顶公司经理陈辉介绍."""
    return kind_of(first.value.name) in LED and bool(_HEAD.match(scene.reading.clean, first.end))


def speaking(scene: Scene, figure: Figure) -> Entity | None:
    """The organisation whose head says what stands in quotation marks before: “带动130人。”云顶公司经理陈辉说."""
    end = quote_end(scene.reading, figure)
    if end is None:
        return None
    named = scene.reading.within(scene.reading.organisations, (end, end + 2))
    if named and _is_heads(scene, named[0]):
        return named[0].value
    person = speaker(scene.reading, figure)
    return headed_by(scene, person) if person else None


def headed_by(scene: Scene, person: Mention[Entity]) -> Entity | None:
    """The organisation as whose head the page introduces a person, by the words before the name."""
    reading = scene.reading
    for naming in reading.namings:
        if naming.name == person.value.name and naming.post_span:
            start = naming.span[0]
            named = reading.within(reading.organisations, (start - _LONGEST_POST, start))
            if named and _is_heads(scene, named[-1]) and _POST.fullmatch(reading.clean, named[-1].end, start):
                return named[-1].value
    return None


def _is_joined(scene: Scene, first: Mention[Entity], until: int) -> bool:
    """Whether an organisation does something together with another: 龙山职校与济南职业学院联合办学."""
    after = _WITH.match(scene.reading.clean, first.end)
    return bool(after and scene.reading.within(scene.reading.organisations, (after.end(), min(until, after.end() + 4))))


def helped(scene: Scene, clause: Span) -> Entity | None:
    """The firm, school or the like that a clause says somebody helps to do something: 支持县医院建设诊疗中心."""
    clean = scene.reading.clean
    bodies = scene.reading.within(scene.reading.organisations, clause)
    helped = (m.value for m in bodies if HELPS.search(clean, clause[0], m.start) and not is_agency(m.value))
    return next(helped, None)


def founded(scene: Scene, clause: Span) -> Entity | None:
    """The organisation that a clause says somebody founds: 回来创办了红柴枸杞合作社."""
    clean = scene.reading.clean
    organisations = scene.reading.within(scene.reading.organisations, clause)
    return next((m.value for m in organisations if _FOUNDED.search(clean, clause[0], m.start)), None)


def acting_place(scene: Scene, clause: Span) -> tuple[int, Entity] | None:
    """Who acts in a clause, for the clauses after it, and where: an organisation, or the place that an office is of."""
    found = acting(scene, clause, clause[1], is_agent=False)
    if found is None or not is_agency(found.value):
        return (found.start, found.value) if found else None
    places = (m for m, _ in scene.places if found.start <= m.start < found.end)
    place = None if is_group(found.value) else next(places, None)
    return (place.start, place.value) if place else None
