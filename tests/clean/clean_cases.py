"""Reads the case tables of this folder. `\\n`, `\\t` and `\\r` in a cell stand for what they say."""

from __future__ import annotations

from pathlib import Path

CASES = Path(__file__).parent / "cases"


def read_cases(name: str) -> list[tuple[str, str]]:
    """The rows (in, out) of a table."""
    lines = (CASES / name).read_text(encoding="utf-8").split("\n")[1:]
    return [(given, wanted) for given, wanted in (line.split("\t") for line in lines if line)]


def read_texts(name: str) -> list[str]:
    """The lines of a table with one column."""
    return [line for line in (CASES / name).read_text(encoding="utf-8").split("\n")[1:] if line]


def unescaped(cell: str) -> str:
    """A cell as the text that it stands for."""
    return cell.replace("\\n", "\n").replace("\\t", "\t").replace("\\r", "\r")
