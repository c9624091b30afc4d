"""Whose a figure is, and who the counterpart is."""

from __future__ import annotations

from dataclasses import dataclass

from kg.extract.page.helping import GIVER
from kg.extract.parties import acting
from kg.extract.parties.counterpart import Counterpart, counterpart
from kg.extract.parties.owner import Asked
from kg.extract.parties.scene import DESTINATION, Frame, Scene, Told
from kg.extract.parties.subject import Candidate, candidates
from kg.extract.quantities.quantity import Figure
from kg.extract.reading import Reading
from kg.extract.sentence import Sentence
from kg.model import Entity
from kg.ontology import Measure


@dataclass(frozen=True, slots=True)
class Parties:
    """Whose a figure is, and who the counterpart is."""

    chosen: Candidate
    other: Counterpart
    runner_up: Candidate | None
    """The next candidate that is another thing."""

    @property
    def subject(self) -> Entity:
        """Whose the figure is."""
        return self.chosen.entity

    @property
    def counterpart(self) -> Entity | None:
        """Who the counterpart is."""
        return self.other.entity


class Participants:
    """Follows a page sentence by sentence and tells the subject and the counterpart of its figures."""

    def __init__(self, reading: Reading) -> None:
        self._scene = Scene(reading)

    def enter(self, sentence: Sentence) -> None:
        """Goes on to the next sentence."""
        self._scene.enter(sentence)

    def of(self, measure: Measure, figure: Figure, antecedent: Frame | None) -> Parties | None:
        """Whose a figure is; `antecedent` is the figure that it leans on. None where nothing tells."""
        parties = self._of(measure, figure, antecedent)
        if parties:
            self._scene.before = Told(figure, measure, parties.subject, parties.counterpart)
        return parties

    def _of(self, measure: Measure, figure: Figure, antecedent: Frame | None) -> Parties | None:
        scene, asked = self._scene, Asked(measure, figure, antecedent)
        found = candidates(scene, asked)
        chosen = next(found, None)
        if chosen is None:
            return None
        is_item = chosen.way == "first or last" or (chosen.way == "beside" and scene.is_item(figure))
        is_part = antecedent or is_item
        if is_part and chosen.way != "organisation":
            scene.parts_end = figure.end
        elif chosen.way == "organisation" and acting.is_by_agent(scene, figure):
            scene.agent = chosen.entity
        else:
            scene.last = figure, chosen.entity
        if chosen.way in ("beside", "listed"):
            scene.beside = figure, chosen.entity
        other = counterpart(scene, asked, chosen.entity)
        sender = _sender(scene, measure, chosen.entity, other.entity)
        if sender:
            other = Counterpart(other.entity if other.entity != sender else None, other.way)
            return Parties(Candidate(sender, "partner of the sender", chosen.surety), other, chosen)
        scene.counterparts[measure.name] = other.entity
        return Parties(chosen, other, next((each for each in found if each.entity != chosen.entity), None))


def _sender(scene: Scene, measure: Measure, subject: Entity, goal: Entity | None) -> Entity | None:
    """The partner of a giver that moves workers between the two: 潍坊 has moved 266 people to work in 山东."""
    if measure.counterpart_role != DESTINATION or not measure.entails or scene.helping.side(subject) != GIVER:
        return None
    partner = scene.helping.helped(subject)
    is_between_them = partner and (goal in (None, partner) or goal.key in scene.reading.line(subject.key))
    return partner if is_between_them else None
