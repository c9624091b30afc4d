"""The commands as a user meets them when something is wrong: one clear line, an exit status, and the rest goes on."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from commands import STORIES, Kg, one_line

from kg.cli import graph
from kg.errors import QueryError
from kg.records import GRAPH
from kg.resources import schemas_dir
from kg.store import embedded
from kg.store.memory import MemoryStore
from kg.store.protocol import Counts

pytestmark = pytest.mark.usefixtures("elsewhere")

BAD_FILES = {
    "empty.txt": (b"", "empty file"),
    "blank.txt": (b" \n\t\n", "empty file"),
    "picture.txt": (b"\x89PNG\r\n\x1a\n" + bytes(64), "not text but a PNG picture. Save its text as .txt"),
    "binary.txt": (bytes(range(256)), "not text: holds NUL bytes"),
    "russian.txt": ("Сотрудничество востока и запада".encode("koi8-r"), "unreadable encoding"),
}


@pytest.mark.parametrize("name", BAD_FILES)
@pytest.mark.parametrize("command", ["extract", "build", "clean"])
def test_a_bad_file_is_one_clear_line(command: str, name: str, kg: Kg) -> None:
    content, reason = BAD_FILES[name]
    Path(name).write_bytes(content)
    done = kg(command, name)
    assert (done.status, done.out) == (1, "")
    said = [line for line in done.err.splitlines() if name in line]
    assert len(said) == 1
    assert said[0].startswith(f"set aside: {name}: {reason}.")
    assert "Traceback" not in done.err


def test_bad_files_do_not_keep_the_others_from_being_built(kg: Kg) -> None:
    Path("pages").mkdir()
    for name, (content, _) in BAD_FILES.items():
        Path("pages", name).write_bytes(content)
    Path("pages", "good.txt").write_bytes(STORIES[1].read_bytes())
    done = kg("build", "pages")
    assert done.status == 1
    assert done.err.count("set aside: ") == len(BAD_FILES)
    assert f"1 page used, {len(BAD_FILES)} set aside." in done.err
    answer = kg("query", "place_figures", "-p", "place=汶川县", "--format", "json")
    assert ("has_workshops", 21) in [(row["measure"], row["value"]) for row in json.loads(answer.out)]


@pytest.mark.parametrize("command", ["extract", "build", "clean"])
def test_a_path_that_does_not_exist_is_wrong_use(command: str, kg: Kg) -> None:
    done = kg(command, STORIES[0], "nowhere")
    assert (done.status, done.out) == (2, "")
    assert one_line(done).startswith("kg: No such file or folder: 'nowhere'.")
    assert not Path("graph").exists()


@pytest.mark.parametrize(
    "command",
    [
        ["build", STORIES[0]], ["update", STORIES[0]], ["retract", "page"], ["load"], ["query", "pages"], ["analyse"],
        ["import", "aid.ttl"],
    ],
    ids=lambda command: command[0],
)  # fmt: skip
def test_a_database_without_its_server_is_wrong_use(command: list[object], story_graph: Path, kg: Kg) -> None:
    kg("export", "turtle", "aid.ttl", "--store", story_graph)
    done = kg(*command, "--database", "other")
    assert done.status == 2
    assert one_line(done) == "kg: --database names a database of a server. Name the server, too: --neo4j URI."


@pytest.mark.parametrize("command", [["query", "RETURN 1 AS n"], ["load"]], ids=lambda command: command[0])
@pytest.mark.parametrize("uri", ["http://localhost:7474", "localhost:7687", "bolt//localhost"])
def test_an_address_that_is_none_of_neo4j_is_one_line(
    command: list[object], uri: str, story_graph: Path, kg: Kg
) -> None:
    done = kg(*command, "--store", story_graph, "--neo4j", uri)
    assert done.status == 1
    assert one_line(done).startswith(f"kg: {uri} is no address of Neo4j: it begins with none of bolt, neo4j, ")
    assert "Use one like bolt://localhost:7687" in done.err


def test_a_file_is_no_folder_for_browser(kg: Kg) -> None:
    Path("file").write_bytes(b"mine")
    done = kg("neo4j-browser", "--write", "file")
    assert done.status == 2
    assert one_line(done) == "kg: file can't be written: File exists. Name a folder that is there or can be made."


def test_an_unknown_export_format_is_wrong_use(story_graph: Path, kg: Kg) -> None:
    done = kg("export", "docx", "aid.docx", "--store", story_graph)
    assert done.status == 2
    assert "'docx' is not known. Use one of turtle, " in one_line(done)


def test_an_export_to_a_folder_that_does_not_exist_names_it(story_graph: Path, kg: Kg) -> None:
    done = kg("export", "turtle", "nowhere/aid.ttl", "--store", story_graph)
    assert done.status == 2
    assert "nowhere/aid.ttl can't be written" in one_line(done)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["who_asists"], "There is no saved query who_asists. Did you mean who_assists"),
        (["mine.cypher"], "kg: mine.cypher can't be read: No such file or directory. Name a file of Cypher."),
        (["who_assists"], "needs place. For example: kg query who_assists --param place=重庆市"),
        (["who_assists", "-p", "plaice=重庆市"], "takes no plaice"),
        (["measure_ranking", "-p", "measure=has_workshops", "-p", "limit=many"], "limit must be of type integer"),
        (["MATCH (p:Place) DETACH DELETE p"], "kg: The query would write, and kg only reads. "),
        (["MATCH (p:Place RETURN p"], "The query failed: "),
        (["MATCH (p:Place) RETURN p.name LIMIT $n"], "The query failed: "),
    ],
)
def test_a_wrong_query_is_one_clear_line(arguments: list[str], said: str, story_graph: Path, kg: Kg) -> None:
    done = kg("query", *arguments, "--store", story_graph)
    assert (done.status, done.out) == (QueryError.exit_code, "")
    assert said in one_line(done)


def test_a_parameter_without_a_value_is_wrong_use(story_graph: Path, kg: Kg) -> None:
    done = kg("query", "who_assists", "-p", "重庆市", "--store", story_graph)
    assert done.status == 2
    assert "not of the form name=value" in one_line(done)


@pytest.mark.parametrize("arguments", [["query", "pages"], ["export", "turtle", "aid.ttl"]])
def test_a_graph_that_was_not_built_yet(arguments: list[str], kg: Kg) -> None:
    done = kg(*arguments)
    assert done.status == 1
    assert "There is no graph in graph. " in one_line(done)
    assert "kg build PATH..." in one_line(done)
    assert list(Path.cwd().iterdir()) == []


@pytest.mark.parametrize("command", ["build", "update", "extract", "clean"])
def test_a_graph_given_as_pages_is_one_line(command: str, kg: Kg) -> None:
    kg("build", STORIES[0])
    done = kg(command, STORIES[1], "graph", *(["--store", "graph"] if command == "update" else []))
    assert (done.status, done.out) == (2, "")
    assert one_line(done) == (
        "kg: graph was written by kg and holds no pages. "
        "Two graphs become one by a build from the pages of both, or by `kg import` of both as RDF."
    )


def test_a_graph_among_pages_is_one_line(kg: Kg) -> None:
    Path("page.txt").write_bytes(STORIES[0].read_bytes())
    assert kg("build", ".").status == 0
    done = kg("build", ".")
    assert done.status == 1
    assert "set aside: ./graph: a folder that kg wrote, and no pages. Name the folders" in done.err
    assert "1 page used, 1 set aside." in done.err


def test_a_folder_of_other_things_is_not_replaced(kg: Kg) -> None:
    Path("graph").mkdir()
    Path("graph", "thesis.txt").write_text("mine", encoding="utf-8")
    done = kg("build", STORIES[0])
    assert done.status == 2
    assert "holds other files and is not replaced" in one_line(done)
    assert Path("graph", "thesis.txt").read_text(encoding="utf-8") == "mine"


def test_a_run_that_fails_leaves_no_file(kg: Kg) -> None:
    assert kg("extract", "nowhere", "-o", "facts.jsonl").status == 2
    assert list(Path.cwd().iterdir()) == []


@pytest.mark.parametrize("command", ["extract", "build", "clean"])
def test_a_folder_without_pages_is_told(command: str, kg: Kg) -> None:
    Path("pages").mkdir()
    done = kg(command, "pages")
    assert (done.status, done.out) == (1, "")
    assert one_line(done) == "kg: No page was found. Name files or a folder of .txt, .html, .jsonl, .warc, .gz or .zip."
    assert not Path("graph").exists()


@pytest.mark.parametrize(
    "arguments",
    [["extract", STORIES[0], "-o", "nowhere/out"], ["export", "csv", "nowhere/out"], ["export", "html", "nowhere/out"]],
)
def test_what_can_not_be_written_is_told_alike(arguments: list[str], story_graph: Path, kg: Kg) -> None:
    where = ["--store", story_graph] if arguments[0] == "export" else []
    done = kg(*arguments, *where)
    assert done.status == 2
    said = "kg: nowhere/out can't be written: No such file or directory. Name a file in a folder that exists."
    assert one_line(done) == said


def test_extract_with_an_ontology_that_is_none(kg: Kg) -> None:
    Path("mine.ttl").write_text("this is no Turtle", encoding="utf-8")
    done = kg("extract", STORIES[0], "--ontology", "mine.ttl")
    assert done.status == 1
    assert one_line(done).startswith("kg: mine.ttl, line 1: not valid Turtle")


def test_a_page_of_the_web_is_no_ontology(kg: Kg) -> None:
    Path("mine.ttl").write_text('<html><a href="x y">words</a></html>', encoding="utf-8")
    done = kg("extract", STORIES[0], "--ontology", "mine.ttl")
    assert done.status == 1
    assert one_line(done).startswith("kg: mine.ttl, line 1: not valid Turtle")


def test_an_ontology_with_a_space_in_an_iri_names_it(kg: Kg) -> None:
    shipped = (schemas_dir() / "ontology.ttl").read_text(encoding="utf-8")
    Path("mine.ttl").write_text(f"{shipped}\n<http://a.example/b c> a <http://a.example/d> .\n", encoding="utf-8")
    done = kg("extract", STORIES[0], "--ontology", "mine.ttl")
    assert done.status == 1
    assert one_line(done) == "kg: mine.ttl: <http://a.example/b c> is no IRI."


def test_an_ontology_that_is_not_there_is_wrong_use(kg: Kg) -> None:
    done = kg("extract", STORIES[0], "--ontology", "nowhere.ttl")
    assert done.status == 2
    assert (
        one_line(done) == "kg: Can't read the ontology nowhere.ttl: No such file or directory. Name a file of Turtle."
    )


def test_an_ontology_with_a_typo_is_one_line(kg: Kg) -> None:
    shipped = (schemas_dir() / "ontology.ttl").read_text(encoding="utf-8")
    Path("mine.ttl").write_text(shipped.replace('aid:head "', 'aid:haed "', 1), encoding="utf-8")
    done = kg("extract", STORIES[0], "--ontology", "mine.ttl")
    assert done.status == 1
    assert one_line(done).endswith("a trigger has no aid:haed. Did you mean aid:head?")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ["ledger", "x", "--min-confidence", "abc"],
            "'--min-confidence': 'abc' is not a number from 0 to 1, such as 0.8.",
        ),
        (["ledger", "x", "--min-confidence", "7"], "'--min-confidence': '7' is not a number from 0 to 1, such as 0.8."),
        (["ledger", "x", "--min-confidence", "nan"], "'nan' is not a number from 0 to 1, such as 0.8."),
        (["ledger", "x", "--format", "xml"], "'--format': 'xml' is not one of 'table', 'json', 'csv'."),
        (["ledger"], "Missing argument 'PATH...'."),
        (["ledger", "x", "--onli", "date"], "No such option: --onli"),
        (["legder", "x"], "No such command 'legder'. Did you mean 'ledger'?"),
    ],
)
def test_a_wrong_option_is_one_line_that_names_the_help(arguments: list[str], said: str, kg: Kg) -> None:
    done = kg(*arguments)
    assert (done.status, done.out) == (2, "")
    assert said in one_line(done)
    assert re.search(r" -h` explains it\.$", one_line(done))


def test_ctrl_c_is_one_line(kg: Kg, monkeypatch: pytest.MonkeyPatch) -> None:
    kg("build", STORIES[0])
    before = Path("graph", GRAPH).read_bytes()

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(embedded, "project", interrupted)
    done = kg("build", *STORIES)
    assert (done.status, done.out) == (130, "")
    assert one_line(done).startswith("kg: Interrupted. ")
    assert Path("graph", GRAPH).read_bytes() == before
    assert [path.name for path in Path.cwd().iterdir()] == ["graph"]


def test_ctrl_c_while_neo4j_is_loaded_says_how_to_go_on(
    story_graph: Path, kg: Kg, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Store(MemoryStore):
        def load(self, *_: object, **__: object) -> Counts:
            raise KeyboardInterrupt

    monkeypatch.setattr(graph, "open_neo4j", lambda uri, database: Store())
    monkeypatch.setattr(graph, "open_store", lambda folder, uri, database: Store())
    done = kg("load", "--store", story_graph, "--neo4j", "bolt://localhost:7687")
    assert done.status == 130
    assert done.err.splitlines()[0] == (
        "bolt://localhost:7687 may have a part of the graph. "
        "`kg load --resume` with the same --store and --neo4j goes on."
    )
    assert done.err.splitlines()[1].startswith("kg: Interrupted. ")


def test_without_a_command_there_is_the_help(kg: Kg) -> None:
    done = kg()
    assert "ledger" in done.out + done.err
    assert "explains it" not in done.err
