"""Work on many items in several processes, in order and a few at a time."""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import chain, islice
from typing import Any, TypeVar

from kg.errors import KgError

FEW = 100
"""So many items are done before other processes start: each takes about as long to start as to do these."""
_AHEAD = 4
"""Items a process that wait for it or for their turn to be given out."""
_MOST = 8
"""Processes that start unasked: each takes some 200 MB."""

Given = TypeVar("Given")
Made = TypeVar("Made")

_work: Callable[[Any], Any]
"""What a process does with an item."""


def cores() -> int:
    """Processes that this machine has room for."""
    # The first is new in Python 3.13, and heeds the limits that are set on this process.
    count = getattr(os, "process_cpu_count", os.cpu_count)
    return min(count() or 1, _MOST)


def spread(start: Callable[[], Callable[[Given], Made]], items: Iterable[Given], jobs: int) -> Iterator[Made]:
    """What work makes of items, in their order.

    `start` gives the work, once in each process; it, the items and what is made of them go through pickle. With one
    job, and for the first items, the work is done here. Items are taken as they are needed, so memory stays flat.

    Raises:
        KgError: A process was ended from outside.
    """
    items = iter(items)
    yield from map(start(), items if jobs <= 1 else islice(items, FEW))
    for item in islice(items, 1):
        yield from _in_processes(start, chain([item], items), jobs)


def _in_processes(start: Callable[[], Callable[[Given], Made]], items: Iterable[Given], jobs: int) -> Iterator[Made]:
    from concurrent.futures import Future, ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    waiting: deque[Future[Made]] = deque()
    # Forking is unsafe beside the thread that shows progress.
    pool = ProcessPoolExecutor(jobs, get_context("spawn"), _begin, (start,))
    try:
        for item in items:
            with _uninterrupted():
                waiting.append(pool.submit(_do, item))
            if len(waiting) > jobs * _AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    except BrokenProcessPool as error:
        raise KgError(
            "A process that reads pages was ended from outside, perhaps for want of memory.", "Try with --jobs 1."
        ) from error
    finally:
        pool.shutdown(cancel_futures=True)


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Ctrl-C waits for the block to end. It reaches every process of the terminal, and one that starts in here never
    hears of it: the first one tells the others to end."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT,))
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin(start: Callable[[], Callable[[Any], Any]]) -> None:
    global _work
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _work = start()


def _do(item: Any) -> Any:
    return _work(item)
