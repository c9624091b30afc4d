"""Writes the documents that are made from data: docs/ontology.md, and the example in docs/linked-data.md.

python scripts/build_docs.py            write them
python scripts/build_docs.py --check    only tell which of them is out of date, with exit status 1
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from rdflib import OWL, RDF, RDFS, SKOS, Graph, Literal, Namespace
from rdflib.term import Node

from kg import pipeline
from kg.ontology import default_path
from kg.resources import samples_dir
from kg.shape import dump

DOCS = Path(__file__).parents[1] / "docs"
AID = Namespace("https://w3id.org/kg-aid/ontology#")
WORDS = 6
"""How many of a measure's words are shown."""
EXAMPLE = "s02_wenchuan_workshops.txt"
"""The sample page of the example in docs/linked-data.md ..."""
SHOWN = "has_workshops"
"""... and the measure whose figure is shown."""
FOLLOWED = (
    "aid:subject", "aid:period", "time:hasBeginning", "time:hasEnd", "qb:dataSet", "prov:wasDerivedFrom",
    "oa:hasSelector", "prov:wasGeneratedBy", "prov:wasAssociatedWith",
)  # fmt: skip
"""The properties that lead from the figure to what is shown with it."""
MATCHES = {
    RDFS.subClassOf: "⊑", RDFS.subPropertyOf: "⊑", SKOS.exactMatch: "=", SKOS.closeMatch: "≈", SKOS.relatedMatch: "~",
}  # fmt: skip

HEAD = """# The ontology

<!-- Made from schemas/ontology.ttl by scripts/build_docs.py (make docs). Don't edit it here. -->

What may be said: the terms of `schemas/ontology.ttl`, which is OWL and SKOS. `kg ontology FILE` writes the file with
all that follows from it spelt out. How the data use the terms, [linked-data.md](linked-data.md) tells.

Terms without a prefix are under `aid:`, <https://w3id.org/kg-aid/ontology#>. In other vocabularies: `⊑` is a part of,
`=` the same as, `≈` close to, `~` akin to. Only what is there is said: most measures have no equal elsewhere.
"""


class Terms:
    """The ontology as tables."""

    def __init__(self, path: Path) -> None:
        self.graph = Graph().parse(path)

    def page(self) -> str:
        """The whole document."""
        return "\n".join((HEAD, *self._sections()))

    def _sections(self) -> Iterator[str]:
        name, zh, en, what, others = self._name, self._zh, self._en, self._what, self._others
        yield self._table(
            "Things", self._entities(), ("class", name), ("中文", zh), ("what it is", what), ("elsewhere", others)
        )
        yield self._table(
            "Relations", self._of("Relation"), ("relation", name), ("中文", zh), ("from", self._link(RDFS.domain)),
            ("to", self._link(RDFS.range)), ("inverse", self._inverse), ("elsewhere", others),
        )  # fmt: skip
        yield self._table(
            "Measures", self._of("Measure"), ("measure", name), ("English", en), ("中文", zh), ("what it counts", what),
            ("unit", self._link(AID.unit)), ("plausible", self._range), ("words", self._words),
        )  # fmt: skip
        yield self._table(
            "What a figure has", self._components(), ("property", name), ("中文", zh), ("in the cube", self._kind),
            ("value", self._link(RDFS.range)), ("what it is", what), ("elsewhere", others),
        )  # fmt: skip
        yield self._table(
            "Units", self._of("Unit"), ("unit", name), ("中文", zh), ("class", self._texts(AID.unitClass)),
            ("counters", self._texts(AID.counter)), ("elsewhere", others),
        )  # fmt: skip
        for title, of_class in (("Populations", "Population"), ("Programmes", "Programme"), ("Roles", "Role")):
            if terms := self._of(of_class):
                yield self._table(title, terms, ("term", name), ("English", en), ("中文", zh), ("words", self._words))
        yield self._table(
            "Approximations", self._of("Approximation"), ("term", name), ("English", en), ("中文", zh),
            ("before a number", self._texts(AID.prefix)), ("after it", self._texts(AID.suffix)),
        )  # fmt: skip
        yield self._table(
            "Levels", self._of("Level"), ("level", name), ("中文", zh), ("what it is", what), ("elsewhere", others)
        )
        yield self._table(
            "Other classes and properties", self._others_of_ours(), ("term", name), ("中文", zh), ("what it is", what),
            ("elsewhere", others),
        )  # fmt: skip
        yield self._table(
            "What the extractor reads",
            self._all(OWL.AnnotationProperty),
            ("property", name),
            ("中文", zh),
            ("what it says", what),
        )

    # Which terms

    def _all(self, of_class: Node) -> list[Node]:
        return sorted((node for node in self.graph.subjects(RDF.type, of_class) if "kg-aid" in str(node)), key=str)

    def _of(self, of_class: str) -> list[Node]:
        return self._all(AID[of_class])

    def _entities(self) -> list[Node]:
        return [AID.Entity, *sorted(self.graph.subjects(RDFS.subClassOf, AID.Entity), key=str)]

    def _components(self) -> list[Node]:
        kinds = self._cube_kinds()
        return [node for kind in kinds for node in self._all(kind)]

    def _cube_kinds(self) -> list[Node]:
        qb = Namespace("http://purl.org/linked-data/cube#")
        return [qb.DimensionProperty, qb.AttributeProperty]

    def _others_of_ours(self) -> list[Node]:
        told = {*self._entities(), *self._components(), *self._of("Relation"), *self._of("Measure")}
        inverses = set(self.graph.subjects(OWL.inverseOf))
        kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, SKOS.ConceptScheme)
        return sorted({node for kind in kinds for node in self._all(kind)} - told - inverses, key=str)

    # What is told of each

    def _table(self, title: str, terms: Iterable[Node], *columns: tuple[str, Callable[[Node], str]]) -> str:
        rows = [" | ".join(cell(term).replace("|", "\\|") for _, cell in columns) for term in terms]
        head = " | ".join(name for name, _ in columns)
        lines = (f"| {head} |", f"|{'---|' * len(columns)}", *(f"| {row} |" for row in rows))
        return f"## {title}\n\n" + "\n".join(lines) + "\n"

    def _short(self, node: Node) -> str:
        prefixed = self.graph.namespace_manager.normalizeUri(str(node))
        return prefixed.removeprefix("aid:")

    def _name(self, node: Node) -> str:
        return f"`{self._short(node)}`"

    def _label(self, node: Node, language: str) -> str:
        labels = self.graph.objects(node, RDFS.label)
        return next((str(label) for label in labels if isinstance(label, Literal) and label.language == language), "")

    def _zh(self, node: Node) -> str:
        return self._label(node, "zh")

    def _en(self, node: Node) -> str:
        return self._label(node, "en")

    def _what(self, node: Node) -> str:
        return str(self.graph.value(node, SKOS.definition) or "")

    def _link(self, property: Node) -> Callable[[Node], str]:
        return lambda node: ", ".join(sorted(map(self._name, self.graph.objects(node, property))))

    def _texts(self, property: Node) -> Callable[[Node], str]:
        return lambda node: _some(sorted(map(str, self.graph.objects(node, property))))

    def _kind(self, node: Node) -> str:
        dimension, _ = self._cube_kinds()
        return "dimension" if (node, RDF.type, dimension) in self.graph else "attribute"

    def _inverse(self, node: Node) -> str:
        return ", ".join(map(self._name, self.graph.subjects(OWL.inverseOf, node)))

    def _range(self, node: Node) -> str:
        low, high = (self.graph.value(node, bound) for bound in (AID.minimum, AID.maximum))
        return f"{_number(low)} to {_number(high)}" if low is not None and high is not None else ""

    def _words(self, node: Node) -> str:
        triggers = list(self.graph.objects(node, AID.trigger)) or [node]
        for kind in (AID.head, AID.cue):
            if words := sorted({str(word) for trigger in triggers for word in self.graph.objects(trigger, kind)}):
                return _some(words)
        return ""

    def _others(self, node: Node) -> str:
        matches = [(sign, self.graph.objects(node, property)) for property, sign in MATCHES.items()]
        inverse = self.graph.value(None, OWL.inverseOf, node)
        told = [
            f"{sign} {self._short(other)}"
            for sign, others in matches
            for other in sorted(others, key=str)
            if _is_outer(other)
        ]
        if inverse is not None and (of_inverse := self._others(inverse)):
            told.append(f"inverse {of_inverse}")
        return ", ".join(told)


def _is_outer(node: Node) -> bool:
    return (
        "kg-aid" not in str(node) and "://" in str(node) and not str(node).startswith((str(OWL), str(RDF), str(RDFS)))
    )


def _some(words: list[str]) -> str:
    shown = ", ".join(words[:WORDS])
    return f"{shown}, … ({len(words)})" if len(words) > WORDS else shown


def _number(node: Node) -> str:
    value = float(str(node))
    return f"{value:,.0f}" if value == int(value) else str(value)


def example() -> str:
    """The Turtle that an export has of one figure: its place, the figure, its period, words, page and run."""
    graph = pipeline.build([samples_dir() / EXAMPLE], pipeline.Run())
    out = io.BytesIO()
    dump(graph, "turtle", out)
    blocks = {block.split()[0]: block for block in out.getvalue().decode().split(" .\n") if block[:1] not in ("@", "")}
    shown = [next(name for name, block in blocks.items() if f"qb:dataSet dataset:{SHOWN} " in block)]
    for name in shown:  # it grows by what is followed
        for predicate, objects in re.findall(r"\t([\w:]+) (.*)", blocks[name]):
            if predicate in FOLLOWED:
                shown += [each for each in objects.rstrip(" ;").split(" , ") if each not in shown]
    return " .\n".join(blocks[name] for name in shown) + " ."


def linked_data(text: str) -> str:
    """The document with the example anew."""
    head, _, rest = text.partition("<!-- example -->\n")
    return f"{head}<!-- example -->\n```turtle\n{example()}\n```\n<!-- end -->{rest.partition('<!-- end -->')[2]}"


def documents() -> dict[Path, str]:
    """Each document, and what it should say."""
    path = DOCS / "linked-data.md"
    return {DOCS / "ontology.md": Terms(default_path()).page(), path: linked_data(path.read_text(encoding="utf-8"))}


if __name__ == "__main__":
    for document, text in documents().items():
        document.write_text(text, encoding="utf-8")
