"""Loads that are broken on purpose, at points that a seed chooses, and go on until they are whole."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from neo4j_server import Neo4jServer
from tcp_proxy import TcpProxy

from kg.errors import StoreError
from kg.store.neo4j import Neo4jStore
from kg.store.rows import Rows


@dataclass
class Broken:
    """What became of a load that was broken."""

    breaks: int = 0
    """How often the server or a connection went away under it."""
    resumed: int = 0
    """How often it gave up, with its error, and was started again with `resume`."""
    digest: str = ""
    """Of what the database holds in the end."""


def stopped_and_started(server: Neo4jServer, rows: Rows, batches: int, breaks: int, seed: int) -> Broken:
    """Load while the server is stopped, or killed, and started again behind `breaks` of the batches.

    The loader gives up when the server is away for long; then the load is begun again with `resume`.
    """
    chance, done = random.Random(seed), Broken()
    ahead = sorted(chance.sample(range(1, batches), breaks))
    per_batch = (len(rows.nodes) + len(rows.relationships)) / batches
    away: list[threading.Thread] = []

    def progress(done_rows: int, of: int) -> None:
        if ahead and done_rows >= ahead[0] * per_batch:
            while ahead and done_rows >= ahead[0] * per_batch:
                ahead.pop(0)
            done.breaks += 1
            _join(away)
            how = chance.choice([server.stop, server.kill])
            away.append(threading.Thread(target=_restart, args=(server, how, chance.random() / 10)))
            away[0].start()

    _load_until_whole(server.uri, rows, progress, done, before_next=lambda: _join(away))
    _join(away)
    with Neo4jStore(server.uri) as store:
        done.digest = store.digest()
    return done


def cut_connections(server: Neo4jServer, rows: Rows, cuts: int, most_bytes: int, seed: int) -> Broken:
    """Load through a proxy that cuts `cuts` connections, each after a random number of bytes."""
    chance, done = random.Random(seed), Broken()

    def budgets() -> Iterator[int]:
        while proxy.cuts < cuts:
            yield chance.randint(1, most_bytes)

    with TcpProxy(server.bolt_port, budgets()) as proxy:
        _load_until_whole(proxy.uri, rows, lambda rows_done, of: None, done)
        done.breaks = proxy.cuts
    with Neo4jStore(server.uri) as store:
        done.digest = store.digest()
    return done


def _load_until_whole(
    uri: str,
    rows: Rows,
    progress: Callable[[int, int], None],
    done: Broken,
    before_next: Callable[[], None] = lambda: None,
) -> None:
    for _ in range(200):
        try:
            with Neo4jStore(uri) as store:
                store.load_rows(rows, resume=True, progress=progress)
            return
        except StoreError:
            done.resumed += 1
            before_next()
    raise AssertionError("the load never became whole")


def _restart(server: Neo4jServer, end: Callable[[], None], after: float) -> None:
    threading.Event().wait(after)  # into the next batch
    end()
    server.start()


def _join(threads: list[threading.Thread]) -> None:
    while threads:
        threads.pop().join()
