"""Apache Jena's `riot`, a reader of RDF that is neither pyoxigraph nor rdflib, fetched from Maven Central."""

from __future__ import annotations

import subprocess
from pathlib import Path

import maven
import pyoxigraph

POM = Path(__file__).with_name("jena_pom.xml")
SECONDS = 600


def read(file: Path) -> set[tuple[str, str, str]]:
    """The triples of a file of any format, each term as N-Triples has it, all graphs as one.

    Raises `maven.MavenMissing` where this machine can't run it, AssertionError where the file is not valid.
    """
    jars = maven.jars(POM, "Jena")
    java = ["java", "-XX:TieredStopAtLevel=1", "-cp", f"{jars}/*"]
    command = [*java, "riotcmd.riot", "--strict", "--output=nquads", str(file)]
    done = subprocess.run(command, capture_output=True, timeout=SECONDS, check=False)
    assert done.returncode == 0, done.stderr.decode(errors="replace")
    return as_texts(pyoxigraph.parse(done.stdout, format=pyoxigraph.RdfFormat.N_QUADS))


def as_texts(quads: object) -> set[tuple[str, str, str]]:
    """The triples of quads or triples, each term as N-Triples has it."""
    return {(str(each.subject), str(each.predicate), str(each.object)) for each in quads}  # type: ignore[attr-defined]
