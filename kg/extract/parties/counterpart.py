"""Who the counterpart of a figure is: where workers went, who paid, with whom. The ways to find it, in their order.

sought              what is looked for, and for which figures a way is
counterpart_near    the ways that look at the figure's own clause
counterpart_before  those that look at what the words before it left, and at the page
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kg.extract.parties import counterpart_before as before
from kg.extract.parties import counterpart_near as near
from kg.extract.parties import sought
from kg.extract.parties.owner import Asked
from kg.extract.parties.scene import Scene
from kg.extract.parties.sought import Sought
from kg.model import Entity


@dataclass(frozen=True, slots=True)
class Counterpart:
    """The counterpart of a figure, and how it was found; None where nothing tells."""

    entity: Entity | None
    way: str


@dataclass(frozen=True, slots=True)
class Way:
    """A way to a counterpart; one that finds None says that there is none, whatever the ways after it would find."""

    name: str
    find: Callable[[Sought], Iterator[Entity | None]]
    only: Callable[[Sought], bool] = sought.is_any
    """Which figures it is for."""


WAYS = (
    Way("where a part went", near.parts_destination),
    Way("respectively", near.respectively),
    Way("station", before.station, sought.is_movement),
    Way("both sides", before.both_do, sought.is_no_movement),
    Way("organisation", near.donor, sought.is_made),
    Way("whom it helps", near.organisations, sought.is_organisations),
    Way("clause", near.somewhere, sought.is_movement),
    Way("clause", near.clause),
    Way("of nobody", near.of_nobody, sought.is_of_aid),
    Way("own money", near.own_money, sought.is_given),
    Way("letters", near.lettered, sought.is_given),
    Way("where firms are from", near.home_of_firms, sought.is_at_venue),
    Way("the figure before", before.antecedent),
    Way("organisation", before.body, sought.is_made),
    Way("all of the place", near.all_of_place, sought.is_given),
    Way("both sides", before.other_of_both, sought.is_no_guest),
    Way("who acts", before.acting_giver, sought.is_done),
    Way("whose page it is", before.titled_giver, sought.is_done),
    Way("who helps", near.who_helps, sought.is_given),
    Way("clause alone", near.nobody_else, sought.is_near),
    Way("since the figure before", before.since_last),
    Way("the figure before", before.same_measure),
    Way("sentence", before.sentence),
    Way("who is paid", before.paid_by_giver, sought.is_movement),
    Way("goal after", before.goal_after, sought.is_movement),
    Way("pairing", before.pairing),
)
"""For measures that have a counterpart."""

WAYS_OF_OTHERS = (
    Way("the figure before", near.whose_change),
    Way("whom it helps", near.received, sought.is_other),
    Way("helper", near.helper, sought.is_other),
    Way("both sides", before.other_of_both, sought.is_counted),
    Way("who acts", before.acting_giver, sought.is_counted),
)
"""For measures that have none of their own."""


def counterpart(scene: Scene, asked: Asked, subject: Entity) -> Counterpart:
    """The counterpart of a figure with that subject."""
    figure = Sought(scene, asked, subject)
    for way in WAYS if figure.wanted else WAYS_OF_OTHERS:
        if way.only(figure):
            for entity in way.find(figure):
                return Counterpart(entity, way.name)
    return Counterpart(None, "")
