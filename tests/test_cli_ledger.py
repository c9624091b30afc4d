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
from rich.cells import cell_len

from kg.cli import terminal
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
    assert "No number becomes 'lost'. Use one of all, claimed, accounted, fact, date, " in one_line(done)


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


@pytest.mark.parametrize(("share", "fates"), [("claimed", {Fate.FACT}), ("unclaimed", {Fate.UNCLAIMED})])
def test_the_ledger_of_a_share(share: str, fates: set[Fate], kg: Kg) -> None:
    Path("page.txt").write_text("东西部协作和劳务帮扶\n2021年，汶川县建成扶贫车间21座，总重7600盎司。\n", "utf-8")
    rows = {each: json.loads(kg("ledger", "page.txt", "--only", each, "--format", "json").out) for each in SHARES}
    assert {row["became"] for row in rows[share]} == fates
    assert not {row["became"] for row in rows["accounted"]} & fates
    assert sum(map(len, rows.values())) == len(json.loads(kg("ledger", "page.txt", "--format", "json").out))


SHARES = ("claimed", "accounted", "unclaimed")


def test_in_a_narrow_terminal_a_number_is_a_line_under_its_page(kg: Kg, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(terminal, "_width", lambda: 80)
    lines = kg("ledger", *STORIES).out.splitlines()
    assert max(map(cell_len, lines)) <= 80
    assert [line.strip() for line in lines if line.strip() in {path.stem for path in STORIES}] == [
        path.stem for path in STORIES
    ]
    (line,) = (line for line in lines if "扶贫车间[14个]" in line)
    assert line.split()[-3:] == ["fact", "茂县", "has_workshops"]


def test_in_a_narrow_terminal_an_explanation_names_the_fact(kg: Kg, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(terminal, "_width", lambda: 80)
    lines = kg("extract", "--explain", "--only", "茂县", PAGE).out.splitlines()
    assert max(map(cell_len, lines)) <= 80
    assert sum("茂县 has_workshops 14 count" in line for line in lines) == 1


def test_a_fact_of_a_table_is_explained_by_column_and_row(kg: Kg) -> None:
    table = "东西部协作和劳务帮扶\n地区\t结对帮扶市\t2020年协作资金（万元）\n汶川县\t绍兴市\t210\n茂县\t绍兴市\t300\n"
    Path("page.txt").write_text(table, "utf-8")
    rows = json.loads(kg("extract", "--explain", "--only", "2100000", "page.txt", "--format", "json").out)
    assert {row["part"]: (row["value"], row["by"]) for row in rows if row["part"] not in ("fact", "figure")} == {
        "measure": ("cooperation_funds", "its column"),
        "subject": ("汶川县 (513221)", "its row"),
        "counterpart": ("绍兴市 (330600)", "its row or column"),
        "period": ("2020", "its column, or above the table"),
    }


@pytest.mark.parametrize("word", ["复工车间数", "resumed_workshops", "复工", "復工"])
def test_facts_by_a_label_a_name_or_the_words_as_the_page_has_them(word: str, kg: Kg) -> None:
    Path("page.txt").write_text("東西部協作和勞務幫扶\n汶川縣已有21個扶貧車間復工。\n", "utf-8")
    done = kg("extract", "page.txt", "--only", word)
    assert "resumed_workshops" in [json.loads(line)["predicate"] for line in done.out.splitlines()]
    assert re.search(rf"^[12] of \d+ facts match(es)? '{word}'\.$", done.err, re.MULTILINE)


def test_that_no_fact_has_a_word_is_told(kg: Kg) -> None:
    done = kg("extract", PAGE, "--only", "无此词")
    assert (done.status, done.out) == (0, "")
    assert re.match(r"0 of \d\d facts match '无此词'\.\n", done.err)


def test_pages_without_a_fact_are_named(kg: Kg) -> None:
    for name in "abcdefg":
        Path(f"{name}.txt").write_text(f"今天天气很好，{name}去了公园。", "utf-8")
    done = kg("extract", *(f"{name}.txt" for name in "abcdefg"))
    assert (done.status, done.out) == (0, "")
    assert one_line(done) == "No fact was found in a.txt, b.txt, c.txt, d.txt, e.txt and 2 more."


def test_a_format_for_facts_is_wrong_use(kg: Kg) -> None:
    done = kg("extract", PAGE, "--format", "csv")
    assert (done.status, done.out) == (2, "")
    assert "--format is for the rows of --explain; facts are JSON lines." in one_line(done)
