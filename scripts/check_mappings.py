"""Looks up each term of another vocabulary that the ontology or the export names, in that vocabulary's own file.

The files are npm packages (@vocabulary/...), so npm and a network are needed. Exit status 1 where a term is not there.
Wikidata and SDMX have no such file: their terms are listed, to be looked up by hand.
"""

from __future__ import annotations

import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import NamedNode, RdfFormat, parse

from kg import pipeline
from kg.ontology import default_path
from kg.resources import samples_dir
from kg.shape import triples

PACKAGES = {
    "dcterms": "http://purl.org/dc/terms/",
    "dc11": "http://purl.org/dc/elements/1.1/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "geo": "http://www.opengis.net/ont/geosparql#",
    "gn": "http://www.geonames.org/ontology#",
    "oa": "http://www.w3.org/ns/oa#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "qb": "http://purl.org/linked-data/cube#",
    "schema": "http://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "time": "http://www.w3.org/2006/time#",
    "unit": "http://qudt.org/vocab/unit/",
    "wgs": "http://www.w3.org/2003/01/geo/wgs84_pos#",
}
"""The package of each vocabulary, and its namespace."""
BY_HAND = ("http://www.wikidata.org/", "http://purl.org/linked-data/sdmx/")


def named() -> set[str]:
    """The IRIs of others that the ontology and the export of the samples name as a property, class or term."""
    graph = pipeline.build([samples_dir()], pipeline.Run())
    found = {node.value for quad in parse(path=str(default_path()), format=RdfFormat.TURTLE) for node in _iris(quad)}
    found |= {node.value for triple in triples(graph) for node in _iris(triple)}
    return {iri.replace("https://schema.org/", "http://schema.org/") for iri in found if "kg-aid" not in iri}


def _iris(statement: object) -> Iterator[NamedNode]:
    nodes = (getattr(statement, part) for part in ("subject", "predicate", "object"))
    yield from (node for node in nodes if isinstance(node, NamedNode))


def declared(package: str, folder: str) -> set[str]:
    """The subjects of a vocabulary's file."""
    command = ["npm", "pack", "--silent", "--pack-destination", folder, f"@vocabulary/{package}"]
    archive = subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()
    with tarfile.open(Path(folder) / archive) as files:
        data = files.extractfile(f"package/{package}.nq")
        assert data is not None
        quads = parse(data.read(), format=RdfFormat.N_QUADS)
        return {quad.subject.value for quad in quads if isinstance(quad.subject, NamedNode)}


def main() -> int:
    """Print what is not there, then what was not looked up."""
    iris, missing = named(), set[str]()
    with tempfile.TemporaryDirectory() as folder:
        for package, namespace in PACKAGES.items():
            terms = {iri for iri in iris if iri.startswith(namespace)}
            gone = terms - declared(package, folder) if terms else set[str]()
            print(f"{package:8} {len(terms):3} terms named, {len(gone)} not in the vocabulary")
            missing |= gone
    for iri in sorted(missing):
        print("not in its vocabulary:", iri)
    print("look up by hand:", *sorted(iri for iri in iris if iri.startswith(BY_HAND)), sep="\n  ")
    return int(bool(missing))


if __name__ == "__main__":
    sys.exit(main())
