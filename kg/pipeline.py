"""The way of a page, as one visible line: read, clean, extract, resolve."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from kg.model import Fact, Graph, Page, SetAside, Text
from kg.ontology import Ontology
from kg.ontology import load as load_ontology

if TYPE_CHECKING:
    from kg.extract import Extraction, Fate
    from kg.resolve import PageFacts
    from kg.reviews import Reviews


@dataclass(slots=True)
class Run:
    """What happened to the inputs of a run: each is counted once."""

    pages: int = 0
    facts: int = 0
    numbers: Counter[Fate] = field(default_factory=Counter)
    """What became of the pages' numbers."""
    without_facts: list[str] = field(default_factory=list)
    """The pages in which no fact was found."""
    set_aside: list[SetAside] = field(default_factory=list)


Progress = Callable[[str], None]
"""Told the source of each input when it is done."""


def texts(paths: Iterable[Path | str], run: Run, progress: Progress = lambda source: None) -> Iterator[Text]:
    """The pages behind paths, read and cleaned. Raises UsageError where a path does not exist."""
    from kg.clean import clean
    from kg.read import check_paths, read

    paths = list(paths)
    check_paths(paths)
    for page in read(paths):
        if isinstance(page, SetAside):
            run.set_aside.append(page)
        elif text := _guarded(clean, page, page, "cleaning", run):
            run.pages += 1
            yield text
        progress(page.source)


def extractions(
    paths: Iterable[Path | str],
    run: Run,
    ontology: Ontology | None = None,
    progress: Progress = lambda source: None,
    least_confidence: float | None = None,
) -> Iterator[Extraction]:
    """What extraction makes of the pages behind paths; without a least confidence, the cut is the default one."""
    from kg import places
    from kg.extract import LEAST_CONFIDENCE, Extractor

    least = LEAST_CONFIDENCE if least_confidence is None else least_confidence
    extractor = Extractor(ontology or load_ontology(), places.load(), least)

    def extract(text: Text) -> tuple[Extraction, Counter[Fate]]:
        found = extractor.extract(text)
        return found, Counter(entry.fate for entry in found.ledger)

    for text in texts(paths, run, progress):
        made = _guarded(extract, text, text.page, "extraction", run)
        if made is None:
            run.pages -= 1
            continue
        found, numbers = made
        run.facts += len(found.facts)
        if not found.facts:
            run.without_facts.append(text.page.source)
        run.numbers += numbers
        yield found


def facts(
    paths: Iterable[Path | str],
    run: Run,
    ontology: Ontology | None = None,
    progress: Progress = lambda source: None,
    least_confidence: float | None = None,
) -> Iterator[tuple[Text, list[Fact]]]:
    """The pages behind paths with their facts."""
    return ((each.text, each.facts) for each in extractions(paths, run, ontology, progress, least_confidence))


def build(
    paths: Iterable[Path | str],
    run: Run,
    ontology: Ontology | None = None,
    progress: Progress = lambda source: None,
    least_confidence: float | None = None,
    reviews: Reviews | None = None,
    keep: Callable[[Extraction], None] = lambda extraction: None,
) -> Graph:
    """The graph of the pages behind paths, as reviews have it; `keep` is told what extraction makes of each page."""
    from kg import places
    from kg.resolve import merge

    return merge(page_facts(paths, run, ontology, progress, least_confidence, reviews, keep), places.load())


def page_facts(
    paths: Iterable[Path | str],
    run: Run,
    ontology: Ontology | None = None,
    progress: Progress = lambda source: None,
    least_confidence: float | None = None,
    reviews: Reviews | None = None,
    keep: Callable[[Extraction], None] = lambda extraction: None,
) -> Iterator[PageFacts]:
    """What each page behind paths gives to a graph."""
    from kg.extract import LEAST_CONFIDENCE
    from kg.resolve import page_facts
    from kg.reviews import Reviews

    least = LEAST_CONFIDENCE if least_confidence is None else least_confidence
    said = reviews or Reviews()
    for each in extractions(paths, run, ontology, progress, said.least_confidence(least)):
        keep(each)
        yield page_facts(each.text, each.facts, lambda id, fact: said.judge(id, fact, least))


def update(graph: Graph, changed: Iterable[PageFacts] = (), gone: Iterable[str] = ()) -> Graph:
    """The graph with other parts for pages that changed or are new, and without those that are gone.

    It is the graph that all remaining pages would give, had they been built anew.
    """
    from kg import places
    from kg.resolve import update

    return update(graph, places.load(), changed, gone)


Given = TypeVar("Given")
Made = TypeVar("Made")


def _guarded(step: Callable[[Given], Made], given: Given, page: Page, name: str, run: Run) -> Made | None:
    """What a step makes of a page, or None where it fails: one page's trouble is not the run's."""
    try:
        return step(given)
    except Exception as error:
        reason = f"{name} failed: {type(error).__name__}: {error}"
        run.set_aside.append(SetAside(page.source, reason, "Please report it with the page."))
        return None
