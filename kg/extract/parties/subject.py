"""Whose a figure is: the ways to find it, in the order in which they are believed.

owner             whether a figure can be somebody's
subject_near      the ways that look at the figure's own clause
subject_listed    those that look at lists of places with their figures
subject_event     those that look at the event of which it is told
subject_sentence  those that look at the sentence's earlier clauses, and at the sentence before
subject_before    those that look at what the words before it left, and at the page
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kg.extract.parties import owner
from kg.extract.parties import subject_before as before
from kg.extract.parties import subject_event as event
from kg.extract.parties import subject_listed as lists
from kg.extract.parties import subject_near as near
from kg.extract.parties import subject_sentence as earlier
from kg.extract.parties.owner import Asked
from kg.extract.parties.scene import Scene
from kg.model import Entity


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible subject with the way it was found, and how sure that way is, up to 1."""

    entity: Entity
    way: str
    surety: float


@dataclass(frozen=True, slots=True)
class Way:
    """A way to a subject."""

    name: str
    surety: float
    """How sure it is, up to 1."""
    find: Callable[[Scene, Asked], Iterator[Entity]]
    only: Callable[[Asked], bool] = owner.is_any
    """Which figures it is for."""


WAYS = (
    Way("person", 0.95, near.person, owner.is_money),
    Way("person's own", 0.95, near.own, owner.is_no_share),
    Way("people's origin", 1.0, near.origin),
    Way("first or last", 1.0, lists.first_or_last),
    Way("station", 0.95, before.station),
    Way("organisation", 0.95, near.actor),
    Way("respectively", 1.0, lists.respectively),
    Way("beside", 1.0, lists.beside),
    Way("listed", 1.0, lists.listed),
    Way("compared", 0.95, lists.compared),
    Way("helped", 1.0, near.helped, owner.is_not_sent),
    Way("made at", 1.0, near.made_at, owner.is_outlay),
    Way("clause", 1.0, near.clause),
    Way("invested in", 0.9, near.invested_in, owner.is_receivers),
    Way("whose head speaks", 0.9, near.speaker),
    Way("other side", 0.9, near.other_side, owner.is_partners),
    Way("spent at", 0.9, near.spent_at, owner.is_outlay),
    Way("helper of the goal", 0.9, near.goals_helper, owner.is_sent),
    Way("one of several venues", 0.95, event.one_venue, owner.is_at_venue),
    Way("antecedent", 0.95, before.antecedent),
    Way("partner of the clause's giver", 0.75, before.clause_givers_partner, owner.is_receivers),
    Way("region aided", 0.75, before.region_aided, owner.is_receivers),
    Way("recipient", 0.75, before.recipient, owner.is_no_givers),
    Way("partner of a topic", 0.75, before.topics_partner, owner.is_receivers),
    Way("both sides", 0.75, before.of_both),
    Way("in all", 0.75, before.in_all),
    Way("venue", 0.9, event.venue, owner.is_at_venue),
    Way("where they were sent", 0.9, before.sent_to, owner.is_not_sent),
    Way("sentence", 0.9, earlier.sentence),
    Way("body before", 0.8, earlier.body_before),
    Way("helped by the goal", 0.8, near.goals_helped, owner.is_sent),
    Way("giver", 0.8, before.giver, owner.is_sent),
    Way("paragraph", 0.8, before.paragraph),
    Way("partner of the giver", 0.75, before.givers_partner, owner.is_no_givers),
    Way("page", 0.75, before.focus),
)
"""The first to be believed first; a way is no surer for standing before another."""


def candidates(scene: Scene, asked: Asked) -> Iterator[Candidate]:
    """The subjects that a figure can have, in the order of the ways."""
    for way in WAYS:
        if way.only(asked):
            yield from (Candidate(entity, way.name, way.surety) for entity in way.find(scene, asked))
