"""Bytes to text: which encoding a page is in, told from its own marks first and by trial after that."""

from __future__ import annotations

import codecs
import re
from functools import cache

BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))

# What pages call their encoding, and the superset that browsers read it as. Latin names are left out: they decode
# anything, and Chinese pages bear them by mistake.
DECLARED = {
    "utf-8": "utf-8",
    "utf8": "utf-8",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb18030": "gb18030",
    "x-gbk": "gb18030",
    "big5": "big5hkscs",
    "big5-hkscs": "big5hkscs",
    "x-x-big5": "big5hkscs",
}
DECLARATION = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)
HEAD = 4096
"""Bytes at the start of a page in which its declaration is looked for."""

NULS = 0.001
"""The share of NUL bytes up to which they are a mishap; the text is read without them."""
SAMPLE = 20_000
"""Characters that are enough to judge by."""
PLAUSIBLE = 0.9
"""The least share of a page's characters outside ASCII that are in common use, for its encoding to be believed."""
DAMAGED = 0.02
"""The largest share of characters that can't be decoded in a page that is still read."""


def decode(data: bytes, declared: str | None = None) -> tuple[str, str] | None:
    """The encoding and the text, or None where no encoding gives a text. `declared` is what the server named.

    A character cut off at the end is dropped. Where some bytes inside belong to no character, each becomes U+FFFD.
    """
    for bom, encoding in BOMS:
        if data.startswith(bom):
            return encoding, data.decode(encoding, "replace")
    if data.count(0) > NULS * len(data):
        return _wide(data)
    for named in (_declared(data), DECLARED.get((declared or "").lower())):
        if named and (text := _strictly(data, named)) is not None and _is_believed(text, named):
            return named, text
    if (text := _strictly(data, "utf-8")) is not None:
        return "utf-8", text
    return _by_trial(data) or _wide(data)


def _wide(data: bytes) -> tuple[str, str] | None:
    """UTF-16 without a mark."""
    for encoding in ("utf-16-le", "utf-16-be"):
        text = _nearly(data, encoding)
        if text is not None and "\0" not in text and plausibility(text) >= PLAUSIBLE and not text.isascii():
            return encoding, text
    return None


def _declared(data: bytes) -> str | None:
    match = DECLARATION.search(data, 0, HEAD)
    return DECLARED.get(match[1].decode("ascii", "ignore").lower()) if match else None


def _strictly(data: bytes, encoding: str) -> str | None:
    """The text where every byte belongs to a character, but for a last one that is cut off."""
    try:
        return codecs.getincrementaldecoder(encoding)().decode(data)
    except UnicodeDecodeError:
        return None


def _nearly(data: bytes, encoding: str) -> str | None:
    """The text where nearly all bytes belong to a character; each of the others is U+FFFD."""
    if (text := _strictly(data, encoding)) is not None:
        return text
    text = data.decode(encoding, "replace")
    return text if text.count("\ufffd") <= 1 + DAMAGED * len(text) else None


def _is_believed(text: str, encoding: str) -> bool:
    return encoding == "utf-8" or plausibility(text) >= PLAUSIBLE


def _by_trial(data: bytes) -> tuple[str, str] | None:
    """The most plausible of the encodings in use for Chinese; a few bytes that belong to no character are borne."""
    best: tuple[float, str, str] | None = None
    for encoding in ("utf-8", "gb18030", "big5hkscs"):
        text = _nearly(data, encoding)
        score = 0.0 if text is None else plausibility(text)
        if text is not None and score >= PLAUSIBLE and (best is None or score > best[0]):
            best = score, encoding, text
    return best and best[1:]


def plausibility(text: str) -> float:
    """The share of the characters outside ASCII that are in common use in Chinese; 1 where there are none."""
    foreign = [character for character in text[:SAMPLE] if character > "\x7f" and character != "\ufffd"]
    common = _common()
    return sum(character in common for character in foreign) / len(foreign) if foreign else 1.0


@cache
def _common() -> frozenset[str]:
    """Punctuation, the first-level characters of GB 2312 and those of Big5, read from the codecs themselves."""
    simplified = _square("gb18030", range(0xB0, 0xD8), range(0xA1, 0xFF))
    traditional = _square("big5", range(0xA4, 0xC7), (*range(0x40, 0x7F), *range(0xA1, 0xFF)))
    marks = _square("gb18030", (0xA1, 0xA3), range(0xA1, 0xFF))
    pinyin = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹ"
    return frozenset(simplified + traditional + marks + pinyin + "\u00a0\u200b·—©")


def _square(encoding: str, leads: range | tuple[int, ...], trails: range | tuple[int, ...]) -> str:
    """All characters of an encoding whose two bytes are among those given."""
    pairs = (bytes((lead, trail)) for lead in leads for trail in trails)
    return "".join(pair.decode(encoding, "ignore") for pair in pairs)
