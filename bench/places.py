"""How quickly the gazetteer loads and finds names: `python bench/places.py`."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from kg.places import load
from kg.places.gazetteer import _rows

CASES = Path(__file__).parents[1] / "tests" / "places" / "cases.tsv"


def main() -> None:
    """Prints milliseconds and megabytes of UTF-8 a second; of each, the best of three."""
    print(f"load      {1000 * best(load.__wrapped__):6.1f} ms")
    gazetteer = load()
    print(f"towns     {1000 * best(lambda: list(_rows('towns.tsv.gz'))):6.1f} ms, on first use")
    sentences = "，".join(line.split("\t")[0] for line in CASES.read_text(encoding="utf-8").splitlines()[1:])
    prose = "他们谈了很久，天色已经暗了，大家还不愿离去。" * 60
    names = sorted({row[0] for row in _rows("names.tsv.gz")}, key=len, reverse=True)
    alternation = re.compile("|".join(map(re.escape, names)))
    for title, text in ("names only", sentences), ("as in news", sentences + prose):
        size = len(text.encode()) / 1e6
        many = text * 20
        print(f"{title}: find {20 * size / best(partial(gazetteer.find, many)):5.1f} MB/s", end=", ")
        print(f"re alternation {size / best(partial(alternation.findall, text)):5.2f} MB/s")


def best(job: Callable[[], object]) -> float:
    """Seconds that the quickest of three runs takes."""
    times = []
    for _ in range(3):
        started = time.perf_counter()
        job()
        times.append(time.perf_counter() - started)
    return min(times)


if __name__ == "__main__":
    main()
