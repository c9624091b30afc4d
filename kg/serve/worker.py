"""The process that answers queries: one request a line on stdin, one answer a line on stdout.

It is meant to be killed. Should nobody be left to do so, the kernel's timer ends it at its deadline, whatever it is in.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from pathlib import Path
from typing import IO, Any

from kg.errors import KgError
from kg.ontology import load
from kg.store.capped import capped
from kg.store.embedded import EmbeddedStore
from kg.store.readable import check_reads
from kg.store.saved import SavedQuery, find_query

_GRACE = 0.5
"""Seconds after the deadline until the process ends itself."""


def main() -> None:
    """Answer requests until stdin ends: `python -m kg.serve.worker FOLDER MEGABYTES [ONTOLOGY]`."""
    folder, megabytes, ontology = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3:]
    # Answers have a stream of their own, so that nothing that a library prints is taken for one.
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8", errors="backslashreplace")
    os.dup2(2, 1)
    _limit(megabytes)
    with EmbeddedStore(folder) as store:
        store.counts()  # opens the database: the first question is not to wait for it
        _say(answers, {"ready": True})
        for line in sys.stdin:
            request = json.loads(line)
            signal.setitimer(signal.ITIMER_REAL, request["seconds"] + _GRACE)
            _say(answers, _answer(store, request, Path(ontology[0]) if ontology else None))
            signal.setitimer(signal.ITIMER_REAL, 0)


def _answer(store: EmbeddedStore, request: dict[str, Any], ontology: Path | None) -> dict[str, Any]:
    """The answer to a request, or what is wrong with it."""
    try:
        query = find_query(request["saved"]) if request["saved"] else SavedQuery("your query", request["cypher"])
        check_reads(query.text)
        parameters = query.bind(request["given"], store, load(ontology) if ontology else None)
        answer = capped(store, query.text, parameters, request["rows"], request["characters"])
    except KgError as error:
        return {"error": str(error)}
    return {
        "columns": answer.columns or list(query.columns),
        "rows": answer.rows,
        "is_cut": answer.is_cut,
        "nodes": list(answer.nodes.values()),
        "ties": sorted(answer.ties),
    }


def _limit(megabytes: int) -> None:
    """Have the kernel refuse more memory than this, outside of Java's own too."""
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_DATA, (megabytes << 20, megabytes << 20))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    except (ImportError, ValueError, OSError):  # not on this system: Java's own bound is left
        return


def _say(answers: IO[str], value: dict[str, Any]) -> None:
    answers.write(json.dumps(value, ensure_ascii=False) + "\n")
    answers.flush()


if __name__ == "__main__":
    main()
