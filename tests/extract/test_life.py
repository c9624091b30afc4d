"""Persons: whom a text names, and what it says of them, as `person relation target`, and nothing else."""

from __future__ import annotations

import pytest
from extract_cases import cases, extractor, page, relations, told_relation, wanted


@pytest.mark.parametrize(("text", "lives"), cases("persons"))
def test_lives_of_a_text(text: str, lives: str) -> None:
    found = sorted(told_relation(each) for each in relations(page(text)) if each.subject.type == "Person")
    assert found == wanted(lives)


@pytest.mark.parametrize(("text", "names"), cases("names"))
def test_persons_that_a_text_introduces(text: str, names: str) -> None:
    assert [naming.name for naming in extractor().read(page(text)).namings] == names.split()
