"""What a page says of itself: who published it, when, and who wrote it; the page's date where it states none."""

from __future__ import annotations

import pytest
from extract_cases import cases, extractor, page, relations, told_relation, wanted


@pytest.mark.parametrize(("text", "published", "said"), cases("documents"))
def test_what_a_page_says_of_itself(text: str, published: str, said: str) -> None:
    stated = relations(page(text, published), "published_by", "published_on", "written_by")
    found = sorted(told_relation(each).removeprefix("page ") for each in stated)
    assert found == wanted(said)


@pytest.mark.parametrize(("text", "published", "today"), cases("page_dates"))
def test_the_date_that_a_page_counts_from(text: str, published: str, today: str) -> None:
    found = extractor().read(page(text, published)).source.today or ""
    assert found == today
