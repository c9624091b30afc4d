"""What more than one test file uses: the commands run in this process, and where the measuring pages lie."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from commands import Done, Kg

from kg import cli

SHARED = Path(__file__).parents[2] / "shared"
"""Pages and gold to measure by, beside the checkout. Absent where only the repository was cloned."""


@pytest.fixture
def kg(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Kg:
    """Runs a command as the shell would, without a process of its own."""

    def run(*arguments: object) -> Done:
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
