"""What holds for any text: facts in good time, evidence in place, bounds in order, numbers read back, no chance."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from extract_cases import ABOUT_AID, extractor, facts, observations, page, pieces
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import places
from kg.clean import clean
from kg.extract.quantities.number import value_of
from kg.extract.sentence import sentences
from kg.extract.times.period import Clock, find_periods
from kg.model import Entity, Observation, Page, Place, Text

written = st.lists(st.sampled_from(pieces("pieces.txt")), max_size=40).map("".join)
any_text = st.one_of(written, st.text(st.characters(codec="utf-8"), max_size=80))

damaged = st.lists(st.sampled_from(pieces("pieces.txt") + pieces("damage.txt")), max_size=40).map("".join)

COUNTIES = [
    place
    for place in places.load().places.values()
    if place.level == "county"
    and [(c.id, c.risky) for c in places.load().candidates(place.name)] == [(place.id, False)]
]
"""The counties whose names alone tell them."""

DIGITS, SCALES = "零一二三四五六七八九", ("", "十", "百", "千")


def in_chinese(number: int) -> str:
    """A number from 0 to under 10**12 in Chinese numerals: 一万零五十."""
    if number == 0:
        return "零"
    parts: list[str] = []
    for scale, name in ((10**8, "亿"), (10**4, "万"), (1, "")):
        section, number = divmod(number, scale)
        if not section:
            continue
        if parts and section < 1000:
            parts.append("零")
        parts.append(_section(section) + name)
    return "".join(parts)


def _section(number: int) -> str:
    told, needs_zero = "", False
    for power in (3, 2, 1, 0):
        digit = number // 10**power % 10
        if digit:
            told += ("零" if needs_zero and told else "") + DIGITS[digit] + SCALES[power]
        needs_zero = not digit
    return told


def about_aid(body: str) -> Text:
    return page(f"{ABOUT_AID}\n{body}", "2020-04-24")


@pytest.fixture(autouse=True, scope="module")
def _loaded() -> None:
    """Loads all that is loaded where it is first needed, so that no test is timed with it."""
    facts(about_aid("毕节市大方县的变化。大方的变化。"))


def seconds(body: str) -> float:
    """How long a text keeps the processor."""
    start = time.process_time()
    facts(about_aid(body))
    return time.process_time() - start


def in_time(is_quick: Callable[[], bool]) -> bool:
    """Whether it was quick once: a processor that others share may be slow for a while."""
    return any(is_quick() for _ in range(4))


@settings(max_examples=120)
@given(any_text)
def test_any_text_gives_facts_in_good_time(text: str) -> None:
    for fact in facts(about_aid(text)):
        assert 0 < fact.confidence <= 1
        assert fact.subject.name
        assert fact.evidence


@pytest.mark.parametrize("piece", pieces("runs.txt"))
def test_a_long_run_of_anything_is_read_in_good_time(piece: str) -> None:
    assert in_time(lambda: seconds(piece * (1500 // len(piece))) < 1.5)


@pytest.mark.parametrize("piece", pieces("runs.txt"))
def test_a_long_run_in_what_a_person_says_is_read_in_good_time(piece: str) -> None:
    assert in_time(lambda: seconds(f"汶川县村民王建军说：“{piece * (600 // len(piece))}，手术3台。”") < 1.5)


@pytest.mark.parametrize("piece", [piece for piece in pieces("runs.txt") if len(piece) > 6])
def test_time_grows_no_faster_than_a_sentence_without_end(piece: str) -> None:
    count = 12_000 // len(piece)
    assert in_time(lambda: seconds(piece * count) < 5 * seconds(piece * (count // 3)) + 0.2)


def test_a_clause_that_begins_with_a_run_of_figures_is_read_in_good_time() -> None:
    run = "1" * 60
    assert in_time(lambda: seconds(f"鹿邑县玄武镇的车间开工。{run}号车间有工人5名，{run}公司用工6人。") < 1.5)


def test_a_list_of_places_and_as_many_sums_is_read_in_good_time() -> None:
    listed = "、".join(county.name for county in COUNTIES[:800])
    sums = "、".join(f"{number}万元" for number in range(1, 801))
    assert in_time(lambda: seconds(f"{listed}分别投入{sums}。") < 4)


@settings(max_examples=100)
@given(damaged)
def test_evidence_lies_in_the_page_and_quotes_the_clean_text(raw: str) -> None:
    raw = f"{ABOUT_AID}\n{raw}"
    text = clean(Page("page", "page", raw.encode(), "utf-8", raw))
    for fact in facts(text):
        for evidence in fact.evidence:
            assert 0 <= evidence.start <= evidence.end <= len(raw)
            assert evidence.quote in text.clean
            assert evidence.rule


@settings(max_examples=100)
@given(any_text)
def test_evidence_of_a_text_without_damage_is_where_it_says(body: str) -> None:
    text = about_aid(body)
    for fact in facts(text):
        assert all(each.quote in text.clean[each.start : each.end] for each in fact.evidence)


@settings(max_examples=120)
@given(written)
def test_a_value_lies_between_its_bounds(body: str) -> None:
    for fact in facts(about_aid(body)):
        if isinstance(fact, Observation):
            assert fact.low is None or fact.low <= fact.value
            assert fact.high is None or fact.value <= fact.high
            assert fact.approx != "exact" or fact.low == fact.value
            assert fact.approx != "about" or (fact.low, fact.high) == (None, None)


@settings(max_examples=60)
@given(written)
def test_the_same_text_gives_the_same_facts(body: str) -> None:
    assert facts(about_aid(body)) == facts(about_aid(body))


@settings(max_examples=80)
@given(st.sampled_from(COUNTIES), st.integers(11, 99_999), st.sampled_from(["{}", "{:,}", "chinese"]))
def test_any_county_and_any_number_are_found(county: Place, number: int, form: str) -> None:
    told = in_chinese(number) if form == "chinese" else form.format(number)
    (figure,) = observations(about_aid(f"{county.name}共培训{told}人次。"))
    assert (figure.subject.id, figure.predicate, figure.value) == (county.id, "trained_people", number)


@settings(max_examples=60)
@given(written)
def test_every_place_has_an_id_that_the_gazetteer_knows_or_is_a_group(body: str) -> None:
    known = extractor()._gazetteer
    for fact in facts(about_aid(body)):
        target = fact.counterpart if isinstance(fact, Observation) else fact.object
        for entity in (fact.subject, target):
            if isinstance(entity, Entity) and entity.type == "Place":
                assert entity.id is None or entity.id.partition("/")[0] in known.places


@settings(max_examples=100)
@given(st.integers(0, 10**12 - 1))
def test_a_number_in_chinese_numerals_is_read_back(number: int) -> None:
    assert value_of(in_chinese(number)) == number


@given(st.integers(10, 19))
def test_ten_to_nineteen_need_no_one(number: int) -> None:
    assert value_of(in_chinese(number).removeprefix("一")) == number


@settings(max_examples=100)
@given(st.integers(0, 10**12))
def test_a_number_in_digits_is_read_back(number: int) -> None:
    assert value_of(str(number)) == number
    assert value_of(f"{number:,}") == number


@settings(max_examples=100)
@given(st.integers(0, 99_999_999), st.sampled_from([("万", 10_000), ("亿", 100_000_000)]))
def test_a_decimal_with_a_scale_is_read_back(hundredths: int, scale: tuple[str, int]) -> None:
    name, factor = scale
    assert value_of(f"{hundredths / 100:.2f}{name}") == hundredths * factor // 100


@settings(max_examples=100)
@given(st.integers(1, 9999), st.integers(0, 9999), st.integers(0, 9999))
def test_digits_with_two_scales_are_read_back(hundred_millions: int, ten_thousands: int, rest: int) -> None:
    text = f"{hundred_millions}亿{ten_thousands}万{rest}"
    assert value_of(text) == hundred_millions * 10**8 + ten_thousands * 10**4 + rest


@settings(max_examples=100)
@given(any_text)
def test_sentences_and_clauses_are_in_order_apart_and_lose_nothing_but_marks(text: str) -> None:
    at = 0
    for sentence in sentences(text):
        assert at <= sentence.start < sentence.end <= len(text)
        assert sentence.clauses[0][0] == sentence.start or not text[sentence.start].isalnum()
        assert sentence.clauses[-1][1] == sentence.end
        assert all(one[1] == other[0] for one, other in zip(sentence.clauses, sentence.clauses[1:], strict=False))
        at = sentence.end


@settings(max_examples=100)
@given(written, st.sampled_from([None, "2020", "2020-04", "2020-04-24"]))
def test_times_are_in_order_and_well_formed(text: str, today: str | None) -> None:
    at = 0
    for mention in find_periods(text, 0, len(text), Clock(today)):
        assert at <= mention.start < mention.end
        at = mention.end
        assert mention.value.edtf is None or set(mention.value.edtf) <= set("0123456789X-/.")
