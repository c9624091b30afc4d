"""Whose a figure is, and who the second place is."""

from __future__ import annotations

from dataclasses import dataclass

from kg.extract.counterpart import Counterpart, counterpart
from kg.extract.helping import GIVER
from kg.extract.owner import Asked
from kg.extract.quantity import Figure
from kg.extract.reading import Reading
from kg.extract.scene import DESTINATION, Frame, Scene, Told
from kg.extract.sentence import Sentence
from kg.extract.subject import Candidate, candidates
from kg.model import Entity
from kg.ontology import Measure


@dataclass(frozen=True, slots=True)
class Parties:
    """Whose a figure is, and who the second place is."""

    chosen: Candidate
    second: Counterpart
    runner_up: Candidate | None
    """The next candidate that is another thing."""

    @property
    def subject(self) -> Entity:
        """Whose the figure is."""
        return self.chosen.entity

    @property
    def counterpart(self) -> Entity | None:
        """Who the second place is."""
        return self.second.entity


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
        if antecedent:
            scene.parts_end = figure.end
        else:
            scene.last = figure, chosen.entity
        if chosen.way in ("beside", "listed"):
            scene.beside = figure, chosen.entity
        second = counterpart(scene, asked, chosen.entity)
        sender = _sender(scene, measure, chosen.entity, second.entity)
        if sender:
            second = Counterpart(second.entity if second.entity != sender else None, second.way)
            return Parties(Candidate(sender, "partner of the sender", chosen.surety), second, chosen)
        scene.counterparts[measure.name] = second.entity
        return Parties(chosen, second, next((each for each in found if each.entity != chosen.entity), None))


def _sender(scene: Scene, measure: Measure, subject: Entity, goal: Entity | None) -> Entity | None:
    """The partner of a giver that moves workers between the two: 潍坊 has moved 266 people to work in 山东."""
    if measure.counterpart_role != DESTINATION or not measure.entails or scene.helping.side(subject) != GIVER:
        return None
    partner = scene.helping.helped(subject)
    is_between_them = partner and (goal in (None, partner) or goal.key in scene.reading.line(subject.key))
    return partner if is_between_them else None
