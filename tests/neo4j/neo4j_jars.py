"""The jars of Neo4j Community: what `pom.xml` names, fetched once by Maven into `.cache/neo4j`."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
POM = HERE / "pom.xml"
CACHE = HERE.parents[1] / ".cache" / "neo4j"
MAVEN_SECONDS = 300


class Neo4jMissing(Exception):
    """This machine can't run Neo4j; the text says what to install."""


def check_tools() -> None:
    """Raises `Neo4jMissing` where Java or Maven is not there."""
    missing = [name for name in ("java", "mvn") if shutil.which(name) is None]
    if missing:
        raise Neo4jMissing(
            f"Neo4j needs {' and '.join(missing)}. On Debian and Ubuntu: apt install openjdk-17-jre-headless maven. "
            "Or name a running server by NEO4J_URI, NEO4J_USER and NEO4J_PASSWORD."
        )


def jars() -> Path:
    """The folder of the jars of this `pom.xml`, fetched where it is not there. Raises `Neo4jMissing`."""
    check_tools()
    folder = CACHE / hashlib.sha256(POM.read_bytes()).hexdigest()[:16]
    if folder.is_dir():
        return folder
    CACHE.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=CACHE) as half_done:
        command = [
            "mvn", "--quiet", "--batch-mode", "--file", str(POM), "dependency:copy-dependencies",
            f"-DoutputDirectory={half_done}/jars", "-DincludeScope=runtime",
        ]  # fmt: skip
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=MAVEN_SECONDS, check=False)
        except subprocess.TimeoutExpired:
            raise Neo4jMissing(f"Maven did not fetch Neo4j within {MAVEN_SECONDS} seconds.") from None
        if done.returncode:
            raise Neo4jMissing(f"Maven could not fetch Neo4j: {(done.stdout + done.stderr).strip()[-1000:]}")
        # Whoever else fetched it meanwhile fetched the same.
        if not folder.is_dir():
            os.rename(f"{half_done}/jars", folder)
    return folder
