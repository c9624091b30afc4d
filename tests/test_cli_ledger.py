"""`kg ledger`, `kg extract --explain` and `--min-confidence` as a user meets them."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from io import StringIO
from pathlib import Path

import pytest
from commands import STORIES, Kg, one_line

from kg.extract import Fate
from kg.why import LEDGER, WHY, summary

pytestmark = pytest.mark.usefixtures("elsewhere")
PAGE = STORIES[1]


def test_the_ledger_has_every_number_with_what_became_of_it(kg: Kg) -> None:
    done = kg("ledger", PAGE, "--format", "csv")
    rows = list(csv.DictReader(StringIO(done.out)))
    assert done.status == 0
    assert list(rows[0]) == LEDGER
    (row,) = (row for row in rows if row["number"] == "21个")
    assert row["became"] == "fact"
    assert row["why"] == "汶川县 resumed_workshops 21 count; 汶川县 has_workshops 21 count"
    page = PAGE.read_text(encoding="utf-8")
    assert page[int(row["start"]) : int(row["end"])].startswith("21")


def test_the_counts_of_the_ledger_add_up(kg: Kg) -> None:
    done = kg("ledger", *STORIES, "--format", "json")
    shares, summary = done.err.splitlines()
    total, *parts = map(int, re.findall(r"\d+(?!\d*%)", summary))
    assert total == len(json.loads(done.out)) == sum(parts)
    claimed, accounted, unclaimed = map(int, re.findall(r"(\d+) [a-z]", shares))
    assert claimed + accounted + unclaimed == total


def test_every_fate_is_counted() -> None:
    counted = summary(Counter(dict.fromkeys(Fate, 2)))
    assert sum(map(int, re.findall(r"\d+", counted))) == 2 * 2 * len(Fate)


def test_the_ledger_of_one_fate(kg: Kg) -> None:
    rows = json.loads(kg("ledger", PAGE, "--only", "date", "--format", "json").out)
    assert {row["became"] for row in rows} == {"date"}
    assert json.loads(kg("ledger", PAGE, "--only", "not-yet", "--format", "json").out) == []


def test_an_unknown_fate_names_the_known_ones(kg: Kg) -> None:
    done = kg("ledger", PAGE, "--only", "lost")
    assert done.status == 2
    assert "No number becomes 'lost'. Use one of fact, date, " in one_line(done)


def test_a_table_of_the_ledger_shows_a_number_among_its_words(kg: Kg) -> None:
    assert "汶川县已有[21个]扶贫车间复工" in kg("ledger", PAGE).out


def test_a_fact_is_explained_by_its_words_rules_and_scores(kg: Kg) -> None:
    done = kg("extract", "--explain", "--only", "resumed_workshops 21", PAGE, "--format", "json")
    rows = json.loads(done.out)
    assert [list(row) for row in rows] == [WHY] * len(rows)
    parts = {row["part"]: row for row in rows}
    assert {row["fact"] for row in rows} == {"汶川县 resumed_workshops 21 count"}
    assert (parts["figure"]["value"], parts["figure"]["words"]) == ("21 count", "21个")
    assert parts["measure"]["value"] == "resumed_workshops"
    assert parts["measure"]["score"] > parts["2nd measure"]["score"]
    assert parts["subject"]["value"] == "汶川县 (513221)"
    assert parts["period"]["words"] == "截至目前"


def test_the_second_place_the_bounds_and_the_people_are_explained(kg: Kg) -> None:
    Path("page.txt").write_text("东西部协作和劳务帮扶\n2021年，汶川县向浙江省输出脱贫劳动力300余人。", "utf-8")
    rows = json.loads(kg("extract", "--explain", "--only", "300", "page.txt", "--format", "json").out)
    told = {row["part"]: (row["value"], row["by"], row["words"]) for row in rows}
    assert told["figure"] == ("300 person", "more_than, 300 to ...", "300余人")
    assert told["counterpart"] == ("浙江省 (330000)", "clause", "")
    assert told["population"] == ("lifted_out", "", "脱贫劳动力")
    assert told["period"] == ("2021", "year", "2021年")


def test_a_relation_is_explained_by_its_rule_and_words(kg: Kg) -> None:
    (row,) = json.loads(kg("extract", "--explain", "--only", "published_on", PAGE, "--format", "json").out)
    assert row["by"].startswith("published: ")
    assert "2020年4月24日" in row["words"]


def test_an_explanation_in_a_table_tells_each_fact_once(kg: Kg) -> None:
    lines = kg("extract", "--explain", "--only", "汶川县 resumed_workshops 21", PAGE).out.splitlines()
    assert sum("汶川县 resumed_workshops 21 count" in line for line in lines) == 1


def test_only_facts_that_have_a_word(kg: Kg) -> None:
    facts = [json.loads(line) for line in kg("extract", PAGE, "--only", "茂县").out.splitlines()]
    assert facts
    assert all("茂县" in json.dumps(fact, ensure_ascii=False) for fact in facts)


def test_an_explanation_goes_to_no_file(kg: Kg) -> None:
    done = kg("extract", "--explain", PAGE, "-o", "why.txt")
    assert (done.status, done.out) == (2, "")
    assert "Leave out --output" in one_line(done)
    assert not Path("why.txt").exists()


@pytest.mark.parametrize("command", ["extract", "build", "ledger"])
def test_a_cut_that_is_no_confidence_is_wrong_use(command: str, kg: Kg) -> None:
    assert kg(command, PAGE, "--min-confidence", "7").status == 2


def test_guesses_are_cut(kg: Kg) -> None:
    Path("page.txt").write_text(
        "东西部协作和劳务帮扶\n汶川县共有扶贫车间3000000000座。\n汶川县建成扶贫车间21座。\n", "utf-8"
    )
    values = [
        [json.loads(line)["value"] for line in kg("extract", "page.txt", *cut).out.splitlines()]
        for cut in ((), ("--min-confidence", "0"), ("--min-confidence", "1"))
    ]
    assert values == [[21], [3000000000, 21], [21]]
    assert kg("build", "page.txt", "--min-confidence", "0").status == 0
    answer = kg("query", "MATCH (o:Observation) RETURN o.value AS value ORDER BY value", "--format", "json")
    assert [row["value"] for row in json.loads(answer.out)] == [21, 3000000000]
