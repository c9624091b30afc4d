"""Who the second place of a figure is: where workers went, who paid, with whom."""

from __future__ import annotations

import re

from kg.extract.quantity import Figure
from kg.extract.role import Role
from kg.extract.scene import DESTINATION, GIVER, PARTNER, RECEIVER, Scene
from kg.extract.side import BOTH_SIDES
from kg.extract.subject import Asked
from kg.model import Entity, Mention

_BOTH = re.compile(BOTH_SIDES)


def counterpart(scene: Scene, asked: Asked, subject: Entity) -> Entity | None:
    """The second place of a figure with that subject, or None where its measure has none or nothing tells."""
    wanted, figure = asked.measure.counterpart_role, asked.figure
    if wanted is None:
        return None
    near = [(m, role) for m, role in scene.in_clause(figure) if m.value != subject]
    for mention, role in near:
        if _fits(scene, wanted, mention, role, subject):
            return mention.value
    before = [(m, role) for m, role in reversed(scene.places) if m.start < figure.start and m.value != subject]
    fitting = [mention for mention, role in before if _fits(scene, wanted, mention, role, subject)]
    since = _previous_end(scene, figure)
    if fitting and fitting[0].start >= since:
        return fitting[0].value
    stated = asked.antecedent.counterpart if asked.antecedent else scene.counterparts.get(asked.measure.name)
    if stated and stated != subject:
        return stated
    if fitting:
        return fitting[0].value
    return _goal_after(scene, wanted, figure) or _paired(scene, wanted, figure, subject)


def _goal_after(scene: Scene, wanted: str, figure: Figure) -> Entity | None:
    """Where the clauses after a figure, up to the next one, say that people go."""
    if wanted != DESTINATION:
        return None
    later = scene.reading.within(scene.reading.quantities, (figure.end, scene.sentence.end))
    until = later[0].start if later else scene.sentence.end
    goals = (m.value for m, role in scene.places if role is Role.GOAL and figure.end <= m.start < until)
    return next(goals, None)


def _paired(scene: Scene, wanted: str, figure: Figure, subject: Entity) -> Entity | None:
    """The other side of the subject's pairing."""
    if wanted == PARTNER or _BOTH.search(scene.reading.clean, scene.sentence.start, figure.start):
        return scene.partner(subject, RECEIVER) or scene.partner(subject, GIVER)
    is_of_giver = scene.home and (scene.home.key, subject.key) in scene.reading.pairings
    return scene.home if wanted == GIVER and is_of_giver else None


def _previous_end(scene: Scene, figure: Figure) -> int:
    """Where the figure before one ends in the sentence, else where the sentence begins."""
    before = scene.reading.within(scene.reading.quantities, (scene.sentence.start, figure.start))
    return before[-1].end if before else scene.sentence.start


def _fits(scene: Scene, wanted: str, mention: Mention[Entity], role: Role, subject: Entity) -> bool:
    """Whether a place can be the counterpart that a measure has."""
    if wanted == DESTINATION:
        return role in (Role.GOAL, Role.RECIPIENT)
    if wanted == GIVER:
        return scene.side(mention.value) == GIVER
    return scene.side(mention.value) not in (None, scene.side(subject))
