"""One page's trouble is not the run's."""

from __future__ import annotations

import pytest
from commands import STORIES

from kg import pipeline
from kg.extract import extractor


@pytest.mark.parametrize("step", ["facts", "ledger"])
def test_a_page_whose_extraction_fails_is_set_aside(step: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ValueError("no way out")

    if step == "facts":
        monkeypatch.setattr(extractor.Extractor, "extract", fail)
    else:
        monkeypatch.setattr(extractor, "ledger", fail)
    run = pipeline.Run()
    assert not list(pipeline.extractions(STORIES, run))
    assert (run.pages, run.facts, run.numbers.total()) == (0, 0, 0)
    assert [each.reason for each in run.set_aside] == ["extraction failed: ValueError: no way out"] * len(STORIES)
