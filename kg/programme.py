"""Under which programme a pairing stands, by the words of the ontology's programmes in its sentences."""

from __future__ import annotations

from kg.model import Graph, Relation
from kg.ontology import Ontology


def programmes(graph: Graph, pairing: Relation, ontology: Ontology) -> list[str]:
    """The names of the programmes that the pairing's own words say, or else its sentences, or else its pages' titles.

    In order, and often none: a page that only says 对口帮扶 names no programme.
    """
    pages = (graph.documents.get(each.doc) for each in pairing.evidence)
    for texts in (
        [each.quote for each in pairing.evidence],
        [each.prefix + each.quote + each.suffix for each in pairing.evidence],
        [page.title or "" for page in pages if page],
    ):
        if found := {programme for text in texts for programme in _named(text, ontology)}:
            return sorted(found)
    return []


def _named(text: str, ontology: Ontology) -> set[str]:
    """The programmes whose cue words stand in a text; a longer word hides those inside it."""
    found = set()
    for cue in sorted(ontology.programmes, key=lambda cue: (-len(cue), cue)):
        if cue in text:
            found.add(ontology.programmes[cue])
            text = text.replace(cue, "\n")
    return found
