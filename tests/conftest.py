"""What more than one test file uses: the commands run in this process, and where the measuring pages lie."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from commands import STORIES, Done, Kg
from hypothesis import HealthCheck, settings

from kg import cli

pytest_plugins = ["chromium_fixtures", "neo4j_fixtures"]

# A busy machine is no failure. On CI, Hypothesis has a profile of its own: the examples are always the same there.
settings.register_profile("kg", settings(), deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("kg")

SHARED = Path(__file__).parents[2] / "shared"
"""Pages and gold to measure by, beside the checkout. Absent where only the repository was cloned."""


@pytest.fixture
def kg(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Kg:
    """Runs a command as the shell would, without a process of its own."""

    def run(*arguments: object) -> Done:
        monkeypatch.delenv("FORCE_COLOR", raising=False)
        monkeypatch.setattr(sys, "argv", ["kg", *map(str, arguments)])
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            cli.main()
        return Done(int(ended.value.code or 0), *capsys.readouterr())

    return run


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of the measuring pages; the test is skipped where there is none."""
    if not SHARED.is_dir():
        pytest.skip(f"{SHARED} is not there")
    return SHARED


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder of the test's own to work in, so that the default `graph/` is nobody's."""
    monkeypatch.chdir(tmp_path)


@pytest.fixture(scope="session")
def story_graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the two stories' graph, built once."""
    folder = tmp_path_factory.mktemp("built") / "graph"
    command = [sys.executable, "-m", "kg.cli", "build", *map(str, STORIES), "--store", str(folder)]
    subprocess.run(command, check=True, capture_output=True)
    return folder
