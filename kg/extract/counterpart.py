"""Who the second place of a figure is: where workers went, who paid, with whom."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from kg.extract import acting
from kg.extract.helping import GIVER, RECEIVER
from kg.extract.organisation import is_agency, kind_of
from kg.extract.owner import Asked, is_destination
from kg.extract.place_list import LIST_MARK
from kg.extract.quantity import Figure
from kg.extract.role import Role
from kg.extract.scene import DESTINATION, PARTNER, Scene
from kg.extract.side import BOTH_SIDES
from kg.model import Entity, Mention

_BOTH = re.compile(BOTH_SIDES)
_AIDING = re.compile(r"援[建助]|支援|捐[建赠]|帮助")
_HELPING = re.compile(r"帮[助扶](?!车间)")
"""What aid does for people; 援建的车间吸纳426人 tells who built the workshop."""
_WHOLE = re.compile(r"全[省市县区州盟旗](?![^，。；]{0,4}结对)|[省市县区州]内")
"""Says that a figure is of all of a place, whoever helps there: 全县建成帮扶车间43个."""
_FIRMS = re.compile(
    r"(?:的)?(?:\d+[余多]?家|[数几多]十?[余多]?家)?(?:用工|用人|优质|重点|知名|爱心)*(?:企业|单位|公司)"
)
_SOMEWHERE = re.compile(
    r"[到赴往在][^，。；、\d]{0,8}(?:省份|省市|地区|外省|省外|[县市州境]外|沿海|发达|城市|外地)|跨省|[县市州区]内|省[外内]"
)
"""Where people go, by no name: 转移到东部其他省份就业."""
_RESPECTIVELY = re.compile("分别")
_TAKES = re.compile(r"[^，。；、]{0,12}?(?:接收|接纳|吸纳|招用|招录|招收|吸收)")
"""After a place: it takes workers on."""
_JOINED = re.compile(r"[^，。；、\d]{0,10}[与和同跟]")
_CHANGE = re.compile(r"[比较](?:[去上前同]|20\d\d)|同比|[多少]了|[增净减][加增少]|任务|目标")
"""Before by how much a figure changed, or of what it is a part."""
_GIFT = re.compile(r"捐[赠助献款资]|赠送|资助")
_GIVING_BODY = re.compile(r"集团|公司|研究[院所]|科学院|银行|大学|学院|学校|医院|慈善|基金会|商会|协会|联合会|红十字会")


@dataclass(frozen=True, slots=True)
class Counterpart:
    """The second place of a figure, and how it was found; None where the measure has none or nothing tells."""

    entity: Entity | None
    way: str


def counterpart(scene: Scene, asked: Asked, subject: Entity) -> Counterpart:
    """The second place of a figure with that subject."""
    measure, figure = asked.measure, asked.figure
    wanted = measure.counterpart_role
    if wanted is None:
        return _of_change(scene, asked, subject) or Counterpart(_helper_in_clause(scene, asked, subject), "helper")
    destinations = (m.value for m, _ in scene.in_clause(figure) if is_destination(scene, asked, m))
    if destination := next(destinations, None):
        return Counterpart(destination, "where a part went")
    if respective := _respective(scene, figure, subject):
        return Counterpart(respective, "respectively")
    if wanted == GIVER and (body := _donor(scene, figure, subject)):
        return Counterpart(body, "organisation")
    near = _near(scene, wanted, figure, subject)
    if subject.type == "Organization" and not is_agency(subject):
        return _of_organisation(scene, asked, subject)
    if wanted == DESTINATION and _SOMEWHERE.search(scene.reading.clean, scene.clause(figure.start)[0], figure.end):
        return Counterpart(near[0] if near else None, "clause")
    if near:
        return Counterpart(_joined_after(scene, figure, near) or near[0], "clause")
    if wanted == GIVER and (lettered := _lettered(scene, figure, subject)):
        return Counterpart(lettered, "letters")
    if measure.is_at_venue and (home := _home_of_firms(scene, figure, subject)):
        return Counterpart(home, "where firms are from")
    if asked.antecedent:
        return Counterpart(asked.antecedent.counterpart, "the figure before")
    if wanted in (GIVER, PARTNER) and (body := _body(scene, figure, subject, scene.sentence.start)):
        return Counterpart(body, "organisation")
    if wanted == GIVER and _WHOLE.search(scene.reading.clean, scene.clause(figure.start)[0], figure.start):
        return Counterpart(None, "all of the place")
    if _BOTH.search(scene.reading.clean, scene.sentence.start, figure.start):
        return Counterpart(_paired(scene, PARTNER, subject), "both sides")
    aid = _HELPING if figure.value[0].unit.unit_class == "people" else _AIDING
    is_aid = aid.search(scene.reading.clean, scene.clause(figure.start)[0], figure.start)
    if measure.counterpart_is_near and not is_aid:
        return Counterpart(_paired(scene, wanted, subject) if wanted == RECEIVER else None, "pairing")
    before = [(m, role) for m, role in reversed(scene.places) if m.start < figure.start]
    fitting = _from_head(scene, [m for m, role in before if _fits(scene, wanted, m, role, subject)])
    if fitting and fitting[0].start >= _previous_end(scene, figure):
        return Counterpart(fitting[0].value, "since the figure before")
    stated = scene.counterparts.get(measure.name)
    if stated and stated != subject:
        return Counterpart(stated, "the figure before")
    if fitting:
        return Counterpart(fitting[0].value, "sentence")
    if wanted == DESTINATION:
        return Counterpart(_goal_after(scene, figure), "goal after")
    return Counterpart(_paired(scene, wanted, subject), "pairing")


def _near(scene: Scene, wanted: str, figure: Figure, subject: Entity) -> list[Entity]:
    """The places of the figure's clause that fit, the nearest first, of a list its head: 在浙江和上海务工."""
    found = [m for m, role in scene.in_clause(figure) if _fits(scene, wanted, m, role, subject)]
    return [m.value for m in _from_head(scene, found)]


def _from_head(scene: Scene, mentions: list[Mention[Entity]]) -> list[Mention[Entity]]:
    """Mentions, the last one first, from the head of the list in which the first stands."""
    while len(mentions) > 1 and LIST_MARK.fullmatch(scene.reading.clean, mentions[1].end, mentions[0].start):
        mentions = mentions[1:]
    return mentions


def _respective(scene: Scene, figure: Figure, subject: Entity) -> Entity | None:
    """The place that 分别 gives a figure, where others than the subject are listed: 到津、苏的分别为120人、340人."""
    clean, (start, end) = scene.reading.clean, scene.clause(figure.start)
    word = _RESPECTIVELY.search(clean, start, figure.start)
    if not word:
        return None
    places = [
        m for m, _ in scene.places if start <= m.start < word.start() and m.rule != "letter" and m.value != subject
    ]
    figures = scene.reading.within(scene.reading.quantities, (word.end(), end))
    is_list = len(places) == len(figures) > 1 and all(
        clean[one.end : other.start] in "、和与" for one, other in pairwise(places)
    )
    return places[figures.index(figure)].value if is_list else None


def _joined_after(scene: Scene, figure: Figure, near: list[Entity]) -> Entity | None:
    """The place that 与 joins to a figure: 天桥区8所学校与永靖县8所学校."""
    after = (m for m, _ in scene.in_clause(figure) if m.start > figure.end and m.value in near)
    joined = next(after, None)
    return joined.value if joined and _JOINED.fullmatch(scene.reading.clean, figure.end, joined.start) else None


def _home_of_firms(scene: Scene, figure: Figure, subject: Entity) -> Entity | None:
    """Where firms come from that take part in what the other side holds: 深圳企业52家."""
    other = {GIVER: RECEIVER, RECEIVER: GIVER}.get(scene.helping.side(subject) or "")
    places = (m for m, _ in scene.in_clause(figure) if m.rule != "letter" and scene.helping.side(m.value) == other)
    clean = scene.reading.clean
    of_firms = (m.value for m in places if other and _FIRMS.match(clean, m.end) and clean[m.start - 1] not in "、和")
    return next(of_firms, None)


def _of_organisation(scene: Scene, asked: Asked, subject: Entity) -> Counterpart:
    """Where or to whom a clause says that an organisation sends, or gives (派14名医生到门源), else whom it helps."""
    places = ((m, role) for m, role in scene.in_clause(asked.figure) if not scene.reading.in_organisation(m))
    goals = (m.value for m, role in places if role in (Role.GOAL, Role.RECIPIENT) and m.rule != "letter")
    if goal := next(goals, None):
        return Counterpart(goal, "clause")
    is_of_helped = asked.measure.counterpart_role in (RECEIVER, PARTNER)
    return Counterpart(scene.helping.partner(subject, GIVER) if is_of_helped else None, "whom it helps")


def _body(scene: Scene, figure: Figure, subject: Entity, since: int) -> Entity | None:
    """The firm or institute that acts in the clause, or in one before it: 宝钢集团对口援藏项目133个."""
    until = scene.clause(figure.start)[1]
    for clause in [each for each in scene.sentence.clauses if since <= each[0] and each[1] <= until][::-1]:
        actor = acting.actor(scene, clause, min(clause[1], figure.start))
        if actor and actor != subject:
            return actor if kind_of(actor.name) == "company" or _GIVING_BODY.search(actor.name) else None
    return None


def _of_change(scene: Scene, asked: Asked, subject: Entity) -> Counterpart | None:
    """The second place of the figure whose change or share this one is: 到福建务工52人，比去年多19人.

    A ratio keeps only a destination: of a fund's growth nobody is the giver.
    """
    before, figure = scene.before, asked.figure
    if (
        before is None
        or before.subject != subject
        or any(m.start > before.figure.end for m, _ in scene.in_clause(figure))
    ):
        return None
    is_flow = before.measure.counterpart_role in (DESTINATION, None)  # None: a target or change of a flow before it
    is_ratio = figure.value[0].unit.unit_class == "ratio"
    is_change = is_flow if is_ratio else _CHANGE.search(scene.reading.clean, before.figure.end, figure.start)
    return Counterpart(before.counterpart, "the figure before") if is_change else None


def _lettered(scene: Scene, figure: Figure, subject: Entity) -> Entity | None:
    """The giver whose programme a clause names by letters (鲁渝消费协作项目6个), unless all of the place is meant."""
    start = scene.clause(figure.start)[0]
    if _WHOLE.search(scene.reading.clean, start, figure.start):
        return None
    letters = (m.value for m, _ in scene.in_clause(figure) if m.rule == "letter" and m.start < figure.start)
    return next((each for each in letters if scene.helping.side(each) == GIVER and each != subject), None)


def _donor(scene: Scene, figure: Figure, subject: Entity) -> Entity | None:
    """The organisation that the clause says gives or helps, where a place's name is only a part of its own."""
    start = scene.clause(figure.start)[0]
    body = _body(scene, figure, subject, start)
    is_gift = _GIFT.search(scene.reading.clean, start, figure.start) or any(
        m.value == subject and role is Role.RECIPIENT for m, role in scene.in_clause(figure)
    )
    return body if body and (is_gift or scene.helping.side(body) == GIVER) else None


def _helper_in_clause(scene: Scene, asked: Asked, subject: Entity) -> Entity | None:
    """The giver that a figure's clause says helps its subject: 福建帮助宁夏新建学校214所."""
    if not asked.measure.is_fallback:
        return None
    figure = asked.figure
    placed = scene.in_clause(figure)
    is_helped = any(m.value == subject and role is Role.RECIPIENT for m, role in placed)
    if is_helped and (body := _donor(scene, figure, subject)):
        return body
    givers = (m.value for m, _ in placed if scene.helping.side(m.value) == GIVER and m.value != subject)
    return next(givers, None) if is_helped else None


def helper_before(scene: Scene, figure: Figure, subject: Entity) -> Entity | None:
    """The giver that the sentence names before a figure of whom it helps, else the subject's: 张家窝镇帮甘泉镇建厂."""
    before = (m.value for m, _ in reversed(scene.places) if m.start < figure.start and m.rule != "letter")
    return next((each for each in before if scene.helping.side(each) == GIVER), None) or scene.helping.helper(subject)


def _goal_after(scene: Scene, figure: Figure) -> Entity | None:
    """Where the clauses after a figure, up to that of the next one, say that people go."""
    later = scene.reading.within(scene.reading.quantities, (scene.clause(figure.start)[1], scene.sentence.end))
    until = max(figure.end, scene.clause(later[0].start)[0]) if later else scene.sentence.end
    goals = (m.value for m, role in scene.places if role is Role.GOAL and figure.end <= m.start < until)
    return next(goals, None)


def _paired(scene: Scene, wanted: str, subject: Entity) -> Entity | None:
    """The other side of the subject's pairing."""
    helper = scene.helping.helper(subject) if wanted in (GIVER, PARTNER) else None
    return helper or (scene.helping.partner(subject, GIVER) if wanted in (RECEIVER, PARTNER) else None)


def _previous_end(scene: Scene, figure: Figure) -> int:
    """Where the figure before one ends in the sentence, else where the sentence begins."""
    before = scene.reading.within(scene.reading.quantities, (scene.sentence.start, figure.start))
    return before[-1].end if before else scene.sentence.start


def _fits(scene: Scene, wanted: str, mention: Mention[Entity], role: Role, subject: Entity) -> bool:
    """Whether a place can be the counterpart that a measure has."""
    if mention.value == subject or scene.is_one_of_many(mention):
        return False
    if wanted == DESTINATION:
        takes = mention.rule != "letter" and _TAKES.match(scene.reading.clean, mention.end)
        return role in (Role.GOAL, Role.RECIPIENT) or bool(takes and scene.helping.side(mention.value) == GIVER)
    side = scene.helping.side(mention.value)
    if wanted in (GIVER, RECEIVER):
        return side == wanted != scene.helping.side(subject) and role is not Role.GOAL and mention.rule != "letter"
    return side not in (None, scene.helping.side(subject))
