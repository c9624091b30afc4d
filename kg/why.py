"""What extraction did with a page's numbers and how it came to its facts, told as rows of a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from kg.errors import UsageError
from kg.extract import Extraction
from kg.extract.fate import Fate
from kg.extract.figures.decision import Basis, Decision
from kg.extract.ledger import Entry
from kg.model import Entity, Fact, Observation, Text
from kg.ontology import Ontology
from kg.records import number

Row = list[str | int | float | None]

LEDGER = ["page", "start", "end", "number", "in", "became", "why"]
BRIEF = ["page", "in", "became", "why"]
LEDGER_HEADINGS = ("page",)
WHY = ["page", "fact", "part", "value", "by", "words", "score"]
WHY_HEADINGS = ("page", "fact")
"""The columns that may stand above the rows that they are of."""

_FEW_AROUND = 6
"""Characters around a number where there is little room."""
_MOST_PAGES = 5
"""Pages that are named in one line."""
_SHARES = {
    "all": frozenset(Fate),
    "claimed": frozenset((Fate.FACT,)),
    "accounted": frozenset(Fate) - {Fate.FACT, Fate.UNCLAIMED},
}
"""Words for several fates."""

_COUNTED = {
    Fate.DATE: ("date", "dates"),
    Fate.ORDINAL: ("ordinal", "ordinals"),
    Fate.SET_PHRASE: ("in a set phrase", "in set phrases"),
    Fate.VAGUE: ("amount without a number", "amounts without a number"),
    Fate.UNIT: ("unit of a column", "units of columns"),
    Fate.CONDITION: ("condition", "conditions"),
    Fate.NAME: ("in a name", "in names"),
    Fate.EXTENT: ("age, distance or duration", "ages, distances and durations"),
    Fate.CODE: ("code or time of day", "codes and times of day"),
    Fate.BYLINE: ("in a byline", "in bylines"),
    Fate.HEADLINE: ("in a headline", "in headlines"),
    Fate.FURNITURE: ("cut as furniture", "cut as furniture"),
    Fate.NOT_YET: ("planned or denied", "planned or denied"),
    Fate.CORRECTED: ("corrected", "corrected"),
    Fate.UNSURE: ("below the cut", "below the cut"),
}
"""How one and several numbers of a fate are told."""


def fates_named(word: str) -> frozenset[Fate]:
    """The fates that a word names: one by its name, or a share of all. Raises UsageError where there are none."""
    if word in _SHARES:
        return _SHARES[word]
    for fate in Fate:
        if word.casefold() in (fate.value, _short(fate)):
            return frozenset((fate,))
    raise UsageError(f"No number becomes {word!r}.", f"Use one of {', '.join([*_SHARES, *map(_short, Fate)])}.")


def ledger_rows(page: str, entries: Iterable[Entry]) -> Iterator[Row]:
    """The entries as rows with the columns `LEDGER`."""
    for entry in entries:
        before, after = entry.around
        facts = "; ".join(map(told, entry.facts))
        yield [page, *entry.span, entry.words, f"{before}[{entry.words}]{after}", entry.fate, facts or entry.reason]


def brief_rows(page: str, entries: Iterable[Entry]) -> Iterator[Row]:
    """The entries as rows with the columns `BRIEF`: few words around, and fates and facts in short."""
    for entry in entries:
        before, after = entry.around[0][-_FEW_AROUND:], entry.around[1][:_FEW_AROUND]
        facts = "; ".join(f"{fact.subject.name} {fact.predicate}" for fact in entry.facts)
        yield [page, f"{before}[{entry.words}]{after}", _short(entry.fate), facts or entry.reason]


def _short(fate: Fate) -> str:
    return fate.name.casefold().replace("_", "-")


def summary(numbers: Counter[Fate]) -> str:
    """One line of counts that add up: 214 numbers: 171 in facts, 31 dates, …, 6 unclaimed (3%)."""
    total = numbers.total()
    parts = [f"{numbers[Fate.FACT]} in facts"]
    for fate, count in sorted(numbers.items(), key=lambda item: (-item[1], item[0])):
        if fate not in (Fate.FACT, Fate.UNCLAIMED):
            parts.append(f"{count} {_COUNTED[fate][count > 1]}")
    parts.append(f"{numbers[Fate.UNCLAIMED]} unclaimed")
    return f"{total} number{'' if total == 1 else 's'}: {', '.join(parts)}."


def shares(numbers: Counter[Fate]) -> str:
    """The shares of a page's numbers: claimed, accounted for, unclaimed; they make up all."""
    total = numbers.total() or 1
    accounted = sum(numbers[fate] for fate in _SHARES["accounted"])
    parts = (
        ("claimed by facts", numbers[Fate.FACT]),
        ("accounted for", accounted),
        ("unclaimed", numbers[Fate.UNCLAIMED]),
    )
    return ", ".join(f"{count} {what} ({count / total:.0%})" for what, count in parts) + "."


def without_facts(pages: list[str]) -> str:
    """One line that names the pages in which no fact was found, the first of many."""
    named, more = ", ".join(pages[:_MOST_PAGES]), len(pages) - _MOST_PAGES
    return f"No fact was found in {named}{f' and {more} more' if more > 0 else ''}."


def why_rows(extraction: Extraction, facts: Iterable[Fact]) -> Iterator[Row]:
    """How facts of a page came about, as rows with the columns `WHY`."""
    page = extraction.text.page.id
    for fact in facts:
        decision = _decision_of(extraction, fact)
        for part, value, by, words, score in _parts(extraction, fact, decision):
            yield [page, told(fact), part, value, by, words, score]


def without_repeats(rows: list[Row]) -> list[Row]:
    """The rows for a reader: page and fact only where they begin."""
    pairs = zip(rows, [[], *rows], strict=False)
    return [["", "", *row[2:]] if row[:2] == before[:2] else row for row, before in pairs]


def has_word(fact: Fact, word: str, text: Text, ontology: Ontology) -> bool:
    """Whether a word stands in a fact's subject, predicate or its label, value or object, or in the words that say it.

    These are taken as the page has them (幫扶車間), and repaired.
    """
    said = (f"{each.quote} {text.page.raw[each.start : each.end]}" for each in fact.evidence)
    return word in " ".join((told(fact), ontology.label(fact.predicate), *said))


def told(fact: Fact) -> str:
    """A fact in one line: 汶川县 has_workshops 21 count."""
    if isinstance(fact, Observation):
        return f"{fact.subject.name} {fact.predicate} {number(fact.value)} {fact.unit}"
    return (
        f"{fact.subject.name} {fact.predicate} {fact.object.name if isinstance(fact.object, Entity) else fact.object}"
    )


def _decision_of(extraction: Extraction, fact: Fact) -> Decision | None:
    """The decision that made a fact, rather than one that the page states again."""
    said = [decision for decision in extraction.decisions if decision.became(fact)]
    same = (each for each in said if each.observation and each.observation.evidence == fact.evidence)
    return next(same, said[0] if said else None)


Part = tuple[str, str, str, str, float | None]
"""A part of a fact, its value, what found it, the words, and how well it fits or how sure it is."""


def _parts(extraction: Extraction, fact: Fact, decision: Decision | None) -> Iterator[Part]:
    quote = fact.evidence[0].quote
    rule = "" if decision and decision.basis else fact.evidence[0].rule
    yield "fact", "", rule, quote, fact.confidence
    if isinstance(fact, Observation) and decision:
        words = extraction.text.clean[slice(*decision.span)]
        yield "figure", f"{number(fact.value)} {fact.unit}", _exactness(fact), words, None
        yield from _of_basis(extraction, fact, decision.basis) if decision.basis else _of_cell(fact)


def _of_cell(fact: Observation) -> Iterator[Part]:
    """The parts of a figure in a table."""
    yield "measure", fact.predicate, "its column", "", None
    yield "subject", _named(fact.subject), "its row", "", None
    if fact.counterpart:
        yield "counterpart", _named(fact.counterpart), "its row or column", "", None
    if fact.period:
        yield "period", fact.period, "its column, or above the table", "", None
    if fact.population:
        yield "population", fact.population, "its column", "", None


def _of_basis(extraction: Extraction, fact: Observation, basis: Basis) -> Iterator[Part]:
    choice, parties, period = basis.choice, basis.parties, basis.period
    yield "measure", choice.measure.name, choice.rule, "", round(choice.score, 2) or None
    if fact.predicate != choice.measure.name:
        yield "implied", fact.predicate, f"implied by {choice.measure.name}", "", None
    if choice.runner_up:
        yield (
            "2nd measure",
            choice.runner_up.measure.name,
            f"cue {choice.runner_up.word}",
            "",
            round(choice.runner_up.score, 2),
        )
    yield "subject", _named(parties.chosen.entity), parties.chosen.way, "", parties.chosen.surety
    if parties.runner_up:
        yield "2nd subject", _named(parties.runner_up.entity), parties.runner_up.way, "", parties.runner_up.surety
    if fact.counterpart:
        yield "counterpart", _named(fact.counterpart), parties.other.way, "", None
    words = extraction.text.clean[slice(*period.span)] if period.span else ""
    if fact.period or words:
        yield "period", fact.period or "none", period.rule, words, None
    if fact.population:
        yield "population", fact.population, "", basis.population.word, None


def _exactness(figure: Observation) -> str:
    """How exact a figure is, with its bounds where they are not the value itself: more_than, 300 to ..."""
    if figure.low == figure.high == figure.value:
        return figure.approx
    low, high = ("..." if bound is None else f"{number(bound)}" for bound in (figure.low, figure.high))
    return f"{figure.approx}, {low} to {high}"


def _named(entity: Entity) -> str:
    return f"{entity.name} ({entity.id})" if entity.id else entity.name
