from math import dist

from kg.model import Place
from kg.places import load
from kg.view.basemap import on_earth as on_earth_map
from kg.view.layout import as_network, on_earth, on_tiles

PROVINCES = {"370100": "370000", "500156": "500000", "500242": "500000", "370000": "370000", "营地": ""}


def test_on_tiles_places_stand_apart_in_their_provinces_tile() -> None:
    spots = on_tiles(PROVINCES, PROVINCES)
    assert "营地" not in spots
    assert spots["370000"] == (4.5, 3.5)
    assert 0.2 < dist(spots["370100"], spots["370000"]) < 0.45
    assert dist(spots["500156"], spots["500242"]) > 0.1


def test_on_earth_a_place_without_coordinates_stands_where_what_it_is_part_of_does() -> None:
    places = {
        "500242": Place("500242", "酉阳", "county", "500000"),
        "500242/龙潭镇": Place("500242/龙潭镇", "龙潭镇", "town", "500242"),
    }
    county = load().places["500242"]
    spots = on_earth([*places, "营地"], places)
    assert county.lon
    assert county.lat
    assert spots["500242/龙潭镇"] == spots["500242"] == on_earth_map(county.lon, county.lat)
    assert "营地" not in spots
    assert len(spots) == 34 + 2


def test_in_the_network_pairs_stand_near_and_always_at_the_same_spots() -> None:
    pairs = [("370100", "500156"), ("370000", "500242"), ("x", "y"), ("y", "y")]
    provinces = {**PROVINCES, "x": "", "y": ""}
    spots = as_network(pairs, provinces)
    assert spots == as_network(pairs, provinces)
    assert spots.keys() == {end for pair in pairs for end in pair}
    assert all(0 <= value <= 1 for spot in spots.values() for value in spot)
    assert dist(spots["x"], spots["y"]) < dist(spots["x"], spots["500156"])


def test_a_network_of_none_or_one_has_its_spots() -> None:
    assert as_network([], {}) == {}
    assert as_network([("x", "x")], {"x": ""}) == {"x": (0.5, 0.5)}
