"""Rows of an answer to stdout: a table for a reader, JSON or CSV for a program."""

from __future__ import annotations

import csv
import json
import sys
from enum import StrEnum
from typing import Any


class Format(StrEnum):
    """How rows are printed."""

    table = "table"
    json = "json"
    csv = "csv"


def write_answer(columns: list[str], rows: list[list[Any]], format: Format) -> list[str]:
    """Write the rows, and return what is to be said beside them."""
    if format is Format.json:
        records = [dict(zip(columns, row, strict=True)) for row in rows]
        sys.stdout.write(json.dumps(records, ensure_ascii=False, indent=1) + "\n")
        return []
    if format is Format.csv:
        csv.writer(sys.stdout).writerows([columns, *rows])
        return []
    from kg.terminal import write_table

    left_out = write_table(columns, rows)
    said = [f"The terminal is too narrow for {', '.join(left_out)}; --format csv has them."] if left_out else []
    return [*said, f"{len(rows)} row{'' if len(rows) == 1 else 's'}."]
