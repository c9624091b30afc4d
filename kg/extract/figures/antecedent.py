"""The figures of a paragraph on which later ones can lean."""

from __future__ import annotations

from kg.extract.figures.part_words import part_of_total
from kg.extract.figures.parts import adding_up, respective
from kg.extract.figures.view import View
from kg.extract.parties.scene import Frame
from kg.extract.reading import Reading


class Antecedents:
    """Follows a page figure by figure."""

    def __init__(self, reading: Reading) -> None:
        self._totals, self._listed = adding_up(reading), respective(reading)
        self._told: dict[int, Frame] = {}
        """The figures of the paragraph, by where they start."""
        self._last: dict[str, Frame] = {}
        """The last figure of each unit class in the paragraph; the last one said is the last of all."""

    def forget(self) -> None:
        """Begins a paragraph that does not go on with the one before."""
        self._told, self._last = {}, {}

    def add(self, frame: Frame, unit_class: str, is_total: bool) -> None:
        """Takes a figure, which later ones without a word may lean on if it `is_total` and no aside."""
        self._told[frame.at] = frame
        if is_total:
            self._last.pop(unit_class, None)
            self._last[unit_class] = frame

    def of(self, view: View) -> Frame | None:
        """The figure that one leans on if it does: what the numbers tell, else the last of its unit class."""
        return self._by_number(view) or self._last_for(view)

    def is_part(self, view: View) -> bool:
        """Whether the numbers tell that a figure is a part of one before it."""
        return self._by_number(view) is not None

    def _last_for(self, view: View) -> Frame | None:
        """The last of the figure's unit class; for a part (其中企业21家) the last that can have it, if there is one."""
        last = self._last.get(view.quantity.unit.unit_class)
        if last is None or not part_of_total(view) or _can_have_part(last, view):
            return last
        return next((each for each in reversed(self._told.values()) if _can_have_part(each, view)), last)

    def _by_number(self, view: View) -> Frame | None:
        """The total that the figure adds up to with others, or the one that it goes with."""
        start = view.mention.start
        total = self._told.get(self._totals.get(start, -1))
        if total and not total.measure.is_fallback:
            return total
        listed = self._listed.get(start)
        if listed is None:
            return None
        before = [each for each in self._told.values() if each.at < listed.first and _can_have_part(each, view)]
        return before[listed.place - listed.size] if len(before) >= listed.size else None

    def last(self) -> Frame | None:
        """The figure said last."""
        return next(reversed(self._last.values()), None)


def _can_have_part(frame: Frame, view: View) -> bool:
    """Whether what a figure counts can have such parts."""
    is_whole = not (frame.measure.stands_alone or frame.measure.is_fallback)
    return is_whole and frame.measure.takes(view.quantity.unit, view.quantity.counter)
