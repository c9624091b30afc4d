"""Periods as intervals of OWL-Time."""

import pytest
from hostile import HOSTILE

from kg.shape.intervals import instant, instant_iri, instants, interval, period_iri
from kg.shape.namespaces import PREFIXES
from kg.shape.terms import edtf, term


def local(period: str) -> str:
    return period_iri(period).value.removeprefix(PREFIXES["period"])


@pytest.mark.parametrize(
    ("period", "name", "first", "last"),
    [
        ("2020", "2020", "2020-01-01", "2020-12-31"),
        ("2020-02", "2020-02", "2020-02-01", "2020-02-29"),
        ("2020-04-24", "2020-04-24", "2020-04-24", "2020-04-24"),
        ("2020-01/2020-10", "2020-01:2020-10", "2020-01-01", "2020-10-31"),
        ("2021/..", "since:2021", "2021-01-01", None),
        ("../2020-04-24", "until:2020-04-24", None, "2020-04-24"),
        ("XXXX-01/XXXX-10", "XXXX-01:XXXX-10", None, None),
        ("some day", "some%20day", None, None),
    ],
)
def test_a_period_is_an_interval(period: str, name: str, first: str | None, last: str | None) -> None:
    assert local(period) == name
    said = list(interval(period))
    assert said[:2] == [(term("rdf:type"), term("time:ProperInterval")), (term("aid:edtf"), edtf(period))]
    ends = [(first, "begin", "time:hasBeginning"), (last, "end", "time:hasEnd")]
    assert said[2:] == [(term(property), instant_iri((day, end))) for day, end, property in ends if day]
    assert list(instants(period)) == [(day, end) for day, end, _ in ends if day]


def test_a_day_is_an_interval_with_two_ends() -> None:
    begin, end = instants("2020-04-24")
    assert instant_iri(begin) != instant_iri(end)
    assert {value.value for _, value in instant(begin)} == {PREFIXES["time"] + "Instant", "2020-04-24"}


def test_different_periods_never_share_an_iri() -> None:
    whole = [each for each in HOSTILE if not any("\ud800" <= character <= "\udfff" for character in each)]
    periods = {
        *whole,
        "2021/..",
        "../2021",
        "since/2021",
        "since:2021",
        "until/2021",
        "2021",
        "2021/2021",
        "2021/",
        "/2021",
        "../..",
    }
    assert len({period_iri(period) for period in periods | {"unspecified/"}}) == len(periods) + 1
