"""What a query of strangers may be made of: clauses that read, and functions that work a value out of other values.

This is a list of what is allowed. An engine's own check of reading stops a query that would change the graph, and lets
`LOAD CSV` read the machine's files, and procedures do what they like. Here a query is cut into its tokens. A word that
stands where a value or a clause has just ended must be a keyword of the list, and a name before a bracket must be a
function of the list: so no clause begins that is not on it. What this cuts otherwise than the engine would (escapes of
letters, unended strings) is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from kg.errors import QueryError

_CLAUSES = (
    "MATCH",
    "OPTIONAL",
    "WHERE",
    "WITH",
    "UNWIND",
    "RETURN",
    "UNION",
    "CALL",
    "ORDER",
    "SKIP",
    "OFFSET",
    "LIMIT",
)
_BEGINS = {"MATCH", "OPTIONAL", "WITH", "UNWIND", "RETURN", "CALL"}
"""How a query begins."""
_KEYWORDS = {
    *_CLAUSES, "ALL", "AND", "AS", "ASC", "ASCENDING", "BY", "CASE", "COLLECT", "CONTAINS", "COUNT", "DESC",
    "DESCENDING", "DISTINCT", "ELSE", "END", "ENDS", "EXISTS", "FALSE", "IN", "IS",
    "NOT", "NULL", "OR", "STARTS", "THEN", "TRUE", "WHEN", "XOR",
}  # fmt: skip
_FUNCTIONS = {
    "abs", "all", "allshortestpaths", "any", "avg", "ceil", "coalesce", "collect", "count", "date", "distinct",
    "duration.between", "elementid", "endnode", "exists", "exp", "floor", "haversin", "head", "id", "isempty", "keys",
    "labels", "last", "left", "length", "log", "log10", "lower", "ltrim", "max", "min", "nodes", "none",
    "nullif", "percentilecont", "percentiledisc", "properties", "radians", "range", "reduce", "relationships",
    "replace", "reverse", "right", "round", "rtrim", "shortestpath", "sign", "single", "size", "split", "sqrt",
    "startnode", "stdev", "stdevp", "substring", "sum", "tail", "toboolean", "tofloat", "tointeger", "tolower",
    "tostring", "toupper", "trim", "type", "upper",
}  # fmt: skip
_TOKEN = re.compile(
    r"""(?P<skipped>\s+|//[^\n\r]*|/\*.*?\*/)
    |(?P<value>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|\$\w+|\$`[^`]+`|\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)
    |(?P<quoted>`[^`]+`)
    |(?P<word>[^\W\d]\w*)
    |(?P<sign>[-+*/%^=<>!~|&.,:;()\[\]{}])""",
    re.VERBOSE | re.DOTALL,
)
_ESCAPED_LETTER = re.compile(r"\\[uU]")
_NAMED_AFTER = (".", ":", "|", "&", "!")
"""A word after one of these is a property, a label or a type."""
_ENDS = (")", "]", "}")
_MOST = 20_000
"""Characters of a query."""


class _Token(NamedTuple):
    kind: str
    text: str

    @property
    def keyword(self) -> str:
        """The word as keywords are written; nothing for a quoted name, which is never one."""
        return self.text.upper() if self.kind == "word" else ""


def check_reads(cypher: str) -> None:
    """Raise `QueryError` for a query with anything but what reads the graph, and say what it is."""
    if len(cypher) > _MOST:
        raise QueryError(f"The query has more than {_MOST:,} characters.", "Ask for less at once.")
    tokens = list(_tokens(cypher))
    while tokens and tokens[-1].text == ";":
        tokens.pop()
    if not tokens:
        raise QueryError("The query is empty.", "For example: MATCH (p:Place) RETURN p.name LIMIT 5")
    if tokens[0].keyword not in _BEGINS:
        raise _refused(tokens[0].text)
    for at, token in enumerate(tokens):
        _check(tokens, at, token)


def _check(tokens: list[_Token], at: int, token: _Token) -> None:
    before = tokens[at - 1] if at else _Token("sign", "")
    after = tokens[at + 1] if at + 1 < len(tokens) else _Token("sign", "")
    if token.text == ";":
        raise QueryError("There are two queries.", "Ask one at a time.")
    if token.kind not in ("word", "quoted"):
        return
    is_named = before.text in _NAMED_AFTER
    if token.keyword == "CALL" and before.text != ".":
        if not _is_subquery(tokens, at):
            raise QueryError("CALL of a procedure is not allowed here.", "CALL { ... } with a query in it is.")
    elif after.text == "(" and token.keyword not in _KEYWORDS - {"ALL", "COLLECT", "COUNT", "EXISTS"}:
        _check_function(tokens, at)
    elif not is_named and token.keyword not in _KEYWORDS and _ends_a_part(before):
        raise _refused(token.text)


def _check_function(tokens: list[_Token], at: int) -> None:
    name = tokens[at].text.strip("`")
    while at >= 2 and tokens[at - 1].text == "." and tokens[at - 2].kind in ("word", "quoted"):
        at -= 2
        name = f"{tokens[at].text.strip('`')}.{name}"
    if name.casefold() not in _FUNCTIONS:
        raise _refused(name)


def _ends_a_part(token: _Token) -> bool:
    """Whether a clause or an operator must follow: after a value, a name or a closing bracket."""
    is_name = token.kind in ("word", "quoted") and token.keyword not in _KEYWORDS
    return token.kind == "value" or is_name or token.text in _ENDS or token.keyword in ("END", "NULL", "TRUE", "FALSE")


def _is_subquery(tokens: list[_Token], at: int) -> bool:
    """Whether `CALL` has a query in braces, after the names that go into it: CALL (a, b) { ... }."""
    at += 1
    if at < len(tokens) and tokens[at].text == "(":
        while at < len(tokens) and tokens[at].text != ")":
            at += 1
        at += 1
    return at < len(tokens) and tokens[at].text == "{"


def _tokens(cypher: str) -> Iterator[_Token]:
    at = 0
    while at < len(cypher):
        match = _TOKEN.match(cypher, at)
        if match is None:
            raise QueryError(f"The query is not understood at {cypher[at : at + 10]!r}.", "Leave it out.")
        at = match.end()
        if _ESCAPED_LETTER.search(match[0]):  # Neo4j reads it before it looks for the string's end
            raise QueryError("A letter is written as an escape.", "Write the letter itself.")
        if match.lastgroup != "skipped":
            yield _Token(str(match.lastgroup), match[0])


def _refused(word: str) -> QueryError:
    allowed = ", ".join(_CLAUSES[:7])
    return QueryError(
        f"{word} is not allowed here: a query may only read the graph.", f"Clauses: {allowed}, ORDER BY, LIMIT."
    )
