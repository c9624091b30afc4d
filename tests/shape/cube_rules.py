"""Runs the W3C's constraints of a data cube (`schemas/cube`) over triples."""

from collections.abc import Iterable

import pyoxigraph

from kg.resources import schemas_dir

RULES = schemas_dir() / "cube"
CONSTRAINTS = {f"IC-{int(path.stem[3:])}": path.read_text(encoding="utf-8") for path in sorted(RULES.glob("ic-*.rq"))}
QB = "PREFIX qb: <http://purl.org/linked-data/cube#> PREFIX owl: <http://www.w3.org/2002/07/owl#> "
PARENT_CHILD = {
    "IC-20": QB + "SELECT ?p { ?list a qb:HierarchicalCodeList ; qb:parentChildProperty ?p . FILTER isIRI(?p) }",
    "IC-21": QB + "SELECT ?p { ?list a qb:HierarchicalCodeList ; qb:parentChildProperty [ owl:inverseOf ?p ] }",
}
"""What each template is asked for."""


def store_of(triples: Iterable[pyoxigraph.Triple]) -> pyoxigraph.Store:
    store = pyoxigraph.Store()
    store.bulk_extend(pyoxigraph.Quad(*triple) for triple in triples)
    return store


def broken(store: pyoxigraph.Store) -> set[str]:
    """The constraints that the cubes of a store break, once what they leave out is put in."""
    store.update((RULES / "normalise.ru").read_text(encoding="utf-8"))
    return {name for name, text in CONSTRAINTS.items() for query in _asked(store, name, text) if store.query(query)}


def _asked(store: pyoxigraph.Store, name: str, text: str) -> list[str]:
    if name not in PARENT_CHILD:
        return [text]
    return [text.replace("$p", str(row["p"])) for row in store.query(PARENT_CHILD[name])]
