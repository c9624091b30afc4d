import unicodedata

import pytest
from hostile import HOSTILE
from pyoxigraph import NamedNode

from kg.shape.namespaces import PREFIXES
from kg.shape.terms import decimal, encode, entity_iri, iri, name, number, string_object, text

SURROGATES = frozenset(map(chr, range(0xD800, 0xE000)))


@pytest.mark.parametrize("value", HOSTILE)
def test_any_string_makes_a_valid_iri(value: str) -> None:
    made = iri("org", value, value)
    assert made.value.startswith(PREFIXES["org"])
    assert not any(unicodedata.category(character)[0] in "CZ" for character in made.value)


def test_different_ids_never_share_an_iri() -> None:
    ids = [*HOSTILE, *map(encode, HOSTILE), "a/b", "a%2Fb", "a//b", "a%2F%2Fb"]
    whole = {id for id in ids if not SURROGATES.intersection(id)}
    assert len({encode(id) for id in whole}) == len(whole)


def test_every_character_that_is_kept_may_stand_in_an_iri() -> None:
    kept = [chr(code) for code in range(0x32000) if encode(chr(code)) == chr(code)]
    assert len(kept) > 40_000
    NamedNode(PREFIXES["org"] + "".join(kept))  # raises for a character that an IRI can't hold


@pytest.mark.parametrize(
    ("type", "id", "expected"),
    [
        ("Place", "513221", "place/513221"),
        ("Place", "500242/龙潭镇/丹泉村", "place/500242/龙潭镇/丹泉村"),
        ("Organization", "1f2e", "org/1f2e"),
        ("Organization", "org/1f2e", "org/1f2e"),
        ("Document", "a b", "document/a%20b"),
        ("Document", "..", "document/%2E%2E"),
        ("Weather", "rain", "thing/rain"),
    ],
)
def test_entities_have_readable_iris(type: str, id: str, expected: str) -> None:
    assert entity_iri(type, id).value == f"https://w3id.org/kg-aid/{expected}"


@pytest.mark.parametrize(
    ("value", "expected", "datatype"),
    [
        (21.0, "21", "integer"),
        (-0.0, "0", "integer"),
        (1.09, "1.09", "decimal"),
        (0.1 + 0.2, "0.30000000000000004", "decimal"),
        (1e-7, "0.0000001", "decimal"),
        (1e22, "10000000000000000000000", "integer"),
        (float("inf"), "INF", "double"),
        (float("-inf"), "-INF", "double"),
    ],
)
def test_numbers(value: float, expected: str, datatype: str) -> None:
    made = number(value)
    assert (made.value, made.datatype.value) == (expected, PREFIXES["xsd"] + datatype)


def test_a_decimal_stays_one_where_it_is_whole() -> None:
    assert str(decimal(1)) == f'"1.0"^^<{PREFIXES["xsd"]}decimal>'


def test_strings() -> None:
    assert name("汶川县").language == "zh"
    assert name("Wenchuan").language is None
    assert name("Wenchuan", "en").language == "en"
    assert string_object("2021-10-15").datatype.value == PREFIXES["edtf"] + "EDTF"
    assert string_object("副县长").language == "zh"
    assert text("half a pair \ud83d").value == "half a pair \ufffd"
