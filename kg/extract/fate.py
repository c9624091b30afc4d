"""What becomes of a number."""

from __future__ import annotations

from enum import StrEnum


class Fate(StrEnum):
    """What became of a number of a page. All but `FACT` and `UNCLAIMED` say what it is instead of a fact."""

    FACT = "fact"
    DATE = "date"
    ORDINAL = "ordinal"
    SET_PHRASE = "set phrase"
    VAGUE = "amount without a number"
    UNIT = "unit of a column"
    """It says in which unit the figures of a table are: 万元."""
    CONDITION = "condition of a rule"
    NAME = "part of a name"
    EXTENT = "age, distance or duration"
    CODE = "code, phone or time of day"
    BYLINE = "byline"
    """In the line in which the page speaks of itself."""
    HEADLINE = "headline of what the text says"
    FURNITURE = "furniture"
    NOT_YET = "planned or denied"
    CORRECTED = "corrected by the text"
    UNSURE = "below the cut"
    UNCLAIMED = "unclaimed"
