"""Names in the network cover nothing where there is room."""

from kg.view.labels import sides

SIZE, WIDTH = 10, 200


def anchors(at: dict[str, tuple[float, float]], pairs: list[tuple[str, str]] | None = None) -> list[str]:
    found = sides(at, dict.fromkeys(at, "石柱县"), pairs or [], SIZE, WIDTH)
    return [side.anchor for side in found.values()]


def test_a_name_stands_behind_its_dot_where_nothing_is() -> None:
    assert anchors({"a": (50, 50)}) == ["start"]


def test_a_name_gives_way_to_a_dot_an_arc_and_the_edge() -> None:
    assert anchors({"a": (50, 50), "b": (70, 50)}) == ["end", "start"]
    assert anchors({"a": (50, 50), "b": (150, 50)}, [("a", "b")])[0] != "start"
    assert anchors({"a": (190, 50)}) == ["end"]
