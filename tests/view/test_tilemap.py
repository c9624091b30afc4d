import re
import unicodedata
import xml.etree.ElementTree as ElementTree
from collections import Counter

import pytest

from kg import places
from kg.view.tilemap import SIDE, UNIT, svg, tiles

SVG = "{http://www.w3.org/2000/svg}"


def drawn(pairs: list[tuple[str, str]]) -> ElementTree.Element:
    """The SVG, which must be well-formed XML; in HTML it needs no namespace."""
    return ElementTree.fromstring(svg(pairs).replace("<svg ", f'<svg xmlns="{SVG[1:-1]}" ', 1))


def arcs(pairs: list[tuple[str, str]]) -> dict[str, ElementTree.Element]:
    return {pair: group for group in drawn(pairs).iter(f"{SVG}g") if (pair := group.get("data-pair"))}


def width(arc: ElementTree.Element) -> float:
    return next(float(str(part.get("stroke-width"))) for part in arc if part.get("class") == "line")


def test_the_tiles_are_the_34_provinces_of_the_gazetteer() -> None:
    provinces = {id: place.name for id, place in places.load().places.items() if place.level == "province"}
    assert {tile.adcode for tile in tiles().values()} == {id for id in provinces if id in tiles()}
    assert len(tiles()) == 34
    assert all(provinces[tile.adcode].startswith(tile.zh) for tile in tiles().values())


def test_no_two_tiles_stand_in_one_cell_and_no_name_leaves_its_tile() -> None:
    assert max(Counter((tile.column, tile.row) for tile in tiles().values()).values()) == 1
    for tile in tiles().values():
        assert 18 * sum(unicodedata.east_asian_width(character) == "W" for character in tile.zh) < SIDE
        assert 5.7 * len(tile.en) < SIDE
    assert SIDE < UNIT


def test_arcs_lead_from_giver_to_receiver_and_more_pairings_are_thicker() -> None:
    drawn_arcs = arcs([("370000", "500000")] * 5 + [("500000", "370000")] + [("310000", "530000")])
    assert set(drawn_arcs) == {"370000-500000", "500000-370000", "310000-530000"}
    assert width(drawn_arcs["370000-500000"]) > width(drawn_arcs["310000-530000"])
    assert drawn_arcs["370000-500000"].get("aria-label") == "Shandong 山东 assists Chongqing 重庆: 5 pairings"
    there, back = (
        next(part.get("d") for part in drawn_arcs[pair] if part.get("class") == "line")
        for pair in ("370000-500000", "500000-370000")
    )
    assert re.findall(r"Q([\d. ]+) ", str(there)) != re.findall(r"Q([\d. ]+) ", str(back))


def test_tiles_tell_their_role() -> None:
    root = drawn([("370000", "500000"), ("500000", "540000")])
    roles = {tile: str(group.get("class")) for group in root.iter(f"{SVG}g") if (tile := group.get("data-tile"))}
    assert roles["370000"] == "tile gives"
    assert roles["500000"] == "tile gives takes"
    assert roles["540000"] == "tile takes"
    assert roles["230000"].strip() == "tile"


def test_a_pairing_within_a_province_is_a_ring() -> None:
    (arc,) = arcs([("440000", "440000")]).values()
    assert [part.tag for part in arc] == [f"{SVG}title", f"{SVG}circle", f"{SVG}circle"]


@pytest.mark.parametrize("pair", [("100000", "540000"), ("370000", "990000"), ('37"000', "<b>")])
def test_what_is_in_no_province_is_left_out(pair: tuple[str, str]) -> None:
    assert arcs([pair]) == {}


def test_everything_that_can_be_chosen_is_reached_by_keyboard_and_named() -> None:
    buttons = [group for group in drawn([("370000", "500000")]).iter(f"{SVG}g") if group.get("role") == "button"]
    assert len(buttons) == 35
    assert all(button.get("tabindex") == "0" and button.get("aria-label") for button in buttons)
