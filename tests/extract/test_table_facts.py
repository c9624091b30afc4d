"""Tables: rows of cells under a header, as figures and pairings. The blocks of text stand in `cases/tables.txt`."""

from __future__ import annotations

import pytest
from extract_cases import blocks, facts, page, told, told_relation

from kg.model import Observation


@pytest.mark.parametrize(("text", "lines"), blocks("tables.txt"))
def test_facts_of_a_table(text: str, lines: list[str]) -> None:
    found = []
    for fact in facts(page(text.replace(" | ", "\t"))):
        if isinstance(fact, Observation):
            more = f" with {fact.counterpart.name}" if fact.counterpart else ""
            of = f" of {fact.population}" if fact.population else ""
            found.append(f"{told(fact)}{of}{more}{' in ' + fact.period if fact.period else ''}")
        else:
            found.append(told_relation(fact))
    assert sorted(found) == [line.rstrip() for line in lines]
