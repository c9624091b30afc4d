"""How far two texts are apart."""

from __future__ import annotations


def letters(text: str) -> str:
    """Text without white space."""
    return "".join(text.split())


def distance(wanted: str, found: str) -> int:
    """Edits of one character between two texts (Levenshtein)."""
    row = list(range(len(found) + 1))
    for at, a in enumerate(wanted, 1):
        before, row[0] = row[0], at
        for to, b in enumerate(found, 1):
            before, row[to] = row[to], min(row[to] + 1, row[to - 1] + 1, before + (a != b))
    return row[-1]
