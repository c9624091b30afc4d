"""The default store: ArcadeDB inside the process, in a folder, with Cypher and without a server."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import Any

from kg.errors import QueryError, StoreError
from kg.files import replacing
from kg.model import Graph
from kg.ontology import Ontology
from kg.records import write_graph
from kg.store import arcade, commands
from kg.store.projection import project
from kg.store.protocol import Answer, Beside, Counts, CypherStore, plain, query_failed, would_write
from kg.store.rows import NodeKey, Properties, Rows

DATABASE = "arcadedb"
"""The database's folder inside the graph's folder."""


class EmbeddedStore(CypherStore):
    """A graph's folder, such as `graph/`: the graph itself in `graph.jsonl`, and the database in `arcadedb/`.

    It is opened at the first question, for reading; any number of processes may read at once, but within a process one
    store at a time. Loading builds a new folder beside the old one and swaps it in.
    """

    def __init__(self, folder: Path) -> None:
        """Nothing is opened yet."""
        self._folder = folder
        self._open: Any = None

    def load(self, graph: Graph, ontology: Ontology | None = None, beside: Beside | None = None) -> Counts:
        """Replace what the folder held. A load that breaks leaves it as it was."""
        rows = project(graph, ontology)
        self.close()
        with replacing(self._folder) as folder:
            write_graph(graph, folder)
            if beside:
                beside(folder)
            _build(folder / DATABASE, rows)
        return Counts(len(rows.nodes), len(rows.relationships))

    def query(self, cypher: str, parameters: Mapping[str, Any] | None = None) -> Answer:
        """Answer a reading query. An answer without rows has no columns: the engine does not tell them."""
        found = self._ask(cypher, dict(parameters or {}))
        columns = list(found[0]) if found else []
        return Answer(columns, [list(row.values()) for row in found])

    def rows(self) -> Rows:
        """All nodes and relationships."""
        nodes = (commands.read_node(**row) for row in self._ask(commands.READ_NODES))
        relationships = (commands.read_relationship(**row) for row in self._ask(commands.READ_RELATIONSHIPS))
        return Rows.of(nodes, relationships)

    def counts(self) -> Counts:
        """How many nodes and relationships the database holds."""
        return Counts(self._ask(commands.COUNT_NODES)[0]["n"], self._ask(commands.COUNT_RELATIONSHIPS)[0]["n"])

    def write_analysis(self, places: Mapping[str, Properties]) -> None:
        """Set properties of places, in a copy of the folder that then takes its place."""
        former = [row["name"] for row in self._ask(commands.ANALYSED)]
        self.close()
        with replacing(self._folder) as folder:
            shutil.copytree(self._folder, folder, dirs_exist_ok=True)
            _annotate(folder / DATABASE, former, places)

    def close(self) -> None:
        """Close the database; the next question opens it again."""
        if self._open is not None:
            self._open.close()
            self._open = None

    def results(self, cypher: str, parameters: Mapping[str, Any] | None = None) -> Iterator[dict[str, Any]]:
        """The rows of a reading query as they come, with the engine's own values. Raises `QueryError`."""
        database = self._database()
        try:
            arguments = [dict(parameters)] if parameters else []
            for found in database.query("opencypher", cypher, *arguments):
                yield {name: found.get(name) for name in found.property_names}
        except arcade.engine().ArcadeDBError as error:
            raise _failed(error) from error

    def _ask(self, text: str, parameters: Mapping[str, Any] | None = None) -> list[dict[str, Any]]:
        database = self._database()
        try:
            arguments = [dict(parameters)] if parameters else []
            found = database.query("opencypher", text, *arguments).to_list()
        except arcade.engine().ArcadeDBError as error:
            raise _failed(error) from error
        return [{name: plain(value, arcade.opened) for name, value in row.items()} for row in found]

    def _database(self) -> Any:
        if self._open is None:
            path = self._folder / DATABASE
            if not path.is_dir():
                raise StoreError(f"There is no graph in {self._folder}.", "Build one first: kg build PATH...")
            try:
                self._open = arcade.open_read_only(path)
            except Exception as error:  # Java's exceptions share no class below this one
                advice = "Build it again: kg build PATH..."
                raise StoreError(
                    f"The graph in {self._folder} can't be opened: {arcade.message(error)}", advice
                ) from error
        return self._open


def _failed(error: Exception) -> QueryError:
    if "not idempotent" in arcade.message(error):
        return would_write()
    return query_failed(arcade.message(error))


def _build(path: Path, rows: Rows) -> None:
    """Load the rows into a new database at a path, and close it."""
    try:
        database = arcade.create(path)
        try:
            _define_types(database, rows)
            for command in commands.schema():
                database.command("opencypher", command)
            _fill(database, rows)
        finally:
            database.close()
    except arcade.engine().ArcadeDBError as error:
        reason = arcade.first_cause(error).rstrip(".")
        raise StoreError(
            f"The embedded store could not be built: {reason}.", "What was there before is untouched."
        ) from error


def _annotate(path: Path, former: list[str], places: Mapping[str, Properties]) -> None:
    """Set properties of the places of a database in the place of the former ones."""
    try:
        database = arcade.open_for_writing(path)
        try:
            with database.transaction():
                for command, parameters in commands.analysis(former, places):
                    database.command("opencypher", command, parameters)
        finally:
            database.close()
    except arcade.engine().ArcadeDBError as error:
        raise StoreError(f"The analysis could not be written: {arcade.message(error)}") from error


def _define_types(database: Any, rows: Rows) -> None:
    """Labels and relationship types. A node of two labels is of a type that extends both, as in the engine's Cypher."""
    for labels in sorted({node.labels for node in rows.nodes}):
        for label in labels:
            database.command("sql", f"CREATE VERTEX TYPE `{label}` IF NOT EXISTS")
        if len(labels) > 1:
            database.command("sql", f"CREATE VERTEX TYPE `{_type(labels)}` EXTENDS {', '.join(labels)}")
    for type in sorted({row.type for row in rows.relationships}):
        database.command("sql", f"CREATE EDGE TYPE `{type}`")


def _type(labels: Iterable[str]) -> str:
    """The type of a node of these labels; the engine knows it as that of several by their order."""
    return "~".join(sorted(labels))


def _fill(database: Any, rows: Rows) -> None:
    """The rows, through the engine's batch: a new database needs no looking up, which `UNWIND ... MERGE` would do."""
    with database.graph_batch(wal_flush="yes_nometadata") as batch:
        record_ids: dict[NodeKey, str] = {}
        for labels, nodes in groupby(sorted(rows.nodes, key=attrgetter("labels")), attrgetter("labels")):
            group = list(nodes)
            created = batch.create_vertices(_type(labels), [commands.properties(row) for row in group])
            record_ids.update(zip((row.key for row in group), created, strict=True))
        for type, relationships in groupby(rows.relationships, attrgetter("type")):
            edges = list(relationships)
            starts, ends = ([record_ids[row.start] for row in edges], [record_ids[row.end] for row in edges])
            batch.new_edges(starts, type, ends, [commands.properties(row) for row in edges])
