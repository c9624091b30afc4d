"""Who may import whom: a stage knows the types that pass through it and no other stage, and each library has a door.

    model, errors, near <- resources, ontology, places, files, records, periods, programme <- stages
    stages <- pipeline, export <- cli

The imports are read from the source, those inside functions and under TYPE_CHECKING too.
"""

from __future__ import annotations

import ast
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MODULES = sorted(path for path in (ROOT / "kg").rglob("*.py"))
STAGES = ("read", "clean", "extract", "resolve", "shape", "store", "view", "analyse")

# What each part may import of kg, besides itself.
TYPES = {"model", "errors"}
SHARED = TYPES | {
    "near",
    "resources",
    "ontology",
    "places",
    "files",
    "records",
    "periods",
    "programme",
    "saved",
    "parameters",
}
ABOVE = {"reviews", "texts", "gold", "explain", "why"}
ALLOWED = {
    "__init__": {"analyse", "records"},
    "model": set[str](),
    "errors": set[str](),
    "near": set[str](),
    "resources": {"errors"},
    "ontology": TYPES | {"files", "near", "resources"},
    "places": TYPES | {"resources"},
    "files": {"errors"},
    "periods": set[str](),
    "programme": {"model", "ontology"},
    "records": TYPES,
    "parameters": TYPES | {"near", "places", "ontology"},
    "saved": {"errors", "near", "ontology", "parameters"},
    "reviews": TYPES,
    "gold": {"model", "records", "reviews"},
    "texts": {"model", "extract", "why"},
    **dict.fromkeys(STAGES, SHARED),
    "processes": {"errors"},
    "pipeline": {*SHARED, *STAGES, "reviews", "processes"},
    "export": {*SHARED, *STAGES, "reviews", "gold"},
    "explain": TYPES,
    "why": SHARED | {"extract"},
    "serve": {*SHARED, "reviews", "texts", "gold", "store", "view"},
    "cli": {*SHARED, *STAGES, *ABOVE, "serve", "pipeline", "export"},
}

# The one place of each library: a module, or a part whose modules may share it.
DOORS = {
    "arcadedb": "kg/store/arcade.py",
    "arcadedb_embedded": "kg/store/arcade.py",
    "daachorse": "kg/places/ kg/extract/ kg/clean/furniture.py",
    "jieba": "kg/extract/words.py",
    "jpype": "kg/store/arcade.py",
    "neo4j": "kg/store/neo4j_server.py",
    "networkx": "kg/store/ kg/analyse/ kg/view/layout.py",
    "numpy": "kg/view/layout.py",
    "opencc": "kg/clean/script.py",
    "pydantic": "kg/records.py",
    "pyoxigraph": "kg/shape/",
    "pyshacl": "kg/shape/check/thorough.py",
    "pypinyin": "kg/clean/pinyin.py kg/near.py",
    "rdflib": "kg/ontology/ kg/shape/check/thorough.py",
    "resvg_py": "kg/view/png.py",
    "rich": "kg/cli/terminal.py",
    "trafilatura": "kg/clean/main_text.py",
    "warcio": "kg/read/warc.py",
    "jinja2": "kg/serve/render.py",
    "markupsafe": "kg/serve/rows.py kg/serve/render.py",
    "starlette": "kg/serve/",
    "uvicorn": "kg/serve/server.py",
    "typer": "kg/cli/",
}


TAKEN_UP = {"httptools", "uvloop"}
"""Libraries that another uses by itself where they are installed: these make uvicorn several times quicker."""


def part_of(path: Path) -> str:
    """`kg/store/arcade.py` is of the part `store`, `kg/cli/ask.py` of `cli`."""
    return path.relative_to(ROOT / "kg").parts[0].removesuffix(".py")


def imports(path: Path) -> Iterator[str]:
    """The dotted names that a module imports; `from kg import places` is `kg.places`."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}, line {node.lineno}: a relative import"
            module = str(node.module)
            yield from (f"kg.{alias.name}" for alias in node.names) if module == "kg" else [module]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_imports_only_what_its_part_may(path: Path) -> None:
    part = part_of(path)
    own = {name.split(".")[1] for name in imports(path) if name.startswith("kg.")}
    assert own <= ALLOWED[part] | {part}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_library_is_used_only_behind_its_door(path: Path) -> None:
    place = str(path.relative_to(ROOT))
    for name in imports(path):
        library = name.partition(".")[0]
        if library != "kg" and library not in sys.stdlib_module_names:
            assert library in DOORS, f"{place} imports {library}, which has no door in this test's table"
            assert place.startswith(tuple(DOORS[library].split())), f"{place} is not the door of {library}"


def test_each_dependency_has_a_door_and_is_used() -> None:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    names = {line.split(">")[0].split("=")[0].strip().replace("-", "_") for line in declared}
    used = {name.partition(".")[0] for path in MODULES for name in imports(path)}
    assert names - TAKEN_UP <= DOORS.keys()
    assert names - TAKEN_UP <= used


def test_only_the_commands_print() -> None:
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print":
                assert path == ROOT / "kg/cli/told.py", f"{path}, line {node.lineno} prints"


def test_no_two_modules_of_the_tests_have_one_name() -> None:
    # Their folders are no packages: of two, the one that is imported first would stand for both.
    names = Counter(path.name for path in (ROOT / "tests").rglob("*.py") if path.name != "conftest.py")
    names -= Counter(names.keys())
    assert not names
