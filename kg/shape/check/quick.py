"""SHACL shapes compiled into functions: the quick checker.

It reads the constraints of SHACL Core that are in `kg.shape.check.constraints`, and paths of predicates, their
inverses, sequences and alternatives. A shapes graph that has anything else is refused, so that no constraint is passed
over in silence. pySHACL (`kg.shape.check.thorough`) judges the same shapes slowly; tests hold that both say the same.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode

from kg.errors import ShapesError
from kg.shape.check.constraints import CONSTRAINTS, WORDS, Parameters, Test, Values
from kg.shape.index import REST, TYPE, Index, Node
from kg.shape.namespaces import compact

SH = "http://www.w3.org/ns/shacl#"
_CLASS = NamedNode("http://www.w3.org/2000/01/rdf-schema#Class")
_TARGETS = ("targetNode", "targetClass", "targetSubjectsOf", "targetObjectsOf")
_PARTS = {"qualifiedValueShape", "qualifiedValueShapesDisjoint", "flags", "ignoredProperties"}
"""What constraints read beside their own value."""
_NOT_VALIDATING = {"path", "property", "message", "severity", "deactivated", "name", "description", "order", "group"}
_KNOWN = {*CONSTRAINTS, *_TARGETS, *_PARTS, *_NOT_VALIDATING, "defaultValue"}


class Violation(NamedTuple):
    """One result of a check, as SHACL has it."""

    focus: Node
    """The node that was checked."""
    path: str
    """The path from it, in SPARQL's syntax with prefixes; empty where the node itself is at fault."""
    constraint: str
    """The constraint component: `MinCountConstraintComponent`."""
    value: Node | None
    """The value at fault, where it is a single one's."""
    message: str
    """What is wrong, in the shape's own words where it has some."""


@dataclass(slots=True)
class Path:
    """The way from a focus node to its values."""

    text: str
    steps: tuple[tuple[tuple[Node, bool], ...], ...]
    """A sequence; in each step the predicates that may be gone, and whether backwards."""

    def values(self, index: Index, focus: Node) -> Values:
        """Each value once."""
        if len(self.steps) == 1 and len(self.steps[0]) == 1:
            return self._step(index, focus, self.steps[0][0])
        reached: Collection[Node] = [focus]
        for step in self.steps:
            reached = dict.fromkeys(far for near in reached for way in step for far in self._step(index, near, way))
        return reached

    @staticmethod
    def _step(index: Index, node: Node, way: tuple[Node, bool]) -> Values:
        predicate, is_inverse = way
        return index.subjects(predicate, node) if is_inverse else index.objects(node, predicate)


@dataclass(slots=True)
class Shape:
    """A node shape, or with a path a property shape."""

    path: Path | None = None
    message: str = ""
    tests: list[tuple[str, str, Test]] = field(default_factory=list)
    """Each with the name of its component, and the words for what fails it."""
    properties: list[Shape] = field(default_factory=list)

    def violations(self, index: Index, focus: Node) -> Iterator[Violation]:
        """What is wrong with a node."""
        path = self.path
        values: Values = (focus,) if path is None else path.values(index, focus)
        for component, words, test in self.tests:
            for value in test(index, focus, values):
                yield Violation(focus, path.text if path else "", component, value, words)
        for each in self.properties:
            for value in values:
                yield from each.violations(index, value)

    def conforms(self, index: Index, focus: Node) -> bool:
        """Whether nothing is wrong with a node."""
        return next(self.violations(index, focus), None) is None


class Compiler:
    """Makes functions of a shapes graph."""

    def __init__(self, shapes: Index) -> None:
        self.shapes = shapes
        self._made: dict[Node, Shape] = {}
        self._open: list[Node] = []

    def targets(self, node: Node) -> list[tuple[str, Node]]:
        """The kind of each target of a shape, and what it names."""
        found = [(kind, target) for kind in _TARGETS for target in self.shapes.objects(node, self.sh(kind))]
        is_class = _CLASS in self.shapes.objects(node, TYPE)
        return [*found, ("targetClass", node)] if is_class and self._is_shape(node) else found

    def shape(self, node: Node) -> Shape:
        """The shape of a node of the shapes graph."""
        if node in self._open:
            raise self.refusal(node, "leads back to itself")
        if node not in self._made:
            self._open.append(node)
            self._made[node] = self._compiled(node)
            self._open.pop()
        return self._made[node]

    def sh(self, name: str) -> NamedNode:
        """A term of SHACL."""
        return NamedNode(SH + name)

    def refusal(self, shape: Node, why: str) -> ShapesError:
        """The error for a shape that can't be compiled."""
        advice = "`kg check --thorough` may understand it, by way of pySHACL."
        return ShapesError(f"The shape {self._named(shape)} can't be compiled: it {why}.", advice)

    def _is_shape(self, node: Node) -> bool:
        return self.shapes.is_a(node, (self.sh("NodeShape"), self.sh("PropertyShape")))

    def _compiled(self, node: Node) -> Shape:
        said = self.shapes.of(node)
        names = {key.value.removeprefix(SH): key for key in said if key.value.startswith(SH)}
        if unknown := sorted(names.keys() - _KNOWN):
            raise self.refusal(node, f"has sh:{unknown[0]}, which is not understood")
        shape = Shape()
        if any(getattr(each, "value", "") == "true" for each in self.shapes.objects(node, self.sh("deactivated"))):
            return shape
        if "path" in names:
            shape.path = self._path(self.shapes.one(node, self.sh("path")) or node)
        shape.message = self._message(node)
        for name, key in sorted(names.items()):
            if name in CONSTRAINTS:
                component = f"{name[0].upper()}{name[1:]}ConstraintComponent"
                words = shape.message or WORDS.get(name, "").format(", ".join(map(_term, said[key])))
                shape.tests.append((component, words, CONSTRAINTS[name](Parameters(self, node, said[key]))))
        shape.properties = [self.shape(each) for each in self.shapes.objects(node, self.sh("property"))]
        return shape

    def _message(self, node: Node) -> str:
        messages = [each for each in self.shapes.objects(node, self.sh("message")) if isinstance(each, Literal)]
        messages.sort(key=lambda each: (each.language not in ("en", None), each.value))
        return messages[0].value if messages else ""

    def _path(self, node: Node) -> Path:
        members = self.shapes.items(node) if self.shapes.objects(node, REST) else [node]
        steps = tuple(self._ways(member) for member in members)
        return Path("/".join(map(_written, steps)), steps)

    def _ways(self, node: Node) -> tuple[tuple[Node, bool], ...]:
        """The predicates of one step of a path, and whether each is gone backwards."""
        if isinstance(node, NamedNode):
            return ((node, False),)
        inverse = self.shapes.one(node, self.sh("inversePath"))
        if isinstance(inverse, NamedNode):
            return ((inverse, True),)
        alternatives = self.shapes.one(node, self.sh("alternativePath"))
        if alternatives is not None:
            return tuple(way for each in self.shapes.items(alternatives) for way in self._ways(each))
        raise self.refusal(node, "is a path that is no predicate, inverse, sequence or alternative")

    def _named(self, node: Node) -> str:
        """A shape by its IRI, or by that of the shape around it."""
        while not isinstance(node, NamedNode):
            around = (
                subject for subject, said in self.shapes.said.items() if any(node in each for each in said.values())
            )
            node = next(around, NamedNode(f"{SH}unnamed"))
        return compact(node.value)


def _written(ways: Iterable[tuple[Node, bool]]) -> str:
    names = [f"{'^' if is_inverse else ''}{_term(node)}" for node, is_inverse in ways]
    return names[0] if len(names) == 1 else f"({'|'.join(names)})"


def _term(node: Node) -> str:
    """A term for a reader."""
    return compact(str(getattr(node, "value", node)))


@dataclass(frozen=True, slots=True)
class Checker:
    """Compiled shapes, each with its targets: kind of target, and what it names."""

    shapes: list[tuple[Shape, list[tuple[str, Node]]]]

    def check(self, data: Index) -> Iterator[Violation]:
        """What is wrong with the data, shape by shape."""
        for shape, targets in self.shapes:
            for focus in dict.fromkeys(node for kind, target in targets for node in _targets(data, kind, target)):
                yield from shape.violations(data, focus)


def compiled(shapes: Index) -> Checker:
    """The shapes of a shapes graph, ready to check any data. Raises `ShapesError` where one can't be compiled."""
    compiler = Compiler(shapes)
    targeted = ((node, compiler.targets(node)) for node in sorted(shapes.said, key=str))
    return Checker([(compiler.shape(node), targets) for node, targets in targeted if targets])


def check(data: Index, shapes: Index) -> Iterator[Violation]:
    """What is wrong with the data. Raises `ShapesError` where the shapes can't be compiled."""
    return compiled(shapes).check(data)


def _targets(data: Index, kind: str, target: Node) -> Iterable[Node]:
    if kind == "targetNode":
        return (target,)
    if kind == "targetClass":
        return (node for each in data.kinds(target) for node in data.subjects(TYPE, each))
    if kind == "targetSubjectsOf":
        return (subject for subject, _ in data.all_of(target))
    return (object for _, objects in data.all_of(target) for object in objects)
