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


@pytest.mark.parametrize(
    ("above", "below", "period"),
    [
        ("", "注：数据截至2022年9月30日。", "../2022-09-30"),
        ("", "（以上为2021年统计数据）", "2021"),
        ("沿河县2021年劳务协作工作总结\n协作从2016年开始，一直如此。\n", "", "2021"),
        ("沿河县2021年劳务协作情况表\n", "注：数据截至2022年9月30日。", "2021"),
    ],
)
def test_the_time_of_a_table_is_that_above_it_or_the_pages_or_a_notes(above: str, below: str, period: str) -> None:
    table = "| 乡镇 | 转移就业（人） |\n| 合水镇 | 621 |\n| 木黄镇 | 482 |\n"
    found = facts(page(f"{above}沿河县东西部劳务协作\n{table}{below}\n"))
    assert {fact.period for fact in found if isinstance(fact, Observation)} == {period}
