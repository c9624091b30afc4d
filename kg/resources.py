"""Where the files that come with kg are: ontology, shapes, schema, saved queries, sample pages.

An installed package has them inside (`kg/schemas`, `kg/cypher`, `kg/sparql`); a checkout has them at its top.
"""

from __future__ import annotations

from pathlib import Path

from kg.errors import KgError

_PACKAGE = Path(__file__).resolve().parent


def schemas_dir() -> Path:
    """The folder of `ontology.ttl` and `shapes.ttl`."""
    return _folder("schemas")


def cypher_dir() -> Path:
    """The folder of `schema.cypher` and `queries/`."""
    return _folder("cypher")


def sparql_dir() -> Path:
    """The folder of the saved queries in SPARQL, `queries/`."""
    return _folder("sparql")


def samples_dir() -> Path:
    """The folder of the pages that ship with the package."""
    return _folder("samples")


def _folder(name: str) -> Path:
    for folder in (_PACKAGE / name, _PACKAGE.parent / name):
        if folder.is_dir():
            return folder
    raise KgError(f"The folder {name} that belongs to kg is missing beside {_PACKAGE}.", "Install kg again.")
