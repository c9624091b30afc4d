"""How well and how quickly pages are cleaned.

    python bench/cleaning.py            print the figures
    python bench/cleaning.py --check    and fail where one is beyond its floor in cleaning_floors.toml
    python bench/cleaning.py --guess    how often the likeliest way to read a place is the right one

- error rate: damaged pages whose originals are known, in `../shared` beside the checkout; edits of one character, of a
  hundred of the original's, white space aside
- places: pages damaged on purpose (`damage.py`), always in the same way: repaired right; repaired wrong; flagged, that
  is, marked as damaged with nothing wrong put in; unseen
- repairs on clean text: undamaged pages, in simplified and in traditional characters, and the cases of tests/clean
- speed: against jieba.lcut on the same texts, in this process
- memory: of the process, before and after many pages
"""

from __future__ import annotations

import argparse
import re
import resource
import sys
import time
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import jieba
import opencc
from damage import damage
from levenshtein import distance, letters

import kg.clean.gbk_shift as shift
from kg.clean import clean
from kg.clean.gbk_shift import OPEN, gbk_shift
from kg.clean.script import convert
from kg.model import Edit, Page
from kg.read import read

ROOT = Path(__file__).parents[1]
DEV = ROOT.parent / "shared" / "corpus" / "dev"
REAL = ROOT.parent / "shared" / "corpus"
GOLD = ROOT / "tests" / "gold" / "pages"
CASES = ROOT / "tests" / "clean" / "cases"
FLOORS = Path(__file__).with_name("cleaning_floors.toml")
SEEDS, RATE = 6, 0.05
MANY = 20_000
KINDS = {"right": "repaired right", "wrong": "repaired wrong", "flagged": "flagged", "unseen": "unseen"}


def main() -> int:
    """Print the figures; with --check, return 1 where one is beyond its floor."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="fail where a figure is beyond its floor")
    parser.add_argument("--seeds", type=int, default=SEEDS, help=f"times that a text is damaged ({SEEDS})")
    parser.add_argument("--guess", action="store_true", help="take the likeliest way at each place, however unsure")
    parser.add_argument("--pages", type=int, default=MANY, help=f"pages for the memory figure ({MANY:,})")
    arguments = parser.parse_args()
    if arguments.guess:
        shift.SURE = shift.SURE_LONE = 0.0
    figures = {**error_rates(), **places(arguments.seeds), **clean_repairs(), **speed(), **memory(arguments.pages)}
    beyond = list(failures(figures)) if arguments.check else []
    print("\n".join(beyond))
    return 1 if beyond else 0


def error_rates() -> dict[str, float]:
    """The largest error rate of the damaged pages."""
    rates = {}
    for original in sorted((DEV / "clean").glob("*.txt")):
        damaged = next(path for path in DEV.glob("*.*") if path.stem == original.stem)
        wanted, found = letters(original.read_text(encoding="utf-8")), letters(clean(page(damaged)).clean)
        rates[original.stem] = distance(wanted, found) / len(wanted)
        print(f"error rate {original.stem:24}{rates[original.stem]:7.2%}")
    return {"error_rate": max(rates.values())} if rates else {}


def places(seeds: int) -> dict[str, float]:
    """Shares of the places damaged on purpose, each text `seeds` times."""
    counts: Counter[tuple[str, str]] = Counter()
    for text in unknown_texts():
        for seed in range(1, seeds + 1):
            for annotated, drops in ((False, False), (False, True), (True, True)):
                damaged = damage(text, seed, RATE, annotated, drops)
                edits = {edit.start: edit for edit in gbk_shift(damaged.text)}
                for place in damaged.places:
                    kind = judged(edits.get(place.start), damaged.text[place.start : place.end], place.truth)
                    counts[place.way, kind] += 1
                    counts["all", kind] += 1
    shares = {}
    for way in ("reading", "width", "all"):
        total = sum(count for (of, _), count in counts.items() if of == way)
        shares = {kind: counts[way, kind] / total for kind in KINDS}
        said = ", ".join(f"{KINDS[kind]} {share:.1%}" for kind, share in shares.items())
        print(f"places damaged on purpose, {way:8}{total:5}: {said}")
    return shares


def judged(edit: Edit | None, shown: str, truth: str) -> str:
    """What became of a damaged place."""
    if edit is None or edit.end - edit.start != len(shown):
        return "unseen" if edit is None else "wrong"
    found, wanted = convert(edit.replacement), convert(truth)
    if edit.replacement == shown or found == wanted:
        return "flagged" if edit.replacement == shown else "right"
    pattern = re.escape(found).replace(OPEN, ".{1,2}")
    return "flagged" if OPEN in found and re.fullmatch(pattern, wanted) else "wrong"


def clean_repairs() -> dict[str, float]:
    """Repairs of shifted bytes where there is nothing to repair."""
    texts = [*unknown_texts(), *(line for line in (CASES / "negative.tsv").read_text(encoding="utf-8").split("\n"))]
    traditional = opencc.OpenCC("s2t").convert
    asking = str.maketrans("。，！？", "????")
    variants: list[Callable[[str], str]] = [str, traditional, lambda text: traditional(text).translate(asking)]
    repairs = [(edit, text) for text in texts for variant in variants for edit in gbk_shift(variant(text))]
    print(f"repairs or marks on clean text: {len(repairs)} in {sum(map(len, texts)) * len(variants):,} characters")
    return {"clean_repairs": len(repairs)}


def speed() -> dict[str, float]:
    """Cleaning against jieba.lcut."""
    jieba.setLogLevel(60)
    jieba.initialize()
    ratios = {}
    sets = {
        "own pages": [page(path) for path in text_pages(GOLD)],
        "dev pages": [page(path) for path in text_pages(DEV)],
        "crawled pages": [page(path) for path in text_pages(REAL)],
    }
    for name, pages in sets.items():
        if not pages:
            continue
        size = sum(len(each.raw) for each in pages)
        ours = best(clean, pages)
        theirs = best(jieba.lcut, [each.raw for each in pages])
        ratios[name] = theirs / ours
        print(f"speed, {name:14} {size / ours / 1e6:6.2f} million characters a second, "
              f"{ratios[name]:.1f} times jieba.lcut")  # fmt: skip
    return {"speed": min(ratios.values()), "plain_speed": ratios["own pages"]}


def memory(pages: int) -> dict[str, float]:
    """Growth of the process in MB, from after the first thousandth of the pages to the last."""
    texts = [damage(text, 1, RATE, False, True).text for text in unknown_texts()]
    started, first = time.perf_counter(), 0.0
    for number in range(pages):
        raw = f"第{number}页\n{texts[number % len(texts)]}"
        clean(Page(str(number), "", raw.encode(), "utf-8", raw))
        if number == pages // 10:
            first = megabytes()
    grown = megabytes() - first
    print(f"memory: {first:.0f} MB after {pages // 10:,} pages, {grown:.1f} MB more after {pages:,}, "
          f"{pages / (time.perf_counter() - started):.0f} pages a second")  # fmt: skip
    return {"memory_growth": grown}


def failures(figures: dict[str, float]) -> Iterator[str]:
    """What is beyond its floor."""
    at_least = ("right", "speed", "plain_speed")
    for name, floor in tomllib.loads(FLOORS.read_text(encoding="utf-8")).items():
        figure = figures.get(name)
        if figure is not None and (figure < floor if name in at_least else figure > floor):
            yield f"{name} is {figure:.4g}; its floor is {floor:g}"


def unknown_texts() -> list[str]:
    """Clean texts that the character model was not made from."""
    originals = [path.read_text(encoding="utf-8") for path in sorted((DEV / "clean").glob("*.txt"))]
    return originals + [clean(page(path)).clean for path in sorted(GOLD.glob("*.txt"))]


def text_pages(folder: Path) -> list[Path]:
    """The plain text pages of a folder. HTML pages spend their time in trafilatura."""
    return sorted(folder.glob("*.txt"))


def page(path: Path) -> Page:
    """A page that can be read."""
    found = next(read([path]))
    if not isinstance(found, Page):
        sys.exit(f"{path}: {found.reason}")
    return found


def best(step: Callable[[Any], object], inputs: Sequence[object]) -> float:
    """Seconds that a step takes for all inputs in the quickest of three runs."""
    times = []
    for _ in range(3):
        started = time.perf_counter()
        for each in inputs:
            step(each)
        times.append(time.perf_counter() - started)
    return min(times)


def megabytes() -> float:
    """The most memory that the process has had."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    sys.exit(main())
