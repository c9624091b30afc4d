"""The ledger: each number of a page is in it once, with what became of it; facts and ledger add up."""

from __future__ import annotations

import re
import time
from itertools import pairwise
from pathlib import Path

import pytest
from extract_cases import ABOUT_AID, about_aid, cases, extractor, page, pieces
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import ontology, places
from kg.clean import clean
from kg.extract import Extraction, Extractor, Fate
from kg.extract.quantities.numeral import spans_of
from kg.extract.wordlists import lines
from kg.model import Observation, Page, Relation
from kg.read import read
from kg.resources import samples_dir

GOLD = Path(__file__).parents[1] / "gold"
OWN_PAGES = [path for folder in ("pages", "tuning/pages") for path in sorted((GOLD / folder).glob("*.*"))]
PAGES = [*sorted(samples_dir().glob("*.txt")), *OWN_PAGES]
NUMERAL = re.compile("[0-9零〇一二两三四五六七八九十百千万亿]")
written = st.lists(st.sampled_from(pieces("pieces.txt") + pieces("numbers.txt")), max_size=40).map("".join)
damaged = st.lists(st.sampled_from(pieces("pieces.txt") + pieces("damage.txt")), max_size=30).map("".join)


def check(extraction: Extraction) -> None:
    """Every number is told once, in the order of the page, and every figure of a fact is told as one."""
    clean, entries = extraction.text.clean, extraction.ledger
    assert [entry.span for entry in entries] == sorted(entry.span for entry in entries)
    assert all(bool(entry.facts) == (entry.fate is Fate.FACT) for entry in entries)
    assert all(entry.reason or entry.facts for entry in entries)
    claimed = {id(fact) for entry in entries for fact in entry.facts}
    assert {id(fact) for fact in extraction.facts if isinstance(fact, Observation)} <= claimed
    spans = [entry.clean_span for entry in entries if entry.clean_span]
    assert len(spans) == sum(entry.fate is not Fate.FURNITURE for entry in entries)
    assert all(one[1] <= other[0] for one, other in pairwise(sorted(spans)))
    told = {at for span in (*spans, *spans_of("numeral_words.txt", clean)) for at in range(*span)}
    assert {match.start() for match in NUMERAL.finditer(clean)} <= told


@pytest.mark.parametrize(("text", "numbers"), cases("numbers"))
def test_what_became_of_each_number(text: str, numbers: str) -> None:
    found = extractor().extract(about_aid(text)).ledger
    assert "; ".join(f"{entry.words}={entry.fate}" for entry in found) == numbers


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_ledger_and_facts_of_a_page_add_up(path: Path) -> None:
    (found,) = read([path])
    assert isinstance(found, Page)
    check(extractor().extract(clean(found)))


def test_ledger_and_facts_of_the_pages_worked_on_add_up(shared: Path) -> None:
    for found in read([shared / "corpus"]):
        assert isinstance(found, Page)
        check(extractor().extract(clean(found)))


@settings(max_examples=150)
@given(written)
def test_ledger_and_facts_of_any_text_add_up(body: str) -> None:
    check(extractor().extract(about_aid(body, "2020-04-24")))


@settings(max_examples=80)
@given(damaged)
def test_ledger_and_facts_of_a_damaged_page_add_up(body: str) -> None:
    raw = f"{ABOUT_AID}\n{body}"
    text = clean(Page("page", "page", raw.encode(), "utf-8", raw))
    check(extractor().extract(text))
    assert all(0 <= entry.span[0] < entry.span[1] <= len(raw) for entry in extractor().extract(text).ledger)


@pytest.mark.parametrize("piece", [*pieces("runs.txt"), "统一", "第三中学", "一户一策", "3", "9:30，"])
def test_a_long_run_of_anything_has_its_ledger_in_good_time(piece: str) -> None:
    body = piece * (3000 // len(piece))
    raw = f"{ABOUT_AID}\n{body}\n版权所有 {body}"
    for text in about_aid(body), clean(Page("page", "page", raw.encode(), "utf-8", raw)):
        extraction = extractor().extract(text)
        start = time.process_time()
        assert extraction.ledger is extraction.ledger
        assert time.process_time() - start < 1


def test_the_ends_of_a_range_are_one_number_with_two_facts() -> None:
    (entry,) = extractor().extract(about_aid("汶川县建成扶贫车间10至15家。")).ledger
    assert [fact.value for fact in entry.facts if isinstance(fact, Observation)] == [10, 15]


def test_a_figure_that_is_said_twice_is_one_fact_and_two_numbers() -> None:
    found = extractor().extract(about_aid("汶川县建成扶贫车间21座。\n汶川县共有扶贫车间21座。"))
    first, second = found.ledger
    assert first.facts == second.facts
    assert len(first.facts) == 1


def test_the_date_of_the_page_is_a_fact() -> None:
    entries = extractor().extract(page(f"{ABOUT_AID}\n发布时间：2020-04-24\n汶川县建成扶贫车间21座。")).ledger
    assert [fact.predicate for fact in entries[0].facts if isinstance(fact, Relation)] == ["published_on"]


def test_what_is_said_in_a_table_is_told_by_its_column_and_row() -> None:
    table = "序号\t地区\t扶贫车间（个）\t备注\n1\t汶川县\t21\t含3个村\n2\t某处\t14\t5\n"
    entries = extractor().extract(about_aid(table)).ledger
    assert [(entry.words, entry.fate, entry.reason) for entry in entries] == [
        ("1", Fate.ORDINAL, "by its column"),
        ("21", Fate.FACT, ""),
        ("3个", Fate.UNCLAIMED, "among other words of a cell"),
        ("2", Fate.UNCLAIMED, "no subject"),
        ("14", Fate.UNCLAIMED, "no subject"),
        ("5", Fate.UNCLAIMED, "no subject"),
    ]


def test_numbers_that_cleaning_cut_are_furniture() -> None:
    prose = "汶川县建成扶贫车间21座，吸纳务工群众265人，大家都很高兴，日子越过越好。"
    raw = f"{ABOUT_AID}\n{prose}\n版权所有 2020 某某网 京ICP备12345678号"
    text = clean(Page("page", "page", raw.encode(), "utf-8", raw))
    cut = [entry for entry in extractor().extract(text).ledger if entry.fate is Fate.FURNITURE]
    assert [raw[slice(*entry.span)] for entry in cut] == ["2020", "12345678"]
    assert {entry.reason for entry in cut} == {"copyright"}


def test_below_the_cut_says_what_it_would_have_been() -> None:
    text = about_aid("汶川县建成扶贫车间21座。")
    entry = _strict().extract(text).ledger[0]
    assert (entry.fate, entry.reason) == (Fate.UNSURE, "has_workshops, confidence 1; a fact needs 1.1")


def test_a_figure_of_no_measure_is_below_a_higher_cut_too() -> None:
    text = about_aid("汶川县共有戏台21座。")
    default, strict = (each.extract(text).ledger[0] for each in (extractor(), _strict()))
    assert (default.fate, strict.fate) == (Fate.FACT, Fate.UNSURE)
    assert strict.reason == "other, confidence 0.67; a fact needs 1.1"


@pytest.mark.parametrize(("least", "needed"), [(0, "0.95 on a page with fewer than 2 words of aid"), (0.97, "0.97")])
def test_a_page_of_another_matter_says_so_whatever_the_cut(least: float, needed: str) -> None:
    found = Extractor(ontology.load(), places.load(), least).extract(page("泸溪县共有戏台21座。"))
    entry = found.ledger[0]
    assert (entry.fate, entry.reason) == (Fate.UNSURE, f"other, confidence 0.67; a fact needs {needed}")


def test_a_plan_is_no_fact_at_any_cut() -> None:
    lenient = Extractor(ontology.load(), places.load(), least_confidence=0)
    found = lenient.extract(about_aid("汶川县建成扶贫车间21座。汶川县力争建成扶贫车间21座、安置区60座。"))
    assert [entry.fate for entry in found.ledger] == [Fate.FACT, Fate.NOT_YET, Fate.NOT_YET]


def _strict() -> Extractor:
    return Extractor(ontology.load(), places.load(), least_confidence=1.1)


@pytest.mark.parametrize(
    "name", ["numeral_words", "numeral_names", "set_phrases", "extents", "numbered", "principles", "sides"]
)
def test_lists_of_words_with_numbers(name: str) -> None:
    words = lines(f"{name}.txt")
    assert len(words) == len(set(words))
    if name.startswith("numeral"):
        assert all(NUMERAL.search(word) for word in words)


def test_every_fate_has_a_case() -> None:
    asked = {part.rpartition("=")[2] for case in cases("numbers") for part in str(case.values[1]).split("; ")}
    tested_apart = {Fate.BYLINE, Fate.FURNITURE, Fate.UNSURE}
    assert {fate.value for fate in Fate if fate not in tested_apart} <= asked
