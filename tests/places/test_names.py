"""What is found in a text: the cases stand in `cases.tsv` and `letters.tsv`.

In `cases.tsv` a name stands with all the places that it may mean; `~` marks one that is risky for itself, and not only
because other places share the name. The start of a town's name (龙潭 in 龙潭镇) is found as a county's: that is for the
extractor to set right, and a case records it.
"""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from kg.places import NameMatch, load


def _cases(table: str) -> list[tuple[str, str]]:
    lines = Path(__file__).with_name(table).read_text(encoding="utf-8").splitlines()[1:]
    return [(text, expected) for text, _, expected in (line.partition("\t") for line in lines)]


def _told(match: NameMatch) -> str:
    ids = ("~" * (c.risk in ("word", "cross", "district")) + c.id for c in match.candidates)
    return f"{match.name}={'|'.join(ids)}"


@pytest.mark.parametrize(("text", "expected"), _cases("cases.tsv"))
def test_names(text: str, expected: str) -> None:
    found = load().find(text)
    assert " ".join(map(_told, found)) == expected
    assert all(text[match.start : match.end] == match.name for match in found)


@pytest.mark.parametrize(("text", "expected"), _cases("letters.tsv"))
def test_letters(text: str, expected: str) -> None:
    found = load().find_letters(text)
    assert " ".join(f"{m.name}={','.join(c.id for c in m.candidates)}" for m in found) == expected
    assert all(text[match.start : match.end] == match.name for match in found)


def test_there_are_enough_cases() -> None:
    assert len(_cases("cases.tsv")) >= 80


def test_offsets_count_characters_and_not_bytes() -> None:
    text = "🍑𠮷é " * 50 + "汶川县"
    (match,) = load().find(text)
    assert (match.start, match.end, match.name) == (200, 203, "汶川县")


def test_matches_do_not_overlap() -> None:
    text = "".join(text for text, _ in _cases("cases.tsv"))
    found = load().find(text)
    assert len(found) > 100
    assert all(left.end <= right.start for left, right in pairwise(found))


def test_a_text_without_names_has_none() -> None:
    assert load().find("") == []
    assert load().find("No places here, and 12,000 words of it.") == []
    assert load().find_letters("") == []


@pytest.mark.parametrize(
    ("name", "place_id", "years"),
    [("开县", "500154", (1992, 2016)), ("毕节地区", "520500", (None, 2011)), ("旬阳县", "610981", (None, 2021))],
)
def test_a_historical_name_has_its_years(name: str, place_id: str, years: tuple[int | None, int | None]) -> None:
    (candidate,) = load().candidates(name)
    assert (candidate.id, candidate.kind, candidate.years) == (place_id, "historical", years)


@pytest.mark.parametrize(
    ("name", "risks"),
    [
        ("大方", ["word"]),
        ("和政", ["cross"]),
        ("椒江", ["district"]),
        ("朝阳", ["", "district", "shared", "district"]),
        ("汶川", [""]),
        ("遵义", [""]),
        ("城区", ["word", "word", "word"]),
    ],
)
def test_why_a_name_is_risky(name: str, risks: list[str]) -> None:
    assert [candidate.risk for candidate in load().candidates(name)] == risks
