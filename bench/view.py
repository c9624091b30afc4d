"""How soon the page is ready and how smoothly it moves: `python bench/view.py [--check]`. Needs Chromium.

Two graphs are made: 30 places with 60 arcs, and 1,000 places with 3,000 arcs. Each page is opened in a Chromium without
a window, which draws in software. Seconds are from the start of loading until it can be used, the best of three;
frames a second while it is panned, a step a frame. The large page is given as ratios to the small one too.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, sync_playwright

from kg.model import Document, Entity, Evidence, Graph, Place, Relation
from kg.places import load
from kg.view import write_html

COMMANDS = ("chromium", "chromium-browser", "google-chrome")
FRAMES = 90
PAN = """async (frames) => {
  const started = performance.now();
  for (let frame = 0; frame < frames; frame++) {
    roam({ dx: frame % 60 < 30 ? 4 : -4, dy: 2 });
    await new Promise(requestAnimationFrame);
  }
  return frames / ((performance.now() - started) / 1000);
}"""


class Case(NamedTuple):
    """A page and a state of it, with the most seconds and the fewest frames a second that it may have."""

    name: str
    size: tuple[int, int]
    state: str
    seconds: float
    frames: float


CASES = (
    Case("30 places, 60 arcs", (30, 60), "", 1.0, 30),
    Case("1,000 places, 3,000 arcs, by province", (1000, 3000), "", 3.0, 30),
    Case("the same, its network", (1000, 3000), "view=network", 3.0, 30),
    Case("the same, its table", (1000, 3000), "view=table", 3.0, 0),
    Case("the same, one province opened", (1000, 3000), "open=500000", 3.0, 30),
    Case("the same, all opened", (1000, 3000), "group=0", 3.0, 0),
)


def main() -> int:
    """Print a line for each case; with `--check` 1 where one is over its bounds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="fail where a bound is passed")
    check = parser.parse_args().check
    command = next(filter(None, map(shutil.which, COMMANDS)), None)
    if command is None:
        print("This needs Chromium. On Debian: apt install chromium", file=sys.stderr)
        return 2
    over, small = False, (0.0, 0.0)
    print(f"{'page':40} {'MB':>5} {'ready s':>8} {'ratio':>6} {'frames/s':>9} {'ratio':>6}")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        pages = {size: written(Path(folder), *size) for size in {case.size for case in CASES}}
        browser = playwright.chromium.launch(executable_path=command, args=["--no-sandbox"])
        for case in CASES:
            page = pages[case.size]
            seconds, frames = measured(browser, page, case.state)
            small = small if small[0] else (seconds, frames)
            over |= seconds > case.seconds or frames < case.frames
            shown = f"{frames:9.0f} {frames / small[1]:6.2f}" if frames else f"{'-':>9} {'-':>6}"
            size = page.stat().st_size / 1e6
            print(f"{case.name:40} {size:5.2f} {seconds:8.2f} {seconds / small[0]:6.2f} {shown}")
        browser.close()
    return int(check and over)


def measured(browser: Browser, page: Path, state: str) -> tuple[float, float]:
    """Seconds until the page is ready, and frames a second while it is panned; 0 for a table."""
    seconds, frames = [], 0.0
    for _ in range(3):
        tab = browser.new_page(viewport={"width": 1280, "height": 900})
        tab.goto(f"{page.as_uri()}#{state}")
        tab.wait_for_selector("html[data-ready]")
        # Until the first frame after the script is drawn.
        seconds.append(
            tab.evaluate("new Promise((done) => requestAnimationFrame(() => done(performance.now() / 1000)))")
        )
        if "table" not in state:
            frames = max(frames, tab.evaluate(PAN, FRAMES))
        tab.close()
    return min(seconds), frames


def written(folder: Path, places: int, arcs: int) -> Path:
    """The page of a made graph."""
    file = folder / f"{places}.html"
    with file.open("wb") as out:
        write_html(graph(places, arcs), out)
    return file


def graph(places: int, arcs: int) -> Graph:
    """Counties all over the country, paired by chance, each pairing with a sentence; always the same."""
    chance, table = random.Random(places), load().places
    counties = chance.sample(sorted(id for id, place in table.items() if place.level == "county"), places)
    known = {id: table[id] for county in counties for id in (county, *load().ancestors(county))}
    return Graph(
        {"page": Document("page", "page.txt", "结对名单", published="2021-05-06")},
        {f"Place/{id}": Entity("Place", place.name, id) for id, place in known.items()},
        dict[str, Place](known),
        dict(pairings(chance, counties, known, arcs)),
    )


def pairings(
    chance: random.Random, counties: list[str], known: dict[str, Place], arcs: int
) -> Iterator[tuple[str, Relation]]:
    """So many pairings of different places."""
    pairs = set[tuple[str, str]]()
    while len(pairs) < arcs:
        pairs.add(tuple(chance.sample(counties, 2)))  # type: ignore[arg-type]
    for number, (giver, receiver) in enumerate(sorted(pairs)):
        one, other = (Entity("Place", known[id].name, id) for id in (giver, receiver))
        quote = f"{one.name}结对帮扶{other.name}"
        said = Evidence(
            "page", number, number + len(quote), quote, "pairing", "根据东西部协作安排，", "，双方签订协议。"
        )
        yield f"f{number}", Relation(one, "assists", other, (said,), f"{chance.randint(2016, 2023)}/..")


if __name__ == "__main__":
    sys.exit(main())
