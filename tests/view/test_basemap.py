import json
from pathlib import Path

import pytest
from view_sample import written

from kg.errors import UsageError
from kg.model import Graph
from kg.view import still
from kg.view.basemap import EAST, read_outlines

SQUARE = [[[110.00049, 30], [112, 30], [112, 32], [110.00049, 30]]]


def geojson(*features: dict[str, object]) -> str:
    return json.dumps({"type": "FeatureCollection", "features": features})


def feature(geometry: object, **properties: object) -> dict[str, object]:
    return {"type": "Feature", "properties": properties, "geometry": geometry}


@pytest.fixture
def outlines(tmp_path: Path) -> Path:
    file = tmp_path / "outlines.json"
    file.write_text(
        geojson(
            feature({"type": "Polygon", "coordinates": SQUARE}, adcode=500000, name="重庆市", secret="x"),
            feature({"type": "MultiPolygon", "coordinates": [SQUARE, SQUARE]}, name="<b>"),
            feature({"type": "Point", "coordinates": [1, 2]}, name="point"),
        ),
        encoding="utf-8",
    )
    return file


def test_outlines_keep_shapes_and_the_adcode_or_name_only(outlines: Path) -> None:
    found = read_outlines(outlines)
    assert found.paths.keys() == {"500000", "<b>"}
    assert found.paths["500000"].startswith(f"M{110 * EAST:g} -30L")
    assert found.paths["<b>"].count("M") == 2
    assert found.box == pytest.approx((110 * EAST, -32, 112 * EAST, -30))


def test_a_still_map_is_drawn_on_outlines(outlines: Path, graph: Graph) -> None:
    drawn = still(graph, "map", outlines)
    assert read_outlines(outlines).paths["500000"] in drawn
    assert "重庆" in drawn


def test_the_page_has_the_outlines(outlines: Path, graph: Graph, tmp_path: Path) -> None:
    page = written(graph, tmp_path / "page.html", basemap=outlines).read_text(encoding="utf-8")
    assert read_outlines(outlines).paths["500000"] in page
    assert '"is_grid":false' in page


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("no json", "is no GeoJSON of outlines"),
        ("[]", "is no GeoJSON of outlines"),
        ('{"features": [{"geometry": null}]}', "is no GeoJSON of outlines"),
        (geojson(feature({"type": "Polygon", "coordinates": [[[500000, 3000000]]]})), "is no GeoJSON of outlines"),
        (geojson(feature({"type": "Polygon", "coordinates": [[["x", 1]]]})), "is no GeoJSON of outlines"),
        (geojson(feature({"type": "Point", "coordinates": [1, 2]})), "has no outlines"),
    ],
)
def test_what_has_no_outlines_in_degrees_is_told(text: str, told: str, tmp_path: Path) -> None:
    file = tmp_path / "x.json"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=told):
        read_outlines(file)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="can't be read: No such file"):
        read_outlines(tmp_path / "none.json")
