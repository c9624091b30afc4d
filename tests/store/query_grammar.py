"""Queries made by chance from `cypher.grammar`."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from random import Random

_NAME = re.compile(r"<(\w+)>")
_DEEPEST = 6


@cache
def grammar() -> dict[str, list[str]]:
    """The ways to write each name."""
    ways: dict[str, list[str]] = {}
    for line in (Path(__file__).parent / "cypher.grammar").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            name, _, way = line.partition(": ")
            ways.setdefault(name, []).append(way)
    return ways


def queries(seed: int, count: int) -> list[str]:
    """So many queries, all different; each kind of query comes round in turn."""
    random, found, kinds = Random(seed), dict[str, None](), grammar()["query"]
    while len(found) < count:
        found[_written(kinds[len(found) % len(kinds)], random, 0)] = None
    return list(found)


def _written(way: str, random: Random, depth: int) -> str:
    def chosen(match: re.Match[str]) -> str:
        ways = grammar()[match[1]]
        return _written(random.choice(ways) if depth < _DEEPEST else ways[0], random, depth + 1)

    return _NAME.sub(chosen, way)
