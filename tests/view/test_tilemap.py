import unicodedata
from collections import Counter

from kg import places
from kg.view.basemap import tile_outlines
from kg.view.tilemap import tiles


def test_the_tiles_are_the_34_provinces_of_the_gazetteer() -> None:
    provinces = {id: place.name for id, place in places.load().places.items() if place.level == "province"}
    assert {tile.adcode for tile in tiles().values()} == {id for id in provinces if id in tiles()}
    assert len(tiles()) == 34
    assert all(provinces[tile.adcode].startswith(tile.zh) for tile in tiles().values())


def test_no_two_tiles_stand_in_one_cell_and_no_name_leaves_its_tile() -> None:
    assert max(Counter((tile.column, tile.row) for tile in tiles().values()).values()) == 1
    for tile in tiles().values():
        assert 18 * sum(unicodedata.east_asian_width(character) == "W" for character in tile.zh) < 70
        assert 5.7 * len(tile.en) < 70


def test_outlines_of_tiles_are_in_the_box_of_the_grid() -> None:
    outlines = tile_outlines()
    assert outlines.paths.keys() == tiles().keys()
    assert outlines.box == (0, 0, 8, 8)
    assert all(path.startswith("M") and path.endswith("z") for path in outlines.paths.values())
