"""The constraints of SHACL Core, each compiled into a test of the values of one focus node.

Definitions: W3C, Shapes Constraint Language (SHACL), section 4. A test gives the values that fail it, or None where the
fault is no single value's (too few of them).
"""

from __future__ import annotations

import operator
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from pyoxigraph import BlankNode, Literal, NamedNode

from kg.shape.check.values import has_datatype, is_ordered, number_of
from kg.shape.index import Index, Node

if TYPE_CHECKING:
    from kg.shape.check.quick import Compiler

Values = Collection[Node]
Test = Callable[[Index, Node, Values], Iterable[Node | None]]
Holds = Callable[[Index, Node], bool]
"""Whether a single value is as it should be."""


class Parameters(NamedTuple):
    """What a constraint is made from: its values in the shapes graph, and the shape that has them."""

    compiler: Compiler
    shape: Node
    values: Collection[Node]

    def one(self) -> Node:
        """The only value."""
        if len(self.values) != 1:
            raise self.compiler.refusal(self.shape, "has more than one value where SHACL allows one")
        return next(iter(self.values))

    def number(self) -> Any:
        """The only value as a number."""
        number = number_of(self.one())
        if number is None:
            raise self.compiler.refusal(self.shape, f"has {self.one()} where a number is understood")
        return number

    def flag(self) -> bool:
        """The only value as true or false."""
        return getattr(self.one(), "value", "") in ("true", "1")

    def other(self, name: str) -> Collection[Node]:
        """The values of another property of the shape."""
        return self.compiler.shapes.objects(self.shape, self.compiler.sh(name))


def _each(holds: Holds) -> Test:
    return lambda index, focus, values: [value for value in values if not holds(index, value)]


def _all(tests: list[Test]) -> Test:
    if len(tests) == 1:
        return tests[0]
    return lambda index, focus, values: [failed for test in tests for failed in test(index, focus, values)]


# Kinds of values


def _class(given: Parameters) -> Test:
    def one(kind: Node) -> Test:
        def test(index: Index, focus: Node, values: Values) -> Iterable[Node]:
            kinds = index.kinds(kind)
            return [value for value in values if not index.is_a(value, kinds)]

        return test

    return _all([one(kind) for kind in given.values])


def _datatype(given: Parameters) -> Test:
    datatype = str(getattr(given.one(), "value", ""))
    return _each(lambda _, value: has_datatype(value, datatype))


def _node_kind(given: Parameters) -> Test:
    kind = given.one()
    names = {"IRI": NamedNode, "BlankNode": BlankNode, "Literal": Literal}
    wanted = tuple(type for name, type in names.items() if name in str(kind).rpartition("#")[2])
    if not wanted:
        raise given.compiler.refusal(given.shape, f"has the node kind {kind}")
    return _each(lambda _, value: isinstance(value, wanted))


def _in(given: Parameters) -> Test:
    allowed = frozenset(given.compiler.shapes.items(given.one()))
    return _each(lambda _, value: value in allowed)


# Numbers and strings


def _bound(holds: Callable[[Any, Any], bool], given: Parameters) -> Test:
    bound = given.number()

    def within(_: Index, value: Node) -> bool:
        number = number_of(value)
        return number is not None and holds(number, bound)

    return _each(within)


def _length(holds: Callable[[Any, Any], bool], given: Parameters) -> Test:
    length = given.number()
    return _each(lambda _, value: not isinstance(value, BlankNode) and holds(len(_string(value)), length))


def _pattern(given: Parameters) -> Test:
    flags = "".join(str(getattr(each, "value", "")) for each in given.other("flags"))
    if unknown := set(flags) - set("ims"):
        raise given.compiler.refusal(given.shape, f"has the flags {''.join(sorted(unknown))} of a pattern")
    options = sum(re.RegexFlag[flag.upper()] for flag in set(flags))
    pattern = re.compile(_string(given.one()), options)
    return _each(lambda _, value: not isinstance(value, BlankNode) and pattern.search(_string(value)) is not None)


def _string(node: Node) -> str:
    return str(getattr(node, "value", node))


def _language_in(given: Parameters) -> Test:
    ranges = [_string(each).lower() for each in given.compiler.shapes.items(given.one())]

    def matches(_: Index, value: Node) -> bool:
        language = (value.language or "").lower() if isinstance(value, Literal) else ""
        return any(language == each or language.startswith(f"{each}-") or (each == "*" and language) for each in ranges)

    return _each(matches)


def _unique_lang(given: Parameters) -> Test:
    if not given.flag():
        return lambda index, focus, values: ()

    def test(index: Index, focus: Node, values: Values) -> Iterable[None]:
        if len(values) < 2:
            return ()
        languages = Counter(value.language.lower() for value in values if isinstance(value, Literal) and value.language)
        return [None for count in languages.values() if count > 1]

    return test


# How many, and which


def _count(holds: Callable[[Any, Any], bool], given: Parameters) -> Test:
    number = given.number()
    return lambda index, focus, values: () if holds(len(values), number) else (None,)


def _has_value(given: Parameters) -> Test:
    wanted = given.values
    return lambda index, focus, values: [None for each in wanted if each not in values]


def _closed(given: Parameters) -> Test:
    if not given.flag():
        return lambda index, focus, values: ()
    raise given.compiler.refusal(given.shape, "is closed")


# Pairs of properties


def _equals(given: Parameters) -> Test:
    def test(index: Index, focus: Node, values: Values) -> Iterable[Node]:
        for other in given.values:
            others = index.objects(focus, other)
            yield from (value for value in values if value not in others)
            yield from (value for value in others if value not in values)

    return test


def _disjoint(given: Parameters) -> Test:
    def test(index: Index, focus: Node, values: Values) -> Iterable[Node]:
        return [value for other in given.values for value in values if value in index.objects(focus, other)]

    return test


def _less(holds: Callable[[Any, Any], bool], given: Parameters) -> Test:
    def test(index: Index, focus: Node, values: Values) -> Iterable[Node]:
        for other in given.values:
            others = index.objects(focus, other)
            yield from (value for value in values for each in others if not is_ordered(value, each, holds))

    return test


# Other shapes


def _node(given: Parameters) -> Test:
    shapes = [given.compiler.shape(each) for each in given.values]
    return _all([_each(lambda index, value, shape=shape: shape.conforms(index, value)) for shape in shapes])  # type: ignore[misc]


def _not(given: Parameters) -> Test:
    shapes = [given.compiler.shape(each) for each in given.values]
    return _all([_each(lambda index, value, shape=shape: not shape.conforms(index, value)) for shape in shapes])  # type: ignore[misc]


def _so_many(holds: Callable[[int, int], bool], given: Parameters) -> Test:
    """`sh:or`, `sh:and`, `sh:xone`: how many of the shapes of a list must be conformed to."""

    def one(head: Node) -> Test:
        shapes = [given.compiler.shape(each) for each in given.compiler.shapes.items(head)]
        return _each(lambda index, value: holds(sum(shape.conforms(index, value) for shape in shapes), len(shapes)))

    return _all([one(head) for head in given.values])


def _qualified(holds: Callable[[Any, Any], bool], given: Parameters) -> Test:
    number = given.number()
    if given.other("qualifiedValueShapesDisjoint"):
        raise given.compiler.refusal(given.shape, "has sh:qualifiedValueShapesDisjoint")
    shapes = [given.compiler.shape(each) for each in given.other("qualifiedValueShape")]

    def test(index: Index, focus: Node, values: Values) -> Iterable[None]:
        counts = (sum(shape.conforms(index, value) for value in values) for shape in shapes)
        return [None for count in counts if not holds(count, number)]

    return test


WORDS = {
    "class": "not of the class {}",
    "datatype": "not of the datatype {}",
    "nodeKind": "no {}",
    "in": "none of the values that are allowed",
    "minInclusive": "less than {}",
    "maxInclusive": "more than {}",
    "minExclusive": "not more than {}",
    "maxExclusive": "not less than {}",
    "minLength": "shorter than {}",
    "maxLength": "longer than {}",
    "pattern": "not of the form {}",
    "languageIn": "in no language that is allowed",
    "uniqueLang": "two values in one language",
    "minCount": "fewer values than {}",
    "maxCount": "more values than {}",
    "hasValue": "{} is not among the values",
    "equals": "not the same as {}",
    "disjoint": "also a value of {}",
    "lessThan": "not less than {}",
    "lessThanOrEquals": "more than {}",
    "qualifiedMinCount": "fewer such values than {}",
    "qualifiedMaxCount": "more such values than {}",
}
"""What is wrong, where the shape itself does not say it."""

CONSTRAINTS: dict[str, Callable[[Parameters], Test]] = {
    "class": _class,
    "datatype": _datatype,
    "nodeKind": _node_kind,
    "in": _in,
    "minInclusive": partial(_bound, operator.ge),
    "maxInclusive": partial(_bound, operator.le),
    "minExclusive": partial(_bound, operator.gt),
    "maxExclusive": partial(_bound, operator.lt),
    "minLength": partial(_length, operator.ge),
    "maxLength": partial(_length, operator.le),
    "pattern": _pattern,
    "languageIn": _language_in,
    "uniqueLang": _unique_lang,
    "minCount": partial(_count, operator.ge),
    "maxCount": partial(_count, operator.le),
    "hasValue": _has_value,
    "closed": _closed,
    "equals": _equals,
    "disjoint": _disjoint,
    "lessThan": partial(_less, operator.lt),
    "lessThanOrEquals": partial(_less, operator.le),
    "node": _node,
    "not": _not,
    "and": partial(_so_many, operator.eq),
    "or": partial(_so_many, lambda conforming, _: conforming > 0),
    "xone": partial(_so_many, lambda conforming, _: conforming == 1),
    "qualifiedMinCount": partial(_qualified, operator.ge),
    "qualifiedMaxCount": partial(_qualified, operator.le),
}
"""The property of each constraint in the namespace of SHACL, and what compiles it."""
