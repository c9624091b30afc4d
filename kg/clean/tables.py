"""The words that the steps go by: CSV files beside the code."""

from __future__ import annotations

import csv
from importlib.resources import files


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a table by its columns' names."""
    return list(csv.DictReader((files("kg.clean") / name).read_text(encoding="utf-8").splitlines()))
