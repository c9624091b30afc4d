"""Brings a Neo4j database to the rows that it should hold: in batches, each once, whatever breaks on the way.

A node `(:KgLoad)` is the mark of a load under way. A batch's transaction first locks it and looks how many batches are
done: where this one is, as its commit came through and only the word of it was lost, nothing is done again. The mark
goes with the load's end, so a database that holds a whole graph holds nothing else.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from uuid import uuid4

from kg.errors import StoreError
from kg.store import commands
from kg.store.batches import ROWS, Batch, batches
from kg.store.delta import Delta, difference, everything
from kg.store.neo4j_read import stored
from kg.store.neo4j_server import Run, Server
from kg.store.protocol import Counts
from kg.store.rows import Rows

Progress = Callable[[int, int], None]
"""Told how many rows are done, and of how many."""

_MARK = "(m:KgLoad {id: 'kg'})"
_BEGIN = f"MERGE {_MARK} SET m = $mark, m.id = 'kg'"
_LOCK = f"MATCH {_MARK} WHERE m.run = $run SET m.locked = true RETURN m.id AS id"
_ADVANCE = f"MATCH {_MARK} WHERE m.done = $number SET m.done = $number + 1 RETURN m.id AS id"
_READ_MARK = f"MATCH {_MARK} RETURN m.run, m.graph, m.is_resumable, m.size, m.done, m.of"
_GIVE_UP = f"MATCH {_MARK} SET m.is_resumable = false"
_END = f"MATCH {_MARK} DELETE m"
_STRAYS = (
    "MATCH (n) WHERE coalesce(n.id <> toStringOrNull(n.id), true) OR labels(n) = [] "
    "WITH n LIMIT $size DETACH DELETE n RETURN count(*) AS n"
)
"""Nodes of other hands in a database that is kg's: those that no id of kg's could name."""


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A load that has begun and not ended."""

    run: str
    """What tells it from every other load."""
    graph: str
    """The digest of what it loads."""
    is_resumable: bool
    """It began with an empty database, so its batches are known without looking."""
    size: int
    """Rows a batch."""
    done: int
    of: int
    """Batches."""


def unfinished(server: Server) -> Unfinished | None:
    """The load that is under way or broke off, if any."""
    found = server.ask(_READ_MARK).rows
    return Unfinished(*found[0]) if found else None


def count(server: Server) -> Counts:
    """How many nodes and relationships the database holds, without the mark."""
    nodes, relationships, marks = (
        server.ask(text).rows[0][0]
        for text in (commands.COUNT_NODES, commands.COUNT_RELATIONSHIPS, "MATCH (m:KgLoad) RETURN count(m)")
    )
    return Counts(nodes - marks, relationships)


class Loading:
    """One load of rows into a database."""

    def __init__(self, server: Server, rows: Rows, progress: Progress) -> None:
        self._server, self._rows, self._progress = server, rows, progress
        self._graph = rows.digest()

    def run(self, resume: bool) -> Counts:
        """Load, and return what is stored then. Raises `StoreError`."""
        self._check_owner()
        for command in (*commands.schema(), *self._further_constraints()):
            self._server.write(partial(_run_alone, command))
        todo, mark = self._begin(resume)
        done, of = 0, sum(map(len, todo))
        for number, batch in enumerate(todo):
            if number >= mark.done:
                self._run_batch(mark, number, batch)
            done += len(batch)
            self._progress(done, of)
        return self._end()

    def _check_owner(self) -> None:
        known = {name for (name,) in self._server.ask("SHOW CONSTRAINTS YIELD name RETURN name").rows}
        if not commands.constraints() <= known and count(self._server).nodes:
            advice = "Empty it, or name a server whose database is empty."
            raise StoreError(f"Neo4j at {self._server.uri} holds other things than kg's and is not replaced.", advice)

    def _further_constraints(self) -> list[str]:
        """One for each label that an ontology of one's own brings, and one for the mark."""
        labels = sorted({node.labels[0] for node in self._rows.nodes} | {"KgLoad"})
        return [
            f"CREATE CONSTRAINT {label.lower()}_id IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE"
            for label in labels
        ]

    def _begin(self, resume: bool) -> tuple[list[Batch], Unfinished]:
        """What is to be done, and the mark of it: the broken load's, or a new one."""
        former = unfinished(self._server)
        if resume and former and former.is_resumable and (former.graph, former.size) == (self._graph, ROWS):
            return list(batches(everything(self._rows), ROWS)), former
        is_empty = count(self._server) == (0, 0)
        todo = list(batches(everything(self._rows) if is_empty else self._difference(), ROWS))
        mark = Unfinished(uuid4().hex, self._graph, is_empty, ROWS, 0, len(todo))
        values = {name: getattr(mark, name) for name in Unfinished.__slots__}
        self._server.write(lambda run: run(_BEGIN, mark=values))
        return todo, mark

    def _difference(self) -> Delta:
        while self._server.write(lambda run: run(_STRAYS, size=ROWS))[0]["n"]:
            pass
        return difference(*stored(self._server), self._rows)

    def _run_batch(self, mark: Unfinished, number: int, batch: Batch) -> None:
        def work(run: Run) -> None:
            if not run(_LOCK, run=mark.run):
                raise StoreError(f"Another load took over the database of Neo4j at {self._server.uri}.")
            if run(_ADVANCE, number=number):
                found = run(batch.command, rows=batch.rows)[0]["n"]
                if batch.is_exact and found != len(batch):
                    raise self._wrong(f"of {len(batch)} rows {found} were stored")

        try:
            self._server.write(work)
        except StoreError as error:
            kept = f"{number} of {mark.of} batches are loaded and kept."
            how = "kg load --resume --neo4j ..." if mark.is_resumable else "kg load --neo4j ..."
            raise StoreError(f"{error.message} {kept}", f"{error.advice} Then go on: {how}".strip()) from error

    def _end(self) -> Counts:
        wanted, held = Counts(len(self._rows.nodes), len(self._rows.relationships)), count(self._server)
        if held != wanted:
            self._server.write(lambda run: run(_GIVE_UP))
            raise self._wrong(
                f"it holds {held.nodes} nodes and {held.relationships} relationships "
                f"instead of {wanted.nodes} and {wanted.relationships}"
            )
        self._server.write(lambda run: run(_END))
        return held

    def _wrong(self, what: str) -> StoreError:
        advice = "Something else writes to this database: see that nothing does, and load again without --resume."
        return StoreError(f"Neo4j at {self._server.uri} was loaded wrongly: {what}.", advice)


def _run_alone(command: str, run: Run) -> None:
    run(command)
