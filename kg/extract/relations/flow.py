"""Flows of workers, whether or not a figure counts them: 集中输送到成都、浙江务工, 在粤务工的百色老乡."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from kg.extract.figures.not_yet import is_denied
from kg.extract.page.side import direction
from kg.extract.parties.owner import is_peoples_home
from kg.extract.places.place_list import LIST_MARK
from kg.extract.places.role import COUNTED_ON, Role, roles_of
from kg.extract.reading import Reading, entity_of
from kg.extract.relations.neighbours import told
from kg.extract.relations.once import once
from kg.extract.sentence import Sentence
from kg.model import FLOW, Entity, Mention, Relation
from kg.places import COUNTRY

_WORK = re.compile(
    r"(?![^，。；]{0,8}?(?:设立|成立|建[立成起]|组建|开设|挂牌|揭牌|举[办行]|召开|开展))[^，。；,;调考帮协联慰访谈]{0,12}?(?:务工|就业|打工|上岗|返岗|复工|复产|返工|从事(?:劳务|家政)|上班|报到|[入进]厂)"
    r"|的[^，。；、]{0,4}?(?:[女民技]工|工人|员工)"
)
_MOVERS = r"务工(?:人员|者|大军|群众|青年)|劳动力|劳务人员|农民工|民工|工友|老乡|外出人员|员工|工人|乡亲"
_WORKERS = re.compile(rf"{_MOVERS}|[女民技]工|务工|劳务输[出转]|家政服务人员|[0-9余多]+(?:人|名)")
_VEHICLES = r"专[列车机]|包[车机列]|班车|列车|高铁|动车|大巴|航班|直通车"
_TRAVEL = re.compile(
    rf"(?:{_MOVERS})(?:(?!干部|领导|书记|[省市县区州局]长|代表团)[^；])*?(?:乘|搭|坐上|踏上|启程|出发|返岗|复工|返工|{_VEHICLES})"
    rf"|(?:务工|返岗|复工|返工|就业|劳务)[^，。；、]{{0,6}}?(?:{_VEHICLES})"
    rf"|(?:{_MOVERS})[^。；]{{0,16}}?(?:[送安排介绍推荐荐分配派转移输]+)[到至往去]$"
)
"""Between whose people they are and where they go: 籍务工人员乘坐专列抵达, 将老乡送到."""
_ABOUT_WORKERS = re.compile(rf"{_MOVERS}|务工|打工|[女民技]工|劳务输[出转]|外出就业|转移就业")
_OTHERS = re.compile(
    r"考察|调研|座谈|慰问|看望|走访|学习|培训|对接|洽谈|协商|签[订署约]|代表团|干部|领导|书记|[省市县区州局]长|教师|医生|专家|学生|学员|挂职|跟岗|支教"
    r"|[捐销]|产品|物资|招聘会|招聘|企业到|投资|设立|成立|建[立成]|举[办行]|召开|开展|工作组|工作队|回乡|返乡|回家|家乡"
)
"""Words of others who go, or of other ends: with them a goal is where workers go only if the words beside it say so."""
_IS = re.compile(r"(?:一直|历来|始终|仍然?|也|正)*(?:是|为|成为|作为)了?")
_GOAL_OF = re.compile(
    r"(?:[^，。；、]{0,12}?(?:务工|就业|打工|劳务|外出|劳动力|农民工)[^，。；]{0,10}?)"
    r"(?:目的地|输[入出]地|流[入向]地|接收地|集中地|聚集地|首选地|去向|(?:主要|重点|集中|首选|主)(?:省份?|地区|城市|地))"
)
"""Between and after a place where people work and whose people they are."""
_COUNTS = re.compile(r"(?:[的者]|务工|就业)?(?:大约|共|[有约近达])*\d[\d.]*[万千]?[余多]?[人名]")
"""After a place: how many went there."""
_GO_HOME = re.compile(r"返乡(?!创业)|[回返]家(?!乡)|[回返]乡|回到?(?:家乡|老家)")
"""A journey home: where it ends nobody goes to work."""
_SENT = re.compile(
    r"[^，。；、,;]{0,12}?(?:输[出送转]|转移|派遣)[^，。；、,;]{0,12}?(?:人员|劳动力|劳务|员工|工人|[农民技]工)"
)
"""After the place to which a clause sends people: 向北京等地输出家政服务人员."""
_SPREADS = re.compile(
    rf"(?:{_MOVERS}|劳务|外出|务工)[^。；]{{0,40}}?"
    r"(?:(?:集中|分布|遍布|流向|涌向|去往|输[往送出转]|转移|[输目][出的]地)(?:在|于|到|至|为|是)?|(?:情况|去向)[：:])$"
)
"""Before the places where a place's people work."""
_ARE_PEOPLE = re.compile("人(?=[有共约近超达\\d])")
"""After a place: its people, of several."""
_TAKES_IN = re.compile(
    r"(?:有|[^。；;]{0,16}?(?:吸[纳收]|接[收纳]|招[用收录聘引]|聘用|引进|吸引|安置|[接迎](?:回|返|来)|[聚汇集](?:集|聚)|[市县区镇厂里内中共现还]有|活跃|生活))"
    r"(?:着|了)?(?:[^，。；、]{0,10}?(?:来自|自|从))?(?:\d+[余多]?[名位个])?"
    r"|(?:[^，。；;]{0,16}?(?:[里中内上区]|企业|厂|车间|公司|工地))?[，,]?(?:[^，。；、]{0,12}?(?:来自|自|从))?"
)
"""Between a place and whose people find work there."""
_WORKERS_OF = re.compile(
    r"(?:籍|等?[地\d两三四五六七八九十]*[省市县区]?的?)?(?:[首第][一二三四五六七八九十]?批|农村|脱贫|贫困|建档立卡|富余|新|老|外来|在[岗职])*"
    r"(?:务工|农民工|员工|工人|职工|劳动力|劳务人员|打工|[民女技]工"
    r"|(?:群众|村民|老乡|乡亲|青年|妇女)[^，。；]{0,8}?(?:就业|务工|上岗|上班))"
    r"|籍(?=[的约近有]*\d)"
)
"""After a place: its people work, elsewhere."""
_FROM = re.compile(r"(?:来自|从|自)$")
_FETCHED = re.compile(
    r"(?:接[回来返]|招[收聘录来引用]|引进)[^，。；、]{0,8}?(?:员工|工人|职工|务工|劳动力)|过?来的[，。,]"
)
"""After a place that workers are fetched from."""
_COMES = re.compile(r"[^。；;]{0,24}?(?:来自|自|从)")
_TOLD_OF = 14
"""Characters after a place in which a person's name says that one worker's story is told."""
_GOODS_GO = re.compile(r"(?:发往|运[往抵]|供应|出口|[外远热畅]?销[往至到]?)$")
_OF_GOODS = re.compile(rf"的(?![^，。；、]{{0,8}}?(?:{_MOVERS}|{_VEHICLES}))")
"""Before and after the place to which goods go: 赶制一批发往佛山的校服."""
_PLANNED = re.compile(r"的(?:[，,]|每人|给予|按照?|发放)|可申领|按.{0,8}补[贴助]|如果|计划|力争|拟")
"""A rule, or what is to come."""


def find_flows(reading: Reading) -> list[Relation]:
    """The flows of workers that a page tells, each once, in the order of the text."""
    return once(_flows(reading))


def _flows(reading: Reading) -> Iterator[Relation]:
    for sentence in reading.sentences:
        if any(start <= sentence.start < end for start, end in reading.tables):
            continue  # the table's figures tell
        words = reading.clean[sentence.start : sentence.end]
        if not _WORKERS.search(words) or _PLANNED.search(words) or is_denied(words):
            continue
        evidence = reading.evidence((sentence.start, sentence.end), "workers go")
        for source, goal in _in_sentence(reading, sentence):
            yield Relation(source, FLOW, goal, evidence)


def _in_sentence(reading: Reading, sentence: Sentence) -> Iterator[tuple[Entity, Entity]]:
    """From where and to where a sentence says that workers go."""
    places = reading.within(reading.places, (sentence.start, sentence.end))
    placed = list(zip(places, roles_of(reading, sentence, places), strict=True))
    goals = [place for place, role in placed if _is_goal(reading, sentence, place, role, placed)]
    going = [(source, goal.value) for goal in goals for source in _sources(reading, goal, goals, placed)]
    sent = {source for source, _ in going}
    taken_in = (pair for pair in _taken_in(reading, sentence, places) if pair[0] not in sent)
    for source, goal in (*going, *taken_in, *_said_to_be_goals(reading, places)):
        if not reading.are_nested(source.key, goal.key):
            yield source, goal


def _said_to_be_goals(reading: Reading, places: list[Mention[Entity]]) -> Iterator[tuple[Entity, Entity]]:
    """Where a sentence says that a place's people go to work: 广东省是岳池县务工的主要目的地."""
    for one, other in pairwise(places):
        is_said = _IS.fullmatch(reading.clean, one.end, other.start)
        if is_said and other.rule != "letter" and _GOAL_OF.match(reading.clean, other.end):
            yield other.value, one.value


def _is_goal(
    reading: Reading,
    sentence: Sentence,
    goal: Mention[Entity],
    role: Role,
    placed: list[tuple[Mention[Entity], Role]],
) -> bool:
    """Whether people go to a place for work; of a list of places, the words before and after it say so."""
    first, last = _ends_of_list(reading, goal, [place for place, _ in placed])
    if _SPREADS.search(reading.clean, sentence.start, first.start):
        return True
    if role is Role.RECIPIENT:
        is_towards = reading.clean.startswith(("向", "给", "为"), first.start - 1)
        return is_towards and _SENT.match(reading.clean, last.end, sentence.end) is not None
    if role is not Role.GOAL:
        return False
    if _GOODS_GO.search(reading.clean, sentence.start, first.start) and _OF_GOODS.match(reading.clean, last.end):
        return False
    words = reading.clean[sentence.start : sentence.end]
    if _ABOUT_WORKERS.search(words) and not _OTHERS.search(words):
        return True
    before = reading.clean[reading.paragraph_start(sentence) : sentence.start]
    if before.endswith(("；", ";")) and _ABOUT_WORKERS.search(before) and _COUNTS.match(reading.clean, last.end):
        return True  # of the workers told of before the semicolon
    source = _named_source(reading, goal, placed)
    is_from = source and _FROM.search(reading.clean, sentence.start, source.start)
    travels = _TRAVEL.search(reading.clean, source.end if source and not is_from else sentence.start, first.start)
    is_back_home = _GO_HOME.search(words)
    return bool((travels and not is_back_home) or _WORK.match(reading.clean, last.end, sentence.end))


def _ends_of_list(
    reading: Reading, one: Mention[Entity], places: list[Mention[Entity]]
) -> tuple[Mention[Entity], Mention[Entity]]:
    """The first and the last of the places that are listed with one: 北京、天津, 北京9人、天津8人."""
    first = last = places.index(one)
    while last + 1 < len(places) and _goes_on(reading, places[last], places[last + 1]):
        last += 1
    while first and _goes_on(reading, places[first - 1], places[first]):
        first -= 1
    return places[first], places[last]


def _goes_on(reading: Reading, one: Mention[Entity], other: Mention[Entity]) -> bool:
    span = one.end, other.start
    return bool(LIST_MARK.fullmatch(reading.clean, *span) or COUNTED_ON.fullmatch(reading.clean, *span))


def _taken_in(reading: Reading, sentence: Sentence, places: list[Mention[Entity]]) -> Iterator[tuple[Entity, Entity]]:
    """Whose people a place gives work to: 湖州市吸纳岳池县劳动力就业, 海宁市现有汪清籍员工; the page's own place if it
    is known to help them."""
    workers = [place for place in places if _are_workers(reading, sentence, place, places)]
    for place in workers:
        first, _ = _ends_of_list(reading, place, places)
        before = [m for m in places if m.end <= first.start and m not in workers and m.value.key != COUNTRY]
        before = [m for m in before if not reading.are_nested(m.value.key, place.value.key)]
        fetched = _FETCHED.match(reading.clean, _ends_of_list(reading, place, places)[1].end)
        takes = _COMES if fetched else _TAKES_IN
        host = before[-1].value if before and takes.fullmatch(reading.clean, before[-1].end, first.start) else None
        if not before and reading.home and told(reading, reading.home, place.value.key) == 1:
            host = entity_of(reading.gazetteer, reading.home)
        if host:
            yield place.value, host


def _are_workers(reading: Reading, sentence: Sentence, place: Mention[Entity], places: list[Mention[Entity]]) -> bool:
    """Whether a place is said to be where several workers come from."""
    first, last = _ends_of_list(reading, place, places)
    is_one = reading.within(reading.persons, (last.end, last.end + _TOLD_OF))
    if place.value.key == COUNTRY or is_one:
        return False
    is_fetched = _FROM.search(reading.clean, sentence.start, first.start) and _FETCHED.match(reading.clean, last.end)
    return bool(is_fetched or _WORKERS_OF.match(reading.clean, place.end) or _WORKERS_OF.match(reading.clean, last.end))


def _sources(
    reading: Reading, goal: Mention[Entity], goals: list[Mention[Entity]], placed: list[tuple[Mention[Entity], Role]]
) -> list[Entity]:
    """Whose people they are; those of the page's own place where the sentence names no other."""
    named = _named_source(reading, goal, placed, goals)
    if named:
        listed = [place for place, _ in placed if place not in goals]
        first, last = _ends_of_list(reading, named, listed)
        members = [m.value for m in listed if first.start <= m.start <= last.start]
        is_one_side = all(direction(reading.gazetteer, named.value.key, each.key) == 0 for each in members)
        return members if is_one_side else [named.value]
    home = entity_of(reading.gazetteer, reading.home) if reading.home and reading.home != COUNTRY else None
    others = [(m.value, role) for m, role in placed if role is not Role.GOAL]
    is_at_home = home and all(role is Role.LOCATION and home.key in reading.line(place.key) for place, role in others)
    return [home] if home and is_at_home else []


def _named_source(
    reading: Reading,
    goal: Mention[Entity],
    placed: list[tuple[Mention[Entity], Role]],
    goals: Iterable[Mention[Entity]] = (),
) -> Mention[Entity] | None:
    """The place that the people are said to be of, else what the words before speak about."""
    reached = {place.value for place in goals}
    others = [
        (m, role)
        for m, role in placed
        if role is not Role.GOAL and m.rule != "letter" and m.value.key != COUNTRY and m.value not in reached
    ]
    homes = [
        m
        for m, role in others
        if role is Role.ORIGIN or is_peoples_home(reading, m) or _ARE_PEOPLE.match(reading.clean, m.end)
    ]
    topics = [
        m
        for m, role in others
        if role is Role.TOPIC and m.end <= goal.start and not reading.are_nested(m.value.key, goal.value.key)
    ]
    return next(iter((*homes, *reversed(topics))), None)
