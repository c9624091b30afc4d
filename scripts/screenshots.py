"""`make picture`: the pictures of docs/view, taken of the demo's page. The argument is Chromium's path."""

from __future__ import annotations

import sys
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import sync_playwright

PAGE, OUT = Path("out/pairings.html").resolve(), Path("docs/view")
DESKTOP, PHONE = (1180, 840), (390, 844)
ARC = quote("370000>500000", safe="")
PICTURES = {
    "map_zh": (DESKTOP, "light", f"lang=zh&group=1&pick={ARC}"),
    "map_en": (DESKTOP, "light", f"lang=en&group=1&pick={ARC}"),
    "places_en_dark": (DESKTOP, "dark", "lang=en&pick=440100"),
    "network_zh_dark": (DESKTOP, "dark", "lang=zh&view=network"),
    "table_en": (DESKTOP, "light", "lang=en&view=table&rows=figures&sort=-value"),
    "phone_zh": (PHONE, "light", "lang=zh&group=1"),
    "phone_en_dark": (PHONE, "dark", "lang=en&group=1"),
}
MOST = 250_000
"""Bytes of a picture."""


def main(chromium: str) -> None:
    """Take each picture; one that is too large ends the run."""
    OUT.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for name, ((width, height), scheme, state) in PICTURES.items():
            page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)
            page.goto(f"{PAGE.as_uri()}#{state}")
            page.wait_for_selector("html[data-ready]")
            size = len(page.screenshot(path=OUT / f"{name}.png"))
            page.close()
            print(f"{OUT / name}.png  {size:,} bytes")
            if size > MOST:
                sys.exit(f"{name} is larger than {MOST:,} bytes.")
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1])
