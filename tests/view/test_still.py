import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable

import pytest
from view_sample import HOSTILE

from kg.errors import UsageError
from kg.model import Entity, Evidence, Graph, Relation
from kg.view import png, still
from kg.view.drawing import thickness

SVG = "{http://www.w3.org/2000/svg}"
KINDS = ("map", "network")


def drawn(graph: Graph, kind: str) -> ElementTree.Element:
    return ElementTree.fromstring(still(graph, kind))


def arcs(root: ElementTree.Element) -> list[str]:
    return [str(title.text) for group in root.iter(f"{SVG}g") for title in group.iter(f"{SVG}title")]


def test_the_map_has_arcs_between_provinces_and_a_ring_within_one(graph: Graph) -> None:
    root = drawn(graph, "map")
    assert arcs(root) == ["山东 → 重庆: 2 · Shandong assists Chongqing", "广东 → 广东: 1 · Guangdong assists Guangdong"]
    assert len(list(root.iter(f"{SVG}circle"))) == 1
    assert "图上未显示 1 条" in "".join(root.itertext())
    assert "Pairings by province" in str(root.findtext(f"{SVG}title"))


def test_the_network_has_each_place_with_its_name(graph: Graph) -> None:
    root = drawn(graph, "network")
    assert len(arcs(root)) == 4
    texts = [text.text for text in root.iter(f"{SVG}text")]
    assert {"山东省", "济南市", "武隆区", "营地"} < set(texts)


def test_a_network_of_many_places_is_one_of_provinces() -> None:
    def pairing(number: int) -> Relation:
        giver, receiver = f"37{number:04}", f"50{number:04}"
        evidence = (Evidence("a", number, number + 1, "x", "rule"),)
        return Relation(Entity("Place", giver, giver), "assists", Entity("Place", receiver, receiver), evidence)

    graph = Graph({}, {}, {}, {f"{number}": pairing(number) for number in range(1, 302)})
    assert arcs(drawn(graph, "network")) == ["370000 → 500000: 301 · 370000 assists 500000"]


def test_more_pairings_are_thicker() -> None:
    assert thickness(1) < thickness(2) < thickness(16) <= thickness(10_000) == 9


@pytest.mark.parametrize("kind", KINDS)
def test_hostile_names_are_text(kind: str, graph_with: Callable[..., Graph], graph: Graph) -> None:
    hostile = drawn(graph_with("".join(HOSTILE)), kind)
    assert [each.tag for each in hostile.iter()] == [each.tag for each in drawn(graph, kind).iter()]


@pytest.mark.parametrize("kind", KINDS)
def test_an_empty_graph_has_its_picture(kind: str) -> None:
    assert arcs(drawn(Graph({}, {}, {}, {}), kind)) == []


@pytest.mark.parametrize("kind", KINDS)
def test_the_picture_as_pixels_has_the_size_of_the_drawing(kind: str, samples: Graph) -> None:
    svg = still(samples, kind)
    try:
        data = png.to_png(svg)
    except UsageError as error:
        pytest.skip(str(error))
    width, height = (int(side) for side in re.findall(r'viewBox="0 0 (\d+) (\d+)"', svg)[0])
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(data[16:20]) == width * png.SCALE
    assert int.from_bytes(data[20:24]) == height * png.SCALE


def test_a_missing_font_is_told(tmp_path: object) -> None:
    with pytest.raises(UsageError, match="There is no font"):
        png.to_png("<svg/>", tmp_path / "none.ttf")  # type: ignore[operator]


def test_without_chinese_characters_nothing_is_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(png.resvg_py, "svg_to_bytes", lambda **given: b"two empty boxes")
    with pytest.raises(UsageError, match=r"No font of this system has Chinese characters\. Install one .*--font FILE"):
        png.to_png("<svg/>")
