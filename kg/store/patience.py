"""How long to wait for a server: as long as it lives, and not for one that hangs."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, Future, wait
from time import monotonic
from typing import Any, TypeVar

Made = TypeVar("Made")


class NotAnsweringError(Exception):
    """The other side takes connections and says nothing, or took longer than is allowed."""


def patiently(
    work: Callable[[], Made], knock: Callable[[], object], longest: float, patience: float = 3, at_the_door: float = 6
) -> Made:
    """What `work` returns or raises, for as long as it takes while the other side lives.

    Each time that `patience` seconds pass without a result, `knock` is called: if it returns within the seconds of
    `at_the_door`, whatever it returns, somebody is there. Raises `NotAnsweringError` where it does not, and after
    `longest` seconds. The work is then left to itself in its thread, which does not keep the process from ending.
    """
    done = _started(work)
    until = monotonic() + longest
    while monotonic() < until:
        if wait([done], patience).done:
            return done.result()
        waited_for: list[Future[Any]] = [done, _started(knock)]
        if not wait(waited_for, at_the_door, FIRST_COMPLETED).done:
            break
    raise NotAnsweringError


def _started(work: Callable[[], Made]) -> Future[Made]:
    """The work under way in a thread that ends with the process."""
    future: Future[Made] = Future()

    def run() -> None:
        try:
            future.set_result(work())
        except BaseException as error:
            future.set_exception(error)

    threading.Thread(target=run, daemon=True).start()
    return future
