"""What a build keeps of each page beside the graph, for a reader: its text, where its facts' words stand, its ledger.

`texts.jsonl` in the store's folder has a line a page, in the order of the pages. The graph does not need it.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from kg.model import Span, Text

if TYPE_CHECKING:
    from kg.extract import Extraction
    from kg.extract.ledger import Entry

TEXTS = "texts.jsonl"
_HEAD = '{"page": '


class LedgerRow(NamedTuple):
    """A number of a page and what became of it."""

    start: int | None
    end: int | None
    """Characters of the clean text; None for what cleaning cut."""
    number: str
    before: str
    after: str
    fate: str
    why: str
    """The facts that it became, or why it is none."""


@dataclass(frozen=True, slots=True)
class PageText:
    """A page's clean text, with the way from a fact's evidence to its words there."""

    page: str
    clean: str
    marks: dict[Span, Span]
    """Spans of the raw page that evidence has, to spans of `clean`."""
    ledger: list[LedgerRow]


class TextWriter:
    """Writes a page at a time to a file of its own, which goes when the block ends; `copy_to` keeps it before."""

    def __init__(self) -> None:
        # Open for as long as the writer, which is a context of its own.
        self._pages: set[str] = set()
        self._file = tempfile.TemporaryFile("w+", encoding="utf-8", errors="backslashreplace", newline="\n")  # noqa: SIM115

    def add(self, extraction: Extraction) -> None:
        """Keep what there is to keep of a page."""
        text = extraction.text
        spans = sorted({(each.start, each.end) for fact in extraction.facts for each in fact.evidence})
        line = {
            "page": text.page.id,
            "clean": text.clean,
            "marks": [[*span, *_clean_span(text, span)] for span in spans],
            "ledger": list(map(_ledger_row, extraction.ledger)),
        }
        self._pages.add(text.page.id)
        self._file.write(json.dumps(line, ensure_ascii=False) + "\n")

    def added(self, extractions: Iterable[Extraction]) -> Iterator[Extraction]:
        """The extractions, each kept as it passes."""
        for each in extractions:
            self.add(each)
            yield each

    def copy_to(self, folder: Path, former: Path | None = None, gone: Collection[str] = ()) -> None:
        """Put the file into a folder, behind what the former folder has of other pages than those and the gone ones."""
        self._file.flush()
        self._file.seek(0)
        with (folder / TEXTS).open("w", encoding="utf-8", newline="\n") as target:
            if former:
                target.writelines(_lines(former / TEXTS, without={*self._pages, *gone}))
            shutil.copyfileobj(self._file, target)

    def __enter__(self) -> Self:
        """The writer itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Let go of the file."""
        self._file.close()


class Texts:
    """The texts of a store's folder, read one at a time; none where a build kept none."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / TEXTS
        self._offsets = dict(_offsets(self._path)) if self._path.is_file() else {}

    def of(self, page: str) -> PageText | None:
        """The text of a page, or None."""
        if page not in self._offsets:
            return None
        with self._path.open("rb") as file:
            file.seek(self._offsets[page])
            line = json.loads(file.readline())
        marks = {(start, end): (to, until) for start, end, to, until in line["marks"]}
        return PageText(page, line["clean"], marks, [LedgerRow(*row) for row in line["ledger"]])


def _offsets(path: Path) -> Iterable[tuple[str, int]]:
    """Each page and where its line begins, in bytes."""
    at = 0
    with path.open("rb") as file:
        for line in file:
            yield _page_of(line.decode()), at
            at += len(line)


def _lines(path: Path, without: Collection[str]) -> Iterator[str]:
    """The lines of other pages; none where there is no such file."""
    if path.is_file():
        with path.open(encoding="utf-8", newline="\n") as file:
            yield from (line for line in file if _page_of(line) not in without)


def _page_of(line: str) -> str:
    """The page that a line is of; only the line's head is parsed."""
    page: str = json.JSONDecoder().raw_decode(line, len(_HEAD))[0]
    return page


def _clean_span(text: Text, span: Span) -> Span:
    for layer in text.layers:
        span = layer.output_span(span)
    return span


def _ledger_row(entry: Entry) -> list[Any]:
    from kg.why import told

    start, end = entry.clean_span or (None, None)
    why = "; ".join(map(told, entry.facts)) or entry.reason
    return [*LedgerRow(start, end, entry.words, *entry.around, entry.fate.value, why)]
