"""What the tests of this folder share: the tables of cases, the extractor, and facts told in short.

A table has a header, then one case a line; `\\n` and `\\t` in a cell stand for what they say. `known_failures/` has
tables of the same form, each case with the reason in its last column.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest

from kg import ontology, places
from kg.extract import Extractor
from kg.model import Entity, Fact, Observation, Page, Relation, Text

CASES = Path(__file__).parent / "cases"
KNOWN = "known_failures"
ABOUT_AID = "东西部协作和劳务帮扶工作情况"
"""A title that makes a page one about aid, and names no place."""


def cases(table: str, with_known_failures: bool = True) -> list[Any]:
    """The cases of a table, and those of its known failures, which must fail, as pytest parameters."""
    known = [
        pytest.param(*row[:-1], marks=pytest.mark.xfail(strict=True, reason=row[-1], raises=AssertionError))
        for row in _rows(CASES / KNOWN / f"{table}.tsv")
        if with_known_failures
    ]
    return [*(pytest.param(*row) for row in _rows(CASES / f"{table}.tsv")), *known]


def blocks(file: str) -> list[Any]:
    """The cases of a file of text blocks, as (text, wanted lines): the lines after `=>` say what is wanted.

    A block begins with `# name`; one that fails still has a second such line, `# fails: reason`.
    """
    found = []
    for block in (CASES / file).read_text(encoding="utf-8").split("\n\n# ")[1:]:
        name, _, body = block.partition("\n")
        reason = body.partition("\n")[0].removeprefix("# fails: ") if body.startswith("# fails: ") else ""
        text, _, lines = body.partition("\n=>\n")
        text = text.partition("\n")[2] if reason else text
        marks = [pytest.mark.xfail(strict=True, reason=reason, raises=AssertionError)] if reason else []
        found.append(pytest.param(text, sorted(lines.split("\n")) if lines.strip() else [], id=name, marks=marks))
    return found


def pieces(file: str) -> list[str]:
    """The lines of a file, each a piece that texts are put together from."""
    return [_unescaped(line) for line in (CASES / file).read_text(encoding="utf-8").split("\n") if line]


def _unescaped(cell: str) -> str:
    return cell.replace("\\n", "\n").replace("\\t", "\t")


def _rows(path: Path) -> list[list[str]]:
    if not path.exists():
        return []
    header, *lines = path.read_text(encoding="utf-8").rstrip("\n").split("\n")
    width = header.count("\t") + 1
    rows = [[_unescaped(cell) for cell in line.split("\t")] for line in lines]
    wrong = [row for row in rows if len(row) != width]
    assert not wrong, f"{path.name}: not {width} cells: {wrong}"
    return rows


@cache
def extractor() -> Extractor:
    """The extractor with the ontology and the gazetteer that ship."""
    return Extractor(ontology.load(), places.load())


def page(clean: str, published: str | None = None, title: str | None = None, id: str = "page") -> Text:
    """A text that needed no cleaning."""
    return Text(Page(id, f"{id}.txt", clean.encode(), "utf-8", clean, published=published or None), clean, (), title)


def about_aid(body: str, published: str | None = None) -> Text:
    """A page about aid with a body of paragraphs."""
    return page(f"{ABOUT_AID}\n{body}", published)


def facts(text: Text) -> list[Fact]:
    """The facts of a text."""
    return extractor().extract(text).facts


def observations(text: Text) -> list[Observation]:
    """The figures of a text."""
    return [fact for fact in facts(text) if isinstance(fact, Observation)]


def relations(text: Text, *predicates: str) -> list[Relation]:
    """The relations of a text that have one of some predicates, or all of them."""
    found = [fact for fact in facts(text) if isinstance(fact, Relation)]
    return [relation for relation in found if not predicates or relation.predicate in predicates]


def told(figure: Observation) -> str:
    """A figure as `汶川县 has_workshops 21 count`."""
    return f"{figure.subject.name} {figure.predicate} {number(figure.value)} {figure.unit}"


def told_relation(relation: Relation) -> str:
    """A relation as `冉俊松 comes_from 龙潭镇`, with its period where it has one."""
    target = relation.object.name if isinstance(relation.object, Entity) else relation.object
    return f"{relation.subject.name} {relation.predicate} {target}{' ' + relation.period if relation.period else ''}"


def number(value: float) -> str:
    """A number without the zeros that say nothing."""
    return str(int(value)) if value == int(value) else str(value)


def wanted(cell: str) -> list[str]:
    """A cell's parts (`a; b`), sorted."""
    return sorted(part for part in cell.split("; ") if part)
