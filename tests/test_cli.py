"""The commands as a user meets them: help, facts, graphs, answers and files."""

from __future__ import annotations

import csv
import hashlib
import json
import os
import re
import subprocess
import sys
from importlib.metadata import version
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import typer
from commands import STORIES, Kg

from kg import cli
from kg.records import GRAPH
from kg.resources import samples_dir, schemas_dir

SAMPLES = samples_dir()
pytestmark = pytest.mark.usefixtures("elsewhere")

COMMANDS: dict[str, Any] = typer.main.get_command(cli.app).commands  # type: ignore[attr-defined]

# The form of a fact: what each kind must have, and what it may have besides.
ALWAYS = {"doc", "kind", "subject", "predicate", "quote", "start", "end", "rule"}
OF_KIND = {"observation": {"value", "unit", "approx"}, "relation": {"object"}}
OPTIONAL = {
    "observation": {"low", "high", "period", "population", "counterpart", "confidence"},
    "relation": {"period", "confidence"},
}
TYPES = {"Place", "Organization", "Person", "Project", "Event", "Agreement", "Document"}
APPROXIMATIONS = {"exact", "about", "more_than", "less_than", "up_to"}


# Help


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_has_help_with_an_example(name: str, kg: Kg) -> None:
    done = kg(name, "--help")
    assert done.status == 0
    # The terminal's colours, frame and breaks are not the matter here.
    plain = " ".join(re.sub(r"\x1b\[[\d;]*m|[│╭╮╰╯─]", " ", done.out).split())
    assert re.search(rf"Examples?: kg {name}\b", plain), f"kg {name} --help shows no example"


@pytest.mark.parametrize("name", COMMANDS)
def test_each_option_has_help(name: str) -> None:
    for parameter in COMMANDS[name].params:
        assert parameter.help, f"kg {name} does not explain {parameter.name}"


def test_no_command_is_wrong_use(kg: Kg) -> None:
    assert kg().status == 2


# extract and clean


def test_facts_have_the_form_of_the_gold(kg: Kg) -> None:
    done = kg("extract", *STORIES)
    assert done.status == 0
    assert re.fullmatch(r"\d+ numbers: \d+ in facts, .*, \d+ unclaimed\.\n", done.err)
    facts = [json.loads(line) for line in done.out.splitlines()]
    assert {fact["doc"] for fact in facts} == {path.stem for path in STORIES}
    assert {fact["kind"] for fact in facts} == set(OF_KIND)
    for fact in facts:
        check_form(fact)


def check_form(fact: dict[str, object]) -> None:
    kind = str(fact["kind"])
    needed = ALWAYS | OF_KIND[kind]
    assert needed <= fact.keys() <= needed | OPTIONAL[kind]
    for end in "subject", "object", "counterpart":
        if isinstance(entity := fact.get(end), dict):
            assert entity["type"] in TYPES
            assert entity.keys() <= {"type", "name", "id"}
    if kind == "observation":
        assert isinstance(fact["value"], int | float)
        assert fact["approx"] in APPROXIMATIONS


def test_a_fact_points_at_its_words_in_the_page(kg: Kg) -> None:
    page = (SAMPLES / "s02_wenchuan_workshops.txt").read_text(encoding="utf-8")
    facts = [json.loads(line) for line in kg("extract", SAMPLES / "s02_wenchuan_workshops.txt").out.splitlines()]
    fact = next(fact for fact in facts if fact["predicate"] == "resumed_workshops" and fact["value"] == 21)
    assert fact["quote"] == "汶川县已有21个扶贫车间复工"
    words = page[fact["start"] : fact["end"]]
    assert words.startswith("汶川縣(xiàn)已有21個(gè)扶貧(pín)車(chē)間(jiān)復(fù)工")


def test_extract_to_a_file_writes_what_it_prints(kg: Kg) -> None:
    printed = kg("extract", STORIES[0])
    written = kg("extract", STORIES[0], "-o", "facts.jsonl")
    assert (written.status, written.out) == (0, "")
    assert Path("facts.jsonl").read_text(encoding="utf-8") == printed.out


def test_clean_prints_the_text_that_the_extractors_see(kg: Kg) -> None:
    done = kg("clean", *STORIES)
    assert (done.status, done.err) == (0, "")
    assert "山东省对口帮扶重庆市" in done.out
    assert "(" not in done.out


# build, query and export


def test_building_twice_changes_nothing(kg: Kg) -> None:
    once, digests = kg("build", *STORIES), exported(kg)
    twice = kg("build", *STORIES)
    assert (once.status, once.out, once.err) == (0, "", twice.err)
    assert re.search(r"^graph/: \d+ nodes, \d+ relationships\.$", once.err, re.MULTILINE)
    assert exported(kg) == digests


def exported(kg: Kg) -> dict[str, str]:
    """The digest of each export of the graph in `graph/`."""
    digests = {}
    for format in "turtle", "ntriples", "jsonld", "triples", "graphml", "html":
        assert kg("export", format, f"aid.{format}").status == 0
        digests[format] = hashlib.sha256(Path(f"aid.{format}").read_bytes()).hexdigest()
    return digests


def test_the_order_of_the_pages_does_not_matter(story_graph: Path, kg: Kg) -> None:
    assert kg("build", *reversed(STORIES)).status == 0
    assert Path("graph", GRAPH).read_bytes() == (story_graph / GRAPH).read_bytes()


def test_answers_in_each_format_are_the_same(story_graph: Path, kg: Kg) -> None:
    def ask(format: str) -> str:
        done = kg("query", "who_assists", "-p", "place=Chongqing", "--format", format, "--store", story_graph)
        assert done.status == 0
        return done.out

    (row,) = json.loads(ask("json"))
    assert (row["giver"], row["giver_en"], row["receiver"]) == ("山东省", "Shandong", "重庆市")
    (csv_row,) = csv.DictReader(StringIO(ask("csv")))
    assert csv_row["giver"] == row["giver"]
    head, line = ask("table").splitlines()
    assert head.split() == list(row)
    assert line.split()[:2] == ["重庆市", "500000"]


def test_a_query_of_ones_own(story_graph: Path, kg: Kg) -> None:
    done = kg(
        "query", "MATCH (p:Place {name: $name}) RETURN p.id AS id", "-p", "name=汶川县", "--format", "csv",
        "--store", story_graph,
    )  # fmt: skip
    assert (done.status, done.out.split()) == (0, ["id", "513221"])


def test_query_alone_lists_the_saved_ones(kg: Kg) -> None:
    done = kg("query")
    assert done.status == 0
    assert "Who assists a place?" in done.out
    assert "谁在帮扶" in done.out or "哪些地方帮扶某地" in done.out


def test_an_export_to_stdout_is_what_the_file_holds(story_graph: Path, kg: Kg) -> None:
    printed = kg("export", "triples", "-", "--store", story_graph)
    written = kg("export", "triples", "facts.tsv", "--store", story_graph)
    assert (printed.status, printed.err, written.out, written.err) == (0, "", "", "Wrote facts.tsv.\n")
    assert Path("facts.tsv").read_text(encoding="utf-8") == printed.out


def test_a_query_in_a_file_whose_name_has_spaces(story_graph: Path, kg: Kg) -> None:
    Path("my query.cypher").write_text("MATCH (p:Place {id: '513221'}) RETURN p.name AS name", encoding="utf-8")
    done = kg("query", "my query.cypher", "--format", "csv", "--store", story_graph)
    assert done.out.split() == ["name", "汶川县"]


def test_whole_numbers_are_integers(story_graph: Path, kg: Kg) -> None:
    done = kg("query", "place_figures", "-p", "place=汶川", "--format", "json", "--store", story_graph)
    assert "21," in done.out
    assert ".0" not in done.out


def test_measures_are_found_by_a_word(kg: Kg) -> None:
    rows = json.loads(kg("measures", "--search", "车间", "--format", "json").out)
    assert {"measure": "has_workshops", "中文": "扶贫车间数", "English": "has workshops", "unit": "count"} in rows
    assert "cooperation_funds" not in [row["measure"] for row in rows]
    assert "cooperation_funds" in kg("measures").out


def test_one_s_own_ontology_is_used_all_the_way(kg: Kg) -> None:
    own = (schemas_dir() / "ontology.ttl").read_text(encoding="utf-8").replace("has_workshops", "has_ateliers")
    Path("own.ttl").write_text(own, encoding="utf-8")
    assert kg("build", STORIES[1], "--ontology", "own.ttl").status == 0
    done = kg("query", "measure_ranking", "-p", "measure=has_ateliers", "--ontology", "own.ttl", "--format", "json")
    assert [row["value"] for row in json.loads(done.out) if row["place"] == "汶川县"] == [21]
    assert kg("query", "measure_ranking", "-p", "measure=has_ateliers").status == 2
    assert kg("export", "html", "own.html", "--ontology", "own.ttl").status == 0


def test_the_version(kg: Kg) -> None:
    done = kg("--version")
    assert (done.status, done.out) == (0, f"kg {version('kg')}\n")


@pytest.mark.parametrize("ask", ["-h", "--help"])
def test_help(ask: str, kg: Kg) -> None:
    assert "measures" in kg(ask).out


def test_chinese_is_printed_whatever_the_locale_says(story_graph: Path) -> None:
    command = [sys.executable, "-m", "kg.cli", "query", "who_assists", "-p", "place=500000", "--store", story_graph]
    for plain in ({"PYTHONIOENCODING": "ascii"}, {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}):
        done = subprocess.run(command, env={**os.environ, **plain}, capture_output=True, check=True)
        assert "山东省" in done.stdout.decode("utf-8")


def test_a_reader_that_goes_away_ends_it_quietly() -> None:
    command = [sys.executable, "-m", "kg.cli", "extract", str(SAMPLES)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    said = process.stderr.read().decode()
    assert process.wait(60) == 1
    assert said == ""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a disk without room is shown by Linux")
@pytest.mark.parametrize(
    "command", ["measures", "measures --format json", "clean kg/samples/s01_shandong_chongqing.txt"]
)
def test_an_answer_that_finds_no_room_is_one_line(command: str) -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "kg.cli", *command.split()],
            stdout=full, stderr=subprocess.PIPE, text=True, cwd=SAMPLES.parents[1],
        )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1] == (
        "kg: stdout can't be written: No space left on device. Make room, or send it elsewhere."
    )
    assert "Traceback" not in done.stderr
