"""The bundle of ECharts is what scripts/echarts builds: `make echarts`."""

import hashlib
import json
from importlib.resources import files
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "scripts" / "echarts"
ASSET = files("kg.view").joinpath("assets/echarts.js").read_text(encoding="utf-8")


def test_the_bundle_is_the_one_that_was_built() -> None:
    built = json.loads((FOLDER / "built.json").read_text(encoding="utf-8"))
    assert hashlib.sha256(ASSET.encode()).hexdigest() == built["sha256"]


def test_it_is_built_from_the_versions_of_the_lock() -> None:
    built = json.loads((FOLDER / "built.json").read_text(encoding="utf-8"))
    packages = json.loads((FOLDER / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    wanted = json.loads((FOLDER / "package.json").read_text(encoding="utf-8"))["devDependencies"]
    for name in ("echarts", "zrender", "esbuild"):
        assert packages[f"node_modules/{name}"]["version"] == built[name]
        assert wanted.get(name, built[name]) == built[name]


def test_it_names_its_licences_and_can_stand_in_a_script_element() -> None:
    assert ASSET.startswith("/*! Apache ECharts")
    notice = files("kg.view").joinpath("assets/NOTICE.txt").read_text(encoding="utf-8")
    for name in ("Apache ECharts", "zrender", "d3", "tslib"):
        assert name in notice
    assert "</script" not in ASSET
    assert "<!--" not in ASSET
