"""What is looked for where a figure's counterpart is, and the kinds of figures that ways to it are for."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.extract.names.organisation import is_agency
from kg.extract.page.helping import GIVER, RECEIVER
from kg.extract.parties.owner import Asked
from kg.extract.parties.scene import DESTINATION, PARTNER, Scene
from kg.extract.quantities.quantity import Figure
from kg.model import Entity
from kg.ontology import Measure

_NEAR = 40
"""How many characters around a figure may say what it is of."""
OTHER_SIDE = {GIVER: RECEIVER, RECEIVER: GIVER}


@dataclass(frozen=True, slots=True)
class Sought:
    """A figure, whose subject is known, as its counterpart is looked for."""

    scene: Scene
    asked: Asked
    subject: Entity

    @property
    def figure(self) -> Figure:
        """The figure."""
        return self.asked.figure

    @property
    def measure(self) -> Measure:
        """What it measures."""
        return self.asked.measure

    @property
    def wanted(self) -> str | None:
        """What the counterpart is to its measure: giver, receiver, destination or partner."""
        return self.measure.counterpart_role

    @property
    def clean(self) -> str:
        """The page's text."""
        return self.scene.reading.clean

    @property
    def clause_start(self) -> int:
        """Where the figure's clause begins."""
        return self.scene.clause(self.figure.start)[0]

    @property
    def told(self) -> str:
        """The words of its clause right before it."""
        return self.clean[max(self.clause_start, self.figure.start - _NEAR) : self.figure.start]

    def side(self, entity: Entity) -> str | None:
        """Giver or receiver."""
        return self.scene.helping.side(entity)


def is_any(_: Sought) -> bool:
    """Of every figure."""
    return True


def is_given(sought: Sought) -> bool:
    """Whether somebody gives it."""
    return sought.wanted == GIVER


def is_of_aid(sought: Sought) -> bool:
    """Whether somebody gives it or takes part in it."""
    return sought.wanted in (GIVER, PARTNER)


def is_made(sought: Sought) -> bool:
    """Whether a firm or institute may have given or done it: no stock."""
    return is_of_aid(sought) and not sought.measure.is_stock


def is_movement(sought: Sought) -> bool:
    """Whether people go somewhere."""
    return sought.wanted == DESTINATION


def is_no_movement(sought: Sought) -> bool:
    """Whether nobody goes anywhere."""
    return not is_movement(sought)


def is_organisations(sought: Sought) -> bool:
    """Whether it is a firm's or the like."""
    return sought.subject.type == "Organization" and not is_agency(sought.subject)


def is_at_venue(sought: Sought) -> bool:
    """Whether it is told of an event."""
    return sought.measure.is_at_venue


def is_no_guest(sought: Sought) -> bool:
    """Whether it is not of those who come to an event."""
    return not is_at_venue(sought)


def is_near(sought: Sought) -> bool:
    """Whether its measure has only a counterpart that the words near it tell."""
    return sought.measure.counterpart_is_near


def is_done(sought: Sought) -> bool:
    """Whether it is of what was done, which a giver may have done: no stock or share, whose giver its clause tells."""
    is_share = sought.figure.value[0].unit.unit_class == "ratio"
    return is_near(sought) and is_of_aid(sought) and not sought.measure.is_stock and not is_share


def is_other(sought: Sought) -> bool:
    """Whether no measure of the ontology fits it."""
    return sought.measure.is_fallback


def is_counted(sought: Sought) -> bool:
    """Whether it counts things that no measure of the ontology counts."""
    return is_other(sought) and sought.figure.value[0].unit.unit_class not in ("ratio", "money")


def is_no_givers(sought: Sought) -> bool:
    """Whether somebody may have given it: its subject is no giver and no person."""
    return sought.side(sought.subject) != GIVER and sought.subject.type != "Person"


_WHOLE = re.compile(r"全[省市县区州盟旗](?![^，。；]{0,4}结对)|[省市县区州]内")


def is_of_whole(sought: Sought, since: int) -> bool:
    """Whether the words since a position say that a figure is of all of a place, whoever helps there: 全县建成43个."""
    return bool(_WHOLE.search(sought.clean, since, sought.figure.start))


_CAME_OF_DEED = re.compile(r"带动|受[益惠]|惠及|覆盖|辐射|吸[纳引收]|增收|助推|实现|参[展会加]|分布")


def came_of_deed(sought: Sought) -> bool:
    """Whether the words around it in its clause tell what came of a deed (带动就业326人), not what was done."""
    start, end = sought.scene.clause(sought.figure.start)
    around = max(start, sought.figure.start - _NEAR), min(end, sought.figure.end + _NEAR)
    return bool(_CAME_OF_DEED.search(sought.clean, *around))
