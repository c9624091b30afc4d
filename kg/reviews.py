"""What readers said of facts: a file of verdicts, one a line, of which the last on a fact counts.

A fact's id is made from its content, so a verdict holds for every later build that finds the same fact. A store's
folder keeps the verdicts that its graph heeds, so that an update heeds them, too.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import asdict, dataclass, field, fields, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from kg.errors import UsageError
from kg.model import Fact, Graph

REVIEWS = "reviews.jsonl"
"""In a store's folder, the reviews that its graph was built with; beside it, what readers said in `kg serve`."""


class Verdict(StrEnum):
    """What a reader said of a fact. `OPEN` takes an earlier verdict back."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Review:
    """A verdict on a fact."""

    fact: str
    """The fact's id."""
    verdict: Verdict
    when: str
    """Date and time, ISO 8601 in UTC."""
    confidence: float
    """How sure the rules were of the fact."""
    records: list[dict[str, Any]] = field(default_factory=list)
    """The fact as gold, once for each page that says it: what the verdict is of, should the fact be gone later."""
    who: str | None = None
    note: str | None = None


class Reviews:
    """The verdicts that count, by fact."""

    def __init__(self, reviews: Iterable[Review] = ()) -> None:
        self._last: dict[str, Review] = {}
        self.met: set[str] = set()
        """The facts with a verdict that `judge` was asked about."""
        for review in reviews:
            self.put(review)

    def __iter__(self) -> Iterator[Review]:
        return iter(self._last.values())

    def put(self, review: Review) -> None:
        """Let a verdict count, or take back the one that did."""
        if review.verdict is Verdict.OPEN:
            self._last.pop(review.fact, None)
        else:
            self._last[review.fact] = review

    def of(self, fact: str) -> Review | None:
        """The review of a fact, by its id."""
        return self._last.get(fact)

    def least_confidence(self, least: float) -> float:
        """The cut that lets through all that `least` does and every accepted fact besides."""
        return min([least, *(each.confidence for each in self if each.verdict is Verdict.ACCEPTED)])

    def judge(self, id: str, fact: Fact, least: float) -> Fact | None:
        """The fact as it goes into a graph: a rejected one does not, an accepted one does with confidence 1."""
        review = self.of(id)
        if review is None:
            return fact if fact.confidence >= least else None
        self.met.add(id)
        return replace(fact, confidence=1.0) if review.verdict is Verdict.ACCEPTED else None

    def unheeded(self, graph: Graph) -> int:
        """How many verdicts the graph does not heed: it has the rejected fact, or is not sure of the accepted one."""
        rejected = Verdict.REJECTED
        found = ((each.verdict, graph.facts[each.fact]) for each in self if each.fact in graph.facts)
        return sum(verdict is rejected or fact.confidence < 1 for verdict, fact in found)

    def out_of_reach(self, former: Reviews, graph: Graph, read: Collection[str]) -> list[str]:
        """The pages of an updated graph that were not read and must be, as their facts are to come back.

        Those are facts that are now accepted and that the graph lacks, and facts whose former verdict was taken back.
        """
        accepted = [each for each in self if each.verdict is Verdict.ACCEPTED and each.fact not in graph.facts]
        back = [each for each in accepted if (known := former.of(each.fact)) is None or known.verdict != each.verdict]
        back += [each for each in former if self.of(each.fact) is None]
        pages = {record.get("doc") for each in back for record in each.records}
        return sorted(page for page in graph.documents if page in pages and page not in read)

    def summary(self) -> str:
        """One line for the end of a run: how many facts were rejected and left out, accepted, and not met."""
        verdicts = [each.verdict for each in self if each.fact in self.met]
        parts = [
            f"{verdicts.count(Verdict.REJECTED)} rejected and left out",
            f"{verdicts.count(Verdict.ACCEPTED)} accepted",
        ]
        if unmet := len(self._last) - len(self.met):
            parts.append(f"{unmet} of facts that these pages do not say")
        return f"Reviews: {', '.join(parts)}."


def read_reviews(path: Path) -> Reviews:
    """The reviews in a file. Raises UsageError where it can't be read or a line is no review."""
    number = 0
    reviews = Reviews()
    try:
        with path.open(encoding="utf-8") as file:
            for number, line in enumerate(file, 1):  # noqa: B007 - the number tells where an error is
                if line.strip():
                    reviews.put(_review(json.loads(line)))
    except OSError as error:
        raise UsageError(f"{path} can't be read: {error.strerror}.", "Name a file that `kg serve` wrote.") from error
    except ValueError as error:
        raise UsageError(f"{path}, line {number}: not a review: {error}.", "Mend the line or remove it.") from error
    return reviews


def kept_reviews(folder: Path) -> Reviews | None:
    """The reviews that the graph in a store's folder was built with, or None. Raises UsageError as `read_reviews`."""
    return read_reviews(folder / REVIEWS) if (folder / REVIEWS).is_file() else None


def keep_reviews(reviews: Reviews, folder: Path) -> None:
    """Write the reviews that count into a store's folder. Raises OSError."""
    for review in reviews:
        append_review(folder / REVIEWS, review)


def append_review(path: Path, review: Review) -> None:
    """Add a review to the file, which is made where it is not there. Raises OSError."""
    with path.open("a", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
        kept = {name: value for name, value in asdict(review).items() if value is not None}
        file.write(json.dumps(kept, ensure_ascii=False) + "\n")


def _review(line: Any) -> Review:
    """The review of a parsed line. Raises ValueError, which says what is wrong with it."""
    if not isinstance(line, dict):
        raise ValueError("it is no JSON object")
    names = {each.name for each in fields(Review)}
    if missing := [name for name in ("fact", "verdict", "when", "confidence") if name not in line]:
        raise ValueError(f"it has no {' and no '.join(missing)}")
    if unknown := sorted(line.keys() - names):
        raise ValueError(f"{unknown[0]!r} is no part of one")
    if line["verdict"] not in list(Verdict):
        raise ValueError(f"the verdict is {line['verdict']!r}, not accepted, rejected or open")
    if not isinstance(line["fact"], str):
        raise ValueError("its fact is no id")
    if not isinstance(line["confidence"], int | float) or not 0 <= line["confidence"] <= 1:
        raise ValueError("its confidence is no number from 0 to 1")
    if not isinstance(line.get("records", []), list):
        raise ValueError("its records are no list")
    return Review(**{**line, "verdict": Verdict(line["verdict"])})
