"""How far a period reaches: over its sentence, the rest of its paragraph, or, from the title, over the page."""

from __future__ import annotations

from dataclasses import dataclass

from kg.extract.period import Clock, Period, find_periods, report_period
from kg.extract.reading import Reading
from kg.extract.sentence import Sentence
from kg.extract.view import View
from kg.model import Mention, Span
from kg.ontology import Measure


@dataclass(frozen=True, slots=True)
class Dating:
    """The period of a figure as EDTF, how it was found, and the words that say it where the sentence has them."""

    edtf: str | None
    rule: str
    span: Span | None = None


class Reach:
    """Follows a page sentence by sentence and tells the periods of its figures.

    A figure takes the period nearest before it in its sentence, else the paragraph's last one, else the one that the
    title reports on. What there is at a time (a stock) takes from another sentence only a time such as 截至目前.
    """

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._reported = report_period(reading.title, reading.source.today)
        self._paragraph = -1
        self._carried: Period | None = None
        self._named_last: str | None = None
        self._periods: list[Mention[Period]] = []

    def enter(self, sentence: Sentence) -> None:
        """Goes on to the next sentence."""
        lasting = [period.value for period in self._periods if not period.value.is_local]
        self._carried = lasting[-1] if lasting else self._carried
        if sentence.paragraph != self._paragraph:
            self._paragraph, self._carried = sentence.paragraph, None
        clock = Clock(self._reading.source.today, self._reading.report_year, last=self._named_last)
        self._periods = find_periods(self._reading.clean, sentence.start, sentence.end, clock)
        self._named_last = clock.last

    def of(self, view: View, measure: Measure, antecedent: str | None, leans: bool) -> Dating:
        """The period of a figure; one that leans on the figure before has that one's (`antecedent`)."""
        before = [period for period in self._periods if period.start < view.mention.start]
        while before and before[-1].value.is_local and _has_figure_between(view, before[-1]):
            before.pop()
        if before:
            return Dating(before[-1].value.edtf, before[-1].rule, (before[-1].start, before[-1].end))
        if leans:
            return Dating(antecedent, "the figure before")
        if self._carried:
            reaches = self._carried.is_up_to_now or not measure.is_stock
            return Dating(self._carried.edtf if reaches else None, "the paragraph")
        if self._reported and not measure.is_stock and not measure.is_rule:
            return Dating(self._reported.edtf, "the title")
        return Dating(None, "")


def _has_figure_between(view: View, period: Mention[Period]) -> bool:
    return any(period.end <= start < view.mention.start for start, _ in view.neighbours)
