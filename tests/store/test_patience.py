"""Waiting for a server that is busy, and not for one that hangs."""

from __future__ import annotations

import time
from threading import Event

import pytest

from kg.store.patience import NotAnsweringError, patiently

NEVER = Event()


def slow(seconds: float = 0.2) -> str:
    time.sleep(seconds)
    return "made"


def fails() -> str:
    raise ValueError("mine")


def test_what_the_work_returns_or_raises() -> None:
    assert patiently(slow, NEVER.wait, longest=99) == "made"
    with pytest.raises(ValueError, match="mine"):
        patiently(fails, NEVER.wait, longest=99)


def test_a_busy_server_is_waited_for() -> None:
    assert patiently(slow, lambda: None, longest=99, patience=0.02, at_the_door=99) == "made"


def test_a_server_that_hangs_is_not() -> None:
    begun, longest = time.monotonic(), 60
    with pytest.raises(NotAnsweringError):
        patiently(NEVER.wait, NEVER.wait, longest, patience=0.02, at_the_door=0.02)
    assert time.monotonic() - begun < longest / 2


def test_work_that_ends_while_somebody_knocks_is_done() -> None:
    assert patiently(slow, NEVER.wait, longest=99, patience=0.02, at_the_door=99) == "made"


def test_nobody_is_waited_for_longer_than_is_allowed() -> None:
    with pytest.raises(NotAnsweringError):
        patiently(NEVER.wait, lambda: None, longest=0.1, patience=0.02)
