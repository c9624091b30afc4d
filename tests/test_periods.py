import csv
from pathlib import Path

import pytest

from kg.periods import period_bounds

with (Path(__file__).parent / "periods.tsv").open(encoding="utf-8", newline="") as file:
    CASES = list(csv.DictReader(file, delimiter="\t"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["period"])
def test_first_and_last_day(case: dict[str, str]) -> None:
    assert period_bounds(case["period"]) == (case["first"] or None, case["last"] or None)


def test_no_period_has_no_bounds() -> None:
    assert period_bounds(None) == (None, None)
