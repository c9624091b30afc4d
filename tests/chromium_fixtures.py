"""The fixtures of a real web browser: Chromium without a window, driven by Playwright."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from time import monotonic
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Playwright

COMMANDS = ("chromium", "chromium-browser", "google-chrome")
"""What Chromium is called on Debian, on Ubuntu, and by Google."""


@dataclass(frozen=True, slots=True)
class Tab:
    """A page of a fresh profile, and what has come up in it so far."""

    page: Page
    errors: list[str] = field(default_factory=list)
    """Errors on the console and exceptions that no script caught."""
    requests: list[str] = field(default_factory=list)
    """The addresses that were asked for, of files and `data:` too."""


SECONDS = 60
"""What anything in a browser may take; a busy machine needs ten times those of an idle one."""


def until(page: Page, condition: str, seconds: float = SECONDS) -> None:
    """Waits until a JavaScript expression is true on a page.

    Playwright's own `wait_for_function` looks again from within the page, which the page's security policy refuses.

    Raises:
        TimeoutError: It is still false after so many seconds.
    """
    end = monotonic() + seconds
    while not page.evaluate(condition):
        if monotonic() > end:
            raise TimeoutError(f"Not true within {seconds:g} s: {condition}")
        page.wait_for_timeout(20)


def address_of(page: Page) -> str:
    """The address as the page itself has it. Playwright's `page.url` hears of a change of state a moment later."""
    address: str = page.evaluate("location.href")
    return address


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """Playwright. While it runs, `asyncio.run` works in other threads only."""
    from playwright.sync_api import sync_playwright  # not at each start of pytest

    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    """A headless Chromium. Where there is none the test is skipped, on CI it fails."""
    command = next(filter(None, map(shutil.which, COMMANDS)), None)
    if command is None:
        missing = "This needs Chromium. On Debian: apt install chromium fonts-wqy-microhei"
        if os.environ.get("CI"):
            pytest.fail(missing)
        pytest.skip(missing)
    browser = playwright.chromium.launch(executable_path=command, args=["--no-sandbox"])
    yield browser
    browser.close()


@pytest.fixture
def tab(chromium: Browser) -> Iterator[Tab]:
    """An empty page, 1280 by 900, that records errors and requests."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(1000 * SECONDS)
    tab = Tab(context.new_page())
    tab.page.on("pageerror", lambda error: tab.errors.append(str(error)))
    tab.page.on("console", lambda message: tab.errors.append(message.text) if message.type == "error" else None)
    context.on("request", lambda request: tab.requests.append(request.url))
    yield tab
    context.close()
