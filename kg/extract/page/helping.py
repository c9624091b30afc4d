"""Who helps whom on a page: the sides of places and organisations, and who is with whom."""

from __future__ import annotations

from collections import Counter

from kg.extract.names.organisation import kind_of
from kg.extract.page.helping_body import helping_bodies
from kg.extract.page.side import direction
from kg.extract.reading import Reading, place_of
from kg.model import Entity
from kg.places import Gazetteer

GIVER, RECEIVER = "giver", "receiver"
"""The sides, as the ontology names them."""


class Helping:
    """Tells it by the pairings that the page states, then by those of the nation."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self.focus = reading.focus
        """Whom the page, or the section in view, is about."""
        self._bodies = helping_bodies(reading)
        self._sides = _sides(reading, self._bodies)
        self._home_side = _home_side(reading)
        self._named = Counter(mention.value.key for mention in reading.places)
        """How often the page names each place."""
        self.near: set[str] = set()
        """The keys of the places in view, of which partners are taken first."""
        self.titled_giver = self._titled_giver()
        """Who helps the page's own place, where the title names the helper first: its page tells what it has done."""

    def side(self, entity: Entity) -> str | None:
        """giver or receiver: by the page's pairings, else by the nation's pairings with the page's own place."""
        stated = self.stated_side(entity)
        if stated or not self._reading.home or entity.type != "Place":
            return stated
        if entity.key == self._reading.home:
            return self._home_side
        return {1: GIVER, -1: RECEIVER}.get(direction(self._reading.gazetteer, entity.key, self._reading.home))

    def stated_side(self, entity: Entity) -> str | None:
        """giver or receiver, by the page's own pairings."""
        return self._sides.get(entity.key) or self._sides.get(entity.key.partition("/")[0])

    def partner(self, entity: Entity | None, side: str) -> Entity | None:
        """The other place of the only pairing that a place takes part in on a side, wider places' pairings aside.

        Of several the one that the sentence names is meant, else the page's own, else the one that it names most often.
        """
        if entity is None:
            return None
        if entity.type == "Organization":
            return self._helped_by(entity)
        givers = side == GIVER
        partners = {pair[givers] for pair in self._reading.pairings if pair[not givers] == entity.key}
        partners = partners & self.near or partners
        if self.focus and self.focus.key in partners:
            return self.focus
        meant = self._meant(partners, entity.key if givers else None)
        return place_of(self._reading.gazetteer, meant) if meant else None

    def _meant(self, partners: set[str], giver: str | None) -> str | None:
        """Of several partners the one that holds all the others, else the one named most often, else the narrowest."""
        gazetteer, line = self._reading.gazetteer, self._reading.line
        whole = next((key for key in partners if all(key in line(other) for other in partners)), None)
        if whole and len(partners) > 2:
            return whole
        are_apart = any(not self._reading.are_nested(one, other) for one in partners for other in partners)
        if are_apart and not partners <= self.near and self.focus and giver == self.focus.key:
            return whole  # a giver's own page tells of all whom it helps
        times = Counter() if partners <= self.near else self._named
        rank = {each: (times[each], _depth(gazetteer, each)) for each in partners}
        meant = [each for each in partners if rank[each] == max(rank.values())]
        return meant[0] if len(meant) == 1 else None

    def _helped_by(self, body: Entity) -> Entity | None:
        """The only place that an organisation helps."""
        places = {place for each, place in self._bodies if each == body}
        return places.pop() if len(places) == 1 else None

    def helped(self, giver: Entity | None) -> Entity | None:
        """The partner of a giver; the page's own place where that is a part of the partner."""
        partner = self.partner(giver, GIVER)
        is_part = partner and self.focus and partner.key in self._reading.line(self.focus.key)
        return self.focus if is_part else partner

    def part_helped(self, giver: Entity, partner: Entity) -> Entity | None:
        """Whom a part of the giver helps in a part of its partner, where the page has but one such pairing."""
        line = self._reading.line
        inside = [
            pair for pair in self._reading.pairings if giver.key in line(pair[0]) and partner.key in line(pair[1])
        ]
        parts = {receiver for _, receiver in inside if receiver != partner.key}
        return place_of(self._reading.gazetteer, parts.pop()) if len(parts) == 1 else None

    def widest_helped(self, region: str) -> Entity | None:
        """Of the receivers that the page names in a region the one that all others are part of."""
        receivers = {key for _, key in self._reading.pairings if region in self._reading.line(key)}
        widest = (key for key in sorted(receivers) if all(key in self._reading.line(other) for other in receivers))
        key = next(widest, None)
        return place_of(self._reading.gazetteer, key) if key else None

    def helper(self, entity: Entity) -> Entity | None:
        """The only giver that helps a place, or what it is part of: another place, else an organisation."""
        line = self._reading.line(entity.key) if entity.type == "Place" else ()
        found = (self.partner(place_of(self._reading.gazetteer, key), RECEIVER) for key in line)
        return next((each for each in found if each), None) or self._helping_body(line)

    def _helping_body(self, line: tuple[str, ...]) -> Entity | None:
        """The only organisation that helps a place of a line."""
        bodies = {body for body, place in self._bodies if place.key in line}
        if self.focus and self.focus.type == "Organization" and kind_of(self.focus.name) == "company":
            bodies.add(self.focus)  # a firm's own report tells whom it helps
        return bodies.pop() if len(bodies) == 1 else None

    def _titled_giver(self) -> Entity | None:
        helper = self.helper(self.focus) if self.focus else None
        if helper is None:
            return None
        title = self._reading.sentences[0]
        named = [*self._reading.within(self._reading.organisations, (title.start, title.end))]
        named += [m for m in self._reading.within(self._reading.places, (title.start, title.end)) if m.rule != "letter"]
        first = min(named, key=lambda mention: mention.start, default=None)
        return helper if first and first.value == helper else None


def _depth(gazetteer: Gazetteer, key: str) -> int:
    """How many places hold a place."""
    return len(gazetteer.ancestors(key)) if key[0].isdigit() else 0


def _home_side(reading: Reading) -> str | None:
    """giver or receiver, for the page's own place: by the nation's pairings with the other places that it names."""
    if not reading.home:
        return None
    others = {mention.value.key for mention in reading.places}
    found = {direction(reading.gazetteer, other, reading.home) for other in others} - {0}
    return {1: RECEIVER, -1: GIVER}[found.pop()] if len(found) == 1 else None


def _sides(reading: Reading, bodies: list[tuple[Entity, Entity]]) -> dict[str, str]:
    """giver or receiver by place, for the places of the page's pairings and what they are part of.

    Organisations that help are givers, those whom they help receivers.
    """
    sides: dict[str, set[str]] = {}
    for body, helped in bodies:
        sides.setdefault(body.key, set()).add(GIVER)
        sides.setdefault(helped.key, set()).add(RECEIVER)
    for pair in reading.pairings:
        for place, side in zip(pair, (GIVER, RECEIVER), strict=True):
            for key in reading.line(place):
                sides.setdefault(key, set()).add(side)
    return {key: found.pop() for key, found in sides.items() if len(found) == 1}
