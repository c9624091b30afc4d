"""Builds `kg/clean/characters.bin`, the model by which the repair of shifted GBK bytes judges what it finds.

It counts characters, pairs and triples of characters. They come from

- ansj_seg 5.1 (Apache-2.0): how often one word follows another in news of 1998, a table in its jar
- jieba's dictionary (MIT): words, as often as it says
- this project's place names, its word lists, the words of its ontology, and prose and pages that were written for it,
  but for those on which the repair is measured

Run: python scripts/build_character_model.py
"""

from __future__ import annotations

import gzip
import math
import re
import struct
import subprocess
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path

ROOT = Path(__file__).parents[1]
TARGET = ROOT / "kg" / "clean" / "characters.bin"
CACHE = ROOT / ".cache" / "characters"
JAR = "ansj_seg-5.1.6.jar"
ARTIFACT = "org.ansj:ansj_seg:5.1.6"
FETCH = ["mvn", "-q", "dependency:copy", f"-Dartifact={ARTIFACT}", f"-DoutputDirectory={CACHE}"]

OWN_PAGES = [
    ROOT / "scripts" / "characters" / "prose.txt",
    *sorted((ROOT / "tests" / "gold" / "tuning" / "pages").glob("t*.txt")),
    *(
        path
        for path in sorted((ROOT / "kg" / "samples").glob("*.txt"))
        if path.stem[:3] in ("d01", "d02", "d05", "d09", "d10", "d12", "s01", "s02")
    ),
]
"""Other pages with gold, which measure the repair, and the samples whose damaged forms do are left out."""

MARKS = "。，、；：？！“”（）《》"
HAN = re.compile("[\u4e00-\u9fff]{2,}")
QUOTED = re.compile('"([^"]+)"')

# What the sources count for, against each other.
NEWS = 1.0
DICTIONARY = 0.02
OWN = 20.0
PLACE_NAME = 5.0
TOWN = 0.5
ONTOLOGY = 20.0

STOPS = 2.0
"""How much more often a sentence ends than in that news: pages of today have shorter ones."""

FEWEST_PAIR, FEWEST_TRIPLE = 0.3, 1.5
"""What is counted less is left out."""
STEPS_PER_E = 8
"""Counts are stored as a logarithm in one byte, in eighths of a factor of e, from LEAST on."""
LEAST = 0.06

OTHER, LINE_END = "0", "\n"
"""Stands for all other ASCII."""
BEGIN, END = "始##始", "末##末"
CLASSES = {"未##数": OTHER, "未##时": OTHER, BEGIN: LINE_END, END: LINE_END}
IN_LINE = 0.8
"""The share of sentences that are followed by another in their line. The table parts them all."""


@dataclass
class Counts:
    """How often characters, pairs and triples are there, and how often a character begins a word."""

    there: Counter[str] = field(default_factory=Counter)
    first: Counter[str] = field(default_factory=Counter)
    pairs: Counter[str] = field(default_factory=Counter)
    triples: Counter[str] = field(default_factory=Counter)

    def add(self, run: str, count: float, begins: bool = True) -> None:
        """Counts what is inside a run of characters."""
        self.first[run[0]] += count * begins
        for at, character in enumerate(run):
            self.there[character] += count
            if at:
                self.pairs[run[at - 1 : at + 1]] += count
            if at > 1:
                self.triples[run[at - 2 : at + 1]] += count

    def follow(self, left: str, right: str, count: float) -> None:
        """Counts what two words that follow each other have across their border."""
        if left and right:
            self.pairs[left[-1] + right[0]] += count
            if len(left) > 1:
                self.triples[left[-2:] + right[0]] += count
            if len(right) > 1:
                self.triples[left[-1] + right[:2]] += count


def main() -> None:
    """Count, and write the tables."""
    counts = Counts()
    add_news(counts)
    words = counts.first.total()
    add_dictionary(counts)
    add_own_words(counts)
    scale = counts.first.total() / words
    for mark in MARKS:  # words alone have none: as many to the word as in the news
        counts.there[mark] *= scale * (STOPS if mark == "。" else 1)
        counts.first[mark] *= scale * (STOPS if mark == "。" else 1)
    add_own_pages(counts)
    TARGET.write_bytes(zlib.compress(packed(counts), 9))
    print(f"{TARGET.stat().st_size} bytes")


def add_news(counts: Counts) -> None:
    """Words and which word follows which. A class of words (a name) that has no characters parts the text."""
    for before, after, count in following_words():
        left, right = (CLASSES.get(word, "" if "##" in word else word) for word in (before, after))
        if left:
            counts.add(left, NEWS * count)
        share = STOPS if after == "。" else 1 - IN_LINE if LINE_END in (left, right) else 1
        counts.follow(left, right, share * NEWS * count)
        if before == BEGIN:
            counts.follow("。", right, IN_LINE * NEWS * count)


def add_dictionary(counts: Counts) -> None:
    """The words of jieba's dictionary."""
    for line in (files("jieba") / "dict.txt").read_text(encoding="utf-8").splitlines():
        word, count, _ = line.split(" ")
        if all("\u4e00" <= character <= "\u9fff" for character in word):
            counts.add(word, DICTIONARY * int(count))


def add_own_words(counts: Counts) -> None:
    """The names of the gazetteer, the words that the extractors go by, and the Chinese words of the ontology."""
    with gzip.open(ROOT / "kg" / "places" / "names.tsv.gz", "rt", encoding="utf-8") as file:
        for line in file:
            for name in HAN.findall(line.partition("\t")[0]):
                counts.add(name, PLACE_NAME)
    with gzip.open(ROOT / "kg" / "places" / "towns.tsv.gz", "rt", encoding="utf-8") as file:
        for name in HAN.findall(file.read()):
            counts.add(name, TOWN)
    for path in sorted((ROOT / "kg" / "extract" / "wordlists").glob("*.t*")):
        for words in HAN.findall(path.read_text(encoding="utf-8")):
            counts.add(words, PLACE_NAME)
    for quoted in QUOTED.findall((ROOT / "schemas" / "ontology.ttl").read_text(encoding="utf-8")):
        for words in HAN.findall(quoted):
            counts.add(words, ONTOLOGY)


def add_own_pages(counts: Counts) -> None:
    """The project's own pages, whole."""
    for path in OWN_PAGES:
        text = path.read_text(encoding="utf-8")
        line = "".join(OTHER if character.isascii() and character != LINE_END else character for character in text)
        counts.add(line, OWN, begins=False)


def following_words() -> Iterator[tuple[str, str, int]]:
    """(word, the word after it, how often), from the table in ansj's jar."""
    if not (CACHE / JAR).exists():
        CACHE.mkdir(parents=True, exist_ok=True)
        subprocess.run(FETCH, check=True)
    with zipfile.ZipFile(CACHE / JAR) as jar:
        for line in jar.read("bigramdict.dic").decode("utf-8").splitlines():
            words, count = line.split("\t")
            before, _, after = words.partition("@")
            yield before, after, int(count)


def packed(counts: Counts) -> bytes:
    """The tables: characters; pairs, as two characters' numbers; triples, as a pair's number and a character's.

    Beside each count stands how much of it is in no longer run of the table, which is what a rarer successor gets.
    """
    names = [name for name, count in counts.there.most_common(8192) if count >= 1]
    number = {name: position for position, name in enumerate(names)}
    pairs = kept(counts.pairs, FEWEST_PAIR, number)
    pair_keys = sorted(number[pair[0]] << 13 | number[pair[1]] for pair in pairs)
    pair_number = {key: position for position, key in enumerate(pair_keys)}
    pair_names = [names[key >> 13] + names[key & 8191] for key in pair_keys]
    triples = {t: c for t, c in kept(counts.triples, FEWEST_TRIPLE, number).items() if t[:2] in pairs}
    triple_keys = {
        pair_number[number[t[0]] << 13 | number[t[1]]] << 13 | number[t[2]]: count for t, count in triples.items()
    }
    left_pairs, left_triples = Counter(pairs), Counter[str]()
    for run, count in pairs.items():
        left_triples[run[0]] += count
    after_pair = Counter[str]()
    for run, count in triples.items():
        after_pair[run[:2]] += count
    ordered = sorted(triple_keys)
    return b"".join(
        (
            struct.pack("<III", len(names), len(pair_keys), len(ordered)),
            "".join(names).encode("utf-16-le"),
            bytes(code(counts.there[name]) for name in names),
            bytes(code(counts.first[name]) for name in names),
            bytes(code(max(counts.there[name] - left_triples[name], 0)) for name in names),
            steps(pair_keys),
            bytes(code(pairs[name]) for name in pair_names),
            bytes(code(max(left_pairs[name] - after_pair[name], 0)) for name in pair_names),
            steps(ordered),
            bytes(code(triple_keys[key]) for key in ordered),
        )
    )


def kept(counts: Counter[str], fewest: float, known: dict[str, int]) -> dict[str, float]:
    """The runs that are frequent enough, of known characters."""
    return {run: count for run, count in counts.items() if count >= fewest and all(name in known for name in run)}


def steps(keys: list[int]) -> bytes:
    """Rising numbers as the distances between them."""
    return struct.pack(f"<{len(keys)}I", *(key - before for key, before in zip(keys, [0, *keys], strict=False)))


def code(count: float) -> int:
    """A count as one byte; what is below LEAST is 0."""
    return min(255, 1 + round(STEPS_PER_E * math.log(count / LEAST))) if count >= LEAST else 0


if __name__ == "__main__":
    main()
