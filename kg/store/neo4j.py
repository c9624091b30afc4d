"""A Neo4j server, version 5 or newer, as a store."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kg.errors import StoreError
from kg.model import Graph
from kg.ontology import Ontology
from kg.store import commands
from kg.store.neo4j_load import Loading, Progress, Unfinished, count, unfinished
from kg.store.neo4j_read import stored
from kg.store.neo4j_server import Run, Server
from kg.store.projection import project
from kg.store.protocol import Answer, Beside, Counts, CypherStore
from kg.store.rows import Properties, Rows


class Neo4jStore(CypherStore):
    """The default database of a server, or the named one. It is a database of kg's own, as a folder's is."""

    def __init__(self, uri: str, database: str | None = None) -> None:
        """Connect to a server such as `bolt://localhost:7687`. Raises `StoreError` where none answers or lets us in."""
        self._server = Server(uri, database)
        self._driver = self._server.driver
        self._is_known_whole = False

    def load(
        self,
        graph: Graph,
        ontology: Ontology | None = None,
        beside: Beside | None = None,
        resume: bool = False,
        progress: Progress = lambda done, of: None,
    ) -> Counts:
        """Make the database hold the graph and nothing else, changing only what differs.

        It goes in batches, each of which is in the database as a whole or not at all. With `resume` a broken load of
        the same graph goes on behind its last batch; without, what is there is read and compared. Raises `StoreError`
        where the database holds other things than kg's, and where the server fails; what was loaded by then stays.
        """
        return self.load_rows(project(graph, ontology), resume, progress)

    def load_rows(self, rows: Rows, resume: bool = False, progress: Progress = lambda done, of: None) -> Counts:
        """Make the database hold the rows and nothing else, as `load` does."""
        self._is_known_whole = False
        counts = Loading(self._server, rows, progress).run(resume)
        self.write_analysis({})
        return counts

    def query(self, cypher: str, parameters: Mapping[str, Any] | None = None) -> Answer:
        """Answer a reading query. Raises `StoreError` where a load broke off, as the answer would be half of one."""
        if not self._is_known_whole:
            if half := unfinished(self._server):
                raise _half_loaded(self._server.uri, half)
            self._is_known_whole = True
        return self._server.ask(cypher, parameters)

    def rows(self) -> Rows:
        """All nodes and relationships of the database."""
        return Rows.of(*stored(self._server))

    def counts(self) -> Counts:
        """How many nodes and relationships the database holds."""
        return count(self._server)

    def write_analysis(self, places: Mapping[str, Properties]) -> None:
        """Set properties of places, in one transaction."""

        def work(run: Run) -> None:
            for command, parameters in commands.analysis([row["name"] for row in run(commands.ANALYSED)], places):
                run(command, **parameters)

        self._server.write(work)

    def close(self) -> None:
        """Close the connections."""
        self._server.close()


def _half_loaded(uri: str, half: Unfinished) -> StoreError:
    advice = "Go on: kg load --resume --neo4j ..."
    return StoreError(f"Neo4j at {uri} holds a graph half loaded: {half.done} of {half.of} batches.", advice)
