"""Making millions of rows without looking for garbage among them."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def no_garbage() -> Iterator[None]:
    """Python's search for unreachable cycles waits until the block ends.

    It begins anew each time that so many objects were made, and goes over all of them: a third of the time that a large
    graph's rows take, in which there is no cycle.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
