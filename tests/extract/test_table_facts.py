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


def test_the_title_over_a_table_tells_whom_its_people_are() -> None:
    title = "东西部劳务协作\n2019年沿河县农村劳动力转移就业情况表\n（单位：人）\n"
    table = "| 乡镇 | 转移就业 | 其中脱贫劳动力 |\n| 合水镇 | 621 | 101 |\n| 木黄镇 | 482 | 92 |\n"
    found = {fact.value: fact.population for fact in facts(page(title + table)) if isinstance(fact, Observation)}
    assert found == {621: "rural_workers", 482: "rural_workers", 101: "lifted_out", 92: "lifted_out"}
