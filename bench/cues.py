"""Which words of the ontology give wrong measures: how often each was right on the pages that rules are made on.

    python bench/cues.py [LEAST]    the words that were wrong LEAST times or oftener, 2 unless told, the worst first

A figure is right if the gold of its page has one of its value, unit and measure; where the gold calls it `other` any
measure is right. Figures that the gold does not have are left out.
"""

from __future__ import annotations

import json
import runpy
import sys
from collections import Counter, defaultdict
from pathlib import Path

from quality import SCORE, Corpus, corpora

from kg import pipeline
from kg.records import record_of

same_figure = runpy.run_path(str(SCORE))["same_figure"]


def weigh(corpus: Corpus, right: Counter[tuple[str, str]], wrong: dict[tuple[str, str], Counter[str]]) -> None:
    """Counts, for each measure and what told it, the figures that are right, and those of other measures by these."""
    for text, facts in pipeline.facts(corpus.pages, pipeline.Run()):
        gold = _figures(corpus.gold / f"{text.page.id}.jsonl")
        for found in map(record_of, facts):
            if found["kind"] != "observation":
                continue
            measures = [each["predicate"] for each in gold if same_figure(each, found)]
            told = found["predicate"], found["rule"].partition(";")[0]
            if {found["predicate"], "other"} & set(measures):
                right[told] += 1
            elif measures:
                wrong[told][measures[0]] += 1


def _figures(path: Path) -> list[dict[str, object]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [fact for fact in map(json.loads, lines) if fact["kind"] == "observation"]


def main() -> None:
    """Prints the words that were wrong."""
    least = int(sys.argv[1]) if len(sys.argv) > 1 else 2
    right, wrong = Counter[tuple[str, str]](), defaultdict[tuple[str, str], Counter[str]](Counter)
    for corpus in corpora():
        if not corpus.is_unseen:
            weigh(corpus, right, wrong)
    total = sum(map(Counter.total, wrong.values()))
    print(f"{right.total()} figures of the right measure, {total} of a wrong one\n")
    print(f"{'measure':26}{'told by':24}{'right':>6}{'wrong':>6}  should be")
    for told, others in sorted(wrong.items(), key=lambda item: right[item[0]] - item[1].total()):
        if others.total() >= least:
            should = ", ".join(f"{name} {count}" for name, count in others.most_common(3))
            print(f"{told[0]:26}{told[1]:24}{right[told]:6}{others.total():6}  {should}")


if __name__ == "__main__":
    main()
