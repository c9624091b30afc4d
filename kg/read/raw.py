"""What a source gives: the bytes of one page, and what is said of it around them."""

from __future__ import annotations

from dataclasses import dataclass

AS_TEXT = "Save its text as .txt."
"""What to do with a file that has its text in another form."""


@dataclass(frozen=True, slots=True)
class Raw:
    """A page before it is decoded."""

    source: str
    name: str
    """What its id is made from."""
    data: bytes
    declared: str | None = None
    """The encoding that the server named."""
    url: str | None = None
    published: str | None = None
    publisher: str | None = None
