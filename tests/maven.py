"""Jars of programs that tests run: what a `pom.xml` names, fetched once by Maven into `.cache`."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

CACHE = Path(__file__).resolve().parents[1] / ".cache"
SECONDS = 900


class MavenMissing(Exception):
    """This machine can't run what Maven would fetch; the text says what to install."""


def check_tools(what: str) -> None:
    """Raises `MavenMissing` where Java or Maven is not there."""
    missing = [name for name in ("java", "mvn") if shutil.which(name) is None]
    if missing:
        raise MavenMissing(
            f"{what} needs {' and '.join(missing)}. On Debian and Ubuntu: apt install openjdk-17-jre-headless maven."
        )


def jars(pom: Path, what: str) -> Path:
    """The folder of the jars of a `pom.xml`, fetched where it is not there. Raises `MavenMissing`."""
    check_tools(what)
    cache = CACHE / what.lower()
    folder = cache / hashlib.sha256(pom.read_bytes()).hexdigest()[:16]
    cache.mkdir(parents=True, exist_ok=True)
    # Maven's own folder does not bear two of them at once.
    with (CACHE / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.is_dir():
            _fetch(pom, what, folder)
    return folder


def _fetch(pom: Path, what: str, folder: Path) -> None:
    with tempfile.TemporaryDirectory(dir=folder.parent) as half_done:
        command = [
            "mvn", "--quiet", "--batch-mode", "--file", str(pom), "dependency:copy-dependencies",
            f"-DoutputDirectory={half_done}/jars", "-DincludeScope=runtime",
        ]  # fmt: skip
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=False)
        except subprocess.TimeoutExpired:
            raise MavenMissing(f"Maven did not fetch {what} within {SECONDS} seconds.") from None
        if done.returncode:
            raise MavenMissing(f"Maven could not fetch {what}: {(done.stdout + done.stderr).strip()[-1000:]}")
        os.rename(f"{half_done}/jars", folder)
