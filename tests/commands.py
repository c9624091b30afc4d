"""What a command did, as the tests look at it."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple


class Done(NamedTuple):
    """What a command did."""

    status: int
    out: str
    err: str


Kg = Callable[..., Done]
"""Runs a command: `kg("build", folder)`."""


def one_line(done: Done) -> str:
    """The one line on stderr; fails where there are more, as a traceback has."""
    lines = done.err.splitlines()
    assert len(lines) == 1, done.err
    return lines[0]
