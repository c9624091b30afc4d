"""A still picture as pixels: the one place where resvg is used."""

from __future__ import annotations

from pathlib import Path

import resvg_py

from kg.errors import UsageError
from kg.view.drawing import FONTS

SCALE = 3
"""Pixels for each unit of the SVG: a column of a paper (8.5 cm) has some 680 pixels an inch."""


def to_png(svg: str, font: Path | None = None) -> bytes:
    """The picture as PNG, with the system's fonts and the one of the file.

    Raises UsageError where no font has Chinese characters, or the file is not there.
    """
    if font and not font.is_file():
        raise UsageError(f"There is no font {font}.", "Name a .ttf, .otf or .ttc file that has Chinese characters.")
    fonts = [str(font)] if font else None
    if _drawn("山", fonts) == _drawn("川", fonts):  # two empty boxes, or nothing twice
        searched = f"this system, {font} among them," if font else "this system"
        raise UsageError(
            f"No font of {searched} has Chinese characters.",
            "Install one (on Debian and Ubuntu: apt install fonts-noto-cjk), name one with --font FILE, or export svg.",
        )
    return resvg_py.svg_to_bytes(svg_string=svg, zoom=SCALE, background="#ffffff", font_files=fonts)


def _drawn(character: str, fonts: list[str] | None) -> bytes:
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="32" height="32" font-family="{FONTS}">'
        f'<text x="4" y="26" font-size="24">{character}</text></svg>'
    )
    return resvg_py.svg_to_bytes(svg_string=svg, font_files=fonts)
