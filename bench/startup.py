"""How quickly the commands start, and what they load before it is needed: `python bench/startup.py [--check]`."""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from kg.resources import samples_dir

HEAVY = (
    "arcadedb",
    "arcadedb_embedded",
    "jieba",
    "jpype",
    "neo4j",
    "networkx",
    "numpy",
    "opencc",
    "pydantic",
    "pyoxigraph",
    "pypinyin",
    "rdflib",
    "resvg_py",
    "trafilatura",
)
"""Libraries that take their time, and are loaded where they are needed and not before."""

RUNS, MOST_RUNS = 5, 20
# What starts, the command, and the most seconds that it may take.
LIMITS: tuple[tuple[str, tuple[str, ...], float], ...] = (
    ("import kg", ("-c", "import kg"), 0.5),
    ("kg --help", ("-m", "kg.cli", "--help"), 0.5),
    ("kg query, cold", ("-m", "kg.cli", "query", "who_assists", "-p", "place=重庆市", "--store", "{store}"), 2.0),
)


def main() -> int:
    """Print the best seconds, and their share of the limit; with `--check` 1 where one is over it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="fail where a limit is passed")
    check = parser.parse_args().check
    too_early = {name: loaded_early(f"import {name}") for name in ("kg", "kg.cli", "kg.pipeline")}
    over = any(too_early.values())
    for name, modules in too_early.items():
        print(f"import {name:13} loads {', '.join(modules) if modules else 'no heavy library'}")
    with tempfile.TemporaryDirectory() as folder:
        store = f"{folder}/graph"
        run("-m", "kg.cli", "build", str(samples_dir()), "--store", store)
        for name, command, limit in LIMITS:
            seconds = best([part.replace("{store}", store) for part in command], limit)
            over |= seconds > limit
            print(f"{name:20} {seconds:5.2f} s of {limit:.1f} s ({seconds / limit:4.0%})")
    return int(check and over)


def loaded_early(code: str) -> list[str]:
    """The heavy libraries that are loaded once some code has run."""
    loaded = run("-c", f"{code}\nimport sys; print('\\n', *sys.modules)").splitlines()[-1].split()
    return sorted(set(HEAVY) & set(loaded))


def best(command: Sequence[str], limit: float) -> float:
    """Seconds that the quickest of some runs of Python takes, from its start to its end.

    Where all of them are over the limit there are more: it may be the machine that is busy, and not the command slow.
    """
    seconds: list[float] = []
    while len(seconds) < RUNS or (min(seconds) > limit and len(seconds) < MOST_RUNS):
        started = time.perf_counter()
        run(*command)
        seconds.append(time.perf_counter() - started)
    return min(seconds)


def run(*arguments: str) -> str:
    """What a Python of its own prints. Raises CalledProcessError where it fails."""
    return subprocess.run(
        [sys.executable, *arguments], check=True, capture_output=True, text=True, cwd=Path(__file__).parents[1]
    ).stdout


if __name__ == "__main__":
    sys.exit(main())
