"""Several processes give what one gives, in the same order, and end with it."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest

from kg import pipeline, processes
from kg.errors import KgError
from kg.processes import FEW, spread
from kg.resources import samples_dir


def _squared(number: int) -> int:
    return number * number


def _killed(number: int) -> int:
    if number == FEW + 1:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def _given(work: Callable[[int], Any]) -> Callable[[int], Any]:
    return work


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("count", [0, 1, FEW, FEW + 1, FEW + 50])
def test_the_order_is_that_of_the_items(jobs: int, count: int) -> None:
    assert list(spread(partial(_given, _squared), range(count), jobs)) == [number * number for number in range(count)]


def test_items_are_taken_as_they_are_needed() -> None:
    taken: list[int] = []

    def items() -> Iterator[int]:
        for number in range(10_000):
            taken.append(number)
            yield number

    made = spread(partial(_given, _squared), items(), 2)
    for _ in range(FEW + 1):
        next(made)
    assert len(taken) < FEW + 20
    made.close()


def test_a_process_that_is_killed_is_told() -> None:
    with pytest.raises(KgError, match=r"ended from outside.*--jobs 1"):
        list(spread(partial(_given, _killed), range(2 * FEW), 2))


def _is_deaf(_: int) -> bool:
    """Whether Ctrl-C was held back from this process when it started."""
    return signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, ())


def test_ctrl_c_is_for_the_first_process_alone() -> None:
    deaf = list(spread(partial(_given, _is_deaf), range(FEW + 10), 2))
    assert deaf == [False] * FEW + [True] * 10
    assert not _is_deaf(0)


def test_the_graph_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "FEW", 2)
    alone, shared = pipeline.Run(), pipeline.Run()
    graph = pipeline.build([samples_dir()], alone)
    assert pipeline.build([samples_dir()], shared, pipeline.Settings(jobs=2)) == graph
    assert shared == alone
