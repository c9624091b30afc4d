"""How quickly pages become facts, beside jieba on the same text in the same process: `python bench/extraction.py`.

Prints characters a second, and times jieba.lcut's speed, for cleaning, extraction, and both; the same for rjieba.cut
(the same segmenter in Rust) where it is installed. Another line says what is spent inside the compiled parts alone
(regular expressions, automata, bisections): what no tidier Python could save. The last one is of a crowd of pages, read
by one process and by one a core, the start of the processes included.
"""

from __future__ import annotations

import cProfile
import importlib.util
import pstats
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import jieba

from kg import pipeline, places
from kg.clean import clean
from kg.extract import Extractor
from kg.model import Page
from kg.ontology import load
from kg.processes import cores
from kg.read import read

ROOT = Path(__file__).parents[1]
PAGES = (ROOT / "kg" / "samples", ROOT / "tests" / "gold" / "tuning" / "pages", ROOT / "tests" / "gold" / "pages")
ROUNDS = 5
CROWD = 2_000
"""Pages for several processes."""
COMPILED = (
    "method 'match'",
    "method 'search'",
    "method 'fullmatch'",
    "method 'finditer'",
    "find_overlapping",
    "bisect",
)


def main() -> None:
    """Print the figures."""
    pages = [page for page in read([path for folder in PAGES for path in folder.glob("*.*")]) if isinstance(page, Page)]
    extractor = Extractor(load(), places.load())
    texts = [clean(page) for page in pages]
    characters = sum(len(text.clean) for text in texts)
    jieba.setLogLevel("WARNING")

    def cleaning() -> None:
        for page in pages:
            clean(page)

    def extraction() -> None:
        for text in texts:
            extractor.extract(text)

    def segmentation() -> None:
        for text in texts:
            jieba.lcut(text.clean)

    seconds = {"cleaning": best(cleaning), "extraction": best(extraction)}
    seconds["both"] = sum(seconds.values())
    seconds["jieba.lcut"] = best(segmentation)
    if importlib.util.find_spec("rjieba"):
        import rjieba

        seconds["rjieba.cut"] = best(lambda: [rjieba.cut(text.clean) for text in texts])
    print(f"{len(pages)} pages, {characters:,} characters; the best of {ROUNDS}")
    for name, spent in seconds.items():
        times = seconds["jieba.lcut"] / spent
        print(f"{name:12}{characters / spent:12,.0f} characters a second{times:8.2f} times jieba.lcut")
    inside = compiled_share(extraction) * seconds["extraction"]
    print(f"the compiled parts of extraction alone: {seconds['jieba.lcut'] / inside:.2f} times jieba.lcut")
    with TemporaryDirectory() as folder:
        write_crowd(Path(folder), [text.clean for text in texts])
        alone, shared = (seconds_for(Path(folder), jobs) for jobs in (1, cores()))
    times = f"by one process in {alone:.1f} s, by {cores()} in {shared:.1f} s"
    print(f"{CROWD:,} pages {times}: {alone / shared:.2f} times as quick")


def write_crowd(folder: Path, texts: list[str]) -> None:
    """Many pages, no two alike: a page that was there before is not read again."""
    for number in range(CROWD):
        text = texts[number % len(texts)].rstrip()
        (folder / f"{number:05}.txt").write_text(f"{text}\n编号{number}\n", encoding="utf-8")


def seconds_for(folder: Path, jobs: int) -> float:
    """How long the pages of a folder take to become facts, from files on."""
    started = time.perf_counter()
    for _ in pipeline.extractions([folder], pipeline.Run(), pipeline.Settings(jobs=jobs)):
        pass
    return time.perf_counter() - started


def best(work: Callable[[], object]) -> float:
    """The least seconds of a few rounds, after one to warm up."""
    work()
    rounds = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        work()
        rounds.append(time.perf_counter() - started)
    return min(rounds)


def compiled_share(work: Callable[[], object]) -> float:
    """The share of a piece of work's time that is spent inside compiled functions."""
    profile = cProfile.Profile()
    profile.runcall(work)
    stats = pstats.Stats(profile)
    inside = sum(row[2] for key, row in stats.stats.items() if any(name in key[2] for name in COMPILED))
    return float(inside / stats.total_tt)


if __name__ == "__main__":
    main()
