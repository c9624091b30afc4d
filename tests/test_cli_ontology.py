"""`kg ontology`, and exports with an ontology of one's own."""

from pathlib import Path

import pytest
from commands import Kg, one_line

from kg.ontology import default_path

pytestmark = pytest.mark.usefixtures("elsewhere")


def test_the_ontology_is_written_with_what_follows(kg: Kg) -> None:
    printed = kg("ontology", "-")
    written = kg("ontology", "o.ttl")
    assert (printed.status, printed.err, written.out, written.err) == (0, "", "", "Wrote o.ttl.\n")
    text = Path("o.ttl").read_text(encoding="utf-8")
    assert text == printed.out
    assert "aid:has_workshops a qb:MeasureProperty" in text.partition("# What follows")[2]


def test_an_ontology_of_ones_own(story_graph: Path, kg: Kg) -> None:
    own = default_path().read_text(encoding="utf-8").replace('"has workshops"@en', '"workshops that stand"@en')
    Path("own.ttl").write_text(own, encoding="utf-8")
    assert '"workshops that stand"@en' in kg("ontology", "-", "--ontology", "own.ttl").out
    exported = kg("export", "turtle", "-", "--store", story_graph, "--ontology", "own.ttl").out
    assert 'rdfs:label "workshops that stand"@en , "扶贫车间数"@zh' in exported


def test_an_ontology_that_is_not_there_or_not_valid(kg: Kg) -> None:
    done = kg("ontology", "-", "--ontology", "nowhere.ttl")
    assert (done.status, done.out) == (2, "")
    assert "nowhere.ttl" in one_line(done)
    Path("broken.ttl").write_text("aid:x a .", encoding="utf-8")
    done = kg("ontology", "other.ttl", "--ontology", "broken.ttl")
    assert (done.status, done.out, Path("other.ttl").exists()) == (1, "", False)
    assert "broken.ttl, line 1: not valid Turtle" in one_line(done)
    Path("strict.ttl").write_text(default_path().read_text(encoding="utf-8") + "<a b> <c> 1 .\n", encoding="utf-8")
    done = kg("ontology", "other.ttl", "--ontology", "strict.ttl")
    assert (done.status, done.out, Path("other.ttl").exists()) == (1, "", False)
    assert "strict.ttl" in one_line(done)
