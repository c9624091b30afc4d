"""Word boundaries: the one door to jieba, opened only for the clauses in which a name may be a common word, or a part
of one."""

from __future__ import annotations

import os
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

from kg.model import Span

_AROUND = 4
"""Characters on either side by which a word is known."""


@cache
def _tokenizer() -> Any:
    import logging

    import jieba

    jieba.setLogLevel(logging.CRITICAL)  # it logs a traceback where its dictionary can't be cached, and goes on
    tokenizer = jieba.Tokenizer()
    tokenizer.tmp_dir = _cache_folder()
    return tokenizer


def _cache_folder() -> str:
    """A folder of the user's own for jieba's dictionary, as its usual one is shared with all users.

    Where there can be none, as in a home that is read only, jieba makes the dictionary anew each time.
    """
    folder = Path(os.environ.get("XDG_CACHE_HOME") or "~/.cache").expanduser() / "kg"
    with suppress(OSError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return str(folder)


def is_word(text: str, span: Span, clause: Span) -> bool:
    """Whether a span of a clause begins and ends at word boundaries: 大方 does in 支援大方, not in 落落大方."""
    at, boundaries = clause[0], {clause[0]}
    for token in _tokenizer().cut(text[clause[0] : clause[1]]):
        at += len(token)
        boundaries.add(at)
    return span[0] in boundaries and span[1] in boundaries


def word_over(text: str, position: int) -> Span | None:
    """The word that goes on over a position of a text, by the characters around it; None where one ends there."""
    at = max(0, position - _AROUND)
    for word in words(text[at : position + _AROUND]):
        start, at = at, at + len(word)
        if at >= position:
            return (start, at) if start < position < at else None
    return None


def is_of_words(text: str) -> bool:
    """Whether a text is cut into words of two characters or more alone: 返乡过年 is, the name 沙马木呷 is not."""
    return all(len(token) > 1 for token in words(text))


def frequency(text: str) -> int:
    """How often jieba's dictionary has a word; 0 for what is none."""
    tokenizer = _tokenizer()
    tokenizer.check_initialized()
    return int(tokenizer.FREQ.get(text) or 0)


def words(text: str) -> list[str]:
    """A text cut into the words of the dictionary, other characters alone."""
    return list(_tokenizer().cut(text, HMM=False))
