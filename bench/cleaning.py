"""How well and how quickly pages are cleaned.

    python bench/cleaning.py            print the figures
    python bench/cleaning.py --check    and fail where one is beyond its floor in cleaning_floors.toml
    python bench/cleaning.py --guess    how often the likeliest way to read a place is the right one

- error rate: damaged pages whose originals are known, in `../shared` beside the checkout; edits of one character, of a
  hundred of the original's, white space aside
- places of these pages, each counted (`cleaning_sites.py`); of the crawled pages, whose originals are not known, how
  many places with shifted bytes were repaired, flagged, or left
- places damaged on purpose, a harder test: pages damaged here (`damage.py`), always in the same way: repaired right;
  repaired wrong; flagged, that is, marked as damaged with nothing wrong put in; unseen
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
from cleaning_sites import OUTCOMES, READINGS, RIGHT, SHIFTED, UNSEEN, WRONG, before_shift, damaged_places, real_places
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
OWN = sorted((ROOT / "tests" / "gold" / "tuning" / "pages").glob("h*.txt"))
"""Pages that the character model was not made from."""
CASES = ROOT / "tests" / "clean" / "cases"
FLOORS = Path(__file__).with_name("cleaning_floors.toml")
SEEDS, RATE = 6, 0.05
MANY = 20_000
RUNS = 40
AIM = 15
"""Times the speed of jieba.lcut."""
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
    figures = {**error_rates(), **damaged_pages(), **places(arguments.seeds), **clean_repairs()}
    real_pages()
    figures |= {**speed(), **memory(arguments.pages)}
    beyond = list(failures(figures)) if arguments.check else []
    print("\n".join(beyond))
    return 1 if beyond else 0


def error_rates() -> dict[str, float]:
    """The largest error rate of the damaged pages."""
    rates = {}
    for damaged, original in with_originals():
        wanted, found = letters(original), letters(clean(damaged).clean)
        rates[damaged.id] = distance(wanted, found) / len(wanted)
        print(f"error rate {damaged.id:24}{rates[damaged.id]:7.2%}")
    return {"error_rate": max(rates.values())} if rates else {}


def damaged_pages() -> dict[str, float]:
    """Shares of the damaged places of the pages whose originals are known: all of them, and those of shifted bytes."""
    counts: dict[str, Counter[tuple[str, str]]] = {}
    for damaged, original in with_originals():
        counts[damaged.id] = Counter((each.kind, each.outcome) for each in damaged_places(damaged, original))
    if not counts:
        return {}
    counts["all"] = sum(counts.values(), Counter())
    for name, of in counts.items():
        for kind in (READINGS, SHIFTED):
            if total := sum(of[kind, outcome] for outcome in OUTCOMES):
                said = ", ".join(f"{outcome} {of[kind, outcome]}" for outcome in OUTCOMES)
                print(f"places of {name:24}{kind:13} {total:4}: {said}")
    every = counts["all"]
    shifted = sum(every[SHIFTED, outcome] for outcome in OUTCOMES)
    figures = {
        "places_right": (every[READINGS, RIGHT] + every[SHIFTED, RIGHT]) / every.total(),
        "places_wrong": (every[READINGS, WRONG] + every[SHIFTED, WRONG]) / every.total(),
        "places_unseen": (every[READINGS, UNSEEN] + every[SHIFTED, UNSEEN]) / every.total(),
        "shifted_right": every[SHIFTED, RIGHT] / shifted,
        "shifted_wrong": every[SHIFTED, WRONG] / shifted,
    }
    print(
        "places of damaged pages: right {places_right:.1%}, wrong {places_wrong:.1%}, unseen {places_unseen:.1%}; "
        "of those with shifted bytes right {shifted_right:.1%}, wrong {shifted_wrong:.1%}".format(**figures)
    )
    return figures


def real_pages() -> None:
    """Prints what became of the places with shifted bytes of the crawled pages."""
    for each in map(page, text_pages(REAL)):
        counts = real_places(each)
        said = ", ".join(f"{outcome} {count}" for outcome, count in counts.items())
        print(f"places of crawled page {each.id[:3]}: seen {sum(counts.values()):2}: {said}")


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
        "own pages": [page(path) for path in OWN],
        "dev pages": [page(path) for path in text_pages(DEV)],
        "crawled pages": [page(path) for path in text_pages(REAL)],
    }
    for name, pages in sets.items():
        if not pages:
            continue
        size = sum(len(each.raw) for each in pages)
        given = [before_shift(clean(each))[0] for each in pages]
        damaged = [text for text in given if gbk_shift(text)]
        # Twice: right after jieba the processor's caches are full of its dictionary.
        runs = timed(
            (jieba.lcut, [each.raw for each in pages]),
            (clean, pages),
            (clean, pages),
            (gbk_shift, given),
            (convert, damaged),
        )
        theirs, after_theirs, ours, spent, converted = map(min, runs)
        ratios[name] = theirs / ours
        print(f"speed, {name:14} {size / ours / 1e6:6.2f} million characters a second, "
              f"{ratios[name]:.1f} times jieba.lcut, {theirs / after_theirs:.1f} right after it; "
              f"shifted bytes take {spent / ours:.0%}, without them {theirs / (ours - spent):.1f} times")  # fmt: skip
        print(f"       jieba.lcut: {size / theirs / 1e6:.2f} million characters a second, "
              f"{size / max(runs[0]) / 1e6:.2f} in the slowest of {RUNS} runs")  # fmt: skip
        if edits := sum(len(gbk_shift(text)) for text in damaged):
            left = max(theirs / AIM - (ours - spent), 0)
            print(f"       {edits} places with shifted bytes take {spent / edits * 1e6:.0f} µs each; {AIM} times "
                  f"jieba.lcut would leave them {left / edits * 1e6:.0f}, "
                  f"and opencc alone takes {converted / edits * 1e6:.0f}")  # fmt: skip
    return {"speed": min(ratios.values()), "plain_speed": ratios["own pages"]}


def memory(pages: int) -> dict[str, float]:
    """Growth of the process in MB, from after the first tenth of the pages to the last."""
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
    at_least = ("right", "places_right", "shifted_right", "speed", "plain_speed")
    for name, floor in tomllib.loads(FLOORS.read_text(encoding="utf-8")).items():
        figure = figures.get(name)
        if figure is not None and (figure < floor if name in at_least else figure > floor):
            yield f"{name} is {figure:.4g}; its floor is {floor:g}"


def unknown_texts() -> list[str]:
    """Clean texts that the character model was not made from."""
    originals = [path.read_text(encoding="utf-8") for path in sorted((DEV / "clean").glob("*.txt"))]
    return originals + [clean(page(path)).clean for path in OWN]


def with_originals() -> list[tuple[Page, str]]:
    """The damaged pages whose originals are known, with those."""
    originals = {path.stem: path.read_text(encoding="utf-8") for path in sorted((DEV / "clean").glob("*.txt"))}
    damaged = {path.stem: path for path in DEV.glob("*.*")}
    return [(page(damaged[name]), original) for name, original in originals.items()]


def text_pages(folder: Path) -> list[Path]:
    """The plain text pages of a folder. HTML pages spend their time in trafilatura."""
    return sorted(folder.glob("*.txt"))


def page(path: Path) -> Page:
    """A page that can be read."""
    found = next(read([path]))
    if not isinstance(found, Page):
        sys.exit(f"{path}: {found.reason}")
    return found


def timed(*steps: tuple[Callable[[Any], object], Sequence[object]]) -> list[list[float]]:
    """Seconds of the processor that each step takes for all its inputs, in each of many runs.

    They take turns, as other processes slow each of them down for a while.
    """
    times: list[list[float]] = [[] for _ in steps]
    for _ in range(RUNS):
        for (step, inputs), taken in zip(steps, times, strict=True):
            started = time.process_time()
            for each in inputs:
                step(each)
            taken.append(time.process_time() - started)
    return times


def megabytes() -> float:
    """The most memory that the process has had."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    sys.exit(main())
