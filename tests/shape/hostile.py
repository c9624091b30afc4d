"""Over 200 strings that have broken writers of RDF, HTML or spreadsheets: lines of `hostile.txt`, with escapes."""

from pathlib import Path

HOSTILE = [
    line.encode("latin-1", "backslashreplace").decode("unicode_escape")
    for line in Path(__file__).with_name("hostile.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]
