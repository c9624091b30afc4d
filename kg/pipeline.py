"""The way of a page, as one visible line: read, clean, extract, resolve."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from kg.model import Fact, Graph, Page, SetAside, Text
from kg.ontology import Ontology
from kg.ontology import load as load_ontology
from kg.processes import cores, spread

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

    def add(self, extraction: Extraction) -> None:
        """Count a page with what was found in it."""
        self.pages += 1
        self.facts += len(extraction.facts)
        self.numbers.update(entry.fate for entry in extraction.ledger)
        if not extraction.facts:
            self.without_facts.append(extraction.text.page.source)


@dataclass(frozen=True, slots=True)
class Settings:
    """How pages become facts, and facts a graph."""

    ontology: Ontology = field(default_factory=load_ontology)
    least_confidence: float | None = None
    """None for the best cut on pages with gold."""
    reviews: Reviews | None = None
    jobs: int | None = 1
    """Processes that share the pages; None for one a core. A script that uses more than one needs the usual
    `if __name__ == "__main__"`."""

    @property
    def least(self) -> float:
        """The confidence that a fact needs."""
        from kg.extract import LEAST_CONFIDENCE

        return LEAST_CONFIDENCE if self.least_confidence is None else self.least_confidence

    @property
    def cut(self) -> float:
        """The confidence that extraction asks for, below which no fact can be in the graph."""
        return self.reviews.least_confidence(self.least) if self.reviews else self.least

    def judge(self, id: str, fact: Fact) -> Fact | None:
        """The fact as reviews let it into the graph, or None."""
        return self.reviews.judge(id, fact, self.least) if self.reviews else fact

    def judge_kept(self, id: str, fact: Fact) -> Fact | None:
        """The fact of a page that is not read again: the cut was made when it was."""
        return self.reviews.judge(id, fact, 0) if self.reviews else fact


Paths = Iterable[Path | str] | Path | str
"""Files, folders and patterns, or one of them."""
Progress = Callable[[str], None]
"""Told the source of each input when it is done."""


def texts(paths: Paths, run: Run) -> Iterator[Text]:
    """The pages behind paths, read and cleaned. Raises UsageError where a path does not exist."""
    for text in map(_cleaned, _pages(paths)):
        if isinstance(text, SetAside):
            run.set_aside.append(text)
        else:
            run.pages += 1
            yield text


def extractions(
    paths: Paths, run: Run, settings: Settings | None = None, progress: Progress = lambda source: None
) -> Iterator[Extraction]:
    """What extraction makes of the pages behind paths. Raises UsageError where a path does not exist."""
    settings = settings or Settings()
    start = partial(_extract, settings.ontology, settings.cut)
    for made in spread(start, _pages(paths), settings.jobs or cores()):
        progress(made.source if isinstance(made, SetAside) else made.text.page.source)
        if isinstance(made, SetAside):
            run.set_aside.append(made)
        else:
            run.add(made)
            yield made


def facts(paths: Paths, run: Run, settings: Settings | None = None) -> Iterator[tuple[Text, list[Fact]]]:
    """The pages behind paths with their facts."""
    return ((each.text, each.facts) for each in extractions(paths, run, settings))


def build(paths: Paths, run: Run, settings: Settings | None = None, progress: Progress = lambda source: None) -> Graph:
    """The graph of the pages behind paths, as reviews have it."""
    return graph_of(extractions(paths, run, settings, progress), settings)


def graph_of(extractions: Iterable[Extraction], settings: Settings | None = None) -> Graph:
    """The graph of what extraction made of pages."""
    from kg import places
    from kg.resolve import merge

    return merge(page_facts(extractions, settings), places.load())


def page_facts(extractions: Iterable[Extraction], settings: Settings | None = None) -> Iterator[PageFacts]:
    """What each page gives to a graph."""
    from kg.resolve import page_facts

    settings = settings or Settings()
    return (page_facts(each.text, each.facts, settings.judge) for each in extractions)


def update(
    graph: Graph, changed: Iterable[PageFacts] = (), gone: Iterable[str] = (), settings: Settings | None = None
) -> Graph:
    """The graph with other parts for pages that changed or are new, and without those that are gone.

    It is the graph that all remaining pages would give, had they been built anew: reviews hold for all of them. Only
    what an earlier review left out of a page comes back with that page alone (`Reviews.out_of_reach`).
    """
    from kg import places
    from kg.resolve import update

    return update(graph, places.load(), changed, gone, (settings or Settings()).judge_kept)


def joined(graphs: Iterable[Graph]) -> Graph:
    """One graph of the pages of several; of a page that more than one has the last counts."""
    from kg import places
    from kg.resolve import merge, take_apart

    return merge(chain.from_iterable(map(take_apart, graphs)), places.load())


def _pages(paths: Paths) -> Iterator[Page | SetAside]:
    from kg.read import check_paths, read

    paths = [paths] if isinstance(paths, str | Path) else list(paths)
    check_paths(paths)
    return read(paths)


def _extract(ontology: Ontology, cut: float) -> Callable[[Page | SetAside], Extraction | SetAside]:
    """The work on each page, ready to begin."""
    from kg import places
    from kg.extract import Extractor

    extractor = Extractor(ontology, places.load(), cut)

    def extract(page: Page | SetAside) -> Extraction | SetAside:
        text = _cleaned(page)
        return text if isinstance(text, SetAside) else _guarded(extractor.extract, text, text.page, "extraction")

    return extract


def _cleaned(page: Page | SetAside) -> Text | SetAside:
    from kg.clean import clean

    return page if isinstance(page, SetAside) else _guarded(clean, page, page, "cleaning")


Given = TypeVar("Given")
Made = TypeVar("Made")


def _guarded(step: Callable[[Given], Made], given: Given, page: Page, name: str) -> Made | SetAside:
    """What a step makes of a page; where it fails the page is set aside, as one page's trouble is not the run's."""
    try:
        return step(given)
    except Exception as error:
        reason = f"{name} failed: {type(error).__name__}: {error}"
        return SetAside(page.source, reason, "Please report it with the page.")
