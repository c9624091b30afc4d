"""The small parts: sentences and clauses, organisations, roles of places, who gives, word boundaries, word lists."""

from __future__ import annotations

from pathlib import Path

import pytest
from extract_cases import cases, extractor, page

from kg import places
from kg.extract import wordlists, words
from kg.extract.page.side import direction, national_pairings
from kg.extract.places.role import Role, roles_of
from kg.extract.relations.once import once
from kg.extract.sentence import sentences
from kg.extract.wordlists import lines, table
from kg.extract.words import is_word
from kg.model import Entity, Relation

LISTS = sorted(Path(wordlists.__file__).parent.glob("*.txt"))


@pytest.mark.parametrize(("text", "parts"), cases("sentences"))
def test_sentences_and_their_clauses(text: str, parts: str) -> None:
    found = [[text[start:end] for start, end in sentence.clauses] for sentence in sentences(text)]
    assert "‖".join("|".join(clauses) for clauses in found) == parts


def test_paragraphs_are_counted_by_lines() -> None:
    assert [sentence.paragraph for sentence in sentences("一。二。\n三。\n\n四。")] == [0, 0, 1, 2]


def test_a_sentence_without_end_is_cut_behind_its_marks() -> None:
    text = "汶川县1万元、" * 1000
    parts = [text[sentence.start : sentence.end] for sentence in sentences(text)]
    assert "".join(parts) == text
    assert all(part.endswith("、") and len(part) <= 1200 for part in parts)


@pytest.mark.parametrize(("text", "names"), cases("organisations"))
def test_organisations_of_a_text(text: str, names: str) -> None:
    found = [mention.value.name for mention in extractor().read(page(text)).organisations]
    assert found == names.split()


@pytest.mark.parametrize(("text", "roles"), cases("roles"))
def test_roles_of_the_places_of_a_sentence(text: str, roles: str) -> None:
    reading = extractor().read(page(text))
    found = [role.value for role in roles_of(reading, reading.sentences[0], reading.places)]
    assert found == roles.split()


def test_every_role_has_a_case() -> None:
    asked = {role for case in cases("roles") for role in str(case.values[1]).split()}
    assert asked == {role.value for role in Role}


@pytest.mark.parametrize(("one", "other", "way"), cases("sides"))
def test_who_gives(one: str, other: str, way: str) -> None:
    gazetteer = places.load()
    found = direction(gazetteer, one, other)
    assert found == int(way)
    assert direction(gazetteer, other, one) == -found


def test_places_of_one_name_are_two() -> None:
    one, other, hosted = (
        Entity("Place", "河口镇", "1/河口镇"),
        Entity("Place", "河口镇", "2/河口镇"),
        Entity("Event", "招聘会"),
    )
    relations = [
        Relation(place, "held", hosted, (), year) for place, year in ((one, "2019"), (other, None), (one, None))
    ]
    assert once(relations) == relations[:2]


def test_pairings_of_the_nation_name_places_that_there_are() -> None:
    known = places.load().places
    assert all(place in known for pair in national_pairings() for place in pair)
    assert all(known[row["giver"]].name == row["giver_name"] for row in table("national_pairings.tsv"))
    assert all(known[row["receiver"]].name == row["receiver_name"] for row in table("national_pairings.tsv"))
    assert all(known[row["prefecture"]].name == row["name"] for row in table("province_givers.tsv"))


def test_nobody_gives_and_receives_from_the_same_place() -> None:
    pairs = national_pairings()
    assert not {(receiver, giver) for giver, receiver in pairs} & pairs


@pytest.mark.parametrize(
    ("text", "word", "is_one"),
    [("支援大方", "大方", True), ("落落大方", "大方", False), ("管理县城", "理县", False)],
)
def test_a_name_is_a_word_where_it_begins_and_ends_one(text: str, word: str, is_one: bool) -> None:
    start = text.index(word)
    assert is_word(text, (start, start + len(word)), (0, len(text))) is is_one


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
def test_word_lists_have_no_word_twice_and_no_space(path: Path) -> None:
    listed = lines(path.name)
    assert listed
    assert len(listed) == len(set(listed)), sorted(word for word in listed if listed.count(word) > 1)
    assert all(word == word.strip() for word in listed)


@pytest.mark.parametrize("is_writable", [True, False])
def test_the_cache_of_words_is_the_users_own(
    is_writable: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    home = tmp_path / "cache"
    if not is_writable:
        home.write_text("a file")
    monkeypatch.setenv("XDG_CACHE_HOME", str(home))
    words._tokenizer.cache_clear()
    assert words.frequency("帮扶") > 0
    assert (home / "kg" / "jieba.cache").is_file() == is_writable
    assert capfd.readouterr().err == ""
    words._tokenizer.cache_clear()
