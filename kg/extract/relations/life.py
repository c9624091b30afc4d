"""What a page says of persons: where they come from, work and learnt, their posts, what they founded and received."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.han import HAN
from kg.extract.names.organisation import kind_of
from kg.extract.names.person import acting_persons, current_person, last_person
from kg.extract.names.title import TITLE
from kg.extract.reading import Reading
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
    r"(?:(?<![就也都正])是(?:[镇乡县村]上|[乡县村]里|土生土长的)?|来自(?:[^，。；\d,;]{0,8}的)?|家住|家在|(?<![租借入])住在|老家(?:都)?[在是]|出生[于在]|生于|祖籍|这[位名个])$"
)
_OF_PLACE = re.compile(
    r"(?:[一二三四五六七八九十\d]+[组社队])?(?:人|籍|村民|居民"
    rf"|(?:的|(?=一[名位个户]))(?:(?:一[名位个户]|普通|贫困|脱贫)*(?:{alternation('villagers.txt')}|{alternation('person_nouns.txt')}|[渔农]民|人|老乡|孩子|后生)|[，。；]|$))"
)
_OF_MANY = re.compile(r"\d[^，。；,;]{0,8}?[名人位户]|多半|大[多都]|多数|半数|一半|其中")
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
    rf"(?:(?:在|到)(?:[^，。；\d,;]{{0,8}}的)?|是|为|这[位名]|作为|身为|(?:{alternation('joining_verbs.txt')})[于到了]?)$"
)
_STAFF = re.compile(rf"{HAN}{{0,6}}?的?(?:一[名位])?(?P<post>{HAN}{{0,5}}?{TITLE})")
_AT_WORK = re.compile(
    r"[^，。；,;]{0,8}?(?:工作|上班|任教|任职|挂职|支教|支医|就职|从事|就业|务工|打工|担任|做|当|实习|进修|带教|坐诊|半年|[一二三两\d]+年"
    r"|上岗|干活|干了|值班|值守|带班|轮岗|跟岗|操作|负责|[开跑][^，。会展幕业]{0,4}[机车床]|领工资|挣)"
)
_SENDS = re.compile(r"(?:选派|派出|派遣|委派|指派|抽调|派驻|派)(?:了|到|往|至|在)?(?:干部|职工|员工|教师|医生)?")
"""After an organisation that sends somebody of its own: 内丘县供电公司选派王建国."""
_IS_STAFF = re.compile(r"[^，。；,;]{0,6}(?:干部|职工|员工|工人|教师|医生|护士|技术员)")
_BECAME = re.compile(
    rf"(?:当上|当起|做起|干起|担任|升任|升为|晋升为|提拔为|提为|成为|成了|升到|做到|干到|聘为|[请聘][他她]当|当(?!地|起|上|了?[一几两\d]+年)|做(?!好)|干了?(?=[^，。；,;]{{1,4}}工)|(?<!主)任"
    rf"|[是为]一[名位]|[^，。；,;]{{2,16}}的一[名位])[了过]?(?:[这那]\S{{1,8}}的)?(?:一[名位个])?"
    rf"(?P<post>(?:(?![的年了过]){HAN}){{0,5}}?(?:员|长|师|经理|主任|书记|司机|护工|[月育][嫂儿]嫂?|主播|厨师|教师|医生|护士|保安|保姆|主管|会计|领班|(?<![务民打员职分手加施竣开做散零临])工(?![作程人艺资厂地])))(?![\u4e00-\u9fff]{{0,2}}会)"
)
_FOUNDED = re.compile(
    rf"(?:{alternation('own_business_verbs.txt')})了?(?:一[家个])?(?:自己的)?“?(?P<name>{HAN}{{0,18}}?"
    r"(?:合作社|公司|农场|养殖场|[工作]坊|加工坊|工作室|绣坊|厂(?![房区里长家商])|民宿|农家乐|联合社|扶贫车间|饭店|餐馆|酒店|超市|幼儿园|诊所))"
)
_AWARDED = re.compile(
    r"(?:被?评[为上]|被?评选为|被?授予|荣获|获评|获得了?|摘得|捧回|当选为?|入选|荣登|获)[^，。“”,]{0,10}“(?P<name>[^”]{2,16})”"
)
_HONOURED = re.compile(
    r"(?:被?评[为上]|被?评选为|被?授予|荣获|获评|获得了?|获颁|摘得|捧回|当选为?|入选|荣立|获)(?:了)?"
    rf"(?P<name>(?:(?!称号|[的了]){HAN}){{0,14}}?(?:奖章|[一二三]等功|劳动模范|模范|标兵|能手|之星|带头人|红旗手|先进个人|先进工作者|先锋|楷模|好人|优秀党员|优秀[^，。；称]{{2,10}}))"
    r"(?=等?(?:荣誉)?称号|[，。；、）,;]|$)"
)
"""A title without quotation marks."""
_GRANTED = re.compile(
    rf"(?:获得|拿到|申请到?|领到|领取|收到|贷到|贷了|申领到?|享受到?)了?[^，。；,;]{{0,16}}?"
    rf"(?P<name>(?:(?![了的元笔得到取份过]){HAN}){{2,12}}?(?:{alternation('grants.txt')}))(?!政策|资金|标准|申请|款)"
)
_SERVES = re.compile(
    rf"(?:(?<![主时责信胜])任|挂职(?!干部|人员)|当选|(?:任命|聘请?|聘任|选聘|推选|选举|提拔|晋升|选派|委派)为|(?P<is>[原现曾就还]?是))为?"
    rf"(?P<body>(?:{HAN}|[（）·“”]){{0,24}}?)(?P<last>{TITLE}(?:[、兼](?:(?!的){HAN}){{0,12}}?{TITLE})*)"
    rf"(?!{HAN}{{0,3}}(?:会|制)|的(?!{HAN}{{2,4}}[，。；]))"
)
_IS_TOLD = re.compile(r"[今现]?[年]?(?:\d\d岁)?|[他她]今?年?(?:\d\d岁)?|这[位名][^，。；是]{0,6}")
"""Between a name, or where a clause begins, and what the person is said to be."""
_SERVES_RULE, _BECAME_RULE = "serves as", "became"
_POSTED = re.compile(r"(?:到|来到|赴|在)$")
_SENT_TO = re.compile(r"(?:安排|分配|派遣?|选派|委派|调|抽调|分)(?:在|到|往|至)$")
_POSTING = re.compile(r"[^，。；,;]{0,4}?(?:挂职|支教|支医|帮扶|驻村|任职)")
_ATTRIBUTE = re.compile(
    r"的?(?:(?:免费|首[趟班列架]|务工|返岗|复工|直达|高铁|铁路|就业)*(?:专列|专车|包车|包机|航班|列车|火车|大巴|动车|车票|机票))|援[疆藏青建]|对口|籍|企业|客商|帮扶|扶贫|派[来驻]"
    r"|[^，。；,;]{0,20}?(?:帮[助扶]|支持|指导|带动|关心|推动|牵线|组织|介绍|协调)下"
)
"""After a place: what is of it, not what is there."""
_COUNTED = re.compile(r"\d[^，。；,;]{0,8}?(?:名|人|位|户)")


def find_lives(reading: Reading) -> list[Relation]:
    """The relations of a page's persons, each once, in the order of the rules."""
    return _without_parts(once((*introductions(reading), *_in_sentences(reading))))


def _without_parts(lives: list[Relation]) -> list[Relation]:
    """Without the posts of which another rule found the whole: 副处长 beside 对外合作处副处长."""
    posts = [(each.subject, str(each.object)) for each in lives if each.predicate == "holds_position"]
    return [
        each
        for each in lives
        if each.evidence[0].rule not in (_SERVES_RULE, _BECAME_RULE)
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
        yield from _deeds(reading, sentence)


def _with_place(reading: Reading, sentence: Sentence, place: Mention[Entity]) -> Iterator[Relation]:
    """X是…人, X在…打工."""
    clean = reading.clean
    clause = sentence.clause(place.start)[0]
    first = _first_listed(reading, place)
    before = clean[max(clause, first.start - 14) : first.start]
    span = clause, place.end
    is_apposed = before[-1:] in ("", "，", ",", "”") and _IS_FROM.match(clean, place.end)
    is_from = _FROM.search(before) and (_OF_PLACE.match(clean, place.end) or not before.endswith("是"))
    if is_apposed or is_from:
        for person in acting_persons(reading, sentence, place):
            if _OF_MANY.search(clean, person.end, place.start):
                continue
            yield Relation(person.value, "comes_from", place.value, reading.evidence(span, "is from"))
        return
    if _ATTRIBUTE.match(clean, place.end) or reading.within(reading.organisations, (place.end, place.end + 1)):
        return
    at_work = _WORKING.match(clean, place.end, sentence.end) if _TO_WORK.search(before) else None
    at_work = at_work or (_BACK.match(clean, place.end) if before.endswith("从") else None)
    posting = _POSTING.match(clean, place.end, sentence.end) if _POSTED.search(before) else None
    if at_work or (_WITH_EMPLOYER.search(before) and _HIRED.match(clean, place.end, sentence.end)):
        for person in acting_persons(reading, sentence, place, may_follow=True):
            is_theirs = at_work is None or _is_theirs(clean, at_work.end(), person)
            if is_theirs and person.rule != "official" and not _COUNTED.search(clean, person.end, place.start):
                yield Relation(person.value, "works_in", place.value, reading.evidence(span, "works in"))
    elif posting or _SENT_TO.search(before):
        for person in acting_persons(reading, sentence, place):
            is_theirs = posting is None or _is_theirs(clean, posting.end(), person)
            if is_theirs and not _COUNTED.search(clean, person.end, place.start):
                yield Relation(person.value, "works_in", place.value, reading.evidence(span, "posted to"))


def _first_listed(reading: Reading, place: Mention[Entity]) -> Mention[Entity]:
    """The first of the places that are listed up to one: 广东 of 在广东、浙江打工."""
    for earlier in reading.before(reading.places, place.start):
        if earlier.end != place.start - 1 or reading.clean[earlier.end] not in "、和":
            break
        place = earlier
    return place


def _is_theirs(clean: str, position: int, person: Mention[Entity]) -> bool:
    """Whether work told up to a position is a person's own, and no attribute of somebody else: 在厦门工作的妻子."""
    return person.start >= position or not _OTHERS.match(clean, position)


def _with_organisation(reading: Reading, sentence: Sentence, organisation: Mention[Entity]) -> Iterator[Relation]:
    """X毕业于…, X在…工作, X是…的班长, 这位…医师."""
    clean = reading.clean
    before = clean[max(sentence.start, organisation.start - 6) : organisation.start]
    graduated, told = _GRADUATED.search(before), _STUDIES
    is_student = graduated and (
        graduated.group() not in told or told[graduated.group()].match(clean, organisation.end, sentence.end)
    )
    is_school = kind_of(organisation.value.name) == "school"
    learns = is_school and _AT_SCHOOL.search(before) and _LEARNS.match(clean, organisation.end, sentence.end)
    begins = organisation.start == sentence.clause(organisation.start)[0]
    has_left = is_school and begins and _HAS_LEFT.match(clean, organisation.end, sentence.end)
    if is_student or learns or has_left:
        for person in acting_persons(reading, sentence, organisation, may_follow=True)[:1]:
            span = min(organisation.start, person.start), max(organisation.end, person.end)
            yield Relation(person.value, "studied_at", organisation.value, reading.evidence(span, "graduated from"))
        return
    sends = _SENDS.match(clean, organisation.end, sentence.end)
    if sends:
        named = next(iter(reading.within(reading.persons, (sends.end(), sends.end() + 1))), None)
        sent = current_person(reading, sentence, organisation.start) if before.endswith("被") else named
        if sent:
            evidence = reading.evidence((organisation.start, sends.end()), "sent by")
            yield Relation(sent.value, "works_at", organisation.value, evidence)
    employed = _EMPLOYED.search(before)
    if not employed:
        return
    is_of_staff = employed.group() in ("是", "为", "作为", "身为", "这位", "这名")
    title = _STAFF.match(clean, organisation.end, sentence.end) if is_of_staff else None
    at_work = _IS_STAFF if is_of_staff else _AT_WORK
    if not title and not at_work.match(clean, organisation.end, sentence.end) and employed.group()[0] in "在到是为来进":
        return
    evidence = reading.evidence((sentence.start, organisation.end), "employed at")
    for person in acting_persons(reading, sentence, organisation):
        if _COUNTED.search(clean, person.end, organisation.start):
            continue
        yield Relation(person.value, "works_at", organisation.value, evidence)
        if title:
            department = clean[organisation.end : title.start("post")].rstrip("的一名位")
            yield Relation(person.value, "holds_position", department + title["post"], evidence)


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


def _deeds(reading: Reading, sentence: Sentence) -> Iterator[Relation]:
    """What a person became, founded, received."""
    for predicate, pattern, rule in (
        ("holds_position", _BECAME, _BECAME_RULE),
        ("founded", _FOUNDED, "founded"),
        ("received", _AWARDED, "awarded"),
        ("received", _HONOURED, "awarded"),
        ("received", _GRANTED, "granted"),
    ):
        for match in pattern.finditer(reading.clean, sentence.start, sentence.end):
            group = "post" if predicate == "holds_position" else "name"
            if predicate == "holds_position" and reading.within(reading.organisations, match.span(group)):
                continue  # 担任县一中副校长
            named = current_person(reading, sentence, match.start())
            person = named or last_person(reading, sentence)
            if not person or (person.rule == "official" and (rule != "awarded" or not named)):
                continue
            target: Entity | str = match[group]
            if predicate == "founded":
                target = Entity("Organization", match[group])
            yield Relation(person.value, predicate, target, reading.evidence(match.span(), rule))
