"""How far a period reaches: over its sentence, the rest of its paragraph, or over the page.

A figure takes, in this order:

1. In its sentence, to which the parts after ；belong, the period nearest before it. One that is local (去年同期为…,
   完成全年任务…, 由2021年的9家增加到…) is of the next figure only. In 从1994年的5亿元增加到2017年的9亿元 the words that
   follow share the two times: what 从 and 到 give has the first and the second, a growth has both (`1994/2017`).
   2019年、2020年分别 gives each figure its own; without 分别 the figures are of both years (`2019/2020`). A change on
   the year before (比上年增加…) is of the year that 截至2022年底 ends.
   What something was before it changed (由12个减少到9个) is of the year compared (与2021年相比), else of no time.
2. Where it leans on the figure before (其中…), that one's.
3. Where it is of an event (posts offered, advice given; in news of it, what is given or signed), the day of the one
   told of last; else the last period of the paragraph so far. What there is at a time (a stock) takes from another
   sentence only a time such as 截至目前, or a year that was over when the page was written, unless its clause says
   that it was made anew (新建车间3家) or the page sums up a year. The wage of posts that are offered is theirs. The
   day of an event does not reach over to what somebody then tells (据介绍，…), nor to what has been done over a time
   (先后…).
4. The page's lead: the year or the like with which its first sentence with a time opens (今年以来，…; 2023年，…), or
   the date as of which it reports (截至9月30日，…); for a section, that of its heading. A history at the beginning
   (1992—2022年，…) leads up to the next; else it ends where another clause
   opens with a time that is no part of it, be it one that nobody can date (近日，…); a year named in passing
   (52个县2020年外出…) does not end it.
5. What the title says that the page reports on (…2022年工作总结). Like the lead, it is not for what a rule sets.

A heading takes none of the last three, but the period of the same figure in a sentence below it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from kg.extract.figures.change import from_start, is_end
from kg.extract.figures.view import View
from kg.extract.han import MARKS
from kg.extract.reading import Reading
from kg.extract.sentence import Sentence
from kg.extract.times.clock import day_of
from kg.extract.times.figure_time import (
    dates_wage,
    is_act,
    is_flow,
    is_limit,
    is_of_decree,
    is_of_local,
    is_offered,
    is_over,
    is_wage,
)
from kg.extract.times.period import AS_OF, EVENT_DAYS, LONG
from kg.extract.times.shared_time import shared_time
from kg.extract.times.time_meaning import Period
from kg.model import Mention, Span
from kg.ontology import Measure

_LONGEST_HEADING = 30
_OPENS = re.compile(
    r"(?:[（(]?[一二三四五六七八九十\d]{1,2}[)）、.．是]+|[“【\s—·]|其中|仅|在|自|从|据统计)*|.*[)）】讯电]\s*"
)
"""What may stand between the beginning of a clause and the time with which it opens."""
_TELLS = re.compile(r"获悉|了解到|介绍|据悉|统计|数据显示|表示|告诉|透露|说[，,：:]|先后|历来|一直")
"""Words with which somebody tells of more than a day."""
_HELD = re.compile(r"举[行办]|召开|启动|开[幕启行]")
_SINCE_THEN = re.compile("此后|其后|随后|自此")
"""What follows is no longer of the time before: 2013年…，此后扩大到9个县."""
_BELOW = re.compile(r"\s*[（(]下同[)）]")
"""After a time of which all figures below it are."""
_HISTORY = 2
"""Years before the newest that a page names from which on a year is history and leads nothing."""
_HISTORY_SPAN = re.compile(r"\d{4}/(?:\d{4}|\.\.)")
_NEWS = 20
"""Days after an event within which a page tells news of it."""
_COMPARED = re.compile(r"[与和同较比](\d{4})年(?:同期)?相比")
"""The year of what something was before it changed: 与2021年相比，由560人增加到980人."""
_YEAR = re.compile(r"\d{4}")
_ASIDE = re.compile(r"\s*[（(][^()（）]*[)）]\s*")


@dataclass(frozen=True, slots=True)
class Dating:
    """The period of a figure as EDTF, how it was found, and the words that say it where the sentence has them."""

    edtf: str | None
    rule: str
    span: Span | None = None


class Reach:
    """Follows a page sentence by sentence and tells the periods of its figures."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._paragraph = -1
        self._sentence: Sentence | None = None
        self._periods: list[Mention[Period]] = []
        """The times of the sentence, and of the parts before it that ；ends."""
        self._own = 0
        """How many of them the sentence itself names."""
        self._carried: Period | None = None
        self._lead: Period | None = None
        self._event: str | None = None
        """The day or days of the event that the page told of last."""
        named = re.findall(r"\d{4}", " ".join(period.value.edtf or "" for period in reading.periods))
        self._newest = max(map(int, named), default=0)
        """The newest year that the page names."""
        self._has_led = False
        """Whether a time has opened a clause of the page."""

    def enter(self, sentence: Sentence) -> None:
        """Goes on to the next sentence."""
        self._leave()
        clean = self._reading.clean
        goes_on = sentence.paragraph == self._paragraph and clean[sentence.start - 1] in "；;"
        if sentence.paragraph != self._paragraph:
            self._paragraph, self._carried = sentence.paragraph, self._lead
        own = self._reading.periods_before(sentence.start, sentence.end)
        if self._lead:
            own = [period for period in own if period.rule != "cumulative"]
        earlier = [period for period in self._periods if not period.value.is_local] if goes_on else []
        self._periods, self._own, self._sentence = [*earlier, *own], len(own), sentence

    def _leave(self) -> None:
        """Takes along what the sentence says of the times after it; an aside in brackets says nothing of them."""
        if self._sentence and _ASIDE.fullmatch(self._reading.clean, self._sentence.start, self._sentence.end):
            return
        own = self._periods[len(self._periods) - self._own :] if self._own else []
        lasting = [period for period in own if not period.value.is_local]
        days = [period.value.edtf for period in lasting if EVENT_DAYS.fullmatch(period.value.edtf or "")]
        self._event = days[-1] if days else self._event
        opening = [period for period in lasting if not period.value.is_of_sentence and self._opens(period)]
        if opening and not self._is_within_lead(opening[-1].value):
            self._lead = opening[-1].value if self._can_lead(opening[-1]) else None
            edtf = opening[-1].value.edtf
            self._has_led = not _HISTORY_SPAN.fullmatch(edtf) if edtf else self._has_led
        carried = [period for period in lasting if not period.value.is_of_sentence or self._takes_place(period)]
        if carried:
            self._carried = self._lead if self._lead and not opening else carried[-1].value

    def _can_lead(self, period: Mention[Period]) -> bool:
        """Whether a time is the page's first or a heading's, and long, or one as of which the page reports."""
        assert self._sentence
        if _BELOW.match(self._reading.clean, period.end):
            return True
        if self._is_heading():
            return period.rule in LONG
        is_as_of = period.rule in AS_OF and not self._reading.reported
        year = re.fullmatch(r"\d{4}", period.value.edtf or "")
        if year and self._newest - int(year.group()) > _HISTORY:
            return False
        is_long = period.rule in LONG or (period.rule == "whole_year" and self._opens(period, self._sentence.start))
        return not self._has_led and (is_as_of or is_long)

    def _is_within_lead(self, period: Period) -> bool:
        """Whether a time is only a part of the lead's year (今年以来，…; 3月，…)."""
        years = set(re.findall(r"[\dX]{4}", period.edtf or ""))
        return self._lead is not None and years == {self._lead.edtf} and not period.is_up_to_now

    def _takes_place(self, period: Mention[Period]) -> bool:
        """Whether the occasion in whose name the year is takes place: 2024年专场招聘会在洋县举行."""
        assert self._sentence
        return bool(_HELD.search(self._reading.clean, period.end, self._sentence.end))

    def _opens(self, period: Mention[Period], start: int | None = None) -> bool:
        """Whether a time opens its clause, or what begins at `start`."""
        assert self._sentence
        start = self._sentence.clause(period.start)[0] if start is None else start
        return bool(_OPENS.fullmatch(self._reading.clean, start, period.start))

    def _is_heading(self) -> bool:
        """Whether the sentence is a short line without an end; of a figure and its label, line by line, it is none.

        Nor is an item of a list.
        """
        assert self._sentence
        words = self._reading.clean[self._sentence.start : self._sentence.end].strip()
        is_short = len(words) <= _LONGEST_HEADING and words[-1:] not in "。；！？;!?"
        return is_short and "\n" not in words and words[:1] not in MARKS

    def of(self, view: View, measure: Measure, antecedent: str | None, leans: bool, is_of_one: bool = False) -> Dating:
        """The period of a figure; one that leans on the figure before has that one's (`antecedent`).

        Of what one person has or gets (`is_of_one`), loans and the like aside, only the sentence tells the time.
        """
        before = [period for period in self._periods if period.start < view.mention.start]
        since = _SINCE_THEN.search(view.text, view.sentence.start, view.mention.start)
        before = [period for period in before if not since or period.start >= since.start()]
        if before and is_over(view, measure, before[-1]):
            return Dating(None, "over by then")
        if before and measure.is_rule and is_of_decree(view, before[-1]):
            return Dating(None, "when it was decreed")
        is_own_wage = is_wage(view, measure) and not self._sums_up_year() and not is_offered(view, measure)
        if before and is_own_wage and not dates_wage(view, before[-1]):
            return Dating(None, "a wage of any time")
        if _is_before_change(view, before):
            compared = _COMPARED.search(view.text, view.sentence.start, view.mention.start)
            return Dating(compared and compared[1], "before the change")
        passed_over = None
        while before and before[-1].value.is_local and not is_of_local(view, before[-1]):
            passed_over = before.pop()
        if before and not (before[-1].rule == "cumulative" and self._is_heading()):
            last = before[-1]
            return Dating(shared_time(view, before) or last.value.edtf, last.rule, (last.start, last.end))
        if leans and not is_end(view):
            return Dating(antecedent, "the figure before")
        if is_of_one and (measure.is_fallback or measure.is_stock):
            return Dating(None, "a person's")
        dating = self._from_before(view, measure)
        if dating.edtf is None and passed_over and passed_over.rule == "aimed_year":
            return Dating(passed_over.value.edtf, passed_over.rule, (passed_over.start, passed_over.end))
        return dating

    def _from_before(self, view: View, measure: Measure) -> Dating:
        """The period that the paragraph, the page's lead or its title gives."""
        if self._is_heading():
            return Dating(self._said_again(view), "the same figure below")
        if self._is_of_event(view, measure):
            return Dating(self._event, "the event")
        if self._carried:
            edtf = self._carried.edtf if self._carries(view, measure, self._carried) else None
            return Dating(edtf, "the lead" if self._carried is self._lead else "the paragraph")
        reported = self._reading.reported
        if reported and not (measure.is_rule or is_limit(view)) and self._is_of_time(view, measure):
            return Dating(reported.edtf, "the title")
        return Dating(None, "")

    def _is_of_event(self, view: View, measure: Measure) -> bool:
        """Whether a figure is of the event told of last: what is offered there, and in news of it what is given."""
        if not self._event or (self._carried and self._carried.is_up_to_now):
            return False
        return is_offered(view, measure) or (self._is_news() and is_act(view))

    def _is_news(self) -> bool:
        """Whether the page was written within days of the event."""
        written, day = day_of(self._reading.source.today), day_of((self._event or "")[-len("2020-04-24") :])
        return written is not None and day is not None and 0 <= (written - day).days <= _NEWS

    def _said_again(self, view: View) -> str | None:
        """The period of a heading's figure where a sentence below says it with one."""
        quantities, sentences = self._reading.quantities, self._reading.sentences
        said = [(quantity.value, quantity.unit) for quantity in view.mention.value]
        for mention in self._reading.within(quantities, (view.sentence.end, len(view.text))):
            if [(q.value, q.unit) for q in mention.value] == said:
                index = bisect_right(sentences, mention.start, key=lambda sentence: sentence.start) - 1
                before = self._reading.periods_before(sentences[index].start, mention.start)
                if before:
                    return before[-1].value.edtf
        return None

    def _carries(self, view: View, measure: Measure, period: Period) -> bool:
        """Whether a figure takes a period of a sentence before its own."""
        if measure.is_rule or is_limit(view):
            return False
        if not period.is_up_to_now and not self._is_of_time(view, measure):
            return False
        is_day = EVENT_DAYS.fullmatch(period.edtf or "")
        return not (is_day and _TELLS.search(view.text, view.sentence.start, view.mention.start))

    def _is_of_time(self, view: View, measure: Measure) -> bool:
        """Whether a figure is of a time that another sentence gives: a stock only on a page that sums up a year."""
        return self._sums_up_year() or is_flow(view, measure) or self._is_of_past_year(view, measure)

    def _is_of_past_year(self, view: View, measure: Measure) -> bool:
        """Whether the paragraph tells of a year that was over when the page was written."""
        year, written = (self._carried.edtf if self._carried else None) or "", (self._reading.source.today or "")[:4]
        return bool(_YEAR.fullmatch(year)) and year < written and not is_wage(view, measure)

    def _sums_up_year(self) -> bool:
        reported = self._reading.reported
        return reported is not None and self._reading.sums_up and bool(_YEAR.fullmatch(reported.edtf or ""))


def _is_before_change(view: View, before: list[Mention[Period]]) -> bool:
    """Whether a figure is what something was before it changed, and nothing says when: 由12个减少到9个."""
    start = from_start(view)
    if start is None or any(period.start >= start for period in before):
        return False
    return not (before and shared_time(view, before))
