"""axe-core finds nothing serious or critical, in light and in dark, in any view."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

STATES = (
    "lang=zh",
    "lang=en&pick=500000",
    "lang=en&view=network&group=1",
    "lang=zh&view=table&rows=ties&sort=-relation",
)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(chromium: Browser, sample_page: Path, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    context = chromium.new_context(color_scheme=scheme)  # type: ignore[arg-type]
    page, found = context.new_page(), []
    for state in STATES:
        page.goto("about:blank")
        page.goto(f"{sample_page.as_uri()}#{state}")
        page.wait_for_selector("html[data-ready]")
        for violation in Axe().run(page).response["violations"]:
            if violation["impact"] in ("serious", "critical"):
                found.append((state, violation["id"], [node["html"][:120] for node in violation["nodes"][:3]]))
    context.close()
    assert found == []


def test_all_controls_are_reached_by_the_tab_key(chromium: Browser, sample_page: Path) -> None:
    context = chromium.new_context()
    page = context.new_page()
    page.goto(f"{sample_page.as_uri()}#lang=en")
    page.wait_for_selector("html[data-ready]")
    reached = []
    for _ in range(16):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.id || document.activeElement.dataset.arc"))
    context.close()
    expected = [
        "language",
        "search",
        "year",
        "programme",
        "level",
        "within",
        "tab-map",
        "picture",
        "zoom-in",
        "zoom-out",
        "whole",
        "group",
    ]
    assert reached[: len(expected)] == expected
    assert ">" in reached[len(expected)]
