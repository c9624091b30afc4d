"""Who the second place of a figure is: where workers went, who paid, with whom."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.extract.owner import Asked
from kg.extract.quantity import Figure
from kg.extract.role import Role
from kg.extract.scene import DESTINATION, GIVER, PARTNER, RECEIVER, Scene
from kg.extract.side import BOTH_SIDES
from kg.model import Entity, Mention

_BOTH = re.compile(BOTH_SIDES)
_AIDING = re.compile(r"援[建助]|支援|捐[建赠]|帮助")
_GIVING_BODY = re.compile(r"集团|公司|研究院|科学院|银行|大学")


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
        return Counterpart(_helper_in_clause(scene, figure, subject) if measure.is_fallback else None, "helper")
    near = [m.value for m, role in scene.in_clause(figure) if _fits(scene, wanted, m, role, subject)]
    if near:
        return Counterpart(near[0], "clause")
    if wanted in (GIVER, PARTNER) and (body := _body(scene, figure, subject)):
        return Counterpart(body, "organisation")
    if _BOTH.search(scene.reading.clean, scene.sentence.start, figure.start):
        return Counterpart(_paired(scene, PARTNER, subject), "both sides")
    is_aid = _AIDING.search(scene.reading.clean, scene.clause(figure.start)[0], figure.start)
    if measure.counterpart_is_near and not is_aid:
        return Counterpart(_paired(scene, wanted, subject) if wanted == RECEIVER else None, "pairing")
    fitting = [
        m for m, role in reversed(scene.places) if m.start < figure.start and _fits(scene, wanted, m, role, subject)
    ]
    if fitting and fitting[0].start >= _previous_end(scene, figure):
        return Counterpart(fitting[0].value, "since the figure before")
    stated = asked.antecedent.counterpart if asked.antecedent else scene.counterparts.get(measure.name)
    if stated and stated != subject:
        return Counterpart(stated, "the figure before")
    if fitting:
        return Counterpart(fitting[0].value, "sentence")
    if wanted == DESTINATION:
        return Counterpart(_goal_after(scene, figure), "goal after")
    return Counterpart(_paired(scene, wanted, subject), "pairing")


def _body(scene: Scene, figure: Figure, subject: Entity) -> Entity | None:
    """The firm or institute that acts in the clause, or in one before it: 宝钢集团对口援藏项目133个."""
    until = scene.clause(figure.start)[1]
    for clause in [each for each in scene.sentence.clauses if each[1] <= until][::-1]:
        actor = scene.actor(clause, min(clause[1], figure.start))
        if actor and actor != subject:
            return actor if _GIVING_BODY.search(actor.name) else None
    return None


def _helper_in_clause(scene: Scene, figure: Figure, subject: Entity) -> Entity | None:
    """The giver that a figure's clause says helps its subject: 福建帮助宁夏新建学校214所."""
    is_helped = any(m.value == subject and role is Role.RECIPIENT for m, role in scene.in_clause(figure))
    givers = (m.value for m, _ in scene.in_clause(figure) if scene.side(m.value) == GIVER and m.value != subject)
    return next(givers, None) if is_helped else None


def _goal_after(scene: Scene, figure: Figure) -> Entity | None:
    """Where the clauses after a figure, up to that of the next one, say that people go."""
    later = scene.reading.within(scene.reading.quantities, (figure.end, scene.sentence.end))
    until = max(figure.end, scene.clause(later[0].start)[0]) if later else scene.sentence.end
    goals = (m.value for m, role in scene.places if role is Role.GOAL and figure.end <= m.start < until)
    return next(goals, None)


def _paired(scene: Scene, wanted: str, subject: Entity) -> Entity | None:
    """The other side of the subject's pairing."""
    helper = scene.helper(subject) if wanted in (GIVER, PARTNER) else None
    return helper or (scene.partner(subject, GIVER) if wanted in (RECEIVER, PARTNER) else None)


def _previous_end(scene: Scene, figure: Figure) -> int:
    """Where the figure before one ends in the sentence, else where the sentence begins."""
    before = scene.reading.within(scene.reading.quantities, (scene.sentence.start, figure.start))
    return before[-1].end if before else scene.sentence.start


def _fits(scene: Scene, wanted: str, mention: Mention[Entity], role: Role, subject: Entity) -> bool:
    """Whether a place can be the counterpart that a measure has."""
    if mention.value == subject or scene.is_one_of_many(mention):
        return False
    if wanted == DESTINATION:
        return role in (Role.GOAL, Role.RECIPIENT)
    side = scene.side(mention.value)
    if wanted in (GIVER, RECEIVER):
        return side == wanted != scene.side(subject) and role is not Role.GOAL and mention.rule != "letter"
    return side not in (None, scene.side(subject))
