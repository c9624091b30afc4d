"""What the documents tell a reader to type exists, their links lead somewhere, and both READMEs tell the same."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import pytest
import typer.main

from kg import pipeline
from kg.cli import app
from kg.records import record_of
from kg.resources import samples_dir

ROOT = Path(__file__).parents[1]
READMES = [ROOT / "README.md", ROOT / "README.zh.md"]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("kg/**/*.md")])
COMMANDS = typer.main.get_command(app).commands  # type: ignore[attr-defined]


def blocks(path: Path, language: str) -> list[str]:
    """The code of a document in a language."""
    return re.findall(rf"```{language}\n(.*?)```", path.read_text(encoding="utf-8"), re.DOTALL)


def calls(path: Path) -> list[list[str]]:
    """The commands that a document shows, in words, without their comments."""
    lines = "\n".join(blocks(path, "sh")).splitlines()
    return [words for line in lines if (words := shlex.split(line, comments=True))]


def anchors(path: Path) -> set[str]:
    """The headings of a document as a link names them."""
    headings = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading).strip().lower().replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_each_command_and_option_of_a_document_exists(path: Path) -> None:
    for _, name, *arguments in (call for call in calls(path) if call[0] == "kg" and len(call) > 1):
        assert name in COMMANDS, f"kg {name}"
        known = {"--help", "-h", *(option for each in COMMANDS[name].params for option in each.opts)}
        given = {word.partition("=")[0] for word in arguments if re.match(r"--?[a-z]", word)}
        assert given <= known, f"kg {name}: {given - known}"


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_each_link_of_a_document_leads_somewhere(path: Path) -> None:
    for link in re.findall(
        r"\]\(([^)\s]+)\)", re.sub(r"```.*?```", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    ):
        file, _, anchor = link.partition("#")
        if re.match(r"https?:", file):
            continue
        target = path.parent / file if file else path
        assert target.exists(), link
        assert not anchor or anchor in anchors(target), link


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_is_shown(name: str) -> None:
    assert name in {call[1] for call in calls(ROOT / "docs" / "commands.md") if call[0] == "kg"}


def test_both_languages_tell_the_same_commands() -> None:
    english, chinese = map(calls, READMES)
    assert english == chinese
    assert len(english) > 5


@pytest.mark.parametrize("path", READMES, ids=lambda path: path.name)
def test_the_fact_that_is_shown_is_one(path: Path) -> None:
    (block,) = blocks(path, "json")
    shown = json.loads(block)
    found = pipeline.facts([samples_dir() / f"{shown['doc']}.txt"], pipeline.Run())
    assert shown in [record_of(fact) for _, facts in found for fact in facts]
