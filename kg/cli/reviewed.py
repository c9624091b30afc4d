"""What a command says of reviews that nobody named."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import UsageError
from kg.reviews import REVIEWS, read_reviews

if TYPE_CHECKING:
    from kg.model import Graph


def reminder(store: Path, graph: Graph) -> str:
    """A line on reviews beside or in a store's folder that its new graph does not heed; or nothing.

    Call it before the graph goes into the folder, whose former reviews go then.
    """
    beside = store.absolute().parent / REVIEWS
    if unheeded := _unheeded(beside, graph):
        name = os.path.relpath(beside)
        return f"{name} has {unheeded} that this graph does not heed. Add --reviews {name}, then it does."
    if unheeded := _unheeded(store / REVIEWS, graph):
        return f"The former graph heeded {unheeded} that this one does not. Add --reviews FILE, then it does."
    return ""


def after_reviewing(path: Path, graph: Graph) -> str:
    """A line on what to do with the verdicts of a file that the graph they are of does not heed yet; or nothing."""
    unheeded = _unheeded(path, graph)
    name = os.path.relpath(path)
    return unheeded and f"{name} has {unheeded} to heed: kg build PATH... --reviews {name}"


def _unheeded(path: Path, graph: Graph) -> str:
    """How many verdicts of a file the graph does not heed; one that is not there or can't be read has none."""
    with suppress(UsageError):
        count = read_reviews(path).unheeded(graph)
        return f"{count} verdict{'s' if count > 1 else ''}" if count else ""
    return ""
