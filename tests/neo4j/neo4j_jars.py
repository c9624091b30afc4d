"""The jars of Neo4j Community: what `pom.xml` names, fetched once by Maven into `.cache/neo4j`."""

from __future__ import annotations

from pathlib import Path

import maven

HERE = Path(__file__).resolve().parent
POM = HERE / "pom.xml"
OR_ELSE = " Or name a running server by NEO4J_URI, NEO4J_USER and NEO4J_PASSWORD."


class Neo4jMissing(Exception):
    """This machine can't run Neo4j; the text says what to install."""


def check_tools() -> None:
    """Raises `Neo4jMissing` where Java or Maven is not there."""
    try:
        maven.check_tools("Neo4j")
    except maven.MavenMissing as missing:
        raise Neo4jMissing(f"{missing}{OR_ELSE}") from None


def jars() -> Path:
    """The folder of the jars of this `pom.xml`, fetched where it is not there. Raises `Neo4jMissing`."""
    check_tools()
    try:
        return maven.jars(POM, "Neo4j")
    except maven.MavenMissing as missing:
        raise Neo4jMissing(str(missing)) from None
