"""What a command says of reviews that nobody named."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import UsageError
from kg.reviews import REVIEWS, Reviews, kept_reviews

if TYPE_CHECKING:
    from kg.model import Graph


def reminder(store: Path, graph: Graph) -> str:
    """A line on reviews beside or in a store's folder that its new graph does not heed; or nothing.

    Call it before the graph goes into the folder, whose former reviews go then.
    """
    beside = store.absolute().parent
    name = os.path.relpath(beside / REVIEWS)
    if unheeded := _unheeded(beside, graph):
        return f"{name} has {unheeded} that this graph does not heed. Add --reviews {name}, then it does."
    if unheeded := _unheeded(store, graph):
        return f"The former graph heeded {unheeded} that this one does not. Add --reviews FILE, then it does."
    return ""


def _unheeded(folder: Path, graph: Graph) -> str:
    """How many verdicts of a folder the graph does not heed; a file that can't be read has none."""
    with suppress(UsageError):
        count = (kept_reviews(folder) or Reviews()).unheeded(graph)
        return f"{count} verdict{'s' if count > 1 else ''}" if count else ""
    return ""
