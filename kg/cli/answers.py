"""Rows of an answer to stdout: a table for a reader, JSON or CSV for a program."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Collection
from enum import StrEnum
from typing import Any

from kg.files import csv_cell


class Format(StrEnum):
    """How rows are printed."""

    table = "table"
    json = "json"
    csv = "csv"


def write_answer(
    columns: list[str], rows: list[list[Any]], format: Format, headings: Collection[str] = ()
) -> list[str]:
    """Write the rows, and return what is to be said beside them.

    In a narrow terminal the columns in `headings` stand above the rows that they are of.
    """
    if format is Format.json:
        records = [dict(zip(columns, row, strict=True)) for row in rows]
        sys.stdout.write(json.dumps(records, ensure_ascii=False, indent=1) + "\n")
        return []
    if format is Format.csv:
        csv.writer(sys.stdout).writerows([columns, *([csv_cell(value) for value in row] for row in rows)])
        return []
    from kg.cli.terminal import write_table

    left_out = write_table(columns, rows, headings)
    said = [f"The terminal is too narrow for {', '.join(left_out)}; --format csv has them."] if left_out else []
    return [*said, f"{len(rows)} row{'' if len(rows) == 1 else 's'}."]
