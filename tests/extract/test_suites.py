"""The suites of cases don't shrink."""

from __future__ import annotations

import pytest
from extract_cases import cases


@pytest.mark.parametrize(("table", "least"), [("quantities", 420), ("periods", 230), ("reaches", 40), ("places", 150)])
def test_a_suite_has_as_many_cases_as_it_had(table: str, least: int) -> None:
    assert len(cases(table)) >= least
