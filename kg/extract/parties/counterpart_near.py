"""Ways to a figure's counterpart that look at its own clause. None says that the clause tells of none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from kg.extract.names.organisation import kind_of
from kg.extract.page.helping import GIVER, RECEIVER
from kg.extract.page.side import AID_VERBS
from kg.extract.parties import acting, owner
from kg.extract.parties.owner import is_destination, is_site, ranked, went_to
from kg.extract.parties.scene import DESTINATION, PARTNER, Scene
from kg.extract.parties.sought import OTHER_SIDE, Sought, is_of_whole
from kg.extract.places.place_list import LIST_MARK
from kg.extract.places.role import Role
from kg.model import Entity, Mention


def parts_destination(sought: Sought) -> Iterator[Entity]:
    """Where a part of the people went whose total is told before: 外出务工6.8万人，江苏1.1万人."""
    scene, asked = sought.scene, sought.asked
    most = ranked(scene, asked)
    if most and went_to(scene, asked, most.value):
        yield most.value
    yield from (m.value for m, _ in scene.in_clause(sought.figure) if is_destination(scene, asked, m))


_RESPECTIVELY = re.compile("分别")


def respectively(sought: Sought) -> Iterator[Entity]:
    """The place that 分别 gives a figure, where others than the subject are listed: 到津、苏的分别为120人、340人."""
    scene, clean, figure = sought.scene, sought.clean, sought.figure
    start, end = scene.clause(figure.start)
    word = _RESPECTIVELY.search(clean, start, figure.start)
    if not word:
        return
    among = [m for m, _ in scene.places if start <= m.start < word.start()]
    places = [m for m in among if m.rule != "letter" and m.value != sought.subject]
    figures = scene.reading.within(scene.reading.quantities, (word.end(), end))
    is_list = all(clean[one.end : other.start] in "、和与" for one, other in pairwise(places))
    if is_list and len(places) == len(figures) > 1:
        yield places[figures.index(figure)].value


_GIFT = re.compile(r"捐[赠助献款资]|赠送|资助")


def donor(sought: Sought) -> Iterator[Entity]:
    """The organisation that the clause says gives or helps, where a place's name is only a part of its own."""
    body = next(bodies(sought, sought.clause_start), None)
    is_gift = _GIFT.search(sought.clean, sought.clause_start, sought.figure.start) or _is_recipient(sought)
    if body and (is_gift or sought.side(body) == GIVER):
        yield body


def _is_recipient(sought: Sought) -> bool:
    """Whether the clause says that something is done for the subject."""
    placed = sought.scene.in_clause(sought.figure)
    return any(m.value == sought.subject and role is Role.RECIPIENT for m, role in placed)


_GIVING_BODY = re.compile(r"集团|公司|研究[院所]|科学院|银行|大学|学院|学校|医院|慈善|基金会|商会|协会|联合会|红十字会")


def bodies(sought: Sought, since: int) -> Iterator[Entity]:
    """The firm or institute that acts last since a position: 宝钢集团对口援藏项目133个."""
    scene, figure = sought.scene, sought.figure
    until = scene.clause(figure.start)[1]
    clauses = [each for each in scene.sentence.clauses if since <= each[0] and each[1] <= until]
    acts = (acting.actor(scene, clause, min(clause[1], figure.start)) for clause in reversed(clauses))
    actor = next((who for who in acts if who and who != sought.subject), None)
    if actor and (kind_of(actor.name) == "company" or _GIVING_BODY.search(actor.name)):
        yield actor


def organisations(sought: Sought) -> Iterator[Entity | None]:
    """Where or to whom the clause says that an organisation sends, or gives (派14名医生到门源), else whom it helps."""
    scene = sought.scene
    places = ((m, role) for m, role in scene.in_clause(sought.figure) if not scene.reading.in_organisation(m))
    yield from (m.value for m, role in places if role in (Role.GOAL, Role.RECIPIENT) and m.rule != "letter")
    yield scene.helping.partner(sought.subject, GIVER) if sought.wanted in (RECEIVER, PARTNER) else None


_SOMEWHERE = re.compile(
    r"[到赴往在][^，。；、\d]{0,8}(?:省份|省市|地区|外省|省外|[县市州境]外|沿海|发达|城市|外地)|跨省|[县市州区]内|省[外内]"
)
"""Where people go, by no name: 转移到东部其他省份就业."""


def somewhere(sought: Sought) -> Iterator[Entity | None]:
    """Nobody else where the clause says by no name, or by several, where people go."""
    goals = [m for m, role in sought.scene.in_clause(sought.figure) if role is Role.GOAL and m.value != sought.subject]
    if goals and sought.scene.is_one_of_many(goals[0]):
        yield None
    if _SOMEWHERE.search(sought.clean, sought.clause_start, sought.figure.end):
        yield from (m.value for m in near(sought))
        yield None


_JOINED = re.compile(r"[^，。；、\d]{0,10}[与和同跟]")


def clause(sought: Sought) -> Iterator[Entity]:
    """The place that fits: the one that 与 joins to the figure (8所学校与永靖县8所学校), else the nearest."""
    found = [m.value for m in near(sought)]
    after = (m for m, _ in sought.scene.in_clause(sought.figure) if m.start > sought.figure.end and m.value in found)
    joined = next(after, None)
    if joined and _JOINED.fullmatch(sought.clean, sought.figure.end, joined.start):
        yield joined.value
    yield from found


def near(sought: Sought) -> list[Mention[Entity]]:
    """The places of the clause that fit, the nearest first, of a list its head: 在浙江和上海务工."""
    found = [m for m, role in sought.scene.in_clause(sought.figure) if fits(sought, m, role)]
    return from_head(sought.scene, found)


def from_head(scene: Scene, mentions: list[Mention[Entity]]) -> list[Mention[Entity]]:
    """Mentions, the last one first, from the head of the list in which the first stands."""
    while len(mentions) > 1 and LIST_MARK.fullmatch(scene.reading.clean, mentions[1].end, mentions[0].start):
        mentions = mentions[1:]
    return mentions


_TAKES = re.compile(r"[^，。；、]{0,12}?(?:接收|接纳|吸纳|招用|招录|招收|吸收)")
"""After a place: it takes workers on."""


def fits(sought: Sought, mention: Mention[Entity], role: Role) -> bool:
    """Whether a place can be the counterpart that a measure has."""
    subject, wanted, side = sought.subject, sought.wanted, sought.side(mention.value)
    if mention.value == subject or sought.scene.is_one_of_many(mention):
        return False
    if owner.is_sent(sought.asked) and role is Role.GOAL and mention.rule != "letter":
        return not sought.scene.reading.are_nested(subject.key, mention.value.key)
    if wanted == DESTINATION:
        takes = mention.rule != "letter" and _TAKES.match(sought.clean, mention.end)
        return role in (Role.GOAL, Role.RECIPIENT) or bool(takes and side == GIVER)
    if wanted in OTHER_SIDE:
        return side == wanted != sought.side(subject) and role is not Role.GOAL and mention.rule != "letter"
    return side not in (None, sought.side(subject))


_PROGRESS = re.compile(r"完工|[开竣]工|支[出付]|投用|入驻|完成投资|拨付(?:到|资金|率)|(?<!引导)(?<!引进)落地")
"""What has become of what was given: 23个项目已完工19个."""
_TO_ANYBODY = re.compile(r"直播|电商|网[络上]|线上|平台")
"""How goods are sold to whoever buys them."""


def of_nobody(sought: Sought) -> Iterator[None]:
    """Nobody for how far what was given has come, nor for sales to anybody that are no part of what a giver bought."""
    is_to_anybody = _TO_ANYBODY.search(sought.told) and not (sought.asked.antecedent or _HELPING.search(sought.told))
    if _PROGRESS.search(sought.told) or is_to_anybody:
        yield None


_OWN_MONEY = re.compile("衔接资金|各级财政|本级财政|配套|自筹")


def own_money(sought: Sought) -> Iterator[None]:
    """Nobody for money that is a place's own, or the state's: 县级配套资金560万元."""
    if _OWN_MONEY.search(sought.clean, *sought.scene.clause(sought.figure.start)):
        yield None


def lettered(sought: Sought) -> Iterator[Entity]:
    """The giver whose programme a clause names by letters (鲁渝消费协作项目6个), unless all of the place is meant.

    Where the paragraph tells of a part of that giver, it is meant: 漳州市…投入闽宁协作资金.
    """
    if not is_of_whole(sought, sought.clause_start):
        placed = sought.scene.in_clause(sought.figure)
        letters = (m.value for m, _ in placed if m.rule == "letter" and m.start < sought.figure.start)
        for each in letters:
            if sought.side(each) == GIVER and each != sought.subject:
                giver = sought.scene.giver
                is_part = giver and each.key in sought.scene.reading.line(giver.key)
                yield giver if giver and is_part else each


def all_of_place(sought: Sought) -> Iterator[None]:
    """Nobody for what all of a place has."""
    if is_of_whole(sought, sought.clause_start):
        yield None


_FIRMS = re.compile(
    r"(?:的)?(?:\d+[余多]?家|[数几多]十?[余多]?家)?(?:用工|用人|优质|重点|知名|爱心)*(?:企业|单位|公司)"
)


def home_of_firms(sought: Sought) -> Iterator[Entity]:
    """Where firms come from that take part in what the other side holds: 深圳企业52家."""
    other, clean = OTHER_SIDE.get(sought.side(sought.subject) or ""), sought.clean
    for mention, _ in sought.scene.in_clause(sought.figure):
        is_theirs = other and mention.rule != "letter" and sought.side(mention.value) == other
        if is_theirs and _FIRMS.match(clean, mention.end) and clean[mention.start - 1] not in "、和":
            yield mention.value


_AIDING = re.compile(r"援[建助]|支援|捐[建赠]|帮助")
_HELPING = re.compile(r"帮[助扶](?!车间)")
"""What aid does for people; 援建的车间吸纳426人 tells who built the workshop."""


def who_helps(sought: Sought) -> Iterator[Entity]:
    """Who helps a subject that the clause says is helped, or where it says something is built: 帮甘泉镇建厂.

    The giver that the sentence names before, else the subject's.
    """
    scene, at = sought.scene, sought.figure.start
    own = [(m, role) for m, role in scene.in_clause(sought.figure) if m.start < at and m.value == sought.subject]
    if any(role is Role.RECIPIENT or is_site(scene, mention, role) for mention, role in own):
        before = (m.value for m, _ in reversed(scene.places) if m.start < at and m.rule != "letter")
        yield from (each for each in before if sought.side(each) == GIVER)
        yield from filter(None, [scene.helping.helper(sought.subject)])


def nobody_else(sought: Sought) -> Iterator[Entity | None]:
    """The receiver's partner, or nobody, where the clause does not say that somebody helps."""
    aid = _HELPING if sought.figure.value[0].unit.unit_class == "people" else _AIDING
    if not aid.search(sought.clean, sought.clause_start, sought.figure.start):
        yield sought.scene.helping.partner(sought.subject, GIVER) if sought.wanted == RECEIVER else None


_CHANGE = re.compile(r"[比较](?:[去上前同]|20\d\d)|同比|[多少]了|[增净减][加增少]|任务|目标")
"""Before by how much a figure changed, or of what it is a part."""

_MET = re.compile(r"任务|目标|计划|指标")
"""Before how much of what was aimed at has been done."""


def whose_change(sought: Sought) -> Iterator[Entity | None]:
    """The counterpart of the figure whose change or share this one is: 到福建务工52人，比去年多19人.

    Of a fund's growth or rate of spending nobody is the giver, of its target met he is.
    """
    before, figure = sought.scene.before, sought.figure
    if before is None or before.subject != sought.subject:
        return
    names_another = any(m.start > before.figure.end for m, _ in sought.scene.in_clause(figure))
    is_flow = before.measure.counterpart_role in (DESTINATION, None)  # None: a target or change of a flow before it
    is_ratio = figure.value[0].unit.unit_class == "ratio"
    is_met = _MET.search(sought.clean, before.figure.end, figure.start)
    is_change = is_flow or is_met if is_ratio else _CHANGE.search(sought.clean, before.figure.end, figure.start)
    if is_change and not names_another:
        yield before.counterpart


_AID = re.compile(AID_VERBS)


def received(sought: Sought) -> Iterator[Entity]:
    """Whom a giver's clause says that it helps: 浙江11个市结对帮扶四川12个市."""
    is_aid = _AID.search(sought.clean, *sought.scene.clause(sought.figure.start))
    if is_aid and sought.side(sought.subject) == GIVER:
        placed = sought.scene.in_clause(sought.figure)
        yield from (m.value for m, _ in placed if m.rule != "letter" and sought.side(m.value) == RECEIVER)


_BUILT = re.compile(r"援[建助]|捐[建赠]")


def helper(sought: Sought) -> Iterator[Entity]:
    """The giver that the clause says helps the subject (福建帮助宁夏新建学校214所), else where one built, its own."""
    if _is_recipient(sought):
        yield from donor(sought)
        placed = sought.scene.in_clause(sought.figure)
        yield from (m.value for m, _ in placed if sought.side(m.value) == GIVER and m.value != sought.subject)
        known = sought.scene.helping.helper(sought.subject)
        yield from (each for each in [known] if each and each.type == "Organization")
    if sought.subject.type == "Place" and _BUILT.search(sought.clean, sought.clause_start, sought.figure.start):
        yield from filter(None, [sought.scene.helping.helper(sought.subject)])
