"""The ontology is the program: a measure is added with Turtle alone, and no Python names one."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from kg import ontology, pipeline, resources
from kg.errors import OntologyError, UsageError
from kg.model import Fact

ROOT = Path(__file__).parents[1]
SHIPPED = resources.schemas_dir() / "ontology.ttl"

NURSERIES = """
aid:has_nurseries a aid:Measure ; rdfs:label "托育点数"@zh, "nurseries"@en ;
    aid:unit unit:count ; aid:stock true ;
    aid:trigger [ aid:head "托育点", "托育机构" ] .
"""


def facts_of(page: str, path: Path, folder: Path) -> list[Fact]:
    file = folder / "page.txt"
    file.write_text(page, encoding="utf-8")
    ((_, facts),) = pipeline.facts([file], pipeline.Run(), pipeline.Settings(ontology.load(path)))
    return facts


def copy_with(turtle: str, folder: Path, old: str = "", new: str = "") -> Path:
    """A copy of the ontology that ships, with a word replaced and some Turtle after it."""
    text = SHIPPED.read_text(encoding="utf-8")
    assert old in text
    path = folder / "ontology.ttl"
    path.write_text(text.replace(old, new, 1) + turtle, encoding="utf-8")
    return path


def test_a_measure_is_added_without_python(tmp_path: Path) -> None:
    page = "截至目前，旬阳市建成托育点32个。"
    assert all(fact.predicate != "has_nurseries" for fact in facts_of(page, SHIPPED, tmp_path))
    facts = facts_of(page, copy_with(NURSERIES, tmp_path), tmp_path)
    (fact,) = [fact for fact in facts if fact.predicate == "has_nurseries"]
    assert (fact.subject.id, fact.subject.name) == ("610981", "旬阳市")
    assert (getattr(fact, "value", None), getattr(fact, "unit", None)) == (32, "count")
    assert ontology.load(tmp_path / "ontology.ttl").label("has_nurseries") == "托育点数"


@pytest.mark.parametrize("name", ontology.load().measures)
def test_each_measure_has_labels_in_both_languages(name: str) -> None:
    measure = ontology.load().measures[name]
    assert re.search("[一-鿿]", measure.label_zh)
    assert measure.label_en
    assert not re.search("[一-鿿]", measure.label_en)


@pytest.mark.parametrize("name", ontology.load().relations)
def test_each_relation_has_labels_in_both_languages(name: str) -> None:
    relation = ontology.load().relations[name]
    assert re.search("[一-鿿]", relation.label_zh)
    assert relation.label_en != relation.label_zh


def test_the_ontology_has_the_vocabulary_of_the_gold(shared: Path) -> None:
    with (shared / "gold" / "vocabulary.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    terms = ontology.load()
    for row in rows:
        known = terms.measures if row["kind"] == "observation" else terms.relations
        assert row["term"] in known


def test_no_python_names_a_measure() -> None:
    # `other` is what the form of a fact calls a figure that no measure fits.
    names = "|".join(map(re.escape, ontology.load().measures.keys() - {"other"}))
    quoted = re.compile(rf"""(["'])({names})\1""")
    for path in sorted((ROOT / "kg").rglob("*.py")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            assert not quoted.search(line), f"{path.relative_to(ROOT)}, line {number} names a measure: {line.strip()}"


def test_broken_turtle_is_told_with_its_line(tmp_path: Path) -> None:
    path = copy_with("\naid:has_nurseries a aid:Measure ; rdfs:label .\n", tmp_path)
    line = len(path.read_text(encoding="utf-8").splitlines())
    with pytest.raises(OntologyError, match=rf"ontology\.ttl, line {line}: not valid Turtle") as error:
        ontology.load(path)
    assert error.value.exit_code == 1


def test_broken_turtle_is_told(tmp_path: Path) -> None:
    path = copy_with("\naid:has_nurseries a aid:Measure ; rdfs:label .\n", tmp_path)
    with pytest.raises(OntologyError, match=r"ontology\.ttl, line \d+: not valid Turtle: objectList expected"):
        ontology.load(path)


def test_turtle_that_is_cut_off_is_told(tmp_path: Path) -> None:
    with pytest.raises(OntologyError, match="not valid Turtle"):
        ontology.load(copy_with("\naid:has_nurseries a aid:Measure", tmp_path))


def test_an_unknown_unit_is_told_with_the_measure_and_its_name(tmp_path: Path) -> None:
    path = copy_with(NURSERIES.replace("unit:count", "unit:crib"), tmp_path)
    with pytest.raises(OntologyError, match="has_nurseries has an unknown unit crib"):
        ontology.load(path)


def test_a_counter_of_two_units_is_told(tmp_path: Path) -> None:
    path = copy_with('\nunit:count aid:counter "户次" .\n', tmp_path)
    with pytest.raises(OntologyError, match="户次 counts both count and household"):
        ontology.load(path)


def test_a_measure_with_words_but_no_unit_is_told_by_name(tmp_path: Path) -> None:
    path = copy_with(NURSERIES.replace("aid:unit unit:count ;", ""), tmp_path)
    with pytest.raises(OntologyError, match="has_nurseries has triggers but no aid:unit"):
        ontology.load(path)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"Can't read the ontology .*nowhere\.ttl"):
        ontology.load(tmp_path / "nowhere.ttl")


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ('aid:minimum "abc"', 'aid:minimum "abc" is no number. Write one, such as 1000.'),
        ('aid:weight "NaN"', 'aid:weight "NaN" is no number.'),
        ("aid:minimum 10 ; aid:maximum 1", "aid:minimum 10 is above aid:maximum 1. Exchange them."),
        ('aid:triger [ aid:head "托育班" ]', "a measure has no aid:triger. Did you mean aid:trigger?"),
        ('aid:trigger [ aid:haed "托育班" ]', "a trigger has no aid:haed. Did you mean aid:head?"),
        ("aid:subjectRole aid:recever", "aid:subjectRole can't be aid:recever. Did you mean aid:receiver?"),
        ("aid:counterpartRole aid:nobody", "aid:counterpartRole can't be aid:nobody. Use one of destination, giver, "),
        ("aid:implies aid:has_workshop", "aid:implies can't be aid:has_workshop. Did you mean aid:has_workshops"),
        ("aid:entails aid:asists", "aid:entails can't be aid:asists. Did you mean aid:assists?"),
        ("aid:atVenue 1", 'aid:atVenue "1" is neither true nor false.'),
        ("a aid:Mesure", "there is no class aid:Mesure. Did you mean aid:Measure?"),
    ],
)
def test_what_is_mistyped_is_told_with_its_file_and_measure(said: str, told: str, tmp_path: Path) -> None:
    path = copy_with(NURSERIES + f"aid:has_nurseries {said} .\n", tmp_path)
    with pytest.raises(OntologyError) as error:
        ontology.load(path)
    assert str(error.value).startswith(f"{path}: has_nurseries: {told}")


def test_what_other_namespaces_say_is_none_of_kgs(tmp_path: Path) -> None:
    path = copy_with(NURSERIES + 'aid:has_nurseries skos:note "new" ; skos:triger "x" .\n', tmp_path)
    assert "has_nurseries" in ontology.load(path).measures


def test_a_file_that_changed_is_read_anew(tmp_path: Path) -> None:
    path = copy_with("", tmp_path)
    assert "has_nurseries" not in ontology.load(path).measures
    assert ontology.load(path) is ontology.load(path)
    copy_with(NURSERIES, tmp_path)
    assert "has_nurseries" in ontology.load(path).measures
