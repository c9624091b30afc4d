"""What a page says of persons: where they come from, work and learnt, their posts, what they founded and received."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.han import HAN
from kg.extract.names.organisation import kind_of
from kg.extract.names.person import acting_persons, current_person
from kg.extract.names.title import TITLE
from kg.extract.reading import Reading
from kg.extract.relations.deed import BECAME, find_deeds
from kg.extract.relations.introduction import holds, introductions, last_village
from kg.extract.relations.once import once
from kg.extract.relations.post import posts_of
from kg.extract.sentence import Sentence
from kg.extract.wordlists import alternation
from kg.model import Entity, Mention, Relation

_TO_WORK = re.compile(r"(?:在|(?<!说)到|来到|前往|赴|回到|去了?|来)$")
_OTHERS = re.compile(r"的(?![他她](?!们)|日子|时候|收入|工?钱|工资|经历|[这那几]|期间|岁月|时间|时[，。]|第)")
"""After work that is the attribute of others."""
_WITH_EMPLOYER = re.compile(r"(?:和|与|跟)$")
_WORKING = re.compile(rf"[^。；]{{0,24}}?(?:{alternation('work_words.txt')}|当(?!地)|做(?!好))")
_BACK = re.compile(r"(?:打工|务工|工作)(?:[回归]|后?返乡)")
"""After a place from which somebody comes back: 从石狮打工回来."""
_HIRED = re.compile(r"一家[^，。；,;]{2,14}?(?:签|谈妥|达成)")
_FROM = re.compile(
    r"(?:(?<![就也都正])是(?:[镇乡县村]上|[乡县村]里|[本该同邻][省市州县区旗镇乡]|土生土长的)?|来自(?:[^，。；\d,;]{0,8}的)?|家住|家在|(?<![租借入])住在"
    r"|老家(?:都)?[在是]|出生[于在]|生于|祖籍|这[位名个])$"
)
_RESIDENT = f"{alternation('villagers.txt')}|{alternation('person_nouns.txt')}|[渔农]民|人|老乡|孩子|后生"
_OF_PLACE = re.compile(
    r"(?:[一二三四五六七八九十\d]+[组社队])?(?:人|籍|村民|居民"
    rf"|(?:的|(?=一[名位个户]))(?:(?:一[名位个户]|普通|贫困|脱贫)*(?:{_RESIDENT})|[，。；]|$))"
)
_COUNTED = re.compile(r"\d[^，。；,;]{0,8}?[名人位户]")
_OF_MANY = re.compile(rf"{_COUNTED.pattern}|多半|大[多都]|多数|半数|一半|其中")
"""Before a place: many come from there."""
_IS_FROM = re.compile(r"人[，。；,;]")
"""After a place that stands alone: 胡涛，郝堂村人."""
_OF_VILLAGE = re.compile(r"是(?:村里|村上|寨子里|寨里|村子里)[^，。；,;]{0,16}[人户民员生者]")
_GRADUATED = re.compile(r"(?:毕业于|[就入]读于?|考入|考[上取]了?|考到|被|从|[拿收接]到了?)$")
_AT_SCHOOL = re.compile(r"(?:在|到|去|来到|前往|进入?|走进)$")
_STUDIES = {
    "从": re.compile(r"[^，。,]{0,8}毕业"),
    "被": re.compile(r"[^，。,]{0,8}录取"),
    **dict.fromkeys(("拿到", "收到", "接到", "拿到了", "收到了", "接到了"), re.compile(r"的?录取通知")),
}
_HAS_LEFT = re.compile(r"[^，。；,;]{0,8}?毕业(?!生|的)")
"""After a school with which a clause begins: 中央民族大学毕业后."""
_LEARNS = re.compile(
    r"[^，。；,;\d]{0,6}?(?:学了|学习|学过|念书|念了|读书|读了|就读|上学|求学|深造|攻读|毕业|参加[^，。；,;]{0,8}培训)"
)
_EMPLOYED = re.compile(
    rf"(?:[在到是](?:[^，。；\d,;]{{0,8}}的)?|为|来自|这[位名]|作为|身为|[被与和同跟]|(?:{alternation('joining_verbs.txt')})[于到了]?)$"
)
_WORK_OF = re.compile(r"(?:上班|工作|就业|务工|任职|就职|打工|供职|干活|所在)的“?$")
"""Before where somebody works: 胡德芝上班的云顶玩具有限公司."""
_HIRED_BY = {
    "被": re.compile(r"[^，。；,;]{0,6}?(?:录[用取]|聘[用请为任]|招[录聘用])"),
    **dict.fromkeys("与和同跟", re.compile(r"[^，。；,;]{0,4}?签[^，。；,;]{0,8}?(?:合同|劳动|就业|用工)")),
}
"""After an employer, by the word before it: 被…公司录用, 与…公司签订劳动合同."""
_STAFF = re.compile(rf"{HAN}{{0,6}}?的?(?:一[名位])?(?P<post>{HAN}{{0,5}}?{TITLE})")
_AT_WORK = re.compile(
    rf"[^，。；,;]{{0,8}}?(?:{alternation('staff_verbs.txt')}|[一二三两\d]+年|[开跑][^，。会展幕业]{{0,4}}[机车床])"
)
_ABOUT_PERSON = re.compile(
    rf"[，,](?:(?:[男女]性?|{HAN}{{1,4}}族|中共党员|[现今]?年?\d\d岁|\d{{4}}年(?:\d+月)?(?:出?生)?|本科学历|硕士|博士)[，,])*"
)
"""Between a name and what the person is: their sex, age and the like."""
_MARK = re.compile(r"[，,。；;、]")
_SENDS = re.compile(
    rf"(?:选派|派出|派遣|派驻|派)来?的(?:{HAN}{{0,6}}(?:干部|职工|员工|教师|老师|医生|医师|专家|队员|技术员))?"
    r"|(?:选派|派出|派遣|委派|指派|抽调|派驻|派)(?:了|到|往|至|在)?(?:干部|职工|员工|教师|医生)?"
)
"""After an organisation that sends somebody of its own: 内丘县供电公司选派王建国."""
_IS_STAFF = re.compile(r"[^，。；,;]{0,6}(?:干部|职工|员工|工人|教师|医生|护士|技术员)")
_NAMED_AS = "(?:任命|聘请?|聘任|选聘|推选|选举|提拔|晋升|选派|委派)为"
_TITLES = rf"{TITLE}(?:[、兼](?:(?!的){HAN}){{0,12}}?{TITLE})*"
_SERVES = re.compile(
    rf"(?:(?<![主时责信胜])任|挂职(?!干部|人员)|当选|{_NAMED_AS}|(?P<is>[原现曾就还]?是))为?"
    rf"(?P<body>(?:{HAN}|[（）·“”]){{0,24}}?)(?P<last>{_TITLES})(?!{HAN}{{0,3}}(?:会|制)|的(?!{HAN}{{2,4}}[，。；]))"
)
_IS_TOLD = re.compile(r"[今现]?[年]?(?:\d\d岁)?|[他她]今?年?(?:\d\d岁)?|这[位名][^，。；是]{0,6}")
"""Between a name, or where a clause begins, and what the person is said to be."""
_SERVES_RULE = "serves as"
_POSTED = re.compile(r"(?:到|来到|赴|在)$")
_SENT_TO = re.compile(r"(?:安排|分配|派遣?|选派|委派|调|抽调|分)(?:在|到|往|至)$")
_POSTING = re.compile(r"[^，。；,;]{0,4}?(?:挂职|支教|支医|帮扶|驻村|任职)")
_ATTRIBUTE = re.compile(
    r"的?(?:免费|首[趟班列架]|务工|返岗|复工|直达|高铁|铁路|就业)*"
    r"(?:专列|专车|包车|包机|航班|列车|火车|大巴|动车|车票|机票)"
    r"|援[疆藏青建]|对口|籍|企业|客商|帮扶|扶贫|派[来驻]"
    r"|[^，。；,;]{0,20}?(?:帮[助扶]|支持|指导|带动|关心|推动|牵线|组织|介绍|协调)下"
)
"""After a place: what is of it, not what is there."""


def find_lives(reading: Reading) -> list[Relation]:
    """The relations of a page's persons, each once, in the order of the rules."""
    return _without_parts(once((*introductions(reading), *_in_sentences(reading))))


def _without_parts(lives: list[Relation]) -> list[Relation]:
    """Without the posts of which another rule found the whole: 副处长 beside 对外合作处副处长."""
    posts = [(each.subject, str(each.object)) for each in lives if each.predicate == "holds_position"]
    return [
        each
        for each in lives
        if each.evidence[0].rule not in (_SERVES_RULE, BECAME)
        or each.predicate != "holds_position"
        or not any(
            who == each.subject and post.removesuffix(str(each.object)) not in (post, "", "副") for who, post in posts
        )
    ]


def _in_sentences(reading: Reading) -> Iterator[Relation]:
    if not reading.persons:
        return
    for sentence in reading.sentences:
        for place in reading.within(reading.places, (sentence.start, sentence.end)):
            if place.rule != "own" and not reading.in_organisation(place):
                yield from _with_place(reading, sentence, place)
        for organisation in reading.within(reading.organisations, (sentence.start, sentence.end)):
            yield from _with_organisation(reading, sentence, organisation)
        yield from _villagers(reading, sentence)
        yield from _services(reading, sentence)
        yield from find_deeds(reading, sentence)


def _with_place(reading: Reading, sentence: Sentence, place: Mention[Entity]) -> Iterator[Relation]:
    """X是…人, X在…打工."""
    clean, clause = reading.clean, sentence.clause(place.start)[0]
    first = _first_listed(reading, place)
    before = clean[max(clause, first.start - 14) : first.start]
    span = clause, place.end
    is_apposed = before[-1:] in ("", "，", ",", "”") and _IS_FROM.match(clean, place.end)
    is_from = _FROM.search(before) and (_OF_PLACE.match(clean, place.end) or not before.endswith("是"))
    if is_apposed or is_from:
        for person in acting_persons(reading, sentence, place):
            if not _OF_MANY.search(clean, person.end, place.start):
                yield Relation(person.value, "comes_from", place.value, reading.evidence(span, "is from"))
    elif not _ATTRIBUTE.match(clean, place.end) and not reading.within(
        reading.organisations, (place.end, place.end + 1)
    ):
        for person, rule in _at_work(reading, sentence, place, before):
            if not _COUNTED.search(clean, person.end, place.start):
                yield Relation(person.value, "works_in", place.value, reading.evidence(span, rule))


def _at_work(
    reading: Reading, sentence: Sentence, place: Mention[Entity], before: str
) -> Iterator[tuple[Mention[Entity], str]]:
    """Who works in a place, or is posted there, by the words before it and after it, each with the rule."""
    rest = place.end, sentence.end
    at_work = _WORKING.match(reading.clean, *rest) if _TO_WORK.search(before) else None
    at_work = at_work or (_BACK.match(reading.clean, place.end) if before.endswith("从") else None)
    posting = _POSTING.match(reading.clean, *rest) if _POSTED.search(before) else None
    if at_work or (_WITH_EMPLOYER.search(before) and _HIRED.match(reading.clean, *rest)):
        for person in acting_persons(reading, sentence, place, may_follow=True):
            if person.rule != "official" and _is_theirs(reading.clean, at_work, person):
                yield person, "works in"
    elif posting or _SENT_TO.search(before):
        for person in acting_persons(reading, sentence, place):
            if _is_theirs(reading.clean, posting, person):
                yield person, "posted to"


def _first_listed(reading: Reading, place: Mention[Entity]) -> Mention[Entity]:
    """The first of the places that are listed up to one: 广东 of 在广东、浙江打工."""
    for earlier in reading.before(reading.places, place.start):
        if earlier.end != place.start - 1 or reading.clean[earlier.end] not in "、和":
            break
        place = earlier
    return place


def _is_theirs(clean: str, work: re.Match[str] | None, person: Mention[Entity]) -> bool:
    """Whether work is a person's own, and no attribute of somebody else: 在厦门工作的妻子."""
    return work is None or person.start >= work.end() or not _OTHERS.match(clean, work.end())


def _with_organisation(reading: Reading, sentence: Sentence, organisation: Mention[Entity]) -> Iterator[Relation]:
    """X毕业于…, …选派X, X在…工作, X是…的班长, 这位…医师."""
    before = reading.clean[max(sentence.start, organisation.start - 12) : organisation.start]
    if _studies(reading, sentence, organisation, before):
        for person in acting_persons(reading, sentence, organisation, may_follow=True)[:1]:
            span = min(organisation.start, person.start), max(organisation.end, person.end)
            yield Relation(person.value, "studied_at", organisation.value, reading.evidence(span, "graduated from"))
        return
    sends = _SENDS.match(reading.clean, organisation.end, sentence.end)
    if sends:
        named = next(iter(reading.within(reading.persons, (sends.end(), sends.end() + 1))), None)
        sent = current_person(reading, sentence, organisation.start) if before.endswith("被") else named
        if sent:
            evidence = reading.evidence((organisation.start, sends.end()), "sent by")
            yield Relation(sent.value, "works_at", organisation.value, evidence)
    employed = _EMPLOYED.search(before)
    worker = current_person(reading, sentence, organisation.start) if _WORK_OF.search(before) else None
    if worker and worker.start >= sentence.clause(organisation.start)[0]:
        evidence = reading.evidence((worker.start, organisation.end), "works at")
        yield Relation(worker.value, "works_at", organisation.value, evidence)
    elif employed:
        yield from _employed(reading, sentence, organisation, employed.group())
    elif before.endswith(("，", ",")):
        yield from _apposed(reading, sentence, organisation)


def _studies(reading: Reading, sentence: Sentence, school: Mention[Entity], before: str) -> bool:
    """Whether words before and after an organisation say that somebody learns or learnt there."""
    rest = school.end, sentence.end
    graduated = _GRADUATED.search(before)
    if graduated:
        told = _STUDIES.get(graduated.group())
        if told is None or told.match(reading.clean, *rest):
            return True
    if kind_of(school.value.name) != "school":
        return False
    learns = _AT_SCHOOL.search(before) and _LEARNS.match(reading.clean, *rest)
    begins = school.start == sentence.clause(school.start)[0]
    return bool(learns or (begins and _HAS_LEFT.match(reading.clean, *rest)))


def _employed(reading: Reading, sentence: Sentence, at: Mention[Entity], verb: str) -> Iterator[Relation]:
    """Who works at an organisation by the verb before it and what follows: 在…上班, 是…的班长."""
    clean, rest = reading.clean, (at.end, sentence.end)
    is_of_staff = verb == "来自" or verb[0] in "是为作身这"
    title = _STAFF.match(clean, *rest) if is_of_staff else None
    if title and reading.within(reading.persons, (at.end, title.end())):
        title = None  # 来自…医院的王兰担任副院长
    is_at_work = title or _HIRED_BY.get(verb, _IS_STAFF if is_of_staff else _AT_WORK).match(clean, *rest)
    if not is_at_work and verb != "来自" and verb[0] in "在到是为来进被与和同跟":
        return
    evidence = reading.evidence((sentence.start, at.end), "employed at")
    for person in acting_persons(reading, sentence, at):
        if _COUNTED.search(clean, person.end, at.start):
            continue
        yield Relation(person.value, "works_at", at.value, evidence)
        if title:
            department = clean[at.end : title.start("post")].rstrip("的一名位")
            yield Relation(person.value, "holds_position", department + title["post"], evidence)


def _apposed(reading: Reading, sentence: Sentence, at: Mention[Entity]) -> Iterator[Relation]:
    """What stands after a name with which a sentence begins: 赵一帆，男，番禺区中心医院妇产科副主任医师."""
    first = next(iter(reading.within(reading.persons, (sentence.start, sentence.start + 1))), None)
    title = _STAFF.match(reading.clean, at.end, sentence.end)
    is_told = first and _ABOUT_PERSON.fullmatch(reading.clean, first.end, at.start)
    if first and title and is_told and _MARK.match(reading.clean, title.end()):
        evidence = reading.evidence((first.start, title.end()), "in apposition")
        yield Relation(first.value, "works_at", at.value, evidence)
        department = reading.clean[at.end : title.start("post")].rstrip("的一名位")
        yield Relation(first.value, "holds_position", department + title["post"], evidence)


def _villagers(reading: Reading, sentence: Sentence) -> Iterator[Relation]:
    """熊建华是村里头一个大学生: of the village in view."""
    for match in _OF_VILLAGE.finditer(reading.clean, sentence.start, sentence.end):
        person, village = current_person(reading, sentence, match.start()), last_village(reading, match.start())
        if person and village:
            yield Relation(person.value, "comes_from", village, reading.evidence(match.span(), "of the village"))


def _services(reading: Reading, sentence: Sentence) -> Iterator[Relation]:
    """担任县人民医院副院长, 任区委常委、副区长, 他是县人社局局长."""
    clean = reading.clean
    for match in _SERVES.finditer(clean, sentence.start, sentence.end):
        person = current_person(reading, sentence, match.start())
        end = match.end() + clean.startswith("的", match.end())
        is_others = reading.within(reading.persons, (match.start(), end + 1))  # 时任县长李明辉, 曾任县长的李明辉
        before = clean[max(sentence.clause(match.start())[0], person.end if person else 0) : match.start()]
        is_told = not match["is"] or _IS_TOLD.fullmatch(before)
        if person and is_told and not is_others:
            held = posts_of(reading, match.span("last"), match.start("body"))
            yield from holds(reading, person.value, held, match.span(), _SERVES_RULE)
