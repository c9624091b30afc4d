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


def test_one_path_need_be_no_list() -> None:
    for path in (STORIES[0], str(STORIES[0])):
        run = pipeline.Run()
        assert [text.page.id for text in pipeline.texts(path, run)] == [STORIES[0].stem]
        assert pipeline.build(path, pipeline.Run()).documents.keys() == {STORIES[0].stem}


def test_how_the_readme_calls_the_pipeline() -> None:
    for function in (pipeline.texts, pipeline.facts):
        run = pipeline.Run()
        assert len(list(function(STORIES, run))) == run.pages == len(STORIES)
