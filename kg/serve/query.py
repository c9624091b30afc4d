"""The page of a question in Cypher: a saved one or one's own, and its answer as a table and as a picture."""

from __future__ import annotations

from typing import Any

from kg.errors import KgError
from kg.serve.page import Asked, Page
from kg.serve.picture import picture
from kg.serve.pool import Pool
from kg.store.saved import SavedQuery, find_query, saved_queries

_GIVEN = "p_"
"""Before the name of a query's parameter in the address."""


async def query_page(pool: Pool, asked: Asked) -> Page:
    """The answer to what the address asks, or an empty form."""
    name, cypher = asked.get("name", ""), asked.get("cypher", "").strip()
    given = {
        key.removeprefix(_GIVEN): value for key, value in asked.items() if key.startswith(_GIVEN) and value.strip()
    }
    saved = _saved(name)
    is_asked = bool(cypher) or (saved is not None and _is_complete(saved, given))
    answer: dict[str, Any] = {}
    if name and saved is None:
        answer = {"error": f"There is no saved query {name}."}
    elif is_asked:
        answer = await pool.ask(saved.name if saved else "", cypher, given)
    data = {
        "name": saved.name if saved else "",
        "cypher": saved.text if saved else cypher,
        "parameters": _parameters(saved, given),
        "saved": [{"name": each.name, "en": each.question_en, "zh": each.question_zh} for each in saved_queries()],
        "seconds": pool.limits.seconds,
        "most_rows": pool.limits.rows,
        "answer": answer,
        "picture": picture(answer) if "rows" in answer else None,
    }
    columns = answer.get("columns", ["error"])
    rows = answer.get("rows", [[answer["error"]]] if "error" in answer else [])
    return Page("query", "query", data, columns, rows, 400 if "error" in answer else 200)


def _saved(name: str) -> SavedQuery | None:
    if not name or not name.isidentifier():  # never the path of a file
        return None
    try:
        return find_query(name)
    except KgError:
        return None


def _is_complete(saved: SavedQuery, given: dict[str, str]) -> bool:
    return all(each.default is not None or each.name in given for each in saved.parameters)


def _parameters(saved: SavedQuery | None, given: dict[str, str]) -> list[dict[str, Any]]:
    if saved is None:
        return []
    return [
        {"name": each.name, "about": each.about, "value": given.get(each.name, each.default) or "",
         "example": each.example or "", "needed": each.default is None}
        for each in saved.parameters
    ]  # fmt: skip
