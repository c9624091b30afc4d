"""What a command did, as the tests look at it."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from kg.resources import samples_dir

STORIES = sorted(samples_dir().glob("s0*.txt"))
"""The two sample pages whose facts are known best."""


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
