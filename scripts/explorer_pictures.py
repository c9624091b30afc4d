"""`make explorer-pictures`: the pictures of docs/explorer, of the sample pages. The argument is Chromium's path."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any
from urllib.parse import quote

from playwright.sync_api import sync_playwright

from kg.resources import samples_dir

OUT = Path("docs/explorer")
DESKTOP: Any = {"width": 1080, "height": 760}
PHONE: Any = {"width": 390, "height": 844}
TIES = "MATCH p = (a:Place)-[:ASSISTS]->(b:Place)-[:PART_OF]->(c:Place) RETURN p ORDER BY a.id, b.id LIMIT 14"
PICTURES = {
    "overview": ("en/overview", DESKTOP, "light"),
    "place": ("zh/place?id=610981", DESKTOP, "light"),
    "document": ("en/document?id=d01_county_bulletin", DESKTOP, "light"),
    "query": (f"en/query?cypher={quote(TIES)}", DESKTOP, "light"),
    "phone": ("zh/document?id=s02_wenchuan_workshops", PHONE, "light"),
    "dark": ("zh/pairing?giver=370000&receiver=500000", DESKTOP, "dark"),
}
MOST = 250_000
"""Bytes of a picture."""


def main(chromium: str) -> None:
    """Take each picture; one that is too large ends the run."""
    OUT.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        kg, store = [sys.executable, "-m", "kg.cli"], f"{folder}/graph"
        subprocess.run([*kg, "build", str(samples_dir()), "--store", store], check=True, capture_output=True)
        server = subprocess.Popen([*kg, "serve", "--store", store, "--port", "0"], stderr=subprocess.PIPE, text=True)
        assert server.stderr
        address = server.stderr.readline().split()[1]
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        try:
            for name, (path, viewport, scheme) in PICTURES.items():
                page = browser.new_page(viewport=viewport, color_scheme=scheme)  # type: ignore[arg-type]
                page.goto(f"{address}{path}")
                size = len(page.screenshot(path=OUT / f"{name}.png"))
                page.close()
                print(f"{OUT / name}.png  {size:,} bytes")
                if size > MOST:
                    sys.exit(f"{name} is larger than {MOST:,} bytes.")
        finally:
            server.terminate()
            server.wait(20)


if __name__ == "__main__":
    main(sys.argv[1])
