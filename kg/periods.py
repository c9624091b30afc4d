"""The first and last day of an EDTF period, so that a store can compare and sort periods."""

from __future__ import annotations

import re
from calendar import monthrange
from functools import lru_cache

_DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")


@lru_cache(4096)
def period_bounds(edtf: str | None) -> tuple[str | None, str | None]:
    """The first and the last day as ISO dates; None for an open side and for one whose year is unknown.

    `2020` gives 2020-01-01 and 2020-12-31, `2021/..` gives 2021-01-01 and None, `XXXX-01/XXXX-10` gives None twice.
    """
    if not edtf:
        return None, None
    start, _, end = edtf.partition("/")
    return _day(start, last=False), _day(end or start, last=True)


def _day(date: str, *, last: bool) -> str | None:
    """The first or last day of a date that may lack its day or month; None where it is no such date."""
    match = _DATE.fullmatch(date)
    if match is None:
        return None
    year = int(match[1])
    month = int(match[2] or (12 if last else 1))
    if year < 1 or not 1 <= month <= 12:
        return None
    length = monthrange(year, month)[1]
    day = int(match[3] or (length if last else 1))
    return f"{year:04}-{month:02}-{day:02}" if 1 <= day <= length else None
