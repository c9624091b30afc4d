"""Ways to a figure's subject that look at its own clause. Each gives what it finds, the likeliest first."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.names.doer import doer, founder, speaker_of_own, turns_to_others
from kg.extract.names.organisation import kind_of
from kg.extract.names.person import THEY, figure_person
from kg.extract.page.helping import GIVER, RECEIVER
from kg.extract.parties import acting
from kg.extract.parties.owner import (
    Asked,
    is_at_venue,
    is_destination,
    is_peoples_home,
    is_receivers,
    is_sent,
    is_site,
    may_act,
    may_own,
    named,
    takes,
)
from kg.extract.parties.scene import Scene
from kg.extract.places.role import Role
from kg.model import Entity, Mention

_GRANTED = re.compile(r"贷款|信贷|补贴|补助|奖补|工资|薪")
"""What a person gets, and not what they founded."""
_TO_THEM = re.compile(rf"(?:[给为向帮替]|帮助|支持|协助|扶持)了?(?:{THEY.pattern}|自己)")
"""Somebody else gives it to the person: 县就业局为她发放创业担保贷款."""


def person(scene: Scene, asked: Asked) -> Iterator[Entity]:
    """The person whose wage, loan or earnings it is."""
    whose = figure_person(scene.reading, scene.sentence, asked.figure, asked.measure.is_of_person)
    words = scene.clause(asked.figure.start)[0], asked.figure.start
    is_granted = _GRANTED.search(scene.reading.clean, *words)
    if whose is None:
        return
    is_theirs = asked.measure.is_of_person or (is_granted and _TO_THEM.search(scene.reading.clean, *words))
    if not is_theirs and turns_to_others(scene.reading, scene.sentence, whose.end, asked.figure.start):
        return
    if _goes_on_to_body(scene, asked, whose):
        return
    if is_granted or not _has_founded(scene, asked):
        yield whose.value


def _goes_on_to_body(scene: Scene, asked: Asked, person: Mention[Entity]) -> bool:
    """Whether a sentence between a person's and the figure's, which does not name them, is about an organisation."""
    reading, start = scene.reading, scene.sentence.start
    if person.start >= start or THEY.search(reading.clean, start, asked.figure.start):
        return False
    between = (each for each in reading.sentences if person.end < each.start < each.end <= start)
    return any(acting.acting(scene, clause, clause[1]) for each in between for clause in each.clauses)


def _has_founded(scene: Scene, asked: Asked) -> bool:
    """Whether the sentence has said before the figure that somebody founds an organisation, of which it then tells."""
    earlier = (clause for clause in scene.sentence.clauses if clause[1] <= asked.figure.start)
    return any(acting.founded(scene, clause) or founder(scene.reading, clause) for clause in earlier)


_OWN_WORK = re.compile(
    r"做|完成|主刀|接[诊生]|[诊救]治|诊疗|问诊|手术|带教|带出|收徒|授课|上课|教会|辅导|家访|撰写|编写|自费|自掏|捐|垫付|拿出"
)
"""What an official, a doctor or a teacher does on their own."""
_TREATS_OR_TEACHES = re.compile(r"[培实]训|授课|讲[课座]|带教|接诊|[诊救]治|诊疗|问诊|看诊|坐诊|门诊|义诊")
"""What a doctor or an expert does, whatever else it is a figure of."""
_IS_THERE = re.compile(r"[“\s]?(?:[还又也已都共先后累计另外目前现在如今]|今年|去年)*(?:有|来了|包括)?")
"""A clause that only says that there are people: 又有16名新队员走进教室."""
_AMONG = re.compile(r"等|在内|这样|那样|一样")


def own(scene: Scene, asked: Asked) -> Iterator[Entity]:
    """The person of whose own doing or having the figure is: 他种了15亩脐橙, 她做手术148台."""
    reading, figure, measure = scene.reading, asked.figure, asked.measure
    words = reading.clean[scene.clause(figure.start)[0] : figure.start]
    is_anybodys = measure.is_fallback or measure.is_of_person
    if not (is_anybodys or _TREATS_OR_TEACHES.search(words)):
        return
    is_of_people = figure.value[0].unit.unit_class == "people"
    if _has_founded(scene, asked) or (is_of_people and (_IS_THERE.fullmatch(words) or _AMONG.search(words))):
        return
    whose = doer(reading, scene.sentence, figure.start) or speaker_of_own(reading, scene.sentence, figure)
    if not whose or not (is_anybodys or _is_told_of(scene, whose, figure.start)):
        return
    if whose.rule == "person" or _OWN_WORK.search(reading.clean, whose.end, figure.end):
        yield whose.value


def _is_told_of(scene: Scene, person: Mention[Entity], until: int) -> bool:
    """Whether the sentence names a person up to a position, or has a pronoun."""
    start = scene.sentence.start
    return person.start >= start or THEY.search(scene.reading.clean, start, until) is not None


_MOST = re.compile(r"的[^，。；\d]{0,6}最多[，,、：:]?(?:[有达共为约是]|一共|共计)*")
"""Between where the most of some people come from and how many: 来自那坡县的最多，有205人."""


def origin(scene: Scene, asked: Asked) -> Iterator[Entity]:
    """Where a figure's people are said to come from: 其余98人来自那坡县, 180名云南务工人员."""
    reading, figure = scene.reading, asked.figure
    if is_at_venue(asked):
        return  # firms and posts are where the fair is
    before = next(reading.before(reading.places, figure.start), None)
    if before and _MOST.fullmatch(reading.clean, before.end, figure.start):
        yield before.value
    is_from = reading.clean.startswith("来自", figure.end)
    after = reading.within(reading.places, (figure.end, figure.end + 3 if is_from else figure.end + 1))
    if after and (is_from or is_peoples_home(reading, after[0])):
        yield after[0].value


def actor(scene: Scene, asked: Asked) -> Iterator[Entity]:
    """The organisation that the figure's clause begins with: 林业部门开发公益性岗位1504个."""
    who = acting.acting(scene, scene.clause(asked.figure.start), asked.figure.start)
    clause = scene.clause(asked.figure.start)[0], asked.figure.start
    if who is None or acting.helped(scene, clause) or _gives_away(scene, asked):
        return
    is_receivers_own = is_receivers(asked) and _names_receiver(scene, asked, who)
    if may_act(scene, asked, who.value) and takes(scene, asked, who.value) and not is_receivers_own:
        yield who.value


_GIVES_AWAY = re.compile(
    r"[^，。；]{0,6}?(?:捐[赠助献款资]|赠送|资助|送[去上来]|投入|筹[措集资]|安排|拨付|落实|争取|协调|援[助建]|提供|发放)"
)


def _gives_away(scene: Scene, asked: Asked) -> bool:
    """Whether the clause says to which place the figure is given: 慈善总会向绥阳县捐赠图书3600册."""
    to = (m for m, role in named(scene, asked) if role is Role.RECIPIENT and m.end <= asked.figure.start)
    to = (m for m in to if not scene.reading.in_organisation(m))
    return any(_GIVES_AWAY.match(scene.reading.clean, place.end) for place in to)


def _names_receiver(scene: Scene, asked: Asked, who: Mention[Entity]) -> bool:
    """Whether the clause names the receiver between who acts and the figure: 珠海农控集团采购绥阳县农产品860万元.

    Where a firm that the page is not about does its business (在绥阳县投资4800万元) is none.
    """
    is_business = kind_of(who.value.name) == "company" and who.value != scene.focus
    named_before = (pair for pair in named(scene, asked) if who.end <= pair[0].start < asked.figure.start)
    others = (m for m, role in named_before if not (is_business and role is Role.LOCATION))
    others = (m for m in others if not scene.reading.in_organisation(m) and not is_peoples_home(scene.reading, m))
    return any(scene.helping.side(m.value) == RECEIVER for m in others)


def helped(scene: Scene, asked: Asked) -> Iterator[Entity]:
    """Whom the clause helps to do something, or where it builds: 福建帮助宁夏新建学校214所, 福建在西海固援建学校.

    That may be an organisation: 帮助该院新建科室4个.
    """
    before = [(mention, role) for mention, role in named(scene, asked) if mention.start < asked.figure.start]
    for mention, role in before:
        if is_site(scene, mention, role) or (role is Role.RECIPIENT and _receives(scene, asked, mention)):
            yield mention.value
    body = acting.helped(scene, (scene.clause(asked.figure.start)[0], asked.figure.start))
    if body:
        yield body


def _receives(scene: Scene, asked: Asked, mention: Mention[Entity]) -> bool:
    """Whether something is done for a place, and not for a giver."""
    side = scene.helping.side(mention.value)
    is_told = side != GIVER and acting.HELPS.search(scene.reading.clean, scene.sentence.start, mention.start)
    return side == RECEIVER or bool(is_told) or _gives_away(scene, asked)


def _begins_item(scene: Scene, asked: Asked, mention: Mention[Entity]) -> bool:
    """Whether a place begins the figure's own item of a list in a clause: 北京选派12名、内蒙古选派17名干部."""
    figures = scene.reading.within(scene.reading.quantities, (scene.clause(mention.start)[0], asked.figure.start))
    return bool(figures) and figures[-1].end < mention.start and scene.reading.clean[mention.start - 1] in "、和与"


def clause(scene: Scene, asked: Asked) -> Iterator[Entity]:
    """The places of the figure's clause: those before it in order, then those after it."""
    before = [pair for pair in named(scene, asked) if pair[0].start < asked.figure.start][::-1]
    before.sort(key=lambda pair: not _begins_item(scene, asked, pair[0]))
    if not is_sent(asked) and any(role is Role.LOCATION and not scene.is_guest(m.value) for m, role in before):
        before.sort(key=lambda pair: scene.is_guest(pair[0].value))  # what a guest does somewhere is there
    after = [pair for pair in named(scene, asked) if pair[0].start > asked.figure.start]
    if not any(is_destination(scene, asked, m) for m, _ in before):
        yield from (m.value for m, role in (*before, *after) if may_own(scene, asked, m, role))


_INVESTS = re.compile(
    r"[^，。；、]{0,6}?(?:投资|兴业|落[户地]|[建设办]厂|置业|创业|发展|布局|开办|兴办|考察洽谈|举办|开展|招[聘工])"
)
"""After where firms or recruiters go: what they do there."""


def invested_in(scene: Scene, asked: Asked) -> Iterator[Entity]:
    """The receiver to which the clause says that firms go to invest: 引导12家企业赴岳池县投资."""
    for mention, role in named(scene, asked):
        is_goal = role is Role.GOAL and scene.helping.side(mention.value) == RECEIVER
        if is_goal and _INVESTS.match(scene.reading.clean, mention.end):
            yield mention.value


def speaker(scene: Scene, asked: Asked) -> Iterator[Entity]:
    """The organisation whose head speaks of it."""
    who = acting.speaking(scene, asked.figure)
    if who and takes(scene, asked, who):
        yield who


def other_side(scene: Scene, asked: Asked) -> Iterator[Entity]:
    """Whose partner the clause names after the figure: 130所学校与陇南市的学校结对."""
    for mention, role in named(scene, asked):
        if role is Role.PARTNER and mention.start > asked.figure.start:
            yield from filter(None, (scene.helping.helper(mention.value), scene.helping.helped(mention.value)))


_MADE = re.compile(r"(?:用于|(?:[援新改扩修兴]|改扩)?建设?|实施|修[建缮]|改造|升级|打造|支持|扶持)了?的?")


def made_at(scene: Scene, asked: Asked) -> Iterator[Entity]:
    """Where what a sum is spent on is: 投入50万元实施的顾县镇水厂."""
    for place, _ in scene.in_clause(asked.figure):
        if place.start > asked.figure.start and _MADE.fullmatch(scene.reading.clean, asked.figure.end, place.start):
            yield place.value


_SPENT = re.compile(r"\s*(?:主要|重点|专项)?(?:用于|用来|支持|帮助?|扶持|援助|为|给|替|在)")


def spent_at(scene: Scene, asked: Asked) -> Iterator[Entity]:
    """Where the next clause says that a sum is spent: 投入350万元，在顾县镇建厂房."""
    end = scene.clause(asked.figure.start)[1]
    after = [(m, role) for m, role in scene.places if m.start >= end and m.start < scene.clause(end)[1]]
    if end < scene.sentence.end and len(after) == 1:
        place, role = after[0]
        leads_to = _SPENT.fullmatch(scene.reading.clean, end, place.start)
        is_used = role is not Role.LOCATION or is_site(scene, place, role)
        if leads_to and is_used and takes(scene, asked, place.value):
            yield place.value


def goals_helper(scene: Scene, asked: Asked) -> Iterator[Entity]:
    """Who helps the place that people are sent to: 选派干部8名到临夏州挂职."""
    helping = scene.helping
    for mention, role in named(scene, asked):
        is_goal = role is Role.GOAL and helping.side(mention.value) == RECEIVER
        if is_goal and (helper := helping.helper(mention.value)):
            topic = scene.topic.value if scene.topic else None
            yield topic if topic and helper.key in scene.reading.line(topic.key) else helper


_RETURNS = re.compile("[返回]$")


def goals_helped(scene: Scene, asked: Asked) -> Iterator[Entity]:
    """Whom the place that people are sent to helps: 县领导赴厦门市对接."""
    clean, start = scene.reading.clean, scene.sentence.start
    for mention, role in named(scene, asked):
        is_goal = role is Role.GOAL and not _RETURNS.search(clean, start, mention.start)
        if is_goal and scene.helping.side(mention.value) == GIVER:
            yield from filter(None, [scene.helping.helped(mention.value)])
