"""`kg sparql`: the saved queries, a file, and any SPARQL."""

from __future__ import annotations

from pathlib import Path

from commands import Kg, one_line


def test_a_saved_query_answers_as_in_cypher(kg: Kg, story_graph: Path, tmp_path: Path) -> None:
    asked = ("place_figures", "-p", "place=汶川县", "--format", "json", "--store", story_graph)
    assert kg("sparql", *asked).out == kg("query", *asked).out
    file = tmp_path / "aid.ttl"
    kg("export", "turtle", file, "--store", story_graph)
    assert kg("sparql", *asked[:-2], "--data", file).out == kg("sparql", *asked).out


def test_any_query_and_a_file(kg: Kg, story_graph: Path, tmp_path: Path) -> None:
    text = 'SELECT ?name { ?place aid:has_workshops 21 ; rdfs:label ?name FILTER (LANG(?name) = "en") }'
    done = kg("sparql", text, "--format", "csv", "--store", story_graph)
    assert (done.status, done.out.split()) == (0, ["name", "Wenchuan"])
    (tmp_path / "mine.rq").write_text(text, encoding="utf-8")
    assert kg("sparql", tmp_path / "mine.rq", "--format", "csv", "--store", story_graph).out == done.out


def test_the_saved_queries_are_listed(kg: Kg) -> None:
    done = kg("sparql")
    assert done.status == 0
    assert "who_assists" in done.out


def test_mistakes_are_told_in_a_line(kg: Kg, story_graph: Path) -> None:
    assert "Did you mean who_assists" in one_line(kg("sparql", "who_asists", "--store", story_graph))
    done = kg("sparql", "who_assists", "--store", story_graph)
    assert done.status == 2
    assert "needs place. For example: kg sparql who_assists --param place=重庆市" in one_line(done)
    done = kg("sparql", "DELETE WHERE { ?s ?p ?o }", "--store", story_graph)
    assert done.status == 2
    assert "The query failed: Syntax error at line 1, column 10. `kg sparql` lists" in one_line(done)
    assert "Syntax error at line 1, column 11." in one_line(kg("sparql", "SELECT * {", "--store", story_graph))
