"""Facts and graphs as JSON lines: the door for what comes from or goes to a file.

Facts have the form of the gold standard. A graph is one record a line, sorted, each under the name of its kind.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from kg.errors import StoreError
from kg.model import Document, Entity, Fact, Graph, Observation, Place, Relation

GRAPH = "graph.jsonl"
"""The graph itself, in the store's folder beside the database."""

_KINDS: dict[str, type] = {
    "document": Document,
    "entity": Entity,
    "place": Place,
    "observation": Observation,
    "relation": Relation,
}


def record_of(fact: Fact) -> dict[str, Any]:
    """A fact as a JSON object: kind, subject, predicate, object or value, and what else the words say."""
    evidence = fact.evidence[0]
    record: dict[str, Any] = {"doc": evidence.doc, "kind": _kind(fact), "subject": _entity(fact.subject)}
    record["predicate"] = fact.predicate
    if isinstance(fact, Observation):
        record |= {"value": number(fact.value), "unit": fact.unit, "approx": fact.approx}
        record |= {"low": number(fact.low), "high": number(fact.high), "population": fact.population}
        record["counterpart"] = _entity(fact.counterpart) if fact.counterpart else None
    else:
        record["object"] = _entity(fact.object) if isinstance(fact.object, Entity) else fact.object
    record |= {"period": fact.period, "confidence": fact.confidence, "quote": evidence.quote}
    record |= {"start": evidence.start, "end": evidence.end, "rule": evidence.rule}
    return {key: value for key, value in record.items() if value is not None}


def number(value: Any) -> Any:
    """A whole number as an integer, as people write it, in a list too; anything else as it is."""
    if isinstance(value, list):
        return [number(item) for item in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value


def write_graph(graph: Graph, folder: Path) -> None:
    """Write a graph into a folder; equal graphs give equal bytes."""
    with (folder / GRAPH).open("w", encoding="utf-8", newline="\n") as file:
        for kind, id, record in _records(graph):
            line = {
                "kind": kind,
                "id": id,
                "record": _adapter(kind).dump_python(record, mode="json", exclude_defaults=True),
            }
            file.write(json.dumps(line, ensure_ascii=False, sort_keys=True) + "\n")


def read_graph(place: Path) -> Graph:
    """Read the graph that `write_graph` wrote, from its folder or from the file.

    Raises StoreError where the file is missing or not such a graph.
    """
    from pydantic import ValidationError

    path = place if place.is_file() else place / GRAPH
    graph = Graph({}, {}, {}, {})
    parts: dict[str, dict[str, Any]] = {
        "document": graph.documents,
        "entity": graph.entities,
        "place": graph.places,
        "observation": graph.facts,
        "relation": graph.facts,
    }
    number = 0
    try:
        with path.open(encoding="utf-8") as file:
            for number, text in enumerate(file, 1):  # noqa: B007 - the number tells where an error is
                line = json.loads(text)
                parts[line["kind"]][line["id"]] = _adapter(line["kind"]).validate_python(line["record"])
    except FileNotFoundError:
        raise StoreError(f"There is no graph in {place}.", "Build one first: kg build PATH...") from None
    except (OSError, ValueError, KeyError, TypeError, ValidationError) as error:
        reason = str(error).partition("\n")[0]
        advice = "Build it again: kg build PATH..."
        raise StoreError(f"{path}, line {number}: not a graph that kg wrote: {reason}", advice) from None
    return graph


def _records(graph: Graph) -> Iterator[tuple[str, str, Any]]:
    for kind, part in (("document", graph.documents), ("entity", graph.entities), ("place", graph.places)):
        yield from ((kind, id, record) for id, record in sorted(part.items()))
    yield from ((_kind(fact), id, fact) for id, fact in sorted(graph.facts.items()))


def _kind(fact: Fact) -> str:
    return "observation" if isinstance(fact, Observation) else "relation"


@cache
def _adapter(kind: str) -> Any:
    from pydantic import TypeAdapter

    return TypeAdapter(_KINDS[kind])


def _entity(entity: Entity) -> dict[str, str]:
    record = {"type": entity.type, "name": entity.name}
    return record | {"id": entity.id} if entity.id else record
