"""How well the extractor reads: its facts against the gold, on five sets of pages, and the floors that they must hold.

    python bench/quality.py            print the scores
    python bench/quality.py --check    and fail below a floor of floors.toml
    python bench/quality.py --by-confidence
                                       print what other cuts between facts and guesses would score
    python bench/quality.py --write-floors --reason "..." [--lower]
                                       put the floors just below what is measured, and the table into README.md

The pages, the gold and `score.py` lie in `../shared`, beside the checkout, as they are not this project's to ship.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import re
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from kg import pipeline
from kg.extract import LEAST_CONFIDENCE
from kg.records import record_of

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
SCORE = SHARED / "gold" / "score.py"
FLOORS = ROOT / "bench" / "floors.toml"
README = ROOT / "README.md"
SHOWN = re.compile(r"(?<=<!-- make quality -->\n```\n).*?(?=```\n)", re.DOTALL)
"""Where the README shows the table."""
SLACK = 0.01
"""How far below the measure a floor is put."""

CUTS = (0.0, 0.2, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.7, 0.8, 0.9)
"""Confidences that `--by-confidence` tries."""

DIMENSIONS = ("unit", "approx", "period", "population", "counterpart")
FLOORED = ("strict_precision", "strict_recall", "strict_f1", "lenient_f1", "figure_recall", "dimensions")


@dataclass(frozen=True, slots=True)
class Corpus:
    """A set of pages with gold facts."""

    name: str
    about: str
    pages: tuple[Path, ...]
    gold: Path
    """The folder of the gold facts, one JSONL file a page."""

    @property
    def is_unseen(self) -> bool:
        """Whether no rule was made on it."""
        return self.name.endswith("_unseen")

    @property
    def second_reading(self) -> Path:
        """The folder of what a second reader found, who knew the guideline but neither the gold nor the rules."""
        return self.gold.parent / "second_reading"

    def digest(self) -> str:
        """SHA-256 of the pages and their gold: another corpus has other scores."""
        total = hashlib.sha256()
        for path in (*self.pages, *(self.gold / f"{page.stem}.jsonl" for page in self.pages)):
            content = path.read_bytes()
            total.update(f"{path.name} {len(content)}\n".encode() + content)
        return total.hexdigest()


@dataclass(frozen=True, slots=True)
class Score:
    """What `score.py` says of a set. All but the counts are shares of one."""

    gold: int
    found: int
    strict_precision: float
    strict_recall: float
    strict_f1: float
    lenient_f1: float
    figure_recall: float
    by_dimension: dict[str, float] = field(default_factory=dict)

    @property
    def dimensions(self) -> float:
        """The mean of the five dimensions' shares."""
        return sum(self.by_dimension.values()) / len(self.by_dimension)


def corpora() -> list[Corpus]:
    """The sets. Rules are made on `real`, `dev` and `own`; on the others no error is looked at."""
    real = [path for path in _pages(SHARED / "corpus") if (SHARED / "gold" / f"{path.stem}.jsonl").exists()]
    dev, dev_gold = _pages(SHARED / "corpus" / "dev"), SHARED / "gold" / "dev"
    gold = ROOT / "tests" / "gold"
    own, unseen = _pages(gold / "tuning" / "pages"), _pages(gold / "pages")
    return [
        Corpus("real", "crawled pages", tuple(real), SHARED / "gold"),
        Corpus("dev", "pages written to work on, odd numbers", tuple(dev[::2]), dev_gold),
        Corpus("own", "pages of tests/gold/tuning, to work on", tuple(own), gold / "tuning" / "facts"),
        Corpus("dev_unseen", "even numbers of dev: the same kinds, no rule made on them", tuple(dev[1::2]), dev_gold),
        Corpus("own_unseen", "pages of tests/gold/pages: other kinds and regions", tuple(unseen), gold / "facts"),
    ]


def measure(sets: list[Corpus]) -> dict[str, Score]:
    """The score of each set by its name; prints how quickly the pages were read. Exits where a page was set aside."""
    return {each.name: _score(each, records) for each, records in _read(sets)}


def _read(sets: list[Corpus], least_confidence: float | None = None) -> list[tuple[Corpus, list[dict[str, Any]]]]:
    """The records of each set's facts."""
    run, started, characters = pipeline.Run(), time.perf_counter(), 0
    read = []
    for each in sets:
        records: list[dict[str, Any]] = []
        for text, facts in pipeline.facts(each.pages, run, pipeline.Settings(least_confidence=least_confidence)):
            characters += len(text.page.raw)
            records += map(record_of, facts)
        read.append((each, records))
    if run.set_aside:
        sys.exit("\n".join(f"set aside: {item.source}: {item.reason}" for item in run.set_aside))
    seconds = time.perf_counter() - started
    print(f"{run.pages} pages, {characters:,} characters, {run.facts} facts in {seconds:.1f} s, loading included.\n")
    return read


def by_confidence(sets: list[Corpus]) -> Iterator[str]:
    """What each cut would score on the sets that rules are made on and on the unseen ones, all pages together."""
    read = _read(sets, 0)
    yield f"{'':4}{'worked on':>24}{'unseen':>24}"
    yield f"{'cut':4}" + 2 * "".join(f"{head:>8}" for head in ("P", "R", "F1"))
    for cut in CUTS:
        scores = [
            (each.is_unseen, _score(each, [record for record in records if record["confidence"] >= cut]))
            for each, records in read
        ]
        shares = [_total([score for is_unseen, score in scores if is_unseen is unseen]) for unseen in (False, True)]
        default = "  (the default)" if cut == LEAST_CONFIDENCE else ""
        yield f"{cut:4}" + "".join(f"{share:8.3f}" for group in shares for share in group) + default


def _total(scores: list[Score]) -> tuple[float, float, float]:
    """Strict precision, recall and F1 of several sets together."""
    hits = sum(score.strict_recall * score.gold for score in scores)
    gold = sum(score.gold for score in scores)
    found = sum(score.strict_recall * score.gold / score.strict_precision for score in scores if score.strict_precision)
    return hits / found, hits / gold, 2 * hits / (found + gold)


def _pages(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.suffix in (".txt", ".html"))


def _score(corpus: Corpus, records: list[dict[str, Any]]) -> Score:
    docs = [argument for page in corpus.pages for argument in ("--doc", page.stem)]
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", suffix=".jsonl") as facts:
        facts.writelines(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
        facts.flush()
        command = [sys.executable, str(SCORE), str(corpus.gold), facts.name, "--json", *docs]
        said = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    precision, recall, f1 = said["strict"]
    return Score(
        gold=said["gold"],
        found=said["found"],
        strict_precision=precision,
        strict_recall=recall,
        strict_f1=f1,
        lenient_f1=said["lenient"][2],
        figure_recall=said["figure_recall"],
        by_dimension=said["dimensions"],
    )


def table(sets: list[Corpus], scores: dict[str, Score]) -> Iterator[str]:
    """The lines of the table."""
    yield f"{'':29} {'strict':>16} {'lenient':>12} {'figures':>8}  of the strict figures, right"
    heads = ("P", "R", "F1", "F1", "found", "unit", "approx", "period", "popul.")
    yield f"{'set':13}{'pages':>6}{'gold':>6}{'found':>6}" + "".join(f"{head:>8}" for head in heads) + " counterpart"
    rows = [(each.name, each, scores[each.name]) for each in sets]
    rows += [
        ("  a reader", each, _score(each, _records(each.second_reading)))
        for each in map(_read_twice, sets)
        if each.pages
    ]
    for name, each, score in rows:
        shares = (score.strict_precision, score.strict_recall, score.strict_f1, score.lenient_f1, score.figure_recall)
        dimensions = (score.by_dimension[name] for name in DIMENSIONS)
        counts = f"{name:13}{len(each.pages):6}{score.gold:6}{score.found:6}"
        *others, counterpart = (*shares, *dimensions)
        yield counts + "".join(f"{share:8.3f}" for share in others) + f"{counterpart:12.3f}"
    yield ""
    yield from (f"{each.name}: {each.about}" for each in sets)
    yield "a reader: what second readers found in own_unseen, from the guideline alone"


def _read_twice(corpus: Corpus) -> Corpus:
    """The pages of a set that a second reader read."""
    return replace(
        corpus, pages=tuple(page for page in corpus.pages if (corpus.second_reading / f"{page.stem}.jsonl").exists())
    )


def _records(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for path in sorted(folder.iterdir()) for line in path.read_text("utf-8").splitlines()]


def below(sets: list[Corpus], scores: dict[str, Score]) -> Iterator[str]:
    """What is wrong: a set that has changed or has no floors, a score below its floor."""
    floors = read_floors()
    for each in sets:
        known = floors.get(each.name)
        if known is None:
            yield f"{each.name} has no floors. Write them: python bench/quality.py --write-floors --reason '...'"
        elif known["digest"] != each.digest():
            yield f"{each.name}: its pages or gold have changed since the floors were written. Write them anew."
        else:
            for name in FLOORED:
                if (share := getattr(scores[each.name], name)) < float(known[name]):
                    yield f"{each.name}: {name} is {share:.3f}, below its floor of {known[name]}"


def read_floors() -> dict[str, dict[str, str | float]]:
    """The floors by set; none where the file is missing."""
    return tomllib.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}


def write_floors(sets: list[Corpus], scores: dict[str, Score], reason: str, lower: bool) -> None:
    """Put each floor a little below what is measured. A floor goes down only where that is asked for."""
    former = read_floors()
    lines = ["# What `make quality` holds. Written by bench/quality.py --write-floors; not by hand.", ""]
    for each in sets:
        known = former.get(each.name, {})
        lines += [f"[{each.name}]", f"reason = {json.dumps(reason, ensure_ascii=False)}", f'digest = "{each.digest()}"']
        for name in FLOORED:
            floor = round(getattr(scores[each.name], name) - SLACK, 3)
            if not lower:
                floor = max(floor, float(known.get(name, 0)))
            lines.append(f"{name} = {max(floor, 0):.3f}")
        lines.append("")
    FLOORS.write_text("\n".join(lines), encoding="utf-8")


def main() -> int:
    """Print the table; 1 where a floor is not held."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="fail below a floor")
    parser.add_argument("--by-confidence", action="store_true", help="print what other cuts would score")
    parser.add_argument("--write-floors", action="store_true", help="raise floors, show the table in README.md")
    parser.add_argument("--lower", action="store_true", help="let floors go down too")
    parser.add_argument("--reason", help="why the floors change; it is written beside them")
    arguments = parser.parse_args()
    if arguments.write_floors and not arguments.reason:
        parser.error("--write-floors needs --reason")
    if not SCORE.exists():
        missing = "quality: the measuring pages (../shared) are not beside this checkout"
        print(f"{missing}, and CI needs them." if os.environ.get("CI") else f"{missing}; skipped.")
        return int(bool(os.environ.get("CI")))
    sets = corpora()
    if arguments.by_confidence:
        print(*by_confidence(sets), sep="\n")
        return 0
    scores = measure(sets)
    shown = "\n".join(table(sets, scores))
    print(shown)
    if arguments.write_floors:
        write_floors(sets, scores, arguments.reason, arguments.lower)
        README.write_text(SHOWN.sub(f"{shown}\n", README.read_text(encoding="utf-8")), encoding="utf-8")
    wrong = list(below(sets, scores)) if arguments.check else []
    print(*wrong, sep="\n", end="\n" if wrong else "")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
