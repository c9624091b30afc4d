"""Builds `kg/clean/characters.bin`, the model by which the repair of shifted GBK bytes judges what it finds.

It counts the characters and the pairs of characters in the words of jieba's dictionary (MIT licence), each word as
often as the dictionary says, and adds how often punctuation stands in news prose.

Run: python scripts/build_character_model.py
"""

from __future__ import annotations

import math
import struct
import zlib
from collections import Counter
from importlib.resources import files
from pathlib import Path

TARGET = Path(__file__).parent.parent / "kg" / "clean" / "characters.bin"
RAREST_PAIR = 20
"""Pairs that are counted less often are left out: they make up most of the size and little of the use."""
STEPS_PER_E = 8
"""Counts are stored as a logarithm in one byte, in eighths of a factor of e."""

# Out of a hundred words of news prose. "0" stands for all ASCII.
PUNCTUATION = {"，": 7, "。": 4, "、": 4, "“": 1.2, "”": 1.2, "：": 0.6, "；": 0.5, "！": 0.2, "？": 0.2}
PUNCTUATION |= {"（": 0.4, "）": 0.4, "《": 0.3, "》": 0.3, "—": 0.2, "…": 0.1, "·": 0.1, "0": 6}
# Out of a hundred of the first mark, how many have the second after them.
MARKS = {
    "。”": 8,
    "！”": 40,
    "？”": 40,
    "：“": 40,
    "，“": 6,
    "”，": 25,
    "”。": 6,
    "”、": 6,
    "、“": 6,
    "）。": 8,
    "》，": 15,
}


def main() -> None:
    """Count, and write the tables: characters with how often each is there, begins and ends a word; then pairs."""
    there, begins, ends, pairs = count()
    characters = [character for character, number in there.most_common() if number >= RAREST_PAIR]
    index = {character: position for position, character in enumerate(characters)}
    kept = sorted(
        (index[pair[0]] << 16 | index[pair[1]], number)
        for pair, number in pairs.items()
        if number >= RAREST_PAIR and pair[0] in index and pair[1] in index
    )
    names = "".join(characters).encode("utf-16-le")
    parts = [struct.pack("<II", len(characters), len(kept)), names]
    parts += [bytes(packed(table[character]) for character in characters) for table in (there, begins, ends)]
    keys = [key for key, _ in kept]
    parts.append(struct.pack(f"<{len(keys)}I", *(key - before for key, before in zip(keys, [0, *keys], strict=False))))
    parts.append(bytes(packed(number) for _, number in kept))
    TARGET.write_bytes(zlib.compress(b"".join(parts), 9))
    print(f"{len(characters)} characters, {len(kept)} pairs, {TARGET.stat().st_size} bytes")


def count() -> tuple[Counter[str], Counter[str], Counter[str], Counter[str]]:
    """How often each character is there, begins a word and ends one, and how often each pair is inside a word."""
    there, begins, ends, pairs = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    for line in (files("jieba") / "dict.txt").read_text(encoding="utf-8").splitlines():
        word, number = line.split(" ")[0], int(line.split(" ")[1])
        if not all("\u4e00" <= character <= "\u9fff" for character in word):
            continue
        begins[word[0]] += number
        ends[word[-1]] += number
        for character in word:
            there[character] += number
        for position in range(len(word) - 1):
            pairs[word[position : position + 2]] += number
    words = begins.total()
    for mark, share in PUNCTUATION.items():
        for table in (there, begins, ends):
            table[mark] = round(words * share / 100)
    for pair, share in MARKS.items():
        pairs[pair] = round(there[pair[0]] * share / 100)
    return there, begins, ends, pairs


def packed(number: int) -> int:
    """A count as one byte; 0 stays 0."""
    return min(255, 1 + round(STEPS_PER_E * math.log(number))) if number else 0


if __name__ == "__main__":
    main()
